"""The layout of kremlin.ru: title, time, dateline, body, address; and the furniture of its pages when saved whole.

The body of a saved page is one line, «События <title> <lead> <time> <place> <prose> Смотрите также … Темы …
Статус материала … Текстовая версия»; attached lists follow, each with a title of its own."""

import re
from collections.abc import Iterator, Sequence

from kg.documents import dates
from kg.documents.addresses import address, host
from kg.documents.document import Span
from kg.documents.formats.layout import Layout
from kg.documents.reading import lines

_DAY = dates.RUSSIAN_DATE
_PLACE_PART = r"[А-ЯЁӘҒҚҢӨҰҮҺІ][^\s,.:;!?]*(?: [^\s,.:;!?]+){0,4}"
_PLACE = re.compile(rf"{_PLACE_PART}(?:, {_PLACE_PART}){{0,3}}")
_TIME = re.compile(rf"{_DAY} \d{{2}}:\d{{2}}")
_ANNOUNCEMENT = re.compile(r"Анонс на [^.\n]{4,40}? года Добавить в Календарь Календари(?: (?:Яндекс|iCal|Google))*")
_STATUS = re.compile(r"Статус материала Опубликован в раздел[^\n]*")
_MOST_LINKS = 4000
"""Code points."""
_STOP = re.compile(r"[.!?:…\n]")
_LINKS = re.compile("(?:Смотрите также|География|Темы|Лица) ")
_PUBLISHED = re.compile(rf"Дата публикации: ({_DAY})")

# A full stop ends the list of links, unless in quotes or in a title like «Все новости о поездке в Мурманск. Форум …».
_DATED_LINK = (
    r"(?:Все (?:новости|материалы) (?:(?! :|: )[^\n]){3,300}?"
    r"|(?=[А-ЯЁ«\d])(?>«[^«»\n]{0,500}»|(?! :|: |[.!?…] )[^\n]){3,500}?)"
    rf" (?:{_DAY}|pdf, [\d.,]+ .?Б)(?=\n| [^а-яё]|$)"
)
_NEWS_LINK = r"Новости [А-ЯЁ][а-яё-]+(?: Безопасности)?(?: [а-яё-]+)*(?: Российской Федерации)?(?=\n| [^а-яё]|$)"
_SEE_ALSO = re.compile(rf"(?:Смотрите также|Дополнительно)(?: (?:{_NEWS_LINK}|{_DATED_LINK}))+")


def recognise(reading: str) -> Layout | None:
    """The layout of `reading`, or None when it is another one."""
    rows = lines(reading)
    words = [reading[row.start : row.end] for row in rows]
    if len(rows) < 3:
        return None
    date = dates.ISO.fullmatch(words[1]) and dates.whole_date(words[1])
    saved_page = bool(address(words[-1]) and _STATUS.search(reading))
    if not date and not saved_page:
        return None

    furniture = []
    if date:
        furniture.append(rows[1])
    place = _place(rows, words, reading) if date else None
    url = address(words[-1])
    if url:
        furniture.append(rows[-1])
    tails = list(_tails(reading))
    if saved_page:
        furniture += tails
        furniture += _furniture(reading, rows, place)
        published = _PUBLISHED.search(reading)
        date = date or (dates.whole_date(published[1]) if published else "")

    return Layout(
        furniture=tuple(furniture),
        ends=tuple(tail.start for tail in tails),
        one_line=saved_page,
        title=rows[0],
        place=place,
        stated={"date": date or "", "url": url, "publisher": host(url)},
    )


def _tails(reading: str) -> Iterator[Span]:
    """What a page ends with: its status, and the links to places, themes and persons before it on the same line."""
    for status in _STATUS.finditer(reading):
        stops = [stop.end() for stop in _STOP.finditer(reading, max(0, status.start() - _MOST_LINKS), status.start())]
        links = _LINKS.search(reading, stops[-1] if stops else max(0, status.start() - _MOST_LINKS), status.start())
        yield Span(links.start() if links else status.start(), status.end())


def _place(rows: Sequence[Span], words: Sequence[str], reading: str) -> Span | None:
    """The dateline: a short line of its own after the date, blank lines on both sides."""
    alone = len(rows) > 3 and reading[rows[2].end : rows[3].start].count("\n") > 1
    return rows[2] if alone and len(words[2]) <= 100 and _PLACE.fullmatch(words[2]) else None


def _furniture(reading: str, rows: Sequence[Span], place: Span | None) -> Iterator[Span]:
    title = reading[rows[0].start : rows[0].end]
    for above, row in zip(rows, rows[1:], strict=False):
        line = reading[row.start : row.end]
        if line.startswith("События "):
            yield from _opening(reading, row, title, reading[place.start : place.end] if place else "")
        else:
            attached = re.compile(re.escape(reading[above.start : above.end]) + rf" {_DAY}").match(reading, row.start)
            if attached:
                yield Span(*attached.span())
    for match in _SEE_ALSO.finditer(reading):
        yield Span(*match.span())


def _opening(reading: str, row: Span, title: str, place: str) -> Iterator[Span]:
    """What a page repeats before its prose begins: section, title, time, place, and the title once more."""
    optional_place = f"(?: {re.escape(place)}(?= |$))?" if place else ""
    again = rf"(?: {re.escape(title)}(?= |$))?"
    section = re.compile(rf"События{again}").match(reading, row.start)
    if section:
        yield Span(*section.span())
    for stamp in (_TIME, _ANNOUNCEMENT):
        match = re.compile(stamp.pattern + optional_place + again).search(reading, row.start, row.end)
        if match:
            yield Span(*match.span())
            return
