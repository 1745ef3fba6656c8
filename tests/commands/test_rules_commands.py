"""`kg rules` as it is called: what goes to stdout, and how it ends."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.commands import main as cli
from kg.reading.rules import table
from kg.reading.rules.functions import FUNCTION_RULES
from kg.reading.rules.russian import RULES

TWINNED = """from kg.model.facts import SisterCities
from kg.reading.pattern import Rule, gap, lemma, mention, seq

RULES = (
    Rule(
        "made-brothers",
        seq(
            mention("City", into="city"),
            "и",
            mention("City", into="sister_city_of"),
            gap(2),
            lemma("подружиться"),
        ).as_fact(SisterCities),
        "Омск и Павлодар подружились.",
        confidence=0.75,
    ),
)
CASES = [
    ("[Омск:City] и [Павлодар:City] давно подружились.", [("Омск", "Павлодар")]),
    ("[Омск:City] и [Павлодар:City] давно дружат.", [("Омск", "Павлодар")]),
    ("[Омск:City] подружился.", []),
]
"""
TEXT = "Прошло сто лет. Омск и Павлодар подружились. Предлагаем, чтобы Тверь и Омск подружились."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "twinned.py").write_text(TWINNED)
    return tmp_path / "own"


def kg(*arguments: object, stdin: str = "") -> Result:
    return CliRunner().invoke(cli.main, ["rules", *map(str, arguments)], input=stdin)


def process(*arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kg.commands", "rules", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_failing_case_is_a_line(folder: Path) -> None:
    ended = process("test", folder)
    assert ended.returncode == 1
    assert ended.stdout == (
        f"{folder}/twinned.py:20: «[Омск:City] и [Павлодар:City] давно дружат.»: "
        "expected [('Омск', 'Павлодар')], found []\n"
    )
    assert ended.stderr == "3 cases, 1 failed\n"


def test_cases_that_hold(folder: Path) -> None:
    (folder / "twinned.py").write_text(TWINNED.replace('дружат.", [("Омск", "Павлодар")]', 'дружат.", []'))
    result = kg("test", folder)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "3 cases, 0 failed\n")


@pytest.mark.parametrize("command", [["test"], ["list", "--rules"], ["try", "Омск", "--rules"]])
def test_a_broken_file_is_one_line(folder: Path, command: list[str]) -> None:
    (folder / "twinned.py").write_text("RULES = (")
    result = kg(*command, folder)
    expected = f"kg: {folder}/twinned.py:1: '(' was never closed\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", expected)


def test_a_broken_file_in_a_process_of_its_own(folder: Path) -> None:
    (folder / "twinned.py").write_text(TWINNED.replace('into="city"', 'into="town"'))
    ended = process("test", folder)
    assert (ended.returncode, ended.stdout) == (2, "")
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"kg: {folder}/twinned.py:")
    assert line.endswith(": SisterCities has no field town (fields: city, sister_city_of)")


def test_a_rule_that_fails_as_it_reads(folder: Path) -> None:
    reading = 'from kg.reading.pattern import reader\nREAD = reader(lambda sentence, at: 1 / 0, "city")\n'
    (folder / "twinned.py").write_text(reading + TWINNED.replace('mention("City", into="city")', "READ"))
    told = f"kg: {folder}/twinned.py:2: ZeroDivisionError: division by zero\n"
    for command in (["test", folder], ["try", TEXT, "--rules", folder]):
        result = kg(*command)
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


def test_what_the_rules_state_in_a_text(folder: Path) -> None:
    result = kg("try", TEXT, "--rules", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "City  «Омск»  Омск (city/omsk)",
        "City  «Павлодар»  Павлодар (city/pavlodar)",
        "City  «Тверь»  Тверь (city/tver)",
        "City  «Омск»  Омск (city/omsk)",
        "",
        "made-brothers  asserted  0.75",
        "  SisterCities  city: Омск; sister_city_of: Павлодар",
        "  [[Омск и Павлодар подружились]].",
        "made-brothers  proposed  0.75",
        "  SisterCities  city: Тверь; sister_city_of: Омск",
        "  Предлагаем, чтобы [[Тверь и Омск подружились]].",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (TEXT, "no rule states anything"),
        ("Прошло сто лет.", "no mentions\n\nno rule states anything"),
        ("Города-побратимы Омск и Павлодар.", "twinned  asserted  0.85"),
        ("Қазақстан Үкіметінің хабарлауынша, Омбы мен Павлодар – бауырлас қалалар.", "twinned  asserted  0.85"),
    ],
)
def test_a_text_on_stdin_without_rules_of_ones_own(text: str, shown: str) -> None:
    result = kg("try", "-", stdin=text)
    assert result.exit_code == 0
    assert shown in result.stdout
    assert "made-brothers" not in result.stdout


@pytest.mark.parametrize("text", ["", " \n", "2022 – 25,6"])
def test_a_text_without_letters(text: str) -> None:
    result = kg("try", "-", stdin=text)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "kg: no letters in the text\n")


@pytest.mark.parametrize(("argument", "stdin"), [(b"\xce\xec\xf1\xea", b""), (b"-", b"\xce\xec\xf1\xea")])
def test_a_text_that_is_not_utf_8(argument: bytes, stdin: bytes) -> None:
    command = [sys.executable.encode(), b"-m", b"kg.commands", b"rules", b"try", argument]
    ended = subprocess.run(command, input=stdin, capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, b"", b"kg: the text is not UTF-8\n")


def test_a_text_in_another_language_is_noted() -> None:
    result = kg("try", "The forum of the regions was held in Omsk.")
    assert (result.exit_code, result.stdout) == (0, "no mentions\n\nno rule states anything\n")
    assert result.stderr == "English: kept, not read\n"


def test_the_list_has_every_rule(folder: Path) -> None:
    result = kg("list", "--rules", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["rule", "states", "example", "from"]
    assert max(map(len, lines)) <= 100
    listed = [line.split()[0] for line in lines[1:] if not line.startswith(" ")]
    own = listed.index("made-brothers")
    assert listed[:own] == [rule.name for rule in RULES]
    assert listed[own + 1 :] == [rule.name for rule in FUNCTION_RULES]
    assert lines[1 + [line.split()[0] for line in lines[1:]].index("made-brothers")].split() == [
        *("made-brothers", "SisterCities", "Омск", "и", "Павлодар", "подружились.", "twinned.py")
    ]


def test_every_rule_has_facts_and_an_example() -> None:
    assert all(row.relation and row.example for row in (*table.of_patterns(), *table.of_functions()))


@pytest.mark.parametrize("command", ["list", "test", "try"])
def test_help_has_an_example(command: str) -> None:
    assert f"Example: kg rules {command}" in kg(command, "--help").stdout
