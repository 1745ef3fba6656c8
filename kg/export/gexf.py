"""GEXF 1.3 in the shape that Gephi, networkx and graphology read whole.

Every edge is directed, with a column that says whether the relation holds both ways; lists are JSON; dates known to the
year or month are widened to whole days, with what is known of them in columns. Written as text, for a tree of elements
takes ten times as long."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from json.encoder import encode_basestring
from math import sqrt
from typing import BinaryIO

from kg.export.colours import CLASSES, OTHER
from kg.export.columns import EDGE_COLUMNS, NODE_COLUMNS, SHARED, Chart, Column, Value, edge_rows, kinds_of, node_rows
from kg.export.lines import one_line
from kg.export.periods import Period, union

_WORD_JOINER = "\u2060"
_ZEROS = (0, False)
_TOGETHER = 100
"""Lines that are encoded at once: so many stay in the processor's cache."""
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
    ids = {node.id: _attribute(node.id) for node in network.nodes}
    for (node, values), measures in zip(node_rows(chart), chart.measures, strict=True):
        red, green, blue = CLASSES.get(node.kind, OTHER)
        place = next(places, None)
        position = f'<viz:position x="{place.x}" y="{place.y}"/>' if place else ""
        yield (
            f'<node id="{ids[node.id]}" label="{_attribute(node.label) or ids[node.id]}">'
            f'<viz:size value="{4 + 4 * sqrt(measures.neighbours):.2f}"/>{position}'
            f'<viz:color r="{red}" g="{green}" b="{blue}" a="1"/>'
            f"{_spells(spells.get(node.id, ()))}<attvalues>{_values(NODE_COLUMNS, values)}</attvalues></node>"
        )
    yield "</nodes>"
    yield "<edges>"
    kinds = {
        predicate: f'kind="{_attribute(kind)}" label="{_attribute(network.relation(predicate))}"'
        for predicate, kind in kinds_of(network).items()
    }
    lists = EDGE_COLUMNS[SHARED:]
    for number, (edge, values) in enumerate(edge_rows(network), start=1):
        yield (
            f'<edge id="e{number}" source="{ids[edge.source]}" target="{ids[edge.target]}" '
            f'{kinds[edge.predicate]} weight="{edge.weight:.12g}">{_spells_of(edge.periods)}'
            f"<attvalues>{_shared(values[:SHARED])}{_values(lists, values[SHARED:])}</attvalues></edge>"
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
    spells = "".join(map(_spell, periods))
    return f"<spells>{spells}</spells>" if spells else ""


@lru_cache(maxsize=_REMEMBERED)
def _spell(period: Period) -> str:
    return f'<spell start="{period.start}" end="{period.end}"/>'


@lru_cache(maxsize=_REMEMBERED)
def _spells_of(periods: tuple[Period, ...]) -> str:
    return _spells(union(periods))


def _values(columns: Iterable[Column], values: Iterable[Value]) -> str:
    return "".join(
        [
            f'<attvalue for="{column.id}" value="{_remembered(value) if column.recurs else _told(value)}"/>'
            for column, value in zip(columns, values, strict=True)
            if value or value in _ZEROS
        ]
    )


@lru_cache(maxsize=_REMEMBERED)
def _shared(values: tuple[Value, ...]) -> str:
    return _values(EDGE_COLUMNS[:SHARED], values)


def _told(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join([_escaped(encode_basestring(_kept(one))) for one in value])}]"
    if isinstance(value, str):
        return _escaped(_kept(value))
    return f"{value:.12g}" if not isinstance(value, bool) else "true" if value else "false"


_remembered = lru_cache(maxsize=_REMEMBERED, typed=True)(_told)


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
    return line + _WORD_JOINER if len(line) == 4 and line.lower() == "null" else line
