"""The queries for researchers: their rows on the small graph."""

import pytest
from pyoxigraph import Store

from kg.queries.saved import SavedQuery
from tests.cooperation import cooperation
from tests.graph import BASE, Value, day, year
from tests.rows import rows

ROWS: dict[str, list[tuple[object, ...]]] = {
    "conflicting-figures": [
        (
            "товарооборот",
            "Казахстан, Россия",
            "2021",
            "USD",
            "24500000000",
            "nearly",
            "person/kasym-zhomart-tokaev",
            "Касым-Жомарт Токаев",
            "почти 24,5 миллиарда",
            "000_forum.txt",
            "indicator/turnover-2021",
        ),
        (
            "товарооборот",
            "Казахстан, Россия",
            "2021",
            "USD",
            "25600000000",
            "exactly",
            "person/vladimir-putin",
            "Владимир Путин",
            "25,6 миллиарда долларов",
            "000_forum.txt",
            "indicator/turnover-2021",
        ),
    ],
    "turnover-over-time": [
        (
            "2018",
            "2018-01-01",
            "2018-12-31",
            "Казахстан, Россия",
            "18200000000",
            "USD",
            "exactly",
            "level",
            "organisation/kremlin-ru",
            "kremlin.ru",
            "18,2 миллиарда",
            "001_forum.txt",
        ),
        (
            "2021",
            "2021-01-01",
            "2021-12-31",
            "Казахстан, Россия",
            "24500000000",
            "USD",
            "nearly",
            "level",
            "person/kasym-zhomart-tokaev",
            "Касым-Жомарт Токаев",
            "почти 24,5 миллиарда",
            "000_forum.txt",
        ),
        (
            "2021",
            "2021-01-01",
            "2021-12-31",
            "Казахстан, Россия",
            "25600000000",
            "USD",
            "exactly",
            "level",
            "person/vladimir-putin",
            "Владимир Путин",
            "25,6 миллиарда долларов",
            "000_forum.txt",
        ),
    ],
    "region-network": [
        (
            "region/KZ-PAV",
            "Павлодарская область",
            "region/RU-OMS",
            "Омская область",
            "cooperatesWith",
            "2021-03-01",
            "Подписали Соглашение о сотрудничестве с Павлодарской областью",
            "person/viktor-nazarov",
            "002_omsk.txt",
            "",
        ),
        (
            "region/KZ-PAV",
            "Павлодарская область",
            "region/RU-OMS",
            "Омская область",
            "sharesWith",
            "2021-03-01",
            "Подписали Соглашение о сотрудничестве с Павлодарской областью",
            "person/viktor-nazarov",
            "002_omsk.txt",
            "agreement/omsk-pavlodar",
        ),
    ],
    "who-met-whom": [
        (
            "person/kasym-zhomart-tokaev",
            "Касым-Жомарт Токаев",
            "person/vladimir-putin",
            "Владимир Путин",
            "event/forum-18",
            "XVIII Форум межрегионального сотрудничества",
            "forum",
            "2022",
            "000_forum.txt",
            "event/forum-18",
        ),
    ],
    "forum-history": [
        ("event/forum-16", "XVI Форум межрегионального сотрудничества", "16", "", "city/omsk", "Омск", "1"),
        ("event/forum-18", "XVIII Форум межрегионального сотрудничества", "18", "2022", "", "", "1"),
    ],
    "corridor-network": [
        (
            "corridor/north-south",
            "Север – Юг",
            "country/KZ",
            "Казахстан",
            "traverses",
            "2022-11-28",
            "«Север – Юг» идёт в Казахстан",
            "organisation/kremlin-ru",
            "000_forum.txt",
        ),
    ],
    "agreements-by-region": [
        (
            "region/KZ-PAV",
            "Павлодарская область",
            "agreement/omsk-pavlodar",
            "Соглашение о сотрудничестве",
            "agreement",
            "signed",
            "2021",
            "002_omsk.txt",
        ),
        (
            "region/RU-OMS",
            "Омская область",
            "agreement/omsk-pavlodar",
            "Соглашение о сотрудничестве",
            "agreement",
            "signed",
            "2021",
            "002_omsk.txt",
        ),
    ],
    "identities": [
        ("city/omsk", "City", "Омск", "http://www.w3.org/2002/07/owl#sameAs", "http://www.wikidata.org/entity/Q898"),
        (
            "city/pavlodar",
            "City",
            "Павлодар",
            "http://www.w3.org/2004/02/skos/core#closeMatch",
            "http://www.wikidata.org/entity/Q167379",
        ),
        (
            "country/KZ",
            "Country",
            "Казахстан",
            "http://www.w3.org/2002/07/owl#sameAs",
            "http://www.wikidata.org/entity/Q232",
        ),
    ],
}


@pytest.mark.parametrize(("name", "expected"), ROWS.items())
def test_rows(store: Store, saved: dict[str, SavedQuery], name: str, expected: list[tuple[str, ...]]) -> None:
    assert rows(store, saved[name].text_with({})) == expected


DATES: list[tuple[list[Value], str]] = [
    ([], "2022"),
    ([day("2022-11-28")], "2022-11-28"),
    ([year("2022")], "2022"),
    ([year("2021")], "2022"),
]


@pytest.mark.parametrize(("further", "shown"), DATES)
@pytest.mark.parametrize(("name", "event", "date"), [("forum-history", 0, 3), ("events", 1, 6), ("who-met-whom", 4, 7)])
def test_an_event_has_its_most_precise_date(
    saved: dict[str, SavedQuery], name: str, event: int, date: int, further: list[Value], shown: str
) -> None:
    graph = cooperation()
    text = graph.document("006_again", "XVIII Форум в Омске.", "2022-11-28", "organisation/kremlin-ru")
    again = graph.document("000_forum", "Открыт XVIII Форум", "2022-11-28", "organisation/kremlin-ru")
    for value in further:
        again.claim("event/forum-18", "date", value, "XVIII Форум")
    text.claim("event/forum-18", "locatedIn", "city/omsk", "XVIII Форум в Омске")
    found = rows(graph.store(), saved[name].text_with({}))
    assert [row[date] for row in found if row[event] == "event/forum-18"] == [shown]


PLACES = [
    (["city/omsk"], "city/omsk"),
    (["country/RU", "city/omsk"], "city/omsk"),
    (["region/RU-OMS", "country/RU"], "region/RU-OMS"),
    (["city/pavlodar", "city/omsk"], "city/omsk"),
    ([], ""),
]


@pytest.mark.parametrize(("places", "shown"), PLACES)
def test_a_forum_has_one_row(saved: dict[str, SavedQuery], places: list[str], shown: str) -> None:
    graph = cooperation()
    text = graph.document("006_again", "XVIII Форум в Омске.", "2022-11-28", "organisation/kremlin-ru")
    for place in places:
        text.claim("event/forum-18", "locatedIn", place, "XVIII Форум в Омске")
    found = rows(graph.store(), saved["forum-history"].text_with({}))
    assert [row[4] for row in found if row[0] == "event/forum-18"] == [shown]


EVIDENCE = [
    ("city/omsk", ["Побратимы Омск и Павлодар", "XVI Форум прошёл в Омске"]),
    ("region/RU-OMS", ["120 предприятий", "130 предприятий"]),
    ("country/BY", ["Белоруссия не член ЕАЭС"]),
    ("city/nowhere", []),
]


@pytest.mark.parametrize(("entity", "words"), EVIDENCE)
def test_evidence(store: Store, saved: dict[str, SavedQuery], entity: str, words: list[str]) -> None:
    found = [row[-1] for row in rows(store, saved["evidence"].text_with({"entity": entity}, base=BASE))]
    assert [word for word in found if word in words] == words
    assert bool(found) == bool(words)


def test_evidence_shows_what_is_denied_as_denied(store: Store, saved: dict[str, SavedQuery]) -> None:
    (row,) = rows(store, saved["evidence"].text_with({"entity": BASE + "country/BY"}))
    assert row[:5] == ("005_hopes.txt", "country/BY", "memberOf", "organisation/eaeu", "denied")


def test_most_connected_counts_neighbours_then_claims(store: Store, saved: dict[str, SavedQuery]) -> None:
    first, *_ = rows(store, saved["most-connected"].text_with({}))
    assert first == ("country/KZ", "Country", "Казахстан", "4", "4")


def test_another_measure_has_no_turnover(store: Store, saved: dict[str, SavedQuery]) -> None:
    assert rows(store, saved["turnover-over-time"].text_with({"measure": "https://measure.example/other"})) == []


@pytest.mark.parametrize(
    ("values", "years"),
    [({"from": "2021", "until": "2021"}, {"2021"}), ({"until": "2020"}, {"2018"}), ({"from": "2022"}, set())],
)
def test_turnover_between_two_years(
    store: Store, saved: dict[str, SavedQuery], values: dict[str, str], years: set[str]
) -> None:
    between = rows(store, saved["turnover-over-time"].text_with(values))
    assert between == [row for row in ROWS["turnover-over-time"] if row[0] in years]
