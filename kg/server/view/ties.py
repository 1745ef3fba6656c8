"""What a thing is tied to, nearest by the number of claims, and the whole graph's busiest ties; and small maps of them
as SVG that a page holds: nodes lead to their pages, colours come from the style sheet."""

import math
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Store

from kg.export.layout.placement import places
from kg.server.view.asking import one, rows, sparql, value
from kg.server.view.maps import ontology
from kg.server.view.names import Named, Names

NEIGHBOURS = 14


@dataclass(frozen=True, slots=True)
class Tie:
    source: Named
    target: Named
    property: str
    """What ties them, to be read."""
    claims: int


def ties_query(thing: str) -> str:
    return sparql("ties", thing=one(thing), **_drawn(), limit=4 * NEIGHBOURS)


def all_ties_query(limit: int) -> str:
    return sparql("all-ties", **_drawn(), limit=limit)


def _drawn() -> dict[str, str]:
    """What the ontology draws, as VALUES of the queries: straight, and through another thing."""
    edges = ontology().edges
    return {
        "drawn": " ".join(f"coop:{edge.name}" for edge in edges if not edge.through),
        "through": " ".join(f"(coop:{edge.name} coop:{edge.through})" for edge in edges if edge.through),
    }


def ties(store: Store, names: Names, thing: str, base: str) -> list[Tie]:
    """At most NEIGHBOURS of them, one for each neighbour."""
    found: dict[str, Tie] = {}
    for row in rows(store, ties_query(thing), base):
        other = names.of(row["other"])
        if other.value != thing and other.value not in found:
            tied_by = names.of(row["property"]).label
            found[other.value] = Tie(names.named(thing), other, tied_by, int(value(row, "claims")))
    return list(found.values())[:NEIGHBOURS]


def all_ties(store: Store, names: Names, base: str, limit: int, shown: int) -> Sequence[Tie]:
    """Of the `limit` busiest ties those of the largest connected parts, `shown` at most: pairs tell little."""
    found = [
        (value(row, "source"), value(row, "target"), int(value(row, "claims")))
        for row in rows(store, all_ties_query(limit), base)
    ]
    part: dict[str, str] = {}

    def root(iri: str) -> str:
        while part.setdefault(iri, iri) != iri:
            iri = part[iri]
        return iri

    for source, target, _ in found:
        part[root(source)] = root(target)
    sizes = Counter(root(iri) for iri in part)
    largest = sorted(found, key=lambda tie: (-sizes[root(tie[0])], root(tie[0]), -tie[2], tie[0], tie[1]))[:shown]
    return [Tie(names.named(source), names.named(target), "", claims) for source, target, claims in largest]


_WIDTH = 470
_ROW = 47
_LETTER = 7.5
"""Width of a letter in the units of the picture."""
_LINE = 14


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    anchor: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    named: Named
    x: float
    y: float
    radius: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]

    @property
    def kinds(self) -> list[str]:
        """Classes in it, the commonest first."""
        counted = Counter(dot.named.kind for dot in self.dots)
        return sorted((kind for kind in counted if kind), key=lambda kind: (-counted[kind], kind))


def around(ties: Sequence[Tie]) -> Picture | None:
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
            dots.append(Dot(tie.target, x, y, 5, label))
            title = f"{tie.source.label} – {tie.target.label}: {tie.property}, {tie.claims}"
            lines.append(Line(*middle, x, y, _thickness(tie.claims), title))
    centre = Dot(ties[0].source, *middle, 9, None)
    return Picture(_WIDTH, height, tuple(lines), (*dots, centre))


def map_of(ties: Sequence[Tie], width: int = 720, height: int = 460) -> Picture | None:
    """All ties, the busiest nodes named where their names fit."""
    if not ties:
        return None
    named = {one.value: one for tie in ties for one in (tie.source, tie.target)}
    order = sorted(named)
    index = {iri: at for at, iri in enumerate(order)}
    found = places(len(order), [(index[t.source.value], index[t.target.value], float(t.claims)) for t in ties])
    points = _scaled([(place.x, place.y) for place in found], width, height)
    lines = [
        Line(*points[index[t.source.value]], *points[index[t.target.value]], _thickness(t.claims), "") for t in ties
    ]
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in points]
    dots = []
    for at in sorted(range(len(order)), key=lambda one: (-found[one].degree, order[one])):
        radius = 3.5 + min(8, math.sqrt(found[at].degree))
        label = _fitting(named[order[at]].label, *points[at], radius, taken, width, height)
        dots.append(Dot(named[order[at]], *points[at], radius, label))
    return Picture(width, height, tuple(lines), tuple(dots))


def _fitting(
    name: str,
    x: float,
    y: float,
    radius: float,
    taken: list[tuple[float, float, float, float]],
    width: int,
    height: int,
) -> Label | None:
    """A place beside, below or above the dot that no other name or dot has; takes it."""
    words = _wrapped(name, 24)
    wide = max(map(len, words)) * _LETTER
    tall = len(words) * _LINE
    for anchor, left, top in (
        ("start", x + radius + 3, y - tall / 2),
        ("end", x - radius - 3 - wide, y - tall / 2),
        ("middle", x - wide / 2, y + radius + 2),
        ("middle", x - wide / 2, y - radius - 2 - tall),
    ):
        box = (left, top, left + wide, top + tall)
        inside = left >= 0 and top >= 0 and box[2] <= width and box[3] <= height
        own = (x - 5, y - 5, x + 5, y + 5)
        if inside and not any(_overlap(box, other) for other in taken if other != own):
            taken.append(box)
            at = {"start": left, "end": left + wide, "middle": x}[anchor]
            return Label(at, top + _LINE - 3, anchor, words)
    return None


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


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
