"""Which language each paragraph of a text is in, told by letters first and function words second.

Neighbours share letters (Kyrgyz has «ң ө ү», Ukrainian has «і», Bulgarian has none of its own), so each of
our languages needs letters that it has and no letters that it lacks."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.documents import kazakh_latin
from kg.documents.document import Span
from kg.documents.kazakh_latin import share
from kg.documents.reading import lines

Language = Literal["ru", "kk", "en", "und"]

_words = re.compile(r"[^\W\d_]+").findall

KAZAKH = frozenset("әғқңөұүһі")
KAZAKH_ALONE = frozenset("ғқұ")
"""Not in Kyrgyz, Tatar or Ukrainian. Bashkir, Uzbek and Tajik have some of them, and letters of NEIGHBOURS as well."""
_LISTED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
NEIGHBOURS: Mapping[str, str] = _LISTED["neighbours"]
"""Letters by which a Cyrillic neighbour is known; of two that share them, the one that has more."""
ELSEWHERE = frozenset("".join(NEIGHBOURS.values())) | frozenset("љњџҝҹӂӧӱ")
RUSSIAN_WORDS, KAZAKH_WORDS, OWN_WORDS, BULGARIAN_WORDS = (
    frozenset(_words(_LISTED["words"][name])) for name in ("russian", "kazakh", "own", "bulgarian")
)
"""Function words; the own are of Russian and not of Bulgarian."""
LATIN_WORDS = {name: frozenset(_words(listed)) for name, listed in _LISTED["latin"].items()}
LATIN_KAZAKH = "Kazakh in Latin letters: read through transliteration"
_NO_WORD = re.compile(r"(?:https?://|www\.)\S+|\b[^\W\d_]\.")
"""Addresses and initials."""
_LONG = 30
"""Letters of a paragraph that can be judged by itself; a shorter one goes with the others."""


@dataclass(frozen=True, slots=True)
class Told:
    language: Language
    """That most of the text is in."""
    notes: tuple[str, ...] = ()
    """Where the language is not one that is read in full."""
    passages: tuple[Span, ...] = ()
    """Paragraphs in the other one of Russian and Kazakh."""
    foreign: tuple[Span, ...] = ()
    """Paragraphs in a language that is not read."""
    script: kazakh_latin.Script | None = None
    """The Latin alphabet of a text in Kazakh."""


def told(stated: str, reading: str) -> Told:
    """The languages of `reading`, a paragraph a line; `stated` («ru», «kk-KZ») goes before what letters tell."""
    found = _told(reading)
    code = stated.lower().replace("_", "-").partition("-")[0]
    if not code or code == found.language:
        return found
    if code == "kk":
        return Told("kk", found.notes if found.script else (), script=found.script)
    if code == "ru":
        return Told("ru")
    return (
        Told("en", ("English: kept, not read",))
        if code == "en"
        else Told("und", (f"language «{stated}»: kept, not read",))
    )


def _told(reading: str) -> Told:
    letters = [letter for letter in reading.lower() if letter.isalpha()]
    if sum(letter < "\u0250" for letter in letters) > 0.75 * len(letters):  # noqa: SIM102
        if script := kazakh_latin.script(_NO_WORD.sub("", reading)):
            return Told("kk", (LATIN_KAZAKH,), script=script)
    paragraphs = [(row, _language(reading[row.start : row.end])) for row in lines(reading)]
    weight = _weight(paragraphs)
    if weight["kk"] > sum(weight[name] for name in _SHARING):
        # A line of Kazakh may lack the letters that tell it from its neighbours.
        alike = [name in _SHARING and ELSEWHERE.isdisjoint(reading[row.start : row.end]) for row, name in paragraphs]
        paragraphs = [(row, "kk" if so else name) for (row, name), so in zip(paragraphs, alike, strict=True)]
        weight = _weight(paragraphs)
    judged = {name: size for name, size in weight.items() if name} or {_language(reading, least=0) or "ru": 1}
    main = max(sorted(judged), key=lambda name: judged[name])
    if main not in ("ru", "kk"):
        return Told("en" if main == "English" else "und", (f"{main}: kept, not read",))
    others = [(row, name) for row, name in paragraphs if name and name != main]
    foreign = sorted({name for _, name in others} - {"ru", "kk"})
    return Told(
        "ru" if main == "ru" else "kk",
        tuple(f"paragraphs in another language are left out: {name}" for name in foreign),
        tuple(row for row, name in others if name in ("ru", "kk")),
        tuple(row for row, name in others if name in foreign),
    )


def _weight(paragraphs: list[tuple[Span, str]]) -> Counter[str]:
    weight: Counter[str] = Counter()
    for row, name in paragraphs:
        weight[name] += row.end - row.start
    return weight


def _language(paragraph: str, least: int = _LONG) -> str:
    """«ru», «kk», or the name of another language; empty for a paragraph that does not tell."""
    low = _NO_WORD.sub("", paragraph.lower())
    letters = [letter for letter in low if letter.isalpha()]
    if len(letters) < least:
        return ""
    words = _words(low)
    cyrillic = [letter for letter in letters if "\u0400" <= letter <= "\u052f"]
    if len(cyrillic) > 0.6 * len(letters):
        return _cyrillic(cyrillic, [word for word in words if "\u0400" <= word[0] <= "\u052f"])
    if sum(letter < "\u0250" for letter in letters) < 0.75 * len(letters):
        return "more than one script" if cyrillic else "neither Russian, Kazakh nor English"
    shares = {name: share(words, known) for name, known in LATIN_WORDS.items()}
    likeliest = max(shares, key=lambda name: shares[name])
    return likeliest if shares[likeliest] > 0.1 else "neither Russian, Kazakh nor English"


def _cyrillic(letters: list[str], words: list[str]) -> str:
    if share(letters, ELSEWHERE) > 0.01 and sum(letter in ELSEWHERE for letter in letters) > 1:
        counts = {name: share(letters, own) for name, own in NEIGHBOURS.items()}
        return max(counts, key=lambda name: counts[name])
    marked = sum(not KAZAKH.isdisjoint(word) for word in words) / max(len(words), 1)
    russian, kazakh = share(words, RUSSIAN_WORDS), share(words, KAZAKH_WORDS)
    alone = marked > 0.1 and russian == 0  # «Қытайдың Гуандун провинциясы парк салады»
    if marked > 0.35 and russian < 0.2 or marked > 0.1 and kazakh > russian or alone:
        own, shared = KAZAKH_ALONE.intersection(letters), KAZAKH.difference(KAZAKH_ALONE).intersection(letters)
        if own or ("і" in shared and len(shared) > 1):
            return "kk"
    if marked > 0.35 or (marked > 0.1 and russian < 0.05):
        return _by_shared_letters(letters, words)
    if share(words, BULGARIAN_WORDS) > share(words, OWN_WORDS) and share(letters, "ыэё") < 0.004:
        return "Bulgarian"
    return "ru" if russian > kazakh else ""


_SHARING = ("Ukrainian", "Belarusian", "Kyrgyz", "Tatar", "Mongolian")


def _by_shared_letters(letters: list[str], words: list[str]) -> str:
    """The neighbour whose letters Kazakh has too."""
    has = KAZAKH.intersection(letters)
    if "і" in has:
        return "Belarusian" if "ы" in letters else "Ukrainian"
    if "ә" not in has and ("ң" in has or not {"менен", "жана", "үчүн"}.isdisjoint(words)):
        return "Kyrgyz"
    return "Tatar" if "ә" in has else "Mongolian"
