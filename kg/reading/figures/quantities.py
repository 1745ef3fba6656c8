"""Which numbers of a sentence are quantities: with a unit, and no date, name, clause number or turn of speech."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.language.russian.morphology import parses
from kg.language.tokens import Token
from kg.model.facts import Bound, Mention
from kg.reading.cues import RUSSIAN
from kg.reading.figures.bounds import Lead, lead
from kg.reading.figures.money import is_sum
from kg.reading.figures.numbers import Number, numbers
from kg.reading.figures.unit_words import COUNTED, CURRENCIES, DURATIONS
from kg.reading.figures.units import Unit, kind_of, unit_of
from kg.reading.periods.expressions import DateExpression
from kg.reading.sentence_words import Words, fold, has, is_attribute, is_predicate, lemma


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; `first` and `end` index the words from its hedge to its unit, `end` exclusive."""

    number: Number
    unit: str
    first: int
    end: int
    bound: Bound
    preposition: str
    noun: Token | None
    """The counted noun or the unit's word; none where it is left out («а казахстанские – 4,6 миллиарда»)."""
    inherited: bool = False
    """The unit is that of the quantity before."""
    assumed: bool = False
    """The unit is the currency that a sum of this text goes by."""


_PARTNERS = RUSSIAN.set("quantities.partners")
_DISCOURSE = RUSSIAN.set("quantities.discourse")
_LABELS = RUSSIAN.set("quantities.labels")
_LASTING = RUSSIAN.set("quantities.lasting")
_TRAVEL = RUSSIAN.set("quantities.travel")
_ANNIVERSARIES = {"дата", "годовщина", "юбилей"}
_LEVELS = {"отметка", "высота", "глубина"}
DASHES = frozenset("–—-")
EARLIER = frozenset({"годом ранее", "годом раньше", "год назад"})
_PER = frozenset(f"в {span}" for span in ("год", "месяц", "неделю", "сутки", "день"))
_OPENING = frozenset(",:;(—–")
SURPLUS = {"лишним", "небольшим", "хвостиком", "хвостом"}
_ANSWER = 6
"""Words of an answer that says a number alone: «– Около двухсот.»"""
_PARTED = frozenset(",;:()")
_RANGE = frozenset("до - – — или , и даже почти более где-то около порядка".split())
_ITEMS = 100
"""As many items a numbered list may have."""
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_MONEY_OR_MASS = CURRENCIES | {"tonne", "percent", "km", "TEU", "person"}


_COORDINATES = {"широта", "долгота"}


def quantities(
    words: Words,
    dates: Sequence[DateExpression],
    mentions: Sequence[Mention],
    currency: str = "",
    last: Quantity | None = None,
) -> Iterator[Quantity]:
    """The quantities of a sentence, in their order.

    A number without unit takes that of the end of its range («с 640 до 1050 наименований») or, with a scale word or
    a dash before it, that of the quantity before («а казахстанские в России – 4,6 миллиарда»). A sum that has neither
    is in the `currency` given, if any. `last` is the last quantity of the sentence before, whose unit goes on in
    «Барнаульцы взяли четырнадцать»."""
    found = _ranged(
        words,
        [
            (number, None if _of_earlier(words, number.end) else unit_of(words, number))
            for number in numbers(words)
            if not _elsewhere(words, number, dates, mentions)
        ],
    )
    previous: Quantity | None = None
    amount = last
    for position, (number, unit) in enumerate(found):
        after = found[position + 1] if position + 1 < len(found) else None
        quantity = None
        if unit is None and amount is not None:
            answer = _of_the_same(words, number, amount) if not amount.number.value else None
            quantity = answer or _of_the_same_scale(words, number, amount)
        quantity = quantity or _quantity(words, number, unit, after, previous, currency)
        quantity = quantity or _part_of(words, number, previous or last)
        quantity = quantity or _of_the_same(words, number, amount if number.scale else previous or last)
        if quantity and not _turn_of_speech(words, quantity):
            previous = quantity
            amount = amount if quantity.unit == "percent" else quantity
            yield quantity


def _quantity(
    words: Words,
    number: Number,
    unit: Unit | None,
    after: tuple[Number, Unit | None] | None,
    previous: Quantity | None,
    currency: str,
) -> Quantity | None:
    before = lead(words, number.first, number.end)
    money = after is not None and after[1] is not None and after[1].code in CURRENCIES
    quantity = Quantity(number, "", before.first, number.end, before.bound, before.preposition, None)
    if unit is not None:
        return replace(quantity, unit=unit.code, end=unit.end, noun=unit.noun)
    assumed = replace(quantity, unit=currency, noun=words[number.end - 1], assumed=True) if currency else None
    if fronted := _fronted(words, number):
        return fronted
    spent = is_sum(words, before.first, number.end, number.scale)
    if previous and previous.unit in COUNTED and (spent or _worth(words, before, number, previous)):
        return assumed
    gapped = before.first and words[before.first - 1].text in {"–", "—", "-"}
    if previous and _open(words, number.end) and (number.scale or gapped):
        if previous.unit in CURRENCIES and not number.scale:
            return None
        if previous.unit in _MONEY_OR_MASS | COUNTED and (previous.unit != "percent" or not number.scale):
            return replace(quantity, unit=previous.unit, inherited=True)
    if previous and previous.unit in COUNTED and _of_them(words, number.end):
        return replace(quantity, unit=previous.unit, inherited=True)
    if after and after[1] and money and number.scale >= 6 and after[0].scale and _closed(words, number.end):
        return replace(quantity, unit=after[1].code, inherited=True)
    if spent:
        return assumed
    if before.bound != "exactly" and number.value >= 10 and not before.preposition and _closed(words, number.end):
        return replace(
            quantity, unit=previous.unit if previous and previous.unit in COUNTED else "item", inherited=True
        )
    return None


def _of_the_same(words: Words, number: Number, last: Quantity | None) -> Quantity | None:
    """A number alone that goes on counting: «Барнаульцы взяли четырнадцать», «должно доставить 130 тыс.»."""
    before = lead(words, number.first, number.end)
    if last is None or number.form != "count" or not _closed(words, number.end):
        return None
    if before.preposition not in {"", "до"} and number.scale < 6:
        return None
    if number.scale:
        kept = last.unit in _MONEY_OR_MASS - {"percent"} or (last.unit in COUNTED and not last.number.value)
    else:
        year = 1800 < number.value < 2100
        kept = last.unit in COUNTED and not year and number.value > 2 and _told_alone(words, before.first)
        kept = kept or (not last.number.value and bool(last.unit) and len(words) <= _ANSWER)
    if not kept:
        return None
    return Quantity(number, last.unit, before.first, number.end, before.bound, before.preposition, None, inherited=True)


def _of_the_same_scale(words: Words, number: Number, last: Quantity) -> Quantity | None:
    """«… 50 миллиардов долларов. По вашим данным – около 51»: the millions said before go on."""
    before = lead(words, number.first, number.end)
    scale = last.number.scale
    if number.scale or scale < 6 or number.form != "count" or last.unit not in CURRENCIES | {"tonne"}:
        return None
    told = before.bound != "exactly" or (before.first and words[before.first - 1].text in DASHES)
    if not told or not _closed(words, _hedged(words, number.end)):
        return None
    base = last.number.value.scaleb(-scale)
    if not base / 3 < number.value < base * 3:
        return None
    meant = replace(number, value=number.value.scaleb(scale), scale=scale)
    return Quantity(meant, last.unit, before.first, number.end, before.bound, before.preposition, None, inherited=True)


def _hedged(words: Words, index: int) -> int:
    """The index behind «с небольшим», «с хвостиком»."""
    said = [fold(word) for word in words[index : index + 2]]
    return index + 2 if len(said) == 2 and said[0] == "с" and said[1] in SURPLUS else index


def _fronted(words: Words, number: Number) -> Quantity | None:
    """«Побратимов за рубежом у него семь», «предприятия, которых насчитывается около 400»: what is counted stands
    before the number, in the genitive plural."""
    before = lead(words, number.first, number.end)
    told = " ".join(map(fold, words[number.end : number.end + 2]))
    ended = _closed(words, number.end) or told.startswith("против ") or told in _PER
    if number.form != "count" or number.value < 3 or not ended or before.preposition or _yearlike(number):
        return None
    left = words[: before.first]
    which = next(
        (i for i, word in enumerate(left) if fold(word) == "которых" and not _after_preposition(left, i)), None
    )
    if which is not None and not any(word.text == "," for word in left[which:]):
        several = (word for word in reversed(left[:which]) if word.pos_ == "NOUN" and has(word, "Number", "Plur"))
        noun = next(several, None)
    else:
        left = _main_clause(left)
        them = next((word for word in left if fold(word) == "их"), None)
        noun = them or next(iter(itertools.dropwhile(_is_of_several, left)), None)
        if (
            noun is None
            or not (them or _several(noun))
            or not all(_is_aside(word) for word in left if them or word.i > noun.i)
        ):
            return None
        if them is not None:
            several = (word for word in reversed(words[: words.index(them)]) if word.pos_ == "NOUN")
            noun = next((word for word in several if has(word, "Number", "Plur")), None)
    if noun is None:
        return None
    return Quantity(number, kind_of(noun), before.first, number.end, before.bound, "", noun)


def _main_clause(words: Words) -> Words:
    """The words of the last clause, without «как подсчитали в оргкомитете» between commas and «а», «теперь» before."""
    start = next((i + 1 for i in range(len(words) - 1, -1, -1) if words[i].text in _PARTED - {","}), 0)
    parts = [list(part) for comma, part in itertools.groupby(words[start:], lambda word: word.text == ",") if not comma]
    kept = parts[-1:]
    if len(parts) > 2 and fold(parts[-2][0]) in {"как", "по"}:
        kept = [parts[-3], *kept]
    clause = [word for part in kept for word in part]
    return list(itertools.dropwhile(lambda word: word.pos_ in {"CCONJ", "ADV", "PART"}, clause))


def _is_of_several(word: Token) -> bool:
    """«немецких» of «немецких предприятий теперь 207»."""
    tags = (parse.tag for parse in parses(word.text) if parse.is_known)
    return any(tag.POS in {"ADJF", "PRTF"} and {"plur", "gent"} <= tag.grammemes for tag in tags)


def _is_aside(word: Token) -> bool:
    """Between what is counted and the number: «у Ниша», «теперь», «набралось»; no subject and no verb with one."""
    if is_predicate(word) or word.pos_ == "AUX":
        alone = has(word, "Number", "Sing") and not has(word, "Gender", "Masc") and not has(word, "Gender", "Fem")
        return alone and not has(word, "Person", "1") and not has(word, "Person", "2")
    return fold(word) != "не" and not (word.pos_ in {"NOUN", "PROPN", "PRON"} and has(word, "Case", "Nom"))


def _of_earlier(words: Words, index: int) -> bool:
    """«118 млн годом раньше»"""
    return " ".join(map(fold, words[index : index + 2])) in EARLIER


def _yearlike(number: Number) -> bool:
    return not number.scale and 1800 < number.value < 2100


def _part_of(words: Words, number: Number, last: Quantity | None) -> Quantity | None:
    """So many of those counted before: «Семь уже сданы», «девять китайских, четыре турецких», «двадцать две приехали»,
    «больше всего из Туркмении (604)»; as many «против 29 годом ранее»."""
    if last is None or number.form != "count" or not last.number.value:
        return None
    before = lead(words, number.first, number.end)
    same = Quantity(number, last.unit, before.first, number.end, before.bound, before.preposition, None, inherited=True)
    if (
        before.first
        and fold(words[before.first - 1]) == "против"
        and (_of_earlier(words, number.end) or _closed(words, number.end))
    ):
        return same if bool(number.scale) == bool(last.number.scale) else None
    opens = not before.first or words[before.first - 1].text in _OPENING or fold(words[before.first - 1]) in {"а", "и"}
    fewer = last.unit in COUNTED and not number.scale and 2 < number.value < last.number.value
    if not fewer or not opens or before.preposition or _yearlike(number):
        return None
    rest = list(itertools.dropwhile(lambda word: word.pos_ in {"ADV", "PART"}, words[number.end : number.end + 4]))
    bracketed = before.first > 1 and words[before.first - 1].text == "(" and words[before.first - 2].pos_ == "PROPN"
    if not rest or (bracketed and rest[0].text == ")"):
        return same if bracketed else None
    alone = _is_of_several(rest[0]) and _closed(words, words.index(rest[0]) + 1)
    done = (is_predicate(rest[0]) or rest[0].pos_ == "ADJ") and has(rest[0], "Number", "Plur") and not alone
    done = done and (has(rest[0], "VerbForm", "Fin") or has(rest[0], "Variant", "Short"))
    return same if alone or done else None


def _after_preposition(words: Words, index: int) -> bool:
    return index > 0 and words[index - 1].pos_ == "ADP"


def _several(word: Token) -> bool:
    """A noun in the genitive plural, whatever the tagger makes of one that opens a sentence."""
    parsed = [parse.tag for parse in parses(word.text) if parse.is_known]
    tagged = word.pos_ == "NOUN" and has(word, "Case", "Gen") and not word.is_sent_start
    return any(tag.POS == "NOUN" and {"plur", "gent"} <= tag.grammemes for tag in parsed[: None if tagged else 1])


def asked(words: Words) -> Quantity | None:
    """What «Сколько у вас предприятий?» and «Какой товарооборот?» ask for, as if it were told: the answer is a number
    alone, or a sum of nothing else."""
    if not words or words[-1].text != "?":
        return None
    at = next((i for i, word in enumerate(words) if lemma(word) in {"сколько", "какой", "каков"}), None)
    if at is None:
        return None
    many = lemma(words[at]) == "сколько"
    number = Number(Decimal(0), at, at + 1)
    unit = unit_of(words, number) if many else None
    if unit is None:
        noun = next((word for word in words[at + 1 :] if (_several(word) if many else word.pos_ == "NOUN")), None)
        unit = Unit(kind_of(noun) if many else "", at + 1, noun) if noun is not None else None
    return Quantity(number, unit.code, at, at + 1, "exactly", "", unit.noun) if unit is not None else None


def _told_alone(words: Words, first: int) -> bool:
    """«взяли четырнадцать», «всего шесть», «Сто двенадцать.»; not «улица Мира, 5», «статья 14», «5.»."""
    if first == 0 or (first == 1 and words[0].text in DASHES):
        return words[first].text[0].isalpha()
    return words[first - 1].pos_ in {"VERB", "AUX"} or fold(words[first - 1]) in {"бы", "уже"}


def _ranged(words: Words, found: Sequence[tuple[Number, Unit | None]]) -> list[tuple[Number, Unit | None]]:
    """With the unit behind a range or a row of numbers given to each of them."""
    given: list[tuple[Number, Unit | None]] = []
    for number, unit in reversed(found):
        if unit is None and given and given[0][1] and _ends_range(words, number, given[0][0]):
            unit = Unit(given[0][1].code, number.end, given[0][1].noun)
        given.insert(0, (number, unit))
    return given


def _worth(words: Words, before: Lead, number: Number, previous: Quantity) -> bool:
    """«три объекта на 423 миллиона»: what the things counted right before cost."""
    return before.preposition == "на" and number.scale >= 6 and before.first == previous.end


def _ends_range(words: Words, low: Number, high: Number) -> bool:
    """«с 640 до 1050», «20–30» as one token, «700–800, до тысячи», «где-то 20, где-то 30»; what a dash, comma or «и»
    joins goes up, so «651 миллиард – 105 процентов» is no range."""
    between = [fold(word) for word in words[low.end : high.first]]
    if (
        low.first == high.first
        or (not between and 0 < low.scale == high.scale)
        or (between and between[0] == "до" and set(between) <= _RANGE)
    ):
        return True
    listed = between in ([","], ["и"]) and 0 < low.scale == high.scale
    return bool(between) and set(between) <= _RANGE and (low.value < high.value or listed)


def _open(words: Words, index: int) -> bool:
    """Does no noun of its own follow? «4,6 миллиарда.», «30 тысяч на средства бюджета», «60 тысяч казахстанских»."""
    alone = index < len(words) and is_attribute(words[index]) and _closed(words, index + 1)
    return index >= len(words) or alone or words[index].pos_ not in {"NOUN", "PROPN", "ADJ"}


def _of_them(words: Words, index: int) -> bool:
    """«250 соглашений, 36 из них подписаны»."""
    return [fold(word) for word in words[index : index + 2]] in (["из", "них"], ["из", "которых"])


def _closed(words: Words, index: int) -> bool:
    return index >= len(words) or words[index].text in {".", ",", ";", "!", "?", "–", "—", "(", ")"}


def _elsewhere(words: Words, number: Number, dates: Sequence[DateExpression], mentions: Sequence[Mention]) -> bool:
    """Is the number part of a date, a name, a label, a time or a list's numbering?"""
    start, end = words[number.first].idx, words[number.end - 1].idx + len(words[number.end - 1])
    if any(expression.start < end and start < expression.end for expression in dates):
        return True
    if any(mention.named and mention.start <= start and end <= mention.end for mention in mentions):
        return True
    before = words[number.first - 1] if number.first else None
    after = words[number.end] if number.end < len(words) else None
    if before is not None and before.text in '«"' and number.first > 1 and words[number.first - 2].pos_ == "NOUN":
        return True  # «план «100 шагов»»
    if not words[number.first].text[0].isdigit():
        return before is not None and before.text in '«"' and words[number.first].text[0].isupper()
    glued = before is not None and before.idx + len(before) == start
    if before is not None and before.text == "+" and after is not None and after.text == "(":
        return True  # «тел. +7 (727) …»
    if before is not None and ((glued and before.text not in '(«"$€₽₸¥+–—-[') or lemma(before) in _LABELS):
        return not (glued and before.text in "+") and not (lemma(before) in _LABELS and number.scale)
    if (
        before is not None
        and before.text == "."
        and number.first > 1
        and fold(words[number.first - 2]) in {"ст", "п", "г", "д"}
    ):
        return True
    if (
        before is not None
        and fold(before) in {"с", "в", "до", "к", "около"}
        and _CLOCK.fullmatch(words[number.first].text)
    ):
        return True
    if (
        after is not None
        and after.idx == end
        and ((after.text in ":/" and _digits(words, number.end + 1)) or after.text[0].isupper() and after.text != "TEU")
    ):
        return True
    if number.first == 0 and after is not None and after.text in {".", ")"}:
        return True
    if number.first == 0 and after is not None and number.value < _ITEMS and after.is_title and not after.is_punct:
        return True  # «2 Соглашение о сотрудничестве»: the number of an item
    bare = number.end == number.first + 1 and re.fullmatch(r"(?:19|20)\d\d", words[number.first].text)
    return bool(bare) and (after is None or not after.is_alpha or after.pos_ in {"CCONJ", "ADP", "VERB"})


def _digits(words: Words, index: int) -> bool:
    """Does a number follow at once, as in «18:40» and «1/2»; not in «на 200 миллиардов: 108 миллиардов – …»?"""
    near = index < len(words) and words[index].idx == words[index - 1].idx + 1
    return near and words[index].text[0].isdigit()


def _turn_of_speech(words: Words, quantity: Quantity) -> bool:
    """Is what is counted no set anybody would look up: partners, points of a speech, spans of time?"""
    number, name = quantity.number, lemma(quantity.noun) if quantity.noun is not None else ""
    before = words[max(0, number.first - 2) : number.first]
    if number.form == "count" and before and lemma(before[-1]) == "каждый":
        return True  # «каждый миллиард экспорта», «двое из каждых трёх»: what something else is told for
    if len(before) > 1 and fold(before[0]) == "на" and lemma(before[1]) in _LEVELS and has(before[1], "Case", "Loc"):
        return True  # «на отметке 97 метров стоит …»: where
    if any(lemma(word) in _COORDINATES for word in words[quantity.end : quantity.end + 5]):
        return quantity.unit in {"degree", "minute", "second"}
    if number.form == "share" and _on_the_clock(words, quantity):
        return True
    if number.form != "count":
        return False
    if not number.value:
        return True
    if quantity.unit in CURRENCIES:
        # «на один рубль государства – пять привлечённых»
        return number.value == 1
    if number.value <= 1 and quantity.unit in COUNTED:
        return True
    if number.value == 2 and quantity.unit in COUNTED and quantity.bound == "exactly" and _in_passing(words, quantity):
        return True
    if quantity.unit == "times":
        return quantity.preposition != "в"
    if name in _PARTNERS and number.value <= 3:
        return True
    if (
        name in _DISCOURSE
        and number.value < 10
        and not (name == "пункт" and quantity.end < len(words) and lemma(words[quantity.end]) == "пропуск")
    ):
        return True
    return quantity.unit in DURATIONS and not _lasting(words, quantity)


def _on_the_clock(words: Words, quantity: Quantity) -> bool:
    """«в половине шестого»; not «половину шестого этажа»."""
    said = words[quantity.number.end : quantity.number.end + 2]
    ordinal = bool(said) and fold(said[0]).endswith(("ого", "его"))
    return ordinal and "Anum" in parses(said[0].text)[0].tag and not any(word.pos_ == "NOUN" for word in said[1:])


def _in_passing(words: Words, quantity: Quantity) -> bool:
    """«с двумя гербами», «две учительницы»: who or what there are two of is told, not how many there are."""
    said = fold(words[quantity.number.first])
    return said in {"двух", "двум", "двумя"} or (said in {"два", "две"} and quantity.unit == "person")


def _visited(words: Words, quantity: Quantity) -> bool:
    """«за 5 дней форума»: the time of something."""
    return quantity.end < len(words) and has(words[quantity.end], "Case", "Gen")


def _aged(words: Words, quantity: Quantity) -> bool:
    """«дети, которые достигли 18 лет»; not «продолжительность жизни достигла 73 лет»."""
    return any(has(word, "Animacy", "Anim") for word in words[max(0, quantity.first - 6) : quantity.first])


def _lasting(words: Words, quantity: Quantity) -> bool:
    """«занимает десять дней», «выросла на 6 лет – 72,5 года», «груз дошёл за 22 дня»; not «за пять лет», «в 18 часов»,
    «30 лет назад»."""
    if quantity.preposition == "за":
        short = quantity.unit in {"day", "hour", "minute"}
        return short and any(lemma(word) in _TRAVEL for word in words) and not _visited(words, quantity)
    if quantity.preposition not in {"", "на", "до", "с", "в"} or (
        quantity.preposition == "в" and quantity.bound == "exactly"
    ):
        return False
    for word in reversed(words[max(0, quantity.first - 3) : quantity.first]):
        if lemma(word) in _LASTING:
            return not (lemma(word).startswith("дост") and _aged(words, quantity))
    return (
        quantity.preposition == ""
        and quantity.first > 1
        and words[quantity.first - 1].text in {"–", "—"}
        and words[quantity.first - 2].pos_ == "NOUN"
        and lemma(words[quantity.first - 2]) not in _ANNIVERSARIES
    )
