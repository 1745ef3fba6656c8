"""`kg query` as people use it: things by their names, tables that fit, a pager, what is said when nothing is found."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.build.run import build
from kg.commands import main as cli
from kg.documents.document import Document
from kg.model.config import Settings
from kg.model.facts import Extraction, Found, Kind, Mention, SisterCities

TITLE = "Города-побратимы – Омск и Павлодар, как и Тверь с Павлодаром, и это известно давно"
TEXTS = {
    "a.txt": f"{TITLE}\n\nВладимир Путин был в Омске, Игорь Путин в Твери.",
    "b.txt": "Омск дружит с Тверью. Приехала делегация «Омск».",
}
NAMES: dict[str, tuple[Kind, str]] = {
    "Омск": ("City", "city/omsk"),
    "Павлодар": ("City", "city/pavlodar"),
    "Тверь": ("City", ""),
    "Владимир Путин": ("Person", "person/vladimir-putin"),
    "Игорь Путин": ("Person", ""),
    "Омске": ("City", "city/omsk"),
}


def read_names(document: Document) -> Extraction:
    found = {
        name: Mention(at, at + len(name), kind, name if name != "Омске" else "Омск", name, key)
        for name, (kind, key) in NAMES.items()
        if (at := document.reading.find(name)) >= 0 and document.reading[at + len(name)] in " ,;.»"
    }
    pairs = [
        Found(SisterCities(found["Омск"], found["Павлодар"]), "twinned", 0, 40),
        Found(SisterCities(found["Тверь"], found["Павлодар"]), "twinned", 0, 70),
    ]
    return Extraction(tuple(found.values()), (), tuple(pairs if document.id == "a" else []))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asking")
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    build([folder], replace(Settings(), store=folder / "store"), extract=read_names)
    return folder / "store"


def kg(store: Path, *arguments: str, stdin: str = "", **environment: str) -> Result:
    runner = CliRunner(env={"KG_STORE": str(store), **environment})
    return runner.invoke(cli.main, list(arguments), input=stdin)


@pytest.mark.parametrize("name", ["Омск", "омск", "OMSK", "Omsk", "Омбы", "Омске", "city/omsk", "«Омск»", "omsk"])
def test_a_thing_goes_by_any_of_its_names(store: Path, name: str) -> None:
    found = kg(store, "query", "sister-cities", "--param", f"entity={name}", "--format", "csv")
    assert found.exit_code == 0, found.stderr
    (row,) = found.stdout.splitlines()[1:]
    assert "/city/omsk," in row
    around = kg(store, "export", "csv", "--around", name, "--output", "-")
    assert around.exit_code == 0, around.stderr


MISTAKES = [
    (
        ["query", "evidence", "--param", "entity=Путин"],
        "parameter entity: 'Путин' is the name of several; give one of: "
        "person/igor-putin (Person «Игорь Путин»), person/vladimir-putin (Person «Владимир Путин»)",
    ),
    (
        ["query", "evidence", "--param", "entity=Омзк"],
        "parameter entity: nothing is called 'Омзк' here; nearest: «Омск»",
    ),
    (
        ["query", "agreements-of-region", "--param", "region=Омск"],
        "parameter region: nothing is called 'Омск' here",
    ),
    (
        ["query", "turnover-over-time", "--param", "measure=товарооборт"],
        "parameter measure: nothing is called 'товарооборт' here; nearest: «товарооборот»",
    ),
    (
        ["query", "roles", "--param", "from=вчера"],
        "parameter from: 'вчера' is no date; expected one like 2019, 2019-11 or 2019-11-07",
    ),
    (["query", "roles", "--param", "form=2019"], "it takes: from, until; did you mean from?"),
    (["query", "sister-citys"], "no saved query 'sister-citys'; nearest: sister-cities"),
    (["query", "roles", "--format", "cvs"], "did you mean csv?"),
    (["query", "roles", "--columns", "persn"], "the answer has no column 'persn'; its columns: "),
    (["query", "roles", "--columns", "person", "--format", "csv"], "--columns chooses what a table shows"),
    (["query", "wikidata-population"], "kg serve --allow-service query.wikidata.org"),
    (["export", "gexff"], "did you mean gexf?"),
]


@pytest.mark.parametrize(("arguments", "message"), MISTAKES)
def test_a_mistake_is_one_line_with_what_was_meant(store: Path, arguments: list[str], message: str) -> None:
    result = kg(store, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert message in line


def test_no_rows_says_what_was_asked(store: Path) -> None:
    result = kg(store, "query", "sister-cities", "--param", "entity=Игорь Путин")
    assert (result.exit_code, result.stdout) == (0, "")
    thing = "https://w3id.org/interregional/person/igor-putin"
    assert result.stderr == f"no rows: sister-cities with entity Игорь Путин ({thing})\n"
    assert kg(store, "query", "agreements").stderr == "no rows: agreements\n"


def test_terms_that_are_none_are_told_where_nothing_is_found(store: Path) -> None:
    ontology = "https://w3id.org/interregional/ontology#"
    asked = f"PREFIX o: <{ontology}> SELECT ?x {{ ?x a o:Citty ; coop:loctedIn v:forum ; rdfs:labl ?y }}"
    result = kg(store, "query", "-", stdin=asked)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        "no rows: -",
        "o:Citty is no term of the ontology; did you mean o:City?",
        "coop:loctedIn is no term of the ontology; did you mean coop:locatedIn?",
    ]


@pytest.mark.parametrize(
    ("locale", "title"),
    [("C.UTF-8", "Sister cities"), ("ru_RU.UTF-8", "Города-побратимы"), ("kk_KZ.UTF-8", "Бауырлас қалалар")],
)
def test_the_list_has_titles_in_the_language_of_the_user(locale: str, title: str) -> None:
    runner = CliRunner(env={"LC_ALL": locale})
    lines = runner.invoke(cli.main, ["query", "--list"]).stdout.splitlines()
    assert f"sister-cities             {title}  ([entity])" in lines


def test_the_list_marks_what_asks_elsewhere() -> None:
    lines = CliRunner().invoke(cli.main, ["query", "--list"]).stdout.splitlines()
    assert [line.split()[0] for line in lines if "not run here: it asks query.wikidata.org" in line] == [
        "wikidata-population"
    ]


def test_a_document_is_told_by_its_title_on_the_screen_and_whole_in_a_pipe(store: Path) -> None:
    piped = kg(store, "query", "sister-cities").stdout
    title = TITLE.split()
    assert piped.split() == [
        "a",
        "b",
        "document",
        "Омск",
        "Павлодар",
        *title,
        "Тверь",
        "Павлодар",
        *title,
    ]
    shown = kg(store, "query", "sister-cities", COLUMNS="80").stdout
    assert "Города-побратимы – Омск и Павлодар, как и…" in " ".join(shown.split())


QUERIES = ["mentions", "entities", "sister-cities", "evidence", "figures", "events", "roles", "most-connected"]


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_table_fits_and_has_no_line_of_blanks(store: Path, name: str, columns: int) -> None:
    given = ["--param", "entity=Омск"] if name == "evidence" else []
    result = kg(store, "query", name, *given, COLUMNS=str(columns))
    lines = result.stdout.splitlines()
    assert all(line == line.rstrip() and line and len(line) <= columns for line in lines)
    assert not lines or lines[0].split()


def test_columns_that_do_not_fit_are_named(store: Path) -> None:
    result = kg(store, "query", "evidence", "--param", "entity=Омск", COLUMNS="50")
    head = result.stdout.splitlines()[0].split()
    left_out = result.stderr.removeprefix("left out: ").removesuffix("; --columns shows them\n").split(", ")
    assert left_out
    assert not set(head) & set(left_out)
    chosen = kg(store, "query", "evidence", "--param", "entity=Омск", "--columns", f"object,{left_out[0]},source")
    assert chosen.stdout.splitlines()[0].split() == ["object", left_out[0], "source"]
    assert "a.txt" in chosen.stdout


def terminal(store: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """In a terminal of 8 lines of 80 characters."""
    code = (
        "import fcntl, os, pty, struct, sys, termios\n"
        "pid, end = pty.fork()\n"
        "if not pid:\n"
        "    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack('HHHH', 8, 80, 0, 0))\n"
        f"    os.execv(sys.executable, [sys.executable, '-m', 'kg.commands', *{list(arguments)!r}])\n"
        "while True:\n"
        "    try:\n"
        "        part = os.read(end, 1000)\n"
        "    except OSError:\n"
        "        break\n"
        "    if not part:\n"
        "        break\n"
        "    sys.stdout.buffer.write(part)\n"
        "sys.stdout.flush()\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n"
    )
    known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    known |= {"KG_STORE": str(store), "TERM": "xterm", **environment}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, env=known, check=False)


def test_a_long_table_goes_to_the_pager_in_a_terminal(store: Path) -> None:
    pager = {"PAGER": "sed s/^/paged:/"}
    paged = terminal(store, "query", "entities", **pager).stdout.decode().splitlines()
    assert paged[0].startswith("paged:entity")
    assert len(paged) > 8
    whole = terminal(store, "query", "entities", "--no-pager", **pager).stdout.decode().splitlines()
    assert [line.removeprefix("paged:") for line in paged if line != "paged:"] == whole
    assert all(len(line.rstrip()) <= 80 for line in whole)
    assert "paged:" not in terminal(store, "query", "sister-cities", **pager).stdout.decode()
