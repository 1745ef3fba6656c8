"""What a document is once it has been read, before any language is understood.

Offsets here and everywhere count Unicode code points of the text as stored in the file, end exclusive."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Literal


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

    `reading` has the length of `text`, character for character: NO-BREAK SPACEs are plain spaces there, and what is no
    prose (tags, entities, source lines) is blank, so that a span found in `reading` is a span of the file. Kazakh in
    Latin letters is Cyrillic there, letter for letter."""

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
    author: Span | None = None
    turns: tuple[Turn, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader should know, in one line each: «English: kept, not read».  Never an error."""

    @property
    def version_of(self) -> str:
        """The IRI of its words by their SHA-256 (RFC 6920): one for all copies. White space and what is no prose (tags,
        source lines) make no difference."""
        digest = hashlib.sha256(" ".join(self.reading.split()).encode()).digest()
        return f"ni:///sha-256;{urlsafe_b64encode(digest).decode().rstrip('=')}"
