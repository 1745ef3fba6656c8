"""What a company, paper or party is called beside what it is: «авиакомпания Ryanair», «компания «Ryanair»» and
«Ryanair» are one where nothing else is called so."""

import re
from dataclasses import dataclass

from kg.identity.parts import Part
from kg.model.spelling import fold
from kg.names.name_words import RUSSIAN

_FAMILIES = {word: family for family, words in RUSSIAN.groups("bodies.families").items() for word in words}
"""Nouns that say what a body is → what kind of body that is, alike for a company and an airline."""
_PARTED = re.compile(
    r"(?P<told>(?:(?:[А-ЯЁ]?[а-яё-]++|АО|ОАО|ПАО|ЗАО|ООО|ТОО|ГК|М?ИА|РИА) (?:[а-яё-]++ )*+)?+)"
    r"(?P<own>[«„“\"]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9].*+)"
)
_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ее")
_PREPOSITIONS = frozenset("по о об в для на с из при от за".split())
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Called:
    """The name that is its own, folded, and its kind; of no kind where the name says none."""

    own: str
    family: str


def called(part: Part) -> Called | None:
    """Tells what a body is called: None where its name is made of common words, or is a part of another body."""
    if part.kind != "Organisation" or not part.named or part.body:
        return None
    name = min(part.names)
    parted = _PARTED.fullmatch(name)
    words = parted["told"].split() if parted else []
    while words and words[0].endswith(_ADJECTIVES):
        words = words[1:]
    family = _FAMILIES.get(words[0].lower(), "") if words else ""
    if parted is None or (words and not family and not name[0].isupper()):
        return None
    own = fold(parted["own"] if family else name)
    return Called(own, family) if len(own) >= _SHORTEST and _PREPOSITIONS.isdisjoint(words) else None
