"""GraphML, for yEd, igraph, networkx, Cytoscape and Gephi.

It knows no time: an edge tells its dates in columns."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO
from xml.sax.saxutils import escape

from kg.export.formats.columns import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Chart,
    NetworkColumn,
    Value,
    about,
    cell,
    edge_rows,
    node_rows,
)
from kg.export.formats.format import MapFormat
from kg.export.lines import one_line

_TOGETHER = 2000
_QUOTE = {'"': "&quot;"}
_TYPES = {"integer": "int", "liststring": "string"}
_NODE = (
    NetworkColumn("label", "Label"),
    *NODE_COLUMNS,
    NetworkColumn("x", "X", "double"),
    NetworkColumn("y", "Y", "double"),
)
_EDGE = (
    NetworkColumn("kind", "Kind"),
    NetworkColumn("label", "Label"),
    NetworkColumn("weight", "Weight", "double"),
    *EDGE_COLUMNS,
)


def write(chart: Chart, out: BinaryIO) -> None:
    """Lists are JSON."""
    lines = _lines(chart)
    while together := "\n".join(islice(lines, _TOGETHER)):
        out.write(f"{together}\n".encode())


_FOR = "yEd, igraph, networkx, Cytoscape"
FORMATS = (MapFormat("graphml", "GraphML", "application/graphml+xml", "graphml", _FOR, write=write),)


def _lines(chart: Chart) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for kind, columns in (("node", _NODE), ("edge", _EDGE)):
        for column in columns:
            form = _TYPES.get(column.type, column.type)
            yield f'<key id="{kind[0]}_{column.id}" for="{kind}" attr.name="{column.id}" attr.type="{form}"/>'
    yield '<graph edgedefault="directed">'
    yield f"<desc>{about(chart.network)}</desc>"
    for node, place, values in node_rows(chart):
        point = (place.x, place.y) if place else (None, None)
        yield f'<node id="{_text(node.id)}">{_data("n", _NODE, (node.label, *values, *point))}</node>'
    for number, (edge, named, values) in enumerate(edge_rows(chart.network), start=1):
        yield (
            f'<edge id="e{number}" source="{_text(edge.source)}" target="{_text(edge.target)}">'
            f"{_data('e', _EDGE, (*named, edge.weight, *values))}</edge>"
        )
    yield "</graph>"
    yield "</graphml>"


def _data(kind: str, columns: Iterable[NetworkColumn], values: Iterable[Value]) -> str:
    return "".join(
        f'<data key="{kind}_{column.id}">{escape(cell(value), _QUOTE if isinstance(value, str) else {})}</data>'
        for column, value in zip(columns, values, strict=True)
        if value is not None and value != "" and value != ()
    )


def _text(text: str) -> str:
    return escape(one_line(text), _QUOTE)
