"""GEXF 1.3 in the shape that Gephi, networkx and graphology read whole.

Every edge is directed, with a column that says whether the relation holds both ways; lists are JSON; dates known to the
year or month are widened to whole days, with what is known of them in columns. Written as text, for a tree of elements
takes ten times as long."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from math import sqrt
from typing import BinaryIO

from kg.export.colours import CLASSES, OTHER
from kg.export.columns import EDGE_COLUMNS, NODE_COLUMNS, Chart, Column, Value, edge_rows, kinds_of, node_rows
from kg.export.lines import one_line
from kg.export.periods import Period, union

_WORD_JOINER = "\u2060"
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_TOGETHER = 2000
_REMEMBERED = 200_000
"""Speakers, documents and dates come again and again."""


def write(chart: Chart, out: BinaryIO) -> None:
    """The nodes and edges, with time, measures, places, colours by class and sizes by degree."""
    lines = _lines(chart)
    while together := "\n".join(islice(lines, _TOGETHER)):
        out.write(f"{together}\n".encode())


def _lines(chart: Chart) -> Iterator[str]:
    network = chart.network
    spells = network.spells()
    mode = "dynamic" if any(said.period for edge in network.edges for said in edge.evidence) else "static"
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    yield "<meta><creator>kg</creator><description>How regions cooperate</description></meta>"
    yield (
        f'<graph defaultedgetype="directed" mode="{mode}" timeformat="date" timerepresentation="interval" '
        'timezone="UTC" idtype="string">'
    )
    yield from _declared("node", NODE_COLUMNS)
    yield from _declared("edge", EDGE_COLUMNS)
    yield "<nodes>"
    places = iter(chart.places or ())
    for (node, values), measures in zip(node_rows(chart), chart.measures, strict=True):
        red, green, blue = CLASSES.get(node.kind, OTHER)
        place = next(places, None)
        position = f'<viz:position x="{place.x}" y="{place.y}"/>' if place else ""
        yield (
            f'<node id="{_attribute(node.id)}" label="{_attribute(node.label) or _attribute(node.id)}">'
            f'<viz:size value="{4 + 4 * sqrt(measures.neighbours):.2f}"/>{position}'
            f'<viz:color r="{red}" g="{green}" b="{blue}" a="1"/>'
            f"{_spells(spells.get(node.id, ()))}{_values(NODE_COLUMNS, values)}</node>"
        )
    yield "</nodes>"
    yield "<edges>"
    kinds = {predicate: _attribute(kind) for predicate, kind in kinds_of(network).items()}
    labels = {predicate: _attribute(network.relation(predicate)) for predicate in kinds}
    for number, (edge, edge_values) in enumerate(edge_rows(network), start=1):
        yield (
            f'<edge id="e{number}" source="{_attribute(edge.source)}" target="{_attribute(edge.target)}" '
            f'kind="{kinds[edge.predicate]}" label="{labels[edge.predicate]}" weight="{edge.weight:.12g}">'
            f"{_spells_of(edge.periods)}{_values(EDGE_COLUMNS, edge_values)}</edge>"
        )
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _declared(kind: str, columns: Iterable[Column]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">'
    for column in columns:
        yield f'<attribute id="{column.id}" title="{column.title}" type="{column.type}"/>'
    yield "</attributes>"


def _spells(periods: Iterable[Period]) -> str:
    spells = "".join(f'<spell start="{one.start}" end="{one.end}"/>' for one in periods)
    return f"<spells>{spells}</spells>" if spells else ""


@lru_cache(maxsize=_REMEMBERED)
def _spells_of(periods: tuple[Period, ...]) -> str:
    return _spells(union(periods))


def _values(columns: Iterable[Column], values: Iterable[Value]) -> str:
    told = "".join(
        [
            (_value if column.recurs else _value.__wrapped__)(column.id, value)
            for column, value in zip(columns, values, strict=True)
            if value or (value is not None and value != "" and value != ())
        ]
    )
    return f"<attvalues>{told}</attvalues>"


@lru_cache(maxsize=_REMEMBERED)
def _value(column: str, value: Value) -> str:
    return f'<attvalue for="{column}" value="{_told(value)}"/>'


def _told(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case tuple():
            return _escaped(f"[{', '.join([_ENCODE(_kept(one)) for one in value])}]")
        case str():
            return _escaped(_kept(value))
    return f"{value:.12g}"


@lru_cache(maxsize=_REMEMBERED)
def _attribute(text: str) -> str:
    return _escaped(one_line(text))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _kept(text: str) -> str:
    """Gephi reads «INF» in any value as infinity, and «null» as none. An IRI is percent-encoded, which names the same
    resource; in words an invisible WORD JOINER keeps them words."""
    line = one_line(text)
    if "INF" in line:
        return line.replace("INF", "I%4EF" if "://" in line and " " not in line else f"IN{_WORD_JOINER}F")
    return line + _WORD_JOINER if line.lower() == "null" else line
