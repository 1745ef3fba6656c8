"""Countries that an adjective stands for: «российские инвестиции», «казахстанско-китайская торговля»."""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from kg.reading.cues import RUSSIAN
from kg.reading.sentence_words import lemma


@dataclass(frozen=True, slots=True)
class _Country:
    code: str
    name: str
    adjectives: frozenset[str]


_COUNTRIES = tuple(RUSSIAN.rows("countries", _Country))
NAMES: Mapping[str, str] = {country.code: country.name for country in _COUNTRIES}
_CODES = {word: country.code for country in _COUNTRIES for word in country.adjectives}


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
