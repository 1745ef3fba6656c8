"""Commands that ask a store: how long and how large they may get, and what ends them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.build.run import build
from kg.graph.store import current_path
from kg.model.config import Settings
from tests.reader import read_facts

EVERYTHING = "{ GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } GRAPH ?m { ?n ?o ?p } }"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {EVERYTHING}"
GREEDY = f"SELECT * {EVERYTHING} ORDER BY ?a"
PROGRAM = (
    "import sys; from kg.graph import listing; listing._IN_NO_TIME = 0\nfrom kg.commands.main import program; program()"
)
"""As with a store that is too large to be read each time before it is asked."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guarded")
    for number in range(20):
        (folder / f"{number}.txt").write_text(
            f"Города-побратимы Омск и Павлодар, город {number}. Приехал Владимир Путин."
        )
    build([folder], replace(Settings(), store=folder / "store"), extract=read_facts)
    return folder / "store"


def started(store: Path, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "kg.commands", *arguments, "--store", str(store)]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command,
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        text=True,
        start_new_session=True,
        # Tests that run in the background of a shell ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def ended(store: Path, query: str, *arguments: str) -> tuple[int, str, str]:
    with started(store, "query", "-", *arguments) as process:
        out, err = process.communicate(query)
        return process.returncode, out, err


def test_a_query_ends_within_its_time(store: Path) -> None:
    assert ended(store, ENDLESS, "--timeout", "1") == (2, "", "kg: it took longer than 1 s; --timeout allows more\n")


def test_a_query_ends_within_its_memory(store: Path) -> None:
    line = "kg: it took more than 700 MiB of memory; --max-memory allows more\n"
    assert ended(store, GREEDY, "--max-memory", "700") == (2, "", line)


def test_too_few_open_files_are_no_damage(store: Path) -> None:
    shown = f"ulimit -n 64; {sys.executable} -m kg.commands query mentions --store {store}"
    done = subprocess.run(["bash", "-c", shown], capture_output=True, text=True, check=False)
    line = f"kg: {store}: too few files may be open at once; allow more: ulimit -n 1024\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", line)


def in_group(group: int) -> list[str]:
    found = subprocess.run(["ps", "-o", "stat=", "--sid", str(group)], capture_output=True, text=True, check=False)
    return [state for state in found.stdout.split() if not state.startswith("Z")]


def wait_for(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("it did not come to that within a minute")


@pytest.mark.parametrize(
    ("number", "whole_group", "code"),
    [
        (signal.SIGINT, True, 130),
        (signal.SIGINT, False, 130),
        (signal.SIGTERM, False, 143),
        (signal.SIGKILL, False, -9),
    ],
)
def test_a_query_that_is_interrupted_ends_at_once_and_leaves_no_process(
    store: Path, number: int, whole_group: bool, code: int
) -> None:
    """Ctrl-C reaches both processes, `kill` one of them."""
    with started(store, "query", "-") as process:
        assert process.stdin is not None
        process.stdin.write(ENDLESS)
        process.stdin.close()
        wait_for(lambda: len(in_group(process.pid)) == 2)
        (os.killpg if whole_group else os.kill)(process.pid, number)
        assert process.wait(timeout=60) == code
        wait_for(lambda: not in_group(process.pid))
        assert process.stderr is not None
        assert process.stderr.read().strip() == ""


@pytest.mark.parametrize("command", ["query mentions --timeout 5", "export nquads", "export gexf", "check", "status"])
def test_what_goes_wrong_with_a_damaged_store_is_told_as_that(store: Path, tmp_path: Path, command: str) -> None:
    """Of a block that is damaged RocksDB says so again and again, until time or memory is over."""
    for path in sorted(store.rglob("*")):
        if path.is_file():
            copy = tmp_path / path.relative_to(store)
            copy.parent.mkdir(parents=True, exist_ok=True)
            content = bytearray(path.read_bytes())
            if path.suffix == ".sst":
                content[len(content) // 3] ^= 1
            copy.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *command.split(), "--store", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"kg: {tmp_path}: the store is damaged (")
    assert line.endswith(f"; build it again: kg build --store {tmp_path}")
    assert current_path(tmp_path).is_dir()
