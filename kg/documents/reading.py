"""The text to read, made from the stored one by edits, each of its characters with the way back."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.documents.document import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """Character `i` stands for the stored characters from `starts[i]` to `ends[i]`; both only grow."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, stored: str) -> "Reading":
        return cls(stored, range(len(stored)), range(1, len(stored) + 1))

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> "Reading":
        """With the characters of each (start, end, new) replaced; edits are in order and do not overlap.

        New words of the same length stand for the old ones letter for letter, others for all that they replace."""
        words: list[str] = []
        starts, ends = array("L"), array("L")
        at = 0
        for start, end, new in edits:
            words += (self.text[at:start], new)
            same = len(new) == end - start
            starts.extend(self.starts[at : end if same else start])
            ends.extend(self.ends[at : end if same else start])
            if not same and new:
                starts.extend([self.starts[start]] * len(new))
                ends.extend([self.ends[end - 1]] * len(new))
            at = end
        if not words:
            return self
        starts.extend(self.starts[at:])
        ends.extend(self.ends[at:])
        return Reading("".join((*words, self.text[at:])), starts, ends)

    def sub(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> "Reading":
        """`re.sub`; what stays at both ends of a match is no part of the edit."""
        found = ((*match.span(), new if isinstance(new, str) else new(match)) for match in pattern.finditer(self.text))
        return self.edited(self._least(*edit) for edit in found if edit[2] != self.text[edit[0] : edit[1]])

    def _least(self, start: int, end: int, new: str) -> tuple[int, int, str]:
        old = self.text[start:end]
        most = min(len(old), len(new)) - (len(new) > len(old))  # something is left for new letters to stand for
        first = next((place for place in range(most) if old[place] != new[place]), most)
        most -= first
        last = next((place for place in range(most) if old[-1 - place] != new[-1 - place]), most)
        return start + first, end - last, new[first : len(new) - last]

    def with_text(self, text: str) -> "Reading":
        """Of the same length, letter for letter."""
        return replace(self, text=text)

    def read(self, stored: Span | None) -> Span | None:
        """Where a stretch of the stored text is read; None when nothing of it is."""
        if stored is None:
            return None
        start, end = bisect_left(self.starts, stored.start), bisect_right(self.ends, stored.end)
        return Span(start, end) if start < end else None

    def origin(self) -> tuple[int, ...]:
        """The way back as `Document.origin` holds it."""
        if isinstance(self.starts, range):
            return ()
        runs: list[int] = []
        last = length = -1
        for at, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            if start != last + 1 or end - start != 1 or length != 1:
                runs += (at, start, end)
            else:
                runs[-1] = end
            last, length = start, end - start
        return tuple(runs)


def blank(reading: str, spans: Iterable[Span]) -> str:
    """`reading` with `spans` empty: a line feed and spaces, since what stands on both sides is not one sentence."""
    characters = list(reading)
    for span in spans:
        if span.start < span.end:
            inside = reading[span.start : span.end]
            characters[span.start : span.end] = [c if c == "\n" else " " for c in inside]
            characters[span.start] = "\n"
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
