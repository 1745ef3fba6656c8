"""Mentions made of tokens."""

import re

from kg.language.tokens import Doc
from kg.model.facts import Mention, kind_of

CAPITAL = re.compile(r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]")


def make(doc: Doc, start: int, end: int, kind: str, name: str, key: str = "", named: bool = True) -> Mention:
    """The mention of the tokens from `start` to `end`, end exclusive."""
    span = doc[start:end]
    text = span.text.replace("\u00a0", " ")
    return Mention(span.start_char, span.end_char, kind_of(kind), text, name, key, named)
