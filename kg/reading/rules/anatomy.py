"""What a rule is made of: its patterns, the facts they close into, the kinds of mention they ask for."""

from collections.abc import Iterator
from dataclasses import MISSING, fields

from kg.model.facts import Fact
from kg.reading.pattern import Pattern


def patterns(pattern: Pattern) -> Iterator[Pattern]:
    """The pattern and every one inside it, outermost first."""
    yield pattern
    for part in pattern.parts:
        yield from patterns(part)


def relations(pattern: Pattern) -> list[str]:
    """The names of the facts that the pattern closes into."""
    return list(dict.fromkeys(fact.__name__ for fact, _ in _closed(pattern)))


def unfilled(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """Each fact with a field that it must have and nothing in the pattern fills: it will never be stated."""
    slots = {name for part in patterns(pattern) for name in part.fills}
    for fact, constants in _closed(pattern):
        for field in fields(fact):  # type: ignore[arg-type]
            optional = field.default is not MISSING or field.default_factory is not MISSING
            if not optional and field.name not in slots | constants:
                yield fact.__name__, field.name


def _closed(pattern: Pattern) -> Iterator[tuple[type[Fact], set[str]]]:
    """The facts that the pattern closes into, with the fields that they are given outright."""
    for part in patterns(pattern):
        if part.fact is not None:
            yield part.fact, {name for name, _ in part.constants}


def kinds(pattern: Pattern) -> list[str]:
    """The kinds of mention that the pattern asks for, known or not."""
    return sorted({kind for part in patterns(pattern) for kind in part.kinds})
