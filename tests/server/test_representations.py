"""Entity tags and 304, gzip, HEAD, and what other origins may do."""

import gzip
import re

import httpx
import pytest

from tests.graph import COOP

FEW = {"query": f"SELECT ?c {{ ?c a <{COOP}Corridor> }}"}
MANY = {"query": "SELECT * { ?s ?p ?o }"}
TAGGED = [
    ("/sparql", FEW),
    ("/sparql", MANY),
    ("/sparql", {}),
    ("/store", {"default": ""}),
    ("/queries/sister-cities", {}),
    ("/city/omsk", {}),
    ("/", {}),
]


@pytest.mark.parametrize("accept_encoding", ["gzip", "identity"])
@pytest.mark.parametrize(("path", "params"), TAGGED)
def test_who_has_it_already_is_told_so(
    endpoint: httpx.Client, path: str, params: dict[str, str], accept_encoding: str
) -> None:
    headers = {"accept-encoding": accept_encoding}
    first = endpoint.get(path, params=params, headers=headers)
    assert (first.status_code, first.headers["cache-control"]) == (200, "no-cache")
    tag = first.headers["etag"]
    assert re.fullmatch(r'W/"[^"]+"', tag)
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/")):
        again = endpoint.get(path, params=params, headers={**headers, "if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert "Accept" in again.headers["vary"]
    assert endpoint.head(path, params=params, headers={**headers, "if-none-match": tag}).status_code == 304
    assert endpoint.get(path, params=params, headers={**headers, "if-none-match": '"other"'}).status_code == 200


def test_each_variant_has_its_own_tag(endpoint: httpx.Client) -> None:
    variants = [
        {"accept": "text/csv", "accept-encoding": "gzip"},
        {"accept": "text/csv", "accept-encoding": "identity"},
        {"accept": "text/html", "accept-encoding": "gzip"},
        {"accept": "text/html", "accept-encoding": "gzip", "accept-language": "kk"},
    ]
    tags = {endpoint.get("/sparql", params=FEW, headers=variant).headers["etag"] for variant in variants}
    tags.add(endpoint.get("/sparql", params=MANY, headers=variants[0]).headers["etag"])
    assert len(tags) == 5


def test_a_write_changes_every_tag(scratch: httpx.Client) -> None:
    def tag() -> str:
        response = scratch.get("/sparql", params=MANY)
        return str(response.headers["etag"])

    before = tag()
    assert tag() == before
    scratch.put("/store?graph=a:g", content="<a:s> <a:p> 1 .", headers={"content-type": "text/turtle"})
    assert scratch.get("/sparql", params=MANY, headers={"if-none-match": before}).status_code == 200
    assert tag() != before


UNTAGGED = [
    ("/sparql", {"query": "SELECT (NOW() AS ?n) {}"}, 200),
    ("/sparql", {"query": "SELECT (rand() AS ?n) {}"}, 200),
    ("/sparql", {"query": "SELECT (STRUUID() AS ?n) {}"}, 200),
    ("/sparql", {"query": "SELECT"}, 400),
    ("/store", {"graph": "a:none"}, 404),
    ("/sparql", {**FEW, "format": "turtle"}, 406),
]


@pytest.mark.parametrize(("path", "params", "status"), UNTAGGED)
def test_what_changes_by_itself_or_is_no_answer_has_no_tag(
    endpoint: httpx.Client, path: str, params: dict[str, str], status: int
) -> None:
    response = endpoint.get(path, params=params, headers={"if-none-match": "*"})
    assert response.status_code == status
    assert "etag" not in response.headers
    if status == 200:
        assert response.headers["cache-control"] == "no-store"


CODINGS = [
    ("gzip", "gzip"),
    ("br, gzip;q=0.1", "gzip"),
    ("*", "gzip"),
    ("GZIP", "gzip"),
    ("gzip;q=0", None),
    ("*;q=0", None),
    ("gzip;q=0, *", None),
    ("br", None),
    ("identity", None),
    ("", None),
]


@pytest.mark.parametrize(("accepted", "coding"), CODINGS)
def test_gzip(endpoint: httpx.Client, accepted: str, coding: str | None) -> None:
    plain = endpoint.get("/sparql", params=MANY, headers={"accept-encoding": "identity"})
    headers = {"accept-encoding": accepted}
    with endpoint.stream("GET", "/sparql", params=MANY, headers=headers) as response:
        raw = b"".join(response.iter_raw())
    assert response.headers.get("content-encoding") == coding
    assert {"Accept", "Accept-Encoding"} <= set(response.headers["vary"].split(", "))
    assert int(response.headers["content-length"]) == len(raw)
    assert (gzip.decompress(raw) if coding else raw) == plain.content
    head = endpoint.head("/sparql", params=MANY, headers=headers)
    for name in ("content-encoding", "content-length", "content-type", "etag", "vary"):
        assert head.headers.get(name) == response.headers.get(name)
    assert head.content == b""


def test_what_is_short_is_sent_as_it_is(endpoint: httpx.Client) -> None:
    response = endpoint.get("/sparql", params=FEW, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in response.headers


def test_posted_queries_are_compressed_and_untagged(endpoint: httpx.Client) -> None:
    response = endpoint.post("/sparql", data=MANY, headers={"accept-encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert "etag" not in response.headers


@pytest.mark.parametrize(
    "path", ["/sparql?query=ASK+%7B%7D", "/store?default", "/sparql?query=SELECT", "/store?graph=a:none"]
)
def test_other_origins_may_ask(endpoint: httpx.Client, path: str) -> None:
    origin = {"origin": "http://a.example"}
    response = endpoint.get(path, headers=origin)
    assert response.headers["access-control-allow-origin"] == "*"
    assert "ETag" in response.headers["access-control-expose-headers"]
    if response.status_code == 200:
        known = {**origin, "if-none-match": response.headers["etag"]}
        assert endpoint.get(path, headers=known).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("method", ["GET", "POST", "QUERY", "PUT", "DELETE"])
def test_preflight(endpoint: httpx.Client, method: str) -> None:
    asked = {
        "origin": "http://a.example",
        "access-control-request-method": method,
        "access-control-request-headers": "authorization, content-type",
    }
    response = endpoint.options("/sparql", headers=asked)
    assert response.status_code == 200
    assert method in response.headers["access-control-allow-methods"].split(", ")
    assert "authorization" in response.headers["access-control-allow-headers"]
