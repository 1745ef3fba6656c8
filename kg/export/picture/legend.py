"""The legend under a map: the classes of its dots and the kinds of its lines, in rows."""

from collections.abc import Iterator

from lxml import etree

from kg.export.formats.colours import Stroke
from kg.export.picture import fonts
from kg.export.picture.scene import Scene
from kg.export.picture.svg import INK, QUIET, Page, leaf

_ROW = 20.0
_BETWEEN = 22.0
_LEFT = 28.0
_Sign = tuple[float, str, str, Stroke | None]
"""Its width, the text beside it, the fill of a dot, the stroke of a line."""


def draw_legend(page: Page, scene: Scene, width: float) -> tuple[etree._Element, float]:
    """Gives the group of the legend, with its top at 0 until it is moved, and its height."""
    group = leaf(page.root, "g")
    y = 12.0
    for row in (_dots(scene), _lines(scene)):
        x = _LEFT
        placed = False
        for sign, text, fill, stroke in row:
            needed = sign + fonts.width(text, 12)
            if placed and x + needed > _LEFT + width:
                x, y = _LEFT, y + _ROW
            if stroke:
                ends = {"x1": f"{x:.1f}", "x2": f"{x + 26:.1f}", "y1": f"{y - 4:.1f}", "y2": f"{y - 4:.1f}"}
                dash = {"stroke-dasharray": stroke.dash} if stroke.dash else {}
                thick = "1.6" if stroke.quiet else "2.4"
                leaf(group, "line", {**ends, "stroke": stroke.colour, "stroke-width": thick, **dash})
            elif fill:
                leaf(group, "circle", {"cx": f"{x + 6:.1f}", "cy": f"{y - 4:.1f}", "r": "5.5", "fill": fill})
            page.text(group, (x + sign, y), text, 12, colour=INK if sign else QUIET)
            x += needed + _BETWEEN
            placed = True
        y += _ROW * placed
    return group, y - _ROW + 8


def _dots(scene: Scene) -> Iterator[_Sign]:
    for entry in scene.classes:
        yield 18.0, f"{entry.name} ({entry.count})", entry.colour, None


def _lines(scene: Scene) -> Iterator[_Sign]:
    for kind, entry in scene.kinds.items():
        yield 33.0, f"{entry.name} ({entry.count})" if entry.count else entry.name, "", scene.strokes[kind]
    for note in scene.notes:
        yield 0.0, note, "", None
