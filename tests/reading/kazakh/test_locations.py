"""Chief towns and what lies somewhere by a participle; beside them towns that are told of nothing."""

import pytest

from kg.model.facts import Location
from tests.reading.kazakh.sentences import of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Татарстан астанасы Қазанда жиын өтті.", {("Қазан", "Татарстан")}),
        ("Татарстанның астанасы – Қазан қаласы.", {("Қазан", "Татарстан")}),
        ("Алматы облысының орталығы – Қонаев қаласы.", {("Қонаев", "Алматы облысы")}),
        ("Батыс Қазақстан облысында орналасқан Ақсай қаласы.", {("Ақсай", "Батыс Қазақстан облысы")}),
        ("Ресейден – Омбы мен Пермь, Литвадан – Каунас.", {("Омбы", "Ресей"), ("Пермь", "Ресей"), ("Каунас", "Литва")}),
        ("Татарстан делегациясы Омбыда болды.", set()),
        ("Татарстан мен Омбы облысының орталығы сөз болды.", set()),
        ("Батыс Қазақстан облысында Омбы қаласының күндері өтті.", set()),
    ],
)
def test_locations(text: str, expected: set[tuple[str, str]]) -> None:
    assert {tuple(names) for _, names in of(Location, text)} == expected
