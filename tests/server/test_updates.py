"""SPARQL updates over HTTP: who may, how they are sent, and that each is done as a whole or not at all."""

from collections.abc import Mapping, Sequence

import httpx
import pytest
from pyoxigraph import NamedNode, Store

from kg.model.errors import KgError
from kg.server.answers.task import Graph, RefusedError
from kg.server.application import application
from kg.server.sparql.query import with_dataset
from tests.server.listening import InThreads

FORM, UPDATE = "application/x-www-form-urlencoded", "application/sparql-update"
INSERT = "INSERT DATA { <a:s> <a:p> 1 }"

WAYS = {
    "form": {"data": {"update": INSERT}},
    "body": {"content": INSERT, "headers": {"content-type": UPDATE}},
    "body_with_charset": {"content": INSERT, "headers": {"content-type": f"{UPDATE}; charset=UTF-8"}},
}


def asked(client: httpx.Client, pattern: str) -> bool:
    answer = client.get("/sparql", params={"query": f"ASK {{ {pattern} }}", "format": "json"}).json()["boolean"]
    assert isinstance(answer, bool)
    return answer


@pytest.mark.parametrize("request_", WAYS.values(), ids=WAYS)
def test_ways_to_update(scratch: httpx.Client, request_: dict[str, object]) -> None:
    response = scratch.post("/sparql", **request_)  # type: ignore[arg-type]
    assert (response.status_code, response.content) == (204, b"")
    assert asked(scratch, "<a:s> <a:p> 1")


@pytest.mark.parametrize("request_", WAYS.values(), ids=WAYS)
def test_a_read_only_endpoint_takes_none(endpoint: httpx.Client, request_: dict[str, object]) -> None:
    response = endpoint.post("/sparql", **request_)  # type: ignore[arg-type]
    assert response.status_code == 403
    assert "--writable" in response.text


TOKENS = [
    (None, ""),
    ("Bearer wrong", "invalid_token"),
    ("Bearer", "invalid_token"),
    ("Basic YTpi", "invalid_token"),
    ("a token", "invalid_token"),
    (b"Bearer \xff\xfe", "invalid_token"),
]


@pytest.mark.parametrize(("authorization", "part"), TOKENS)
@pytest.mark.parametrize(
    ("method", "path", "content_type"),
    [("POST", "/sparql", UPDATE), ("POST", "/sparql", FORM), ("PUT", "/store?default", "text/turtle")],
)
def test_without_the_token(
    scratch: httpx.Client, authorization: str | bytes | None, part: str, method: str, path: str, content_type: str
) -> None:
    body = "update=DROP+ALL" if content_type == FORM else INSERT
    headers: dict[str, str | bytes] = {"content-type": content_type}
    if authorization is not None:
        headers["authorization"] = authorization
    address = str(scratch.base_url).rstrip("/") + path
    response = httpx.request(method, address, content=body, headers=headers)  # type: ignore[arg-type]
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith('Bearer realm="kg"')
    assert part in response.headers["www-authenticate"]
    assert not asked(scratch, "?s ?p ?o")


def test_two_authorizations_are_none(scratch: httpx.Client) -> None:
    headers = [("authorization", scratch.headers["authorization"]), ("authorization", "Bearer x")]
    response = httpx.post(f"{scratch.base_url}".rstrip("/") + "/sparql", data={"update": INSERT}, headers=headers)
    assert response.status_code == 401


REFUSED = [
    ("INSERT DATA { <a:s> <a:p> }", 400, "error at 1:"),
    ("SELECT * { ?s ?p ?o }", 400, "error at 1:"),
    (f"{INSERT} ; CREATE GRAPH <a:g> ; CREATE GRAPH <a:g>", 400, "it failed"),
    (f"{INSERT} ; LOAD <file:///nope>", 403, "LOAD"),
    (f"{INSERT} ; LOAD <http://127.0.0.1:9/>", 403, "LOAD"),
    (f"{INSERT} ; DROP GRAPH <a:none>", 400, "it failed"),
]


@pytest.mark.parametrize(("update", "status", "message"), REFUSED)
def test_one_that_fails_changes_nothing(scratch: httpx.Client, update: str, status: int, message: str) -> None:
    response = scratch.post("/sparql", data={"update": update})
    assert response.status_code == status
    assert message in response.text
    assert not asked(scratch, "?s ?p ?o")


MISPLACED = {
    "by_get": ("GET", {"params": {"update": INSERT}}, 400),
    "by_query": ("QUERY", {"content": INSERT, "headers": {"content-type": UPDATE}}, 400),
    "form_by_query": ("QUERY", {"content": "update=CLEAR+ALL", "headers": {"content-type": FORM}}, 400),
    "both": ("POST", {"data": {"update": INSERT, "query": "ASK {}"}}, 400),
    "two": ("POST", {"data": {"update": [INSERT, INSERT]}}, 400),
    "in_the_address_too": (
        "POST",
        {"params": {"update": INSERT}, "content": INSERT, "headers": {"content-type": UPDATE}},
        400,
    ),
    "text": ("POST", {"content": INSERT, "headers": {"content-type": "text/plain"}}, 415),
    "no_utf8": ("POST", {"content": b"\xff", "headers": {"content-type": UPDATE}}, 400),
}


@pytest.mark.parametrize(("method", "request_", "status"), MISPLACED.values(), ids=MISPLACED)
def test_misplaced(scratch: httpx.Client, method: str, request_: dict[str, object], status: int) -> None:
    assert scratch.request(method, "/sparql", **request_).status_code == status  # type: ignore[arg-type]
    assert not asked(scratch, "?s ?p ?o")


SEED = "INSERT DATA { <a:d> <a:p> 0 . GRAPH <a:g> { <a:s> <a:p> 1 } GRAPH <a:h> { <a:s> <a:p> 2 } }"
COPY = "INSERT { GRAPH <a:new> { ?s <a:p> ?o } } WHERE { ?s <a:p> ?o }"
COPY_NAMED = "INSERT { GRAPH <a:new> { ?s <a:p> ?o } } WHERE { GRAPH ?g { ?s <a:p> ?o } }"
DATASETS: list[tuple[str, Mapping[str, str | Sequence[str]], set[str]]] = [
    (COPY, {}, {"0"}),
    (COPY, {"using-graph-uri": "a:g"}, {"1"}),
    (COPY, {"using-graph-uri": ["a:g", "a:h"]}, {"1", "2"}),
    (COPY, {"using-named-graph-uri": "a:g"}, set()),
    (COPY_NAMED, {}, {"1", "2"}),
    (COPY_NAMED, {"using-named-graph-uri": "a:g"}, {"1"}),
    (COPY_NAMED, {"using-graph-uri": "a:g"}, set()),
    (COPY_NAMED, {"using-graph-uri": "a:g", "using-named-graph-uri": "a:h"}, {"2"}),
]


@pytest.mark.parametrize("way", ["form", "body"])
@pytest.mark.parametrize(("update", "dataset", "expected"), DATASETS)
def test_dataset(
    scratch: httpx.Client, way: str, update: str, dataset: Mapping[str, str | list[str]], expected: set[str]
) -> None:
    scratch.post("/sparql", data={"update": SEED})
    if way == "form":
        response = scratch.post("/sparql", data={"update": update, **dataset})
    else:
        response = scratch.post("/sparql", params=dataset, content=update, headers={"content-type": UPDATE})
    assert response.status_code == 204
    query = "SELECT ?o { GRAPH <a:new> { ?s ?p ?o } }"
    assert set(scratch.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1:]) == expected


BAD_DATASETS = [
    (COPY.replace("WHERE", "USING <a:g> WHERE"), "a:g", "USING"),
    ("WITH <a:g> " + COPY, "a:g", "WITH"),
    (COPY, "no iri", "using-graph-uri"),
    (COPY, "a:g> WHERE {} ; DROP ALL #", "using-graph-uri"),
    ("INSERT { <a:s> <a:p> 1 } WHERE {", "a:g", "braces"),
]


@pytest.mark.parametrize(("update", "graph", "message"), BAD_DATASETS)
def test_datasets_that_are_refused(scratch: httpx.Client, update: str, graph: str, message: str) -> None:
    response = scratch.post("/sparql", data={"update": update, "using-graph-uri": graph})
    assert response.status_code == 400
    assert message in response.text


G, H = NamedNode("a:g"), NamedNode("a:h")
WRITTEN = [
    ("INSERT { <a:a> <a:b> 1 } WHERE {}", "INSERT { <a:a> <a:b> 1 } USING <a:g> USING NAMED <a:h> WHERE {}"),
    (
        "DELETE WHERE { ?s ?p '}' }",
        "DELETE { ?s ?p '}' } USING <a:g> USING NAMED <a:h> WHERE { ?s ?p '}' }",
    ),
    (
        "DELETE # where {\n wHeRe { GRAPH ?g { ?s ?p ?o } } ; CLEAR DEFAULT",
        "DELETE # where {\n { GRAPH ?g { ?s ?p ?o } } USING <a:g> USING NAMED <a:h> WHERE { GRAPH ?g { ?s ?p ?o } }"
        " ; CLEAR DEFAULT",
    ),
    ("INSERT DATA { <a:where> <a:using> 'WHERE {' }", "INSERT DATA { <a:where> <a:using> 'WHERE {' }"),
    (
        'PREFIX where: <a:#using> DELETE {?where where:with """}"""} WHERE {{SELECT * WHERE {?where ?with ?using}}}',
        'PREFIX where: <a:#using> DELETE {?where where:with """}"""} USING <a:g> USING NAMED <a:h> '
        "WHERE {{SELECT * WHERE {?where ?with ?using}}}",
    ),
]


@pytest.mark.parametrize(("update", "expected"), WRITTEN)
def test_clauses_are_written_where_they_belong(update: str, expected: str) -> None:
    assert with_dataset(update, [G], [H]) == expected
    Store().update(expected)


@pytest.mark.parametrize("update", ["DELETE WHERE { ?s ?p ?o } }", "}{ WHERE", "DELETE WHERE", "INSERT {} WHERE {"])
def test_braces_that_do_not_pair(update: str) -> None:
    with pytest.raises(RefusedError):
        with_dataset(update, [G], [])


def test_an_empty_token_opens_nothing() -> None:
    with pytest.raises(KgError, match="KG_TOKEN"):
        application(InThreads(Graph(Store(), {}, "http://e/")), {}, token="")
