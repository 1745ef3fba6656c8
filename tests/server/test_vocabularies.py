"""The ontology and its concepts at their addresses."""

from pathlib import Path

import httpx
import pytest
from rdflib import Graph
from rdflib.compare import to_isomorphic

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
