"""What rules find in marked sentences, as plain words."""

from collections.abc import Iterable
from dataclasses import fields

from kg.language.analysis import analyse
from kg.model.facts import Fact, Mention, Phrase
from kg.reading.frames import framed
from kg.reading.pattern import Rule, sentences
from kg.reading.rules.cases import found, marked
from kg.reading.rules.russian import RULES

__all__ = ["found", "marked", "stated", "told"]


def stated(rules: Iterable[Rule], text: str, fact: type[Fact]) -> list[tuple[str, ...]]:
    """The facts of one type as the words in their filled fields, «Омск, Тула» for a field of several."""
    return [_words(one.fact) for one in found(rules, text) if type(one.fact) is fact]


def told(text: str, fact: type[Fact]) -> set[tuple[str, ...]]:
    """What the rules and the frames of Russian state, each once."""
    document, mentions = marked(text)
    doc = analyse(document)
    by_rules = list(found(RULES, text))
    by_frames = framed(doc, sentences(doc, mentions), mentions, [], by_rules)
    stated = (one for one in (*by_rules, *by_frames) if one.modality in ("asserted", "planned"))
    return {_words(one.fact) for one in stated if type(one.fact) is fact}


def _words(fact: Fact) -> tuple[str, ...]:
    values = (getattr(fact, field.name) for field in fields(fact))  # type: ignore[arg-type]
    return tuple(_word(value) for value in values if value not in ("", None, ()))


def _word(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_word(one) for one in value)
    return value.text if isinstance(value, Mention | Phrase) else str(value)
