"""News in Markdown: a heading, source lines («Published at: **…**»), the body, a photo credit."""

import re

from kg.documents import dates, turns
from kg.documents.addresses import address
from kg.documents.document import Span
from kg.documents.formats.layout import Layout
from kg.documents.reading import blank, erase, lines, trim

_HEADING = re.compile(r"^ {0,3}#{1,6} +", re.M)
_TITLE = re.compile(r"\s*# +(?P<title>\S(?:[^\n]*\S)?)")
_SOURCE_LINE = re.compile(
    r"^(?P<key>Published at|Date|Опубликовано|Дата|Author|Автор|Original|Source|Источник|Оригинал):"
    r" *(?P<value>\S(?:[^\n]*\S)?) *$",
    re.M,
)
_CREDIT = re.compile(r"^ *(?:Фото|Сурет|Photo|Иллюстрация|Видео)(?: предоставлено)?: *[^\n]{1,80}$", re.M)
_LINK = re.compile(r"(?P<open>\[)(?P<text>[^\[\]\n]+)(?P<close>\]\((?P<url>[^)\s]+)(?: \"[^\"\n]*\")?\))")
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_EMPHASIS = re.compile(r"(?<![\w*_])(?P<open>[*_]{1,3})(?=\S)(?P<text>[^*_\n]+?)(?<=\S)(?P<close>(?P=open))(?![\w*_])")
_CODE_OR_QUOTE = re.compile(r"`+|^ {0,3}>+ ?|^ {0,3}(?:-{3,}|={3,}) *$", re.M)


def recognise(reading: str) -> Layout | None:
    """The layout of `reading`, or None when it does not begin with a Markdown heading."""
    heading = _TITLE.match(reading)
    if not heading:
        return None
    title = Span(*heading.span("title"))
    date = url = publisher = ""
    author = None
    source_lines = []
    for match in _SOURCE_LINE.finditer(reading):
        if not _precedes_body(reading, heading.end(), match.start()):
            break
        source_lines.append(Span(*match.span()))
        value, link = match["value"].strip("* "), _LINK.search(match["value"])
        if match["key"] in ("Published at", "Date", "Опубликовано", "Дата"):
            date = dates.whole_date(value)
        elif match["key"] in ("Author", "Автор"):
            start = reading.index(value, match.start("value"))
            author = Span(start, start + len(value)) if value else None
        elif link:
            publisher, url = link["text"], address(link["url"])
        elif address(value):
            url = value
        else:
            publisher = value

    credits = [Span(*match.span()) for match in _CREDIT.finditer(reading)]
    prose = erase(blank(reading, [*source_lines, *credits]), _marks(reading))
    found = turns.find(prose)
    return Layout(
        reading=blank(prose, turns.breaks(prose)),
        kind="transcript" if found else "article",
        title=trim(prose, title),
        date=date,
        url=url,
        publisher=publisher,
        author=author,
        turns=found,
    )


def _precedes_body(reading: str, start: int, end: int) -> bool:
    """«Автор: …» among the first lines is a source line, in the body it is a sentence."""
    between = lines(reading[start:end])
    return all(_SOURCE_LINE.fullmatch(reading[start:end], row.start, row.end) for row in between)


def _marks(reading: str) -> list[Span]:
    """All that is Markdown and no word. A dash at the start of a line stays: it may open direct speech."""
    marks = [Span(*match.span()) for mark in (_HEADING, _PICTURE, _CODE_OR_QUOTE) for match in mark.finditer(reading)]
    for mark in (_LINK, _EMPHASIS):
        marks += [Span(*match.span(group)) for match in mark.finditer(reading) for group in ("open", "close")]
    return marks
