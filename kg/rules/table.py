"""All rules of the package as a table: what `kg rules list` prints and docs/rules.md holds."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from kg.figures import figures
from kg.pattern import Rule
from kg.rules import derived, kazakh
from kg.rules.anatomy import relations
from kg.rules.loading import RuleModule
from kg.rules.russian import RULES, naming

FUNCTIONS: tuple[Callable[..., Any], ...] = (
    *(naming.named, naming.routed, figures),
    *(derived.bilateral, derived.ties, derived.attendance),
)
"""What is read in Russian texts by functions, because more than one sentence decides it."""


class Row(NamedTuple):
    rule: str
    relation: str
    """The facts it states, as kg.facts names them."""
    example: str
    source: str
    """The language, or the file of a researcher's own."""


def of_patterns(own: Iterable[RuleModule] = ()) -> list[Row]:
    """The rules that are patterns, in the order in which they are tried."""
    rows = [_row(rule, "ru") for rule in RULES]
    return rows + [_row(rule, Path(module.path).name) for module in own for rule in module.rules]


def of_functions() -> list[Row]:
    """The rules that are functions: their names, and what their documentation says first."""
    return [
        *(Row(function.__name__, "", _described(function), "ru") for function in FUNCTIONS),
        *(Row(function.__name__, "", _described(function), "kk") for function in kazakh.RULES),
    ]


def markdown() -> str:
    """Both tables, for the documentation."""
    patterns = [f"| `{row.rule}` | {row.relation} | {_cell(row.example)} |" for row in of_patterns()]
    functions = [f"| `{row.rule}` | {row.source} | {_cell(row.example)} |" for row in of_functions()]
    return "\n".join(
        [
            *("| rule | relation | a sentence it reads |", "|---|---|---|", *patterns, ""),
            *("| function | language | what it reads |", "|---|---|---|", *functions, ""),
        ]
    )


def _row(rule: Rule, source: str) -> Row:
    return Row(rule.name, ", ".join(relations(rule.pattern)), rule.example, source)


def _described(function: Callable[..., Any]) -> str:
    """The first line of its docstring, or of its module's where it is what the module is about."""
    return (function.__doc__ or sys.modules[function.__module__].__doc__ or "").strip().partition("\n")[0]


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
