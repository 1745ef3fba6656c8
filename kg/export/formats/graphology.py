"""The JSON that graphology imports (graphology.github.io/serialization.html), as sigma draws it.

Of each edge it keeps which speaker says which words in which document."""

from collections.abc import Iterator
from math import sqrt
from typing import Any, BinaryIO

from kg.export.formats.colours import OTHER, node_colours
from kg.export.formats.columns import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Chart,
    as_json,
    edge_rows,
    encoded,
    node_rows,
    write_entries,
)
from kg.export.formats.format import MapFormat
from kg.export.lines import one_line
from kg.export.network.edges import Evidence


def write(chart: Chart, out: BinaryIO) -> None:
    """A multigraph whose edges all have a direction; dates as far as they are known, and widened to whole days."""
    options = {"type": "directed", "multi": True, "allowSelfLoops": True}
    out.write(b'{"options": ' + encoded(options) + b', "attributes": {"name": "kg"}, "nodes": [')
    write_entries(out, _nodes(chart))
    out.write(b'], "edges": [')
    write_entries(out, _edges(chart))
    out.write(b"]}\n")


_FOR = "graphology, sigma: each edge with who says which words where and when"
FORMATS = (MapFormat("graphology", "JSON", "application/json", "json", _FOR, shown=True, write=write),)


def _nodes(chart: Chart) -> Iterator[dict[str, Any]]:
    colours = node_colours(chart.network.ontology)
    for (node, place, values), measures in zip(node_rows(chart), chart.measures, strict=True):
        drawn = {
            "label": one_line(node.label),
            "color": colours.get(node.kind, OTHER),
            "size": round(4 + 4 * sqrt(measures.neighbours), 2),
            **({"x": place.x, "y": place.y} if place else {}),
        }
        yield {"key": node.id, "attributes": {**drawn, **as_json(NODE_COLUMNS, values)}}


def _edges(chart: Chart) -> Iterator[dict[str, Any]]:
    for number, (edge, (kind, label), values) in enumerate(edge_rows(chart.network), start=1):
        told = as_json(EDGE_COLUMNS, values)
        for column in ("quotes", "speakers", "sources", "via", "dates"):
            told.pop(column, None)  # which the evidence has in its context
        attributes = {
            "kind": kind,
            "label": label,
            "weight": edge.weight,
            **told,
            "evidence": [_said(one) for one in edge.evidence if any(one)],
        }
        yield {"key": f"e{number}", "source": edge.source, "target": edge.target, "attributes": attributes}


def _said(said: Evidence) -> dict[str, str]:
    period = said.period
    told = {"quote": said.quote, "speaker": said.speaker, "document": said.document, "via": said.via}
    if period:
        told |= {"date": str(period), "start": str(period.start), "end": str(period.end)}
    return {name: one_line(value) for name, value in told.items() if value}
