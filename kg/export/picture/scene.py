"""What a picture is made like, and what it shows, before it is drawn: discs, lines between them, and what stands around
the map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from kg.export.formats.colours import Stroke

Array = NDArray[np.float64]
Language = Literal["ru", "kk", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    size: tuple[int, int] | None = None
    """Width and height in pixels of SVG; PNG has twice as many each way. None: as large as the map needs, at most
    1600 × 1130, which has the form of a page on its side."""
    language: Language = "ru"
    most_labels: int = 200
    geographic: bool = False
    title: str = ""
    newest: str = ""
    """The date of the newest document, for the line of sources."""


@dataclass(frozen=True, slots=True)
class Dot:
    id: str
    kind: str
    """The class, without its namespace."""
    colour: str
    label: str
    title: str
    """What a pointer that rests on it shows."""
    x: float
    y: float
    degree: int


@dataclass(frozen=True, slots=True)
class Line:
    through: tuple[int, ...]
    """The numbers of the dots that it joins, at least two."""
    kind: str
    weight: float
    title: str
    arrow: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend."""

    name: str
    count: int
    """0 for a single thing with a name of its own."""
    colour: str = ""
    """Of dots; lines have a stroke."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """What lies under the map, in the units of the dots."""

    land: Sequence[Array]
    """Closed rings."""
    borders: Sequence[Array]


@dataclass(frozen=True, slots=True)
class Scene:
    """Dots stand in the units of the layout; the drawing fits them into its frame."""

    title: str
    source: str
    labelled: str
    """How to say that so many «{labels}» have one."""
    dots: Sequence[Dot]
    lines: Sequence[Line]
    classes: Sequence[LegendEntry]
    kinds: Mapping[str, LegendEntry]
    strokes: Mapping[str, Stroke]
    beyond: str = ""
    """How to say that «{places}» lie outside the frame."""
    notes: Sequence[str] = ()
    """What the legend says besides."""
    ground: Outlines | None = None
