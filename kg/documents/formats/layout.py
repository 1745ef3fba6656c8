"""What a layout tells of a text: its metadata, and where its prose is."""

from dataclasses import dataclass
from typing import Literal

from kg.documents.document import Span, Turn


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields have the meaning they have in `Document`."""

    reading: str
    kind: Literal["transcript", "article", "plain"]
    title: Span | None = None
    date: str = ""
    place: Span | None = None
    url: str = ""
    publisher: str = ""
    author: Span | None = None
    turns: tuple[Turn, ...] = ()
    notes: tuple[str, ...] = ()
