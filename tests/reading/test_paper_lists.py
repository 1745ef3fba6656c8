"""Lists of a region's papers: whose they are is told by the heading, the other side by each line."""

import pytest

from kg.model.facts import Agreement
from tests.reading.test_frames import names, read

OMSK, TVER, TOMSK = "[Омская область:Region]", "[Тверская область:Region]", "[Томская область:Region]"
PEACE, TRADE = "[Соглашение о дружбе:Agreement]", "[Договор о торговле:Agreement]"

LISTS: list[tuple[str, set[tuple[str, ...]]]] = [
    # lines with bullets, numbers, columns
    (
        f"{OMSK}: действующие договоры\n\n– {TVER}: {PEACE}, 2009\n– {TOMSK}: {TRADE}, 2012\n",
        {
            ("Соглашение о дружбе", "Омская область", "Тверская область"),
            ("Договор о торговле", "Омская область", "Томская область"),
        },
    ),
    (
        f"{OMSK}: действующие договоры\n\n1 | {TVER} | {PEACE} | 2009\n2 | {TOMSK} | {TRADE} | 2012\n",
        {
            ("Соглашение о дружбе", "Омская область", "Тверская область"),
            ("Договор о торговле", "Омская область", "Томская область"),
        },
    ),
    # an item that names the other side and then tells
    (
        f"{OMSK} и её соседи\n\n1) {TVER}. Много лет действует {PEACE}.\n2) {TOMSK}. Здесь бумаг нет.\n",
        {("Соглашение о дружбе", "Омская область", "Тверская область")},
    ),
    # no paper of theirs
    (f"{OMSK}: новости\n\n– {TVER}: {PEACE}, 2009\n", set()),  # nobody says that it lists papers
    (f"{OMSK}: договоры\n\n– {TVER}: проект, {PEACE}\n", set()),
    (f"{OMSK}: договоры\n\n– {TVER}: {PEACE} не подписано\n", set()),
    (f"{OMSK}: договоры\n\n– {TVER}, {TOMSK}: {PEACE}\n", set()),  # with which of them?
    (f"{OMSK}: договоры\n\n– {OMSK}: {PEACE}\n", set()),
    (f"{OMSK}: договоры\n\nЗавод стоит в городе, {TVER}. {PEACE} лежит в музее.\n", set()),
    (f"Договоры\n\n– {TVER}: {PEACE}\n", set()),  # whose?
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_papers_of_a_list_have_its_owner_and_whom_the_line_names(text: str, expected: set[tuple[str, ...]]) -> None:
    found = [one for one in read(text) if isinstance(one.fact, Agreement) and one.rule == "paper-listed"]
    assert {(names(one, "agreement")[0], *sorted(names(one, "party"))) for one in found} == expected
