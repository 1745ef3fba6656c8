"""The server as a program: its start, its end, and a port that is taken."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Store

from kg.config import Settings
from kg.errors import KgError
from kg.server import serve

QUERIES = Path(__file__).resolve().parents[2] / "queries"
PROGRAM = f"""
from pathlib import Path
from kg.config import Settings
from kg.server import serve
from tests.cooperation import cooperation
settings = Settings(queries=Path({str(QUERIES)!r}))
serve(cooperation().store(), settings, host="127.0.0.1", port=0, on_start=lambda address: print(address, flush=True))
"""


@pytest.fixture
def program() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=QUERIES.parent,
    ) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_as_done(program: subprocess.Popen[str], number: signal.Signals) -> None:
    assert program.stdout is not None
    address = program.stdout.readline().strip()
    assert httpx.get(address + "health").json() == {"ok": True}
    program.send_signal(number)
    out, err = program.communicate(timeout=10)
    assert (program.returncode, out, err) == (0, "", "")


def test_a_query_that_never_ends_does_not_keep_it(program: subprocess.Popen[str]) -> None:
    assert program.stdout is not None
    address = program.stdout.readline().strip()
    endless = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"GRAPH ?g{n} {{ ?s{n} ?p{n} ?o{n} }}" for n in range(6)) + " }"
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(address + "sparql", params={"query": endless}, timeout=1)
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=20)
    assert program.returncode == 0


def test_a_taken_port_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(KgError) as caught:
            serve(Store(), Settings(queries=QUERIES), host="127.0.0.1", port=port)
    message = str(caught.value)
    assert message.startswith(f"cannot serve at 127.0.0.1 port {port}: ")
    assert "in use" in message
    assert "\n" not in message


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("192.0.2.1", 0), ("no.such.host.invalid", 0)])
def test_an_address_that_cannot_be_had(host: str, port: int) -> None:
    with pytest.raises(KgError, match="cannot serve at"):
        serve(Store(), Settings(queries=QUERIES), host=host, port=port)
