"""Streams that are full, closed, or know few letters, and names that would command a terminal."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg.build.run import build
from kg.model.config import Settings
from kg.model.errors import printable
from tests.reader import read_facts

NAME = "\x1b]0;taken\x07\x1b[31m\u202eevil\n.txt"
COMMANDS = [
    "query sister-cities",
    "query sister-cities --format csv",
    "export nquads",
    "status",
    "identity show Омск",
    "--help",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terminal")
    (folder / NAME).write_text("Города-побратимы Омск и Павлодар.")
    (folder / ("empty" + NAME)).write_text("")
    build([folder], replace(Settings(), store=folder / "store"), extract=read_facts)
    return folder / "store"


def run(
    store: Path, command: str, streams: str, environment: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[bytes]":
    shown = f"{sys.executable} -m kg.commands {command} {streams}"
    known = {**os.environ, **(environment or {}), "KG_STORE": str(store)}
    return subprocess.run(["bash", "-c", shown], capture_output=True, env=known, check=False)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("streams", "told"), [("> /dev/full", b"No space left on device"), (">&-", b"Bad file descriptor")]
)
def test_output_that_cannot_be_written_is_one_line(store: Path, command: str, streams: str, told: bytes) -> None:
    done = run(store, command, streams)
    assert done.returncode == 2
    (line,) = (line for line in done.stderr.splitlines() if not line.endswith(b"edges"))
    assert line == b"kg: stdout: " + told


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("streams", ["2>&-", "<&- 2>&-"])
def test_streams_that_are_not_needed_may_be_closed(store: Path, command: str, streams: str) -> None:
    done = run(store, command, streams)
    assert done.returncode == 0, done.stderr
    assert done.stdout == run(store, command, "").stdout


def test_a_query_from_a_closed_stdin_is_an_empty_one(store: Path) -> None:
    done = run(store, "query -", "<&-")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert done.stderr.startswith(b"kg: the query does not parse")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}])
def test_a_terminal_with_few_letters_shows_the_others_as_numbers(
    store: Path, command: str, environment: dict[str, str]
) -> None:
    done = run(store, command, "", environment)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    if "--format csv" in command or "export" in command:
        assert done.stdout == run(store, command, "").stdout


@pytest.mark.parametrize("command", ["status", "query mentions", "query mentions --format tsv", "build", "check"])
def test_no_name_of_a_file_commands_the_terminal(store: Path, command: str) -> None:
    # In a terminal of its own, as a person sees it; without colours, for those are commands too.
    code = (
        f"import os, pty, sys; os.environ.update(KG_STORE={str(store)!r}, NO_COLOR='1', TERM='dumb');"
        f"sys.exit(os.waitstatus_to_exitcode(pty.spawn([sys.executable, '-m', 'kg.commands', *{command.split()!r}])))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode in (0, 1), done.stdout
    assert b"Traceback" not in done.stdout
    commands = (b"\x1b]", b"\x1b[31m", b"\x07", "\u202e".encode())
    assert [one for one in commands if one in done.stdout] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Омск, «Қазақстан» – 5\u00a0%", "Омск, «Қазақстан» – 5\u00a0%"),
        ("\x1b[2J", r"\x1b[2J"),
        ("a\nb\tc\r", "a\\nb\tc\\r"),
        ("\x9b31m", r"\x9b31m"),
        ("\u202e\u2066", r"\u202e\u2066"),
        ("\udcce", r"\udcce"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert printable(text) == shown
