"""The lines of a picture: ties between two dots, and routes through several."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from lxml import etree

from kg.export.picture.label_places import Disc
from kg.export.picture.scene import Line, Scene
from kg.export.picture.svg import leaf, path

_Point = tuple[float, float]

_WIDEST = 9.0
_QUIET_WIDTH, _QUIET_OPACITY = 0.65, 0.7
"""How wide and how opaque a quiet line is, beside others."""
_BEND = 9.0
_ROUTES_APART = 4.0
_ARROWS = 1000
"""From so many lines on, arrows would cover the map."""


def draw_ties(root: etree._Element, scene: Scene, discs: Sequence[Disc], small: float) -> None:
    """As wide as their weight, times `small`; several between the same two dots side by side."""
    parallel = Counter(pair for line in scene.lines for pair in _pairs(line))
    so_far: Counter[tuple[int, int]] = Counter()
    groups = _groups(root, scene)
    quiet = _quiet(scene)
    for line in scene.lines:
        width = small * ((2.2 if line.label else 1.1) + 1.3 * math.log2(max(line.weight, 1)))
        width = min(max(width * (_QUIET_WIDTH if line.kind in quiet else 1), 0.5), _WIDEST)
        stops = [(discs[at].x, discs[at].y) for at in line.through]
        aside = []
        for pair, one, other in zip(_pairs(line), line.through, line.through[1:], strict=False):
            number = so_far[pair] - (parallel[pair] - 1) / 2
            so_far[pair] += 1
            aside.append(number if one < other else -number)
        course = _beside(stops, aside) if line.label else _bent(stops, aside[0] * _BEND)
        drawn = leaf(groups[line.kind], "path", {"d": course, "stroke-width": f"{width:.1f}"})
        leaf(drawn, "title", text=line.title)
        if line.arrow and len(scene.lines) < _ARROWS:
            head = _arrow(stops[-2], stops[-1], discs[line.through[-1]].radius, 4 + width)
            leaf(groups[line.kind], "path", {"d": head, "fill": scene.strokes[line.kind].colour, "stroke": "none"})


def _groups(root: etree._Element, scene: Scene) -> dict[str, etree._Element]:
    count = len(scene.lines)
    opacity = 0.75 if count < 400 else 0.5 if count < 3000 else 0.2
    groups, quiet = {}, _quiet(scene)
    for kind, stroke in scene.strokes.items():
        seen = opacity * (_QUIET_OPACITY if kind in quiet else 1)
        style = {"fill": "none", "stroke": stroke.colour, "stroke-opacity": f"{seen:g}", "stroke-linecap": "round"}
        groups[kind] = leaf(root, "g", style | ({"stroke-dasharray": stroke.dash} if stroke.dash else {}))
    return groups


def _quiet(scene: Scene) -> set[str]:
    """The kinds of quiet lines, where there are others that they stand behind."""
    quiet = {kind for kind, stroke in scene.strokes.items() if stroke.quiet}
    return quiet if len(quiet) < len(scene.strokes) else set()


def _pairs(line: Line) -> list[tuple[int, int]]:
    return [(min(ends), max(ends)) for ends in pairwise(line.through)]


def _bent(stops: Sequence[_Point], aside: float) -> str:
    """A straight line, or a curve whose middle lies so far to the side."""
    if not aside:
        return path(stops)
    (x1, y1), (x2, y2) = stops
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    x, y = (x1 + x2) / 2 - (y2 - y1) / length * aside * 2, (y1 + y2) / 2 + (x2 - x1) / length * aside * 2
    return f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}"


def _beside(stops: Sequence[_Point], aside: Sequence[float]) -> str:
    """Each stretch so far to the side that routes over one stretch run beside each other."""
    points = []
    for (x1, y1), (x2, y2), number in zip(stops, stops[1:], aside, strict=False):
        length = math.hypot(x2 - x1, y2 - y1) or 1.0
        across, down = -(y2 - y1) / length * number * _ROUTES_APART, (x2 - x1) / length * number * _ROUTES_APART
        points += [(x1 + across, y1 + down), (x2 + across, y2 + down)]
    return path(points)


def _arrow(start: _Point, end: _Point, radius: float, size: float) -> str:
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    tip = (end[0] - math.cos(angle) * radius, end[1] - math.sin(angle) * radius)
    wings = [
        (tip[0] - math.cos(angle + turn) * size * 1.6, tip[1] - math.sin(angle + turn) * size * 1.6)
        for turn in (-0.4, 0.4)
    ]
    return path([tip, *wings]) + "Z"
