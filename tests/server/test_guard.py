"""Clients that send slowly, too much, or two things at once; and that large answers are not held in memory."""

import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.server.engine.limits import MIB, Limits
from tests.server.program import Served, publish, serving

MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
TWO = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
NUMBER = 200


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two hundred statements, of which products have many rows."""
    folder = tmp_path_factory.mktemp("guard") / "store"
    publish(folder, [Quad(NamedNode(f"http://e/{n}"), NamedNode("http://e/p"), Literal(n)) for n in range(NUMBER)])
    with serving(folder, Limits(timeout=3, stall=1)) as program:
        yield program


def connected(served: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(served.address[17:-1])), timeout=60)


def until_hung_up(line: socket.socket) -> bytes:
    try:
        return b"".join(iter(lambda: line.recv(2**20), b""))
    except ConnectionError:
        return b""


SLOW = {
    "nothing": (b"", 10),
    "half_a_head": (b"GET /sparql HTTP/1.1\r\nhost: h\r\nx: ", 10),
    "half_a_body": (
        b"POST /sparql HTTP/1.1\r\nhost: h\r\ncontent-type: application/sparql-query\r\ncontent-length: 100\r\n\r\nASK",
        30,
    ),
}


def test_nobody_waits_for_what_does_not_come(served: Served) -> None:
    """All kinds at once, since each takes its time."""
    lines = {name: connected(served) for name in SLOW}
    begun = time.monotonic()
    for name, (sent, _) in SLOW.items():
        lines[name].sendall(sent)
    for name, (_, seconds) in SLOW.items():
        with closing(lines[name]) as line:
            assert until_hung_up(line).startswith(b"HTTP/1.1 408 "), name
            assert seconds - 1 < time.monotonic() - begun < seconds + 15, name


LARGE = {
    "address": (f"GET /sparql?query={'a' * 109_000} HTTP/1.1\r\nhost: h\r\n\r\n", 414, "use POST"),
    "header": (f"GET / HTTP/1.1\r\nhost: h\r\naccept: {'a' * 1_000_000}\r\n\r\n", 431, "headers"),
    "endless_header": (f"GET / HTTP/1.1\r\nhost: h\r\naccept: {'a' * 1_000_000}", 431, "headers"),
    "many_headers": ("GET / HTTP/1.1\r\nhost: h\r\n" + "x: y\r\n" * 50_000 + "\r\n", 431, "headers"),
}


@pytest.mark.parametrize(("request_", "status", "message"), LARGE.values(), ids=LARGE)
def test_too_large_a_head(served: Served, request_: str, status: int, message: str) -> None:
    with closing(connected(served)) as line:
        line.settimeout(20)
        try:
            line.sendall(request_.encode())
        except ConnectionError:
            return  # hung up on before all was sent
        answer = until_hung_up(line).decode()
    assert answer == "" or (answer.startswith(f"HTTP/1.1 {status} ") and message in answer)


AS_TYPED = [
    ("/sparql?format=csv&query=SELECT('Омск'AS?x){}", b"200", "Омск"),
    ("/sparql?format=csv&query=SELECT('Өскемен—%D0%9E'AS?x){}", b"200", "Өскемен—О"),
    ("/city/Омск", b"404", "nothing is known of https://data.example/city/Омск"),
    ("/queries/Омск", b"404", "Омск"),
]


@pytest.mark.parametrize(("address", "status", "told"), AS_TYPED)
def test_letters_of_an_address_may_come_as_they_were_typed(
    served: Served, address: str, status: bytes, told: str
) -> None:
    """As curl sends them; httpx and browsers write them in ASCII."""
    sent = f"GET {address} HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n".encode()
    with closing(connected(served)) as line:
        line.sendall(sent)
        answer = until_hung_up(line)
    assert (answer[9:12], told in answer.decode()) == (status, True), answer


def test_a_method_in_letters_of_another_alphabet_is_refused_as_ever(served: Served) -> None:
    with closing(connected(served)) as line:
        line.sendall("GЕT / HTTP/1.1\r\nhost: h\r\n\r\n".encode())
        assert until_hung_up(line).startswith(b"HTTP/1.1 400 ")


def test_a_long_query_is_posted(served: Served) -> None:
    query = f"ASK {{}} # {'a' * 109_000}"
    assert httpx.post(served.sparql, data={"query": query}).status_code == 200


def test_headers_are_not_kept(served: Served) -> None:
    """Many large ones leave nothing behind."""

    def memory() -> int:
        return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 for pid in served.fronts())

    with httpx.Client(timeout=20) as client:

        def ask(number: int) -> int:
            accept = f"application/json, text/x{number};q=0.{'1' * 60_000}"
            return client.get(served.sparql, params={"query": "ASK {}"}, headers={"accept": accept}).status_code

        assert ask(0) == 200
        before = memory()
        assert {ask(number) for number in range(1500)} == {200}
    assert memory() - before < 48 * MIB, "they are 90 MB together"


def test_two_hosts_are_none(served: Served) -> None:
    with closing(connected(served)) as line:
        line.sendall(b"GET /sparql HTTP/1.1\r\nhost: a\r\nhost: b\r\naccept: text/turtle\r\nconnection: close\r\n\r\n")
        assert until_hung_up(line).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(("scheme", "expected"), [("https", "https"), ("javascript", "http")])
def test_the_scheme_that_a_proxy_tells(served: Served, scheme: str, expected: str) -> None:
    headers = {"x-forwarded-proto": scheme, "host": "graph.example", "accept": "text/turtle"}
    assert f"<{expected}://graph.example/sparql>" in httpx.get(served.sparql, headers=headers).text


DEEP = [
    "ASK " + "{" * 300_000,
    f"ASK {{ FILTER({'!' * 500_000}true) }}",
    f"SELECT * {{ ?s {'(' * 300_000}<a:b>{')' * 300_000} ?o }}",
]


@pytest.mark.parametrize("query", DEEP, ids=["groups", "operators", "paths"])
def test_a_query_too_deep_is_told_so(served: Served, query: str) -> None:
    response = httpx.post(served.sparql, data={"query": query}, timeout=30)
    assert (response.status_code, "nested too deeply" in response.text) == (400, True), response.text[:200]
    assert httpx.get(served.sparql, params={"query": "ASK {}"}).status_code == 200


@pytest.mark.parametrize("known", [False, True], ids=["in_a_worker", "in_a_thread"])
def test_a_large_answer_comes_as_it_is_made(served: Served, known: bool) -> None:
    query = f"{TWO} # {'again' if known else 'once'}"
    for _ in range(1 + known):
        with httpx.stream("GET", served.sparql, params={"query": query}, timeout=20) as response:
            assert response.status_code == 200
            assert "content-length" not in response.headers
            rows = json.loads(response.read())["results"]["bindings"]
        assert len(rows) == NUMBER**2
    counted = re.search(r"^kg_threaded_total (\d+)", httpx.get(served.address + "metrics").text, re.MULTILINE)
    assert counted is not None
    assert not known or int(counted[1]) > 0


def test_an_answer_that_is_stopped_is_no_whole_one(served: Served) -> None:
    """Eight million rows take longer than they may: the client sees that the end is missing."""
    for _ in range(2):  # in a worker, then in a thread
        with httpx.stream("GET", served.sparql, params={"query": MANY}, timeout=30) as got:
            assert got.status_code == 200
            with pytest.raises(httpx.RemoteProtocolError):
                list(got.iter_raw())
        assert httpx.get(served.sparql, params={"query": "ASK {}"}).status_code == 200


def test_who_does_not_read_is_hung_up_on(served: Served) -> None:
    """Meanwhile little is made, and others are answered."""
    for _ in range(2):
        with closing(connected(served)) as line:
            line.sendall(f"GET /sparql?query={quote(MANY)} HTTP/1.1\r\nhost: h\r\n\r\n".encode())
            time.sleep(3)
            assert httpx.get(served.sparql, params={"query": "ASK {}"}).status_code == 200
            got = until_hung_up(line)
            assert got.startswith(b"HTTP/1.1 200 ")
            assert not got.endswith(b"\r\n0\r\n\r\n")
            assert len(got) < 64 * MIB


def test_http_1_0_has_whole_answers_with_their_length(served: Served) -> None:
    with closing(connected(served)) as line:
        line.sendall(f"GET /sparql?query={quote(TWO)} HTTP/1.0\r\nhost: h\r\n\r\n".encode())
        head, _, body = until_hung_up(line).partition(b"\r\n\r\n")
    assert f"content-length: {len(body)}" in head.decode().lower()
    assert len(json.loads(body)["results"]["bindings"]) == NUMBER**2


def test_what_nobody_wants_any_more_ends(served: Served) -> None:
    """Clients that ask for the head alone, or leave after the first bytes."""
    for _ in range(3):
        assert httpx.head(served.sparql, params={"query": MANY}, timeout=20).status_code == 200
        with closing(connected(served)) as line:
            line.sendall(f"GET /sparql?query={quote(MANY)} HTTP/1.1\r\nhost: h\r\n\r\n".encode())
            assert line.recv(12) == b"HTTP/1.1 200"
    end = time.monotonic() + 10
    while "kg_running 0.0" not in (told := httpx.get(served.address + "metrics").text) and time.monotonic() < end:
        time.sleep(0.2)
    assert "kg_running 0.0" in told
    assert "kg_retired_total 0.0" in told
