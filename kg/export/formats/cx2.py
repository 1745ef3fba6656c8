"""CX2, the JSON of Cytoscape and NDEx (cytoscape.org/cx/cx2/specification): aspects of a network, one after another."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from kg.export.formats.colours import OTHER, node_colours
from kg.export.formats.columns import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Chart,
    NetworkColumn,
    about,
    as_json,
    edge_rows,
    encoded,
    node_rows,
    write_entries,
)
from kg.export.formats.format import MapFormat
from kg.export.lines import one_line

_TYPES = {"liststring": "list_of_string"}


def write(chart: Chart, out: BinaryIO) -> None:
    """Nodes have their coordinates of the layout; classes their colours, by a visual property mapping."""
    network = chart.network
    attributes = {
        "networkAttributes": {"name": {"d": "string"}, "description": {"d": "string"}},
        "nodes": _declared((NetworkColumn("name", "Name"), *NODE_COLUMNS)),
        "edges": _declared(
            (
                NetworkColumn("interaction", "Interaction"),
                NetworkColumn("name", "Name"),
                NetworkColumn("weight", "Weight", "double"),
                *EDGE_COLUMNS,
            )
        ),
    }
    counts = [
        {"name": "attributeDeclarations", "elementCount": 1},
        {"name": "networkAttributes", "elementCount": 1},
        {"name": "nodes", "elementCount": len(network.nodes)},
        {"name": "edges", "elementCount": len(network.edges)},
        {"name": "visualProperties", "elementCount": 1},
    ]
    out.write(b"[" + encoded({"CXVersion": "2.0", "hasFragments": False}) + b",\n")
    out.write(encoded({"metaData": counts}) + b",\n")
    out.write(encoded({"attributeDeclarations": [attributes]}) + b",\n")
    out.write(encoded({"networkAttributes": [{"name": "kg", "description": about(network)}]}) + b",\n")
    _aspect(out, "nodes", _nodes(chart))
    _aspect(out, "edges", _edges(chart))
    out.write(encoded({"visualProperties": [_look(node_colours(network.ontology))]}) + b",\n")
    out.write(encoded({"status": [{"success": True, "error": ""}]}) + b"]\n")


FORMATS = (MapFormat("cx2", "CX2", "application/json", "cx2", "Cytoscape, NDEx", write=write),)


def _declared(columns: Iterable[NetworkColumn]) -> dict[str, dict[str, str]]:
    return {column.id: {"d": _TYPES.get(column.type, column.type)} for column in columns}


def _nodes(chart: Chart) -> Iterator[dict[str, Any]]:
    for number, (node, place, values) in enumerate(node_rows(chart)):
        # On the screen y grows downwards.
        point = {"x": place.x, "y": -place.y} if place else {}
        yield {"id": number, **point, "v": {"name": one_line(node.label), **as_json(NODE_COLUMNS, values)}}


def _edges(chart: Chart) -> Iterator[dict[str, Any]]:
    network = chart.network
    for number, (edge, (kind, label), values) in enumerate(edge_rows(network)):
        named = {"interaction": kind, "name": label, "weight": edge.weight}
        ends = {"s": network.position[edge.source], "t": network.position[edge.target]}
        yield {"id": number, **ends, "v": {**named, **as_json(EDGE_COLUMNS, values)}}


def _look(colours: Mapping[str, str]) -> Any:
    """`cx2.json`, with the colours of classes."""
    look = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    look["default"]["node"]["NODE_BACKGROUND_COLOR"] = OTHER
    by_class = look["nodeMapping"]["NODE_BACKGROUND_COLOR"]["definition"]
    by_class["map"] = [{"v": kind, "vp": colour} for kind, colour in colours.items()]
    return look


def _aspect(out: BinaryIO, name: str, entries: Iterator[dict[str, Any]]) -> None:
    out.write(b'{"%s": [' % name.encode())
    write_entries(out, entries)
    out.write(b"]},\n")
