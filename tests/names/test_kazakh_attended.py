"""An event that has no more name than its kind, at the first that a text says of it."""

import pytest

from tests.reading.kazakh.texts import mentioned


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Кездесуге облыс әкімі Иван Орлов қатысты.", ["Кездесу"]),
        ("Отырыс Иван Орловтың төрағалығымен өтті.", ["Отырыс"]),
        ("Жиынды Иван Орлов ашты.", ["Жиын"]),
        ("Конференцияда Иван Орлов баяндама жасады.", ["Конференция"]),
        ("Жиын өтті.", []),
        ("Кездесуге дайындық жүріп жатыр.", []),
        ("Иван Орлов Айдос Нұрлановпен кездесті. Кездесуге әкім қатысты.", ["Иван Орлов пен Айдос Нұрланов кездесуі"]),
        ("Омбыда халықаралық турнир өтті. Жарысқа он команда қатысты.", ["халықаралық турнир"]),
        ("Кездесулерге әкім қатысты.", []),
    ],
)
def test_attended(text: str, events: list[str]) -> None:
    assert [one.name for one in mentioned(text, "Event")] == events
