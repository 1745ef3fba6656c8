"""Answers and lists as tables: what columns show, what a reader may choose of them, and exactly that as a file."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from zipfile import ZipFile

import httpx
import pytest
from pyoxigraph import Literal

from kg.queries.saved import SavedQuery
from tests.graph import BASE, Graph
from tests.server.listening import listening
from tests.server.test_pages import HTML, page, words

Shown = tuple[list[str], list[list[str]]]


def table(html: str) -> Shown:
    """Heads and cells of the table of a page, as they are read."""
    (found,) = re.findall(r'<table class="answer">(.*?)</table>', html, re.DOTALL)
    heads = [words(one) for one in re.findall(r"<th\b.*?</th>", found, re.DOTALL)]
    rows = re.findall(r"<tr>(<td.*?)</tr>", found, re.DOTALL)
    return heads, [
        [words(cell).replace("\u00a0", " ") for cell in re.findall(r"<td\b.*?</td>", row, re.DOTALL)] for row in rows
    ]


def links(html: str) -> dict[str, str]:
    """Where the words of each link lead."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return {words(text).replace("\u00a0", " "): unescape(href) for href, text in found}


SHOWN: list[tuple[str, str, Shown]] = [
    (
        "/queries/sister-cities",
        "en",
        (["one", "other", "document", "published"], [["Omsk", "Павлодар", "В", "November 28, 2022"]]),
    ),
    (
        "/queries/agreements",
        "ru",
        (
            ["соглашение", "вид", "состояние", "дата", "документ", "опубликовано"],
            [
                ["десять соглашений", "соглашение", "готовится к подписанию", "", "В", "28 ноября 2022 г."],
                [
                    *("Соглашение о сотрудничестве", "соглашение", "подписано", "2021"),
                    "Губернатор Назаров: «Подписали Соглашение о сотрудничестве с Павлодарской областью»",
                    "1 марта 2021 г.",
                ],
            ],
        ),
    ),
    (
        "/queries/who-met-whom",
        "kk",
        (
            ["біріншісі", "екіншісі", "іс-шара", "түрі", "күні", "құжат", "жарияланған"],
            [
                [
                    *("Қасым-Жомарт Тоқаев", "Владимир Путин", "XVIII Форум межрегионального сотрудничества", "форум"),
                    *("2022", "В", "2022 ж. 28 қараша"),
                ]
            ],
        ),
    ),
    (
        "/list/Agreement",
        "en",
        (
            ["name", "kind", "status", "date", "claims"],
            [
                ["Соглашение о сотрудничестве", "agreement", "signed", "2021", "5"],
                ["десять соглашений", "agreement", "to be signed", "", "2"],
            ],
        ),
    ),
    (
        "/list/Event",
        "ru",
        (
            ["название", "вид", "дата", "место", "утверждений"],
            [
                ["XVIII Форум межрегионального сотрудничества", "форум", "2022", "", "5"],
                ["XVI Форум межрегионального сотрудничества", "форум", "", "Омск", "5"],
                ["визит в Казань", "визит", "", "", "1"],
            ],
        ),
    ),
]


@pytest.mark.parametrize(("path", "language", "expected"), SHOWN)
def test_a_thing_has_one_column_and_documents_titles(
    endpoint: httpx.Client, path: str, language: str, expected: Shown
) -> None:
    assert table(page(endpoint, path, language)) == expected


def test_units_and_numbers_are_those_of_the_reader(endpoint: httpx.Client) -> None:
    heads, rows = table(page(endpoint, "/queries/conflicting-figures", "ru"))
    assert heads[:6] == ["что измерено", "о чём", "период", "единица", "значение", "граница"]
    assert ["товарооборот", "Казахстан, Россия", "2021", "доллар США", "25,6 млрд", "ровно"] in [r[:6] for r in rows]


@pytest.mark.parametrize(
    ("column", "notation", "told"),
    [("dated", "documentDate", "дата документа"), ("dated", "reckoned", "по названию"), ("dated", "soon", "soon")],
)
def test_concepts_are_told_in_the_language_of_the_reader(
    endpoint: httpx.Client, column: str, notation: str, told: str
) -> None:
    address = f"/sparql?query=SELECT ('{notation}' AS ?{column}) {{}}"
    assert table(page(endpoint, address, "ru"))[1] == [[told]]


def test_a_day_is_told_once(endpoint: httpx.Client) -> None:
    heads, _ = table(page(endpoint, "/queries/evidence?entity=city/omsk"))
    assert "said on" in heads, "which is the day of the document"
    assert "published" not in heads


def test_words_lead_to_their_claim_and_documents_to_their_words(endpoint: httpx.Client) -> None:
    assert links(page(endpoint, "/queries/sister-cities"))["В"] == "/doc/000_forum#char=29,54"
    quoted = links(page(endpoint, "/queries/sister-city-network"))["Побратимы Омск и Павлодар"]
    assert quoted.startswith("/claim/")
    assert endpoint.get(quoted, headers=HTML).status_code == 200


CHOSEN: list[tuple[str, Sequence[str]]] = [
    ("/list/City", ["Павлодар", "Omsk", "Казань", "Костанай"]),
    ("/list/City?_sort=thing", ["Omsk", "Казань", "Костанай", "Павлодар"]),
    ("/list/City?_sort=-thing", ["Павлодар", "Костанай", "Казань", "Omsk"]),
    ("/list/City?_sort=claims", ["Казань", "Костанай", "Omsk", "Павлодар"]),
    ("/list/City?_sort=none", ["Павлодар", "Omsk", "Казань", "Костанай"]),
    ("/list/City?_q=ка", ["Казань"]),
    ("/list/City?_q=КОСТ", ["Костанай"]),
    ("/list/City?_q=zzz", []),
    ("/list/Event?_is.kind=" + "https://w3id.org/interregional/vocab/visit", ["визит в Казань"]),
    ("/list/Event?_is.place=" + BASE + "city/omsk", ["XVI Форум межрегионального сотрудничества"]),
    ("/list/Event?_is.none=x", ["XVIII Форум межрегионального сотрудничества"]),
    ("/list/Event?_sort=date", ["XVIII Форум межрегионального сотрудничества"]),
    ("/list/Event?_sort=-date", ["XVIII Форум межрегионального сотрудничества"]),
    ("/list/City?_from=-1", ["Павлодар", "Omsk", "Казань", "Костанай"]),
    ("/list/City?_from=400", ["Павлодар", "Omsk", "Казань", "Костанай"]),
]


@pytest.mark.parametrize(("path", "expected"), CHOSEN)
def test_rows_are_those_chosen_in_the_order_chosen(endpoint: httpx.Client, path: str, expected: Sequence[str]) -> None:
    html = page(endpoint, path)
    found = [row[0] for row in table(html)[1]] if "<table" in html else []
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


@pytest.fixture(scope="module")
def towns(saved: dict[str, SavedQuery]) -> Iterator[httpx.Client]:
    """A hundred and twenty towns in two regions, of which a document tells one by one."""
    graph = Graph()
    graph.entity("region/RU-OMS", "Region", "Омская область")
    graph.entity("region/KZ-PAV", "Region", "Павлодарская область")
    told = "Список. " + "".join(f"<{number}>" for number in range(120))
    text = graph.document("towns", told, "2020-01-01", "organisation/o")
    for number in range(120):
        graph.entity(f"city/t{number}", "City", f"Город {number:03}", latitude=50 + number / 100, longitude=70)
        text.claim(f"city/t{number}", "locatedIn", f"region/{'RU-OMS' if number < 90 else 'KZ-PAV'}", f"<{number}>")
    with (
        listening(graph.store(), saved) as address,
        httpx.Client(base_url=address, headers=HTML, timeout=20) as client,
    ):
        yield client


def test_facets_narrow_step_by_step_and_are_taken_back(towns: httpx.Client) -> None:
    html = page(towns, "/queries/locations", "ru")
    assert "120 строк" in words(html).replace("\u00a0", " ")
    narrowed = page(towns, links(html)["Павлодарская область 30"], "ru")
    shown = words(narrowed).replace("\u00a0", " ")
    assert "30 строк из 120" in shown
    assert {row[1] for row in table(narrowed)[1]} == {"Павлодарская область"}
    back = links(narrowed)["Павлодарская область 30 выбрано; снять ×"]
    assert back == "/queries/locations"
    assert links(narrowed)["Все строки"] == "/queries/locations"


def test_a_long_answer_goes_page_by_page(towns: httpx.Client) -> None:
    first = page(towns, "/queries/locations?_sort=-place", "ru")
    assert [row[0] for row in table(first)[1]] == [f"Город {number:03}" for number in range(119, 19, -1)]
    second = page(towns, links(first)["дальше →"], "ru")
    assert [row[0] for row in table(second)[1]] == [f"Город {number:03}" for number in range(19, -1, -1)]
    assert links(second)["← назад"] == "/queries/locations?_sort=-place"
    assert 'rel="next"' not in second


def test_a_file_is_of_exactly_what_is_chosen(towns: httpx.Client) -> None:
    html = page(towns, "/queries/locations?_q=город 11&_sort=-place", "ru")
    found = links(html)
    names = [f"{BASE}city/t{number}" for number in (*range(119, 109, -1), 11)]
    rows = list(csv.DictReader(io.StringIO(towns.get(found["CSV"]).text)))
    assert [row["place"] for row in rows] == names
    assert list(rows[0]) == ["source", "place", "in"]
    bound = json.loads(towns.get(found["JSON"]).text)["results"]["bindings"]
    assert [row["place"]["value"] for row in bound] == names
    sheet = ZipFile(io.BytesIO(towns.get(found["Excel"]).content))
    assert sheet.read("xl/sharedStrings.xml").decode().count("city/t11") == 11


def test_a_graph_is_chosen_from_too(towns: httpx.Client) -> None:
    asked = {"query": "CONSTRUCT WHERE { ?city a <https://w3id.org/interregional/ontology#City> }", "_q": "Город 007"}
    assert len(table(page(towns, f"/sparql?{httpx.QueryParams(asked)}", "ru"))[1]) == 1
    given = towns.get("/sparql", params={**asked, "lang": "ru", "format": "ntriples"}).text
    assert given.startswith(f"<{BASE}city/t7> ")
    assert given.count("\n") == 1


def test_what_a_query_leaves_unbound_and_what_has_no_name(endpoint: httpx.Client) -> None:
    query = 'SELECT ?a ?b WHERE { VALUES (?a ?b) { (1 UNDEF) (UNDEF "x"@kk) (3 "y") } }'
    asked = {"query": query, "_sort": "-a"}
    assert table(page(endpoint, f"/sparql?{httpx.QueryParams(asked)}"))[1] == [["3", "y"], ["1", ""], ["", "x"]]
    assert endpoint.get("/sparql", params={**asked, "format": "csv"}).text == "a,b\r\n3,y\r\n1,\r\n,x\r\n"
    nameless = endpoint.get("/sparql", params={"query": "SELECT ?b { BIND(BNODE() AS ?b) }", "_q": "", "format": "csv"})
    assert nameless.text.startswith("b\r\n_:")
    assert endpoint.get("/sparql", params={"query": "ASK {}", "_q": "x", "format": "json"}).json()["boolean"] is True
    assert endpoint.get("/sparql", params={"query": "ASK {}", "format": "xlsx"}).status_code == 406


CHARTS = [
    ("/queries/locations", ["as a table", "as a map of ties", "over time"]),
    ("/list/City", ["as a table", "as a map of ties", "on a map of the world"]),
    ("/queries/conflicting-figures", ["as a table", "over time"]),
    ("/queries/speakers", ["as a table", "over time"]),
]


@pytest.mark.parametrize(("path", "expected"), CHARTS)
def test_charts_are_offered_where_the_columns_allow(endpoint: httpx.Client, path: str, expected: list[str]) -> None:
    html = page(endpoint, path)
    assert [text for text in links(html) if text.startswith(("as a", "over", "on a"))] == expected
    for text in expected:
        assert '<div class="answered">' in page(endpoint, links(html)[text])


def test_a_chart_draws_the_rows(towns: httpx.Client) -> None:
    world = page(towns, "/queries/locations?_as=world&_q=город 11", "ru")
    assert world.count("<circle") == 11
    assert 'class="land"' in world
    ties = page(towns, "/queries/locations?_as=map&_q=город 11", "ru")
    assert (ties.count("<circle"), ties.count("<line")) == (13, 11)
    years = page(towns, "/queries/locations?_as=time", "ru")
    assert 'title="2020: 120"' in years
    assert page(towns, "/queries/locations?_as=pie", "ru").count("<circle") == 0


def test_a_value_is_drawn_at_its_time(saved: dict[str, SavedQuery]) -> None:
    graph = Graph()
    graph.entity("country/KZ", "Country", "Казахстан")
    text = graph.document("t", "1 10 1000", "2022-01-01", "organisation/o")
    for year, value in (("2019", 1), ("2020", 10), ("2021", 1000)):
        graph.indicator(
            f"indicator/{year}", "оборот", "USD", about=("country/KZ",), measure="v:tradeTurnover", period=Literal(year)
        )
        text.figure(f"indicator/{year}", value, str(value))
    with listening(graph.store(), saved) as address, httpx.Client(base_url=address, headers=HTML) as client:
        html = page(client, "/queries/turnover-over-time?_as=time")
    marks = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="5"><title>(.*?)</title>', html)
    assert [(x, title) for x, _, title in marks] == [
        ("44.0", "2019: 1 US dollar"),
        ("370.0", "2020: 10 US dollar"),
        ("696.0", "2021: 1,000 US dollar"),
    ]
    assert [float(y) for _, y, _ in marks] == [155.0, 110.0, 20.0]
    assert "logarithmic scale" in html
