"""Figures of tables: measure, unit and time stand over a column, before a row or above the table.

«Страна | Экспорт, млн долл. | …» over «Казахстан | 861 | …» are exports of 861 000 000 USD."""

import re
from collections.abc import Iterator, Sequence

from kg.documents.document import Document, Span
from kg.language.kazakh.numerals import MONTHS
from kg.language.russian.morphology import parses
from kg.model.facts import Direction, Figure, Found, Mention, Phrase
from kg.model.offsets import Starts
from kg.reading.cues import KAZAKH
from kg.reading.cues import RUSSIAN as RUSSIAN_WORDS
from kg.reading.figures.concepts import concept_named
from kg.reading.figures.kinds import family, kind_of, nouns_of
from kg.reading.function_rule import FunctionRule
from kg.reading.periods.expressions import reported, told
from kg.reading.periods.wordings import MONTH_STEMS
from kg.reading.rules.kazakh import dates as kazakh_dates
from kg.reading.tables.layout import TextTable, tables
from kg.reading.tables.values import TIME_BEHIND, ToldUnit, unit_in, value_in

RUSSIAN = FunctionRule(
    "ru", "figure-in-table", Figure, "Numbers of a table, with measure, unit and time from its headers."
)
KAZAKH_RULE = FunctionRule(
    "kk", "figure-in-table", Figure, "Numbers of a table, with measure, unit and time from its headers."
)
_RULES = {"ru": RUSSIAN, "kk": KAZAKH_RULE}
_ABOUT = {"Country", "Region", "City", "Corridor", "Organisation"}
_GENERIC = re.compile(
    r"(?:показатель|значение|всего|итого|позиция|объем|объём|сумма|көрсеткіш|барлығы|мәні)", re.IGNORECASE
)
_PLAN = re.compile(r"\b(?:план|прогноз|жоспар|болжам)", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:рост|прирост|изменение|динамика|темп|өсім|өзгеріс)", re.IGNORECASE)
_TIMES = re.compile(
    rf"\d[\d.–—/-]*+|\b(?:{'|'.join((*MONTH_STEMS, *MONTHS))})\w*+|\b[ivx]++\b"
    r"|\b(?:год\w*+|гг?|жыл\w*+|ж|полугоди\w*+|квартал\w*+|тоқсан\w*+|план|факт|прогноз|жоспар|конец|соңына|на|за)\b"
)
_UNSAID = {"ru": RUSSIAN_WORDS.by_word("measures.of_units"), "kk": KAZAKH.by_word("figures.unsaid")}
"""What a unit measures under a head that tells a time alone."""
_CONCEPTS = KAZAKH.groups("figures.concepts")
_LONGEST = 200


def tabled(document: Document, mentions: Sequence[Mention]) -> Iterator[Found]:
    """The figures of a document's tables; a number without a unit in its cell, column, row or caption is none."""
    begun = Starts(mentions)
    owners = Starts(m for m in mentions if m.kind in _ABOUT)
    for table in tables(document):
        whole: Span | None = None
        for row in table.rows:
            part = _of(document.reading, row[0]).lstrip().startswith(("–", "—", "-"))
            whole = whole if part else row[0]
            for column, cell in enumerate(row[1:], 1):
                yield from _figures(document, begun, owners, table, row, column, cell, whole if part else None)


def _figures(
    document: Document,
    mentions: Starts[Mention],
    owners: Starts[Mention],
    table: TextTable,
    row: Sequence[Span],
    column: int,
    cell: Span,
    whole: Span | None,
) -> Iterator[Found]:
    """`whole` is the label of the row that this one is a part of: «План на 2012 год, всего», «– Омская область»."""
    text = document.reading
    value = value_in(_of(text, cell))
    head = table.head[column] if column < len(table.head) and len(table.head) == len(row) else None
    places = [part for part in (head, row[0], whole, *table.above) if part is not None]
    own = [unit for part in places if (unit := unit_in(_of(text, part)))] or _as_beside(
        text, table.head[1:column], head
    )
    if value is None or not (value.unit or own) or (value.year and not own):
        return
    unit = ToldUnit(value.unit, 0, "") if value.unit else own[0]
    when = next((time for part in places if (time := _time(document, part)) and len(time) != len("2024-05-15")), "")
    when = when or (reported(document) if document.language == "ru" else kazakh_dates.reported(document))
    measure = _measure(text, head, whole or row[0], table.above, mentions)
    if measure is None and head and (said := _UNSAID[document.language].get(unit.code)):
        measure = Phrase(head.start, head.end, said)
    if measure is None:
        return
    about = _about(owners, [part for part in (row[0], head) if part is not None]) or _about(owners, table.above)
    name = _of(text, head) if head else ""
    against = _AGAINST.match(name)
    if against:
        when = str(int(against[1]) + 1)
    change = unit.code == "percent" and (bool(against) or bool(_CHANGE.search(name or _of(text, row[0]))))
    direction: Direction = "level" if not change else "decline" if value.sign in ("–", "−", "-") else "growth"
    modality = "planned" if _PLAN.search(name + " " + _of(text, row[0])) else "asserted"
    start = row[0].start if cell.end - row[0].start <= _LONGEST else cell.start
    number = (
        value.number if value.number > 10 ** (unit.power + 2) and not value.unit else value.number.scaleb(unit.power)
    )
    concept = _concept(document.language, measure.text)
    rule = _RULES[document.language]
    fact = Figure(measure, f"{number.normalize():f}", unit.code, "exactly", direction, when, about, concept)
    yield rule.found(fact, start, cell.end, modality, 0.8)  # type: ignore[arg-type]
    if value.change:
        way: Direction = "growth" if value.change[0] == "+" else "decline"
        words = {"ru": ("рост", "снижение"), "kk": ("өсім", "төмендеу")}[document.language][way == "decline"]
        grown = Phrase(measure.start, measure.end, f"{words}: {measure.text}")
        fact = Figure(grown, value.change[1:].replace(",", "."), "percent", "exactly", way, when, about, concept)
        yield rule.found(fact, start, cell.end, "asserted", 0.8)


def _as_beside(text: str, heads: Sequence[Span], head: Span | None) -> list[ToldUnit]:
    """The unit of a column before this one, where this one measures such a thing: «Оборот, млн долл. | Экспорт»."""
    nouns = nouns_of(TIME_BEHIND.sub("", _of(text, head)), "ru") if head else ()
    told = (unit for one in reversed(heads) if (unit := unit_in(_of(text, one))))
    return [unit for unit in told if family(unit.code) == "money" and kind_of(nouns, unit.code, "ru")][:1]


_AGAINST = re.compile(r"\W{0,3}(?:в % )?к ((?:19|20)\d\d)\b", re.IGNORECASE)
"""«К 2022 г., %»: how the year after it compares."""


def _of(text: str, span: Span) -> str:
    return text[span.start : span.end].replace("\u00a0", " ")


def _time(document: Document, part: Span) -> str:
    words = re.sub(r"\bк (?:19|20)\d\d\b", "", _of(document.reading, part))  # «Дороги к 2015 году» tells an aim
    if year := re.fullmatch(r"\D{0,3}((?:19|20)\d\d)(?: ?г(?:од)?\.?| ж\.?)?", words):
        return year[1]
    return (
        told(words, document.date)
        if document.language == "ru"
        else kazakh_dates.heading(words, kazakh_dates.day_written(document))
    )


def _measure(
    text: str, head: Span | None, label: Span, above: Sequence[Span], mentions: Starts[Mention]
) -> Phrase | None:
    """What the column measures, else the row, else what stands above; both, where each says something."""
    told = _what(text, head, mentions) if head else None
    own = _what(text, label, mentions)
    if told and own:
        return Phrase(told.start, told.end, f"{told.text} ({own.text})")
    return told or own or next((one for part in above if (one := _what(text, part, mentions))), None)


def _what(text: str, part: Span, mentions: Starts[Mention]) -> Phrase | None:
    """The words of a label without unit and time; nothing for a place, a time or «Показатель»."""
    words = _of(text, part)
    unit = unit_in(words)
    words = TIME_BEHIND.sub("", unit.what if unit else words).strip(" :*–—-")
    named = [m for m in mentions.within(part.start, part.end) if m.named and m.end <= part.end]
    if not words or any(len(m.text) >= len(words) - 2 for m in named):
        return None
    bare = re.sub(r"\b(?:всего|итого|барлығы)\b|,\s*$", "", words, flags=re.IGNORECASE).strip(" ,")
    if not re.search(r"[^\W\d_]{3}", bare) or _GENERIC.fullmatch(bare) or _only_time(bare):
        return None
    low = bare[0].lower() + bare[1:] if bare[1:2].islower() or bare[1:2] == " " else bare
    return Phrase(part.start, part.end, low)


def _only_time(words: str) -> bool:
    """«I полугодие 2024 года», «Қаңтар–сәуір», «Жыл соңына жоспар», «План на 2025 год»."""
    return not re.search(r"[^\W\d_]{3}", _TIMES.sub("", words.lower()))


def _about(mentions: Starts[Mention], parts: Sequence[Span]) -> tuple[Mention, ...]:
    found = {
        (m.kind, m.key or m.name): m
        for part in parts
        for m in mentions.within(part.start, part.end)
        if m.end <= part.end
    }
    return tuple(found[key] for key in sorted(found))


def _concept(language: str, measure: str) -> str:
    if language == "kk":
        return next((name for name, stems in _CONCEPTS.items() if any(s in measure.lower() for s in stems)), "")
    words = measure.split()
    concept = concept_named(parses(words[0])[0].normal_form) if len(words) == 1 and parses(words[0]) else None
    return concept.name if concept and not concept.directed else ""
