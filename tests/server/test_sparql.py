"""The SPARQL 1.1 Protocol over HTTP: what is asked, and what comes back."""

import concurrent.futures
import gzip
import json
from urllib.parse import urlencode

import httpx
import pytest
from pyoxigraph import NamedNode, Store
from rdflib import RDFS, Graph, Namespace, URIRef

from kg.server.answers import task as tasks
from kg.server.sparql.protocol import service
from tests.graph import BASE, COOP

SELECT = f"SELECT ?c WHERE {{ ?c a <{COOP}Corridor> }}"
CONSTRUCT = f"CONSTRUCT WHERE {{ ?c a <{COOP}Corridor> }}"
ASK = f"ASK {{ ?c a <{COOP}Corridor> }}"
CORRIDOR = BASE + "corridor/north-south"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
JSON, XML, CSV = "application/sparql-results+json", "application/sparql-results+xml", "text/csv"

WAYS = {
    "get": ("GET", {"params": {"query": SELECT}}),
    "post_form": ("POST", {"data": {"query": SELECT}}),
    "post_query": ("POST", {"content": SELECT, "headers": {"content-type": QUERY}}),
    "query": ("QUERY", {"content": SELECT, "headers": {"content-type": QUERY}}),
    "query_form": ("QUERY", {"content": urlencode({"query": SELECT}), "headers": {"content-type": FORM}}),
    "post_query_with_charset": ("POST", {"content": SELECT, "headers": {"content-type": f"{QUERY}; charset=UTF-8"}}),
}


@pytest.mark.parametrize(("method", "request_"), WAYS.values(), ids=WAYS)
def test_ways_to_ask(endpoint: httpx.Client, method: str, request_: dict[str, object]) -> None:
    response = endpoint.request(method, "/sparql", **request_)  # type: ignore[arg-type]
    assert response.status_code == 200
    assert [row["c"]["value"] for row in response.json()["results"]["bindings"]] == [CORRIDOR]


ACCEPTED = [
    (SELECT, "*/*", JSON),
    (SELECT, "", JSON),
    (SELECT, "application/json", "application/json"),
    (SELECT, XML, XML),
    (SELECT, "application/xml", "application/xml"),
    (SELECT, "text/*", "text/xml"),
    (SELECT, CSV, CSV),
    (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
    (SELECT, f"{CSV};q=0.1, {JSON};q=0.9", JSON),
    (SELECT, f"{CSV};q=0.9, {JSON};q=0.1", CSV),
    (SELECT, f"{JSON};q=0, */*;q=0.1", "application/json"),
    (SELECT, f"*/*, {JSON};q=0.5, application/json;q=0.5", XML),
    (SELECT, f"{CSV};q=much, {XML};q=0.2", XML),
    (SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    (ASK, XML, XML),
    (ASK, "text/html", "text/html"),
    (CONSTRUCT, "*/*", "text/turtle"),
    (CONSTRUCT, "application/n-triples", "application/n-triples"),
    (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
    (CONSTRUCT, "application/ld+json", "application/ld+json"),
    (CONSTRUCT, "application/trig", "application/trig"),
    (CONSTRUCT, f"{JSON}, text/turtle;q=0.1", "text/turtle"),
    (CONSTRUCT, "text/html", "text/html"),
]


@pytest.mark.parametrize(("query", "accept", "media_type"), ACCEPTED)
def test_accept(endpoint: httpx.Client, query: str, accept: str, media_type: str) -> None:
    response = endpoint.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert "Accept" in response.headers["vary"]
    assert CORRIDOR in response.text or query == ASK


FORMATS = [
    (SELECT, "csv", 200, CSV),
    (SELECT, XML, 200, XML),
    (SELECT, "", 200, JSON),
    (SELECT, "turtle", 406, "text/plain"),
    (CONSTRUCT, "jsonld", 200, "application/ld+json"),
    (CONSTRUCT, "csv", 406, "text/plain"),
    (CONSTRUCT, "xml", 200, "application/rdf+xml"),
    (CONSTRUCT, "n3", 200, "text/turtle"),
    (CONSTRUCT, ["rdf+xml", "application/rdf+xml"], 200, "application/rdf+xml"),
    (CONSTRUCT, ["json-ld", "application/ld+json,application/x-json+ld"], 200, "application/ld+json"),
    (SELECT, "docx", 400, "text/plain"),
]


@pytest.mark.parametrize(("query", "name", "status", "media_type"), FORMATS)
def test_format_goes_before_accept(
    endpoint: httpx.Client, query: str, name: str | list[str], status: int, media_type: str
) -> None:
    response = endpoint.get("/sparql", params={"query": query, "format": name}, headers={"accept": "*/*"})
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (status, media_type)


AS_QUERY = {"content-type": QUERY}
REFUSED = {
    "syntax": ("GET", {"params": {"query": "SELECT * WHERE { ?s ?p }"}}, 400, "error at 1:"),
    "two_queries": ("GET", {"params": {"query": [SELECT, ASK]}}, 400, "2 are given"),
    "in_the_address_too": (
        "POST",
        {"params": {"query": ASK}, "content": SELECT, "headers": {"content-type": QUERY}},
        400,
        "'query' is given in the address",
    ),
    "union": ("GET", {"params": {"query": SELECT, "union-default-graph": "maybe"}}, 400, "true, 1, false, 0"),
    "union_and_dataset": (
        "GET",
        {"params": {"query": SELECT, "union-default-graph": "true", "named-graph-uri": "a:g"}},
        400,
        "does not go with",
    ),
    "no_gzip": (
        "POST",
        {"content": SELECT, "headers": {"content-type": QUERY, "content-encoding": "gzip"}},
        400,
        "gzip",
    ),
    "brotli": ("POST", {"content": SELECT, "headers": {"content-type": QUERY, "content-encoding": "br"}}, 415, "gzip"),
    "no_query_in_form": ("POST", {"data": {"quary": SELECT}}, 400, "0 are given"),
    "not_utf8_in_body": ("POST", {"content": b"\xff", "headers": {"content-type": QUERY}}, 400, "byte 0"),
    "utf16": (
        "POST",
        {"content": SELECT.encode("utf-16"), "headers": {"content-type": QUERY + "; charset=utf-16"}},
        415,
        "UTF-8",
    ),
    "no_content_type": ("POST", {"content": SELECT}, 415, QUERY),
    "json": ("POST", {"json": {"query": SELECT}}, 415, QUERY),
    "update_by_form": ("POST", {"data": {"update": "DROP ALL"}}, 403, "read-only"),
    "update_by_body": (
        "POST",
        {"content": "DROP ALL", "headers": {"content-type": "application/sparql-update"}},
        403,
        "read-only",
    ),
    "update_as_query": ("GET", {"params": {"query": "DROP ALL"}}, 400, "error at 1:"),
    "update_by_get": ("GET", {"params": {"update": "DROP ALL"}}, 403, "read-only"),
    "put": ("PUT", {"content": SELECT}, 405, "allowed: GET, HEAD, POST, QUERY"),
    "delete": ("DELETE", {}, 405, "DELETE is not allowed here"),
    "picture": ("GET", {"params": {"query": SELECT}, "headers": {"accept": "image/png"}}, 406, JSON),
    "bad_graph": ("GET", {"params": {"query": SELECT, "default-graph-uri": "a b"}}, 400, "default-graph-uri"),
    "service": ("GET", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}}, 403, "SERVICE"),
    "service_amid_faults": (
        "GET",
        {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p } }"}},
        400,
        "1:50",
    ),
    "service_in_vain": ("GET", {"params": {"query": "SELECT * { SERVICE ?e { ?s ?p ?o } }"}}, 403, "SERVICE"),
    "too_long": ("POST", {"content": b" " * (2 * 1024 * 1024 + 1), "headers": {"content-type": QUERY}}, 413, "bytes"),
}


@pytest.mark.parametrize(("method", "request_", "status", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(endpoint: httpx.Client, method: str, request_: dict[str, object], status: int, message: str) -> None:
    response = endpoint.request(method, "/sparql", **request_)  # type: ignore[arg-type]
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/plain")
    assert message in response.text


def test_an_address_that_is_no_utf8(endpoint: httpx.Client) -> None:
    response = endpoint.get("/sparql?query=%FF")
    assert (response.status_code, response.text) == (400, "the parameters are not percent-encoded UTF-8\n")


COUNT = "SELECT (COUNT(*) AS ?n) { ?s a ?o }"
NAMED = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s a ?o } }"
DOC, OTHER = BASE + "doc/003_qostanai", BASE + "doc/005_hopes"
DATASETS = [
    (NAMED, {}, 6),
    (NAMED, {"named-graph-uri": DOC}, 1),
    (NAMED, {"named-graph-uri": [DOC, OTHER]}, 2),
    (NAMED, {"default-graph-uri": DOC}, 0),
    (COUNT, {}, 32),
    (COUNT, {"default-graph-uri": DOC}, 4),
    (COUNT, {"default-graph-uri": [DOC, OTHER]}, 11),
    (COUNT, {"named-graph-uri": DOC}, 0),
    (COUNT, {"default-graph-uri": "a:g> } } DROP ALL #"}, None),
    (COUNT, {"union-default-graph": "true"}, 122),
    (COUNT, {"union-default-graph": ""}, 122),
    (COUNT, {"union-default-graph": "false"}, 32),
]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(("query", "dataset", "number"), DATASETS)
def test_dataset(endpoint: httpx.Client, method: str, query: str, dataset: dict[str, str], number: int | None) -> None:
    fields = {"query": query, **dataset}
    response = endpoint.request(method, "/sparql", **{"params" if method == "GET" else "data": fields})  # type: ignore[arg-type]
    if number is None:
        assert response.status_code == 400
    else:
        assert response.json()["results"]["bindings"][0]["n"]["value"] == str(number)


def test_a_compressed_query(endpoint: httpx.Client) -> None:
    headers = {"content-type": QUERY, "content-encoding": "gzip", "accept": CSV}
    assert CORRIDOR in endpoint.post("/sparql", content=gzip.compress(SELECT.encode()), headers=headers).text


def test_dataset_beside_a_posted_query_stands_in_the_address(endpoint: httpx.Client) -> None:
    headers = {"content-type": QUERY}
    response = endpoint.post("/sparql", params={"default-graph-uri": DOC}, content=COUNT, headers=headers)
    assert response.json()["results"]["bindings"][0]["n"]["value"] == "4"


def test_relative_iris_are_of_this_graph(endpoint: httpx.Client) -> None:
    assert endpoint.get("/sparql", params={"query": "ASK { <city/omsk> ?p ?o }"}).json()["boolean"] is True


def test_the_service_describes_itself(endpoint: httpx.Client) -> None:
    response = endpoint.get("/sparql", headers={"accept": "text/turtle"})
    assert f"sd:endpoint <{endpoint.base_url}/sparql>".replace("//sparql", "/sparql") in response.text
    assert endpoint.get("/sparql", headers={"accept": "text/html"}).headers["location"] == "/"


def test_the_service_lists_its_graphs(endpoint: httpx.Client, store: Store) -> None:
    sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
    told = Graph().parse(data=endpoint.get("/sparql", headers={"accept": "text/turtle"}).text)
    (dataset,) = told.objects(None, sd.defaultDataset)
    names = {str(told.value(graph, sd.name)) for graph in told.objects(dataset, sd.namedGraph)}
    assert names == {name.value for name in store.named_graphs() if isinstance(name, NamedNode)}
    assert (dataset, RDFS.seeAlso, URIRef(BASE + "dataset")) in told


def test_a_long_list_of_graphs_is_cut_and_says_so(store: Store) -> None:
    told = service(tasks.Graph(store, {}, BASE), "http://a.example/sparql", format="turtle", most=2)
    assert told.body.count(b"sd:name ") == 2
    assert b"more named graphs than the 2" in told.body


def test_many_at_once(endpoint: httpx.Client) -> None:
    """Results are made and dropped in one thread each; if they were not, the process would abort."""
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(endpoint.get, "/sparql", params={"query": SELECT}) for _ in range(100)]
        assert {json.dumps(one.result().json()) for one in asked} == {json.dumps(asked[0].result().json())}
