"""GEXF 1.3 in the shape that Gephi, networkx and graphology read whole.

Every edge is directed, with a column that says whether the relation holds both ways; lists are JSON; dates known to the
year or month are widened to whole days, with what is known of them in columns. Written as text, for a tree of elements
takes ten times as long."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from json.encoder import encode_basestring
from math import sqrt
from typing import BinaryIO, TypeVar

from kg.export.formats.colours import OTHER, node_colours
from kg.export.formats.columns import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    SHARED_COLUMNS,
    Chart,
    NetworkColumn,
    Value,
    about,
    kinds_of,
    node_rows,
    shared_values,
)
from kg.export.formats.format import MapFormat
from kg.export.formats.spells import Spell, node_spells
from kg.export.lines import one_line
from kg.export.network.days import Period, union
from kg.export.network.edges import Network

_K = TypeVar("_K")
_WORD_JOINER = "\u2060"
_TOGETHER = 100
"""Lines that are written at once: so many stay in the processor's cache."""
_REMEMBERED = 200_000
"""Values of a column, or relations with their dates: where there are more, most come but once."""


def write(chart: Chart, out: BinaryIO) -> None:
    """The nodes and edges, with time, measures, places, colours by class and sizes by degree."""
    lines = _lines(chart)
    while together := b"".join(islice(lines, _TOGETHER)):
        out.write(together)


FORMATS = (MapFormat("gexf", "GEXF", "application/gexf+xml", "gexf", "Gephi, with time as spells", write=write),)


def _lines(chart: Chart) -> Iterator[bytes]:
    network = chart.network
    mode = "dynamic" if any(edge.periods for edge in network.edges) else "static"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
        f"<meta><creator>kg</creator><description>{about(network)}</description></meta>\n"
        f'<graph defaultedgetype="directed" mode="{mode}" timeformat="date" timerepresentation="interval" '
        'timezone="UTC" idtype="string">\n'
        f"{_declared('node', NODE_COLUMNS)}{_declared('edge', EDGE_COLUMNS)}<nodes>\n"
    ).encode()
    ids = [_attribute(node.id) for node in network.nodes]
    yield from _nodes(chart, ids)
    yield b"</nodes>\n<edges>\n"
    yield from _edges(network, ids)
    yield b"</edges>\n</graph>\n</gexf>\n"


def _nodes(chart: Chart, ids: Sequence[bytes]) -> Iterator[bytes]:
    columns, colours = _writers(NODE_COLUMNS), node_colours(chart.network.ontology)
    rows = zip(ids, node_rows(chart), chart.measures, node_spells(chart.network), strict=True)
    for identifier, (node, place, values), measures, spells in rows:
        red, green, blue = bytes.fromhex(colours.get(node.kind, OTHER).removeprefix("#"))
        position = f'<viz:position x="{place.x}" y="{place.y}"/>' if place else ""
        size = 4 + 4 * sqrt(measures.neighbours)
        drawn = f'"><viz:size value="{size:.2f}"/>{position}<viz:color r="{red}" g="{green}" b="{blue}" a="1"/>'
        label = _attribute(node.label) or identifier
        parts = b'<node id="', identifier, b'" label="', label, drawn.encode(), _spells(spells), b"<attvalues>"
        yield b"".join((*parts, *_values(columns, values), b"</attvalues></node>\n"))


def _edges(network: Network, ids: Sequence[bytes]) -> Iterator[bytes]:
    kinds = {
        predicate: b'" kind="%b" label="%b">' % (_attribute(kind), _attribute(network.relation(predicate)))
        for predicate, kind in kinds_of(network).items()
    }
    shared, columns = shared_values(network), _writers(SHARED_COLUMNS)

    def written(relation: tuple[str, bool, tuple[Period, ...]]) -> bytes:
        predicate, symmetric, periods = relation
        spells = _spells((one.start, one.end) for one in union(periods))
        return b"".join(
            (kinds[predicate], spells, b"<attvalues>", *_values(columns, shared(predicate, symmetric, periods)))
        )

    begun = _Once(written)  # most of what there is to write of an edge is that of others too
    weights = _Once[float](lambda weight: f'" weight="{weight:.12g}'.encode())
    via, quotes, speakers, sources, merged = _writers(EDGE_COLUMNS[len(SHARED_COLUMNS) :])
    for number, (edge, (source, target, _)) in enumerate(zip(network.edges, network.pairs, strict=True), start=1):
        predicate, symmetric, weight, evidence, parallel = edge[2:]
        if len(evidence) == 1:  # as most edges have
            document, quote, speaker, through, _ = evidence[0]
            own = [via(through), quotes(quote), speakers(speaker), sources(document)]
        else:
            own = _values((via, quotes, speakers, sources), edge.told)
        yield b"".join(
            (
                b'<edge id="e%d" source="' % number,
                ids[source],
                b'" target="',
                ids[target],
                weights[weight],
                begun[predicate, symmetric, edge.periods],
                *own,
                merged(parallel),
                b"</attvalues></edge>\n",
            )
        )


def _declared(kind: str, columns: Iterable[NetworkColumn]) -> str:
    declared = [f'<attribute id="{column.id}" title="{column.title}" type="{column.type}"/>\n' for column in columns]
    return f'<attributes class="{kind}" mode="static">\n{"".join(declared)}</attributes>\n'


def _spells(spells: Iterable[Spell]) -> bytes:
    written = b"".join([_spell(*spell) for spell in spells])
    return b"<spells>%b</spells>" % written if written else b""


@lru_cache(maxsize=10_000)
def _spell(start: date, end: date) -> bytes:
    return f'<spell start="{start}" end="{end}"/>'.encode()


class _Once(dict[_K, bytes]):
    """How a value is written that comes again and again."""

    def __init__(self, write: Callable[[_K], bytes]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, value: _K) -> bytes:
        written = self._write(value)
        if len(self) < _REMEMBERED:
            self[value] = written
        return written


def _writers(columns: Iterable[NetworkColumn]) -> list[Callable[[Value], bytes]]:
    """What writes a value of each column: nothing where there is none, and one text of a list as a list of it."""
    return [_Once(_writer(column)).__getitem__ if column.recurs else _writer(column) for column in columns]


def _writer(column: NetworkColumn) -> Callable[[Value], bytes]:
    template = f'<attvalue for="{column.id}" value="%b"/>'.encode()
    is_list = column.type == "liststring"

    def written(value: Value) -> bytes:
        if not value and value != 0:
            return b""
        if isinstance(value, str):
            text = f"[{encode_basestring(_kept(value))}]" if is_list else _kept(value)
        elif isinstance(value, tuple):
            text = f"[{', '.join([encode_basestring(_kept(one)) for one in value])}]"
        else:
            text = f"{value:.12g}" if not isinstance(value, bool) else "true" if value else "false"
        return template % _escaped(text)

    return written


def _values(writers: Sequence[Callable[[Value], bytes]], values: Sequence[Value]) -> list[bytes]:
    return [write(value) for write, value in zip(writers, values, strict=True)]


def _attribute(text: str) -> bytes:
    return _escaped(one_line(text))


def _escaped(text: str) -> bytes:
    encoded = text.encode()  # before the rest, which takes less time on bytes
    return encoded.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;").replace(b'"', b"&quot;")


def _kept(text: str) -> str:
    """Gephi reads «INF» in any value as infinity, and «null» as none. An IRI is percent-encoded, which names the same
    resource; in words an invisible WORD JOINER keeps them words."""
    line = one_line(text)
    if "INF" in line:
        return line.replace("INF", "I%4EF" if "://" in line and " " not in line else f"IN{_WORD_JOINER}F")
    return line + _WORD_JOINER if len(line) == 4 and line.lower() == "null" else line
