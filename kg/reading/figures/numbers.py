"""Numbers as Russian writes and says them: «1 050», «25,6 миллиарда», «сто двадцать тысяч», «на треть», «20–30».

Only what a number is worth; whether it counts anything is decided elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from kg.language.russian.morphology import parses
from kg.language.tokens import Token
from kg.reading.cues import RUSSIAN
from kg.reading.figures.unit_words import MEASURES
from kg.reading.sentence_words import Words, fold, has, lemma

Form = Literal["count", "share", "multiple"]


@dataclass(frozen=True, slots=True)
class Number:
    """`first` and `end` index the words it was read from, `end` exclusive; a share («треть») is in percent."""

    value: Decimal
    first: int
    end: int
    form: Form = "count"
    scale: int = 0
    """The power of ten of its scale word: 9 for «миллиард»."""


CARDINALS = {
    form: int(number)
    for cases in ("cardinals", "oblique")
    for form, number in RUSSIAN.by_word(f"numbers.{cases}").items()
}
ONE_AND_A_HALF = {"полтора", "полторы", "полутора"}
SCALES = {form: int(power) for form, power in RUSSIAN.by_word("numbers.scales").items()}
ABBREVIATIONS = {"тыс", "млн", "млрд", "трлн"}
# «тысяча вагонов», «более тысячи»; «тысячи людей» and «миллионы тонн» say no number.
BARE_SCALES = {"тысяча", "тысячу", "миллион", "миллиона", "миллиард", "миллиарда", "триллион", "триллиона"}
HALF_SCALES = RUSSIAN.by_word("numbers.halves")
VAGUE = {"несколько", "десяток", "сотня", "пара", "много", "тысяча", "миллион"}
HEDGES = {"более", "больше", "около", "порядка", "свыше", "примерно", "менее", "почти", "до", "с", "из"}
SHARES = {form: Decimal(share) for form, share in RUSSIAN.by_word("numbers.shares").items()}
EVERY = {lemma: int(part) for lemma, part in RUSSIAN.by_word("numbers.every").items()}
MULTIPLES = RUSSIAN.by_word("numbers.multiples")
_TIMES = {"год", "век", "день", "месяц", "неделя", "час", "раз"}
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
_SUFFIXED = re.compile(r"(?:(\d+)-?(?:ти|ми)|([2-4])-?(?:х|м))")
KILOMETRES = re.compile(r"(\d+)-?километров[а-я]{2,3}")
_SPAN = re.compile(r"(\d+(?:[.,]\d+)?)[-–—](\d+(?:[.,]\d+)?)")
_FEW = frozenset({"две", "три", "четыре"})
"""Before parts: «две третьих», of what stands behind them."""
_BEGINNING = frozenset(
    {"каждый", "одна", "одну", "две", "двух", "три", "трех", "тысячи"}
    | {*HALF_SCALES, *ONE_AND_A_HALF, *CARDINALS, *BARE_SCALES, *SHARES, *MULTIPLES}
)
"""Texts and lemmas of the words that a number without digits begins with."""


def numbers(words: Words) -> Iterator[Number]:
    """Every number of a sentence from left to right; the ends of a range are two numbers."""
    pending: list[Number] = []
    index = 0
    while index < len(words):
        found = _at(words, index)
        pending += found
        index = found[-1].end if found else index + 1
    scaled: list[Number] = []
    for number in reversed(pending):
        scaled.insert(0, _with_scale_of(number, scaled[0], words) if scaled else number)
    yield from scaled


def _with_scale_of(low: Number, high: Number, words: Words) -> Number:
    """«с 1,5 до 2 миллиардов», «5 – 7 тысяч»: the first end takes the scale of the second; «962, 90 и 152 миллиарда»:
    so does each of a list."""
    between = [fold(word) for word in words[low.end : high.first]]
    listed = between == ["и"] or (_is_comma(words, low, between) and _is_listed(words, high))
    if low.scale or not high.scale or not (listed or between in (["до"], ["-"], ["–"], ["—"], ["или"])):
        return low
    if listed and (low.form != "count" or 1800 < low.value < 2100):
        return low
    base = high.value.scaleb(-high.scale)
    near = base and Decimal("0.02") < low.value / base < 50
    return replace(low, value=low.value.scaleb(high.scale), scale=high.scale) if near else low


def _is_comma(words: Words, low: Number, between: Sequence[str]) -> bool:
    return between == [","] or (not between and words[low.end - 1].text.endswith(","))


def _is_listed(words: Words, number: Number) -> bool:
    """Is it in a list, without a scale word of its own, or the last but one of it?"""
    return number.end < len(words) and not any(map(_scale_of, words[number.first : number.end]))


def _at(words: Words, index: int) -> list[Number]:
    word = words[index]
    if not (word.plain[0].isdigit() or word.plain in _BEGINNING or word.plain_lemma in _BEGINNING):
        return []
    readers = (_compound, _range, _multiple, _every, _share, _count)
    return next((found for read in readers if (found := read(words, index))), [])


def _compound(words: Words, index: int) -> list[Number]:
    """«75-километровая ветка»; «40-футовый», «18-летний» measure nothing that is asked for."""
    long = KILOMETRES.fullmatch(fold(words[index]))
    return [Number(Decimal(long.group(1)), index, index + 1)] if long else []


def _range(words: Words, index: int) -> list[Number]:
    """«20–30 тысяч» when the tokenizer leaves it one token."""
    ends = _SPAN.fullmatch(words[index].text)
    if not ends:
        return []
    scale, end = _scale(words, index + 1)
    return [Number(_decimal(text).scaleb(scale), index, end, scale=scale) for text in ends.groups()]


def _multiple(words: Words, index: int) -> list[Number]:
    value = MULTIPLES.get(fold(words[index])) or MULTIPLES.get(lemma(words[index]))
    following = words[index + 1 : index + 2]
    if lemma(words[index]).endswith("кратный") and any(has(word, "Animacy", "Anim") for word in following):
        return []  # «двукратный победитель конкурса»
    return [Number(Decimal(value), index, index + 1, "multiple")] if value else []


def _every(words: Words, index: int) -> list[Number]:
    """«каждое третье предприятие»; «каждый второй год» is no share."""
    if lemma(words[index]) != "каждый" or index + 1 >= len(words):
        return []
    part = EVERY.get(lemma(words[index + 1]))
    if not part or (index + 2 < len(words) and lemma(words[index + 2]) in _TIMES):
        return []
    return [Number(round(Decimal(100) / part, 1).normalize(), index, index + 2, "share")]


def _share(words: Words, index: int) -> list[Number]:
    """«на треть», «две трети студентов», «половина»; not «первая половина», «четверть века»."""
    first, count = index, 1
    if fold(words[index]) in CARDINALS and index + 1 < len(words):
        count = int(CARDINALS[fold(words[index])])
        index += 1
    value = SHARES.get(fold(words[index]))
    if value is None or (index > first and value == 50):
        return []
    ordinal = fold(words[index]).endswith("ых")
    if ordinal and (index == first or _is_of_many(words[first], words[index + 1 : index + 2])):
        return []
    if words[index].pos_ in {"ADJ", "DET"} and index == first:
        return []
    before = words[first - 1] if first else None
    if before is not None and (before.pos_ in {"ADJ", "DET"} or has(before, "NumType", "Ord")):
        return []
    if index + 1 < len(words) and lemma(words[index + 1]) in _TIMES:
        return []
    exact = {33: Decimal(100) / 3}.get(int(value), value) * count
    return [Number(round(exact, 1).normalize(), first, index + 1, "share")]


def _is_of_many(count: Token, following: Sequence[Token]) -> bool:
    """«трёх пятых классов», «семь десятых процента» are no shares; «четыре пятых грузов» is."""
    few = fold(count) in _FEW
    return any(
        lemma(word) in MEASURES or has(word, "Number", "Plur") and word.pos_ == "NOUN" and not few for word in following
    )


def _count(words: Words, index: int) -> list[Number]:
    """«8 триллионов 400 миллиардов»; «три миллиона 450» goes on in thousands, as speech leaves their word out."""
    total, end, lowest, first = Decimal(0), index, 99, index
    while end < len(words):
        simple = _simple(words, end)
        if simple is None and end == first:
            simple = _bare_scale(words, end)
        if simple is None:
            break
        value, after = simple
        part, after = _part(words, after)
        value += part
        scale, after = _scale(words, _surplus(words, after))
        if not scale and 6 <= lowest < 99 and 100 <= value < 1000 and value % 10 == 0:
            scale = lowest - 3
        if scale >= lowest or (lowest < 99 and value >= 1000):
            break
        total, end, lowest = total + value.scaleb(scale), after, scale
        if scale == 0:
            break
    if end == first or _ranks(words, first, end, total):
        return []
    # In «8 триллионов 400 миллиардов» the first scale is the number's own.
    return [Number(total, first, end, scale=_first_scale(words, first, end))]


def _ranks(words: Words, first: int, end: int, total: Decimal) -> bool:
    """«с две тысячи семнадцатого», «двадцать пятая сессия»: an ordinal of several words counts nothing."""
    following = parses(words[end].text) if end < len(words) else ()
    ordinal = bool(following) and {"Anum", "sing"} <= set(following[0].tag.grammemes)
    return ordinal and total >= 20 and total % 10 == 0 and all(word.text.isalpha() for word in words[first:end])


def _part(words: Words, index: int) -> tuple[Decimal, int]:
    """The half of «два с половиной миллиарда», and the index behind it."""
    said = [fold(word) for word in words[index : index + 2]]
    return (Decimal("0.5"), index + 2) if said == ["с", "половиной"] else (Decimal(0), index)


def _surplus(words: Words, index: int) -> int:
    """The index behind «с лишним» in «пять с лишним триллионов»."""
    said = [fold(word) for word in words[index : index + 2]]
    return index + 2 if said in (["с", "лишним"], ["с", "небольшим"]) else index


def _first_scale(words: Words, first: int, end: int) -> int:
    return next((scale for word in words[first:end] if (scale := _scale_of(word))), 0)


def _simple(words: Words, index: int) -> tuple[Decimal, int] | None:
    """A number without scale word, and the index behind it."""
    text = fold(words[index])
    if text in HALF_SCALES:
        return Decimal(HALF_SCALES[text]), index + 1
    if text in ONE_AND_A_HALF:
        return Decimal("1.5"), index + 1
    if suffixed := _SUFFIXED.fullmatch(text):
        return Decimal(suffixed.group(1) or suffixed.group(2)), index + 1
    if _DIGITS.fullmatch(text.removesuffix(",")):
        return _grouped(words, index)
    return _spelled(words, index)


def _grouped(words: Words, index: int) -> tuple[Decimal, int]:
    """«1 050 000», with spaces of any kind between groups of three."""
    digits, end = words[index].text.removesuffix(","), index + 1  # «962, 90 и 152»: a tokenizer may leave the comma
    while (
        re.fullmatch(r"[1-9]\d{0,2}(?:\d{3})*", digits)
        and len(words[index].text) <= 3
        and not words[index].text.endswith(",")
        and end < len(words)
        and re.fullmatch(r"\d{3}(?:,\d+)?", words[end].text)
        and words[end].idx == words[end - 1].idx + len(words[end - 1]) + 1
    ):
        digits += words[end].text
        end += 1
    return _decimal(digits), end


def _spelled(words: Words, index: int) -> tuple[Decimal, int] | None:
    total, end, room = 0, index, 1000
    while end < len(words) and (value := CARDINALS.get(fold(words[end]))):
        if value >= room or (fold(words[end]) in {"семью", "сорока"} and not _numeral(words, end)):
            break
        total, end = total + value, end + 1
        room = 100 if value >= 100 else 10 if value >= 20 else 0
    return (Decimal(total), end) if end > index else None


def _numeral(words: Words, index: int) -> bool:
    """Is this «семью» or «сорока» a number, rather than a family or a bird?"""
    hedged = index > 0 and fold(words[index - 1]) in HEDGES and fold(words[index]) == "сорока"
    return words[index].pos_ == "NUM" or hedged


def _bare_scale(words: Words, index: int) -> tuple[Decimal, int] | None:
    """«миллиард рублей» is one; the scale word itself is left to be read."""
    text, before = fold(words[index]), words[index - 1] if index else None
    hedged = before is not None and fold(before) in HEDGES
    if before is not None and (lemma(before) in VAGUE or before.pos_ == "NUM"):
        return None
    return (Decimal(1), index) if text in BARE_SCALES or (text == "тысячи" and hedged) else None


def _scale(words: Words, index: int) -> tuple[int, int]:
    """The power of ten of a scale word at the index and the index behind it (and behind its full stop)."""
    if index >= len(words) or not (power := _scale_of(words[index])):
        return 0, index
    dotted = fold(words[index]) in ABBREVIATIONS and index + 2 < len(words) and words[index + 1].text == "."
    return power, index + 1 + dotted


def _scale_of(word: Token) -> int:
    return SCALES.get(fold(word), 0)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
