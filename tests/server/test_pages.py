"""Pages, linked data, saved queries."""

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from tests.graph import BASE

HTML = {"accept": "text/html"}


def test_the_start_page_shows_what_there_is(endpoint: httpx.Client) -> None:
    page = endpoint.get("/").text
    assert "6 documents, 41 claims" in page
    assert "<tr><td>City</td><td>4</td></tr>" in page
    assert 'action="/queries/sister-cities"' in page
    assert '<textarea name="query"' in page
    assert "<script" not in page


def test_health(endpoint: httpx.Client) -> None:
    response = endpoint.get("/health")
    assert (response.status_code, response.json()) == (200, {"ok": True})


THINGS = [
    ("/city/omsk", "text/turtle", "text/turtle", RdfFormat.TURTLE),
    ("/city/omsk", "application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
    ("/city/omsk", "application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
    ("/city/omsk", "*/*", "text/turtle", RdfFormat.TURTLE),
    ("/city/omsk?format=ntriples", "text/html", "application/n-triples", RdfFormat.N_TRIPLES),
]


@pytest.mark.parametrize(("path", "accept", "media_type", "form"), THINGS)
def test_linked_data(endpoint: httpx.Client, path: str, accept: str, media_type: str, form: RdfFormat) -> None:
    response = endpoint.get(path, headers={"accept": accept})
    assert response.headers["content-type"].partition(";")[0] == media_type
    said = {(quad.subject.value, quad.predicate.value.rpartition("#")[2]) for quad in parse(response.content, form)}
    assert (BASE + "city/omsk", "sisterCityOf") in said
    assert (BASE + "event/forum-16", "locatedIn") in said
    assert all(subject in (BASE + "city/omsk", BASE + "event/forum-16") for subject, _ in said)


PAGES = [
    (
        "/city/omsk",
        [
            "<h1>Омск</h1>",
            '<a href="/city/pavlodar">Павлодар</a>',
            "<blockquote>Побратимы Омск и Павлодар</blockquote>",
        ],
    ),
    ("/city/omsk", ['<a href="/person/vladimir-putin">Владимир Путин</a>, 2022-11-28', 'href="/doc/000_forum"']),
    ("/region/RU-OMS", ["120 предприятий", "(denied)"]),
    ("/doc/003_qostanai", ["<blockquote>Қостанай қаласы Қостанай облысында</blockquote>", "003_qostanai.txt"]),
    ("/city/шу", ["<h1>Шу</h1>"]),
    ("/city/%D1%88%D1%83", ["<h1>Шу</h1>"]),
]


@pytest.mark.parametrize(("path", "parts"), PAGES)
def test_pages_of_things(endpoint: httpx.Client, path: str, parts: list[str]) -> None:
    page = endpoint.get(path, headers=HTML).text
    for part in parts:
        assert part in page


MISSING = [
    "/city/atlantis",
    "/favicon.ico",
    "/a b",
    "/%3Cscript%3E",
    "/%FF",
    "/queries/nothing",
    "/..%2f..%2fetc/passwd",
]


@pytest.mark.parametrize("path", MISSING)
def test_missing(endpoint: httpx.Client, path: str) -> None:
    response = endpoint.get(path, headers=HTML)
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/plain")


ESCAPED = [
    ("/organisation/hostile", {}),
    ("/sparql", {"query": "SELECT ?l { <organisation/hostile> ?p ?l }"}),
    ("/sparql", {"query": "SELECT ('<script>' AS ?l) {} # </textarea><script>"}),
    ("/sparql", {"query": "CONSTRUCT WHERE { <organisation/hostile> ?p ?l }"}),
]


@pytest.mark.parametrize(("path", "params"), ESCAPED)
def test_what_is_shown_is_escaped(endpoint: httpx.Client, path: str, params: dict[str, str]) -> None:
    response = endpoint.get(path, params=params, headers=HTML)
    assert "&lt;script&gt;" in response.text
    assert "<script" not in response.text
    assert 'href="javascript' not in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_a_page_of_many_rows_is_cut_and_says_so(endpoint: httpx.Client) -> None:
    query = "SELECT * { GRAPH ?a { ?b ?c ?d } GRAPH ?e { ?f ?g ?h } } LIMIT 1500"
    page = endpoint.get("/sparql", params={"query": query}, headers=HTML).text
    assert page.count("<tr>") == 1001
    assert "The first 1000 rows" in page
    assert len(endpoint.get("/sparql", params={"query": query, "format": "csv"}).text.splitlines()) == 1501


def test_a_yes(endpoint: httpx.Client) -> None:
    page = endpoint.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers=HTML).text
    assert "<strong>yes</strong>" in page


SAVED = [
    (
        "/queries/sister-cities?format=csv",
        200,
        "000_forum.txt,https://data.example/city/omsk,https://data.example/city/pavlodar,",
    ),
    ("/queries/evidence?entity=city/omsk&format=csv", 200, "Побратимы Омск и Павлодар"),
    (f"/queries/evidence?entity={BASE}city/omsk&format=tsv", 200, "Побратимы Омск и Павлодар"),
    ("/queries/evidence", 400, "query evidence needs the parameter 'entity'"),
    ("/queries/evidence?entity=x%20y", 400, "is no absolute IRI"),
    ("/queries/evidence?entity=x%3E%7D%20DROP", 400, "is no absolute IRI"),
    ("/queries/evidence?entity=city/omsk&place=a", 400, "has no parameter 'place'; it takes: entity"),
    ("/queries/sister-cities?format=turtle", 406, "json, xml, csv, tsv, html"),
    ("/queries/none", 404, "no such query; there are: agreement-parties, "),
]


@pytest.mark.parametrize(("path", "status", "part"), SAVED)
def test_saved_queries(endpoint: httpx.Client, path: str, status: int, part: str) -> None:
    response = endpoint.get(path)
    assert response.status_code == status
    assert part in response.text


def test_a_saved_query_as_a_page(endpoint: httpx.Client) -> None:
    page = endpoint.get("/queries/sister-cities", headers=HTML).text
    assert '<a href="/city/omsk">https://data.example/city/omsk</a>' in page
