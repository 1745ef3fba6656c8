"""What a rule is made of: its patterns, the facts they close into, the kinds of mention they ask for."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from kg.facts import Fact
from kg.pattern import Pattern


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
    made = (getattr(part, "fact", None) for part in patterns(pattern))
    return list(dict.fromkeys(one.__name__ for one in made if isinstance(one, type) and issubclass(one, Fact)))


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
