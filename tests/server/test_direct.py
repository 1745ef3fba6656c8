"""A plain query is answered on a way of its own, as on the way through all the layers."""

import re
import socket
from urllib.parse import quote, urlsplit

import httpx
import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.server.protocol import only_query
from tests.graph import COOP

SELECT = f"SELECT ?c {{ ?c a <{COOP}Corridor> }}"
NOT_PLAIN = {"content-length": "0"}
"""What makes the same request go the whole way."""

QUERIES = {
    "rows": SELECT,
    "none": "SELECT ?x { ?x ?x ?x }",
    "boolean": f"ASK {{ ?c a <{COOP}Corridor> }}",
    "graph": f"CONSTRUCT WHERE {{ ?c a <{COOP}Corridor> }}",
    "large": "SELECT * { ?s ?p ?o }",
    "other_letters": "SELECT ('Омск+\\\\ %41 ü' AS ?x) {}",
    "empty": "",
    "no_query": "SELECT * WHERE { ?s ?p }",
    "changes": "SELECT (RAND() * 0 AS ?x) {}",
    "calls_out": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
}
HEADERS: dict[str, dict[str, str]] = {
    "any": {},
    "csv": {"accept": "text/csv"},
    "turtle": {"accept": "text/turtle;q=0.5, application/n-triples;q=0.1"},
    "page": {"accept": "text/html", "accept-language": "ru"},
    "picture": {"accept": "image/png"},
    "gzip": {"accept-encoding": "gzip"},
    "known": {"if-none-match": '"other", W/"another"'},
    "other_site": {"origin": "http://example.org"},
    "hung_up_on": {"connection": "close"},
}


SAVED = {
    "saved": "/queries/sister-cities",
    "format": "/queries/sister-cities?format=csv",
    "language": "/queries/sister-cities?format=json&lang=kk",
    "page": "/queries/sister-cities?format=html",
    "no_format": "/queries/sister-cities?format=png",
    "parameter": "/queries/evidence?entity=city/omsk&format=json",
    "no_parameter": "/queries/evidence?format=json",
    "twice": "/queries/sister-cities?format=json&format=csv",
    "unknown": "/queries/unknown",
    "deeper": "/queries/sister-cities/more",
    "list": "/queries",
}


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("address", SAVED.values(), ids=SAVED)
def test_both_ways_answer_alike_of_a_saved_query(endpoint: httpx.Client, address: str, headers: dict[str, str]) -> None:
    _alike(endpoint, address, headers)


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_both_ways_answer_alike(endpoint: httpx.Client, query: str, headers: dict[str, str]) -> None:
    _alike(endpoint, f"/sparql?query={quote(query, safe='')}", headers)


def _alike(endpoint: httpx.Client, address: str, headers: dict[str, str]) -> None:
    plain = {"accept-encoding": "identity", **headers}

    def answered(**more: str) -> tuple[int, list[tuple[str, str]], bytes]:
        response = endpoint.get(address, headers={**plain, **more})
        return response.status_code, [pair for pair in response.headers.items() if pair[0] != "date"], response.content

    first = answered()
    assert answered(**NOT_PLAIN) == first
    assert answered() == first
    tag = dict(first[1]).get("etag")
    if tag is not None:
        known = {**plain, "if-none-match": f'"other", {tag}'}
        again = [endpoint.get(address, headers={**known, **more}) for more in ({}, NOT_PLAIN)]
        assert [response.status_code for response in again] == [304, 304]
        assert len({tuple(sorted(pair for pair in r.headers.items() if pair[0] != "date")) for r in again}) == 1


@pytest.mark.parametrize(
    ("query_string", "query"),
    [
        (b"query=ASK%20%7B%7D", "ASK {}"),
        (b"query=a+b%2Bc=d", "a b+c=d"),
        (b"query=%D0%9E%5C%22%0A", 'О\\"\n'),
        (b"query=", ""),
        (b"query=a&format=csv", None),
        (b"quer%79=a", None),
        (b"update=a", None),
        (b"query=%ff", None),
        (b"query=%zz", None),
        (b"query=%4", None),
        (b"query=100%", None),
        (b"query=\\n", None),
        ("query=ю".encode(), None),
        (b"", None),
    ],
)
def test_a_query_alone_in_the_address(query_string: bytes, query: str | None) -> None:
    assert only_query(query_string) == query


def test_requests_sent_together_are_answered_in_their_order(endpoint: httpx.Client) -> None:
    address = urlsplit(str(endpoint.base_url))
    ways = ["", "content-length: 0\r\n", "", "", "accept: image/png\r\n", "connection: close\r\n"]
    requests = [
        f"GET /sparql?query={quote(f'SELECT ({number} AS ?at) {{}}')} HTTP/1.1\r\nhost: here\r\n{way}\r\n"
        for number, way in enumerate(ways)
    ]
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=20) as connection:
        connection.sendall("".join(requests).encode())
        with connection.makefile("rb") as answers:
            said = answers.read().decode()
    assert re.findall(r"HTTP/1.1 (\d+)", said) == ["200", "200", "200", "200", "406", "200"]
    assert re.findall(r'"value":"(\d)"', said) == ["0", "1", "2", "3", "5"]


def test_both_ways_are_counted(endpoint: httpx.Client) -> None:
    def counted() -> int:
        found = re.search(r'kg_requests_total{route="/sparql",status="200"} (\d+)', endpoint.get("/metrics").text)
        return int(found[1]) if found else 0

    before = counted()
    for headers in ({}, NOT_PLAIN, {"accept-encoding": "gzip"}, {}):
        endpoint.get("/sparql", params={"query": SELECT}, headers=headers)
    endpoint.get("/sparql", params={"query": QUERIES["large"]})
    assert counted() - before == 5


def test_the_way_begins_where_uvicorn_starts_a_task() -> None:
    """Under another name it would not be taken, and nobody would see it but by the clock."""
    assert "_start_asgi_task" in vars(HttpToolsProtocol)
