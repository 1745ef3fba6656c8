"""All case forms of a Russian proper name.

Words the dictionary knows are declined by it; unknown place names by their ending. Where an ending allows two
declensions («Сарань»: «Сарани» or «Сараня») both are given: a form nobody writes does no harm in recognition."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from pymorphy3.analyzer import Parse

from kg.language.russian.morphology import case_of, parses

CASES: Final = ("nomn", "gent", "datv", "accs", "ablt", "loct")

# Stem ending → the endings that take its place, nominative first.
_ENDINGS: Final = (
    (r"(?<=[бвгджзклмнпрстфхцчшщ])(ый|ий|ой)$", "{0} ого его ому ему ым им ом ем"),
    (r"(?<=[бвгджзклмнпрстфхцчшщ])(ое|ее)$", "{0} ого его ому ему ым им ом ем"),
    (r"(?<=[бвгджзклмнпрстфхцчшщ])(ая|яя)$", "{0} ой ей ую юю"),
    (r"(?<=[бвгджзклмнпрстфхцчшщ])(ые|ие)$", "{0} ых их ым им ыми ими"),
    (r"(?<=[оеё]в|ин|ын)(о)$", "о а у ом е"),
    (r"(?<=и)(я)$", "я и ю ей"),
    (r"(я)$", "я и е ю ей"),
    (r"(а)$", "а ы и е у ой ей"),
    (r"(й)$", "й я ю ем е"),
    (r"(ь)$", "ь я ю ем е и ью"),
    (r"(?<=[бвгджзклмнпрстфхцчшщ])()$", " а у ом ем е"),
)
_POSSESSIVE: Final = re.compile(r"[А-ЯЁ][а-яё]+(?:[оеё]в|ин)ы")
"""«Карловы Вары», «Васильевы Горы»: possessive adjectives of several."""
_POSSESSIVES: Final = dict(zip(CASES, "ы ых ым ы ыми ых".split(), strict=True))
_ADJECTIVE: Final = re.compile(r"[а-яё-]+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)", re.IGNORECASE)


def declined(name: str) -> tuple[str, ...]:
    """The forms of a name, the name itself first: «Омская область», «Омской области», «Омскую область» …

    Its leading adjectives and its first noun are declined, what follows stays: «Республики Татарстан». After a dash the
    second part goes with the first or stays: «Северной Осетии – Алании», «округа – Югра»."""
    found = [name]
    if name[0] not in "«(":
        first, *others = name.split(" – ")
        for case in CASES:
            for start in _in_case(first, case):
                found.append(" – ".join([start, *others]))
                for rest in product(*(_in_case(other, case) for other in others)):
                    found.append(" – ".join([start, *rest]))
    return tuple(dict.fromkeys(found))


def _in_case(phrase: str, case: str) -> list[str]:
    words = phrase.split(" ")
    head = next((place for place, word in enumerate(words) if not _is_adjective(words, place)), len(words) - 1)
    return [" ".join([*forms, *words[head + 1 :]]) for forms in _together(words[: head + 1], case)]


def _is_adjective(words: list[str], place: int) -> bool:
    """An adjective that a noun follows; «Грозный» by itself is a noun here."""
    if place + 1 < len(words) and _POSSESSIVE.fullmatch(words[place]):
        return words[place + 1][0].isupper() and words[place + 1].endswith(("ы", "и"))
    return bool(
        place + 1 < len(words)
        and _ADJECTIVE.fullmatch(words[place])
        and any(parse.tag.POS in {"ADJF", "PRTF"} for parse in parses(words[place]))
        and re.match(r"\w", words[place + 1])
    )


def _together(words: list[str], case: str) -> Iterator[list[str]]:
    """The phrase in one case; more than one form where the noun's declension is unknown."""
    *adjectives, noun = words
    for form, gender, number in _noun(noun, case):
        before = [_adjective(word, case, gender, number) for word in adjectives]
        yield [*before, form]
        if adjectives and case == "gent" and number == "plur" and noun.endswith("ы"):
            yield [*before, noun[:-1]]  # «Карловых Вар»


def _noun(word: str, case: str) -> list[tuple[str, str, str]]:
    """Form, gender and number. A name with hyphens declines its last part, «Ростов-на-Дону» its first."""
    if "-" in word:
        first, *others = word.split("-")
        if len(others) > 1 and others[0].islower():
            return [("-".join([form, *others]), *rest) for form, *rest in _noun(first, case)]  # type: ignore[misc]
        *before, last = word.split("-")
        return [("-".join([*before, form]), *rest) for form, *rest in _noun(last, case)]  # type: ignore[misc]
    if word.isupper() or not re.fullmatch(r"[А-Яа-яЁё]+", word):
        return [(word, "masc", "sing")]
    read = _nominatives(word)
    if not read:
        return [(form, "masc", "sing") for form in _by_ending(word)]
    found = [
        (_capitalised(form, word), gender, number)
        for parse in read
        for of_case, form, gender, number in _forms(parse)
        if of_case == case
    ]
    return found or [(word, str(read[0].tag.gender), str(read[0].tag.number))]


@lru_cache(maxsize=10_000)
def _nominatives(word: str) -> tuple[Parse, ...]:
    """How the dictionary reads the word as a name of a place in the nominative, else as the likeliest noun."""
    known = [
        parse
        for parse in parses(word)
        if parse.is_known and parse.tag.POS in {"NOUN", "ADJF"} and case_of(parse) == "nomn" and "Abbr" not in parse.tag
    ]
    return tuple([parse for parse in known if "Geox" in parse.tag] or known[:1])


@lru_cache(maxsize=10_000)
def _forms(parse: Parse) -> list[tuple[str, str, str, str]]:
    """Case, form, gender and number of all forms of a noun in its own number."""
    number, gender = parse.tag.number or "sing", parse.tag.gender
    return [
        (case_of(form), str(form.word), str(gender), str(number))
        for form in ([parse] if "Fixd" in parse.tag else parse.lexeme)
        if form.tag.number == number and form.tag.gender == gender
    ]


def _by_ending(word: str) -> list[str]:
    for ending, replacements in _ENDINGS:
        found = re.search(ending, word)
        if found:
            stem = word[: found.start()]
            return [stem + other.format(found[1]) for other in replacements.split(" ")]
    return [word]


@lru_cache(maxsize=10_000)
def _adjective(word: str, case: str, gender: str, number: str) -> str:
    if number == "plur" and _POSSESSIVE.fullmatch(word):
        return word[:-1] + _POSSESSIVES[case]
    wanted = {case, "plur"} if number == "plur" else {case, "sing", gender if gender != "None" else "masc"}
    # «Большая Черниговка» is of большой, not of больший
    for parse in sorted(parses(word), key=lambda parse: not parse.normal_form.endswith("ой")):
        if parse.tag.POS in {"ADJF", "PRTF"} and case_of(parse) == "nomn":
            # An inanimate accusative is the nominative: «в Алтайский край».
            inanimate = wanted | {"inan"} if case == "accs" and (number == "plur" or gender == "masc") else wanted
            form = parse.inflect(inanimate)
            if form:
                return _capitalised(str(form.word), word)
    return word


def _capitalised(form: str, like: str) -> str:
    """The dictionary's form in the capitals of the name, hyphens included: «Северо-Казахстанской»."""
    parts = zip(form.split("-"), like.split("-"), strict=False)
    return "-".join(part[:1].upper() + part[1:] if shape[:1].isupper() else part for part, shape in parts)
