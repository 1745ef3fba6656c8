"""What a cell of a table says: a number, with or without its unit, or the unit of a whole row or column."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.language.kazakh.numerals import SCALES as KAZAKH_SCALES
from kg.language.russian.morphology import parses
from kg.reading.cues import KAZAKH
from kg.reading.figures.numbers import SCALES
from kg.reading.figures.unit_words import DURATIONS, MEASURES

_NUMBER = r"\d{1,3}(?:[ \u00a0]\d{3})++(?:,\d+)?|\d++(?:[.,]\d+)?"
_VALUE = re.compile(
    rf"[≈~<>]? *+(?P<sign>[+–−-]?) *+(?P<number>{_NUMBER})(?P<rest>[^\d()\n]{{0,30}})"
    r"(?:\((?P<change>[+–−-]) *+(?P<percent>\d++(?:[.,]\d+)?) *+%\))?"
)
TIME_BEHIND = re.compile(
    r"(?<![, ])[, ]++(?:(?:за|на|в) )?(?:19|20)\d\d(?: ?г(?:\.|ода?)?| ?ж(?:\.|ыл\w*)?)?$", re.IGNORECASE
)
"""«Товарооборот, млн долл., 2022 г.»"""
_WORD = re.compile(r"[^\W\d_]+[²³]?|[%$€₽₸]")
_POWERS = {**SCALES, **{word: len(str(scale)) - 1 for word, scale in KAZAKH_SCALES.items()}, "тысяч": 3}
_KAZAKH = {stem.lower(): unit for stem, unit in KAZAKH.by_word("quantities.units").items()}
_COUNTS = {"ед": "item", "единица": "item", "шт": "item", "штука": "item", "бірлік": "item", "дана": "item"}
_WITH = {"в", "сша", "ақш", "астам", "жуық", "более", "около", "почти", "всего"}
_SQUARE = {"метр": "m2", "м": "m2", "километр": "km2", "км": "km2"}


@dataclass(frozen=True, slots=True)
class CellValue:
    number: Decimal
    unit: str
    """Empty where the cell does not say it."""
    sign: str = ""
    change: str = ""
    """«+5,3» of «861 (+5,3 %)»."""
    year: bool = False
    """May it be the number of a year?"""


@dataclass(frozen=True, slots=True)
class ToldUnit:
    code: str
    power: int
    what: str
    """What is measured in it: «Экспорт» of «Экспорт, млн долл. США»."""


def value_in(text: str) -> CellValue | None:
    """The number that a cell is; none where words stand in it that are no unit."""
    match = _VALUE.fullmatch(text.strip().rstrip(".;"))
    if match is None:
        return None
    read = _read(match["rest"])
    if match["rest"].strip(" .,") and read is None:
        return None
    code, power = read or ("", 0)
    number = Decimal(re.sub(r"[ \u00a0]", "", match["number"]).replace(",", "."))
    year = not power and number == int(number) and 1900 <= number < 2100 and " " not in match["number"]
    if code in DURATIONS and 1900 <= number < 2100:
        return None
    change = f"{match['change']}{match['percent']}" if match["change"] else ""
    return CellValue(number.scaleb(power), code, match["sign"], change, year)


def unit_in(text: str) -> ToldUnit | None:
    """The unit that is set off in a label, a header or a caption: «Экспорт, млн долл.», «(тыс. тонн)», «Км»."""
    text = TIME_BEHIND.sub("", text.strip().rstrip(":"))
    for cut in [*sorted((m.start() for m in re.finditer(r"[,(]", text)), reverse=True), -1]:
        tail = text[cut + 1 :].strip(" ).")
        read = None if re.search(r"\d", tail) else _read(tail)
        if tail and read is not None and read[0]:
            return ToldUnit(*read, text[: max(cut, 0)].strip(" ,("))
    return None


def _read(words: str) -> tuple[str, int] | None:
    """Unit and power of ten of words that say nothing else."""
    code, power, square = "", 0, False
    for word in _WORD.findall(words.lower().replace("ё", "е")):
        lemma = parses(word)[0].normal_form if parses(word) else word
        if scale := next(
            (p for stem, p in _POWERS.items() if word == stem or (len(stem) > 2 and word.startswith(stem))), 0
        ):
            power += scale
        elif word in {"кв", "шаршы"} or lemma == "квадратный":
            square = True
        elif named := MEASURES.get(word) or MEASURES.get(lemma) or _COUNTS.get(word) or _COUNTS.get(lemma):
            code = _SQUARE.get(lemma, named) if square else named
        elif named := next((unit for stem, unit in _KAZAKH.items() if word.startswith(stem) and len(stem) > 2), ""):
            code = _SQUARE.get(word, named) if square else named
        elif word not in _WITH:
            return None
    return code, power
