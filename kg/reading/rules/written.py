"""Where something stands in a rule file, for messages: line numbers from 1."""

import ast
from collections.abc import Sequence
from typing import Any


def of_name(tree: ast.Module, name: str) -> int:
    """Where the value of a variable begins; 1 when it is assigned nowhere."""
    value = _value(tree, name)
    return value.lineno if value else 1


def of_item(tree: ast.Module, name: str, nth: int) -> int:
    """The nth item of a variable's value, where that is written out item by item; else where it begins."""
    value = _value(tree, name)
    items = value.elts if isinstance(value, ast.Tuple | ast.List) else []
    if nth < len(items) and not any(isinstance(item, ast.Starred) for item in items):
        return items[nth].lineno
    return of_name(tree, name)


def of_rule(tree: ast.Module, rules: Sequence[Any], nth: int) -> int:
    """The nth rule's own `Rule("name", …)`, which may stand before RULES, in a variable; else its item."""
    name = getattr(rules[nth], "name", None)
    before = sum(getattr(rule, "name", None) == name for rule in rules[:nth])
    lines = sorted(
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and name and _named(node) == name
    )
    return lines[before] if before < len(lines) else of_item(tree, "RULES", nth)


def of_string(tree: ast.Module, text: str) -> int:
    """The first string that is this text; 1 when there is none."""
    lines = (node.lineno for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value == text)
    return min(lines, default=1)


def _value(tree: ast.Module, name: str) -> ast.expr | None:
    """What the file assigns to the name, the last time."""
    for node in reversed(tree.body):
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
        else:
            continue
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return node.value
    return None


def _named(call: ast.Call) -> object:
    """The name in `Rule("name", …)` or `Rule(name="name", …)`."""
    if not (isinstance(call.func, ast.Name) and call.func.id == "Rule"):
        return None
    given = [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg == "name")]
    return next((value.value for value in given if isinstance(value, ast.Constant)), None)
