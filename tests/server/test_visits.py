"""Requests that threads read themselves: they are answered as all others, and what is no such request is too."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.server.program import Served, publish, serving

E = "http://e/"
NUMBER = 100
LIST = f"SELECT ?s ?o {{ ?s <{E}p> ?o FILTER(?o < 5) }} ORDER BY ?o"
ALL = f"SELECT ?s ?o ?q {{ ?s <{E}p> ?o ; <{E}p> ?q FILTER(?o < 100) }} ORDER BY ?o"
PAIRS = f"SELECT * {{ ?a <{E}p> ?b . ?c <{E}p> ?d }}"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("visits") / "store"
    publish(folder, [Quad(NamedNode(f"{E}{n}"), NamedNode(E + "p"), Literal(n)) for n in range(NUMBER)])
    with serving(folder) as program:
        yield program


class Line:
    """A connection that is kept."""

    def __init__(self, served: Served) -> None:
        self.socket = socket.create_connection(("127.0.0.1", int(served.address[17:-1])), timeout=30)
        self._file = self.socket.makefile("rb")

    def send(self, request: bytes) -> None:
        self.socket.sendall(request)

    def read(self) -> tuple[int, dict[str, str], bytes]:
        """Status, headers, and the body as it is coded."""
        status = int(self._file.readline().split()[1])
        lines = iter(lambda: self._file.readline().decode().strip(), "")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = b""
        if headers.get("transfer-encoding") == "chunked":
            while size := int(self._file.readline(), 16):
                body += self._file.read(size)
                self._file.readline()
            self._file.readline()
        elif status != 304:
            body = self._file.read(int(headers["content-length"]))
        return status, headers, body

    def ask(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        self.send(request)
        return self.read()

    def close(self) -> None:
        self.socket.close()


def get(query: str, headers: str = "", end: str = "HTTP/1.1", path: str = "/sparql") -> bytes:
    return f"GET {path}?query={quote(query)} {end}\r\nhost: here\r\n{headers}\r\n".encode()


def post(query: str, headers: str = "") -> bytes:
    content = urlencode({"query": query})
    kind = "content-type: application/x-www-form-urlencoded\r\n"
    return (
        f"POST /sparql HTTP/1.1\r\nhost: h\r\n{headers}{kind}content-length: {len(content)}\r\n\r\n{content}".encode()
    )


def post_query(query: str, headers: str = "") -> bytes:
    kind = "content-type: application/sparql-query\r\n"
    length = len(query.encode())
    return f"POST /sparql HTTP/1.1\r\nhost: h\r\n{kind}{headers}content-length: {length}\r\n\r\n{query}".encode()


def counted(served: Served, name: str) -> int:
    told = httpx.get(served.address + "metrics").text
    return int(next(line.split()[-1].partition(".")[0] for line in told.splitlines() if line.startswith(name)))


def visits(served: Served) -> int:
    return counted(served, "kg_visits_total")


def visiting(served: Served, known: bytes) -> Line:
    """A connection on which it was just asked what is quick, twice: by a worker, and by a thread."""
    line = Line(served)
    for _ in range(2):
        assert line.ask(known)[0] == 200
        time.sleep(0.05)
    return line


WAYS = {
    "json": (get, ""),
    "csv": (get, "accept: text/csv\r\n"),
    "gzip": (get, "accept-encoding: gzip\r\n"),
    "form": (post, ""),
    "content": (post_query, ""),
    "form_gzip": (post, "accept-encoding: gzip\r\naccept: application/sparql-results+xml\r\n"),
}


@pytest.mark.parametrize(("request_", "headers"), WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("query", [LIST, ALL], ids=["short", "long"])
def test_answered_as_the_usual_way(served: Served, request_, headers: str, query: str) -> None:  # type: ignore[no-untyped-def]
    with closing(visiting(served, request_(query, headers))) as line:
        before = visits(served)
        for number in range(3):
            other = query.replace("?s", f"?s{number}")
            status, said, body = line.ask(request_(other, headers))
            with closing(Line(served)) as fresh:
                assert (status, body) == (200, (usual := fresh.ask(request_(other, headers)))[2])
            assert {**said, "date": ""} == {**usual[1], "date": ""}
    assert visits(served) == before + 3


def test_a_tag_is_known(served: Served) -> None:
    with closing(visiting(served, get(LIST))) as line:
        tag = line.ask(get(LIST))[1]["etag"]
        known = get(LIST, f"if-none-match: {tag}\r\n")
        for _ in range(3):
            status, said, body = line.ask(known)
            assert (status, said["etag"], body) == (304, tag, b"")
            time.sleep(0.05)
        assert line.ask(get(ALL, f"if-none-match: {tag}\r\n"))[0] == 200


OTHERS = {
    "another_format": (get(LIST, "accept: text/csv\r\n"), 200),
    "a_page": (get(LIST, "accept: text/html\r\n"), 200),
    "another_path": (get("x", path="/health"), 200),
    "no_query": (b"GET /sparql HTTP/1.1\r\nhost: here\r\naccept: text/turtle\r\n\r\n", 200),
    "a_fault": (get("SELECT"), 400),
    "no_utf_8": (b"GET /sparql?query=ASK%20%7B%7D%FF HTTP/1.1\r\nhost: here\r\n\r\n", 400),
    "no_escape": (b"GET /sparql?query=ASK%20%7B%7D%23%zz HTTP/1.1\r\nhost: here\r\n\r\n", 200),
    "two_queries": (b"GET /sparql?query=ASK%7B%7D&query=ASK%7B%7D HTTP/1.1\r\nhost: here\r\n\r\n", 400),
    "a_dataset": (b"GET /sparql?query=ASK%7B%7D&default-graph-uri=x HTTP/1.1\r\nhost: here\r\n\r\n", 400),
    "a_fragment": (b"GET /sparql?query=ASK%7B%7D#x HTTP/1.1\r\nhost: here\r\n\r\n", 200),
    "no_host_name": (b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nhost: here\r\nhost: there\r\n\r\n", 400),
    "a_space": (b"GET /sparql?query=ASK {} HTTP/1.1\r\nhost: here\r\n\r\n", 400),
    "no_version": (get(LIST, end="HTTP/9.9"), 400),
    "not_allowed": (get(LIST).replace(b"GET", b"PUT"), 405),
    "two_lengths": (post(LIST).replace(b"content-length", b"content-length: 5\r\ncontent-length"), 400),
    "length_and_chunks": (post(LIST).replace(b"content-type", b"transfer-encoding: chunked\r\ncontent-type"), 400),
}


@pytest.mark.parametrize(("request_", "status"), OTHERS.values(), ids=OTHERS)
def test_others_on_the_same_connection(served: Served, request_: bytes, status: int) -> None:
    """As on one of their own."""
    with closing(visiting(served, get(LIST))) as line, closing(Line(served)) as fresh:
        assert line.ask(request_)[::2] == fresh.ask(request_)[::2]
        line.close()
    with closing(visiting(served, post(LIST))) as line:
        assert line.ask(request_)[0] == status


def test_what_comes_in_pieces_and_all_together(served: Served) -> None:
    with closing(visiting(served, get(LIST))) as line:
        whole = get(LIST.replace("?s", "?t"))
        for cut in (3, 20, len(whole) - 1):
            line.send(whole[:cut])
            time.sleep(0.1)
            line.send(whole[cut:])
            assert b'"vars":["t","o"]' in line.read()[2]
        line.send(get(LIST.replace("?s", "?u")) + get(LIST.replace("?s", "?v")) + post(LIST.replace("?s", "?w")))
        assert [json.loads(line.read()[2])["head"]["vars"][0] for _ in range(3)] == ["u", "v", "w"]
        assert line.ask(get(LIST))[0] == 200


def test_they_are_counted_as_all_others(served: Served) -> None:
    with closing(visiting(served, get(LIST))) as line:
        answered = 'kg_requests_total{route="/sparql",status="200"}'
        before = counted(served, answered)
        for number in range(5):
            line.ask(get(LIST.replace("?s", f"?counted{number}")))
        assert counted(served, answered) == before + 5


def test_a_proxy_that_tells_of_each_client(served: Served) -> None:
    """More kinds of requests than are remembered of a connection."""
    with closing(visiting(served, get(LIST))) as line:
        usual = line.ask(get(LIST))[2]
        for number in range(40):
            assert line.ask(get(LIST, f"x-forwarded-for: 10.0.0.{number}\r\n"))[::2] == (200, usual)
        before = visits(served)
        assert line.ask(get(LIST))[2] == usual
        assert line.ask(get(LIST))[2] == usual
    assert visits(served) > before


def test_a_large_answer(served: Served) -> None:
    with closing(visiting(served, get(PAIRS))) as line:
        for number in range(3):
            status, said, body = line.ask(get(PAIRS.replace("?a", f"?a{number}")))
            assert status == 200
            assert "content-length" not in said
            assert len(json.loads(body)["results"]["bindings"]) == NUMBER**2
        assert line.ask(get(LIST))[0] == 200


def test_who_asks_no_more_is_hung_up_on(served: Served) -> None:
    with closing(visiting(served, get(LIST))) as line:
        begun = time.monotonic()
        assert line.socket.recv(1) == b""
        assert 3 < time.monotonic() - begun < 15


def test_who_has_hung_up_leaves_nothing(served: Served) -> None:
    def files() -> int:
        return sum(1 for front in served.fronts() for _ in Path(f"/proc/{front}/fd").iterdir())

    with closing(visiting(served, get(LIST))):
        pass
    before = files()
    for _ in range(20):
        with closing(visiting(served, get(LIST))):
            pass
    end = time.monotonic() + 10
    while files() > before and time.monotonic() < end:
        time.sleep(0.1)
    assert files() <= before


def test_a_signal_does_not_end_what_runs(tmp_path: Path) -> None:
    """A thread has read the request, which uvicorn knows nothing of."""
    graph = NamedNode(E + "many")
    publish(tmp_path, [Quad(graph, graph, Literal(number), graph) for number in range(150)])
    product = " ".join(f"GRAPH <{{0}}> {{{{ ?a{n} ?b{n} ?c{n} }}}}" for n in range(3))
    query = f"SELECT (COUNT(*) AS ?n) {{{{ {product} }}}}"
    with serving(tmp_path) as program, closing(visiting(program, get(query.format(E + "none")))) as line:
        line.send(get(query.format(E + "many")))
        time.sleep(0.1)
        program.process.terminate()
        status, _, body = line.read()
        assert (status, str(150**3).encode() in body) == (200, True)
        assert line.socket.recv(1) == b""
        assert program.process.wait(20) == 0
