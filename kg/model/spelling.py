"""When two names are one, or nearly: folding of spelling, ordinals of events, given names and initials of persons."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from kg.model.transliteration import slug

_DASHES = re.compile(r" ?[-‐‑‒–—−] ?")
_QUOTES = re.compile(r"[«»\"“”„‟'’‘`]")
_ROMAN = re.compile(r"(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ARABIC = re.compile(r"(\d{1,3})(?:-?(?:[а-яёі]{1,5}|th|st|nd|rd))?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# «Машкевич», «Мицкевич» are surnames: no given name makes a patronymic in -кевич.
_PATRONYMIC = re.compile(r"\w{2,}(?:(?<!ке)вич|вна|ична|инична)|\w+(?:[ұу]лы|[қк]ызы)", re.IGNORECASE)
_INITIAL = re.compile(r"[^\W\d_](?:\.|$)|(?:Дж|Ю|Я|Zh|Yu|Ya|Kh|Sh|Ch)\.", re.IGNORECASE)

# One sound, several spellings: Касым-Жомарт, Қасым-Жомарт, Kassym-Jomart; Сагинтаев, Сағынтаев; Токаев, Tokayev.
_ONE_SOUND = (("shch", "sh"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("x", "ks"), ("q", "k"), ("w", "v"), ("ck", "k"))


@lru_cache(2**16)
def fold(name: str) -> str:
    """Makes case, ё/е, quotes, dashes and spaces of a name alike."""
    bare = _QUOTES.sub(" ", name.casefold().replace("ё", "е"))
    return _DASHES.sub("-", " ".join(bare.split()))


@lru_cache(2**16)
def skeleton(name: str) -> str:
    """Writes the sound of a name in Latin letters, alike for its Russian, Kazakh and English spellings: «Тоқаев» →
    «tokaev»."""
    sound = slug(name)
    for spelling, one in _ONE_SOUND:
        sound = sound.replace(spelling, one)
    sound = sound.replace("y", "i")
    sound = re.sub(r"([aeiou])ie", r"\1e", sound)
    return re.sub(r"([a-z])\1", r"\1", sound)


def nearest(name: str, known: Iterable[str], most: int = 5) -> list[str]:
    """Lists the known names that sound like a name nobody bears, or hold it as words, the likest first. Of several that
    sound alike it is one in the letters of the name."""
    forms: dict[str, str] = {}
    for form in sorted(known, key=lambda one: (one.isascii() != name.isascii(), one)):
        forms.setdefault(skeleton(form) or form, form)
    sound = skeleton(name) or name
    holding = [one for one in forms if f"-{sound}-" in f"-{one}-"]
    close = get_close_matches(sound, forms, most)
    return [forms[one] for one in dict.fromkeys([*close, *sorted(holding, key=len)])][:most]


def did_you_mean(name: str, known: Iterable[str], prefix: str = "") -> str:
    """The end of a sentence that tells the nearest known name; empty where none is near."""
    near = nearest(name, known, 1)
    return f"; did you mean {prefix}{near[0]}?" if near else ""


@dataclass(frozen=True, slots=True)
class Edition:
    """An event's name without what tells the editions apart, and what does."""

    series: str
    ordinal: int | None
    year: str


def edition(name: str) -> Edition:
    """Takes an event's name apart: «XVIII Форум регионов», «18-й форум регионов» → the series «форум регионов», 18."""
    series, ordinal, year = [], None, ""
    for word in fold(name).split():
        roman, arabic = _ROMAN.fullmatch(word.upper()), _ARABIC.fullmatch(word)
        if ordinal is None and roman:
            ordinal = _roman(word.upper())
        elif ordinal is None and arabic:
            ordinal = int(arabic[1])
        elif not year and _YEAR.fullmatch(word):
            year = word
        else:
            # «ЭКСПО-2030» is dated by its own name.
            own = word.rpartition("-")[2]
            year = year or (own if _YEAR.fullmatch(own) else "")
            series.append(word)
    return Edition(" ".join(series), ordinal, year)


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in numeral]
    return sum(-low if low < high else low for low, high in zip(values, [*values[1:], 0], strict=True))


@dataclass(frozen=True, slots=True)
class PersonName:
    """Given names (each whole, or an initial) and surname, as skeletons."""

    given: tuple[str, ...]
    initials: bool
    surname: str

    def could_be(self, full: "PersonName") -> bool:
        """Tells whether these initials and surname fit that full name: «К.-Ж. Токаев» and «Касым-Жомарт Токаев»."""
        if not self.initials or full.initials or self.surname != full.surname:
            return False
        pairs = list(zip(self.given, full.given, strict=False))
        return len(self.given) <= max(len(full.given), 2) and all(name.startswith(first) for first, name in pairs)


def person_name(name: str) -> PersonName | None:
    """Takes apart «Касым-Жомарт Кемелевич Токаев», «К.-Ж.Токаев»; None where surname or given name is not to be seen.

    A patronymic is left out. One word may be a surname or a given name, and «Владимир Владимирович» is half the men of
    a country: neither says who is meant."""
    words = re.sub(r"\.(?=[^\s.-])", ". ", _DASHES.sub("-", " ".join(name.split()))).split()
    given = [word for word in words[:-1] if not _PATRONYMIC.fullmatch(word)]
    if not given or _PATRONYMIC.fullmatch(words[-1]) or _INITIAL.fullmatch(words[-1]):
        return None
    parts = [part for word in given for part in word.split("-") if part]
    initials = all(_INITIAL.fullmatch(part) for part in parts)
    return PersonName(tuple(skeleton(part) for part in parts), initials, skeleton(words[-1]))


# Instrumental and dative. The genitive «Александра Иванова» is a woman's name as well.
_CASES = (
    (re.compile(r"\A(.{2,})(?:ом|ем|ём)"), re.compile(r"\A(.{3,}(?:в|н))[ыи]м")),
    (
        re.compile(r"\A(.{2,})у"),
        re.compile(r"\A(.{3,}(?:в|н))у"),
    ),
)


def name_from_case(name: str) -> PersonName | None:
    """Takes apart a man's name that was left in the instrumental or dative, as happens where his given name is in no
    dictionary: «Касым-Жомартом Токаевым». None for any other name."""
    words = name.split()
    if len(words) != 2:
        return None
    for given, surname in _CASES:
        stem, last = given.fullmatch(words[0]), surname.fullmatch(words[1])
        if stem and last:
            return person_name(f"{stem[1]} {last[1]}")
    return None


def is_half_a_name(name: str) -> bool:
    """Tells whether a person's name is a given name and a patronymic alone: «Владимир Владимирович»."""
    words = name.split()
    return len(words) == 2 and bool(_PATRONYMIC.fullmatch(words[1])) and not _INITIAL.fullmatch(words[0])


def language_of(text: str, language: str) -> str:
    """Tells the language tag of words in a document: a document of no known language is judged by its letters."""
    if language != "und":
        return language
    if re.search(r"[ӘәҒғҚқҢңӨөҰұҮүҺһІі]", text):
        return "kk"
    return "ru" if re.search(r"[А-яЁё]", text) else "en"
