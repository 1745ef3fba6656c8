"""When an event is: a date beside its name, one that opens its sentence or is in its name, and the day of the text that
reports or records it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.documents.document import Document
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import Event, Found, Mention, Utterance
from kg.model.offsets import Starts
from kg.names.events.held import ATTENDS, HAPPENS, HOLDS
from kg.names.events.occasions import number
from kg.reading.cues import RUSSIAN
from kg.reading.frames.told_events import UNITS, VISITS
from kg.reading.function_rule import FunctionRule
from kg.reading.periods.expressions import DateExpression, dates
from kg.reading.rules.derived import AHEAD, ANNIVERSARY, main_event
from kg.reading.sentence_words import has

POINT = re.compile(r"\d{4}(-\d\d){0,2}")
"""A year, a month or a day; «2022-01/2022-09» is no date of an event."""
DAYS = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
NEAR = 40
"""Code points between a name and a date that still belong together."""
OPENING = 16
"""Code points before a date that opens its sentence: «Так, 27 февраля состоялся съезд»."""

DAY = re.compile(r"\d{4}-\d\d-\d\d")
LEAD = 400
"""Code points in which a text says what it reports."""
SUMMARY = 1500
"""Code points before its first turn in which a transcript does."""
SHORT = 3000
"""Code points of a report that tells of one day."""
GREETING = 700
"""Code points of the first turn in which hosts greet their guests."""
OPENS = 30
"""Code points of a title in which «Встреча с …» stands; «Поздравление участникам форума» is no forum."""

GOING_ON = HAPPENS | ATTENDS | VISITS
"""Verbs whose present is of the day of the text: «прибывает с визитом», «проходит форум»."""
CLAUSE = frozenset(",;:–—")
"""What stands between two clauses: «25-летие …, которое мы сегодня отметим» is not today."""
ANOTHER_TIME = re.compile(r"\b(?:" + "|".join(RUSSIAN.words("events.another_time")) + ")", re.IGNORECASE)
"""Words by which a sentence speaks of an event of another time: «в преддверии саммита», «на недавней встрече»."""
TAKES_PLACE = re.compile(
    r" (?:также )?(?:состо[яи]\w{2,7}|про(?:шл|йд)\w{1,4}|откр(?:ыл|о)\w{1,5}|начн\w{2,4}|начал\w{1,3})"
    r"(?: (?:в|на) [А-ЯЁ]\w{2,20}+)? (?:(?:в|с) )?"
)
"""What stands between an event and its day, or the other way round."""
LIMITS = frozenset("до к ко после".split())
"""Before a time that is none of an event's: «совещание о стратегии развития до 2050 года»."""
CAPTION = re.compile(r"(?:Участники?|Перед началом|Перед|В ходе|Во время|На|Начало|Открытие|По окончании|После) ")
REMARK = re.compile(r"\([^()\n]{4,80}\)")
WELCOMING = re.compile(r"\b(?:приветств|рады? |начина|открыва|добро пожаловать)", re.IGNORECASE)
OF_YEAR = re.compile(r"(?:[\w»][-–—]| )((?:19|20)\d\d)(?: года)?[»\"]*$")
YEARLY = re.compile(r"форум|саммит|конгресс|конференц|выставк|ярмарк|фестивал|чемпионат|игры", re.IGNORECASE)
ORIGINS: Mapping[str, str] = RUSSIAN.table("events.origins")
"""How the names of what has anniversaries begin, with the day it is counted from."""


DATED = FunctionRule(
    "ru",
    "event-dated",
    Event,
    "Events with the date beside them, when their sentence has one event and one date that could be its own, or with "
    "the day that opens it.",
)
OF_REPORT = FunctionRule(
    "ru",
    "event-of-report",
    Event,
    "A text of a day dates what its title and first sentences, or all of a short report, tell as past.",
)
OF_TRANSCRIPT = FunctionRule("ru", "event-of-transcript", Event, "A transcript bears the date of what it records.")
BY_NAME = FunctionRule(
    "ru", "event-dated-by-name", Event, "The year in the name of an event, or the day an anniversary is counted from."
)


def _events(mentions: Sequence[Mention], facts: Sequence[Found]) -> Starts[Mention]:
    """Those named or described, and those that a verb tells."""
    told = (one.fact.event for one in facts if isinstance(one.fact, Event))
    return Starts(sorted({*(mention for mention in mentions if mention.kind == "Event"), *told}))


def dated(doc: Doc, document: Document, mentions: Sequence[Mention], facts: Sequence[Found]) -> Iterator[Found]:
    """Events with the date beside them, when their sentence has one event and one date that could be its own; else the
    day right beside an event, or the one that opens its sentence."""
    begun = _events(mentions, facts)
    told: dict[str, str] = {}
    points = Starts(
        d
        for d in dates(doc, document)
        if d.use in ("time", "day") and (POINT.fullmatch(d.value) or DAYS.fullmatch(d.value))
        if not _is_limit(document.reading, d)
    )
    for sentence in doc.sents:
        here = begun.within(sentence.start_char, sentence.end_char)
        when = points.within(sentence.start_char, sentence.end_char)
        if not here or not when:
            continue
        single = len({e.name for e in here}) == 1 and len({p.value for p in when}) == 1
        for event in here:
            point = _alone(event, here, when, document) if single else None
            point = point or _beside(event, when, document) or _opening(event, here, when, sentence)
            # One event has one date; a second that is more exact («2022», «2022-06-15») may still be told.
            if point is not None and point.value.startswith(told.get(event.name, "")):
                told[event.name] = point.value
                yield _dated(event, point, 0.8 if single else 0.75)


def _is_limit(text: str, point: DateExpression) -> bool:
    """«к маю» has its preposition in it, «до 5 мая» before it."""
    beside = *text[max(point.start - 8, 0) : point.start].split()[-1:], *text[point.start : point.end].split()[:1]
    return any(word.lower() in LIMITS for word in beside)


def _dated(event: Mention, point: DateExpression, confidence: float) -> Found:
    start, end = min(event.start, point.start), max(event.end, point.end)
    days = DAYS.fullmatch(point.value)
    fact = Event(event, date=days[1], last_day=days[2]) if days else Event(event, date=point.value)
    return DATED.found(fact, start, end, confidence=confidence)


def _apart(event: Mention, point: DateExpression) -> int:
    return max(point.start - event.end, event.start - point.end, 0)


def _alone(
    event: Mention, here: Sequence[Mention], when: Sequence[DateExpression], document: Document
) -> DateExpression | None:
    """The date nearest to an event, where the event is the nearest to a date and both are of one clause."""
    nearest, point = min(((e, p) for e in here for p in when), key=lambda pair: _apart(*pair))
    between = document.reading[min(event.end, point.end) : max(event.start, point.start)]
    return point if nearest is event and _apart(event, point) <= NEAR and not set(between) & CLAUSE else None


def _beside(event: Mention, when: Sequence[DateExpression], document: Document) -> DateExpression | None:
    """«съезд 27 февраля», «накануне прибыл», «заседание состоится в Омске в 2015 году»: the day is the event's,
    whatever else the sentence tells."""
    for point in when:
        between = document.reading[min(event.end, point.end) : max(event.start, point.start)]
        told = TAKES_PLACE.fullmatch(between) or (len(point.value) > len("2022-11") and not between.strip())
        if told and _apart(event, point) < NEAR:
            return point
    return None


def _opening(
    event: Mention, here: Sequence[Mention], when: Sequence[DateExpression], sentence: Span
) -> DateExpression | None:
    """«13 марта Владимир Путин проведёт переговоры с …, который посетит Россию с визитом»."""
    point, start = when[0], sentence.start_char
    before, between = sentence.text[: point.start - start], sentence.text[point.end - start : event.start - start]
    if event.start < point.end or len(before.lstrip()) > OPENING or len(point.value) < len("2022-11"):
        return None
    if len(point.value) == len("2022-11") and (len(between) > NEAR or set(between) & CLAUSE):
        return None
    if any(other.start < point.start for other in here):
        return None  # «Съезд 27 февраля и форум в мае»
    if ANNIVERSARY.search(event.name) or set(between) & set(";:–—") or ANOTHER_TIME.search(between):
        return None
    return (
        None if any(point.end <= o.start < event.start and not point.value.startswith(o.value) for o in when) else point
    )


def named_by_time(mentions: Sequence[Mention], facts: Sequence[Found]) -> Iterator[Found]:
    """«Форум „Иннопром-2024“» is of that year, and the «80-летие Победы» of the day eighty years after it, where no
    words say when they are."""
    known = _dated_events(facts)
    for event in mentions:
        if event.kind != "Event" or event.name in known:
            continue
        when = _year_named(event) or _day_reckoned(event)
        if when:
            known.add(event.name)
            yield BY_NAME.found(Event(event, date=when, date_from="reckoned"), event.start, event.end, confidence=0.8)


def _year_named(event: Mention) -> str:
    year = OF_YEAR.search(event.name)
    return year[1] if year and YEARLY.search(event.name.split(" ")[0] + event.name[: year.start()][-12:]) else ""


def _day_reckoned(event: Mention) -> str:
    if not ANNIVERSARY.search(event.name):
        return ""
    years = next(filter(None, map(number, event.name.split()[:2])), 0)
    # «44-я годовщина победы Исламской революции» is another victory's.
    last = event.name.lower().partition(" в великой")[0].split()[-1]
    origin = next((day for stem, day in ORIGINS.items() if last.startswith(stem)), "")
    return f"{int(origin[:4]) + years}{origin[4:]}" if years and origin else ""


def _dated_events(facts: Sequence[Found]) -> set[str]:
    return {one.fact.event.name for one in facts if isinstance(one.fact, Event) and one.fact.date}


def recorded(document: Document, mentions: Sequence[Mention]) -> Iterator[Found]:
    """A transcript bears the date of what it records."""
    event = main_event(document, mentions)
    if event is not None and document.date:
        fact = Event(event, date=document.date, date_from="documentDate")
        yield OF_TRANSCRIPT.found(fact, event.start, event.end, confidence=0.8)


def reported(
    doc: Doc, document: Document, mentions: Sequence[Mention], said: Sequence[Utterance], facts: Sequence[Found]
) -> Iterator[Found]:
    """A text of a day dates what it reports, where no other time is told: «Состоялся телефонный разговор Ивана Орлова с
    Ашотом Варданяном».

    That is what its title and first sentences tell as past; of a transcript also what the captions and remarks name and
    the host's greeting; of a short report whatever it says took place."""
    if not DAY.fullmatch(document.date):
        return
    known = _dated_events(facts)
    month, day = document.date[:7], document.date
    others = [d for d in dates(doc, document) if d.value and d.value not in (month, day)]
    turns = [turn.label.start for turn in document.turns]
    short = not turns and len(document.reading) <= SHORT
    begun = _events(mentions, facts)
    for sentence in doc.sents:
        start, end = sentence.start_char, sentence.end_char
        here = begun.within(start, end)
        if not here or any(d.start < end and start < d.end for d in others) or AHEAD.search(sentence.text):
            continue
        told = _told_as_past(sentence) if start < (min(turns[0], SUMMARY) if turns else LEAD) else ()
        if not told and turns:
            told = _beside_the_turns(sentence, turns[0])
        for event in here:
            spoken = any(u.start <= event.start < u.end for u in said)
            past = event.start in range(*told) if told else short and not spoken and _took_place(event, sentence)
            before = sentence.text[: event.start - start]
            if (
                past
                and event.name not in known
                and not ANNIVERSARY.search(event.name)
                and not ANOTHER_TIME.search(before)
            ):
                fact = Event(event, date=document.date, date_from="documentDate")
                yield OF_REPORT.found(fact, event.start, event.end, confidence=0.7)
                known.add(event.name)


def _told_as_past(sentence: Span) -> tuple[int, int] | tuple[()]:
    """Where in a title or a sentence of the lead the events are that happened or go on."""
    verbs = [token for token in sentence if has(token, "VerbForm", "Fin")]
    if any(has(t, "Tense", "Past") or (has(t, "Tense", "Pres") and t.lemma_.lower() in GOING_ON) for t in verbs):
        return sentence.start_char, sentence.end_char
    titled = not any(token.pos_ in {"VERB", "AUX"} for token in sentence)
    return (sentence.start_char, sentence.start_char + OPENS) if titled else ()


def _beside_the_turns(sentence: Span, first: int) -> tuple[int, int] | tuple[()]:
    """«Участники церемонии вручения наград» under a picture, «(Церемония вручения премий.)», «Рад приветствовать вас на
    заседании»."""
    text, start = sentence.text.strip(), sentence.start_char
    unsaid = not any(token.pos_ in {"VERB", "AUX"} for token in sentence)
    if (unsaid and CAPTION.match(text) and text[-1] not in "?!") or REMARK.fullmatch(text):
        return start, sentence.end_char
    if first <= start < first + GREETING and (greeting := WELCOMING.search(sentence.text)):
        return start + greeting.start(), sentence.end_char
    return ()


def _took_place(event: Mention, sentence: Span) -> bool:
    """Whether a past verb says that it is held or attended, or tells it by itself («встретился»)."""
    if ANOTHER_TIME.search(sentence.text):
        return False
    head = next((token for token in sentence if event.start <= token.idx < event.end), None)
    while head is not None and event.start <= head.head.idx < event.end and head.head.i != head.i:
        head = head.head
    verb: Token | None = head
    for _ in range(3):
        if verb is None or verb.pos_ in {"VERB", "AUX"}:
            break
        verb = verb.head if verb.head.i != verb.i else None
    if verb is None or not has(verb, "Tense", "Past") or any(child.lower_ in ("не", "бы") for child in verb.children):
        return False
    return verb.lemma_.lower() in HAPPENS | HOLDS | ATTENDS | UNITS
