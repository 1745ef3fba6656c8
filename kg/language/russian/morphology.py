"""Russian words and their forms: pymorphy3's parses, chosen by what the tagger saw in the sentence."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import pymorphy3
from pymorphy3.analyzer import Parse

from kg.language.words import RUSSIAN

_PARTS = RUSSIAN.groups("tags.parts")
CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
NUMBERS = {"Sing": "sing", "Plur": "plur"}
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
# The second genitive and locative, the vocative («чаю», «в аэропорту») count as the first.
_SAME_CASE = {"gen2": "gent", "gen1": "gent", "loc2": "loct", "loc1": "loct", "acc2": "accs", "voct": "nomn"}

_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@cache
def _analyser() -> Any:
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=100_000)
def parses(word: str) -> tuple[Parse, ...]:
    """All parses, likeliest first; none for a word without Cyrillic letters.

    An adjective that no dictionary has is «измирский»: those with the stress at the end are few and known."""
    found = tuple(_analyser().parse(word)) if _CYRILLIC.search(word) else ()
    stressed = {p for p in found if p.tag.POS == "ADJF" and not p.is_known and p.normal_form.endswith(("ской", "цкой"))}
    return tuple(p for p in found if p not in stressed) or found


def case_of(parse: Parse) -> str:
    return _told(parse.tag)[1]


def agreement(parse: Parse, pos: str, features: Mapping[str, str]) -> float:
    """How well a parse fits what the tagger saw; the part of speech outweighs the case, the case the rest."""
    part, case, number, gender = _told(parse.tag)
    return float(
        4.0 * (part in _PARTS.get(pos, ()))
        + 2.0 * (case == CASES.get(features.get("Case", "")))
        + 1.0 * (number == NUMBERS.get(features.get("Number", "")))
        + 0.6 * (gender == GENDERS.get(features.get("Gender", "")))
        + 0.5 * parse.score
    )


@cache
def _told(tag: Any) -> tuple[str | None, str, str | None, str | None]:
    """Part of speech, case, number and gender: few tags are told of many parses, and each is looked for in a set."""
    return tag.POS, _SAME_CASE.get(tag.case, tag.case or ""), tag.number, tag.gender


def best_parse(word: str, pos: str, features: Mapping[str, str]) -> Parse | None:
    parsed = parses(word)
    if len(parsed) < 2:
        return next(iter(parsed), None)
    return max(parsed, key=lambda parse: agreement(parse, pos, features))


_SHORTEST_VERB = 6
"""Letters of a verb by which two words are told apart that stand as one."""
_SHORTEST_WORD = 4
"""Letters of the other word: «Копалиани» is a surname."""


@lru_cache(maxsize=50_000)
def runs_on(word: str) -> bool:
    """Tells whether a page has run two words together, one of them a verb: «Германиюсоставил», «Ожидаетсявизит»."""
    if (
        len(word) < _SHORTEST_VERB + _SHORTEST_WORD
        or not word.isalpha()
        or any(parse.is_known for parse in parses(word))
    ):
        return False
    halves = ((word[:at].lower(), word[at:].lower()) for at in range(_SHORTEST_WORD, len(word) - _SHORTEST_WORD + 1))
    return any(
        (len(left) >= _SHORTEST_VERB and _is_verb(left) and _is_known(right))
        or (len(right) >= _SHORTEST_VERB and _is_verb(right) and _is_known(left))
        for left, right in halves
    )


def _is_verb(word: str) -> bool:
    return bool(parsed := parses(word)) and all(parse.is_known and parse.tag.POS == "VERB" for parse in parsed)


def _is_known(word: str) -> bool:
    return any(parse.is_known for parse in parses(word))


@lru_cache(maxsize=50_000)
def is_given_name(word: str) -> bool:
    """«Сергей», not «Сергей-базар»: the dictionary must know the word itself as a first name, in any case."""
    return word.istitle() and any("Name" in parse.tag and parse.is_known for parse in parses(word))


@lru_cache(maxsize=50_000)
def may_be_surname(word: str) -> bool:
    """The dictionary has it as a surname, or has it not."""
    return all(not parse.is_known for parse in parses(word)) or any("Surn" in parse.tag for parse in parses(word))


@lru_cache(maxsize=200_000)
def lemma(word: str, pos: str, case: str, number: str, gender: str) -> str:
    """In small letters; a word without Cyrillic letters is its own lemma."""
    parse = best_parse(word, pos, {"Case": case, "Number": number, "Gender": gender})
    return str(parse.normal_form) if parse else word.lower()


@lru_cache(maxsize=50_000)
def name_lemma(word: str, case: str, gender: str) -> str:
    """The nominative of one word of a person's name, in small letters.

    The dictionary's normal form will not do: it makes «токай» of Токаев, which it reads as a plural."""
    if case in ("", "Nom"):
        return word.lower()
    for parse in parses(word):
        if {"Surn", "Name", "Patr"} & set(parse.tag.grammemes) and case_of(parse) == CASES[case]:
            nominative = parse.inflect({"nomn", "sing", GENDERS.get(gender, "masc")}) or parse.inflect({"nomn", "sing"})
            return str(nominative.word) if nominative else str(parse.normal_form)
    return lemma(word, "PROPN", case, "Sing", gender)
