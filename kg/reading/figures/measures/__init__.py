"""What a quantity measures: the thing counted, the subject of the verb, or the noun the number hangs on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from kg.language.russian.morphology import parses
from kg.language.tokens import Token
from kg.model.facts import Direction, Phrase
from kg.reading.country_adjectives import countries_of
from kg.reading.cues import RUSSIAN
from kg.reading.figures.concepts import MeasureConcept, concept_named, concept_of
from kg.reading.figures.directions import is_change
from kg.reading.figures.kinds import PARTED, SHARED, family, kind_of, nouns_of
from kg.reading.figures.measure_phrases import NounPhrase, genitives, noun_phrase, plain
from kg.reading.figures.measures.deeds import doing, made
from kg.reading.figures.measures.heads import (
    MARKS,
    SUBJECTS,
    antecedent,
    grower,
    grown,
    head_of,
    is_measurable,
    left_of,
    right_of,
)
from kg.reading.figures.quantities import DASHES, Quantity
from kg.reading.figures.unit_words import COUNTED, CURRENCIES, DURATIONS, MEASURES
from kg.reading.sentence_words import Words, fold, has, is_attribute, is_indicator, is_name, is_predicate, lemma

_COUNTS = {"число", "количество", "численность", "население"}
_WAYS: Mapping[Direction, str] = {"growth": "рост", "decline": "снижение"}
_UNMEASURED = {unit.replace(" ", "_"): noun for unit, noun in RUSSIAN.by_word("measures.of_units").items()}
# Attributes of a growth that make it another measure; all others («беспрецедентный») only judge it.
_RATES = RUSSIAN.set("measures.rates")
_DEEDS: Mapping[str, str] = RUSSIAN.by_word("measures.deeds")
_GIVEN = RUSSIAN.set("measures.given")
"""Deeds that are done to somebody in the dative."""
_AGENTS = RUSSIAN.set("measures.agents")
_RATES_TOLD = {"в год", "в сутки", "в день", "в месяц", "в неделю", "в час", "за рейс", "за смену"}
_DAILY = {"ежегодно": "в год", "ежедневно": "в день", "ежемесячно": "в месяц", "ежесуточно": "в сутки"}
_LONGEST = 8
_CASES = {
    "из": "Gen",
    "в": "Acc",
    "во": "Acc",
    "от": "Gen",
    "на": "Acc",
    "с": "Ins",
    "со": "Ins",
    "между": "Ins",
    "по": "Dat",
}
"""Prepositions that a measure takes, by their cases."""
_SPENT = {"в", "во", "на", "из"}
_PRICED = RUSSIAN.set("measures.priced")
_COSTS = {"сумма", "стоимость"}
_SIZED = {"сумма", "размер", "объем"}
"""«финансирование в размере 9 триллионов», which go on with the number."""
_COSTING = RUSSIAN.set("measures.costing")
_DIMENSIONS = RUSSIAN.set("measures.dimensions")
_OF_STUFF = {"length", "area", "mass", "volume"}
_LONG_OR_WIDE = {"length", "area", "housing", "institutions"}
_WHOLES = RUSSIAN.set("measures.wholes")
_SHARES = RUSSIAN.set("measures.shares")
_COMPARED = RUSSIAN.set("measures.compared")
_AMOUNTS = RUSSIAN.set("measures.amounts")
_GROWING = {"число": "числа", "объём": "объёма", "площадь": "площади", "протяжённость": "протяжённости"}
_OF_ALL = frozenset({"числе", "них", "включая"})
_AMONG = _OF_ALL | frozenset(", ( – — и а в том из также".split())
_PIECES = {"единица", "штука"}
_CLOSING = frozenset(",;:()")
_HAVING = frozenset({"у", "в", "во", "на"})
_TIMES = RUSSIAN.set("measures.times")
_SOMEBODY = {"человек", "люди"}
_STATES = RUSSIAN.set("measures.states")
_OTHERS = RUSSIAN.set("measures.others")
_PLACES = RUSSIAN.set("measures.places")
_REASONS = RUSSIAN.set("measures.reasons")
"""«конкурс на 30 мест» has none."""
_TOPICS = RUSSIAN.set("measures.topics")
_NO_TOPICS = RUSSIAN.set("measures.no_topics")
_QUOTES = {"«": "»", '"': '"', "“": "”"}
_CLAUSE = 9
"""Words of a relative clause that still belong to a measure."""
_TERRITORIES = RUSSIAN.set("measures.territories")


@dataclass(frozen=True, slots=True)
class Measure:
    """`phrase` is what the figure shows; `of` the noun phrase beneath it, without «рост» or «число»."""

    phrase: Phrase
    of: NounPhrase
    concept: MeasureConcept | None = None
    shared: bool = False
    """Taken over from the quantity before."""
    partial: bool = False
    """Its clause says more of what is counted: «число школ» of «отремонтируем 15 школ»."""
    deed: tuple[str, str] = ("", "")
    """What they did or is done to them, before and behind what is counted: «построенных», «, которые построят»."""


def measure(
    words: Words, quantity: Quantity, direction: Direction, before: Quantity | None, last: Measure | None
) -> Measure | None:
    """`before` and `last` are the quantity before in this sentence, and the measure before in this or the last one."""
    if last and lemma(last.of.head) in MEASURES:
        last = None
    found = _fitting(words, quantity, direction, before, last, _measure(words, quantity, direction, before, last))
    if found and direction != "level" and found.shared and last:
        found = _growing(direction, found, last)
    if found and quantity.unit == "percent" and direction == "level" and quantity.number.form != "share":
        found = _share(words, quantity, found, last)
    if found and direction == "level":
        found = _named(words, quantity, found)
    if found and direction == "level" and quantity.unit == "percent":
        found = _compared(words, quantity, _of_whole(words, quantity, found))
    if found and direction == "level" and family(quantity.unit) in _OF_STUFF:
        found = _done_to(words, quantity, found)
    if found and direction == "level" and (rate := _rate(words, quantity)):
        found = replace(found, phrase=replace(found.phrase, text=f"{found.phrase.text} {rate}"))
    if found and direction != "level" and quantity.noun is not None and quantity.unit in COUNTED:
        found = _more_of(words, quantity, direction, found, quantity.noun)
    if found and not found.shared and (rest := _rest(words, quantity, found)):
        found = replace(found, phrase=replace(found.phrase, text=f"{found.phrase.text}{rest}"))
    if found and found.concept and found.concept.counted and quantity.unit in CURRENCIES:
        return replace(found, concept=None)
    return found


def _rest(words: Words, quantity: Quantity, found: Measure) -> str:
    """What goes on right behind what is measured and tells which: «объекты серии «Медицина»», «законы по истории»,
    «люди, которые проходят лечение», «люди, посетившие музеи»."""
    last = found.of.words[-1]
    at = next((index + 1 for index, word in enumerate(words) if word.i == last.i), len(words))
    if not found.phrase.text.endswith(_spoken(last)) or at >= len(words) or found.of.name:
        return ""
    closing = _QUOTES.get(words[at].text)
    name = [*takewhile(lambda word: word.text != closing, words[at + 1 : at + 1 + _LONGEST])] if closing else []
    ended = at + 1 + len(name) < len(words) and words[at + 1 + len(name)].text == closing
    if name and ended and name[0].text[0].isupper():
        return f" «{plain(name)}»"
    if quantity.unit in COUNTED and fold(words[at]) == "по":
        topic = plain(_complement(words, last, found.of.head))
        return f" {topic}" if topic else ""
    which = words[at + 1] if at + 1 < len(words) and words[at].text == "," else None
    does = (
        which is not None and has(which, "VerbForm", "Part") and has(which, "Case", "Gen") and has(last, "Case", "Gen")
    )
    if which is None or not has(which, "Number", "Plur") or not (does or lemma(which) == "который"):
        return ""
    clause = [*takewhile(lambda word: not word.is_punct, words[at + 1 : at + 2 + _CLAUSE])]
    whole = at + 1 + len(clause) == len(words) or words[at + 1 + len(clause)].is_punct
    numbered = any(word.text[0].isdigit() or word.like_num for word in clause)
    told = whole and not numbered and len(clause) > 1
    return f", {' '.join(_spoken(word) for word in clause)}" if told else ""


def _spoken(word: Token) -> str:
    return word.text.replace("\u00a0", " ")


def _more_of(words: Words, quantity: Quantity, direction: Direction, found: Measure, counted: Token) -> Measure:
    """«рост на 40 рабочих мест» tells of their number."""
    if lemma(counted) != lemma(found.of.head) and (not is_change(found.of.head) or found.of.after):
        return found
    things = noun_phrase(words, counted)
    last = words[quantity.number.end - 1].i
    of = replace(things, before=tuple(word for word in things.before if word.i > last))
    text = f"{_WAYS[direction]} числа {of.inflected('gent', 'plur')}"
    return replace(found, phrase=replace(found.phrase, text=text), of=of, concept=concept_of(of))


def _share(words: Words, quantity: Quantity, found: Measure, last: Measure | None) -> Measure:
    """«обрабатывающая промышленность – 36,4 %», «на импорт приходилось 39 %» tell its share."""
    kind = kind_of(nouns_of(found.phrase.text, "ru"), "percent", "ru")
    dashed = quantity.first > 0 and words[quantity.first - 1].text in DASHES
    falls = any(lemma(word) == "приходиться" for word in words[max(0, quantity.first - 3) : quantity.first])
    listed = kind is None and last is not None and last.phrase.text.startswith("доля ")
    shared = kind is not None and (kind.name in SHARED or kind.name in PARTED)
    if not (dashed or falls) or found.shared or lemma(found.of.head) in _SHARES or not (listed or shared):
        return found
    return replace(found, phrase=replace(found.phrase, text=f"доля {found.of.inflected('gent')}"))


def _growing(direction: Direction, found: Measure, last: Measure) -> Measure:
    """«8 тысяч ребят получили награды, это на тысячу больше» tells of a growth of their number."""
    name, _, rest = last.phrase.text.partition(" ")
    size = _GROWING.get(name, "")
    if not size or not rest or found.of.head.i != last.of.head.i:
        return found
    return replace(found, phrase=replace(found.phrase, text=f"{_WAYS[direction]} {size} {rest}"))


def _of_whole(words: Words, quantity: Quantity, found: Measure) -> Measure:
    """«В структуре экспорта доля нефти – 60 %» tells what it is a share of."""
    text = found.phrase.text
    if not text.startswith(("доля ", "удельный вес ")) or " в " in text:
        return found
    for index in range(quantity.first - 1, 0, -1):
        if words[index].text == ";":
            break
        first = index - len(noun_phrase(words, words[index], after=False).before)
        whole = lemma(words[index]) in _WHOLES and has(words[index], "Case", "Loc") and genitives(words, index + 1)
        if whole and first and fold(words[first - 1]) in {"в", "во"} and words[index].idx != found.phrase.start:
            within = plain(words[first : index + 1 + len(whole)])
            return replace(found, phrase=replace(found.phrase, text=f"{text} в {within}"))
    return found


def _compared(words: Words, quantity: Quantity, found: Measure) -> Measure:
    """«79 % к уровню прошлого года» tells how much it is of what it was."""
    end = quantity.end
    if end + 1 >= len(words) or fold(words[end]) not in {"к", "от"} or found.phrase.text.startswith("доля "):
        return found
    behind = end + 1
    while behind < len(words) and is_attribute(words[behind]):
        behind += 1
    if behind == len(words) or lemma(words[behind]) not in _COMPARED:
        return found
    with_it = words[end : behind + 1 + len(genitives(words, behind + 1))]
    return replace(found, phrase=replace(found.phrase, text=f"{found.phrase.text} {plain(with_it)}"))


def _named(words: Words, quantity: Quantity, found: Measure) -> Measure:
    """«трасса – 300 километров», «мост, стоящий 5 миллиардов», «здания с 18 процентами»: how long, dear or great a part
    of what."""
    unit, text = quantity.unit, found.phrase.text
    kind = kind_of(nouns_of(text, "ru"), unit, "ru")
    name = _UNMEASURED.get(unit, "") if family(unit) in {"length", "area", "speed"} or unit == "percent" else ""
    near = (*words[max(0, quantity.first - 3) : quantity.first], *words[quantity.end : quantity.end + 1])
    if unit in CURRENCIES and any(lemma(word) in _COSTING for word in near):
        name = "стоимость"  # «стоит 15 рублей», «15 рублей стоит билет»
    known = kind is not None and (unit == "percent" or kind.name not in _LONG_OR_WIDE)
    said = text.startswith((name, *_WAYS.values(), *_DEEDS.values())) or lemma(found.of.head) in _SHARES
    if not name or known or said or lemma(found.of.head) in _DIMENSIONS:
        return found
    return replace(found, phrase=replace(found.phrase, text=f"{name} {found.of.inflected('gent')}"))


def _done_to(words: Words, quantity: Quantity, found: Measure) -> Measure:
    """«восстановили 1688 километров дорог», «поставил 5 тысяч тонн угля»: how much of what was restored, delivered."""
    text, of = found.phrase.text, found.of
    unmeasured = _UNMEASURED.get(quantity.unit, "")
    name = unmeasured if text.startswith(unmeasured) else ""
    if found.shared or of.head.i <= words[quantity.end - 1].i or of.name:
        return found
    bare = next((one for one in (of.inflected("nomn"), f"{name} {of.inflected('gent')}") if text.startswith(one)), None)
    if bare is None or (name and text != bare):
        return found
    before, behind = doing(words, quantity, of)
    if not before and not behind:
        return replace(found, partial=not of.before and not of.after and _says_more(words, quantity))
    aim = text[len(bare) :]  # «объём отправленной в Германию нефти»
    doing_so = f"{before}{aim}" if before else ""
    what = " ".join(filter(None, (name or "объём", doing_so, of.inflected("gent")))) + (
        f"{behind}{aim}" if behind else ""
    )
    return replace(found, phrase=replace(found.phrase, text=what))


def asked_for(words: Words, asked: Quantity) -> Measure | None:
    """The measure of what a question asks for: «Сколько тонн груза перевезли?», «Какой товарооборот с Россией?»"""
    if asked.unit in COUNTED or asked.noun is None:
        return None if asked.noun is None else _counted(noun_phrase(words, asked.noun))
    behind = next((word for word in words if word.i > asked.noun.i and is_measurable(word)), None)
    noun = asked.noun if not asked.unit else behind
    return None if noun is None else _shown(words, noun_phrase(words, noun), "level")


def _fitting(
    words: Words,
    quantity: Quantity,
    direction: Direction,
    before: Quantity | None,
    last: Measure | None,
    found: Measure | None,
) -> Measure | None:
    """The measure, unless its noun is told in no such unit and another near the number is: «результат – торговый оборот
    свыше 50 миллиардов», «договорились о поставке 100 тысяч тонн»."""
    unit = quantity.unit
    if found and unit in CURRENCIES and (spent := _spent(words, quantity, direction, found)):
        return spent
    if found and unit in CURRENCIES and lemma(found.of.head) in _COSTS:
        return found
    if found is None or not family(unit) or unit in COUNTED or kind_of(nouns_of(found.phrase.text, "ru"), unit, "ru"):
        return found
    if deed := _deed(words, quantity, direction):
        return deed
    floor = before.end if before else 0
    left = list(reversed(words[floor : quantity.first]))
    behind = words[quantity.end : quantity.end + 6]
    closed = next(
        (i for i, word in enumerate(behind) if word.text in {".", ";", ","} or is_predicate(word)), len(behind)
    )
    for word in (*left, *behind[:closed]):
        if is_measurable(word) and kind_of([lemma(word)], unit, "ru"):
            return _shown(words, noun_phrase(words, word), direction)
    if last and kind_of([lemma(word) for word in last.of.words if word.pos_ == "NOUN"], unit, "ru"):
        return _shown(words, last.of, direction, shared=True)
    for word in reversed(words[:floor]):
        if is_measurable(word) and kind_of([lemma(word)], unit, "ru"):
            return _shown(words, noun_phrase(words, word), direction)
    return found


def _spent(words: Words, quantity: Quantity, direction: Direction, found: Measure) -> Measure | None:
    """«вложила в экономику 4 миллиарда», «из бюджета направлено 600 миллионов», «ввезено товаров на 82 миллиона»: what
    is done with the money, and to what."""
    at = next((index for index, word in enumerate(words) if word.idx == found.of.start), 0)
    goods = found.of.words
    whole = quantity.preposition == "на" and has(goods[0], "Case", "Gen") and goods[-1].i == words[quantity.first - 1].i
    if at and whole and (name := _DEEDS.get(lemma(words[at - 1]))):
        of = NounPhrase((), words[at - 1], name=name)
        phrase = replace(found.phrase, text=f"{name} {plain(goods)}")
        return Measure(phrase, of, concept_named(parses(name)[0].normal_form))
    deed = (
        _deed(words, quantity, direction)
        if at and fold(words[at - 1]) in _SPENT and lemma(found.of.head) not in _SIZED
        else None
    )
    if deed is None:
        return None
    text = f"{deed.phrase.text} {plain((words[at - 1], *found.of.words))}"
    return replace(deed, phrase=replace(deed.phrase, text=text))


def _rate(words: Words, quantity: Quantity) -> str:
    """«40 тысяч тонн в год», «ежедневно 320 машин», «по 3 миллиона каждому»: what the number is for one of."""
    behind = [fold(word) for word in words[quantity.end : quantity.end + 3]]
    told = " ".join(behind[:2])
    if told in _RATES_TOLD and behind[2:3] != ["назад"] and not _goes_on(words, quantity.end + 2):
        return told
    shared = quantity.preposition == "по" and quantity.number.form == "count"
    if shared and any(lemma(word) == "каждый" for word in words):
        return "(каждому)"
    return next(
        (rate for word in words[max(0, quantity.first - 3) : quantity.first] if (rate := _DAILY.get(fold(word)))), ""
    )


def _goes_on(words: Words, index: int) -> bool:
    """«в год юбилея»: a year of something."""
    return index < len(words) and (has(words[index], "Case", "Gen") or words[index].text[0].isdigit())


def _measure(
    words: Words, quantity: Quantity, direction: Direction, before: Quantity | None, last: Measure | None
) -> Measure | None:
    if quantity.unit in COUNTED and direction == "level":
        return _count(words, quantity, before, last)
    if (share := _of_which(words, quantity, direction)) is not None:
        return _of_same(words, quantity, before, last, share)
    if before and before.noun is not None and (_priced(quantity, before) or _worth(words, quantity, before)):
        of = noun_phrase(words, before.noun)
        return Measure(Phrase(of.start, of.end, f"стоимость {of.inflected('gent', 'plur')}"), of)
    if quantity.number.form == "multiple" and (thing := grown(words, quantity)):
        of = noun_phrase(words, thing)
        of = replace(of, before=tuple(word for word in of.before if word.i > words[quantity.number.first].i))
        return _shown(words, of, direction)
    if last and quantity.unit == "percent" and direction == "level" and _of_them(words, quantity):
        of = last.of
        return Measure(Phrase(of.start, of.end, f"доля {of.inflected('gent')}"), of, shared=True)
    if before and (dashed := _dashed(words, before, quantity)):
        return _shown(words, noun_phrase(words, dashed), direction)
    if before and last:
        if ellipsis := _ellipsis(words, before, quantity):
            return _elliptic(words, ellipsis, last, direction)
        if gapped := _gapped(words, before, quantity, last):
            return _shown(words, gapped, direction, shared=True)
    if behind := _told_behind(words, quantity):
        return _shown(words, noun_phrase(words, behind), direction)
    head = head_of(words, quantity, before)
    if head is not None and last and _adjectival(head):
        return _elliptic(words, head, last, direction)
    if head is not None and head.pos_ in {"PRON", "DET"}:
        head = antecedent(words, head) or (None if last else left_of(words, quantity, None))
    if head is not None and is_change(head) and not noun_phrase(words, head).after:
        head = grower(words, quantity, before) or head
    if head is not None and _gives_or_gets(head, quantity):
        head = _indicator(words, quantity, before) or head
    if head is None or _gives_or_gets(head, quantity):
        if deed := _deed(words, quantity, direction):
            return deed
        if head is not None and not (last and before):
            return _of_unit(quantity, direction)
        head = None
    if last and (head is None or (before and is_change(head) and not noun_phrase(words, head).after)):
        return _shown(words, last.of, direction, shared=True)
    head = head or right_of(words, quantity)
    if head is None:
        return None
    if quantity.noun is not None and head.i == quantity.noun.i:
        return _of_unit(quantity, direction)
    return _whole(words, _shown(words, noun_phrase(words, head), direction), last if before else None)


def _gives_or_gets(head: Token, quantity: Quantity) -> bool:
    """Is it who does something, or to whom money is given: «банк выдал фермерам 5 миллиардов»?"""
    return lemma(head) in _AGENTS or (
        quantity.unit in CURRENCIES and has(head, "Animacy", "Anim") and _is_receiver(head)
    )


def _is_receiver(noun: Token) -> bool:
    return has(noun, "Case", "Dat") and not any(child.pos_ == "ADP" for child in noun.children)


def _count(words: Words, quantity: Quantity, before: Quantity | None, last: Measure | None) -> Measure | None:
    """«30 крупных проектов»; «в том числе свыше 30 тысяч» of what was counted before; «насчитывают их более сорока»."""
    head = head_of(words, quantity, before)
    if head is not None and lemma(head) in _COUNTS:
        return _shown(words, noun_phrase(words, head), "level")
    if quantity.noun is not None and not quantity.inherited:
        of, number = noun_phrase(words, quantity.noun), words[quantity.number.end - 1]
        own = tuple(word for word in of.before if word.i > number.i and fold(word) != "лишним")
        counted = _counted(replace(of, before=own))
        if lemma(words[0].doc[(*own, of.head)[0].i - 1]) in _PIECES and has(of.head, "Number", "Sing"):
            what = " ".join(filter(None, (made(words, quantity, counted.of), "единиц")))
            text = f"число {what} {counted.of.inflected('gent')}"  # «7 единиц техники»
            return replace(counted, phrase=replace(counted.phrase, text=text))
        deed = doing(words, quantity, counted.of)
        deed = deed if any(deed) else (made(words, quantity, counted.of), "")
        deed = deed if any(deed) else _shared_deed(words, quantity, before, last)
        if any(deed):
            alone = lemma(of.head) in _SOMEBODY and not own and not of.after and deed[0]
            what = deed[0] if alone else f"{deed[0]} {counted.of.inflected('gent', 'plur')}{deed[1]}".strip()
            return replace(counted, phrase=replace(counted.phrase, text=f"число {what}"), deed=deed)
        bare = not own and not of.after
        if bare and (holder := _made_for(words, quantity)):
            text = f"{counted.phrase.text} {holder}"  # «школа на 700 мест»
            counted = replace(counted, phrase=replace(counted.phrase, text=text))
        # «построили 8 школ на 900 мест, 11 садов»: the deed goes on.
        kept = last.deed if before and last and quantity.preposition == "на" else counted.deed
        partial = _is_where(words, quantity) or (bare and not _is_had(words, quantity))
        return replace(counted, partial=partial, deed=kept)
    if last and quantity.end < len(words) and countries_of(words[quantity.end]):
        return _counted(replace(last.of, before=(words[quantity.end],)))
    several = [
        word
        for word in words[: quantity.first]
        if is_measurable(word) and has(word, "Number", "Plur") and word.dep_ not in SUBJECTS
    ]
    if any(word.pos_ == "PRON" for word in words[max(0, quantity.first - 2) : quantity.first]) and several:
        return _counted(noun_phrase(words, several[-1]))
    return replace(_counted(last.of), shared=True) if last else None


def _made_for(words: Words, quantity: Quantity) -> str:
    """What has so many places, in the genitive: «школа на 700 мест», «больница на 120 коек»."""
    at = quantity.first - 1
    if quantity.preposition != "на" or quantity.noun is None or lemma(quantity.noun) not in _PLACES or at < 0:
        return ""
    inside = words[at].pos_ == "NOUN" and is_measurable(words[at]) and lemma(words[at]) not in _REASONS
    return noun_phrase(words, words[at], after=False).inflected("gent") if inside else ""


def _shared_deed(words: Words, quantity: Quantity, before: Quantity | None, last: Measure | None) -> tuple[str, str]:
    """What is told of those counted before: «построили 12 школ, 21 детский сад», «сданы 20 домов, из них 9 школ»."""
    if before is None or last is None or quantity.preposition or quantity.bound == "under":
        return "", ""
    between = words[before.end : quantity.first]
    if any(is_predicate(word) or word.text == ";" for word in between):
        return "", ""
    behind = takewhile(lambda word: word.text not in _CLOSING, words[quantity.end :])
    return ("", "") if any(map(is_predicate, behind)) else last.deed


def _is_where(words: Words, quantity: Quantity) -> bool:
    """Are there so many only where or with whom something is done («в 35 новых школах», «между пятью странами»)?"""
    noun = quantity.noun
    oblique = noun is not None and any(has(noun, "Case", case) for case in ("Dat", "Ins", "Loc"))
    return oblique or (bool(quantity.preposition) and quantity.bound == "exactly")


def _says_more(words: Words, quantity: Quantity) -> bool:
    """Does the verb of a clause tell what of its kind a bare noun counts: «отремонтируем 15 школ»?"""
    start = next((i for i in range(quantity.first - 1, -1, -1) if words[i].text in _CLOSING), -1)
    stop = next((i for i in range(quantity.end, len(words)) if words[i].text in _CLOSING), len(words))
    return any(is_predicate(word) and lemma(word) not in _STATES for word in words[start + 1 : stop])


def _is_had(words: Words, quantity: Quantity) -> bool:
    """Is a bare noun all that there are of: «у нас 26 районов», «насчитывается 900 школ», «имеет 70 школ»? Of «школе –
    15 лет», «эти 105 школ» another sentence tells what they are."""
    start = next((i for i in range(quantity.first - 1, -1, -1) if words[i].text in _CLOSING), -1)
    stop = next((i for i in range(quantity.end, len(words)) if words[i].text in _CLOSING), len(words))
    clause = words[start + 1 : stop]
    verbs = [word for word in clause if is_predicate(word)]
    place = any(fold(word) in _HAVING for word in words[start + 1 : quantity.first])
    return all(lemma(word) in _STATES for word in verbs) and (bool(verbs) or place)


def _whole(words: Words, measure: Measure, last: Measure | None) -> Measure:
    """«110 проектов на общую сумму 23 миллиарда», «меморандум на сумму 4 миллиарда»: the sum is that of those."""
    if lemma(measure.of.head) not in {"сумма", "стоимость", "объем"} or measure.of.after:
        return measure
    apart = last is not None and any(
        is_predicate(word) and last.of.head.i < word.i < measure.of.head.i for word in words
    )
    whose = _summed(words, measure.of) if last is None or apart else last.of
    if whose is None or lemma(whose.head) == lemma(measure.of.head):
        return measure
    text = f"{measure.phrase.text} {whose.inflected('gent')}"
    return replace(measure, phrase=replace(measure.phrase, text=text))


def _summed(words: Words, of: NounPhrase) -> NounPhrase | None:
    """What stands right before «на сумму», «стоимостью»."""
    at = next(index for index, word in enumerate(words) if word.idx == of.start) - 1
    if lemma(of.head) == "сумма":
        at = at - 1 if at > 0 and fold(words[at]) == "на" else -1
    elif not has(of.head, "Case", "Ins"):
        return None
    first = at
    while first > 0 and words[first].pos_ == "NOUN" and has(words[first], "Case", "Gen"):
        if words[first - 1].pos_ != "NOUN" and not is_attribute(words[first - 1]):
            break
        first -= 1
    nouns = [word for word in words[max(first, 0) : at + 1] if is_measurable(word)]
    inside = at >= 0 and words[at].pos_ == "NOUN" and nouns
    return noun_phrase(words, nouns[0]) if inside else None


def _dashed(words: Words, before: Quantity, quantity: Quantity) -> Token | None:
    """What an item of a list tells of: «экспорт – 10 миллиардов, импорт – 4 миллиарда», «энергетика – 8 %, в том числе
    тепловые сети – 3 %»."""
    gap = words[before.end : quantity.first]
    if len(gap) < 3 or gap[-1].text not in DASHES or not any(word.text in ",;" for word in gap[:3]):
        return None
    noun = gap[-2]
    if not is_measurable(noun):
        return None
    opening = (gap[0], *gap[: -2 - len(noun_phrase(words, noun).before)])[-1]
    listed = words[before.first - 1].text in DASHES and has(noun, "Case", "Nom")
    opens = opening.text in {",", ";", "а", "и"} or fold(opening) == "числе"
    return noun if opens and (listed or concept_named(lemma(noun))) else None


def _told_behind(words: Words, quantity: Quantity) -> Token | None:
    """What a dash behind the number says it is: «10 миллионов тонн – это пшеница», «из которых 2 миллиарда – экспорт
    продукции»; nothing where the clause names it before, or goes on behind."""
    at = quantity.end
    if family(quantity.unit) not in {"money", "mass"} or at + 1 >= len(words) or words[at].text not in DASHES:
        return None
    at += 1 + (fold(words[at + 1]) == "это")
    while at < len(words) and is_attribute(words[at]):
        at += 1
    if at >= len(words) or not is_measurable(words[at]) or not has(words[at], "Case", "Nom") or is_change(words[at]):
        return None
    start = next((i for i in range(quantity.first - 1, -1, -1) if words[i].text in _CLOSING), -1)
    named = any(is_measurable(word) and has(word, "Case", "Nom") for word in words[start + 1 : quantity.first])
    behind = takewhile(lambda word: word.text not in _CLOSING, words[at + 1 :])
    fits = kind_of([lemma(words[at])], quantity.unit, "ru") is not None
    return words[at] if fits and not named and not any(map(is_predicate, behind)) else None


def _of_them(words: Words, quantity: Quantity) -> bool:
    """«из них 40 процентов», «70 процентов из которых»."""
    around = [fold(word) for word in words[max(0, quantity.first - 3) : quantity.end + 2]]
    return any(pair in (("из", "них"), ("из", "которых")) for pair in pairwise(around))


def _priced(quantity: Quantity, before: Quantity) -> bool:
    """«три объекта на 423 миллиона»."""
    counted = before.unit in COUNTED and quantity.unit in CURRENCIES
    return counted and quantity.preposition == "на" and quantity.first == before.end


def _worth(words: Words, quantity: Quantity, before: Quantity) -> bool:
    """«354 проекта в работе – 7 миллиардов рублей»: a dash behind what is counted tells what it costs."""
    between = words[before.end : quantity.first]
    counted = before.unit == "item" and quantity.unit in CURRENCIES and len(between) <= _LONGEST
    dashed = bool(between) and between[-1].text in DASHES and not any(word.is_punct for word in between[:-1])
    return counted and dashed and not any(map(is_predicate, between))


def _of_unit(quantity: Quantity, direction: Direction) -> Measure | None:
    """What a unit measures, where the sentence does not say it: «Это 20 процентов»."""
    noun = quantity.noun
    kind = "money" if quantity.unit in CURRENCIES else "span" if quantity.unit in DURATIONS else quantity.unit
    if noun is None:
        return None
    text = _UNMEASURED.get(kind, "величина") if direction == "level" else _WAYS[direction]
    return Measure(Phrase(noun.idx, noun.idx + len(noun), text), NounPhrase((), noun), shared=True)


def _indicator(words: Words, quantity: Quantity, before: Quantity | None) -> Token | None:
    """The noun of a known measure nearest before, or any right there: «товарооборот сторон министр оценил в …»,
    «район получил гранты по …»."""
    left = words[before.end if before else 0 : quantity.first]
    if left and is_measurable(left[-1]) and lemma(left[-1]) not in _AGENTS:
        return left[-1]
    return next((word for word in reversed(left) if is_measurable(word) and concept_named(lemma(word))), None)


def _deed(words: Words, quantity: Quantity, direction: Direction) -> Measure | None:
    """What is done so much of: «предприятие перевезло 96 тысяч тонн» tells of «перевозки»."""
    if quantity.unit in COUNTED | DURATIONS or direction != "level":
        return None
    behind = takewhile(lambda word: word.text not in _CLOSING, words[quantity.end : quantity.end + 8])
    around = [*reversed(words[max(0, quantity.first - 10) : quantity.first]), *behind]
    for word in around:
        if name := _DEEDS.get(lemma(word)):
            of = NounPhrase((), word, name=name)
            noun = parses(name)[0].normal_form
            receiver = _receiver(words, word, quantity) if name in _GIVEN else ""
            source = _source(words, quantity) if word.i > words[quantity.end - 1].i else ""
            text = " ".join(filter(None, (name, receiver, source)))
            return Measure(Phrase(word.idx, word.idx + len(word), text), of, concept_named(noun))
        if is_predicate(word) or word.text in {";", ":"}:
            return None
    return None


def _source(words: Words, quantity: Quantity) -> str:
    """«500 миллионов из областного бюджета мы выплатили»: from what, or for what, right behind the number."""
    at = quantity.end
    if at + 1 >= len(words) or fold(words[at]) not in _SPENT:
        return ""
    noun = at + 1
    while noun < len(words) and is_attribute(words[noun]):
        noun += 1
    if noun == len(words) or not is_measurable(words[noun]) or lemma(words[noun]) in _TIMES:
        return ""
    return plain(words[at : noun + 1 + len(genitives(words, noun + 1))])


def _receiver(words: Words, verb: Token, quantity: Quantity) -> str:
    """To whom it is paid or given: «выплатили молодым семьям по 100 тысяч»."""
    given = (child for child in verb.children if child.pos_ == "NOUN" and _is_receiver(child))
    receiver = next((child for child in given if words[0].i <= child.i < words[quantity.first].i), None)
    return plain(noun_phrase(words, receiver).words) if receiver is not None else ""


def _elliptic(words: Words, head: Token, last: Measure, direction: Direction) -> Measure:
    kept = tuple(word for word in last.of.before if not countries_of(word) and lemma(head) not in _OTHERS)
    shown = _shown(words, replace(last.of, before=(*kept, head), after=()), direction, shared=True)
    return replace(shown, phrase=replace(shown.phrase, start=head.idx, end=head.idx + len(head)))


def _counted(of: NounPhrase) -> Measure:
    if lemma(of.head) in _COUNTS:
        return Measure(Phrase(of.start, of.end, of.inflected("nomn")), of, concept_of(of))
    return Measure(Phrase(of.start, of.end, f"число {of.inflected('gent', 'plur')}"), of, concept_of(of))


def _of_which(words: Words, quantity: Quantity, direction: Direction) -> Measure | None:
    """«50 процентов транзитного времени», «80 тысяч тонн грузов»: the genitive behind the unit."""
    if quantity.unit == "times" or quantity.unit in DURATIONS or quantity.unit in COUNTED:
        return None
    if quantity.number.form == "share" and lemma(words[quantity.number.first]) == "каждый":
        counted = next((word for word in words[quantity.end : quantity.end + 3] if word.pos_ == "NOUN"), None)
        if counted is not None:
            whole = noun_phrase(words, counted)
            of = replace(whole, before=tuple(word for word in whole.before if word.i >= words[quantity.end].i))
            return Measure(Phrase(of.start, of.end, f"доля {of.inflected('gent', 'plur')}"), of)
    behind = genitives(words, quantity.end)
    head = next((word for word in behind if word.pos_ == "NOUN" or is_indicator(word)), None)
    if (
        head is None
        or lemma(head) in MARKS
        or lemma(head) in MEASURES
        or (direction != "level" and not is_change(head))
    ):
        return None
    of = noun_phrase(words, head)
    part = quantity.unit == "percent" and direction == "level"
    if is_change(head) and not (part and of.before):
        return _shown(words, of, direction)
    if quantity.unit == "percent":
        partial = len(of.words) == 1 and _says_more(words, quantity)
        return Measure(Phrase(of.start, of.end, f"доля {of.inflected('gent')}"), of, partial=partial)
    return _shown(words, of, direction)


def _of_same(
    words: Words, quantity: Quantity, before: Quantity | None, last: Measure | None, found: Measure
) -> Measure:
    """«экспорт зерна – 43 млн тонн, в том числе 35 млн тонн пшеницы», «35 % запасов угля, 16 % никеля»: of the same."""
    if before is None or last is None or before.unit != quantity.unit or last.of.name or found.of.before:
        return found
    told = max(words[before.end - 1].i, (last.of.head, *last.of.after)[-1].i) + 1
    share, between = (
        last.phrase.text.startswith("доля "),
        {fold(word) for word in words[: quantity.first] if word.i >= told},
    )
    listed = share and bool(last.of.after) if quantity.unit == "percent" else bool(between & _OF_ALL)
    if not (listed and between <= _AMONG) or lemma(last.of.head) not in _AMOUNTS or lemma(found.of.head) in _AMOUNTS:
        return found
    of = replace(last.of, after=found.of.words)
    text = of.inflected("gent") if quantity.unit == "percent" else of.inflected("nomn")
    shown = f"доля {text}" if quantity.unit == "percent" else text
    return replace(found, phrase=replace(found.phrase, text=shown), of=of, concept=concept_of(of), partial=False)


def _shown(words: Words, of: NounPhrase, direction: Direction, *, shared: bool = False) -> Measure:
    """The measure as it is shown: growth of something, or the thing itself."""
    base = of
    while (is_change(base.head) or lemma(base.head) == "темп") and (
        inner := next((word for word in base.after if word.pos_ in {"NOUN", "PROPN"}), None)
    ):
        base = (
            noun_phrase(words, inner)
            if any(word.i == inner.i for word in words)
            else replace(base, head=inner, before=(), after=())
        )
    rates = tuple(word for word in of.before if lemma(word) in _RATES) if is_change(of.head) else ()
    if direction == "level":
        text = base.inflected("nomn")
    elif is_change(of.head):
        text = replace(of, before=rates).inflected("nomn")
    else:
        text = f"{_WAYS[direction]} {base.inflected('gent')}"
    if not shared and (ends := plain(_complement(words, (base.head, *base.after)[-1], base.head))):
        text = f"{text} {ends}"
    return Measure(Phrase(of.start, of.end, text), base, None if rates else concept_of(base), shared)


def _complement(words: Words, last: Token, head: Token) -> Sequence[Token]:
    """What goes with a noun by a preposition right behind it: «инвестиции из Казахстана в Россию», «смертность от
    болезней сердца», «оборот со странами союза»; no time and no number."""
    first = next((index + 1 for index, word in enumerate(words) if word.i == last.i), len(words))
    end = first
    while end + 1 < len(words) and end - first < _LONGEST:
        wanted, stop = _CASES.get(fold(words[end])), end + 1
        if first == end and fold(words[end]) == "в" and lemma(head) in _SHARES:
            wanted = "Loc"  # «доля Москвы в экономике страны»
        while wanted and stop < len(words) and is_attribute(words[stop]) and _in_case(words[stop], wanted):
            stop += 1
        if not wanted or stop == len(words) or not _goes_with(words, end, stop, wanted):
            break
        behind = stop + 1 + len(genitives(words, stop + 1))
        if behind + 1 < len(words) and fold(words[behind]) == "и" and _goes_with(words, behind, behind + 1, wanted):
            behind += 2  # «между Россией и Казахстаном»
        if behind == end + 2 and (fold(words[end]) == "между" or lemma(words[stop]) in _AGENTS):
            break  # «со странами» tells nothing
        end = behind
    return words[first:end]


def _goes_with(words: Words, at: int, noun: int, wanted: str) -> bool:
    """Is the noun behind the preposition at an index a thing or a place, in the case that it has there?"""
    word, place = words[noun], words[at + 1 : noun + 1]
    timed = lemma(word) in MARKS or lemma(word) in _TIMES
    if word.pos_ not in {"NOUN", "PROPN"} or any(one.text[0].isdigit() for one in place):
        return False
    if wanted == "Loc":
        return _in_case(word, wanted) and not timed
    if fold(words[at]) in {"из", "в", "во"}:
        named = all(one.text[0].isupper() or lemma(one) in _TERRITORIES for one in place)
        return named or lemma(word) in {"капитал", "край", "страна", "регион", "область"} and _in_case(word, "Acc")
    if fold(words[at]) == "на" and lemma(words[at - 1]) not in _PRICED:
        return False
    if fold(words[at]) == "по" and not _is_topic(word):
        return False
    return _in_case(word, wanted) and is_measurable(word) | is_name(word) and not _is_unit(word)


def _is_topic(noun: Token) -> bool:
    """«услуги по перевозке», «законы по истории»; not «по итогам», «по сравнению»."""
    name = lemma(noun)
    return name not in _NO_TOPICS and (name in _TOPICS or name.endswith(("ание", "ение", "ация")))


def _is_unit(word: Token) -> bool:
    return lemma(word) in MEASURES


def _in_case(word: Token, wanted: str) -> bool:
    return has(word, "Case", wanted)


def _gapped(words: Words, before: Quantity, quantity: Quantity, last: Measure) -> NounPhrase | None:
    """«… на 35 процентов, полуфабрикатов и стали – на 22», «…, до 25,6 миллиарда», «…, из Астаны – в пять раз»."""
    gap = [
        word
        for word in words[before.end : quantity.first]
        if not word.is_punct and fold(word) not in {"а", "и", "в", "том", "числе", "это", "или"}
    ]
    if any(word.pos_ in {"VERB", "AUX"} or (has(word, "Case", "Nom") and word.pos_ != "PROPN") for word in gap):
        return None
    if not gap:
        return last.of
    between = words[before.end : quantity.first]
    start = next(index for index, word in enumerate(words) if word.i == gap[0].i)
    opening = between[1] if between[0].text == ")" and len(between) > 1 else between[0]
    follows = opening.text == "," or fold(opening) == "и"
    behind = genitives(words, start)
    named = behind[:1] and behind[0].pos_ == "PROPN" and not (last.of.after and last.of.after[0].pos_ == "PROPN")
    if follows and behind and not named and (quantity.preposition or last.of.after):
        return replace(last.of, after=tuple(behind))
    commas = [position for position, word in enumerate(between) if word.text == ","]
    own = [word for word in gap if commas and word.i > between[commas[-1]].i]
    return last.of if own and own[0].pos_ == "ADP" and quantity.preposition else None


def _ellipsis(words: Words, before: Quantity, quantity: Quantity) -> Token | None:
    """An adjective that stands for its noun: «а казахстанские в России – 4,6 миллиарда», «материнская – в 3,5 раза»."""
    for index in range(before.end, min(before.end + 3, quantity.first)):
        if words[index].is_punct or fold(words[index]) in {"а", "и"}:
            continue
        alone = not genitives(words, index) and not (index + 1 < len(words) and words[index + 1].pos_ == "NOUN")
        return words[index] if _adjectival(words[index]) and alone else None
    return None


def _adjectival(head: Token) -> bool:
    return bool(countries_of(head)) or (
        head.pos_ == "ADJ" and not has(head, "Variant", "Short") and has(head, "Case", "Nom")
    )
