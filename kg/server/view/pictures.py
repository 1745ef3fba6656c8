"""Small maps as SVG that a page holds: nodes lead to their pages, colours come from the style sheet."""

import math
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.export.layout.placement import places
from kg.export.picture.label_places import Box, Disc
from kg.server.view.names import Named

_WIDTH = 470
_ROW = 47
_LETTER = 8.0
"""Width of a letter in the units of the picture."""
_LINE = 14
_HUBS = 4
_EDGE = 60
_BEYOND = 20.0
_CLOSEST = 1.7
"""Widths of a picture for the Earth's radius: it shows 3700 km across at least, so that one knows where that is."""


@dataclass(frozen=True, slots=True)
class TieRow:
    source: Named
    target: Named
    property: str
    """What ties them, to be read."""
    claims: int


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    anchor: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageDot:
    named: Named
    x: float
    y: float
    radius: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class PageLine:
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class PagePicture:
    width: int
    height: int
    lines: tuple[PageLine, ...]
    dots: tuple[PageDot, ...]
    land: str = ""
    """The outlines of countries under a picture of the Earth, as the data of a path."""

    @property
    def kinds(self) -> list[str]:
        """Classes in it, the commonest first."""
        counted = Counter(dot.named.kind for dot in self.dots)
        return sorted((kind for kind in counted if kind), key=lambda kind: (-counted[kind], kind))


def around(ties: Sequence[TieRow]) -> PagePicture | None:
    """The thing in the middle, its neighbours in an arc at either side, those of a class together."""
    if not ties:
        return None
    others = sorted(ties, key=lambda tie: (tie.target.kind, tie.target.label))
    right, left = others[: (len(others) + 1) // 2], others[(len(others) + 1) // 2 :]
    height = max(len(right) * _ROW + 50, 120)
    middle = (_WIDTH / 2, height / 2)
    dots, lines = [], []
    for side, column in ((1, right), (-1, left)):
        for at, tie in enumerate(column):
            # The arc bends back at its ends.
            offset = at - (len(column) - 1) / 2
            bend = 1 - (2 * offset / max(len(column), 2)) ** 2
            x = middle[0] + side * (24 + 44 * bend)
            y = middle[1] + offset * _ROW
            words = _wrapped(tie.target.label, 20, 3)
            label = Label(x + side * 10, y + 4 - (len(words) - 1) * _LINE / 2, "start" if side > 0 else "end", words)
            dots.append(PageDot(tie.target, x, y, 5, label))
            title = f"{tie.source.label} – {tie.target.label}: {tie.property}, {tie.claims}"
            lines.append(PageLine(*middle, x, y, _thickness(tie.claims), title))
    centre = PageDot(ties[0].source, *middle, 9, None)
    return PagePicture(_WIDTH, height, tuple(lines), (*dots, centre))


def map_of(ties: Sequence[TieRow], width: int = 720, height: int = 460) -> PagePicture | None:
    """All ties, the busiest nodes named where their names fit."""
    if not ties:
        return None
    named = {one.value: one for tie in ties for one in (tie.source, tie.target)}
    order = sorted(named)
    index = {iri: at for at, iri in enumerate(order)}
    found = places(len(order), [(index[t.source.value], index[t.target.value], float(t.claims)) for t in ties])
    points = _scaled([(place.x, place.y) for place in found], width, height)
    lines = [
        PageLine(*points[index[t.source.value]], *points[index[t.target.value]], _thickness(t.claims), "") for t in ties
    ]
    labels = _Names(points, width, height)
    dots = []
    for at in sorted(range(len(order)), key=lambda one: (-found[one].degree, order[one])):
        radius = 3.5 + min(8, math.sqrt(found[at].degree))
        label = labels.place(named[order[at]].label, *points[at], radius)
        dots.append(PageDot(named[order[at]], *points[at], radius, label))
    return PagePicture(width, height, tuple(lines), tuple(dots))


@dataclass(frozen=True, slots=True)
class PlaceRow:
    named: Named
    longitude: float
    latitude: float
    weight: int = 1


def on_the_earth(
    found: Sequence[PlaceRow], joined: Sequence[tuple[str, str, int, str]] = (), width: int = 720, height: int = 420
) -> PagePicture | None:
    """Places where they lie on the outlines of countries, the weightiest named where their names fit.

    `joined` are the IRIs of two places, how often they are joined, and by what."""
    if not found:
        return None
    from kg.export.picture.framing import fit
    from kg.export.picture.globe import outlines, plane_about

    degrees = np.array([(place.longitude, place.latitude) for place in found], dtype=float)
    plane = plane_about(degrees)
    points = plane.points(degrees)
    to_frame = fit(points, Box(_EDGE, _EDGE, width - _EDGE, height - _EDGE), _CLOSEST * width)
    land = []
    for ring in outlines(plane).land:
        drawn = np.round(to_frame(ring), 1)
        inside = (drawn.max(axis=0) > 0).all() and (drawn.min(axis=0) < (width, height)).all()
        if inside:
            # Beyond the frame, and closer than a pixel, nobody sees how a coast runs.
            coast = np.round(np.clip(drawn, -_BEYOND, np.array([width, height]) + _BEYOND))
            kept = coast[np.append(True, (np.diff(coast, axis=0) != 0).any(axis=1))]
            land.append("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in kept.tolist()) + "Z")
    lightest = min(place.weight for place in found)
    at: dict[str, tuple[float, float]] = {}
    for place, (x, y) in zip(found, np.round(to_frame(points), 1).tolist(), strict=True):
        at[place.named.value] = (x, y)
    lines = [
        PageLine(*at[one], *at[other], _thickness(times), title)
        for one, other, times, title in joined
        if one in at and other in at
    ]
    labels = _Names(at.values(), width, height, hubs=sum(place.weight > lightest for place in found))
    dots = []
    for place in sorted(found, key=lambda one: (-one.weight, one.named.value)):
        x, y = at[place.named.value]
        radius = 4 + min(6, math.log2(place.weight))
        dots.append(PageDot(place.named, x, y, radius, labels.place(place.named.label, x, y, radius)))
    return PagePicture(width, height, tuple(lines), tuple(dots), "".join(land))


class _Names:
    """The names of dots, each in a place beside, below or above its dot that no other name or dot has.

    The first few may cover dots, for a hub amid its neighbours would have no name otherwise."""

    def __init__(self, points: Iterable[tuple[float, float]], width: int, height: int, hubs: int = _HUBS) -> None:
        self._hubs = min(hubs, _HUBS)
        self._dots = [Disc(x, y, 5).box for x, y in points]
        self._taken: list[Box] = []
        self._frame = Box(0, 0, width, height)

    def place(self, name: str, x: float, y: float, radius: float) -> Label | None:
        words = _wrapped(name, 24)
        wide = max(map(len, words)) * _LETTER
        tall = len(words) * _LINE
        around = [dot for dot in self._dots if dot != Disc(x, y, 5).box]
        for covered in (around, [])[: 2 if len(self._taken) < self._hubs else 1]:
            for anchor, left, top in (
                ("start", x + radius + 3, y - tall / 2),
                ("end", x - radius - 3 - wide, y - tall / 2),
                ("middle", x - wide / 2, y + radius + 2),
                ("middle", x - wide / 2, y - radius - 2 - tall),
            ):
                box = Box(left, top, left + wide, top + tall)
                if self._frame.holds(box) and not any(map(box.overlaps, (*covered, *self._taken))):
                    self._taken.append(box)
                    at = {"start": left, "end": left + wide, "middle": x}[anchor]
                    return Label(at, top + _LINE - 3, anchor, words)
        return None


def _scaled(points: Sequence[tuple[float, float]], width: int, height: int) -> list[tuple[float, float]]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    margin = 40
    across = (width - 2 * margin) / ((max(xs) - min(xs)) or 1)
    down = (height - 2 * margin) / ((max(ys) - min(ys)) or 1)
    return [(round(margin + (x - min(xs)) * across, 1), round(margin + (y - min(ys)) * down, 1)) for x, y in points]


def _wrapped(name: str, letters: int, lines: int = 2) -> tuple[str, ...]:
    return tuple(textwrap.wrap(name, letters, max_lines=lines, placeholder="…")) or (name[:letters],)


def _thickness(claims: int) -> float:
    return round(min(1 + math.log2(claims + 1) / 2, 5), 1)
