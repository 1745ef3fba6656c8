"""A sentence's words, and what one asks of them."""

from collections.abc import Sequence

from spacy.tokens import Token

Words = Sequence[Token]


def words_of(tokens: Sequence[Token]) -> list[Token]:
    """The tokens that are no white space (a NO-BREAK SPACE can be one of its own)."""
    return [token for token in tokens if not token.is_space]


def fold(token: Token) -> str:
    return token.text.lower().replace("ё", "е")


def lemma(token: Token) -> str:
    return token.lemma_.lower().replace("ё", "е")


def has(token: Token, feature: str, value: str) -> bool:
    return value in token.morph.get(feature, [])


def is_attribute(token: Token) -> bool:
    """A full adjective, determiner or participle."""
    if has(token, "Variant", "Short") or token.text[0].isdigit():
        return False
    return token.pos_ in {"ADJ", "DET"} or has(token, "VerbForm", "Part")


def is_predicate(token: Token) -> bool:
    """A finite verb, an infinitive or a short participle."""
    if token.pos_ != "VERB":
        return False
    return has(token, "VerbForm", "Fin") or has(token, "VerbForm", "Inf") or has(token, "Variant", "Short")
