"""Which language a text is in, told by letters first and function words second.

Neighbours share letters (Kyrgyz has «ң ө ү», Ukrainian has «і», Bulgarian has none of its own), so each of
our languages needs letters that it has and no letters that it lacks."""

import re
from typing import Literal, NamedTuple

from kg.documents import kazakh_latin
from kg.documents.shares import share

Language = Literal["ru", "kk", "en", "und"]

_words = re.compile(r"[^\W\d_]+").findall

KAZAKH = frozenset("әғқңөұүһі")
KAZAKH_ALONE = frozenset("ғқұ")
"""Not in Kyrgyz, Tatar or Ukrainian. Bashkir, Uzbek and Tajik have some of them, and letters of ELSEWHERE as well."""
ELSEWHERE = frozenset("ѓєѕїјљњћќўџґҕҙҡҥҫҳҷҗӑӕӗӣӯӳђҝҹҟҭӷӡ")
RUSSIAN_ALONE = frozenset("ыэё")  # of the languages with no other letters than ours: Bulgarian has none of the three
RUSSIAN_WORDS = frozenset(
    _words("что это как его из или для к также чтобы они этот года был было были мы вы её у о об")
)
BULGARIAN_WORDS = frozenset(_words("се е са че ще които който във със към това тази или беше бъде след през"))
ENGLISH_WORDS = frozenset(_words("the of and to in for with that is was were on by as at from has have be its which"))
LATIN_KAZAKH = "Kazakh in Latin letters: read through transliteration"
_LANGUAGES: tuple[Language, ...] = ("ru", "kk", "en")
WINDOW = 120
"""Letters looked at together when telling a mixture: a sentence or two."""


class Guess(NamedTuple):
    language: Language
    note: str = ""


def stated_or_guessed(stated: str, reading: str) -> Guess:
    """The language that is stated for `reading` («ru», «kk-KZ»), else the one that its letters and words tell."""
    told = guess(reading)
    code = stated.lower().replace("_", "-").partition("-")[0]
    if not code or code == told.language:
        return told
    for language in _LANGUAGES:
        if code == language:
            return Guess(language, told.note if language == "kk" and told.note == LATIN_KAZAKH else "")
    return Guess("und", f"language «{stated}»: kept, not read")


def guess(reading: str) -> Guess:
    """The language of `reading`, with a line for the reader where it is not one that is read in full."""
    letters = [letter for letter in reading.lower() if letter.isalpha()]
    latin = sum(letter < "\u0250" for letter in letters) / max(len(letters), 1)
    words = _words(reading.lower())
    if latin > 0.75:
        if kazakh_latin.is_kazakh(letters, reading):
            return Guess("kk", LATIN_KAZAKH)
        english = sum(word in ENGLISH_WORDS for word in words) / len(words)
        return (
            Guess("en", "English: kept, not read")
            if english > 0.1
            else Guess("und", "neither Russian, Kazakh nor English")
        )
    cyrillic = [letter for letter in letters if "\u0400" <= letter <= "\u052f"]
    if len(cyrillic) < 0.6 * len(letters):
        return Guess("und", "more than one script")
    return _cyrillic(cyrillic, words)


def _cyrillic(letters: list[str], words: list[str]) -> Guess:
    if share(letters, ELSEWHERE) > 0.004:
        return Guess("und", "a Cyrillic language other than Russian and Kazakh")
    windows = [letters[start : start + WINDOW] for start in range(0, len(letters), WINDOW)]
    if len(windows) > 1 and len(windows[-1]) < WINDOW / 2:
        rest = windows.pop()
        windows[-1] += rest
    kazakh = sum(_is_kazakh(window) for window in windows) / len(windows)
    russian = sum(share(window, KAZAKH) < 0.02 for window in windows) / len(windows)
    if kazakh > 0.7:
        return Guess("kk")
    if russian > 0.7:
        bulgarian = sum(word in BULGARIAN_WORDS for word in words) > sum(word in RUSSIAN_WORDS for word in words)
        if bulgarian and share(letters, RUSSIAN_ALONE) < 0.004:
            return Guess("und", "a Cyrillic language other than Russian and Kazakh")
        return Guess("ru")
    if kazakh + russian > 0.7:
        return Guess("und", "Russian and Kazakh mixed")
    return Guess("und", "a Cyrillic language other than Russian and Kazakh")


def _is_kazakh(letters: list[str]) -> bool:
    own, shared = KAZAKH_ALONE.intersection(letters), KAZAKH.difference(KAZAKH_ALONE).intersection(letters)
    return share(letters, KAZAKH) > 0.05 and bool(own or ("і" in shared and len(shared) > 1))
