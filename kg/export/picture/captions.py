"""The labels of a picture, drawn where they fit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from kg.export.picture import fonts
from kg.export.picture.label_places import Box, Disc, placed
from kg.export.picture.scene import Scene
from kg.export.picture.svg import INK, PAPER, QUIET, Page, leaf, shown

_LINE_HEIGHT = 1.2
_WIDEST = 13.0
"""In ems."""
_LINES = 3
_LINES_WITH_ROOM = 5
_FEW = 60
_STANDS_OFF = 12.0
_CROWD = 2000
_LABELS_IN_A_CROWD = 80
_HUB = 3
_BOLD = 12, 30
"""One dot in so many, the most connected, has its name in bold, and so many at most."""


@dataclass(frozen=True, slots=True)
class _Caption:
    lines: list[str]
    size: float
    weight: fonts.Weight = 400
    colour: str = INK

    @classmethod
    def of(
        cls, text: str, size: float, weight: fonts.Weight = 400, colour: str = INK, lines: int = _LINES
    ) -> "_Caption":
        return cls(fonts.wrapped(shown(text), size, size * _WIDEST, lines, weight), size, weight, colour)

    @property
    def width(self) -> float:
        return max(fonts.width(line, self.size, self.weight) for line in self.lines) + 4

    @property
    def height(self) -> float:
        return self.size * _LINE_HEIGHT * len(self.lines)


def draw_captions(
    page: Page, scene: Scene, discs: Sequence[Disc], seen: Sequence[int], frame: Box, most: int, small: float
) -> list[Box]:
    """Routes first, then at most so many of the dots that are seen, the most connected first; gives the boxes of those
    that fit."""
    discs = list(discs)
    captions: dict[int, _Caption] = {}
    for line in scene.lines:
        if line.label:
            after = len(line.through) // 2
            one, other = discs[line.through[after - 1]], discs[line.through[after]]
            captions[len(discs)] = _Caption.of(line.label, 11, 600, scene.strokes[line.kind].colour)
            discs.append(Disc((one.x + other.x) / 2, (one.y + other.y) / 2, 1))
    order = sorted(seen, key=lambda at: (-scene.dots[at].degree, at))
    bold = min(len(order) / _BOLD[0], _BOLD[1])
    lines = _LINES_WITH_ROOM if len(order) <= _FEW else _LINES
    for rank, at in enumerate(order[: min(most, _LABELS_IN_A_CROWD) if len(order) > _CROWD else most]):
        dot = scene.dots[at]
        size = max(9.0, (10.5 + min(3.5, math.log2(1 + dot.degree))) * small**0.3)
        captions[at] = _Caption.of(dot.label, size, 600 if dot.degree >= _HUB and rank < bold else 400, lines=lines)
    captions = {at: caption for at, caption in captions.items() if caption.lines}
    stretches = [
        (discs[one].x, discs[one].y, discs[other].x, discs[other].y)
        for line in scene.lines
        for one, other in pairwise(line.through)
    ]
    wanted = [(at, caption.width, caption.height) for at, caption in captions.items()]
    boxes = placed(wanted, discs, stretches, frame)
    leaders = leaf(page.root, "g", {"stroke": QUIET, "stroke-width": "0.6", "stroke-opacity": "0.7"})
    halo = {"stroke": PAPER, "stroke-width": "3", "stroke-linejoin": "round", "stroke-opacity": "0.85"}
    group = leaf(page.root, "g", {"paint-order": "stroke", **halo})
    for at, box in boxes.items():
        _leader(leaders, box, discs[at])
        _caption(page, group, captions[at], box, discs[at])
    return list(boxes.values())


def _leader(group: etree._Element, box: Box, disc: Disc) -> None:
    """From a disc to a label that stands off."""
    x, y = min(max(disc.x, box.left), box.right), min(max(disc.y, box.top), box.bottom)
    away = math.hypot(x - disc.x, y - disc.y)
    if away - disc.radius > _STANDS_OFF:
        share = disc.radius / away
        start = (disc.x + (x - disc.x) * share, disc.y + (y - disc.y) * share)
        ends = {"x1": start[0], "y1": start[1], "x2": x, "y2": y}
        leaf(group, "line", {name: f"{value:.1f}" for name, value in ends.items()})


def _caption(page: Page, group: etree._Element, caption: _Caption, box: Box, disc: Disc) -> None:
    """Lines begin at the disc, end at it when they stand left of it, and are centred above and below."""
    anchor, x = "middle", (box.left + box.right) / 2
    if box.left >= disc.x:
        anchor, x = "start", box.left + 2
    elif box.right <= disc.x:
        anchor, x = "end", box.right - 2
    for number, line in enumerate(caption.lines):
        y = box.top + caption.size * (0.95 + _LINE_HEIGHT * number)
        page.text(group, (x, y), line, caption.size, weight=caption.weight, colour=caption.colour, anchor=anchor)
