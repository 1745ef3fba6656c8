"""docs/rules.md: its worked example works, and its tables are those of the rules."""

import ast
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, parse

import kg
from kg import documents
from kg.commands import main as cli
from kg.model.config import Settings
from kg.model.facts import Location, Membership, Mention
from kg.names.gazetteer import Gazetteer
from kg.reading.extraction import extract
from kg.reading.function_rule import FunctionRule
from kg.reading.rules import russian
from kg.reading.rules.functions import MODULES
from kg.reading.rules.table import markdown, of_functions, of_patterns, turtle

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")


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


def calls(name: str) -> list[tuple[str, ast.Call]]:
    """Where the package calls what goes by that name: module and call."""
    root = Path(kg.__file__).parent
    return [
        (".".join(("kg", *file.relative_to(root).with_suffix("").parts)).removesuffix(".__init__"), node)
        for file in sorted(root.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def test_only_rules_state_facts() -> None:
    """So that no name stands in the graph that is not in the tables."""
    assert {module for module, _ in calls("Found")} == {"kg.reading.pattern.rule", "kg.reading.function_rule"}
    renamed = [module for module, call in calls("replace") if any(one.arg == "rule" for one in call.keywords)]
    assert renamed == []


def test_every_declared_rule_is_in_the_tables() -> None:
    declared = {(call.args[1].value, module) for module, call in calls("FunctionRule")}  # type: ignore[attr-defined]
    assert {(rule.name, module) for rule, module in MODULES.items()} == declared
    modules = {module for module, call in calls("Rule") if module.startswith("kg.reading.rules.russian")}
    assert {module.__name__ for module in russian.RELATIONS} == modules


def test_a_rule_states_no_other_facts_than_it_declares() -> None:
    city = Mention(0, 4, "City", "Омск", "Омск")
    rule = FunctionRule("ru", "where", Location, "Where a place is.")
    assert rule.found(Location(city, city), 0, 4).rule == "where"
    with pytest.raises(TypeError, match="rule where states Location, not Membership"):
        rule.found(Membership(city, city), 0, 4)


def test_what_the_iris_of_rules_tell_is_that_of_the_rules() -> None:
    assert (Settings().ontology / "rules.ttl").read_text(encoding="utf-8") == turtle()
    told = {quad.subject.value for quad in parse(turtle(), RdfFormat.TURTLE, base_iri="http://x/")}
    assert told == {f"http://x/rule/{row.rule}" for row in (*of_patterns(), *of_functions())}


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
