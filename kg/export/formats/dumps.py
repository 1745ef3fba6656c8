"""Dumps in the RDF formats: of the whole store, of the entities alone (Turtle, N-Triples), or of a CONSTRUCT query.

Statements are sorted within each graph, and graphs one after another, so two dumps of the same graph are the same bytes
and no more than one graph is in memory. A dump of everything begins with its description."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import BinaryIO, Protocol

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)

from kg.export.formats.description import described
from kg.model.errors import QueryError
from kg.model.namespaces import PREFIXES
from kg.queries.answers import ask

_PREFIXES = PREFIXES | {"void": "http://rdfs.org/ns/void#", "prov": "http://www.w3.org/ns/prov#"}
_Graph = NamedNode | BlankNode | DefaultGraph
_TOGETHER = 100_000
_DEFAULT = DefaultGraph()


class Dump(Protocol):
    def __call__(self, store: Store, out: BinaryIO, query: str | None = None, *, base: str) -> None:
        """Writes the store, or the triples of a CONSTRUCT or DESCRIBE query, to `out`; `base` begins the dump's IRI.

        Raises QueryError on another kind of query."""


def nquads(store: Store, out: BinaryIO, query: str | None = None, *, base: str) -> None:
    if query is not None:
        _write_lines(_lines_of(_answer(store, query)), out)
        return
    about = NamedNode(f"{base}dataset")
    _write_lines(_lines_of(described(store, about, whole=True)), out, about)
    for graph in _graphs(store):
        _write_lines(_lines(store, graph), out, graph)


def ntriples(store: Store, out: BinaryIO, query: str | None = None, *, base: str) -> None:
    """The entities: N-Triples has no named graphs, and the evidence stands in those."""
    if query is None:
        _write_lines(_lines_of(described(store, NamedNode(f"{base}dataset"), whole=False)), out)
    _write_lines(_lines(store, _DEFAULT) if query is None else _lines_of(_answer(store, query)), out)


def turtle(store: Store, out: BinaryIO, query: str | None = None, *, base: str) -> None:
    """The entities: Turtle has no named graphs, and the evidence stands in those."""
    header = [] if query is not None else described(store, NamedNode(f"{base}dataset"), whole=False)
    lines = _lines(store, _DEFAULT) if query is None else _lines_of(_answer(store, query))
    triples = chain(header, (quad.triple for quad in _parsed(lines, _DEFAULT)))
    serialize(triples, out, RdfFormat.TURTLE, prefixes=_PREFIXES)


def trig(store: Store, out: BinaryIO, query: str | None = None, *, base: str) -> None:
    serialize(_quads(store, query, base), out, RdfFormat.TRIG, prefixes=_PREFIXES)


def jsonld(store: Store, out: BinaryIO, query: str | None = None, *, base: str) -> None:
    serialize(_quads(store, query, base), out, RdfFormat.JSON_LD, prefixes=_PREFIXES)


def _quads(store: Store, query: str | None, base: str) -> Iterator[Quad]:
    if query is not None:
        yield from _parsed(_lines_of(_answer(store, query)), _DEFAULT)
        return
    about = NamedNode(f"{base}dataset")
    yield from (
        Quad(triple.subject, triple.predicate, triple.object, about) for triple in described(store, about, whole=True)
    )
    for graph in _graphs(store):
        yield from _parsed(_lines(store, graph), graph)


def _answer(store: Store, query: str) -> Sequence[Triple]:
    found = ask(store, query)
    if not isinstance(found, QueryTriples):
        raise QueryError("an RDF dump takes a CONSTRUCT or DESCRIBE query")
    return list(found)


def _graphs(store: Store) -> list[_Graph]:
    """The default graph first."""
    return [_DEFAULT, *sorted(store.named_graphs(), key=str)]


def _lines(store: Store, graph: _Graph) -> list[bytes]:
    """The statements of one graph as sorted lines of N-Triples."""
    return _sorted(store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph))


def _lines_of(triples: Sequence[Triple]) -> list[bytes]:
    return _sorted(serialize(triples, format=RdfFormat.N_TRIPLES))


def _sorted(ntriples: bytes | None) -> list[bytes]:
    # Not by splitlines: it knows more line ends than N-Triples has.
    return sorted({line for line in (ntriples or b"").split(b"\n") if line})


def _write_lines(lines: Sequence[bytes], out: BinaryIO, graph: _Graph = _DEFAULT) -> None:
    end = b"\n" if isinstance(graph, DefaultGraph) else f" {graph} .\n".encode()
    for at in range(0, len(lines), _TOGETHER):
        together = lines[at : at + _TOGETHER]
        out.write(b"".join(line.removesuffix(b" .") + end if end != b"\n" else line + end for line in together))


def _parsed(lines: Sequence[bytes], graph: _Graph) -> Iterator[Quad]:
    for at in range(0, len(lines), _TOGETHER):
        for quad in parse(b"\n".join(lines[at : at + _TOGETHER]), RdfFormat.N_TRIPLES):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
