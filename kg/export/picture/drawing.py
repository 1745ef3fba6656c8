"""A scene as SVG 1.1: every disc and line with a title, the letters of the bundled font inside."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from lxml import etree

from kg.export.colours import CLASSES, OTHER, hexadecimal
from kg.export.picture import fonts
from kg.export.picture.labels import Box, Disc, placed
from kg.export.picture.legend import Key, keys
from kg.export.picture.scene import Dot, Line, Scene
from kg.export.picture.spacing import Array, apart, fit

_SVG = "http://www.w3.org/2000/svg"
_PAPER, _LAND, _COAST, _BORDER = "#ffffff", "#eeeae1", "#d5cfc2", "#c9c2b4"
_INK, _QUIET = "#1f2328", "#5c6570"
_MARGIN = 28.0
_LINE_HEIGHT = 1.2
_WIDEST_LABEL = 13.0
"""In ems."""
_LONGEST_TIE = 170.0
_NOT_DRAWN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Label:
    lines: list[str]
    size: float
    weight: fonts.Weight
    colour: str

    @property
    def width(self) -> float:
        return max(fonts.width(line, self.size, self.weight) for line in self.lines)

    @property
    def height(self) -> float:
        return self.size * _LINE_HEIGHT * len(self.lines)


@dataclass(frozen=True, slots=True)
class Drawing:
    svg: bytes
    labels: list[Box]
    """The boxes of the labels on the map, in pixels."""


def drawn(scene: Scene, size: tuple[int, int], most_labels: int) -> Drawing:
    """The picture in so many pixels, with labels for at most so many dots, the most connected first."""
    width, height = size
    root = etree.Element(
        "svg", {"width": str(width), "height": str(height), "viewBox": f"0 0 {width} {height}"}, nsmap={None: _SVG}
    )
    _leaf(root, "title", text=scene.title)
    style = _leaf(root, "style")
    _leaf(root, "rect", {"width": "100%", "height": "100%", "fill": _PAPER})
    used: list[tuple[str, fonts.Weight]] = []
    legend, legend_height = keys(scene, width - 2 * _MARGIN)
    top = _heading(root, scene, width, used)
    frame = Box(_MARGIN, top, width - _MARGIN, height - _MARGIN - legend_height - 26)
    boxes = _map(root, scene, frame, most_labels, used)
    _legend(root, legend, frame.bottom + 10, used)
    _text(root, _MARGIN, height - _MARGIN + 6, scene.source, 11, 400, _QUIET, used)
    style.text = f"text{{font-family:'{fonts.FAMILY}',sans-serif}}{fonts.embedded(used)}"
    svg = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return Drawing(svg + b"\n", boxes)


def _heading(root: etree._Element, scene: Scene, width: float, used: list[tuple[str, fonts.Weight]]) -> float:
    y = _MARGIN - 6
    for line in fonts.wrapped(shown(scene.title), 20, width - 2 * _MARGIN, 2, 600):
        y += 22
        _text(root, _MARGIN, y, line, 20, 600, _INK, used)
    return y + 16


def _map(
    root: etree._Element, scene: Scene, frame: Box, most_labels: int, used: list[tuple[str, fonts.Weight]]
) -> list[Box]:
    if not scene.dots:
        return []
    small = min(1.0, max(0.22, math.sqrt(120 / len(scene.dots))))
    radii = [small * (4.5 + 2.0 * math.sqrt(dot.degree)) for dot in scene.dots]
    points = np.array([(dot.x, dot.y) for dot in scene.dots])
    pad = max(radii) + (10 if scene.land else 46 * small)
    to_frame = fit(
        points,
        frame.left + pad,
        frame.top + pad,
        frame.right - frame.left - 2 * pad,
        frame.bottom - frame.top - 2 * pad,
        _largest(scene, points),
    )
    if scene.land:
        _ground(root, scene, frame, to_frame)
    points = apart(to_frame(points), radii)
    _lines(root, scene, points, radii, small)
    dots = _leaf(root, "g", {"stroke": "#ffffff", "stroke-width": f"{max(0.4, 1.2 * small):.1f}"})
    for at in sorted(range(len(scene.dots)), key=lambda at: (-radii[at], at)):
        dot = scene.dots[at]
        circle = _leaf(
            dots,
            "circle",
            {
                "data-id": shown(dot.id),
                "cx": f"{points[at, 0]:.1f}",
                "cy": f"{points[at, 1]:.1f}",
                "r": f"{radii[at]:.1f}",
                "fill": hexadecimal(CLASSES.get(dot.kind, OTHER)),
            },
        )
        _leaf(circle, "title", text=dot.title)
    discs = [Disc(float(x), float(y), radius) for (x, y), radius in zip(points, radii, strict=True)]
    return _labels(root, scene, discs, frame, most_labels, small, used)


def _largest(scene: Scene, points: Array) -> float:
    """Small maps do not fill the frame: their lines would be as long as the page is wide."""
    if scene.land:
        return float("inf")
    lengths = [math.dist(points[line.through[0]], points[line.through[-1]]) for line in scene.lines]
    return _LONGEST_TIE / max(float(np.median(lengths)), 1e-9) if lengths else float("inf")


def _ground(root: etree._Element, scene: Scene, frame: Box, to_frame: "object") -> None:
    assert callable(to_frame)
    clip = _leaf(_leaf(root, "defs"), "clipPath", {"id": "frame"})
    corner = {"x": f"{frame.left:.1f}", "y": f"{frame.top:.1f}"}
    extent = {"width": f"{frame.right - frame.left:.1f}", "height": f"{frame.bottom - frame.top:.1f}"}
    _leaf(clip, "rect", {**corner, **extent})
    group = _leaf(root, "g", {"clip-path": "url(#frame)"})
    _leaf(group, "rect", {**corner, **extent, "fill": "#f4f8fa"})
    for lines, close, attributes in (
        (scene.land, "Z", {"fill": _LAND, "stroke": _COAST, "stroke-width": "0.6", "fill-rule": "evenodd"}),
        (scene.borders, "", {"fill": "none", "stroke": _BORDER, "stroke-width": "1"}),
    ):
        paths = []
        for line in lines:
            points = to_frame(np.asarray(line))
            low, high = points.min(axis=0), points.max(axis=0)
            if high[0] >= frame.left and low[0] <= frame.right and high[1] >= frame.top and low[1] <= frame.bottom:
                paths.append(_path([(x, y) for x, y in points]) + close)
        _leaf(group, "path", {**attributes, "d": "".join(paths)})


def _lines(root: etree._Element, scene: Scene, points: Array, radii: Sequence[float], small: float) -> None:
    parallel = Counter(frozenset((line.through[0], line.through[-1])) for line in scene.lines)
    drawn_so_far: Counter[frozenset[int]] = Counter()
    opacity = 0.75 if len(scene.lines) < 400 else 0.5 if len(scene.lines) < 3000 else 0.2
    groups = {}
    for kind, stroke in scene.strokes.items():
        attributes = {"fill": "none", "stroke": stroke.colour, "stroke-opacity": f"{opacity:g}", "stroke-linecap": "round"}
        groups[kind] = _leaf(root, "g", attributes | ({"stroke-dasharray": stroke.dash} if stroke.dash else {}))
    for line in scene.lines:
        pair = frozenset((line.through[0], line.through[-1]))
        aside = drawn_so_far[pair] - (parallel[pair] - 1) / 2
        drawn_so_far[pair] += 1
        width = max(0.25, small * (1.1 + 1.3 * math.log2(max(line.weight, 1))))
        stops = [(float(points[at, 0]), float(points[at, 1])) for at in line.through]
        turned = line.through[0] > line.through[-1]
        data = _bent(stops, (-aside if turned else aside) * 9) if len(stops) == 2 else _path(stops)
        path = _leaf(groups[line.kind], "path", {"d": data, "stroke-width": f"{min(width, 9):.1f}"})
        _leaf(path, "title", text=line.title)
        if line.arrow:
            head = _arrow(stops[-2], stops[-1], radii[line.through[-1]], 4 + width)
            _leaf(groups[line.kind], "path", {"d": head, "fill": scene.strokes[line.kind].colour, "stroke": "none"})


def _labels(
    root: etree._Element,
    scene: Scene,
    discs: list[Disc],
    frame: Box,
    most: int,
    small: float,
    used: list[tuple[str, fonts.Weight]],
) -> list[Box]:
    labels: dict[int, _Label] = {}
    for line in scene.lines:
        if line.label:
            ends = [discs[at] for at in line.through]
            middle = len(ends) // 2
            x, y = (ends[middle - 1].x + ends[middle].x) / 2, (ends[middle - 1].y + ends[middle].y) / 2
            labels[len(discs)] = _label(line.label, 11, 600, scene.strokes[line.kind].colour)
            discs.append(Disc(x, y, 1))
    order = sorted(range(len(scene.dots)), key=lambda at: (-scene.dots[at].degree, at))
    for rank, at in enumerate(order[:most]):
        dot = scene.dots[at]
        size = max(9.0, (10.5 + min(3.5, math.log2(1 + dot.degree))) * small**0.3)
        labels[at] = _label(dot.label, size, 600 if rank < len(order) / 12 else 400, _INK)
    labels = {at: label for at, label in labels.items() if label.lines}
    boxes = placed([(at, label.width + 4, label.height) for at, label in labels.items()], discs, frame)
    halo = {"stroke": _PAPER, "stroke-width": "3", "stroke-linejoin": "round", "stroke-opacity": "0.85"}
    group = _leaf(root, "g", {"paint-order": "stroke", **halo})
    for at, box in boxes.items():
        _placed_label(group, labels[at], box, discs[at], used)
    return list(boxes.values())


def _placed_label(
    group: etree._Element, label: _Label, box: Box, disc: Disc, used: list[tuple[str, fonts.Weight]]
) -> None:
    """Lines begin at the disc, on its left end there, in the middle above and below."""
    middle = (box.left + box.right) / 2
    anchor, x = "middle", middle
    if box.left >= disc.x:
        anchor, x = "start", box.left + 2
    elif box.right <= disc.x:
        anchor, x = "end", box.right - 2
    for number, line in enumerate(label.lines):
        y = box.top + label.size * (0.95 + _LINE_HEIGHT * number)
        _text(group, x, y, line, label.size, label.weight, label.colour, used, anchor)


def _label(text: str, size: float, weight: fonts.Weight, colour: str) -> _Label:
    return _Label(fonts.wrapped(shown(text), size, size * _WIDEST_LABEL, 3, weight), size, weight, colour)


def _legend(root: etree._Element, legend: Sequence[Key], top: float, used: list[tuple[str, fonts.Weight]]) -> None:
    for key in legend:
        y = top + key.y
        if key.stroke:
            dash = {"stroke-dasharray": key.stroke.dash} if key.stroke.dash else {}
            line = {"x1": f"{key.x:.1f}", "x2": f"{key.x + 26:.1f}", "y1": f"{y - 4:.1f}", "y2": f"{y - 4:.1f}"}
            _leaf(root, "line", {**line, "stroke": key.stroke.colour, "stroke-width": "2.4", **dash})
        elif key.fill:
            _leaf(root, "circle", {"cx": f"{key.x + 6:.1f}", "cy": f"{y - 4:.1f}", "r": "5.5", "fill": key.fill})
        _text(root, key.text_x, y, key.text, 12, 400, _INK if key.fill or key.stroke else _QUIET, used)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _bent(stops: list[tuple[float, float]], aside: float) -> str:
    """A line, or a curve whose middle lies so far to the side."""
    (x1, y1), (x2, y2) = stops
    if not aside:
        return _path(stops)
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    x, y = (x1 + x2) / 2 - (y2 - y1) / length * aside * 2, (y1 + y2) / 2 + (x2 - x1) / length * aside * 2
    return f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}"


def _arrow(start: tuple[float, float], end: tuple[float, float], radius: float, size: float) -> str:
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    tip = (end[0] - math.cos(angle) * radius, end[1] - math.sin(angle) * radius)
    sides = [
        (tip[0] - math.cos(angle + turn) * size * 1.6, tip[1] - math.sin(angle + turn) * size * 1.6)
        for turn in (-0.4, 0.4)
    ]
    return _path([tip, *sides]) + "Z"


def _text(
    parent: etree._Element,
    x: float,
    y: float,
    text: str,
    size: float,
    weight: fonts.Weight,
    colour: str,
    used: list[tuple[str, fonts.Weight]],
    anchor: str = "start",
) -> None:
    line = shown(text)
    used.append((line, weight))
    attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": f"{size:.1f}", "fill": colour}
    if weight != 400:
        attributes["font-weight"] = str(weight)
    if anchor != "start":
        attributes["text-anchor"] = anchor
    _leaf(parent, "text", attributes, line)


def shown(text: str) -> str:
    """One line without what XML cannot hold and without marks that turn the direction of writing."""
    line = " ".join(_NOT_DRAWN.sub("", text).split())
    return "".join(letter for letter in line if unicodedata.category(letter) != "Cf" or letter in "\u200c\u200d")


def _leaf(
    parent: etree._Element, name: str, attributes: dict[str, str] | None = None, text: str = ""
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_SVG}}}{name}", attributes or {})
    if text:
        element.text = _NOT_DRAWN.sub("", text)
    return element
