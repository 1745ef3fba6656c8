import pytest

from kg.model.facts import Project
from tests.reading.marked import told

CASES: list[tuple[str, list[tuple[str, ...]]]] = [
    ("Планируется [строительство моста:~Project].", [("строительство моста", "planned")]),
    ("[Строительство моста:~Project] будет начато.", [("Строительство моста", "planned")]),
    ("[Строительство моста:~Project] завершено.", [("Строительство моста", "completed")]),
    ("[Проект «Луч»:Project] в [Казани:City] известен.", [("Проект «Луч»", "Казани")]),
    ("В рамках [проекта «Луч»:Project] будет построена школа.", []),
    ("[Проект «Луч»:Project] не завершён.", []),
    ("Не планируется [строительство моста:~Project].", []),
    ("Планируется, что гости увидят [проект «Луч»:Project].", []),
    ("[Проект «Луч»:Project] могут завершить нескоро.", []),
    ("Про [проект «Луч»:Project] пишут газеты.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_projects(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(text, Project) == set(expected)
