"""What a company, paper or party is called beside what it is: «авиакомпания Ryanair», «компания «Ryanair»» and
«Ryanair» are one where nothing else is called so."""

import re
from dataclasses import dataclass

from kg.identity.parts import Part
from kg.language.russian.declension import declined
from kg.model.spelling import fold
from kg.names.organisations.proper_names import FAMILIES

_PARTED = re.compile(
    r"(?P<told>(?:(?:[А-ЯЁ]?[а-яё-]++|АО|ОАО|ПАО|ЗАО|ООО|ТОО|ГК|М?ИА|РИА) (?:[а-яё-]++ )*+)?+)"
    r"(?P<own>[«„“\"]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9].*+)"
)
_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ее")
_PREPOSITIONS = frozenset("по о об в для на с из при от за".split())
_SHORTEST = 3
_IN_CASES = frozenset({"Organisation", "City"})
_CASE_ENDING = re.compile(r"(?:ою|ами|ах|ам|ом|ем|ой|ей|ов|[аяуюеиыьй])?$")
_SHORTEST_STEM = 4


def case_stems(part: Part) -> frozenset[str]:
    """Gives the beginnings that all cases of the single words share by which a Russian text calls a body or town:
    «атомфлот» for «Атомфлоте»; none for what has several words or is short."""
    if part.kind not in _IN_CASES or not part.named or part.language != "ru":
        return frozenset()
    words = {fold(form) for form in (*part.names, *part.surfaces) if form.replace("-", "").isalpha()}
    cut = {_CASE_ENDING.sub("", word) for word in words}
    return frozenset(f"{part.kind} {one}" for one in cut if len(one) >= _SHORTEST_STEM)


def cases(part: Part) -> frozenset[str]:
    """Gives the oblique cases of the single words by which a text calls a body or town: «сибура», «сибуром» …"""
    words = {word.title() if word.isupper() else word for word in (*part.names, *part.surfaces)}
    return frozenset(
        fold(form)
        for word in words
        for form in (declined(word) if word.replace("-", "").isalpha() else ())
        if form != word  # an accusative like the nominative tells nothing
    )


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
    family = FAMILIES.get(words[0].lower(), "") if words else ""
    if parted is None or (words and not family and not name[0].isupper()):
        return None
    own = fold(parted["own"] if family else name)
    return Called(own, family) if len(own) >= _SHORTEST and _PREPOSITIONS.isdisjoint(words) else None
