"""When an event is: a date beside its name, and the day of the transcript that records it."""

import re
from collections.abc import Iterator, Sequence

from kg.documents.document import Document
from kg.language.tokens import Doc
from kg.model.facts import Event, Found, Mention
from kg.model.offsets import Starts
from kg.reading.function_rule import FunctionRule
from kg.reading.periods.expressions import DateExpression, dates
from kg.reading.rules.derived import AHEAD, ANNIVERSARY, main_event
from kg.reading.sentence_words import has

POINT = re.compile(r"\d{4}(-\d\d){0,2}")
"""A year, a month or a day; «2022-01/2022-09» is no date of an event."""
NEAR = 40
"""Code points between a name and a date that still belong together."""

DAY = re.compile(r"\d{4}-\d\d-\d\d")
LEAD = 400
"""Code points in which a text says what it reports."""
OPENS = 30
"""Code points of a title in which «Встреча с …» stands; «Поздравление участникам форума» is no forum."""

CLAUSE = frozenset(",;:–—")
"""What stands between two clauses: «25-летие …, которое мы сегодня отметим» is not today."""


DATED = FunctionRule(
    "ru",
    "event-dated",
    Event,
    "Events with the date beside them, when their sentence has one event and one date that could be its own.",
)
OF_REPORT = FunctionRule(
    "ru", "event-of-report", Event, "A text of a day dates what its title and first sentence report as past."
)
OF_TRANSCRIPT = FunctionRule("ru", "event-of-transcript", Event, "A transcript bears the date of what it records.")


def dated(doc: Doc, document: Document, mentions: Sequence[Mention]) -> Iterator[Found]:
    """Events with the date beside them, when their sentence has one event and one date that could be its own."""
    events = [mention for mention in mentions if mention.kind == "Event"]
    begun = Starts(events)
    points = Starts(d for d in dates(doc, document) if d.use in ("time", "day") and POINT.fullmatch(d.value))
    for sentence in doc.sents:
        here = begun.within(sentence.start_char, sentence.end_char)
        when = points.within(sentence.start_char, sentence.end_char)
        if len({e.name for e in here}) != 1 or len({p.value for p in when}) != 1:
            continue
        event, point = min(((e, p) for e in here for p in when), key=lambda pair: _apart(*pair))
        start, end = min(event.start, point.start), max(event.end, point.end)
        between = document.reading[min(event.end, point.end) : max(event.start, point.start)]
        if _apart(event, point) <= NEAR and not set(between) & CLAUSE:
            yield DATED.found(Event(event, date=point.value), start, end, confidence=0.8)


def _apart(event: Mention, point: DateExpression) -> int:
    return max(point.start - event.end, event.start - point.end, 0)


def recorded(document: Document, mentions: Sequence[Mention]) -> Iterator[Found]:
    """A transcript bears the date of what it records."""
    event = main_event(document, mentions)
    if event is not None and document.date:
        yield OF_TRANSCRIPT.found(Event(event, date=document.date), event.start, event.end, confidence=0.8)


def reported(doc: Doc, document: Document, mentions: Sequence[Mention], facts: Sequence[Found]) -> Iterator[Found]:
    """A text of a day dates what its title and first sentence report, where no other time is told: «Состоялся
    телефонный разговор Ивана Орлова с Ашотом Варданяном»."""
    if not DAY.fullmatch(document.date):
        return
    known = {one.fact.event.name for one in facts if isinstance(one.fact, Event) and one.fact.date}
    others = [d for d in dates(doc, document) if d.value and d.value != document.date]
    lead = min(document.turns[0].label.start if document.turns else LEAD, LEAD)
    for sentence in doc.sents:
        start, end = sentence.start_char, sentence.end_char
        if start >= lead:
            break
        here = [m for m in mentions if m.kind == "Event" and start <= m.start < end]
        if any(d.start < end and start < d.end for d in others) or AHEAD.search(sentence.text):
            continue
        happened = any(has(token, "Tense", "Past") and has(token, "VerbForm", "Fin") for token in sentence)
        titled = not any(token.pos_ in {"VERB", "AUX"} for token in sentence)
        for event in here[:1]:
            past = happened or (titled and event.start <= start + OPENS)
            if past and event.name not in known and not ANNIVERSARY.search(event.name):
                yield OF_REPORT.found(Event(event, date=document.date), event.start, event.end, confidence=0.7)
                known.add(event.name)
