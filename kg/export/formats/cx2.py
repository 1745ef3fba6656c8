"""CX2, the JSON of Cytoscape and NDEx (cytoscape.org/cx/cx2/specification): aspects of a network, one after another."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from kg.export.formats.colours import CLASSES, OTHER, hexadecimal
from kg.export.formats.columns import EDGE_COLUMNS, NODE_COLUMNS, Chart, Column, as_json, edge_rows, kinds_of, node_rows
from kg.export.formats.lines import one_line

_TYPES = {"liststring": "list_of_string"}
_TOGETHER = 1000


def write(chart: Chart, out: BinaryIO) -> None:
    """Nodes have their coordinates of the layout; classes their colours, by a visual property mapping."""
    network = chart.network
    attributes = {
        "networkAttributes": {"name": {"d": "string"}, "description": {"d": "string"}},
        "nodes": _declared((Column("name", "Name"), *NODE_COLUMNS)),
        "edges": _declared(
            (
                Column("interaction", "Interaction"),
                Column("name", "Name"),
                Column("weight", "Weight", "double"),
                *EDGE_COLUMNS,
            )
        ),
    }
    about = {"name": "kg", "description": "How regions cooperate"}
    counts = [
        {"name": "attributeDeclarations", "elementCount": 1},
        {"name": "networkAttributes", "elementCount": 1},
        {"name": "nodes", "elementCount": len(network.nodes)},
        {"name": "edges", "elementCount": len(network.edges)},
        {"name": "visualProperties", "elementCount": 1},
    ]
    out.write(b"[" + _json({"CXVersion": "2.0", "hasFragments": False}) + b",\n")
    out.write(_json({"metaData": counts}) + b",\n")
    out.write(_json({"attributeDeclarations": [attributes]}) + b",\n")
    out.write(_json({"networkAttributes": [about]}) + b",\n")
    _aspect(out, "nodes", _nodes(chart))
    _aspect(out, "edges", _edges(chart))
    out.write(_json({"visualProperties": [_look()]}) + b",\n")
    out.write(_json({"status": [{"success": True, "error": ""}]}) + b"]\n")


def _declared(columns: Iterable[Column]) -> dict[str, dict[str, str]]:
    return {column.id: {"d": _TYPES.get(column.type, column.type)} for column in columns}


def _nodes(chart: Chart) -> Iterator[dict[str, Any]]:
    places = iter(chart.places or ())
    for number, (node, values) in enumerate(node_rows(chart)):
        place = next(places, None)
        # On the screen y grows downwards.
        point = {"x": place.x, "y": -place.y} if place else {}
        yield {"id": number, **point, "v": {"name": one_line(node.label), **as_json(NODE_COLUMNS, values)}}


def _edges(chart: Chart) -> Iterator[dict[str, Any]]:
    network = chart.network
    kinds = kinds_of(network)
    for number, (edge, values) in enumerate(edge_rows(network)):
        named = {
            "interaction": kinds[edge.predicate],
            "name": network.relation(edge.predicate),
            "weight": edge.weight,
        }
        ends = {"s": network.position[edge.source], "t": network.position[edge.target]}
        yield {"id": number, **ends, "v": {**named, **as_json(EDGE_COLUMNS, values)}}


def _look() -> Mapping[str, object]:
    colours = [{"v": kind, "vp": hexadecimal(colour)} for kind, colour in CLASSES.items()]
    return {
        "default": {
            "network": {},
            "node": {"NODE_SHAPE": "ellipse", "NODE_BACKGROUND_COLOR": hexadecimal(OTHER)},
            "edge": {"EDGE_TARGET_ARROW_SHAPE": "triangle"},
        },
        "nodeMapping": {
            "NODE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}},
            "NODE_BACKGROUND_COLOR": {
                "type": "DISCRETE",
                "definition": {"attribute": "class", "type": "string", "map": colours},
            },
        },
        "edgeMapping": {"EDGE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}}},
    }


def _aspect(out: BinaryIO, name: str, entries: Iterator[dict[str, Any]]) -> None:
    out.write(b'{"%s": [' % name.encode())
    for number, entry in enumerate(entries):
        out.write((b",\n" if number else b"\n") + _json(entry))
    out.write(b"]},\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
