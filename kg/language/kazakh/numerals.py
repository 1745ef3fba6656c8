"""Kazakh numbers in words, and the months."""

import re

from kg.language.russian.ordinals import roman
from kg.language.words import KAZAKH

MONTHS = KAZAKH.words("calendar.months")
NUMERALS = {word: number for number, word in enumerate(KAZAKH.words("numerals.units"), 1)}
ORDINALS = {word: number for number, word in enumerate(KAZAKH.words("numerals.ordinals"), 1)}
ORDINALS |= dict(zip(KAZAKH.words("numerals.tenths"), (20, 30, 40, 50), strict=True))
TENS = {word: 10 * number for number, word in enumerate(KAZAKH.words("numerals.tens"), 1)}
SCALES = {word: 10 ** int(power) for word, power in KAZAKH.by_word("numerals.scales").items()}
NUMBER_WORDS = frozenset((*NUMERALS, *TENS, "жүз", *SCALES, "жарты"))
"""All of which numbers are made."""
ORDINAL = re.compile(r"[IVXLC]+|\d+(?:-?(?:ші|шы|нші|ншы|інші|ыншы))", re.IGNORECASE)


def ordinal(words: str) -> int | None:
    """The number of «XVI өңіраралық форум», «16-шы отырыс», «жиырма екінші саммит»."""
    before = ""
    for word in re.findall(r"[\w-]+", words):
        if word.lower() in ORDINALS:
            return TENS.get(before, 0) + ORDINALS[word.lower()]
        before = word.lower()
        if match := re.match(r"(\d+)-[^\W\d]{4}", word):
            return int(match[1])
        if re.fullmatch("[IVXLC]+", word):
            return roman(word)
        if ORDINAL.fullmatch(word):
            return int(re.findall(r"\d+", word)[0])
    return None
