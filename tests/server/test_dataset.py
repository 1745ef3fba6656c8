"""What the graph says of itself, and the files it is given as."""

import json
from xml.etree import ElementTree

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from rdflib import DCTERMS, RDF, VOID, Graph, Literal, Namespace, URIRef

from kg.queries.saved import SavedQuery
from kg.server.answers import task as tasks
from kg.server.resources.dataset import Dataset
from kg.server.view.maps import FILES, Download
from tests.graph import BASE, COOP
from tests.server.listening import answered, listening

DCAT = Namespace("http://www.w3.org/ns/dcat#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
VOID_AT = "/.well-known/void"


@pytest.fixture(scope="module")
def described(endpoint: httpx.Client) -> Graph:
    return Graph().parse(data=endpoint.get(VOID_AT).text, format="turtle")


@pytest.fixture(scope="module")
def dataset(described: Graph) -> URIRef:
    (found,) = described.subjects(RDF.type, VOID.Dataset)
    assert isinstance(found, URIRef)
    return found


def count(endpoint: httpx.Client, pattern: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ {pattern} }} UNION {{ GRAPH ?g {{ {pattern} }} }} }}"
    rows = endpoint.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"]
    return int(rows[0]["n"]["value"])


def test_the_numbers_are_those_of_the_graph(endpoint: httpx.Client, described: Graph, dataset: URIRef) -> None:
    assert described.value(dataset, VOID.triples) == Literal(count(endpoint, "?s ?p ?o"))
    assert described.value(dataset, VOID.documents) == Literal(6)
    parts = list(described.objects(dataset, VOID.classPartition))
    classes = {str(described.value(part, VOID["class"])): described.value(part, VOID.entities) for part in parts}
    assert classes[COOP + "City"] == Literal(4)
    assert classes[COOP + "Claim"] == Literal(count(endpoint, f"?s a <{COOP}Claim>"))
    parts = list(described.objects(dataset, VOID.propertyPartition))
    properties = {str(described.value(part, VOID.property)): described.value(part, VOID.triples) for part in parts}
    assert properties[COOP + "sisterCityOf"] == Literal(count(endpoint, f"?s <{COOP}sisterCityOf> ?o"))
    total = sum(int(str(number)) for number in properties.values())
    assert described.value(dataset, VOID.triples) == Literal(total)


def test_what_else_it_says(endpoint: httpx.Client, described: Graph, dataset: URIRef) -> None:
    address = str(endpoint.base_url).rstrip("/")
    assert (dataset, RDF.type, DCAT.Dataset) in described
    assert described.value(dataset, VOID.uriSpace) == Literal(BASE)
    assert described.value(dataset, VOID.sparqlEndpoint) == URIRef(f"{address}/sparql")
    assert (dataset, VOID.vocabulary, URIRef(COOP)) in described
    assert {str(title.language) for title in described.objects(dataset, DCTERMS.title)} == {"ru", "kk", "en"}  # type: ignore[attr-defined]
    assert str(described.value(dataset, DCTERMS.modified)) == "2022-11-28"
    assert described.value(dataset, DCTERMS.license) is None
    assert {str(one) for one in described.objects(dataset, DCTERMS.language)} == {"kk", "ru"}


def test_every_link_answers(endpoint: httpx.Client, described: Graph, dataset: URIRef) -> None:
    links = {*described.objects(dataset, VOID.dataDump), *described.objects(dataset, FOAF.homepage)}
    links |= set(described.objects(None, DCAT.downloadURL)) | set(described.objects(None, DCAT.endpointDescription))
    assert len(links) == 2 + len(FILES)
    for link in links:
        assert endpoint.get(str(link)).status_code == 200


def test_the_same_bytes_each_time(endpoint: httpx.Client) -> None:
    assert endpoint.get(VOID_AT).content == endpoint.get(VOID_AT, headers={"accept": "text/turtle"}).content


ACCEPTED = [
    ("/", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
    ("/", "*/*", "text/html"),
    ("/", "text/turtle", "text/turtle"),
    ("/", "application/ld+json", "application/ld+json"),
    ("/", "application/n-triples", "application/n-triples"),
    ("/", "application/rdf+xml", "application/rdf+xml"),
    ("/?format=turtle", "text/html", "text/turtle"),
    (VOID_AT, "*/*", "text/turtle"),
    (VOID_AT, "text/html", "text/turtle"),
    (VOID_AT, "application/ld+json", "application/ld+json"),
    (VOID_AT + "?format=ntriples", "", "application/n-triples"),
]


@pytest.mark.parametrize(("path", "accept", "media_type"), ACCEPTED)
def test_negotiation(endpoint: httpx.Client, path: str, accept: str, media_type: str) -> None:
    response = endpoint.get(path, headers={"accept": accept})
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert "Accept" in response.headers["vary"]
    if media_type != "text/html":
        form = RdfFormat.from_media_type(media_type)
        assert form is not None
        assert any(quad.predicate.value.endswith("sparqlEndpoint") for quad in parse(response.content, form))


@pytest.mark.parametrize(("path", "status"), [("/?format=docx", 400), (f"{VOID_AT}?format=docx", 400)])
def test_a_format_that_is_none(endpoint: httpx.Client, path: str, status: int) -> None:
    assert endpoint.get(path).status_code == status


def test_an_empty_graph_describes_itself() -> None:
    with listening(Store(), {}) as address:
        described = Graph().parse(data=httpx.get(address + VOID_AT).text, format="turtle")
        (dataset,) = described.subjects(RDF.type, VOID.Dataset)
        assert described.value(dataset, VOID.triples) == Literal(0)
        assert described.value(dataset, DCTERMS.modified) is None


def test_a_hostile_host_is_refused(endpoint: httpx.Client) -> None:
    for host in ("a b", 'x"><script>', "x>", "a/b", "", "a@b"):
        response = endpoint.get(VOID_AT, headers={"host": host})
        assert response.status_code == 400
    assert endpoint.get(VOID_AT, headers={"host": "graph.example:8080"}).text.count(
        "<http://graph.example:8080/sparql>"
    )


RDF_FILES = [
    ("graph.nq", RdfFormat.N_QUADS),
    ("graph.trig", RdfFormat.TRIG),
    ("graph.jsonld", RdfFormat.JSON_LD),
    ("entities.ttl", RdfFormat.TURTLE),
]


@pytest.mark.parametrize(("name", "form"), RDF_FILES)
def test_downloads(endpoint: httpx.Client, name: str, form: RdfFormat) -> None:
    response = endpoint.get(f"/downloads/{name}")
    assert response.headers["content-type"].partition(";")[0] == form.media_type
    assert response.headers["content-disposition"] == f'attachment; filename="{name}"'
    pattern = "?s ?p ?o"
    entities = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
    rows = endpoint.get("/sparql", params={"query": entities, "format": "json"}).json()["results"]["bindings"]
    expected = int(rows[0]["n"]["value"]) if form == RdfFormat.TURTLE else count(endpoint, pattern)
    # A dump tells of itself besides.
    own = [quad for quad in parse(response.content, form) if quad.subject != NamedNode(BASE + "dataset")]
    assert len(own) == expected


@pytest.mark.parametrize("name", ["network.gexf", "network.graphml"])
def test_maps(endpoint: httpx.Client, name: str) -> None:
    graph = ElementTree.fromstring(endpoint.get(f"/downloads/{name}").content)
    assert graph.findall(".//{*}edge")


def test_a_download_that_is_none(endpoint: httpx.Client) -> None:
    response = endpoint.get("/downloads/graph.zip")
    assert (response.status_code, response.text.partition(";")[0]) == (404, "no such download")


def test_a_large_graph_is_no_download(store: Store, saved: dict[str, SavedQuery]) -> None:
    graph = tasks.Graph(store, saved, BASE)
    assert Download("graph.nq", most=len(store)).answer(graph).status == 200
    refused = answered(Download("graph.nq", most=len(store) - 1), graph)
    assert (refused.status, b"use kg export" in refused.body) == (403, True)
    offered = Dataset("http://a.example", format="jsonld", most=len(store) - 1).answer(graph)
    assert b"downloads" not in offered.body
    assert json.loads(offered.body)
