"""What rules find in marked sentences, as plain words."""

from collections.abc import Iterable
from dataclasses import fields

from kg.model.facts import Fact, Mention, Phrase
from kg.reading.pattern import Rule
from kg.reading.rules.cases import found, marked

__all__ = ["found", "marked", "stated"]


def stated(rules: Iterable[Rule], text: str, fact: type[Fact]) -> list[tuple[str, ...]]:
    """The facts of one type as the words in their filled fields, «Омск, Тула» for a field of several."""
    return [_words(one.fact) for one in found(rules, text) if type(one.fact) is fact]


def _words(fact: Fact) -> tuple[str, ...]:
    values = (getattr(fact, field.name) for field in fields(fact))  # type: ignore[arg-type]
    return tuple(_word(value) for value in values if value not in ("", None, ()))


def _word(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_word(one) for one in value)
    return value.text if isinstance(value, Mention | Phrase) else str(value)
