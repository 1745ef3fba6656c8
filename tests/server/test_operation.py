"""What whoever runs the server sees of it: health, metrics, the access log, and the native server in its place."""

import asyncio
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from kg.graph.store import Generation, locked
from kg.model.errors import KgError, StoreError
from kg.server import serve_native
from kg.server.answers.task import Answer, Task, problem
from kg.server.application import application
from kg.server.http.observation import Handled, access_log, line
from tests.cooperation import cooperation

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("operation") / "store"
    with locked(store):
        generation = Generation(store)
        generation.add(cooperation().quads)
        generation.publish([])
    return store


@contextmanager
def running(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`kg serve` and its address."""
    command = [sys.executable, "-m", "kg.commands", "serve", "--store", str(folder), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=PROJECT) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        found = re.search(r"http://\S+?(?=/?\s)", told)
        assert found, told
        try:
            yield process, found[0]
        finally:
            process.kill()


class Full:
    """An engine that answers nothing."""

    async def ask(self, task: Task) -> Answer:
        return problem(503, "too many queries wait here")

    def version(self) -> str:
        return "1"

    def trouble(self) -> str:
        return "the newest graph does not open"


def get_of_full(path: str) -> httpx.Response:
    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(application(Full(), {}))
        async with httpx.AsyncClient(transport=transport, base_url="http://a.example") as client:
            return await client.get(path)

    return asyncio.run(get())


def test_health(endpoint: httpx.Client) -> None:
    response = endpoint.get("/health")
    assert (response.status_code, response.json()) == (200, {"ok": True})
    assert "no-store" in response.headers["cache-control"]
    assert "etag" not in response.headers


def test_ill_health() -> None:
    response = get_of_full("/health")
    assert (response.status_code, response.json()) == (
        503,
        {"ok": False, "behind": "the newest graph does not open"},
    )


def metrics(text: str) -> dict[tuple[str, ...], float]:
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {(sample.name, *sample.labels.values()): sample.value for sample in samples}


def test_metrics_count_requests_by_route_and_status(endpoint: httpx.Client) -> None:
    before = metrics(endpoint.get("/metrics").text)
    for path in ("/city/omsk", "/city/atlantis", "/queries/sister-cities", "/queries/none", "/sparql?query=ASK%7B%7D"):
        endpoint.get(path)
    response = endpoint.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    after = metrics(response.text)

    def grown(*sample: str) -> float:
        return after.get(sample, 0) - before.get(sample, 0)

    assert grown("kg_requests_total", "/{path}", "200") == 1
    assert grown("kg_requests_total", "/{path}", "404") == 1
    assert grown("kg_requests_total", "/queries", "200") == 1
    assert grown("kg_requests_total", "/queries", "404") == 1
    assert grown("kg_requests_total", "/sparql", "200") == 1
    assert grown("kg_requests_total", "/metrics", "200") == 1
    assert grown("kg_request_seconds_count", "/{path}") == 2
    assert grown("kg_request_seconds_bucket", "+Inf", "/{path}") == 2
    assert grown("kg_request_seconds_sum", "/{path}") > 0
    assert grown("kg_asked_total") == 4


def test_no_path_makes_a_label_of_its_own(endpoint: httpx.Client) -> None:
    for number in range(3):
        endpoint.get(f'/never"seen{number}/x')
    assert "never" not in endpoint.get("/metrics").text


def test_all_processes_are_counted_together(folder: Path) -> None:
    """Whichever front is asked, each time over a connection of its own."""
    with running(folder, "--processes", "2") as (_, address):
        for number in range(12):
            httpx.get(address + "/sparql", params={"query": f"ASK {{ ?s ?p {number} }}"})
        for _ in range(6):
            found = metrics(httpx.get(address + "/metrics").text)
            assert found[("kg_requests_total", "/sparql", "200")] == 12
            assert found[("kg_request_seconds_count", "/sparql")] == 12
            assert found[("kg_asked_total",)] == 12


def asked(path: bytes = b"/city/omsk", query: bytes = b"", agent: bytes = b"curl/8") -> Handled:
    scope = {
        "method": "GET",
        "http_version": "1.1",
        "client": ("192.0.2.1", 5000),
        "raw_path": path,
        "path": path.decode("latin-1"),
        "query_string": query,
        "headers": [(b"user-agent", agent), (b"authorization", b"Bearer secret"), (b"cookie", b"secret")],
    }
    return Handled(scope, 200, 1234, 0.0123)


def test_a_line_of_the_access_log() -> None:
    assert line(asked(query=b"format=turtle"), 1_668_600_000) == (
        '192.0.2.1 - - [16/Nov/2022:12:00:00 +0000] "GET /city/omsk?format=turtle HTTP/1.1" 200 1234 '
        '"-" "curl/8" 0.012\n'
    )


HOSTILE = [
    asked(path=b'/a" 200 1\n192.0.2.9 - - "'),
    asked(agent=b'x"\r\nforged line \x1b[31m'),
    asked(path="/город".encode()),
    asked(query=b"query=" + b"a" * 10_000),
    asked(agent=b"\\"),
]


@pytest.mark.parametrize("handled", HOSTILE, ids=range(len(HOSTILE)))
def test_nobody_writes_lines_of_his_own(handled: Handled) -> None:
    written = line(handled, 0)
    assert re.fullmatch(r'[\d.]+ - - \[[^]"]+\] "GET [^"]*" 200 1234 "[^"]*" "[^"]*" 0\.012\n', written)
    assert written.isascii()
    assert written.rstrip("\n").isprintable()
    assert len(written) < 1200
    assert "secret" not in written


def test_a_log_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="the access log needs a file it may write to"):
        access_log(tmp_path / "none" / "log")


def test_the_program_writes_its_log(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    with running(folder, "--access-log", str(log)) as (process, address):
        for path in ("/health", "/ontology", "/city/atlantis"):
            httpx.get(address + path, headers={"authorization": "Bearer secret"})
        httpx.post(address + "/sparql", data={"query": "ASK { } # body"})
        process.send_signal(signal.SIGTERM)
        process.wait(20)
    lines = log.read_text().splitlines()
    assert [re.sub(r'.*"(\S+ \S+) HTTP/1.1" (\d+).*', r"\1 \2", one) for one in lines] == [
        "GET /health 200",
        "GET /ontology 200",
        "GET /city/atlantis 404",
        "POST /sparql 200",
    ]
    assert "secret" not in log.read_text()
    assert "body" not in log.read_text()


def test_the_log_on_stderr(folder: Path) -> None:
    with running(folder, "--access-log", "-") as (process, address):
        httpx.get(address + "/health")
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        assert '"GET /health HTTP/1.1" 200' in process.stderr.read()


def test_the_native_server_answers_instead(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with running(folder, "--port", port, "--native") as (_, address):
        deadline = time.monotonic() + 20
        while True:
            try:
                answer = httpx.get(
                    address + "/query", params={"query": "ASK { ?s a ?o }"}, headers={"accept": "text/csv"}
                )
                break
            except httpx.TransportError:
                assert time.monotonic() < deadline
                time.sleep(0.05)
        assert answer.text == "true"
        assert httpx.post(address + "/update", data={"update": "DROP ALL"}).status_code in (403, 404, 405)


def test_the_native_server_needs_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here; build one with"):
        serve_native(tmp_path, host="127.0.0.1", port=7878)
    with pytest.raises(KgError, match="give it one with --port"):
        serve_native(tmp_path, host="127.0.0.1", port=0)
