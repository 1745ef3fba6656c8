"""Asking another endpoint: credentials, and what is said when it does not work. The server is a real one."""

import base64
import re
import threading
from collections.abc import Iterator
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import QueryBoolean, Store

from kg.commands import main as cli
from kg.model.errors import ContentRefusedError, EndpointError, QueryError
from kg.queries.remote import Credentials, Endpoint
from tests.remote.conftest import update
from tests.remote.test_push import pushed

YES = b'{"head":{},"boolean":true}'
FAILURES = [
    ("/moved", "307", EndpointError, "is at https://elsewhere.example/sparql; give that one"),
    ("/none", "404", EndpointError, "404 nothing here"),
    ("/large", "413", ContentRefusedError, "413 Request Entity Too Large"),
    ("/html", "500", ContentRefusedError, "500 It broke & burnt"),
    ("/lines", "400", ContentRefusedError, "400 first line"),
    ("/json", "400", ContentRefusedError, '400 { "exception": "no" }'),
    ("/forbidden", "403", EndpointError, "403, not allowed with these credentials; KG_ENDPOINT_TOKEN"),
    ("/cut", "200", EndpointError, "no answer"),
]


class _Server(BaseHTTPRequestHandler):
    """Answers as its path says; what begins with a scheme wants credentials of it."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        given = self.headers.get("Authorization", "")
        match self.path.split("?")[0]:
            case "/basic" if given != "Basic " + base64.b64encode("мен:құпия".encode()).decode():
                self._answer(401, b"", ("WWW-Authenticate", 'Basic realm="kg"'))
            case "/bearer" if given != "Bearer t0ken":
                self._answer(401, b"", ("WWW-Authenticate", "Bearer"))
            case "/digest" if not _digest_is_right(given):
                challenge = 'Digest realm="kg", nonce="n0nce", qop="auth", algorithm=MD5'
                self._answer(401, b"", ("WWW-Authenticate", challenge))
            case "/moved":
                self._answer(307, b"", ("Location", "https://elsewhere.example/sparql"))
            case "/none":
                self._answer(404, b"nothing here", ("Content-Type", "text/plain"))
            case "/large":
                self._answer(413, b"")
            case "/html":
                html = b"<html><head><title>x</title></head><h1>It broke</h1>\n<p>&amp; burnt</html>"
                self._answer(500, html, ("Content-Type", "text/html"))
            case "/lines":
                self._answer(400, b"\nfirst line\nsecond line", ("Content-Type", "text/plain"))
            case "/json":
                self._answer(400, b'{\n "exception": "no"\n}', ("Content-Type", "application/json"))
            case "/forbidden":
                self._answer(403, b"")
            case "/cut":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b"half")
                self.close_connection = True
            case "/two-rows":
                rows = b'{"head":{"vars":["a"]},"results":{"bindings":[{},{}]}}'
                json = ("Content-Type", "application/sparql-results+json")
                self._answer(200, rows, json, ("X-SPARQL-MaxRows", "2"))
            case "/page":
                self._answer(200, b"<html>", ("Content-Type", "text/html"))
            case _:
                self._answer(200, YES, ("Content-Type", "application/sparql-results+json"))

    def _answer(self, status: int, content: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


def _digest_is_right(given: str) -> bool:
    """RFC 7616 for one user, as far as a POST to /digest needs it."""
    told = dict(re.findall(r'(\w+)="?([^",]*)"?', given.removeprefix("Digest ")))
    if not given.startswith("Digest ") or told.get("nonce") != "n0nce":
        return False
    secret, request = (md5(part.encode()).hexdigest() for part in ("reader:kg:құпия", "POST:/digest"))
    whole = ":".join((secret, "n0nce", told["nc"], told["cnonce"], "auth", request))
    return bool(told["response"] == md5(whole.encode()).hexdigest())


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()


@pytest.mark.parametrize(
    ("path", "credentials"),
    [
        ("/open", Credentials()),
        ("/open", Credentials(user="мен", password="құпия")),
        ("/basic", Credentials(user="мен", password="құпия")),
        ("/digest", Credentials(user="reader", password="құпия")),
        ("/bearer", Credentials(token="t0ken")),
    ],
)
def test_credentials_are_given_as_asked(server: str, path: str, credentials: Credentials) -> None:
    endpoint = Endpoint(server + path, credentials)
    for _ in range(2):
        answer = endpoint.ask("ASK {}").answer()
        assert isinstance(answer, QueryBoolean)
        assert answer


@pytest.mark.parametrize("credentials", [Credentials(), Credentials(user="me", password="x"), Credentials(token="x")])
@pytest.mark.parametrize("path", ["/basic", "/digest", "/bearer"])
def test_wrong_credentials_are_told_and_not_shown(server: str, path: str, credentials: Credentials) -> None:
    with pytest.raises(EndpointError, match="401, not allowed with these credentials") as error:
        Endpoint(server + path, credentials).ask("ASK {}")
    assert not isinstance(error.value, ContentRefusedError)
    assert "'x'" not in repr(credentials)


def test_a_name_that_digest_cannot_give(server: str) -> None:
    with pytest.raises(EndpointError, match="ASCII letters only"):
        Endpoint(f"{server}/digest", Credentials(user="мен", password="x")).ask("ASK {}")


@pytest.mark.parametrize(("path", "status", "kind", "message"), FAILURES, ids=[path for path, *_ in FAILURES])
def test_failures_in_one_line(server: str, path: str, status: str, kind: type[EndpointError], message: str) -> None:
    with pytest.raises(EndpointError) as error:
        Endpoint(server + path).update("INSERT DATA {}")
    assert type(error.value) is kind
    assert str(error.value).startswith(f"{server}{path}: {message}")
    assert "\n" not in str(error.value)


def test_no_server_at_all() -> None:
    with pytest.raises(EndpointError, match=r"http://127.0.0.1:9/: no answer \(.*refused\)"):
        Endpoint("http://127.0.0.1:9/").ask("ASK {}")


@pytest.mark.parametrize("url", ["ftp://there/", "there/sparql", "", "http://", "file:///etc/passwd"])
def test_no_address(url: str) -> None:
    with pytest.raises(EndpointError, match="http or https"):
        Endpoint(url)


def test_rows_cut_by_the_endpoint_are_noticed(server: str) -> None:
    assert Endpoint(f"{server}/two-rows").ask("SELECT ?a {}").cut
    assert not Endpoint(f"{server}/open").ask("ASK {}").cut


def test_an_answer_that_is_none(server: str) -> None:
    with pytest.raises(EndpointError, match="cannot be read"):
        Endpoint(f"{server}/page").ask("SELECT ?a {}").answer()


def test_an_update_is_no_query(server: str) -> None:
    with pytest.raises(QueryError, match="no query"):
        Endpoint(f"{server}/open").ask("INSERT DATA {}")


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(one) for one in arguments])


def test_a_saved_query_there(store: Store, native: str, tmp_path: Path) -> None:
    pushed(store, update(native), tmp_path / "push")
    table = kg("query", "locations", "--endpoint", f"{native}/query")
    assert [line.split() for line in table.stdout.splitlines()] == [
        ["source", "place", "in"],
        ["003_qostanai.txt", "Костанай", "Костанайская", "область"],
    ]
    csv = kg("query", "locations", "--endpoint", f"{native}/query", "--format", "csv")
    assert csv.stdout_bytes.decode().splitlines()[1].startswith("003_qostanai.txt,https://")
    graph = kg("query", "-", "--endpoint", f"{native}/query", "--format", "turtle")
    assert (graph.exit_code, graph.stderr) == (2, "kg: no query: there is none of SELECT, ASK, CONSTRUCT, DESCRIBE\n")


@pytest.mark.parametrize("name", ["Омск", "омбы", "Омском", "OMSK", "https://data.example/city/omsk"])
def test_a_name_is_what_it_is_there(store: Store, native: str, tmp_path: Path, name: str) -> None:
    pushed(store, update(native), tmp_path / "push")
    asked = ("query", "sister-cities", "--endpoint", f"{native}/query", "--param", f"entity={name}")
    found = kg(*asked, "--format", "csv")
    assert found.exit_code == 0, found.stderr
    assert "https://data.example/city/omsk" in found.stdout


def test_a_name_that_nobody_has_there(store: Store, native: str, tmp_path: Path) -> None:
    pushed(store, update(native), tmp_path / "push")
    found = kg("query", "sister-cities", "--endpoint", f"{native}/query", "--param", "entity=Атлантида")
    assert (found.exit_code, found.stderr) == (2, "kg: parameter entity: nothing is called 'Атлантида' here\n")


QUERIES = [
    ("ASK { ?s a coop:City }", "table", "yes\n"),
    ("ASK { ?s a coop:City }", "json", '{"head":{},"boolean":true}'),
    (
        "CONSTRUCT { ?s a coop:City } WHERE { ?s skos:prefLabel 'Омск'@ru }",
        "ntriples",
        "<https://data.example/city/omsk>",
    ),
    ("CONSTRUCT { ?s a coop:City } WHERE { ?s skos:prefLabel 'Омск'@ru }", "table", "subject"),
]


@pytest.mark.parametrize(("text", "form", "expected"), QUERIES)
def test_other_forms_there(
    store: Store, native: str, tmp_path: Path, text: str, form: str, expected: str
) -> None:  # fmt: skip
    pushed(store, update(native), tmp_path / "push")
    query = tmp_path / "q.rq"
    query.write_text(text)
    result = kg("query", query, "--endpoint", f"{native}/query", "--format", form)
    assert result.stdout.startswith(expected), result.stderr
