"""A sentence's words, and what one asks of them."""

from collections.abc import Sequence

from kg.language.russian.morphology import parses
from kg.language.tokens import Token

Words = Sequence[Token]
_BULLETS = ("•", "●", "▪", "■", "◦")


def words_of(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without white space (a NO-BREAK SPACE can be one of its own) and without an editor's brackets, as the
    words in them complete what was said («12 951 [человек]»)."""
    return [token for token in tokens if not token.is_space and token.text not in {"[", "]"}]


def is_in_another_item(token: Token, at: int) -> bool:
    """Whether that place before the token stands in an item of a list with bullets, and the token in a later one."""
    text = token.doc.text
    told = text[text.rfind("\n", 0, at) + 1 : at].lstrip().startswith(_BULLETS)
    return told and any(line.lstrip().startswith(_BULLETS) for line in text[at : token.idx + 1].split("\n")[1:])


def fold(token: Token) -> str:
    return token.plain


def lemma(token: Token) -> str:
    return token.plain_lemma


def has(token: Token, feature: str, value: str) -> bool:
    return value in token.morph.get(feature, [])


def is_attribute(token: Token) -> bool:
    """A full adjective, determiner or participle; no «лучше», which stands with no noun."""
    if (
        has(token, "Variant", "Short")
        or has(token, "Degree", "Cmp")
        or token.text[0].isdigit()
        or token.text[-1] in "²³"
    ):
        return False
    return token.pos_ in {"ADJ", "DET"} or has(token, "VerbForm", "Part")


def is_predicate(token: Token) -> bool:
    """A finite verb, an infinitive or a short participle."""
    if token.pos_ != "VERB":
        return False
    return has(token, "VerbForm", "Fin") or has(token, "VerbForm", "Inf") or has(token, "Variant", "Short")


def is_name(token: Token) -> bool:
    """Part of a name; a common noun that only opens the sentence («Товарооборот») is none, whatever the tagger says."""
    if not token.ent_type_ or token.is_lower or is_indicator(token):
        return False
    parsed = parses(token.text)
    common = bool(parsed) and parsed[0].is_known and not _NAMES & set(parsed[0].tag.grammemes)
    return not (token.is_sent_start and common)


_INDICATORS = {"ввп", "врп", "внп"}


def is_indicator(token: Token) -> bool:
    """«ВВП», «ВРП»: abbreviations of something measured."""
    return fold(token) in _INDICATORS


_NAMES = {"Geox", "Name", "Surn", "Patr", "Orgn", "Trad"}
