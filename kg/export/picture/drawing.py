"""A scene as SVG: heading, map, legend, sources."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from lxml import etree

from kg.export.layout.overlaps import apart
from kg.export.picture import fonts
from kg.export.picture.captions import draw_captions
from kg.export.picture.framing import Fit, fitted
from kg.export.picture.label_places import Box, Disc
from kg.export.picture.legend import draw_legend
from kg.export.picture.lines_drawn import draw_ties
from kg.export.picture.scene import Array, Dot, Outlines, Scene
from kg.export.picture.svg import BORDER, COAST, LAND, QUIET, SEA, Page, leaf, path, shown

_MARGIN = 28.0
_APART, _MOST_APART, _ROUNDS_APART = 3.0, 5000, 60
_FEW = 60
_PAGE = (1600, 1130)
_BEYOND = 20.0


def drawn(scene: Scene, size: tuple[int, int] | None, most_labels: int) -> tuple[bytes, list[Box]]:
    """The picture in so many pixels, with labels for at most so many dots, the most connected first; and the boxes of
    those labels."""
    width, height = size or _PAGE
    page = Page(scene.title)
    legend, legend_height = draw_legend(page, scene, width - 2 * _MARGIN)
    top = _heading(page, scene.title, width)
    frame = Box(_MARGIN, top, width - _MARGIN, height - _MARGIN - legend_height - 26)
    if size is None:
        bottom = min(frame.bottom, top + _needed(scene, frame))
        frame, height = replace(frame, bottom=bottom), height - int(frame.bottom - bottom)
    page.resize(width, height)
    boxes, beyond = _map(page, scene, frame, most_labels) if scene.dots else ([], [])
    legend.set("transform", f"translate(0 {frame.bottom + 10:.1f})")
    page.root.append(legend)
    labelled = f" · {scene.labelled.format(labels=len(boxes))}" if len(boxes) < len(scene.dots) else ""
    outside = f" · {scene.beyond.format(places=', '.join(dot.label for dot in beyond))}" if beyond else ""
    for line in fonts.wrapped(shown(scene.source + labelled + outside), 11, width - 2 * _MARGIN, 1):
        page.text(page.root, (_MARGIN, height - _MARGIN + 6), line, 11, colour=QUIET)
    return page.written(), boxes


def _heading(page: Page, title: str, width: float) -> float:
    y = _MARGIN - 6
    for line in fonts.wrapped(shown(title), 20, width - 2 * _MARGIN, 2, 600):
        y += 22
        page.text(page.root, (_MARGIN, y), line, 20, weight=600)
    return y + 16


def _needed(scene: Scene, frame: Box) -> float:
    """How high the map is when it is as wide as it can be."""
    if not scene.dots:
        return 0.0
    small, radii, points = _sized(scene)
    inner = _inner(frame, scene, small, radii)
    high = float(np.ptp(points[:, 1])) * fitted(scene, points, inner).scale
    return high + frame.bottom - frame.top - (inner.bottom - inner.top)


def _sized(scene: Scene) -> tuple[float, list[float], Array]:
    """How small things are among so many, the radii in pixels, and the points as the scene has them."""
    small = min(1.0, max(0.22, math.sqrt(120 / len(scene.dots))))
    radii = [small * (4.5 + 2.0 * math.sqrt(dot.degree)) for dot in scene.dots]
    return small, radii, np.array([(dot.x, dot.y) for dot in scene.dots])


def _inner(frame: Box, scene: Scene, small: float, radii: Sequence[float]) -> Box:
    """Where the dots' middles may stand."""
    # A few dots in a row have their labels above and below it.
    across, down = (40.0, 40.0) if scene.ground else (46 * small, 80.0 if len(scene.dots) <= _FEW else 46 * small)
    across, down = across + max(radii), down + max(radii)
    return Box(frame.left + across, frame.top + down, frame.right - across, frame.bottom - down)


def _map(page: Page, scene: Scene, frame: Box, most_labels: int) -> tuple[list[Box], list[Dot]]:
    """The boxes of the labels, and the dots that lie beyond the frame."""
    small, radii, points = _sized(scene)
    to_frame = fitted(scene, points, _inner(frame, scene, small, radii))
    ties = page.root
    if scene.ground:
        _ground(page.root, scene.ground, frame, to_frame)
        ties = leaf(page.root, "g", {"clip-path": "url(#frame)"})
    points = to_frame(points)
    if len(points) <= _MOST_APART:
        points = apart(points, np.array(radii) + _APART / 2, _ROUNDS_APART)
    discs = [Disc(float(x), float(y), radius) for (x, y), radius in zip(points, radii, strict=True)]
    seen = [at for at, disc in enumerate(discs) if frame.holds(Box(disc.x, disc.y, disc.x, disc.y))]
    draw_ties(ties, scene, discs, small)
    _dots(page.root, scene, discs, seen, small)
    boxes = draw_captions(page, scene, discs, seen, frame, most_labels, small)
    return boxes, [dot for at, dot in enumerate(scene.dots) if at not in set(seen)]


def _ground(root: etree._Element, ground: Outlines, frame: Box, to_frame: Fit) -> None:
    area = {
        "x": f"{frame.left:.1f}",
        "y": f"{frame.top:.1f}",
        "width": f"{frame.right - frame.left:.1f}",
        "height": f"{frame.bottom - frame.top:.1f}",
    }
    leaf(leaf(leaf(root, "defs"), "clipPath", {"id": "frame"}), "rect", area)
    group = leaf(root, "g", {"clip-path": "url(#frame)"})
    leaf(group, "rect", {**area, "fill": SEA})
    land = "".join(course + "Z" for course in _courses(ground.land, frame, to_frame))
    coast = {"stroke": COAST, "stroke-width": "0.6", "fill-rule": "evenodd"}
    leaf(group, "path", {"fill": LAND, **coast, "d": land})
    borders = "".join(_courses(ground.borders, frame, to_frame))
    leaf(group, "path", {"fill": "none", "stroke": BORDER, "stroke-width": "1", "d": borders})


def _courses(lines: Iterable[Array], frame: Box, to_frame: Fit) -> Iterable[str]:
    """Those that the frame shows some of."""
    for line in lines:
        points = to_frame(line)
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        if frame.overlaps(Box(float(left), float(top), float(right), float(bottom))):
            # How a coast runs far outside nobody sees.
            low, high = np.array([frame.left, frame.top]) - _BEYOND, np.array([frame.right, frame.bottom]) + _BEYOND
            course = np.asarray(np.clip(points, low, high)).round(1)
            yield path(course[np.append(True, (np.diff(course, axis=0) != 0).any(axis=1))].tolist())


def _dots(root: etree._Element, scene: Scene, discs: Sequence[Disc], seen: Iterable[int], small: float) -> None:
    """The largest first, so that none hides a smaller one."""
    group = leaf(root, "g", {"stroke": "#ffffff", "stroke-width": f"{max(0.4, 1.2 * small):.1f}"})
    for at in sorted(seen, key=lambda at: (-discs[at].radius, at)):
        dot, disc = scene.dots[at], discs[at]
        place = {"cx": f"{disc.x:.1f}", "cy": f"{disc.y:.1f}", "r": f"{disc.radius:.1f}"}
        leaf(leaf(group, "circle", {"data-id": shown(dot.id), **place, "fill": dot.colour}), "title", text=dot.title)
