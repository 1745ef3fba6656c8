"""Kazakh numbers in words, and the months."""

import re

from kg.language.russian.ordinals import roman
from kg.language.words import KAZAKH

MONTHS = KAZAKH.words("calendar.months")
NUMERALS = {word: number for number, word in enumerate(KAZAKH.words("numerals.units"), 1)}
ORDINALS = {word: number for number, word in enumerate(KAZAKH.words("numerals.ordinals"), 1)}
SCALES = {word: 10 ** int(power) for word, power in KAZAKH.by_word("numerals.scales").items()}
NUMBER_WORDS = frozenset((*NUMERALS, *KAZAKH.words("numerals.tens"), "жүз", *SCALES, "жарты"))
"""All of which numbers are made."""
ORDINAL = re.compile(r"[IVXLC]+|\d+(?:-?(?:ші|шы|нші|ншы|інші|ыншы))", re.IGNORECASE)


def ordinal(words: str) -> int | None:
    """The number of «XVI өңіраралық форум», «16-шы отырыс», «екінші саммит»."""
    for word in re.findall(r"[\w-]+", words):
        if word.lower() in ORDINALS:
            return ORDINALS[word.lower()]
        if match := re.match(r"(\d+)-[^\W\d]{4}", word):
            return int(match[1])
        if re.fullmatch("[IVXLC]+", word):
            return roman(word)
        if ORDINAL.fullmatch(word):
            return int(re.findall(r"\d+", word)[0])
    return None
