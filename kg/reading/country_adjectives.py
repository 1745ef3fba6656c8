"""Countries that an adjective stands for: «российские инвестиции», «казахстанско-китайская торговля»."""

from kg.language.tokens import Token
from kg.names.places.place_text import ADJECTIVES
from kg.reading.sentence_words import lemma


def countries_of(word: Token) -> tuple[str, ...]:
    """The ISO codes of the countries an adjective names, in its order; empty for any other word."""
    name = lemma(word)
    if code := ADJECTIVES.get(name):
        return (code,)
    *firsts, last = name.split("-")
    stems = [f"{first[:-1]}ий" for first in firsts]
    if firsts and all(stem in ADJECTIVES for stem in stems) and last in ADJECTIVES:
        return tuple(ADJECTIVES[stem] for stem in (*stems, last))
    return ()
