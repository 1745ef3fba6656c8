"""A map whose nodes stand where they are on the Earth."""

import math
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from kg.export.network.edges import Edge, Node
from kg.export.picture.content import dot_title, label, line_title, scene
from kg.export.picture.globe import Plane, borders, land, plane_about
from kg.export.picture.look import Look
from kg.export.picture.scene import Dot, Line, Scene
from kg.model.namespaces import COOP

_ROUTE = COOP + "traverses"


def geographic(nodes: Sequence[Node], edges: Sequence[Edge], look: Look) -> tuple[Scene, list[Node]]:
    """The map, and the nodes that it leaves out because the graph knows no coordinates of theirs.

    A corridor has no place of its own: it is the line through its places."""
    located = [node for node in nodes if node.latitude is not None and node.longitude is not None]
    number = {node.id: at for at, node in enumerate(located)}
    names = {node.id: label(node, look.language) for node in nodes}
    routes = _routes([node for node in nodes if node.id not in number], edges, number)
    coordinates = np.array([(node.longitude, node.latitude) for node in located], dtype=float).reshape(-1, 2)
    plane = plane_about(coordinates) if located else Plane(70, 50)
    points = plane.points(coordinates)
    lines = [
        Line((number[edge.source], number[edge.target]), edge.predicate, edge.weight, line_title([edge], names, look))
        for edge in edges
        if edge.source in number and edge.target in number
    ]
    for corridor, stops in routes.items():
        ties = [edge for edge in edges if edge.source == corridor and edge.target in number]
        through = _in_order([number[stop] for stop in stops], points)
        weight = max(tie.weight for tie in ties)
        lines.append(Line(through, corridor, weight, line_title(ties, names, look), label=names[corridor]))
    tied: dict[int, set[int]] = {}
    for line in lines:
        for one, other in zip(line.through, line.through[1:], strict=False):
            tied.setdefault(one, set()).add(other)
            tied.setdefault(other, set()).add(one)
    dots = [
        Dot(node.id, node.kind, names[node.id], dot_title(node, look), x, y, len(tied.get(at, ())))
        for at, (node, (x, y)) in enumerate(zip(located, points.tolist(), strict=True))
    ]
    drawn = scene(
        dots, lines, edges, look, names={one: names[one] for one in routes}, land=land(plane), borders=borders(plane)
    )
    return drawn, [node for node in nodes if node.id not in number and node.id not in routes]


def _routes(unlocated: Iterable[Node], edges: Sequence[Edge], located: dict[str, int]) -> dict[str, list[str]]:
    """The places of each corridor that leads through two at least."""
    wanted = {node.id for node in unlocated}
    stops: dict[str, list[str]] = {}
    for edge in edges:
        if edge.predicate == _ROUTE and edge.source in wanted and edge.target in located:
            stops.setdefault(edge.source, []).append(edge.target)
    return {corridor: places for corridor, places in stops.items() if len(set(places)) > 1}


def _in_order(stops: Sequence[int], points: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> tuple[int, ...]:
    """Along the line between the two that are farthest apart: texts name a corridor's places in any order."""
    first, last = max(combinations(sorted(set(stops)), 2), key=lambda pair: math.dist(points[pair[0]], points[pair[1]]))
    direction = points[last] - points[first]
    return tuple(sorted(set(stops), key=lambda at: (float((points[at] - points[first]) @ direction), at)))
