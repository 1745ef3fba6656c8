"""Figures: what is measured, how much of it, of whom, and when.

«Зафиксирован рост товарооборота между нашими странами – почти на 35 процентов, до 25,6 миллиарда долларов» holds two:
growth of 35 percent (nearly) and the level of 25 600 000 000 USD."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile, zip_longest

from kg.documents.document import Document
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import Direction, Figure, Found, Mention, Modality, Utterance
from kg.model.offsets import Extents, Starts
from kg.reading.cues import RUSSIAN
from kg.reading.figures.about import Countries, about
from kg.reading.figures.directions import bound, direction
from kg.reading.figures.kinds import LASTING, counted, kind_of, nouns_of
from kg.reading.figures.measures import Measure, asked_for, measure
from kg.reading.figures.money import crosses_borders, currency, foreign
from kg.reading.figures.quantities import DASHES, EARLIER, Quantity, asked, quantities
from kg.reading.figures.unit_words import COUNTED
from kg.reading.function_rule import FunctionRule
from kg.reading.periods.belonging import carried_on, told_of
from kg.reading.periods.expressions import DateExpression, dates, headed, period, reported, told, written
from kg.reading.sentence_words import Words, fold, has, is_predicate, lemma, words_of
from kg.reading.tables.layout import tables
from kg.reading.utterances.sources import SAYING

_LONGEST = 200
_FROM = {"с", "со"}
_FLOWS = {"tradeTurnover", "exports", "imports", "cargoVolume"}
_PRESENT = {"сейчас", "сегодня", "момент"}
_TRADE = RUSSIAN.words("figures.trade")
_CONNECTIVES = ("при этом", "это ", "из них", "в том числе", "также", "причем")
_MEANWHILE = "за это время"
_IN_TURN = "соответственно"
APPORTIONED = 0.5
"""How sure what «соответственно» tells may be, where the order alone says which is meant, and what is only supposed."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OF_BRACKETS = re.compile(r" ?\((?!(?:19|20)\d\d\b)\d")
"""«до 2019-го (902 млн) далеко»: a time whose number brackets tell is that of no other."""
_SPAN = re.compile(r"\bза (?:[а-я]+ )?(?:[а-я]+|\d+) (?:лет|года|месяца|месяцев|дней|суток)\b")
"""«за пять лет»: a time of its own, whenever that was."""
_PLANS = RUSSIAN.set("figures.plans")
_INTENTIONS = _PLANS - {"стать", "мочь", "смочь", "позволить"}
_OPEN_ENDS = frozenset(("и", word) for word in ("больше", "более", "выше", "свыше"))
_CLOSING = frozenset(";:()")
_CLAUSE_MARKS = frozenset(",;:()–—")
_VIEWED = RUSSIAN.set("figures.viewed")
_TELLING = RUSSIAN.set("figures.telling")


LEVEL = FunctionRule(
    "ru", "figure-level", Figure, "How much or how many: «товарооборот достиг 25,6 миллиарда долларов»."
)
CHANGE = FunctionRule(
    "ru", "figure-change", Figure, "By how much something grew or fell: «рост почти на 35 процентов»."
)


@dataclass(frozen=True, slots=True)
class _Read:
    """A figure with what the next one may take over from it."""

    quantity: Quantity
    measure: Measure
    figure: Figure
    clause: range
    aside: bool = False
    """In brackets: «везут фосфаты (240 тыс. т)», whose unit no other sentence goes on with."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the figures of a sentence are read with."""

    words: Words
    mentions: Sequence[Mention]
    """Those in it."""
    countries: Countries
    home: tuple[Mention, ...]
    expressions: Sequence[DateExpression]
    carried: str
    """The period of the sentence before."""
    earlier: Sequence[_Read]
    """Its figures."""
    headed: str = ""
    """The time that its paragraph opens with."""
    reported: str = ""
    """The time that the whole text reports on."""
    spoken: bool = False
    """Is it of a transcript, where «сегодня» is now?"""


def figures(
    doc: Doc,
    document: Document,
    mentions: Sequence[Mention],
    home: tuple[Mention, ...],
    said: Sequence[Utterance] = (),
) -> Iterator[Found]:
    """The figures of a Russian document, in their order; `home` are the countries «наши страны» stands for.

    Words that `said` tells to be somebody's begin anew: «министр сообщил в мае, что …» says what no figure measures."""
    expressions = dates(doc, document)
    own, names_it = currency(doc, mentions, home)
    read: list[_Read] = []
    earlier: list[_Read] = []
    carried = ""
    last: Quantity | None = None
    spoken = document.kind == "transcript"
    rows = Extents((row[0].start, row[-1].end) for table in tables(document) for row in table.lines)
    whole = reported(document)
    day = written(document)
    heads = [*headed(document.reading, lambda words, year: told(f"{words} {year} года" if year else words, day))]
    begun, times, countries = Starts(mentions), Starts(expressions), Countries(mentions)
    for sentence in _told(doc, said):
        if sentence.start_char in rows:
            continue
        extent = sentence.start_char, sentence.end_char
        words = words_of(list(sentence))
        # Words that only tell who speaks are no sentence of their own.
        earlier = read or (earlier if sentence.start > sentence.sent.start else [])
        named = begun.within(*extent)
        head = next((value for start, end, value in heads if start <= sentence.start_char < end), "")
        context = _Context(words, named, countries, home, times.within(*extent), carried, earlier, head, whole, spoken)
        read = []
        money = "" if foreign(named, own) or (not names_it and crosses_borders(words)) else own
        outside = [one.quantity for one in context.earlier if not one.aside]
        last = outside[-1] if outside else last if context.earlier else None
        found = list(quantities(words, expressions, named, money, last)) if words else []
        for quantity, after in zip_longest(found, found[1:]):
            figure = _read(context, quantity, after, read)
            if figure is not None:
                read.append(figure)
                yield _found(words, figure, document)
        read = read or _asked(context)
        in_turn = any(fold(word) == _IN_TURN for word in words)
        ours = carried_on(times.within(*extent), words)
        # What goes on over sentences, trade or growth, is of no single day.
        alone = [one for one in ours if one.use == "time" and not _OF_BRACKETS.match(document.reading, one.end)]
        stated = [one.value for one in alone if not _DAY.fullmatch(one.value)]
        went_on = carried if not alone and read and all(one.figure.period == carried for one in read) else ""
        carried = stated[-1] if stated and (len({*stated}) == 1 or not in_turn) else went_on


def _told(doc: Doc, said: Sequence[Utterance]) -> Iterator[Span]:
    """The sentences, parted where inside them somebody's words or an answer begin."""
    begun = Starts(said)
    for sentence in doc.sents:
        starts = [one.start for one in begun.within(sentence.start_char + 1, sentence.end_char)]
        starts += [after.idx for before, after in pairwise(sentence) if before.text == "?" and after.text in DASHES]
        inner = sorted({next((t.i for t in sentence if t.idx >= start), sentence.end) for start in starts})
        ends = [sentence.start, *inner, sentence.end]
        yield from (doc[start:end] for start, end in pairwise(ends) if start < end)


def _asked(context: _Context) -> list[_Read]:
    """What a question asks for, which the answer takes over."""
    wanted = asked(context.words)
    measured = asked_for(context.words, wanted) if wanted else None
    if wanted is None or measured is None:
        return []
    clause = range(len(context.words))
    noun = lemma(measured.of.head)
    places = about(context.words, clause, measured.concept, noun, context.mentions, context.home, context.countries)
    figure = Figure(measured.phrase, "0", wanted.unit, about=places)
    return [_Read(wanted, measured, figure, clause)]


def _within(expressions: Sequence[DateExpression], sentence: Span) -> list[DateExpression]:
    return [one for one in expressions if sentence.start_char <= one.start < sentence.end_char]


def _read(context: _Context, quantity: Quantity, after: Quantity | None, read: Sequence[_Read]) -> _Read | None:
    """The figure that a quantity is, where it measures something; `read` are those before it in the sentence."""
    words = context.words
    toward = direction(words, quantity)
    before = read[-1] if read else None
    last = before or (context.earlier[-1] if context.earlier else None)
    measured = measure(words, quantity, toward, before.quantity if before else None, last.measure if last else None)
    if measured is None:
        return None
    clause = _clause(words, quantity, after, measured, before)
    places = _about(context, quantity, clause, measured, before)
    if not places and measured.shared and last and not before:
        places = last.figure.about
    when = _period(context, quantity, after, before) or _carried(context, toward, measured)
    when = when or (_of_day(context, quantity) if toward == "level" else "") or _reported(context, quantity, measured)
    around = (quantity.end, quantity.first - 3, quantity.first - 2)
    if toward == "level" and any(" ".join(map(fold, words[at : at + 2])) in EARLIER for at in around if at >= 0):
        when = re.sub(r"\d{4}", lambda year: str(int(year.group()) - 1), when)
    if toward == "level" and when.endswith("/") and any(one.figure.direction != "level" for one in read):
        # «с 2010 года мы на десять процентов увеличились – 72 процента»: since then it has changed, not been so.
        when = ""
    figure = Figure(
        measure=measured.phrase,
        value=f"{counted(quantity.number.value, quantity.unit).normalize():f}",
        unit=quantity.unit,
        bound=bound(words, quantity, after, before.quantity if before else None),
        direction=toward,
        period=when,
        about=places,
        concept=_concept(measured, places),
    )
    marks = [word.text for word in words[: quantity.first] if word.text in {"(", ")"}]
    return _Read(quantity, measured, figure, clause, aside=marks[-1:] == ["("])


def _concept(measured: Measure, places: Sequence[Mention]) -> str:
    """The concept's name, unless it goes one way between two places: only the measure's words say which."""
    concept = measured.concept
    return "" if concept is None or (concept.directed and len(places) > 1) else concept.name


def _clause(words: Words, quantity: Quantity, after: Quantity | None, measured: Measure, before: _Read | None) -> range:
    """Where a figure's places may stand: from its measure, or the end of the clause before, to the next comma."""
    start = before.clause.stop if before and before.clause.stop <= quantity.first else 0
    own = next((index for index, word in enumerate(words) if word.idx == measured.phrase.start), start)
    stop = len(words)
    if after and not (after.preposition == "из" and after.first <= quantity.end):
        stop = after.first
    end = quantity.end
    while end < stop and words[end].text not in {",", ";", "(", ":"}:
        end += 1
    return range(start if measured.shared else min(start, own), end)


def _about(
    context: _Context, quantity: Quantity, clause: range, measured: Measure, before: _Read | None
) -> tuple[Mention, ...]:
    """The places of the clause; a gapped one («…, из Астаны – в пять раз») keeps the other kinds of the one before."""
    words, home = context.words, context.home
    inside = range(words[quantity.first].idx, words[quantity.end - 1].idx + 1)
    mentions = [mention for mention in context.mentions if mention.start not in inside]
    countries = context.countries.without(inside)
    if not (before and measured.shared):
        return about(words, clause, measured.concept, lemma(measured.of.head), mentions, home, countries)
    found = about(words, clause, None, "", mentions, home, countries)
    kinds = {place.kind for place in found}
    return (*found, *(place for place in before.figure.about if place.kind not in kinds))


def _period(context: _Context, quantity: Quantity, after: Quantity | None, before: _Read | None) -> str:
    first, last = context.words[quantity.first], context.words[quantity.end - 1]
    span = first.doc[first.i : last.i + 1]
    told = told_of(context.expressions, context.words, quantity.first)
    ours = [one for one in told if not _is_anothers(context.words, one, quantity)]
    when = period(span, [one for one in ours if one.start >= span.end_char] if _now(context, quantity) else ours)
    starts = quantity.preposition in _FROM and after is not None and after.preposition == "до"
    ends = quantity.preposition == "до" and before is not None and before.quantity.preposition in _FROM
    if not starts and not ends:
        return when
    compared = [one.value for one in _within(context.expressions, span.sent) if one.use == "baseline"]
    baseline = compared[0] if compared and len(compared[0]) == 4 else ""
    first_year, _, last_year = when.partition("/")
    if ends:
        return last_year or when or (str(int(baseline) + 1) if baseline else "")
    own = after is not None and any(
        span.end_char <= one.start < context.words[after.first].idx for one in context.expressions
    )
    # «в 2024 году вырос с 53 до 150 миллиардов»: the first is of a time before
    return baseline or (when if own else first_year if last_year else "")


def _is_anothers(words: Words, one: DateExpression, quantity: Quantity) -> bool:
    """«доля – 99 % (в 2014 году – 98 %), вторая – 1 %»: what brackets tell of their own number is of no other."""
    marks = [index for index, word in enumerate(words) if word.text in {"(", ")"}]
    for first, last in pairwise(marks):
        inside = words[first].idx < one.start < words[last].idx and words[first].text == "("
        if inside and not first < quantity.first < last:
            numbers = (word for word in words[first:last] if word.text[0].isdigit())
            return any(not one.start <= word.idx < one.end for word in numbers)
    return False


def _of_day(context: _Context, quantity: Quantity) -> str:
    """The day on which so many came or were made: «400 гостей съехались сегодня в Саратов»; «сегодня работают» is
    now."""
    ours = told_of(context.expressions, context.words, quantity.first)
    told = {
        one.value for one in ours if one.use == "day" and _DAY.fullmatch(one.value) and not _dates_words(context, one)
    }
    verbs = [word for word in context.words if has(word, "VerbForm", "Fin") or has(word, "Variant", "Short")]
    past = bool(verbs) and all(has(word, "Tense", "Past") or has(word, "VerbForm", "Part") for word in verbs)
    counted = quantity.unit in ("item", "person")
    now = any(fold(word) in _PRESENT - {"сегодня"} for word in context.words)
    now = now or (context.spoken and any(fold(word) == "сегодня" for word in context.words))
    return told.pop() if past and counted and len(told) == 1 and not now else ""


def _dates_words(context: _Context, one: DateExpression) -> bool:
    """«сообщил сегодня министр»: the day on which it was said."""
    beside = [
        word for word in context.words if one.start - 1 <= word.idx + len(word) <= one.start or word.idx == one.end + 1
    ]
    return any(lemma(word) in SAYING and is_predicate(word) for word in beside)


def _reported(context: _Context, quantity: Quantity, measured: Measure) -> str:
    """The time of a paragraph, or of a report for what its sentences tell in the past: not what is or lasts."""
    told = any(one.use != "baseline" for one in context.expressions)
    if not (context.headed or context.reported) or _now(context, quantity) or told:
        return ""
    kind = kind_of(nouns_of(measured.phrase.text, "ru"), quantity.unit, "ru")
    if context.headed:
        lasts = kind is not None and kind.name in LASTING - {"cost"}
        day = _DAY.match(context.headed) is not None
        return "" if lasts or (day and quantity.unit not in COUNTED) else context.headed
    verbs = [word for word in context.words if has(word, "VerbForm", "Fin") or has(word, "Variant", "Short")]
    past = all(has(word, "Tense", "Past") or has(word, "Variant", "Short") for word in verbs)
    return context.reported if past and (kind is None or kind.name not in LASTING) else ""


def _now(context: _Context, quantity: Quantity) -> bool:
    """Is the nearest word of time before the number «сейчас» or «на данный момент», or is it one of «нынешние …»?"""
    if any(lemma(word) == "нынешний" for word in context.words[max(0, quantity.first - 2) : quantity.first]):
        return True
    present = [word.idx for word in context.words[: quantity.first] if fold(word) in _PRESENT]
    start = context.words[quantity.first].idx
    return bool(present) and not any(present[-1] < one.start < start for one in context.expressions)


def _carried(context: _Context, toward: Direction, measured: Measure) -> str:
    """The period of the sentence before, where this one goes on about it."""
    words = context.words
    opening = " ".join(fold(word) for word in words[:4])
    flow = (measured.concept and measured.concept.name in _FLOWS) or any(
        lemma(word).startswith(_TRADE) for word in words
    )
    goes_on = toward != "level" or opening.startswith(_CONNECTIVES) or flow
    goes_on = goes_on or (opening.startswith(_MEANWHILE) and "/" in context.carried)
    breaks_off = any(fold(word) in _PRESENT or lemma(word) == "который" for word in words)
    if "/" not in context.carried and _SPAN.search(" ".join(fold(word) for word in words)):
        breaks_off = True
    return context.carried if goes_on and not breaks_off else ""


def _found(words: Words, read: _Read, document: Document) -> Found:
    first, last = words[read.quantity.first], words[read.quantity.end - 1]
    start, end = first.idx, last.idx + len(last)
    phrase = read.measure.phrase
    if words[0].idx <= phrase.start and max(end, phrase.end) - min(start, phrase.start) <= _LONGEST:
        start, end = min(start, phrase.start), max(end, min(phrase.end, words[-1].idx + len(words[-1])))
    rule = LEVEL if read.figure.direction == "level" else CHANGE
    shared = read.quantity.inherited or read.measure.shared or read.measure.partial
    sure = 0.6 if read.quantity.assumed else 0.75 if shared else 0.9
    several = read.measure.shared and read.quantity.unit not in COUNTED
    in_turn = several and any(fold(word) == _IN_TURN for word in words)
    quantity = read.quantity
    if in_turn or _supposed(words, quantity) or _is_room(words, quantity) or _is_limit(words, quantity):
        sure = APPORTIONED
    return rule.found(read.figure, start, end, _modality(words, read, document), sure)


def _supposed(words: Words, quantity: Quantity) -> bool:
    """Is it only thought of: «если край примет 40 тысяч гостей»; not «если взять прошлый год», «если …, то выросло»?"""
    start = next((i for i in range(quantity.first - 1, -1, -1) if words[i].text in _CLAUSE_MARKS), -1)
    clause = words[start + 1 : quantity.first]
    such = len(clause) > 1 and fold(clause[0]) == "у" and lemma(clause[1]) == "который"
    if such and has(clause[1], "Number", "Plur"):
        return True  # «для субъектов, у которых больше миллиона метров жилья»
    return any(fold(word) == "если" for word in clause[:2]) and not any(lemma(word) in _VIEWED for word in clause)


def _is_room(words: Words, quantity: Quantity) -> bool:
    """«паром вместимостью до 500 человек и 150 автомобилей»: how many have room in a thing, and are not there."""
    left = words[max(0, quantity.first - 6) : quantity.first]
    return quantity.unit in COUNTED and any(
        lemma(word) in {"вместимость", "грузовместимость"} and has(word, "Case", "Ins") for word in left
    )


def _is_limit(words: Words, quantity: Quantity) -> bool:
    """«в городах от 5 тысяч жителей и выше», «10 человек на место»: where something begins, and how many for each."""
    before = map(fold, words[max(0, quantity.first - 2) : quantity.first])
    behind = tuple(map(fold, words[quantity.end : quantity.end + 2]))
    return quantity.unit in COUNTED and ("начиная" in before or behind in _OPEN_ENDS or behind == ("на", "место"))


def _modality(words: Words, read: _Read, document: Document) -> Modality:
    """Planned when the words look ahead («позволит увеличить … до 20 миллионов тонн», «12 школ планируем построить») or
    the period is yet to come; not what is over («хочу отметить, что прошло 40 человек», of a text dated too early)."""
    left = words[max(0, read.quantity.first - 12) : read.quantity.first]
    told = next((i + 1 for i in range(len(left) - 1, 0, -1) if fold(left[i]) == "что" and left[i - 1].text == ","), 0)
    if told and any(has(word, "Tense", "Past") and is_predicate(word) for word in left[told:]):
        left = left[told:]
    year = read.figure.period[-4:] if read.figure.period[-4:].isdigit() else read.figure.period[:4]
    if document.date and year.isdigit() and int(year) > int(document.date[:4]) and not _is_over(words):
        return "planned"
    behind = takewhile(lambda word: word.text not in _CLOSING, words[read.quantity.end :])
    if not any(map(is_predicate, left)) and any(lemma(word) in _INTENTIONS and _is_ours(word) for word in behind):
        return "planned"
    ahead = any(
        lemma(word) in _PLANS and not has(word, "Tense", "Past") and not _only_tells(left[at + 1 :])
        for at, word in enumerate(left)
    )
    future = any(_foretells(word) for word in left)
    return "planned" if ahead or future else "asserted"


def _only_tells(behind: Words) -> bool:
    """«хочу сказать»: who wants to tell it has no plan."""
    return any(lemma(word) in SAYING or lemma(word) in _TELLING for word in behind[:2])


def _is_over(words: Words) -> bool:
    """Does a sentence tell of the past alone?"""
    verbs = [word for word in words if has(word, "VerbForm", "Fin")]
    return bool(verbs) and all(has(word, "Tense", "Past") for word in verbs)


def _is_ours(word: Token) -> bool:
    """«планируем», «планируется»; not «планировали»."""
    return has(word, "VerbForm", "Fin") and not has(word, "Tense", "Past")


def _foretells(word: Token) -> bool:
    """A future that is no turn of speech: «построим», «будет», but not «отмечу», «напомню»."""
    speaking = has(word, "Person", "1") and fold(word).endswith(("у", "ю"))
    if fold(word).startswith("буд"):
        return not speaking and lemma(word) == "быть" and has(word, "VerbForm", "Fin")
    return has(word, "Tense", "Fut") and not speaking and (has(word, "Aspect", "Perf") or lemma(word) == "быть")
