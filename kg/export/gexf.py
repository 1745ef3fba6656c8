"""GEXF 1.3 in the shape that Gephi, networkx and graphology read whole.

Every edge is directed, with a column that says whether the relation holds both ways; lists are JSON; dates known to the
year or month are widened to whole days, with what is known of them in columns. Written as text, for a tree of elements
takes ten times as long."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from json.encoder import encode_basestring
from math import sqrt
from typing import BinaryIO, Final, TypeAlias

from kg.export.colours import CLASSES, OTHER
from kg.export.columns import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    SHARED_COLUMNS,
    Chart,
    Column,
    Value,
    kinds_of,
    node_rows,
    shared_values,
)
from kg.export.lines import one_line
from kg.export.periods import Period, union

_WORD_JOINER = "\u2060"
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
    mode = "dynamic" if any(edge.told.periods for edge in network.edges) else "static"
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
            f"{_spells(spells.get(node.id, ()))}<attvalues>{_values(_NODE, values)}</attvalues></node>"
        )
    yield "</nodes>"
    yield "<edges>"
    kinds = {
        predicate: f'kind="{_attribute(kind)}" label="{_attribute(network.relation(predicate))}"'
        for predicate, kind in kinds_of(network).items()
    }
    shared = shared_values(network)

    @lru_cache(maxsize=_REMEMBERED)
    def begun(predicate: str, symmetric: bool, periods: tuple[Period, ...]) -> str:
        """Most of what there is to write of an edge is that of others too."""
        values = _values(_SHARED, shared(predicate, symmetric, periods))
        return f"{kinds[predicate]}>{_spells(union(periods))}<attvalues>{values}"

    weights = {weight: f"{weight:.12g}" for weight in {edge.weight for edge in network.edges}}
    for number, edge in enumerate(network.edges, start=1):
        source, target, predicate, symmetric, weight, _, merged = edge
        told = edge.told
        own = "".join([write(value) for write, value in zip(_TOLD, told[:4], strict=True) if value])
        yield (
            f'<edge id="e{number}" source="{ids[source]}" target="{ids[target]}" weight="{weights[weight]}" '
            f"{begun(predicate, symmetric, told.periods)}{own}{_MERGED(merged) if merged else ''}</attvalues></edge>"
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


def _written(column: Column) -> Callable[[Value], str]:
    """Writes a value of the column."""
    before, after = f'<attvalue for="{column.id}" value="', '"/>'

    def written(value: Value) -> str:
        return f"{before}{_told(value)}{after}"

    return lru_cache(maxsize=_REMEMBERED, typed=True)(written) if column.recurs else written


def _told(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join([_escaped(encode_basestring(_kept(one))) for one in value])}]"
    if isinstance(value, str):
        return _escaped(_kept(value))
    return f"{value:.12g}" if not isinstance(value, bool) else "true" if value else "false"


_Columns: TypeAlias = Sequence[Callable[[Value], str]]
_NODE: Final[_Columns] = [_written(column) for column in NODE_COLUMNS]
_SHARED: Final[_Columns] = [_written(column) for column in SHARED_COLUMNS]
*_TOLD, _MERGED = [_written(column) for column in EDGE_COLUMNS[len(SHARED_COLUMNS) :]]


def _values(columns: _Columns, values: Sequence[Value]) -> str:
    """Those that there are: nothing is left out but what is empty."""
    return "".join([write(value) for write, value in zip(columns, values, strict=True) if value or value == 0])


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
