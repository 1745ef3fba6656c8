"""GraphML, for yEd, igraph, networkx, Cytoscape and Gephi.

It knows no time: an edge tells its dates in columns."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO
from xml.sax.saxutils import escape

from kg.export.formats.columns import EDGE_COLUMNS, NODE_COLUMNS, Chart, Column, Value, edge_rows, kinds_of, node_rows
from kg.export.formats.lines import one_line

_TOGETHER = 2000
_TYPES = {"integer": "int", "liststring": "string"}
_NODE = (Column("label", "Label"), *NODE_COLUMNS, Column("x", "X", "double"), Column("y", "Y", "double"))
_EDGE = (Column("kind", "Kind"), Column("label", "Label"), Column("weight", "Weight", "double"), *EDGE_COLUMNS)


def write(chart: Chart, out: BinaryIO) -> None:
    """Lists are JSON."""
    lines = _lines(chart)
    while together := "\n".join(islice(lines, _TOGETHER)):
        out.write(f"{together}\n".encode())


def _lines(chart: Chart) -> Iterator[str]:
    network = chart.network
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for kind, columns in (("node", _NODE), ("edge", _EDGE)):
        for column in columns:
            form = _TYPES.get(column.type, column.type)
            yield f'<key id="{kind[0]}_{column.id}" for="{kind}" attr.name="{column.id}" attr.type="{form}"/>'
    yield '<graph edgedefault="directed">'
    places = iter(chart.places or ())
    for node, values in node_rows(chart):
        place = next(places, None)
        point = (place.x, place.y) if place else (None, None)
        yield f'<node id="{_text(node.id)}">{_data("n", _NODE, (node.label, *values, *point))}</node>'
    kinds = kinds_of(network)
    for number, (edge, values) in enumerate(edge_rows(network), start=1):
        told = (kinds[edge.predicate], network.relation(edge.predicate), edge.weight, *values)
        yield (
            f'<edge id="e{number}" source="{_text(edge.source)}" target="{_text(edge.target)}">'
            f"{_data('e', _EDGE, told)}</edge>"
        )
    yield "</graph>"
    yield "</graphml>"


def _data(kind: str, columns: Iterable[Column], values: Iterable[Value]) -> str:
    return "".join(
        f'<data key="{kind}_{column.id}">{_told(value)}</data>'
        for column, value in zip(columns, values, strict=True)
        if value is not None and value != "" and value != ()
    )


def _told(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case tuple():
            return escape(json.dumps([one_line(one) for one in value], ensure_ascii=False))
        case str():
            return _text(value)
    return f"{value:.12g}"


def _text(text: str) -> str:
    return escape(one_line(text), {'"': "&quot;"})
