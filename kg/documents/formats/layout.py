"""What markup and layout tell of a text: its metadata, and where its prose is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.documents.document import Span
from kg.documents.reading import Reading


@dataclass(frozen=True, slots=True)
class Markup:
    """A text freed of its markup, and what the markup says of it."""

    reading: Reading
    wrapped: bool = True
    """Whether a paragraph may be broken into lines."""
    title: Span | None = None
    """Where the stored text has it."""
    stated: Mapping[str, str] = field(default_factory=dict)
    """Any of title, date (ISO 8601), url, publisher and author."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """`title` and `place` are as in `Document`."""

    furniture: tuple[Span, ...] = ()
    """What is no prose."""
    ends: tuple[int, ...] = ()
    """Where the prose ends, and a turn with it."""
    one_line: bool = False
    """Whether the page was saved as one line."""
    title: Span | None = None
    place: Span | None = None
    stated: Mapping[str, str] = field(default_factory=dict)
    """As in `Markup`."""
    plain: bool = False
    """Whether nothing but words is there."""
