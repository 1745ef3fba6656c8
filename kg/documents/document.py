"""What a document is once it has been read, before any language is understood.

Offsets count Unicode code points, end exclusive: here of the text that is read, in all that leaves the extraction of
the text as stored in the file."""

import hashlib
from base64 import urlsafe_b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

PAGE_BREAK = "\f"
"""Between two pages of `Document.text`."""


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in a transcript without interruption."""

    start: int
    """First character of the words themselves, after the label."""
    end: int
    label: Span
    """The speaker's name as the transcript gives it, without colon: «К.-Ж.Токаев», «Вопрос»."""
    card: Span | None = None
    """The full name and post some transcripts put after the first label of a speaker."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what it says of itself.

    `reading` is what is to be read of it: prose alone, in composed letters of one alphabet, with plain spaces, a line
    for each paragraph. `title`, `place`, `turns` and `passages` are spans of `reading`; `stored` leads from there
    into `text`, and is asked once, when all is read."""

    id: str
    """The file name without its extension, or what the document is called inside a file of many; the last part of the
    document's IRI."""
    name: str
    """The file name, or the id inside a file of many."""
    text: str
    reading: str
    language: Literal["ru", "kk", "en", "und"]
    kind: Literal["transcript", "article", "plain"]
    sha256: str
    """Of the file's bytes; of the text in UTF-8 inside a file of many."""
    title: Span | None = None
    headline: str = ""
    """The title, when it is known and does not stand in the text."""
    date: str = ""
    """ISO 8601, to the day («2022-11-28»), or empty."""
    place: Span | None = None
    """The dateline: «Москва, Кремль»."""
    url: str = ""
    publisher: str = ""
    """Whoever publishes it, as a name or a host: «kremlin.ru», «Омск Здесь»."""
    author: str = ""
    turns: tuple[Turn, ...] = ()
    passages: tuple[Span, ...] = ()
    """What is in the other one of the two languages, Russian or Kazakh."""
    origin: tuple[int, ...] = ()
    """Of each run of `reading`: its offset there, and the start and end of what it stands for in `text`. A run as long
    as that is the same letter for letter, another stands for it as a whole. Empty when all is letter for letter."""
    notes: tuple[str, ...] = ()
    """What the reader should know, in one line each: «English: kept, not read».  Never an error."""

    def stored(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of `reading` stands in `text`."""
        return (self._stored(start)[0], self._stored(end - 1)[1]) if self.origin and start < end else (start, end)

    def language_at(self, place: int) -> str:
        """The language of what stands there in `text`."""
        stored = (self.stored(passage.start, passage.end) for passage in self.passages)
        if any(start <= place < end for start, end in stored):
            return "kk" if self.language == "ru" else "ru"
        return self.language

    def read(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of `text` is in `reading`; for what is read of it."""
        return self._read(start, bisect_left), self._read(end - 1, bisect_right) + 1

    def words(self, start: int, end: int) -> str:
        """What is read of a span of `text`, with single spaces."""
        return " ".join(self.reading[slice(*self.read(start, end))].split())

    def _read(self, place: int, side: Callable[..., int]) -> int:
        """The first or last character of `reading` that stands for that place in `text`."""
        if not self.origin:
            return place
        runs = range(len(self.origin) // 3)
        run = side(runs, place, key=lambda number: self.origin[3 * number + 1])
        if run == len(runs) or self.origin[3 * run + 1] != place:
            run = max(run - 1, 0)
        at, start, end = self.origin[3 * run : 3 * run + 3]
        following = self.origin[3 * run + 3] if run + 1 < len(runs) else len(self.reading)
        if place >= end:  # left out of the reading
            return following if side is bisect_left else following - 1
        return at + max(place - start, 0) if following - at == end - start else at

    def _stored(self, position: int) -> tuple[int, int]:
        last = len(self.origin) // 3 - 1
        run = bisect_right(range(last + 1), position, key=lambda number: self.origin[3 * number]) - 1
        at, start, end = self.origin[3 * run : 3 * run + 3]
        following = self.origin[3 * run + 3] if run < last else len(self.reading)
        if following - at != end - start:
            return start, end
        return start + position - at, start + position - at + 1

    @property
    def called(self) -> str:
        """Its title, or its first line up to 100 code points."""
        title = (
            self.reading[self.title.start : self.title.end] if self.title else self.reading.strip().partition("\n")[0]
        )
        words = self.headline or " ".join(title.split())
        return words if self.headline or self.title or len(words) <= 100 else f"{words[:99].rsplit(' ', 1)[0]}…"

    @property
    def version_of(self) -> str:
        """The IRI of its words by their SHA-256 (RFC 6920): one for all copies. White space and what is no prose (tags,
        source lines) make no difference."""
        digest = hashlib.sha256(" ".join(self.reading.split()).encode()).digest()
        return f"ni:///sha-256;{urlsafe_b64encode(digest).decode().rstrip('=')}"
