"""Countries that an adjective stands for: «российские инвестиции», «казахстанско-китайская торговля»."""

from kg.language.tokens import Token
from kg.names.name_words import RUSSIAN
from kg.reading.sentence_words import lemma

_COUNTRIES = RUSSIAN.groups("countries")
NAMES = {code: name for code, (name, *_) in _COUNTRIES.items()}
_CODES = {adjective: code for code, (_, *adjectives) in _COUNTRIES.items() for adjective in adjectives}


def countries_of(word: Token) -> tuple[str, ...]:
    """The ISO codes of the countries an adjective names, in its order; empty for any other word."""
    name = lemma(word)
    if code := _CODES.get(name):
        return (code,)
    *firsts, last = name.split("-")
    stems = [f"{first[:-1]}ий" for first in firsts]
    if firsts and all(stem in _CODES for stem in stems) and last in _CODES:
        return tuple(_CODES[stem] for stem in (*stems, last))
    return ()
