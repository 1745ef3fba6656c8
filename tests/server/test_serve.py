"""The server as a program: its start, its end, its processes, and a port that is taken."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Store

from kg.graph.store import locked
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.server import serve
from kg.server.engine.limits import Limits
from tests.cooperation import cooperation
from tests.server.program import PROJECT, alive, publish, runaway, serving

QUERIES = PROJECT / "queries"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "store"
    publish(folder, cooperation().store())
    return folder


def until(holds: Callable[[], bool], seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_as_done(folder: Path, number: signal.Signals) -> None:
    with serving(folder, processes=2) as served:
        assert httpx.get(served.address + "health").json() == {"ok": True}
        children = served.children()
        served.process.send_signal(number)
        out, err = served.process.communicate(timeout=10)
    assert (served.process.returncode, out, err) == (0, "", "")
    assert len(children) >= 3
    assert not any(map(alive, children))


def test_a_query_that_never_ends_does_not_keep_it(folder: Path) -> None:
    with serving(folder) as served:
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(served.sparql, params={"query": runaway()}, timeout=1)
        children = served.children()
        served.process.terminate()
        served.process.communicate(timeout=20)
    assert served.process.returncode == 0
    assert not any(map(alive, children))


def test_whoever_still_waits_at_the_end_is_told(folder: Path) -> None:
    with serving(folder) as served, socket.create_connection(("127.0.0.1", int(served.address[17:-1]))) as client:
        assert httpx.get(served.address + "health", timeout=20).status_code == 200
        query = str(httpx.QueryParams({"query": runaway()}))
        client.sendall(f"GET /sparql?{query} HTTP/1.1\r\nhost: here\r\n\r\n".encode())
        time.sleep(1)
        served.process.terminate()
        client.settimeout(20)
        assert client.recv(1000).startswith(b"HTTP/1.1 503 ")
        served.process.communicate(timeout=20)
    assert served.process.returncode == 0


def test_a_front_that_is_killed_is_replaced(folder: Path) -> None:
    with serving(folder) as served:
        time.sleep(1)
        (front,) = served.fronts()
        workers = served.workers()
        os.kill(front, signal.SIGKILL)
        assert until(lambda: served.fronts() not in ([], [front]))
        assert httpx.get(served.sparql, params={"query": "ASK {}"}, timeout=10).status_code == 200
        assert not any(map(alive, workers))
        served.process.terminate()
        assert "another takes its place" in served.process.communicate(timeout=20)[1]


def test_nothing_outlives_a_kill(folder: Path) -> None:
    """Not even a worker amid a query that does not end."""
    with serving(folder) as served:
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(served.sparql, params={"query": runaway()}, timeout=1)
        children = served.children()
        served.process.kill()
        assert until(lambda: not any(map(alive, children)))


def test_what_a_killed_server_counted_goes_with_the_next(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not what one counts that runs, nor what has just been made."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    others = tmp_path / "kg-counts-others"
    others.symlink_to(folder)

    def counting() -> set[Path]:
        return {*tmp_path.glob("kg-counts-*")} - {others}

    def grow_old() -> None:
        for one in counting():
            os.utime(one, (0, 0))

    with serving(folder) as killed:
        (left,) = counting()
        children = killed.children()
        grow_old()
        with serving(folder):
            assert left in counting(), "it runs"
        killed.process.kill()
        assert until(lambda: not any(map(alive, children)))
    with serving(folder):
        assert left in counting(), "it is new"
    grow_old()
    with serving(folder):
        assert len(counting() - {left}) == len(counting()) == 1
    assert counting() == set()
    assert others.is_symlink()


def test_an_orphan_ends_by_itself(folder: Path) -> None:
    """When all that could end a worker was killed at once."""
    with serving(folder, Limits(timeout=1)) as served:
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(served.sparql, params={"query": runaway()}, timeout=0.5)
        children, fronts = served.children(), served.fronts()
        for pid in (served.process.pid, *fronts):
            os.kill(pid, signal.SIGKILL)
        assert until(lambda: not any(map(alive, children)))


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no store here; build one with"):
        serve(Settings(store=tmp_path / "none", queries=QUERIES), host="127.0.0.1", port=0)


def test_a_store_that_is_damaged(tmp_path: Path) -> None:
    publish(tmp_path, cooperation().store())
    (tmp_path / "generations" / "000001" / "CURRENT").write_text("no manifest\n")
    with pytest.raises(KgError, match="the store is damaged"):
        serve(Settings(store=tmp_path, queries=QUERIES), host="127.0.0.1", port=0)


def test_a_taken_port_is_one_line(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(KgError) as caught:
            serve(Settings(store=folder, queries=QUERIES), host="127.0.0.1", port=port)
    message = str(caught.value)
    assert message.startswith(f"cannot serve at 127.0.0.1 port {port}: ")
    assert "in use" in message
    assert "\n" not in message


@pytest.mark.parametrize("processes", [1, 2])
def test_a_second_server_on_the_port_is_refused(folder: Path, processes: int) -> None:
    """Not even beside one that shares its port among its own processes."""
    with serving(folder, processes=processes) as served:
        port = served.address.rstrip("/").rpartition(":")[2]
        command = [
            sys.executable,
            "-m",
            "kg.commands",
            "serve",
            "--store",
            str(folder),
            "--port",
            port,
            "--processes",
            "2",
        ]
        done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, timeout=60)
        assert done.returncode == 2
        assert f"cannot serve at 127.0.0.1 port {port}: " in done.stderr
        assert "Traceback" not in done.stderr
        assert httpx.get(served.address + "health").status_code == 200


def test_a_front_whose_loop_hangs_is_replaced(folder: Path) -> None:
    with serving(folder) as served:
        time.sleep(1)
        (front,) = served.fronts()
        os.kill(front, signal.SIGSTOP)
        assert until(lambda: served.fronts() not in ([], [front]), 40)
        assert httpx.get(served.sparql, params={"query": "ASK {}"}, timeout=10).status_code == 200
        served.process.terminate()
        served.process.communicate(timeout=20)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("192.0.2.1", 0), ("no.such.host.invalid", 0)])
def test_an_address_that_cannot_be_had(folder: Path, host: str, port: int) -> None:
    with pytest.raises(KgError, match="cannot serve at"):
        serve(Settings(store=folder, queries=QUERIES), host=host, port=port)


@pytest.mark.parametrize("token", [None, ""])
def test_writing_needs_a_token(tmp_path: Path, token: str | None) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "KG_TOKEN"}
    environment |= {} if token is None else {"KG_TOKEN": token}
    command = [sys.executable, "-m", "kg.commands", "serve", "--writable", "--port", "0", "--store", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=PROJECT, timeout=60)
    assert done.returncode == 2
    assert "KG_TOKEN" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_build_while_it_is_written_to(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with serving(store, token="t"), pytest.raises(KgError, match="wait for it"), locked(store):
        pass
    with locked(store):
        assert sorted(path.name for path in store.iterdir()) == ["CURRENT", "generations", "lock"]
        assert len(Store.read_only(str(store / "generations" / "000001"))) == 0
