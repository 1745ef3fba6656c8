"""The legend under a map: the classes of its dots and the kinds of its lines, in rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.export.formats.colours import Stroke
from kg.export.picture import fonts
from kg.export.picture.scene import Scene

_ROW = 20.0
_BETWEEN = 22.0
_LEFT = 28.0


@dataclass(frozen=True, slots=True)
class Key:
    """A sign and its meaning; `y` is the base line, from the top of the legend."""

    x: float
    y: float
    text_x: float
    text: str
    fill: str = ""
    stroke: Stroke | None = None


def keys(scene: Scene, width: float) -> tuple[list[Key], float]:
    """The keys, and how high they are together."""
    found: list[Key] = []
    y = 12.0
    for row in (_dots(scene), _lines(scene)):
        x = _LEFT
        placed = False
        for sign, text, fill, stroke in row:
            needed = sign + fonts.width(text, 12)
            if placed and x + needed > _LEFT + width:
                x, y = _LEFT, y + _ROW
            found.append(Key(x, y, x + sign, text, fill, stroke))
            x += needed + _BETWEEN
            placed = True
        y += _ROW * placed
    return found, y - _ROW + 8


_Sign = tuple[float, str, str, Stroke | None]


def _dots(scene: Scene) -> Iterator[_Sign]:
    for entry in scene.classes:
        yield 18.0, f"{entry.name} ({entry.count})", entry.colour, None


def _lines(scene: Scene) -> Iterator[_Sign]:
    for kind, entry in scene.kinds.items():
        yield 33.0, f"{entry.name} ({entry.count})" if entry.count else entry.name, "", scene.strokes[kind]
    if scene.kinds and scene.legend_note:
        yield 0.0, scene.legend_note, "", None
