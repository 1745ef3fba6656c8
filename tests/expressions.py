"""Every regular expression of the package, found by importing all of it, and texts that are hard for each.

A text is made from the expression itself: for each repetition in it what may stand before, then what repeats, many
times, then what fits nothing."""

import ast
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from re import _constants as sre
from re import _parser as parser
from typing import Any, NamedTuple

import kg

METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split")
ANCHORED = frozenset({"match", "fullmatch"})
_MISFITS = ("", " Я")


class Expression(NamedTuple):
    place: str
    """Module and line where it is compiled."""
    pattern: str
    flags: int
    anchored: bool
    """Whether it is only tried at places that are known beforehand, and never looked for in a text."""


def expressions() -> list[Expression]:
    """Those compiled while modules are imported, by re.compile, and those that stand in calls like re.search(…).

    For a process of its own: what is imported already compiles nothing again."""
    found: dict[tuple[str, int], str] = {}
    compiled = re.compile

    def record(pattern: Any, flags: Any = 0) -> Any:
        frame = sys._getframe(1)
        if str(frame.f_globals.get("__name__", "")).startswith("kg."):
            place = f"{frame.f_globals['__name__']}:{frame.f_lineno}"
            made = compiled(pattern, flags)
            text = made.pattern if isinstance(made.pattern, str) else made.pattern.decode("latin-1")
            found.setdefault((text, made.flags), place)
        return compiled(pattern, flags)

    re.compile = record
    try:
        modules = [
            importlib.import_module(module.name)
            for module in pkgutil.walk_packages(kg.__path__, "kg.")
            if not module.name.endswith("__main__")
        ]
    finally:
        re.compile = compiled
    anchored, searched = _uses(modules)
    named = {
        (value.pattern, value.flags): _scope(module.__name__, name)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }
    known = [
        Expression(place, *key, named.get(key) in anchored and named.get(key) not in searched)
        for key, place in found.items()
    ]
    return sorted({*known, *_written(modules)})


def _trees(modules: list[Any]) -> Iterator[tuple[str, ast.Module]]:
    for module in modules:
        yield module.__name__, ast.parse(Path(module.__file__).read_text(encoding="utf-8"))


def _scope(module: str, name: str) -> str:
    """A public name is one thing wherever it is imported."""
    return f"{module}.{name}" if name.startswith("_") else name


def _uses(modules: list[Any]) -> tuple[set[str], set[str]]:
    """Names on which match or fullmatch is called, and those used in any other way."""
    anchored: set[str] = set()
    searched: set[str] = set()
    for module, tree in _trees(modules):
        called = {
            node.func.value: node.func.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                (anchored if called.get(node) in ANCHORED else searched).add(_scope(module, node.id))
    return anchored, searched


def _written(modules: list[Any]) -> Iterator[Expression]:
    for name, tree in _trees(modules):
        for node in ast.walk(tree):
            match node:
                case ast.Call(ast.Attribute(ast.Name("re"), method), [ast.Constant(str(pattern)), *_]) if (
                    method in METHODS
                ):
                    yield Expression(
                        f"{name}:{node.lineno}", pattern, int(re.compile(pattern).flags), method in ANCHORED
                    )


class Pump(NamedTuple):
    before: str
    unit: str
    after: str

    def text(self, length: int) -> str:
        return self.before + self.unit * (length // len(self.unit)) + self.after


def pumps(pattern: str, flags: int) -> Iterator[Pump]:
    """What a repetition of the pattern, or the pattern itself, may give up on late."""
    seen = set()
    for before, repeated in _repetitions(parser.parse(pattern, flags), ""):
        for unit in {*repeated, *(one + two for one in repeated for two in repeated)}:
            seen |= {(before, unit)} if unit else set()
    return (Pump(*one, misfit) for one in sorted(seen) for misfit in _MISFITS)


def _repetitions(tree: Any, before: str) -> Iterator[tuple[str, list[str]]]:
    """What stands before a repetition, and examples of what it repeats; those inside others as well."""
    for operator, argument in tree:
        for inner in _inner(operator, argument):
            yield from _repetitions(inner, before)
        if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT) and argument[1] > 1:
            yield before, sorted({_example(argument[2], choice) for choice in range(3)})
        before += _example([(operator, argument)], 0)
    # The whole may be looked for again and again.
    yield "", sorted({_example(tree, choice) for choice in range(3)})


def _inner(operator: Any, argument: Any) -> list[Any]:
    if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [argument[2]]
    if operator is sre.SUBPATTERN:
        return [argument[3]]
    if operator is sre.BRANCH:
        return list(argument[1])
    if operator is sre.ATOMIC_GROUP:
        return [argument]
    return []


_OF_CATEGORY = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "а",
    sre.CATEGORY_NOT_DIGIT: "а",
    sre.CATEGORY_NOT_SPACE: "а",
    sre.CATEGORY_NOT_WORD: " ",
}


def _example(tree: Any, choice: int) -> str:
    """A text that the tree is likely to fit; another `choice`, another branch and another letter."""
    parts = []
    for operator, argument in tree:
        if operator is sre.LITERAL:
            parts.append(chr(argument))
        elif operator is sre.NOT_LITERAL:
            parts.append("а" if argument != ord("а") else "б")
        elif operator is sre.ANY:
            parts.append("а")
        elif operator is sre.IN:
            parts.append(_of_set(argument, choice))
        elif operator is sre.BRANCH:
            parts.append(_example(argument[1][choice % len(argument[1])], choice))
        elif operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            parts.append(_example(argument[2], choice) * max(argument[0], min(choice, 1)))
        elif inner := _inner(operator, argument):
            parts.append(_example(inner[0], choice))
    return "".join(parts)


def _of_set(argument: Any, choice: int) -> str:
    if argument[0][0] is sre.NEGATE:
        fits = re.compile("[^" + "".join(_spelt(one) for one in argument[1:]) + "]")
        return next((letter for letter in "аА1 .«\n-"[choice:] + "аz1 " if fits.match(letter)), "")
    operator, value = argument[choice % len(argument)]
    if operator is sre.LITERAL:
        return chr(value)
    if operator is sre.RANGE:
        return chr(value[0])
    return _OF_CATEGORY.get(value, "а")


def _spelt(one: Any) -> str:
    operator, value = one
    if operator is sre.LITERAL:
        return re.escape(chr(value))
    if operator is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {"1": r"\d", " ": r"\s"}.get(_OF_CATEGORY.get(value, ""), r"\w")


if __name__ == "__main__":
    json.dump(expressions(), sys.stdout)
