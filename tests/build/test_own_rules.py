"""Builds with rules of one's own: what is read again and what is not, and what the store remembers."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import QuerySolutions

from kg.build.run import BuildReport, build
from kg.commands import main as cli
from kg.graph.store import dump, open_current
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.model.namespaces import PREFIXES
from kg.reading.rules.folder import read_folder
from kg.reading.rules.loading import load
from tests.commands.test_rules_commands import TWINNED
from tests.reader import read_facts

FRIENDS = TWINNED.replace("made-brothers", "friends").replace("подружиться", "сблизиться")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(Settings(), store=tmp_path / "store")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "brothers.txt").write_text("Омск и Павлодар подружились.")
    (folder / "proposed.txt").write_text("Предлагаем, чтобы Тверь и Омск подружились.")
    return folder


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "twinned.py").write_text(TWINNED)
    return folder


def quickly(settings: Settings, path: Path, rules: Path | None = None, no_rules: bool = False) -> BuildReport:
    """Without models: what matters here is which documents are read, and whether a mistake is told."""
    return build([path], settings, extract=read_facts, rules=rules, no_rules=no_rules)


def claims(settings: Settings) -> list[list[str]]:
    query = "SELECT ?a ?b ?m ?r { GRAPH ?d { ?c rdf:subject ?a ; rdf:object ?b ; coop:modality ?m ; coop:rule ?r } }"
    answer = open_current(settings.store).query(query, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    return sorted([value.value.rpartition("/")[2].rpartition("#")[2] for value in row] for row in answer)


def test_facts_of_ones_own_rules_are_claims_like_any_other(settings: Settings, texts: Path, rules: Path) -> None:
    report = build([texts], settings, rules=rules)
    assert report.rules == {"made-brothers": 2}
    assert report.notes == (f"rules of your own: {rules}",)
    made = [
        ["omsk", "pavlodar", "asserted", "made-brothers"],
        ["tver", "omsk", "proposed", "made-brothers"],
    ]
    assert claims(settings) == made
    assert (report.failures, report.rejected) == ((), {})
    assert build([texts], settings, no_rules=True).rules == {}
    assert claims(settings) == []


def test_processes_change_nothing(settings: Settings, texts: Path, rules: Path, tmp_path: Path) -> None:
    arguments = ["build", texts, "--rules", rules, "--jobs", 2, "--store", settings.store]
    command = [sys.executable, "-m", "kg.commands", *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "2 documents (2 read, 0 dropped), 2 claims" in ended.stderr
    assert f"rules of your own: {rules}" in ended.stderr.splitlines()
    alone = replace(settings, store=tmp_path / "alone")
    build([texts], alone, rules=rules)
    assert dump(open_current(settings.store)) == dump(open_current(alone.store))


STEPS = [
    # what is done before a build, its options, and how many of the two documents it reads
    [("nothing", "rules", 2), ("nothing", "rules", 0), ("nothing", "", 0)],
    [("nothing", "", 2), ("nothing", "rules", 2), ("nothing", "no rules", 2), ("nothing", "", 0)],
    [("nothing", "rules", 2), ("change a rule", "", 2), ("nothing", "", 0)],
    [("nothing", "rules", 2), ("add a file", "", 2), ("add a file", "", 0)],
    [("nothing", "rules", 2), ("add a draft", "", 0), ("move the folder", "rules", 0), ("nothing", "", 0)],
    [("nothing", "rules", 2), ("change a text", "", 1), ("change a rule", "no rules", 2)],
]


@pytest.mark.parametrize("steps", STEPS)
def test_what_is_read_again(
    settings: Settings, texts: Path, rules: Path, steps: Sequence[tuple[str, str, int]]
) -> None:
    folder = rules
    for change, options, read in steps:
        match change:
            case "change a rule":
                (folder / "twinned.py").write_text(TWINNED.replace("gap(2)", "gap(3)"))
            case "add a file":
                (folder / "friends.py").write_text(FRIENDS)
            case "add a draft":
                (folder / "_draft.py").write_text("x = ")
            case "move the folder":
                folder = folder.rename(rules.with_name("moved"))
            case "change a text":
                (texts / "brothers.txt").write_text("Омск и Тверь")
        report = quickly(settings, texts, folder if options == "rules" else None, options == "no rules")
        assert (change, report.read) == (change, read)


def test_documents_of_other_paths_are_read_with_the_same_rules(settings: Settings, texts: Path, rules: Path) -> None:
    assert quickly(settings, texts / "brothers.txt").read == 1
    assert quickly(settings, texts / "proposed.txt", rules).read == 2


def test_rules_that_are_gone(settings: Settings, texts: Path, rules: Path) -> None:
    quickly(settings, texts, rules)
    before = dump(open_current(settings.store))
    shutil.rmtree(rules)
    with pytest.raises(KgError, match=f"{rules}: the rules of this store are gone; give the folder with --rules, or"):
        quickly(settings, texts)
    assert dump(open_current(settings.store)) == before
    assert quickly(settings, texts, no_rules=True).read == 2
    assert quickly(settings, texts).notes == ()


def test_a_mistake_is_told_before_anything_is_read(settings: Settings, texts: Path, rules: Path) -> None:
    quickly(settings, texts)
    before = dump(open_current(settings.store))
    (rules / "twinned.py").write_text("RULES = [\n")
    for folder in (rules, rules / "missing"):
        with pytest.raises(KgError, match=r"twinned.py:1: '\[' was never closed|missing: no folder with rule files"):
            quickly(settings, texts, folder)
    assert dump(open_current(settings.store)) == before
    assert quickly(settings, texts).read == 0


def test_a_rule_that_fails_as_it_reads_is_told_with_its_place(settings: Settings, texts: Path, rules: Path) -> None:
    reading = 'from kg.reading.pattern import reader\nREAD = reader(lambda sentence, at: 1 / 0, "city")\n'
    (rules / "twinned.py").write_text(reading + TWINNED.replace('mention("City", into="city")', "READ"))
    report = build([texts / "brothers.txt"], settings, rules=rules)
    place = f"{rules / 'twinned.py'}:2"
    assert report.failures == (
        f"{texts / 'brothers.txt'}: not understood: {place}: ZeroDivisionError: division by zero",
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--rules", "no-such-folder"], "no-such-folder: no folder with rule files"),
        (["--rules", ".", "--no-rules"], "--rules and --no-rules: give one of them"),
    ],
)
def test_bad_options_are_one_line(tmp_path: Path, texts: Path, options: list[str], message: str) -> None:
    result = CliRunner().invoke(cli.main, ["build", str(texts), *options, "--store", str(tmp_path / "store")])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("kg: ")
    assert result.stderr.endswith(f"{message}\n")
    assert result.stderr.count("\n") == 1


ENDLESS_AND_DEAF = """while True:
    try:
        pass
    except Exception:
        pass"""


@pytest.mark.parametrize("loop", ["while True:\n    pass", "import time\ntime.sleep(99)", ENDLESS_AND_DEAF])
def test_a_rule_file_that_loops_is_ended(tmp_path: Path, loop: str) -> None:
    (tmp_path / "endless.py").write_text(f"a = 1\n{loop}\nRULES = ()\n")
    with pytest.raises(KgError, match=r"endless\.py:\d: it takes longer than 0\.2 s"):
        load(read_folder(tmp_path), time_limit=0.2)
