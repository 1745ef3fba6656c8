"""Maps whose nodes stand where their ties pull them, and maps whose nodes stand where they are on the Earth."""

import math
from collections.abc import Collection, Sequence
from itertools import combinations, pairwise

import numpy as np

from kg.export.layout.placement import places
from kg.export.network.edges import Edge, NetworkNode
from kg.export.picture.content import Content
from kg.export.picture.globe import Plane, outlines, plane_about
from kg.export.picture.scene import Array, Line, Scene


def by_ties(content: Content) -> Scene:
    network = content.network
    layout = places(len(network.nodes), network.pairs)
    kinds = {node.id: node.kind for node in network.nodes}
    dots = [
        content.dot(node, place.x, place.y, place.degree) for node, place in zip(network.nodes, layout, strict=True)
    ]
    lines = [
        Line(
            (source, target),
            edge.predicate,
            edge.weight,
            content.title([edge]),
            # Between things of different classes the colours tell which way a tie runs.
            arrow=not edge.symmetric and kinds[edge.source] == kinds[edge.target],
        )
        for edge, (source, target, _) in zip(network.edges, network.pairs, strict=True)
    ]
    return content.scene(dots, lines)


def geographic(content: Content) -> tuple[Scene, list[NetworkNode]]:
    """The map, and the nodes that it leaves out because the graph knows no coordinates of theirs.

    A corridor has no place of its own: it is the line through its places."""
    nodes, edges = content.network.nodes, content.network.edges
    located = [node for node in nodes if node.latitude is not None and node.longitude is not None]
    number = {node.id: at for at, node in enumerate(located)}
    stops = {found.iri for found in content.network.ontology.edges if found.joins_places}
    routes = _routes(edges, number, stops)
    coordinates = np.array([(node.longitude, node.latitude) for node in located], dtype=float).reshape(-1, 2)
    plane = plane_about(coordinates) if located else Plane(70, 50)
    points = plane.points(coordinates)
    lines = [
        Line((number[edge.source], number[edge.target]), edge.predicate, edge.weight, content.title([edge]))
        for edge in edges
        if edge.source in number and edge.target in number
    ]
    for corridor, ties in routes.items():
        through = in_order({number[tie.target] for tie in ties if tie.predicate in stops}, points)
        weight = max(tie.weight for tie in ties)
        lines.append(Line(through, corridor, weight, content.title(ties), label=content.label[corridor]))
    tied: list[set[int]] = [set() for _ in located]
    for line in lines:
        for one, other in pairwise(line.through):
            tied[one].add(other)
            tied[other].add(one)
    dots = [
        content.dot(node, x, y, len(tied[at]))
        for at, (node, (x, y)) in enumerate(zip(located, points.tolist(), strict=True))
    ]
    left_out = [node for node in nodes if node.id not in number and node.id not in routes]
    return content.scene(dots, lines, outlines(plane)), left_out


def _routes(edges: Sequence[Edge], located: Collection[str], stops: Collection[str]) -> dict[str, list[Edge]]:
    """The ties of each corridor without coordinates to what has some, where it has two stops at least."""
    ties: dict[str, list[Edge]] = {}
    for edge in edges:
        if edge.source not in located and edge.target in located:
            ties.setdefault(edge.source, []).append(edge)
    several = {one for one, own in ties.items() if len({tie.target for tie in own if tie.predicate in stops}) > 1}
    return {one: own for one, own in ties.items() if one in several}


def in_order(stops: Collection[int], points: Array) -> tuple[int, ...]:
    """Along the line between the two that are farthest apart: texts name a corridor's places in any order."""
    first, last = max(combinations(sorted(stops), 2), key=lambda pair: math.dist(points[pair[0]], points[pair[1]]))
    direction = points[last] - points[first]
    return tuple(sorted(stops, key=lambda at: (float((points[at] - points[first]) @ direction), at)))
