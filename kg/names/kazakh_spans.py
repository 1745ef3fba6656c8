"""Mentions made of tokens."""

import re

from spacy.tokens import Doc

from kg.model.facts import KINDS, Kind, Mention

CAPITAL = re.compile(r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]")


def make(doc: Doc, start: int, end: int, kind: str, name: str, key: str = "", named: bool = True) -> Mention:
    """The mention of the tokens from `start` to `end`, end exclusive."""
    span = doc[start:end]
    narrowed: Kind = next(each for each in KINDS if each == kind)
    text = span.text.replace("\u00a0", " ")
    return Mention(span.start_char, span.end_char, narrowed, text, name, key, named)
