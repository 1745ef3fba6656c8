"""All rules as a table: what `kg rules list` prints and docs/rules.md holds."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kg.reading.pattern import Rule
from kg.reading.rules import functions
from kg.reading.rules.anatomy import relations
from kg.reading.rules.loading import RuleModule
from kg.reading.rules.russian import RELATIONS

_HEAD = """# What each rule reads, and where it is written; made by python scripts/write_rules_table.py.
# A graph holds the IRIs of its rules alone; the server tells this of them.
@prefix coop: <https://w3id.org/interregional/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct:  <http://purl.org/dc/terms/> .

"""
_LANGUAGES = {"ru": "Russian", "kk": "Kazakh"}
_PROJECT = Path(__file__).resolve().parents[3]


class RuleRow(NamedTuple):
    rule: str
    relation: str
    """The facts it states, as kg.model.facts names them."""
    example: str
    """A sentence it reads; of a function, what it reads."""
    source: str
    """The language, or the file of a researcher's own."""
    file: str
    """Where the rule is written, from the project's folder on; empty for a researcher's own."""


def of_patterns(own: Iterable[RuleModule] = ()) -> list[RuleRow]:
    """The rules that are patterns, in the order in which they are tried."""
    rows = [_row(rule, "ru", _file(module.__name__)) for module in RELATIONS for rule in module.RULES]
    return rows + [_row(rule, Path(module.path).name) for module in own for rule in module.rules]


def of_functions() -> list[RuleRow]:
    """The rules that are functions."""
    return [
        RuleRow(rule.name, rule.fact.__name__, rule.reads, rule.language, _file(functions.MODULES[rule]))
        for rule in functions.FUNCTION_RULES
    ]


def markdown() -> str:
    """Both tables, for the documentation."""
    patterns = [f"| `{row.rule}` | {row.relation} | {_cell(row.example)} |" for row in of_patterns()]
    functions = [f"| `{row.rule}` | {row.source} | {row.relation} | {_cell(row.example)} |" for row in of_functions()]
    return "\n".join(
        [
            *("| rule | states | a sentence it reads |", "|---|---|---|", *patterns, ""),
            "Functions find the rest, by more than the words of one sentence, and all that is found in Kazakh texts:",
            *("", "| rule | language | states | what the function reads |", "|---|---|---|---|", *functions, ""),
        ]
    )


def turtle() -> str:
    """What the IRI of each rule tells of it, as linked data; relative to the base of the graph."""
    patterns = [_told(row, "", f" ; skos:example {_quoted(row.example)}@ru") for row in of_patterns()]
    return "\n".join([_HEAD, *patterns, *(_told(row, f". {row.example}") for row in of_functions()), ""])


def _told(row: RuleRow, more: str, example: str = "") -> str:
    comment = _quoted(f"In texts in {_LANGUAGES[row.source]}, states {row.relation}{more}")
    return (
        f'<rule/{row.rule}> a coop:Rule ; rdfs:label "{row.rule}" ; dct:source "{row.file}" ;\n'
        f"  rdfs:comment {comment}@en{example} ."
    )


def _quoted(text: str) -> str:
    """As JSON has it, which Turtle reads too."""
    return json.dumps(text, ensure_ascii=False)


def _row(rule: Rule, source: str, file: str = "") -> RuleRow:
    return RuleRow(rule.name, ", ".join(relations(rule.pattern)), rule.example, source, file)


def _file(module: str) -> str:
    """The package is a folder with an `__init__.py`."""
    path = _PROJECT.joinpath(*module.split("."))
    return (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).relative_to(_PROJECT).as_posix()


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
