"""Sentences with their mentions marked, «[Тверь:City]», read by the real Russian pipeline."""

import re
from collections.abc import Iterable
from typing import get_args

from kg.documents.model import Document
from kg.facts import Found, Kind, Mention
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
