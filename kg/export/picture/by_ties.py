"""A map whose nodes stand where their ties pull them."""

from collections.abc import Sequence

from kg.export.layout.placement import places
from kg.export.network.edges import Edge, Node
from kg.export.picture.content import dot_title, label, line_title, scene
from kg.export.picture.look import Look
from kg.export.picture.scene import Dot, Line, Scene


def by_ties(nodes: Sequence[Node], edges: Sequence[Edge], look: Look) -> Scene:
    number = {node.id: at for at, node in enumerate(nodes)}
    layout = places(len(nodes), [(number[edge.source], number[edge.target], edge.weight) for edge in edges])
    names = {node.id: label(node, look.language) for node in nodes}
    kinds = {node.id: node.kind for node in nodes}
    dots = [
        Dot(node.id, node.kind, names[node.id], dot_title(node, look), place.x, place.y, place.degree)
        for node, place in zip(nodes, layout, strict=True)
    ]
    lines = [
        Line(
            (number[edge.source], number[edge.target]),
            edge.predicate,
            edge.weight,
            line_title([edge], names, look),
            # Between things of different classes the colours tell which way a tie runs.
            arrow=not edge.symmetric and kinds[edge.source] == kinds[edge.target],
        )
        for edge in edges
    ]
    return scene(dots, lines, edges, look)
