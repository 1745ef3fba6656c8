"""Replacements that keep every character where it is, so that offsets lead back into the file."""

import re
from collections.abc import Iterable

from kg.documents.document import Span

SPACES = dict.fromkeys(
    map(ord, "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"), " "
)
SPACES |= dict.fromkeys(map(ord, "\u202f\u205f\u3000"), " ")
LINE_ENDS = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")


def plain(text: str) -> str:
    """`text` with every kind of space as U+0020 and of line end as a line feed; CR LF is a space and a line feed."""
    return text.replace("\r\n", " \n").translate(SPACES | LINE_ENDS)


def blank(reading: str, spans: Iterable[Span]) -> str:
    """`reading` with `spans` empty: a line feed and spaces, since what stands on both sides is not one sentence."""
    characters = list(reading)
    for span in spans:
        if span.start < span.end:
            inside = reading[span.start : span.end]
            characters[span.start : span.end] = [c if c == "\n" else " " for c in inside]
            characters[span.start] = "\n"
    return "".join(characters)


def erase(reading: str, spans: Iterable[Span]) -> str:
    """`reading` with `spans` as spaces, for marks inside a sentence."""
    characters = list(reading)
    for span in spans:
        characters[span.start : span.end] = " " * (span.end - span.start)
    return "".join(characters)


def lines(reading: str) -> list[Span]:
    """The lines that are not blank, without the white space around them."""
    trimmed = (trim(reading, Span(*match.span())) for match in re.finditer(r"[^\n]+", reading))
    return [line for line in trimmed if line.start < line.end]


def trim(reading: str, span: Span) -> Span:
    """`span` without white space at its ends; empty at its start when there is nothing else in it."""
    inside = reading[span.start : span.end]
    if not inside.strip():
        return Span(span.start, span.start)
    return Span(span.end - len(inside.lstrip()), span.start + len(inside.rstrip()))
