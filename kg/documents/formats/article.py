"""Text without marks of any kind. Its first and last lines may hold a title, a date, an address."""

import re

from kg.documents import dates, turns
from kg.documents.addresses import address, host
from kg.documents.document import Span
from kg.documents.formats.layout import Layout
from kg.documents.reading import blank, lines

_SOURCE = re.compile(r"(?:Источник|Source|Дереккөз): *")
_ENDS_SENTENCE = re.compile(r"[.!…;:,]»?\Z")
_LONGEST_TITLE = 160
_HEADER_LINES = 5


def recognise(reading: str) -> Layout:
    """The layout of `reading`, as far as it has one."""
    rows = lines(reading)
    words = [reading[row.start : row.end] for row in rows]
    date, source_lines = "", []
    for row, line in zip(rows[:_HEADER_LINES], words, strict=False):
        if not date and (day := dates.whole_date(line)):
            date = day
            source_lines.append(row)
    if url := address(_SOURCE.sub("", words[-1], count=1)):
        source_lines.append(rows[-1])

    content = [row for row in rows if row not in source_lines]
    title = content[0] if len(content) > 1 and _is_title(reading, content[0], content[1]) else None
    prose = blank(reading, source_lines)
    found = turns.find(prose)
    if title and found and found[0].label.start < title.end:
        title = None
    return Layout(
        reading=blank(prose, turns.breaks(prose)),
        kind="transcript" if found else "article" if title or date or url else "plain",
        title=title,
        date=date,
        url=url,
        publisher=host(url),
        turns=found,
    )


def _is_title(reading: str, first: Span, second: Span) -> bool:
    """A short line without a full stop, set off by a blank line or followed by a longer one; a lead is a sentence."""
    line = reading[first.start : first.end]
    if len(line) > _LONGEST_TITLE or _ENDS_SENTENCE.search(line) or line[0] in "-–—•" or not line[0].isupper():
        return False
    set_off = reading[first.end : second.start].count("\n") > 1
    return set_off or second.end - second.start > len(line)
