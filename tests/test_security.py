"""What docs/security.md promises and no other test holds; and that a test stands behind each of its promises."""

import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.model.errors import QueryError
from kg.queries.answers import ask

ROOT = Path(__file__).resolve().parent.parent
PAGE = """<!DOCTYPE html SYSTEM "http://127.0.0.1:9/dtd"><html><head><base href="http://127.0.0.1:9/">
<link rel="stylesheet" href="style.css"><script src="run.js"></script><meta http-equiv="refresh" content="0;url=next">
</head><body><p>Города-побратимы Омск и Павлодар договорились о торговле и образовании.</p>
<img src="http://127.0.0.1:9/picture.png"><iframe src="frame"></iframe></body></html>"""
MARKDOWN = "# Омск\n\n![Омск](http://127.0.0.1:9/picture.png)\n\nГорода-побратимы Омск и Павлодар.\n"
ALONE = """
import os, sys
from dataclasses import replace
from pathlib import Path

CALLS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
sys.addaudithook(lambda event, told: event in CALLS and os._exit(77))
from kg.build.run import build
from kg.commands.main import main
from kg.model.config import Settings
from tests.reader import read_facts

texts, store = map(Path, sys.argv[1:])
assert build([texts], replace(Settings(), store=store), extract=read_facts).documents == 2
for command in ("query mentions --format json", "export jsonld", "export gexf", "export svg", "check"):
    try:
        main([*command.split(), "--store", str(store)])
    except SystemExit as ended:
        assert not ended.code, command
"""


def test_nothing_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "page.html").write_text(PAGE)
    (tmp_path / "texts" / "news.md").write_text(MARKDOWN)
    command = [sys.executable, "-c", ALONE, str(tmp_path / "texts"), str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.fixture
def callers() -> Iterator[tuple[int, list[bytes]]]:
    """A port, and what was sent to it."""
    heard: list[bytes] = []

    def listen(listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                heard.append(connection.recv(100))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=listen, args=(listening,), daemon=True).start()
        yield listening.getsockname()[1], heard
        listening.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?a ?b ?c } }",
        "SELECT * { service silent <URL> { ?a ?b ?c } }",
        "SELECT ?r { VALUES ?s { <URL> } SERVICE ?s { ?a ?b ?r } }",
        "ASK { { SELECT * { SERVICE <URL> { ?a ?b ?c } } } }",
    ],
)
def test_a_query_asks_no_other_service(callers: tuple[int, list[bytes]], query: str) -> None:
    port, heard = callers
    with pytest.raises(QueryError, match="asks another service, and kg calls none"):
        ask(Store(), query.replace("URL", f"http://127.0.0.1:{port}/"))
    assert heard == []


def test_the_word_service_in_a_string_is_no_call() -> None:
    assert not ask(Store(), 'ASK { ?a ?b "SERVICE <http://127.0.0.1/>" }')


def promises() -> list[tuple[str, str]]:
    """File and function of each test that docs/security.md names."""
    found = []
    for line in (ROOT / "docs" / "security.md").read_text().splitlines():
        file = ""
        for name in re.findall(r"`((?:tests/[\w/]+\.py::)?test_\w+)`", line):
            file, function = name.split("::") if "::" in name else (file, name)
            found.append((file, function))
    return found


@pytest.mark.parametrize(("file", "function"), promises())
def test_behind_each_promise_stands_a_test(file: str, function: str) -> None:
    assert f"\ndef {function}(" in (ROOT / file).read_text()


def test_there_are_promises() -> None:
    assert len(promises()) > 20
