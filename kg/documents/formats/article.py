"""Text without marks of any kind. Its first and last lines may hold a title, a date, an address."""

import re

from kg.documents import dates
from kg.documents.addresses import address, host
from kg.documents.document import Span
from kg.documents.formats.layout import Layout
from kg.documents.reading import lines

_SOURCE = re.compile(r"(?:Источник|Source|Дереккөз): *")
_BYLINE = re.compile(r"(?:Автор|Текст|Author|Мәтін): *(?P<name>[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\n:]{2,60}[^.\n])")
_ENDS_SENTENCE = re.compile(r"[.!…;:,]»?\Z")
_LONGEST_TITLE = 160
_HEADER_LINES = 5


def recognise(reading: str, title: Span | None = None) -> Layout:
    """The layout of `reading`, as far as it has one; `title` is what the markup says of it."""
    rows = lines(reading)
    words = [reading[row.start : row.end] for row in rows]
    date, author, url, furniture = "", "", "", []
    for row, line in zip(rows[:_HEADER_LINES], words, strict=False):
        if not date and (date := dates.whole_date(line)):
            furniture.append(row)
    for row, line in {
        rows[0]: words[0],
        rows[-1]: words[-1],
        rows[min(1, len(rows) - 1)]: words[min(1, len(rows) - 1)],
    }.items():
        if not author and (byline := _BYLINE.fullmatch(line)):
            author = byline["name"].strip()
            furniture.append(row)
    if url := address(_SOURCE.sub("", words[-1], count=1)):
        furniture.append(rows[-1])
    content = [row for row in rows if row not in furniture]
    own = title or (content[0] if len(content) > 1 and _is_title(reading, content[0], content[1]) else None)
    return Layout(
        furniture=tuple(furniture),
        title=own,
        stated={
            "date": date or dates.stated(words),
            "url": url,
            "publisher": host(url),
            "author": author,
        },
        plain=not (own or date or url),
    )


def _is_title(reading: str, first: Span, second: Span) -> bool:
    """A short line without a full stop, set off by a blank line or followed by a longer one; a lead is a sentence."""
    line = reading[first.start : first.end]
    if len(line) > _LONGEST_TITLE or _ENDS_SENTENCE.search(line) or line[0] in "-–—•" or not line[0].isupper():
        return False
    set_off = reading[first.end : second.start].count("\n") > 1
    return set_off or second.end - second.start > len(line)
