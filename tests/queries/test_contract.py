"""The saved queries that every build answers: their variables, and their rows on the small graph."""

import pytest
from pyoxigraph import QuerySolutions, Store

from kg.queries.saved import SavedQuery
from tests.rows import rows

VARIABLES = {
    "mentions": "source entity class label surface start end",
    "entities": "entity class label alias",
    "sister-cities": "source a b start end",
    "roles": "source person title of start end",
    "speakers": "source person",
    "events": "source event kind label ordinal place date start end lastDay dated",
    "participants": "source event who",
    "agreements": "source agreement label kind status date start end",
    "agreement-parties": "source agreement party",
    "region-ties": "source a b basis start end",
    "corridor-places": "source corridor place",
    "memberships": "source member org",
    "figures": "source figure measure value unit period about speaker direction start end statedOn",
    "projects": "source project label place status start end",
    "locations": "source place in",
}

ROWS: dict[str, list[tuple[str, ...]]] = {
    "sister-cities": [
        ("000_forum.txt", "city/omsk", "city/pavlodar", "Побратимы Омск и Павлодар"),
    ],
    "roles": [
        ("000_forum.txt", "person/kasym-zhomart-tokaev", "Президент", "country/KZ", "Президент Казахстана"),
        ("002_omsk.txt", "person/viktor-nazarov", "губернатор", "region/RU-OMS", "Губернатор Назаров"),
    ],
    "speakers": [
        ("000_forum.txt", "person/kasym-zhomart-tokaev"),
        ("000_forum.txt", "person/vladimir-putin"),
        ("002_omsk.txt", "person/viktor-nazarov"),
    ],
    "events": [
        (
            "000_forum.txt",
            "event/forum-18",
            "forum",
            "XVIII Форум межрегионального сотрудничества",
            "18",
            "",
            "2022",
            "",
            "",
            "XVIII Форум",
        ),
        (
            "001_forum.txt",
            "event/forum-16",
            "forum",
            "XVI Форум межрегионального сотрудничества",
            "16",
            "city/omsk",
            "",
            "",
            "",
            "XVI Форум прошёл",
        ),
        ("001_forum.txt", "event/visit-2022", "visit", "визит в Казань", "", "", "", "", "", "Визит в Казань"),
    ],
    "participants": [
        ("000_forum.txt", "event/forum-18", "person/kasym-zhomart-tokaev"),
        ("000_forum.txt", "event/forum-18", "person/vladimir-putin"),
        ("001_forum.txt", "event/forum-16", "person/kasym-zhomart-tokaev"),
    ],
    "agreements": [
        ("000_forum.txt", "agreement/ten", "десять соглашений", "agreement", "to_be_signed", "", "десять соглашений"),
        (
            "002_omsk.txt",
            "agreement/omsk-pavlodar",
            "Соглашение о сотрудничестве",
            "agreement",
            "signed",
            "2021",
            "Подписали Соглашение о сотрудничестве с Павлодарской областью",
        ),
    ],
    "agreement-parties": [
        ("002_omsk.txt", "agreement/omsk-pavlodar", "region/KZ-PAV"),
        ("002_omsk.txt", "agreement/omsk-pavlodar", "region/RU-OMS"),
    ],
    "region-ties": [
        (
            "002_omsk.txt",
            "region/RU-OMS",
            "region/KZ-PAV",
            "Соглашение о сотрудничестве",
            "Подписали Соглашение о сотрудничестве с Павлодарской областью",
        ),
        ("004_projects.txt", "region/RU-OMS", "country/KZ", "", "Омская область сотрудничает с Казахстаном"),
    ],
    "corridor-places": [
        ("000_forum.txt", "corridor/north-south", "country/KZ"),
    ],
    "memberships": [
        ("004_projects.txt", "country/KZ", "organisation/alliance"),
        ("004_projects.txt", "country/KZ", "organisation/eaeu"),
        ("004_projects.txt", "country/RU", "organisation/alliance"),
    ],
    "figures": [
        (
            "000_forum.txt",
            "товарооборот",
            "25600000000",
            "USD",
            "2021",
            "country/KZ",
            "person/vladimir-putin",
            "level",
            "2022-11-28",
            "25,6 миллиарда долларов",
        ),
        (
            "000_forum.txt",
            "товарооборот",
            "25600000000",
            "USD",
            "2021",
            "country/RU",
            "person/vladimir-putin",
            "level",
            "2022-11-28",
            "25,6 миллиарда долларов",
        ),
        (
            "000_forum.txt",
            "товарооборот",
            "24500000000",
            "USD",
            "2021",
            "country/KZ",
            "person/kasym-zhomart-tokaev",
            "level",
            "2022-11-28",
            "почти 24,5 миллиарда",
        ),
        (
            "000_forum.txt",
            "товарооборот",
            "24500000000",
            "USD",
            "2021",
            "country/RU",
            "person/kasym-zhomart-tokaev",
            "level",
            "2022-11-28",
            "почти 24,5 миллиарда",
        ),
        (
            "001_forum.txt",
            "товарооборот",
            "18200000000",
            "USD",
            "2018",
            "country/KZ",
            "",
            "level",
            "2019-11-07",
            "18,2 миллиарда",
        ),
        (
            "001_forum.txt",
            "товарооборот",
            "18200000000",
            "USD",
            "2018",
            "country/RU",
            "",
            "level",
            "2019-11-07",
            "18,2 миллиарда",
        ),
        (
            "002_omsk.txt",
            "число предприятий",
            "120",
            "item",
            "",
            "region/RU-OMS",
            "",
            "level",
            "2021-03-01",
            "120 предприятий",
        ),
        (
            "002_omsk.txt",
            "рост",
            "5",
            "percent",
            "",
            "",
            "organisation/minekonomiki",
            "growth",
            "2021-03-01",
            "рост 5 процентов",
        ),
        (
            "002_omsk.txt",
            "число предприятий",
            "130",
            "item",
            "",
            "region/RU-OMS",
            "",
            "level",
            "2021-03-01",
            "130 предприятий",
        ),
    ],
    "projects": [
        (
            "004_projects.txt",
            "project/bridge",
            "мост через Иртыш",
            "city/pavlodar",
            "running",
            "Строится мост через Иртыш",
        ),
        ("004_projects.txt", "project/plant", "завод в Костанае", "", "completed", "Завод в Костанае открыт"),
    ],
    "locations": [
        ("003_qostanai.txt", "city/kostanay", "region/KZ-KUS"),
    ],
    "mentions": [
        (
            "000_forum.txt",
            "event/forum-18",
            "Event",
            "XVIII Форум межрегионального сотрудничества",
            "XVIII Форум",
            "XVIII Форум",
        ),
        ("000_forum.txt", "city/omsk", "City", "Омск", "Омск", "Омск"),
        ("000_forum.txt", "city/pavlodar", "City", "Павлодар", "Павлодар", "Павлодар"),
        ("003_qostanai.txt", "city/kostanay", "City", "Қостанай", "Қостанай", "Қостанай"),
    ],
}


@pytest.mark.parametrize(("name", "variables"), VARIABLES.items())
def test_variables(store: Store, saved: dict[str, SavedQuery], name: str, variables: str) -> None:
    solutions = store.query(saved[name].text_with({}))
    assert isinstance(solutions, QuerySolutions)
    assert [variable.value for variable in solutions.variables] == variables.split()


@pytest.mark.parametrize(("name", "expected"), ROWS.items())
def test_rows(store: Store, saved: dict[str, SavedQuery], name: str, expected: list[tuple[str, ...]]) -> None:
    assert rows(store, saved[name].text_with({})) == expected


def test_entities_are_named_in_every_language_and_form(store: Store, saved: dict[str, SavedQuery]) -> None:
    omsk = [row for row in rows(store, saved["entities"].text_with({})) if row[0] == "city/omsk"]
    assert sorted(omsk) == [
        ("city/omsk", "City", "", "Омском"),
        ("city/omsk", "City", "Omsk", ""),
        ("city/omsk", "City", "Омбы", ""),
        ("city/omsk", "City", "Омск", ""),
    ]


def test_entities_are_the_ten_classes_alone(store: Store, saved: dict[str, SavedQuery]) -> None:
    classes = {row[1] for row in rows(store, saved["entities"].text_with({}))}
    assert classes == {
        "Person",
        "Country",
        "Region",
        "City",
        "Organisation",
        "Corridor",
        "Agreement",
        "Event",
        "Project",
    }
