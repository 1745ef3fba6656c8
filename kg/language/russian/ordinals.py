"""Ordinal numbers as they stand before a noun: «XVIII», «18-й», «восемнадцатый», «первый»."""

import re

from kg.language.words import RUSSIAN

_TENS = {word: int(number) for word, number in RUSSIAN.by_word("ordinals.tens").items()}
_LEMMAS = {lemma: int(number) for lemma, number in RUSSIAN.by_word("ordinals.lemmas").items()}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_DIGITS = re.compile(r"(\d{1,3})\s?[-‑–]\s?(?:й|я|е|ый|ий|ая|ое|го|му|м|ом|ой|ю|ше|шы|ші|інші|ыншы)", re.IGNORECASE)
_CYRILLIC_LOOKALIKES = str.maketrans("ХСІ", "XCI")


def roman(text: str) -> int | None:
    """The value of a Roman numeral up to 399, also when Х stands for X; None for what is none («IIII», «ИКС»)."""
    letters = text.translate(_CYRILLIC_LOOKALIKES)
    if not letters or set(letters) - _ROMAN.keys():
        return None
    values = [_ROMAN[c] for c in letters]
    total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return total if _spell(total) == letters else None


def _spell(number: int) -> str:
    pairs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    out = ""
    for value, letters in pairs:
        while number >= value:
            out, number = out + letters, number - value
    return out


def ordinal(text: str, lemma: str = "") -> int | None:
    """The number one or more words say in order: «XVIII», «18-м», «двадцать первый»; None for anything else.

    `lemma` is the dictionary form of the last word."""
    if (value := roman(text)) is not None:
        return value
    if match := _DIGITS.fullmatch(text):
        return int(match[1])
    *tens, last = (lemma or text).lower().replace("ё", "е").split()
    unit = _LEMMAS.get(last)
    if unit is None or not tens:
        return unit
    return unit + _TENS[tens[0]] if len(tens) == 1 and tens[0] in _TENS and unit < 10 else None
