"""What a rule is made of: its patterns, the facts they close into, the kinds of mention they ask for."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, get_args, get_type_hints

from kg.model.facts import Fact
from kg.reading.pattern import Pattern


def patterns(pattern: Pattern) -> Iterator[Pattern]:
    """The pattern and every one inside it, outermost first.

    Raises TypeError for what stands where a pattern must, and is none."""
    yield pattern
    for name in _inner(type(pattern)):
        value = getattr(pattern, name)
        for part in value if isinstance(value, tuple) else (value,):
            if part is None:
                continue
            if not isinstance(part, Pattern):
                raise TypeError(f"{part!r} is neither a pattern nor a word")
            yield from patterns(part)


def relations(pattern: Pattern) -> list[str]:
    """The names of the facts that the pattern closes into."""
    return list(dict.fromkeys(fact.__name__ for fact, _ in _closed(pattern)))


def unfilled(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """Each fact with a field that it must have and nothing in the pattern fills: it will never be stated."""
    slots = {into for part in patterns(pattern) if (into := getattr(part, "into", None))}
    slots |= {name for part in patterns(pattern) for name in getattr(part, "names", ())}
    for fact, constants in _closed(pattern):
        for field in fields(fact):  # type: ignore[arg-type]
            optional = field.default is not MISSING or field.default_factory is not MISSING
            if not optional and field.name not in slots | constants:
                yield fact.__name__, field.name


def _closed(pattern: Pattern) -> Iterator[tuple[type[Fact], set[str]]]:
    """The facts that the pattern closes into, with the fields that they are given outright."""
    for part in patterns(pattern):
        fact = getattr(part, "fact", None)
        if isinstance(fact, type) and issubclass(fact, Fact):
            yield fact, {name for name, _ in getattr(part, "constants", ())}


def kinds(pattern: Pattern) -> list[str]:
    """The kinds of mention that the pattern asks for, known or not."""
    return sorted({kind for part in patterns(pattern) for kind in getattr(part, "kinds", ())})


def _inner(pattern: type[Pattern]) -> tuple[str, ...]:
    """The fields that hold patterns."""
    hints = get_type_hints(pattern)
    if not is_dataclass(pattern):
        return ()
    return tuple(field.name for field in fields(pattern) if _holds_patterns(hints[field.name]))


def _holds_patterns(hint: Any) -> bool:
    return hint is Pattern or Pattern in get_args(hint)
