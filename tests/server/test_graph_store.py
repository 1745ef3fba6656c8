"""The Graph Store Protocol: graphs read and written as a whole."""

import gzip

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from tests.graph import BASE

TURTLE, NQUADS, TRIG, JSONLD = "text/turtle", "application/n-quads", "application/trig", "application/ld+json"
G = "/store?graph=a:g"
ONE, TWO = "<a:s> <a:p> 1 .", "<a:s> <a:p> 2 ."


def sent(client: httpx.Client, method: str, path: str, body: str | bytes, kind: str = TURTLE) -> httpx.Response:
    return client.request(method, path, content=body, headers={"content-type": kind})


def values(client: httpx.Client, path: str) -> set[str]:
    """The objects of a graph's triples."""
    response = client.get(path, headers={"accept": "application/n-triples"})
    assert response.status_code == 200
    return {getattr(quad.object, "value", "") for quad in parse(response.content, RdfFormat.N_TRIPLES)}


def test_put_replaces_and_post_adds(scratch: httpx.Client) -> None:
    created = sent(scratch, "PUT", G, ONE)
    assert (created.status_code, created.headers["location"]) == (201, "a:g")
    assert sent(scratch, "POST", G, TWO).status_code == 204
    assert values(scratch, G) == {"1", "2"}
    assert sent(scratch, "PUT", G, TWO).status_code == 204
    assert values(scratch, G) == {"2"}
    assert sent(scratch, "POST", "/store?graph=a:h", ONE).status_code == 201
    assert values(scratch, "/store?graph=a:h") == {"1"}


def test_the_default_graph(scratch: httpx.Client) -> None:
    assert sent(scratch, "PUT", G, ONE).status_code == 201
    assert sent(scratch, "PUT", "/store?default", TWO).status_code == 204
    assert values(scratch, "/store?default") == {"2"}
    assert scratch.delete("/store?default").status_code == 204
    assert values(scratch, "/store?default") == set()
    assert values(scratch, G) == {"1"}


def test_an_empty_graph_exists(scratch: httpx.Client) -> None:
    assert scratch.get(G).status_code == 404
    assert sent(scratch, "PUT", G, "").status_code == 201
    assert values(scratch, G) == set()
    assert scratch.delete(G).status_code == 204
    missing = scratch.get(G)
    assert (missing.status_code, missing.text) == (404, "no graph a:g\n")
    assert scratch.delete(G).status_code == 404
    assert scratch.head(G).status_code == 404


def test_a_new_graph_is_named_below_the_store(scratch: httpx.Client) -> None:
    locations = [sent(scratch, "POST", "/store", body).headers["location"] for body in (ONE, TWO)]
    base = f"{scratch.base_url}".rstrip("/")
    assert locations == [f"{base}/store/1", f"{base}/store/2"]
    assert values(scratch, locations[1]) == {"2"}
    assert values(scratch, f"/store?graph={locations[0]}") == {"1"}
    assert sent(scratch, "PUT", locations[0], TWO).status_code == 204
    assert scratch.delete(locations[0]).status_code == 204
    assert sent(scratch, "POST", "/store", ONE).headers["location"] == locations[0]


def test_statements_that_name_their_graphs(scratch: httpx.Client) -> None:
    assert sent(scratch, "POST", "/store", "<a:s> <a:p> <a:d> .\n<a:s> <a:p> <a:o> <a:g> .", NQUADS).status_code == 204
    assert values(scratch, G) == {"a:o"}
    assert values(scratch, "/store?default") == {"a:d"}
    for kind, form in ((NQUADS, RdfFormat.N_QUADS), (TRIG, RdfFormat.TRIG), (JSONLD, RdfFormat.JSON_LD)):
        whole = scratch.get("/store", headers={"accept": kind})
        assert whole.headers["content-type"] == kind
        assert len(list(parse(whole.content, form))) == 2
    assert scratch.get("/store", headers={"accept": TURTLE}).status_code == 406


TAKEN = {
    "turtle": (ONE, TURTLE),
    "charset": (ONE, "text/turtle; charset=utf-8"),
    "ntriples": (ONE.replace("1", '"1"'), "application/n-triples"),
    "rdfxml": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="a:s"><p xmlns="a:">1</p></rdf:Description></rdf:RDF>',
        "application/rdf+xml",
    ),
    "jsonld": ('{"@id": "a:s", "a:p": 1}', JSONLD),
    "trig_without_names": (ONE, TRIG),
}


@pytest.mark.parametrize(("body", "kind"), TAKEN.values(), ids=TAKEN)
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_formats(scratch: httpx.Client, method: str, body: str, kind: str) -> None:
    assert sent(scratch, method, G, body, kind).status_code == 201
    assert values(scratch, G) == {"1"}


PART = "--b\r\ncontent-disposition: form-data; name=a; filename=a\r\nContent-Type: {kind}\r\n\r\n{body}\r\n"
PARTS = PART.format(kind="text/turtle; charset=utf-8", body=ONE) + PART.format(kind="application/n-triples", body=TWO)
FORM_DATA = "multipart/form-data; boundary=b"


def test_files_together(scratch: httpx.Client) -> None:
    body = PARTS.replace(TWO, '<a:s> <a:p> "2" .') + "--b--\r\n"
    assert sent(scratch, "POST", G, body, FORM_DATA).status_code == 201
    assert values(scratch, G) == {"1", "2"}
    assert sent(scratch, "PUT", G, body, 'multipart/form-data; boundary="b"').status_code == 204


REFUSED = {
    "syntax": ("PUT", G, "<a:s> <a:p> .", TURTLE, 400, "line 1"),
    "second_part": ("POST", G, PARTS.replace("2 .", "2") + "--b--", FORM_DATA, 400, "no N-Triples"),
    "cut_short": ("POST", G, PARTS, FORM_DATA, 400, "boundary"),
    "no_boundary": ("POST", G, PARTS, "multipart/form-data", 400, "boundary"),
    "part_without_type": ("POST", G, "--b\r\n\r\nx\r\n--b--", FORM_DATA, 400, "Content-Type"),
    "no_type": ("PUT", G, ONE, "", 415, "text/turtle"),
    "picture": ("PUT", G, ONE, "image/png", 415, "text/turtle"),
    "utf16": ("PUT", G, ONE, "text/turtle; charset=utf-16", 415, "UTF-8"),
    "names_graphs": ("PUT", G, "<a:s> <a:p> <a:o> <a:h> .", NQUADS, 400, "N-Quads"),
    "names_graphs_in_jsonld": (
        "PUT",
        G,
        '{"@id": "a:h", "@graph": [{"@id": "a:s", "a:p": 1}]}',
        JSONLD,
        400,
        "JSON-LD",
    ),
    "no_graph": ("PUT", "/store", ONE, TURTLE, 400, "?default"),
    "two_graphs": ("PUT", "/store?graph=a:g&graph=a:h", ONE, TURTLE, 400, "2 are given"),
    "graph_and_default": ("PUT", "/store?graph=a:g&default", ONE, TURTLE, 400, "one graph"),
    "graph_and_address": ("PUT", "/store/x?graph=a:g", ONE, TURTLE, 400, "one graph"),
    "default_with_value": ("PUT", "/store?default=a:g", ONE, TURTLE, 400, "one graph"),
    "empty_name": ("PUT", "/store?graph=", ONE, TURTLE, 400, "absolute IRI"),
    "relative_name": ("PUT", "/store?graph=g", ONE, TURTLE, 400, "absolute IRI"),
    "injected_name": ("PUT", "/store?graph=a:g%3E%20%7B%7D%3BDROP%20ALL%23", ONE, TURTLE, 400, "absolute IRI"),
    "whole_store": ("DELETE", "/store", "", "", 400, "?default"),
    "patch": ("PATCH", G, "INSERT DATA {}", "application/sparql-update", 405, "DELETE, GET, HEAD, POST, PUT"),
}


@pytest.mark.parametrize(("method", "path", "body", "kind", "status", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_changes_nothing(
    scratch: httpx.Client, method: str, path: str, body: str, kind: str, status: int, message: str
) -> None:
    seed = "<a:s> <a:p> <a:d> .\n<a:s> <a:p> <a:o> <a:g> ."
    sent(scratch, "POST", "/store", seed, NQUADS)
    response = sent(scratch, method, path, body, kind)
    assert (response.status_code, response.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert message in response.text
    assert sorted(scratch.get("/store", headers={"accept": NQUADS}).text.splitlines()) == sorted(seed.splitlines())


def test_relative_iris_are_of_the_graph(scratch: httpx.Client) -> None:
    sent(scratch, "PUT", "/store?graph=http://e/a/b", "<c> <a:p> <>, <#d> .")
    sent(scratch, "PUT", "/store?default", "<c> <a:p> <> .")
    assert values(scratch, "/store?graph=http://e/a/b") == {"http://e/a/b", "http://e/a/b#d"}
    assert values(scratch, "/store?default") == {BASE}


def test_blank_nodes_of_two_files_are_not_the_same(scratch: httpx.Client) -> None:
    for _ in range(2):
        sent(scratch, "POST", G, "_:b <a:p> <a:o> .")
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert scratch.get("/sparql", params={"query": count, "format": "csv"}).text.split() == ["n", "2"]


def test_what_sparql_can_hardly_spell_survives(scratch: httpx.Client) -> None:
    odd = (
        '<a:s> <a:p> "\\u0000\\u0008\\"\'\\\\\\n\\r\\t {} # > \U0001f600", "x"@en--ltr, '
        '<http://e/%7B?%25#\'()>, <<( <a:s> <a:p> "}" )>> .'
    )
    assert sent(scratch, "PUT", G, odd).status_code == 201
    read = {str(quad.object) for quad in parse(scratch.get(G).content, RdfFormat.TURTLE)}
    assert read == {str(quad.object) for quad in parse(odd, RdfFormat.TURTLE)}


def test_names_in_cyrillic(scratch: httpx.Client) -> None:
    created = scratch.put("/store", params={"graph": "http://e/слово"}, content=ONE, headers={"content-type": TURTLE})
    assert created.headers["location"] == "http://e/%D1%81%D0%BB%D0%BE%D0%B2%D0%BE"
    assert values(scratch, "/store?graph=http://e/слово") == {"1"}
    assert sent(scratch, "PUT", "/store/слово", TWO).status_code == 201
    assert values(scratch, "/store/слово") == {"2"}
    missing = scratch.get("/store?graph=http://e/нет")
    assert (missing.status_code, missing.text) == (404, "no graph http://e/нет\n")


def test_compressed(scratch: httpx.Client) -> None:
    headers = {"content-type": TURTLE, "content-encoding": "gzip"}
    two_members = gzip.compress(ONE.encode()) + gzip.compress(TWO.encode())
    assert scratch.put(G, content=two_members, headers=headers).status_code == 201
    assert values(scratch, G) == {"1", "2"}
    for wrong in (b"no gzip", two_members[:-4], two_members + b"rest"):
        assert scratch.put(G, content=wrong, headers=headers).status_code == 400
    brotli = scratch.put(G, content=b"", headers={**headers, "content-encoding": "br"})
    assert (brotli.status_code, brotli.headers["accept-encoding"]) == (415, "gzip")
    assert values(scratch, G) == {"1", "2"}


@pytest.mark.parametrize("path", ["/store?default", "/store?graph=" + BASE + "doc/003_qostanai", "/store"])
def test_reading_is_open_and_writing_is_not(endpoint: httpx.Client, path: str) -> None:
    assert endpoint.get(path).status_code == 200
    head = endpoint.head(path)
    assert (head.status_code, head.content) == (200, b"")
    for method in ("PUT", "POST", "DELETE"):
        response = endpoint.request(method, path, headers={"authorization": "Bearer x"})
        assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
        assert "--writable" in response.text
