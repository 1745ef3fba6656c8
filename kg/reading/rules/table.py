"""All rules as a table: what `kg rules list` prints and docs/rules.md holds."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kg.reading.pattern import Rule
from kg.reading.rules.anatomy import relations
from kg.reading.rules.functions import FUNCTION_RULES
from kg.reading.rules.loading import RuleModule
from kg.reading.rules.russian import RULES


class Row(NamedTuple):
    rule: str
    relation: str
    """The facts it states, as kg.model.facts names them."""
    example: str
    """A sentence it reads; of a function, what it reads."""
    source: str
    """The language, or the file of a researcher's own."""


def of_patterns(own: Iterable[RuleModule] = ()) -> list[Row]:
    """The rules that are patterns, in the order in which they are tried."""
    rows = [_row(rule, "ru") for rule in RULES]
    return rows + [_row(rule, Path(module.path).name) for module in own for rule in module.rules]


def of_functions() -> list[Row]:
    """The rules that are functions."""
    return [Row(rule.name, rule.fact.__name__, rule.described, rule.language) for rule in FUNCTION_RULES]


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


def _row(rule: Rule, source: str) -> Row:
    return Row(rule.name, ", ".join(relations(rule.pattern)), rule.example, source)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
