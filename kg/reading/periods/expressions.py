"""The time expressions of a Russian text, what each is there for, and which of them a number is of.

An expression that cannot be resolved keeps an empty value: its numbers are still no figures."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from kg.documents.document import Document
from kg.language.tokens import Doc, Span
from kg.model.facts import DatedItem
from kg.reading.periods.wordings import BEGUN, DAY_RESOLVERS, WORDINGS, Today, told_in_the_past

Use = Literal["time", "baseline", "day"]


@dataclass(frozen=True, slots=True, order=True)
class DateExpression:
    start: int
    end: int
    value: str
    """«2021», «2022-06», «2022-11-28», «2022-01/2022-09», «1994/»; empty when it cannot be resolved."""
    use: Use = "time"
    """`baseline`: what something is compared with («чем за 2020 год», «на треть к прошлому году»). `day`: «сегодня»,
    «вчера», which date events and no figures."""


_RIGHT_BEHIND = re.compile(r"\s*+[(\[]?(?:(?:в|за|на|к|с|до|по итогам|в течение)\s)?\s*+")
_BASELINE = re.compile(
    r"(?:по сравнению со? |чем |относительно |по отношению к |против |уровн\w{1,9} |"
    r"(?:аналогичн|соответствующ|так)\w{1,9} (?:же )?(?:период|отрез|срок)\w{0,9} "
    r"|(?:тот|того|том|тому|тем) же (?:период|отрез|срок)\w{0,9} )"
    r"(?:(?:результат|итог|данн|показател|уровн)\w{1,9} )?(?:в |во |за |на |со? )?(?:(?:начал|кон)\w{1,9} )?\]?\s*$"
    r"|показател(?:я|ю|ей|ям) $"
    # «„дорожная карта“ на 2022–2024 годы» is no time of its numbers
    r"|\b(?:карта|карты|карте|план\w?|программ\w)[»\"]? на $"
)
_BRACKETED = 40
"""Characters up to a time in brackets: «4,1 млн тонн грузов (2024 год)»."""
_AGAINST = re.compile(r"(?:процент\w{0,9}|%|раза?|пункта?|пунктов) к $")


_REPORT = re.compile(r"\b(?:отчет|итог\w*|доклад|торговл\w+|показатели)\b(?:[-–— ](\d{4})\b)?")
_OF_NEXT = re.compile(r"\s*+[–—]\s*+(?:[а-яё]+ )?\d")
"""«381 миллион (в 2022-м – 329)»: of the number that follows."""
_HEADING = 8
_LINE = 120
_OPENING = 500
"""Code points of a text in which it tells of the day."""
_FULL_DATE = r"(«?\d{1,2}»? [а-я]{3,8} (?:19|20)\d\d)"
_DATELINE = re.compile(
    rf"^[ \t]*+(?:[А-ЯЁ][А-ЯЁа-яё-]{{2,20}}+,[ ]|г\. ?[А-ЯЁ][а-яё-]{{2,20}}+,?\s{{1,60}}){_FULL_DATE}", re.MULTILINE
)
"""«ОМСК, 5 мая 2023 года», and on papers «г. Омск    «5» мая 2023 г.»."""
_DATELINE_FOLDED = re.compile(rf"(?:^|[.!?…»]? {{1,4}})[а-яё-]{{3,20}}, {_FULL_DATE}(?:(?: года)? ?[.–—/(]| г\.)")
"""The same in folded text: its day is of the text, not of its numbers."""
_ISSUE = re.compile(r"^[^\n.]{0,80}, ([а-я]{3,8} (?:19|20)\d\d)(?: г\.| года)?$", re.MULTILINE)
"""«Вестник палаты, июнь 2024 года»."""
_OF_A_PAPER = re.compile(r"\b(?:от|со?|до|к|(?<!данным )(?<!состоянию )на) $")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEKDAY = re.compile(
    rf"(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье),?[ ]{_FULL_DATE}", re.IGNORECASE
)
_OPENED = re.compile(
    r"[ \t•▪–—*-]*+(?:(?P<year>(?:19|20)\d\d)"
    r"(?:(?: год| жыл)?|(?P<day>, (?:\d{1,2}(?: ?[–-] ?\d{1,2})? )?[^\W\d]{3,8}))(?:[.:]| [–—])"
    r"|(?P<day_alone>\d{1,2}(?: ?[–-] ?\d{1,2})? [^\W\d]{3,8}(?: (?:19|20)\d\d(?: года| г\.)?)?)(?:, [^.:–—\n]{1,30})?"
    r"(?:[.:]| [–—])) "
)
_DATED_LINE = re.compile(
    r"^[ \t]*+(\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|\d{1,2} [а-яё]{3,8} (?:19|20)\d\d)(?: года| г\.)?"
    r"(?=[ \t]*+(?:$|[А-ЯЁ«]))",
    re.MULTILINE,
)


def _fold(text: str) -> str:
    """Lower case, ё as е, plain spaces; of the same length."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return re.sub(r"\s", " ", folded.replace("ё", "е"))


def _expressions(text: str, today: Today, items: Sequence[tuple[int, Today]] = ()) -> Iterator[DateExpression]:
    """`items` are where those of a digest begin, with the day of each."""
    taken = bytearray(len(text))
    places = [match.start() for match in BEGUN.finditer(text)]
    begun, written = [at for at, _ in items], today
    opened = {*begun}
    datelines = [match.span(1) for match in _DATELINE_FOLDED.finditer(text[:_OPENING])]
    for pattern, resolver in WORDINGS:
        for match in _matches(pattern, text, places):
            start, end = match.span()
            item = bisect_right(begun, start)
            today = items[item - 1][1] if item else written
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            placed = end in opened or any(first <= start < last for first, last in datelines)
            use: Use = "day" if placed or resolver in DAY_RESOLVERS else "time"
            if _BASELINE.search(text[max(0, start - 70) : start]) or (
                text.startswith(("с ", "со "), start) and text[:start].endswith("по сравнению ")
            ):
                use = "baseline"
            value = resolver(match, today)
            if (
                _AGAINST.search(text[max(0, start - 20) : start])
                and value[:4].isdigit()
                and int(value[:4]) < today.year
            ):
                use = "baseline"
            yield DateExpression(start, end, value, use)


def _matches(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """Those that begin at one of the places, from left to right, none over another."""
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(text, place)):
            end = match.end()
            yield match


def told(words: str, date: str) -> str:
    """The first time that a heading or a label tells, by the date of its document."""
    found = sorted(_expressions(_fold(words), Today.of(date)))
    return next((one.value for one in found if one.use == "time" and one.value), "")


def reported(document: Document) -> str:
    """The time of which a text is a report, by its heading: «ОТЧЁТ О ДЕЯТЕЛЬНОСТИ ЗА 2024 ГОД», «Итоги-2025»."""
    heading = (line for line in _fold(document.reading[:_OPENING].replace("\n", "¶")).split("¶")[:_HEADING])
    named = ((found, line) for line in heading if len(line) < _LINE and (found := _REPORT.search(line)))
    return next((time for found, line in named if (time := found[1] or told(line, ""))), "")


def headed(text: str, told: Callable[[str, str], str]) -> Iterator[tuple[int, int, str]]:
    """Where paragraphs stand that open with their time («2013, 17–19 мая. …», «20 июня – …»), and the lines under one
    that ends with a colon («Оборот в 2024 году:»), each with what `told` makes of its words and its year."""
    begun, under, bare = 0, "", False
    for line in text.splitlines(keepends=True):
        start, begun = begun, begun + len(line)
        words = line.strip()
        if not words:
            under = ""
        elif opened := _OPENED.match(line):
            year, day = opened["year"] or "", (opened["day"] or opened["day_alone"] or "").strip(" ,")
            if value := told(day, year):
                yield start, begun, value
        elif under and words.endswith(".") and bare:
            under = ""  # a sentence after lines without a stop goes on about something else
        elif under:
            bare = words[-1] not in ".;,"
            yield start, begun, under
        if words.endswith(":") and len(words) < _LINE:
            under, bare = told(words, ""), False


def dates(doc: Doc, document: Document) -> list[DateExpression]:
    """The time expressions of the document, in their order; where nothing tells its day only absolute ones have a
    value."""
    return list(_dates(document.reading, written(document)))


def written(document: Document) -> str:
    """The document's date; else what its opening tells: the day beside a place or as a day of the week («ОМСК, 5 мая
    2023 года», «в среду, 25 октября 2023 г., сообщил …»), the month of an issue, the day of what it reports."""
    if document.date:
        return document.date
    opening = document.reading[:_OPENING]
    told = _DATELINE.search(opening) or _WEEKDAY.search(opening) or _ISSUE.search(opening)
    day = next((one.value for one in _expressions(_fold(told[1]), Today())), "") if told else ""
    return day or _day_of_lead(_fold(document.reading))


def _day_of_lead(text: str) -> str:
    """The day of what a report begins with, where it tells of nothing later: «24 апреля 2026 года аким открыл …».

    «Когда 25 апреля 1930 года сомкнулись рельсы …», told with the years that followed, is a history."""
    found = sorted(one for one in _expressions(text, Today()) if one.value and one.use == "time")
    past = [one for one in found if told_in_the_past(text, one.start, one.end)]
    lead = next((one for one in past if one.start < _OPENING and _DAY.fullmatch(one.value[-10:])), None)
    if lead is None or _OF_A_PAPER.search(text, 0, lead.start) or any(one.value[:4] > lead.value[:4] for one in past):
        return ""
    return lead.value[-10:]


@lru_cache(maxsize=1)
def _dates(text: str, date: str) -> tuple[DateExpression, ...]:
    return tuple(sorted(_expressions(_fold(text), Today.of(date), digest(text))))


def digest(text: str) -> Sequence[tuple[int, Today]]:
    """Where the items of a digest begin, each with its own day: lines that open with one, in a text that has several.

    «28 августа 2015 Сегодня премьер-министр встретился …» is of that day, not of the day of the text."""
    found = []
    for match in _DATED_LINE.finditer(text):
        day = next((one.value for one in _expressions(_fold(match[1]), Today())), "")
        if len(day) == 10:
            found.append((match.end(), Today.of(day)))
    return found if len({day for _, day in found}) > 1 else ()


def items(text: str) -> Iterator[DatedItem]:
    """The items of a digest, each from the line that its day opens up to the next."""
    begun = [(text.rfind("\n", 0, at) + 1, day) for at, day in digest(text)]
    for (start, day), (end, _) in pairwise([*begun, (len(text), Today())]):
        yield DatedItem(start, end, f"{day.year}-{day.month:02}-{day.day:02}")


def _closed(between: str) -> bool:
    """Do brackets with another number end between the time and this one: «(в 2022-м – 329), при этом …»?"""
    told, closed, _ = between.partition(")")
    return bool(closed) and "(" not in told and _OF_NEXT.match(told) is not None


def period(span: Span, expressions: Sequence[DateExpression]) -> str:
    """The period that a span's words speak of, from its own sentence alone; empty for none.

    Words right behind the span («17 миллиардов в 2021 году», «5 млн тонн зерна (2021 год)») come first, then the
    nearest before it, then others."""
    sentence = span.sent
    around = [one for one in expressions if one.use == "time" and sentence.start_char <= one.start < sentence.end_char]
    text = span.doc.text
    behind = [one for one in around if one.value and one.start >= span.end_char and not _OF_NEXT.match(text, one.end)]
    before = [one for one in around if one.start < span.end_char and not _closed(text[one.end : span.start_char])]
    between = span.doc.text[span.end_char : behind[0].start] if behind else ""
    if behind and _RIGHT_BEHIND.fullmatch(between):
        return behind[0].value
    if behind and between.endswith("(") and len(between) < _BRACKETED and not re.search(r"[\d,;:]", between):
        return behind[0].value
    if before:
        return before[-1].value
    passed = any(span.end_char <= one.start < behind[0].start for one in expressions) if behind else True
    return "" if passed or re.search("[,;:–—]", between) else behind[0].value
