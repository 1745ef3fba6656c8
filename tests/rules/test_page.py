"""docs/rules.md: its worked example works, and its tables are those of the rules."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import documents
from kg.commands import main as cli
from kg.model.config import Settings
from kg.names.gazetteer import Gazetteer
from kg.reading.extraction import extract
from kg.reading.kazakh_steps import KAZAKH
from kg.reading.rules.functions import FUNCTION_RULES
from kg.reading.rules.table import markdown, of_functions, of_patterns

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_tables_are_those_of_the_rules() -> None:
    assert PAGE.partition("<!-- table -->\n\n")[2] == markdown(), "run: python scripts/write_rules_table.py"


@pytest.mark.model
def test_the_tables_have_every_rule_that_finds_something_in_the_seeds() -> None:
    gazetteer = Gazetteer.load(Settings().ontology / "gazetteer.ttl")
    known = {(row.rule, row.relation) for row in (*of_patterns(), *of_functions())}
    read = [extract(documents.read(path), gazetteer) for path in documents.find([Settings().seeds])]
    found = {(one.rule, type(one.fact).__name__) for extraction in read for one in extraction.found}
    assert len(found) > 20
    assert found - known == set()


def test_every_function_of_kazakh_is_in_the_tables() -> None:
    assert {rule.function for rule in FUNCTION_RULES if rule.language == "kk"} == {
        step.function for step in KAZAKH if step.adds == "facts"
    }


def test_the_worked_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-rules").mkdir()
    (tmp_path / "my-rules" / "missions.py").write_text(block("python"), encoding="utf-8")
    session = re.findall(r"^\$ kg (.*)\n((?:(?!\$ ).*\n)*)", block("console"), re.MULTILINE)
    assert [shlex.split(command)[1] for command, _ in session] == ["test", "try"]
    for command, output in session:
        result = CliRunner().invoke(cli.main, shlex.split(command))
        assert (result.exit_code, result.output) == (0, output)


def test_a_case_of_the_worked_example_can_fail(tmp_path: Path) -> None:
    example = block("python")
    line = next(n for n, text in enumerate(example.splitlines(), start=1) if "открыла школу" in text)
    (tmp_path / "missions.py").write_text(example.replace("открыла школу", "открыла представительство"))
    result = CliRunner().invoke(cli.main, ["rules", "test", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{tmp_path / 'missions.py'}:{line}: «[Омская область:Region] открыла ")
    assert result.stdout.endswith("expected [], found [('Омская область', 'Казахстане', 'представительство')]\n")
    assert result.stderr == "4 cases, 1 failed\n"
