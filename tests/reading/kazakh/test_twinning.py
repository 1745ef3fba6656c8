"""Sister cities in sentences, lists and lines; beside them towns that stand near the word and are none."""

import pytest

from kg.model.facts import SisterCities
from tests.reading.kazakh.sentences import of

OMSK = ("asserted", ["Павлодар", "Омбы"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Павлодар мен Омбы 2008 жылдан бері бауырлас.", [OMSK]),
        ("Павлодар қаласы Омбы қаласымен бауырлас.", [OMSK]),
        ("Орал қаласында Павлодар мен Омбының бауырлас қала екені айтылды.", [OMSK]),
        ("Павлодар Омбымен бауырлас болмақ.", [("proposed", OMSK[1])]),
        ("Павлодарға бауырлас Омбы қаласының әкімі келді.", [OMSK]),
        ("Павлодарда жиын өтті. Қонақтар бауырлас Омбыдан келді.", [OMSK]),
        ("Павлодардың ресейлік бауырласы – Омбы қаласы.", [OMSK]),
        ("Павлодар – Омбы, Орал – Саратов: бауырлас қалалар осылар.", [OMSK, ("asserted", ["Орал", "Саратов"])]),
        ("Павлодардың екі бауырлас қаласы бар. Олар: Омбы және Пермь.", [OMSK, ("asserted", ["Павлодар", "Пермь"])]),
        (
            "Павлодар қаласының бауырлас қалалары\nОмбы (Ресей)\nПермь (Ресей), 2010 жылы",
            [OMSK, ("asserted", ["Павлодар", "Пермь"])],
        ),
    ],
)
def test_twins(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert of(SisterCities, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Павлодар мен Омбы тұрғындары бауырлас халық.",
        "Бауырлас халықтар Павлодарда кездесті.",
        "Бауырлас қалалар: Омбы (Ресей), Пермь (Ресей).",
        "Павлодардың екі бауырлас қаласы бар. Олар Омбы мен Пермьге барды.",
        "Павлодар қаласының бауырлас қалалары\nОмбы әкімі жиынды ашты",
    ],
)
def test_no_twins(text: str) -> None:
    assert of(SisterCities, text) == []
