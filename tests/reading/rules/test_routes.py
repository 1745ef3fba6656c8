import pytest

from kg.model.facts import Route
from kg.reading.rules.russian.routes import RULES
from tests.reading.marked import stated

CASES: list[tuple[str, list[tuple[str, ...]]]] = [
    ("[Коридор «Юг»:Corridor] проходит через [Иран:Country] и [Индию:Country].", [("Коридор «Юг»", "Иран, Индию")]),
    (
        "[Коридор «Юг»:Corridor], который связывает [Иран:Country] и [Индию:Country], открыт.",
        [("Коридор «Юг»", "Иран, Индию")],
    ),
    ("[Коридор «Юг»:Corridor] пройдёт по территории [Ирана:Country].", [("Коридор «Юг»", "Ирана")]),
    ("[Коридор «Юг»:Corridor] через [Баку:City] загружен.", [("Коридор «Юг»", "Баку")]),
    ("[Коридор «Юг»:Corridor] не проходит через [Иран:Country].", []),
    ("[Коридор «Юг»:Corridor] обсудили в [Иране:Country].", []),
    ("Дорога связывает [Иран:Country] и [Индию:Country].", []),
    ("[Коридор «Юг»:Corridor] важен. Поезд проходит через [Иран:Country].", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_routes(text: str, expected: list[tuple[str, ...]]) -> None:
    assert stated(RULES, text, Route) == expected
