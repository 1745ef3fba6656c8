"""Sentences with what is to be found in them: names are marked, «[Тверь:City]», all else the Russian pipeline reads."""

import re
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from typing import Any

from kg.documents.document import Document
from kg.language.analysis import analyse
from kg.model.facts import Fact, Found, Mention, Phrase, kind_of
from kg.reading.pattern import Rule, sentences

MARK = re.compile(r"\[([^\[\]]*):(~?)(\w+)\]")


@dataclass(frozen=True, slots=True)
class Case:
    """A marked sentence and the facts it states, as `stated` writes them; none for a near miss."""

    line: int
    """Of the file it is from."""
    sentence: str
    facts: tuple[tuple[Any, ...], ...]


def marked(text: str) -> tuple[Document, list[Mention]]:
    """The plain document and its mentions; a mark may not nest. «:~Event» marks a description.

    Raises ValueError for a kind that there is none of."""
    plain, mentions, at = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        words, description, kind = mark.groups()
        end = len(plain) + len(words)
        mentions.append(Mention(len(plain), end, kind_of(kind), words, words, named=not description))
        plain, at = plain + words, mark.end()
    plain += text[at:]
    return Document("case", "case.txt", plain, plain, "ru", "plain", ""), mentions


def found(rules: Iterable[Rule], text: str) -> list[Found]:
    """What the rules find in a marked text."""
    document, mentions = marked(text)
    doc = analyse(document)
    return [one for sentence in sentences(doc, mentions) for rule in rules for one in rule.find(sentence)]


def stated(fact: Fact) -> tuple[Any, ...]:
    """The fields that are filled, in the order the fact declares them: names and phrases as their words, a field
    of several values as a tuple of its own."""
    values = [(field, getattr(fact, field.name)) for field in fields(fact)]  # type: ignore[arg-type]
    return tuple(_words(value) for field, value in values if field.default is MISSING or value != field.default)


def _words(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_words(each) for each in value)
    return value.text if isinstance(value, Mention | Phrase) else value


def difference(case: Case, rules: Iterable[Rule]) -> str:
    """What is expected and what is found, in one line; empty where they are the same. Order does not matter, nor how
    many rules find one fact."""
    facts = list(dict.fromkeys(stated(one.fact) for one in found(rules, case.sentence)))
    if set(facts) == set(case.facts):
        return ""
    return f"«{case.sentence}»: expected {list(case.facts)}, found {facts}"
