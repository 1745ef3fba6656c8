"""Where a text has tables: lines of cells, cells that lost their lines, and lists of «label – number».

Cells are parted in the stored text by bars, tabs or tags, which the text that is read shows as spaces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from kg.documents.document import Document, Span
from kg.documents.reading import lines, trim
from kg.model.offsets import extents
from kg.reading.tables.values import unit_in, value_in

_GAP = re.compile(r"\s*\|\s*|\s+")
_LINE = re.compile(r"\n")
_BETWEEN = re.compile(r"\||\t|</t[dh]>", re.IGNORECASE)
_LIST_ROW = re.compile(r"(?:[•*–—-] *+)?(?P<label>[^\d–—:;]{2,90}) *+[–—:] *+(?P<value>\d[^\n:;]{0,50}?)[;.]?")
_LONGEST = 160
"""Characters of a label, a header or a caption."""
_ABOVE = 3
"""Lines before a table that may head it."""
_MOST = 5
"""Cells behind a label, where each has a line of its own."""
_EMPTY = {"–", "—", "-", "н/д", "н. д.", "нет данных", "д/ж", "мәлімет жоқ"}


@dataclass(frozen=True, slots=True)
class TextTable:
    """`head` are the cells over the columns, none where nobody wrote them; the first cell of a row is its label."""

    rows: tuple[tuple[Span, ...], ...]
    head: tuple[Span, ...] = ()
    above: tuple[Span, ...] = ()
    """The lines before it, the nearest first, which may tell measure, unit and time of all."""

    @property
    def lines(self) -> Sequence[tuple[Span, ...]]:
        return (self.head, *self.rows) if self.head else self.rows

    @property
    def start(self) -> int:
        return self.lines[0][0].start

    @property
    def end(self) -> int:
        return self.rows[-1][-1].end


@lru_cache(maxsize=1)
def tables(document: Document) -> Sequence[TextTable]:
    """The tables of a document, in order; one whose numbers have no unit anywhere is none."""
    text = document.reading
    rows = [(line, _parted(document, line, _BETWEEN)) for line in written(document)]
    found = [*_lined(text, rows)]
    taken = extents(found)
    free = [line for line, _ in rows if line.start not in taken]
    found += [*_unlined(text, free), *_listed(text, free)]
    return sorted(found, key=lambda table: table.start)


def written(document: Document) -> list[Span]:
    """The lines as they are stored; the text that is read joins those of a paragraph."""
    return [part for line in lines(document.reading) for part in _parted(document, line, _LINE)]


def cells_of(document: Document, line: Span) -> tuple[Span, ...]:
    """The cells of a line, parted by bars, tabs or tags."""
    return _parted(document, line, _BETWEEN)


def _parted(document: Document, line: Span, between: re.Pattern[str]) -> tuple[Span, ...]:
    """A line cut at the white space and bars that stand for such a thing in the stored text."""
    text = document.reading
    stored = document.text[document.stored(line.start, line.end)[0] : document.stored(line.start, line.end)[1]]
    if not between.search(stored):
        return (line,)
    cuts = [Span(line.start, line.start)]
    for match in _GAP.finditer(text, line.start, line.end):
        before = document.stored(match.start() - 1, match.start())[1] if match.start() > line.start else 0
        after = document.stored(match.end(), match.end() + 1)[0] if match.end() < line.end else len(document.text)
        if between.search(document.text[before:after]) and line.start < match.start() and match.end() < line.end:
            cuts.append(Span(*match.span()))
    cuts.append(Span(line.end, line.end))
    spans = (trim(text, Span(first.end, last.start)) for first, last in pairwise(cuts))
    return tuple(span for span in spans if span.start < span.end)


def _lined(text: str, rows: Sequence[tuple[Span, tuple[Span, ...]]]) -> list[TextTable]:
    """Lines of cells, of one number each, at least two of them."""
    found: list[TextTable] = []
    first = 0
    for at in range(1, len(rows) + 1):
        width = len(rows[first][1])
        if at < len(rows) and width > 1 and len(rows[at][1]) == width:
            continue
        group = [cells for _, cells in rows[first:at]]
        heads = [i for i, cells in enumerate(group) if not any(_number(text, cell) for cell in cells[1:])]
        before = _single(rows[max(first - _ABOVE, 0) : first])
        for start, end in pairwise(sorted({0, *heads, len(group)}) if width > 1 else ()):
            head, body = (group[start], group[start + 1 : end]) if start in heads else ((), group[start:end])
            above = _above(text, before, len(before)) if start == 0 else ()
            if len(body) + bool(head) > 1:
                found.append(TextTable(tuple(body), head, above))
        first = at
    return found


def _single(rows: Sequence[tuple[Span, tuple[Span, ...]]]) -> list[Span]:
    """The lines right before that are no rows of another table."""
    before = takewhile(lambda row: len(row[1]) == 1, reversed(rows))
    return [line for line, _ in before][::-1]


def _above(text: str, lines: Sequence[Span], at: int) -> tuple[Span, ...]:
    """The headings among the lines right before a table, the nearest first: no prose, nothing in brackets."""
    near = (line for line in reversed(lines[max(at - _ABOVE, 0) : at]) if line.end - line.start <= _LONGEST)
    return tuple(line for line in near if text[line.start] not in "(|" and text[line.end - 1] not in ".;")


def _unlined(text: str, free: Sequence[Span]) -> list[TextTable]:
    """A label and as many numbers behind it each time, each on a line of its own; under a head words may follow."""
    found: list[TextTable] = []
    at = 0
    while at < len(free):
        width, end = next(
            ((width, end) for width in range(1, _MOST + 1) if (end := _repeated(text, free, at, width))), (0, 0)
        )
        head = free[max(0, at - width - 1) : at]
        headed = len(head) == width + 1 and all(_label(text, head, i) for i in range(width + 1))
        if not width or not (headed or all(_shape(text, free, at + 1, width))):
            at += 1
            continue
        body = [tuple(free[row : row + width + 1]) for row in range(at, end, width + 1)]
        above = at - width - 1 if headed else at
        found.append(TextTable(tuple(body), tuple(head) if headed else (), _above(text, free, above)))
        at = end
    return found


def _repeated(text: str, free: Sequence[Span], at: int, width: int) -> int:
    """The end of at least two rows of a label and so many cells, numbers in the same of them; 0 for none."""
    shape, end = _shape(text, free, at + 1, width), at
    while shape[:1] == [True] and _label(text, free, end) and _shape(text, free, end + 1, width) == shape:
        end += width + 1
    return end if end - at > width + 1 else 0


def _shape(text: str, free: Sequence[Span], at: int, width: int) -> list[bool]:
    """Which of the cells are numbers; nothing where there are not so many, or one is too long for a cell."""
    cells = free[at : at + width]
    fits = len(cells) == width and all(cell.end - cell.start <= _LONGEST for cell in cells)
    return [_number(text, cell) or text[cell.start : cell.end] in _EMPTY for cell in cells] if fits else []


def _label(text: str, free: Sequence[Span], at: int) -> bool:
    return at < len(free) and free[at].end - free[at].start <= _LONGEST and not _number(text, free[at])


def _number(text: str, cell: Span) -> bool:
    read = value_in(text[cell.start : cell.end])
    return read is not None and not (read.unit == "" and read.year)


def _listed(text: str, free: Sequence[Span]) -> list[TextTable]:
    """«Оборот всего, млн долл. – 2 418», and under it «Китай – 640»: the unit is said once."""
    found: list[TextTable] = []
    at = 0
    while at < len(free):
        head = _list_row(text, free[at])
        end, body = at + 1, []
        if head and unit_in(text[head[0].start : head[0].end]):
            if end < len(free) and text[free[end].end - 1] == ":" and free[end].end - free[end].start < 40:
                end += 1
            while end < len(free) and (row := _list_row(text, free[end])):
                body.append(row)
                end += 1
        if head and body:
            found.append(TextTable((head, *body), (), (head[0], *_above(text, free, at))))
        at = end if body else at + 1
    return found


def _list_row(text: str, line: Span) -> tuple[Span, ...] | None:
    match = _LIST_ROW.fullmatch(text, line.start, line.end)
    if match is None or value_in(match["value"].strip()) is None:
        return None
    return trim(text, Span(*match.span("label"))), trim(text, Span(*match.span("value")))
