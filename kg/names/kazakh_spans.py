"""Mentions made of tokens."""

import re

from kg.language.kazakh.numerals import ORDINAL, ORDINALS
from kg.language.tokens import Doc, Token
from kg.model.facts import Mention, kind_of
from kg.names.name_words import KAZAKH

HELD = KAZAKH.words("events.held")
CAPITAL = re.compile(r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]")


def is_gathering(token: Token) -> bool:
    """«бас ассамблеясы өтеді», «12-ші ассамблеясы»: those who gather and no body."""
    before, behind = token.doc[token.i - 1], token.doc[token.i + 1 : min(token.i + 4, token.sent.end)]
    numbered = token.i > 0 and (ORDINAL.fullmatch(before.text) or before.lower_ in ORDINALS)
    return bool(numbered) or any(each.lower_.startswith(HELD) for each in behind)


def make(doc: Doc, start: int, end: int, kind: str, name: str, key: str = "", named: bool = True) -> Mention:
    """The mention of the tokens from `start` to `end`, end exclusive."""
    span = doc[start:end]
    text = span.text.replace("\u00a0", " ")
    return Mention(span.start_char, span.end_char, kind_of(kind), text, name, key, named)
