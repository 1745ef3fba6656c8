"""Where Russian sentences begin: razdel's boundaries, and never across a line break, the label of a speaker or the name
that begins an item of a list."""

from collections.abc import Collection, Iterator

from razdel import sentenize

from kg.language.russian.delegates import delegates
from kg.language.tokens import Doc, Token

_FEW = 6
"""Tokens up to a capital after «г.»: with as many before it a sentence has ended there."""
_UNITS = frozenset("TEU ДФЭ USD EUR RUB KZT CNY".split())
"""Written in capitals, after an abbreviated «тыс.»."""
LONGEST = 512
"""Tokens. The parser's memory grows with the square of the length, and a table read as one line has no full stop."""


def sentences(doc: Doc, inner: Collection[int] = ()) -> Iterator[list[Token]]:
    """The tokens of each sentence, white space left out. None begins at the indices `inner`, unless a line does."""
    for line in _lines(doc):
        starts = [start for start in _starts(line) if not start or line[start].i not in inner]
        for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
            for cut in range(start, end, LONGEST):
                yield line[cut : min(cut + LONGEST, end)]


def _lines(doc: Doc) -> Iterator[list[Token]]:
    items = (doc[delegate.start].idx for delegate in delegates(doc))
    remaining = sorted({*doc.breaks, *items}, reverse=True)
    line: list[Token] = []
    for token in doc:
        ends = token.is_space and any(mark in token.text for mark in "\n\r\u2028\u2029")
        while remaining and remaining[-1] <= token.idx:
            remaining.pop()
            ends = True
        if ends and line:
            yield line
            line = []
        if not token.is_space:
            line.append(token)
    if line:
        yield line


def _starts(line: list[Token]) -> list[int]:
    """Indices in the line. razdel looks ten characters around a full stop, so blank runs are narrowed to one space."""
    offsets: list[int] = []
    text = ""
    for before, token in zip([None, *line], line, strict=False):
        if before is not None and before.idx + len(before) < token.idx:
            text += " "
        offsets.append(len(text))
        text += token.text
    index = {offset: place for place, offset in enumerate(offsets)}
    found = {index[sentence.start] for sentence in sentenize(text) if sentence.start in index}
    found |= {place for place in range(2, len(line)) if _follows_year(line, place)}
    starts = sorted(start for start in found if not _is_unit(line, start))
    return starts if starts and starts[0] == 0 else [0, *starts]


def _follows_year(line: list[Token], start: int) -> bool:
    """«Экспорт вырос в 2021 г. Товарооборот …»; not «В 2021 г. Павлодар …», «…, а в 2021 г. Павлодар …»."""
    stop, sign = line[start - 1], line[start - 2]
    if stop.text != "." or sign.lower_ not in {"г", "гг"} or not line[start].text[0].isupper() or start < _FEW:
        return False
    return line[start - 3].text[-4:].isdigit() and not any(token.is_punct for token in line[start - _FEW : start - 3])


def _is_unit(line: list[Token], start: int) -> bool:
    """«5 млрд долл. США»: the country is part of the money's name; «61,4 тыс. TEU», «3 млн. USD»."""
    before = [token.lower_ for token in line[max(0, start - 2) : start]]
    if before in (["долл", "."], ["дол", "."]):
        return line[start].text in {"США", "Гонконга", "Сингапура"}
    scaled = before in (["тыс", "."], ["млн", "."], ["млрд", "."], ["трлн", "."])
    return scaled and start > 2 and line[start - 3].text[-1].isdigit() and line[start].text in _UNITS
