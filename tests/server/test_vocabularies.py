"""The ontology and its concepts at their addresses."""

import re
from pathlib import Path

import httpx
import pytest
from rdflib import Graph
from rdflib.compare import to_isomorphic

from kg.queries.saved import SavedQuery

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
HTML = {"accept": "text/html"}
FILES = [("/ontology", "interregional.ttl"), ("/vocab", "vocabulary.ttl"), ("/vocab/", "vocabulary.ttl")]
FILES.append(("/shapes", "shapes.ttl"))
FORMATS = [
    ("text/turtle", "turtle"),
    ("application/n-triples", "nt"),
    ("application/rdf+xml", "xml"),
    ("application/ld+json", "json-ld"),
]


@pytest.mark.parametrize(("path", "file"), FILES)
@pytest.mark.parametrize(("media_type", "form"), FORMATS)
def test_they_are_those_of_the_files(endpoint: httpx.Client, path: str, file: str, media_type: str, form: str) -> None:
    response = endpoint.get(path, headers={"accept": media_type})
    assert response.headers["content-type"].partition(";")[0] == media_type
    got, stored = Graph().parse(data=response.text, format=form), Graph().parse(ONTOLOGY / file)
    assert to_isomorphic(got) == to_isomorphic(stored)


def test_a_page_of_classes_and_properties(endpoint: httpx.Client) -> None:
    page = endpoint.get("/ontology", headers=HTML).text
    for part in (
        '<tr id="City">',
        '<tr id="sisterCityOf">',
        "город-побратим",
        "бауырлас қала",
        "undirected edge",
        '<a href="#Agreement">coop:Agreement</a>, <a href="#Project">coop:Project</a>',
        "A text as stored in its file.",
    ):
        assert part in page


MEANINGS = [("en", "Any settlement."), ("ru", "Любой населённый пункт."), ("kk", "Кез келген елді мекен.")]


@pytest.mark.parametrize(("language", "meaning"), MEANINGS)
def test_meanings_are_in_the_language_of_the_reader(endpoint: httpx.Client, language: str, meaning: str) -> None:
    page = httpx.get(endpoint.base_url.join("/ontology"), params={"lang": language}, headers=HTML).text
    assert [told for _, told in MEANINGS if told in page] == [meaning]


def row(page: str, name: str) -> str:
    return page.partition(f'<tr id="{name}">')[2].partition("</tr>")[0]


def test_terms_have_examples_from_the_graph(endpoint: httpx.Client) -> None:
    page = endpoint.get("/ontology", headers=HTML).text
    assert '<a href="/city/' in row(page, "City")
    assert row(page, "City").count("; ") == 2
    assert re.search(r'<a href="/city/omsk">Omsk</a> → <a href="/city/pavlodar"', row(page, "sisterCityOf"))
    assert "<a href" in row(page, "Corridor")
    assert row(page, "Tenure").endswith("<td></td>")


def test_questions_lead_to_saved_queries_and_their_terms(endpoint: httpx.Client, saved: dict[str, SavedQuery]) -> None:
    questions = endpoint.get("/ontology", headers=HTML).text.partition('id="questions"')[2]
    rows = {line.partition("</a>")[0].rpartition(">")[2]: line for line in questions.split("<tr>")[2:]}
    assert len(rows) == sum(not query.federated for query in saved.values())
    assert '<a href="/queries/sister-cities">' in rows["Sister cities"]
    assert '<a href="#sisterCityOf">coop:sisterCityOf</a>' in rows["Sister cities"]


def test_saved_queries_ask_by_terms_that_the_ontology_has(endpoint: httpx.Client) -> None:
    page = endpoint.get("/ontology", headers=HTML).text
    linked = set(re.findall(r'<a href="#([^"]+)"', page))
    assert linked - set(re.findall(r'\bid="([^"]+)"', page)) == set()
    assert len(linked) > 50


VERSIONS = [("1.0", 200), ("0.9", 404), ("1", 404), ("%3E", 404)]


@pytest.mark.parametrize(("version", "status"), VERSIONS)
def test_the_version_has_an_address(endpoint: httpx.Client, version: str, status: int) -> None:
    answer = endpoint.get(f"/ontology/{version}", headers={"accept": "text/turtle"})
    assert answer.status_code == status
    assert (answer.content == endpoint.get("/ontology", headers={"accept": "text/turtle"}).content) == (status == 200)


CONCEPTS = [
    ("/vocab/USD", "text/turtle", 200, "АҚШ доллары"),
    ("/vocab/USD", "text/html", 200, '<tr id="USD">'),
    ("/vocab/unit", "text/turtle", 200, "skos:ConceptScheme"),
    ("/vocab/unit", "text/html", 200, '<a href="/vocab/KZT">KZT</a>'),
    ("/vocab/", "text/html", 200, '<a href="/vocab/asserted">asserted</a>'),
    ("/vocab/none", "text/html", 404, "no such concept"),
    ("/vocab/a%20b", "text/turtle", 404, "no such concept"),
    ("/vocab/%3E", "text/turtle", 404, "no such concept"),
    ("/vocab/USD", "image/png", 406, "turtle"),
    ("/ontology?format=docx", "*/*", 400, "no format"),
]


@pytest.mark.parametrize(("path", "accept", "status", "part"), CONCEPTS)
def test_concepts(endpoint: httpx.Client, path: str, accept: str, status: int, part: str) -> None:
    response = endpoint.get(path, headers={"accept": accept})
    assert response.status_code == status
    assert part in response.text


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("path", ["/ontology", "/vocab/", "/vocab/unit", "/queries"])
def test_pages_in_each_language(endpoint: httpx.Client, path: str, language: str) -> None:
    # With no client that keeps the cookie.
    response = httpx.get(endpoint.base_url.join(path), params={"lang": language}, headers=HTML)
    assert f'<html lang="{language}">' in response.text
