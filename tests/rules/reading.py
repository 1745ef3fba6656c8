"""Sentences with their mentions marked, «[Тверь:City]», read by the real Russian pipeline."""

import re
from collections.abc import Iterable
from dataclasses import fields
from typing import get_args

from kg.documents.model import Document
from kg.facts import Fact, Found, Kind, Mention, Phrase
from kg.language import analyse
from kg.pattern import Rule, sentences

MARK = re.compile(r"\[([^\[\]]*):(~?)(\w+)\]")


def marked(text: str) -> tuple[Document, list[Mention]]:
    """The plain document and its mentions; a mark may not nest. «:~Event» marks a description."""
    plain, mentions, at = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        words, description, kind = mark.groups()
        assert kind in get_args(Kind), kind
        mentions.append(
            Mention(len(plain), len(plain) + len(words), kind, words, words, named=not description)  # type: ignore[arg-type]
        )
        plain, at = plain + words, mark.end()
    plain += text[at:]
    return Document("test", "test.txt", plain, plain, "ru", "plain", ""), mentions


def found(rules: Iterable[Rule], text: str) -> list[Found]:
    """What the rules find in a marked text."""
    document, mentions = marked(text)
    doc = analyse(document)
    return [one for sentence in sentences(doc, mentions) for rule in rules for one in rule.find(sentence)]


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
