"""Names for people to read: what follows from the known ones, and what keeps two things of a class apart."""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.facts import Kind
from kg.spelling import fold

Name = tuple[str, str]
"""Language tag and words."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one thing."""

    kind: Kind
    preferred: tuple[Name, ...]
    others: tuple[Name, ...]
    told_by: tuple[str, ...] = ()
    """What tells it from others of its name, the shortest first: the year, the date of its document."""


_RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e ë zh z i y k l m n o p r s t u f kh ts ch sh shch ” y ’ e yu ya".split(),
        strict=True,
    )
)
_KAZAKH = {**_RUSSIAN, "ё": "yo", "и": "ī", "у": "ū", "э": "ė"} | dict(
    zip("әғқңөұүһі", "ä gh q ng ö u ü h i".split(), strict=True)
)
_YE_AFTER = frozenset("аеёиоуыэюяйъь")
_TAGS = {"ru": "ru-latn-t-ru-m0-bgn", "kk": "kk-latn-t-kk-m0-bgn"}


def transliteration(name: str, language: str) -> Name | None:
    """The name in Latin letters by the BGN/PCGN tables for Russian (1947) and Kazakh (1979), under a tag that says so.

    The tag is the one CLDR gives its own transform: Russian (or Kazakh) words, Latin script, transformed by that method
    (RFC 6497). A filter for English names does not match it. None for other languages."""
    if language not in _TAGS:
        return None
    table, letters, before = (_RUSSIAN if language == "ru" else _KAZAKH), [], ""
    for letter in unicodedata.normalize("NFC", name):
        small = letter.lower()
        latin = table.get(small, small)
        if language == "ru" and small in "её" and (not before.isalpha() or before in _YE_AFTER):
            latin = "y" + latin
        letters.append(latin.capitalize() if letter != small else latin)
        before = small
    return _TAGS[language], "".join(letters)


def edition_labels(series: Mapping[str, str], edition: str) -> dict[str, str]:
    """Names of an edition from those of its series: «XVI Форум …»; of one that only its year tells, the series' own."""
    roman = f"{_roman(int(edition))} " if edition.isdigit() and len(edition) < 4 else ""
    return {language: f"{roman}{name}" for language, name in series.items()}


def _roman(number: int) -> str:
    values = (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")
    told = ""
    for value, letters in (*values, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        times, number = divmod(number, value)
        told += letters * times
    return told


def distinct(things: Mapping[str, Names]) -> dict[str, Names]:
    """The names by IRI, so that none stands for two things of one class.

    A preferred label that several have gets what tells each of them apart («Пленарное заседание (2019-11-07)»). Any
    other form that several have («форум», a surname) is a name of none: the mentions still hold it. Namesakes that
    nothing tells apart but their identifiers keep their label."""
    result = dict(things)
    for way in range(max((len(names.told_by) for names in things.values()), default=0)):
        shared = _shared(result, preferred=True)
        for iri, names in result.items():
            if way < len(names.told_by) and any((names.kind, fold(name)) in shared for _, name in names.preferred):
                plain = things[iri].preferred
                told = tuple((language, f"{name} ({names.told_by[way]})") for language, name in plain)
                result[iri] = replace(names, preferred=told)
    shared = _shared(result, preferred=False)
    return {
        iri: replace(names, others=tuple(other for other in names.others if (names.kind, fold(other[1])) not in shared))
        for iri, names in result.items()
    }


def _shared(things: Mapping[str, Names], *, preferred: bool) -> set[tuple[Kind, str]]:
    times: Counter[tuple[Kind, str]] = Counter()
    for names in things.values():
        forms = names.preferred if preferred else (*names.preferred, *names.others)
        times.update({(names.kind, fold(name)) for _, name in forms})
    return {name for name, count in times.items() if count > 1}
