"""Whatever a client sends: never an error of the server, never more memory than is allowed."""

import asyncio
import gzip
import resource
import socket
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store
from starlette.types import Message

from kg.model.config import BASE
from kg.server.answers.task import Graph
from kg.server.application import application
from tests.server.listening import InThreads

KINDS = [
    "application/sparql-query",
    "application/sparql-update",
    "application/x-www-form-urlencoded",
    "text/turtle",
    "application/n-quads",
    "application/ld+json",
    "application/rdf+xml",
    "application/trig",
    "multipart/form-data; boundary=b",
]
PIECES = [
    *"{}()<>\"'#?$.;,|^/\\:@_-\n \0\x7f",
    "SELECT",
    "CONSTRUCT",
    "ASK",
    "DESCRIBE",
    "WHERE",
    "SERVICE",
    "LOAD",
    "INSERT",
    "DELETE",
    "DATA",
    "USING",
    "WITH",
    "PREFIX",
    "BASE",
    "FILTER",
    "<a:b>",
    "a:b",
    "?x",
    "'''",
    '"@en',
    "\\u0000",
    "\\U0010FFFF",
    "--b\r\n",
    "\r\n\r\n",
    "content-type: text/turtle",
    "@prefix",
    '{"@id": "a:b", "a:c": [',
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>",
    "é",
    "\U0001f600",
    "\ud800",
]
TEXT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=30).map(
    lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
)
BODY = st.one_of(TEXT, st.binary(max_size=200), TEXT.map(gzip.compress))
HEADER = st.one_of(
    st.sampled_from(["", "*/*", ";;;", "q=1", "gzip", "text/html;q=x", ", ,", "a/b;q=1e9", '"', "W/", '"a", "b', "*"]),
    st.binary(max_size=20).map(lambda raw: bytes(c for c in raw if c > 31 and c != 127).decode("latin-1").strip()),
)
NAMES = [
    "query",
    "update",
    "format",
    "default-graph-uri",
    "named-graph-uri",
    "using-graph-uri",
    "using-named-graph-uri",
    "union-default-graph",
    "graph",
    "default",
]
FIELD = st.tuples(st.sampled_from(NAMES), TEXT)
ENCODED = st.one_of(
    st.lists(FIELD, max_size=4).map(lambda fields: "&".join(f"{name}={quote(value)}" for name, value in fields)),
    st.text("%&=+;0aFG#?/", max_size=20),
)


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


class Endpoint:
    """A writable endpoint that requests are given to as the HTTP server has read them."""

    def __init__(self) -> None:
        self.store = Store()
        self.app = application(InThreads(Graph(self.store, {}, BASE)), {}, base=BASE, token="x")

    async def status(
        self, method: str, path: str, query: bytes, headers: list[tuple[bytes, bytes]], body: bytes
    ) -> int:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query,
            "root_path": "",
            "headers": [*headers, (b"host", b"e.example"), (b"authorization", b"Bearer x")],
            "server": ("e.example", 80),
            "client": ("127.0.0.1", 1),
        }
        await self.app(scope, receive, send)
        return int(sent[0]["status"])


@pytest.mark.parametrize("host", ["%", "a b", "a>b", "[", "a/b"])
@pytest.mark.parametrize("path", ["/sparql", "/store?default", "/store/graph", "/"])
def test_a_host_that_is_none(endpoint: httpx.Client, path: str, host: str) -> None:
    """The service description and graphs named by their address would have it in their IRIs."""
    response = endpoint.get(path, headers={"host": host, "accept": "text/turtle"})
    assert response.status_code in (200, 400, 404)


@pytest.fixture(scope="module")
def anything() -> Endpoint:
    return Endpoint()


@settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    method=st.sampled_from(["GET", "HEAD", "POST", "QUERY", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"]),
    path=st.sampled_from(["/sparql", "/store", "/store/", "/store/a b", "/store/%FF"]),
    query=ENCODED,
    kind=st.one_of(st.sampled_from(KINDS), HEADER),
    coding=st.one_of(st.just(""), HEADER),
    accept=HEADER,
    other=st.tuples(st.sampled_from(["if-none-match", "accept-encoding", "content-length", "origin", "host"]), HEADER),
    body=BODY,
)
@example("PUT", "/store", "graph=a:g", "application/rdf+xml", "", "", ("origin", ""), b"<a")
@example("POST", "/store", "", "text/turtle", "", "", ("host", "a b<c"), b"")
@example("GET", "/sparql", "", "", "", "*/*", ("host", "a b<c"), b"")
@example("PUT", "/store/x", "", "text/turtle", "", "", ("host", "[::1"), b"")
@example("POST", "/sparql", "", "application/sparql-query", "", "*/*", ("origin", ""), b"ASK { BIND(1/0 AS ?x) }")
def test_never_an_error_of_the_server(
    loop: asyncio.Runner,
    anything: Endpoint,
    method: str,
    path: str,
    query: str,
    kind: str,
    coding: str,
    accept: str,
    other: tuple[str, str],
    body: bytes,
) -> None:
    given = {"content-type": kind, "content-encoding": coding, "accept": accept, other[0]: other[1]}
    headers = [(name.encode(), value.encode("latin-1")) for name, value in given.items() if value]
    status = loop.run(anything.status(method, path, query.encode(), headers, body))
    assert 200 <= status < 500


RAW = [
    b"GET /sparql?query=%FF HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /sparql?query=\xff HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /sparql?query=%zz HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /store?graph=%00 HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /store/x HTTP/1.1\r\nHost: a b<c\r\n\r\n",
    b"GET /sparql HTTP/1.1\r\nHost: [::1\r\n\r\n",
    b"GET /sparql HTTP/1.1\r\nHost: a:b:c\r\nAccept: text/turtle\r\n\r\n",
    b"GET /sparql HTTP/1.0\r\nAccept: text/turtle\r\n\r\n",
    b"GET //sparql HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET http://other.example/sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /sparql HTTP/1.1\r\nHost: a\r\nAccept: " + b"a/b," * 30_000 + b"\r\n\r\n",
    b"GET /sparql HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 50_000 + b"\r\n",
    b"GET /sparql?" + b"query=a&" * 30_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET\r\n\r\n",
]


@pytest.mark.parametrize("request_", RAW, ids=range(len(RAW)))
def test_malformed_http(endpoint: httpx.Client, request_: bytes) -> None:
    with closing(socket.create_connection((endpoint.base_url.host, endpoint.base_url.port or 80), timeout=10)) as line:
        try:
            line.sendall(request_)
            line.shutdown(socket.SHUT_WR)
            answer = line.recv(100)
        except OSError:  # it was hung up on meanwhile
            answer = b""
    assert answer == b"" or answer.startswith((b"HTTP/1.1 2", b"HTTP/1.1 3", b"HTTP/1.1 4"))
    assert endpoint.get("/health").status_code == 200


def _zeros(count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield bytes(1 << 20)


BOMB = gzip.compress(bytes(200 << 20), 9)
LARGE = {
    "query": ("POST", "/sparql", "application/sparql-query", "", 100),
    "form": ("POST", "/sparql", "application/x-www-form-urlencoded", "", 100),
    "update": ("POST", "/sparql", "application/sparql-update", "", 100),
    "graph": ("PUT", "/store?default", "text/turtle", "", 100),
    "bomb_query": ("POST", "/sparql", "application/sparql-query", "gzip", BOMB),
    "bomb_update": ("POST", "/sparql", "application/sparql-update", "gzip", BOMB),
    "bomb_graph": ("POST", "/store?default", "text/turtle", "gzip", BOMB),
}


@pytest.mark.parametrize(("method", "path", "kind", "coding", "body"), LARGE.values(), ids=LARGE)
def test_too_large(scratch: httpx.Client, method: str, path: str, kind: str, coding: str, body: bytes | int) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    content = _zeros(body) if isinstance(body, int) else body
    headers = {"content-type": kind, **({"content-encoding": coding} if coding else {})}
    response = scratch.request(method, path, content=content, headers=headers)
    assert response.status_code == 413
    assert "bytes" in response.text
    # Kilobytes: at most what is allowed, twice over, and not what was sent.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


@pytest.mark.parametrize("length", [b"104857600", b"9999999999999"])
def test_what_says_it_is_too_large_is_not_waited_for(endpoint: httpx.Client, length: bytes) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: "
    with closing(socket.create_connection((endpoint.base_url.host, endpoint.base_url.port or 80), timeout=10)) as line:
        line.sendall(head + length + b"\r\n\r\n")
        assert line.recv(12) == b"HTTP/1.1 413"


def test_large_content_without_the_token_is_not_read(scratch: httpx.Client) -> None:
    headers = {"content-type": "text/turtle", "authorization": "Bearer wrong"}
    assert scratch.put("/store?default", content=_zeros(100), headers=headers).status_code == 401
