"""Graphs read and written as a whole (SPARQL 1.1 Graph Store HTTP Protocol, 5).

Each writing is done as a whole or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, ClassVar, TypeAlias
from urllib.parse import quote

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg.model.namespaces import PREFIXES
from kg.server.answers.formats import GRAPHS, choose
from kg.server.answers.task import DONE, TEXT, Answer, Graph, RefusedError
from kg.server.sparql.query import failed

Sent: TypeAlias = Sequence[tuple[str, bytes]]
"""Media type and content, of one file or more."""

_OF_IRIS = "%/:?#[]@!$&'()*+,;=~"
"""Characters that stay as they are when an IRI becomes a URI (RFC 3987, 3.1)."""
_WITH_NAMES = ("nquads", "trig", "jsonld")
_OF_STORES = tuple(format_ for name in _WITH_NAMES for format_ in GRAPHS if format_.name == name)
_OF_GRAPHS = tuple(f for f in GRAPHS if isinstance(f.writes, RdfFormat) and f.name not in ("nquads", "trig"))


@dataclass(frozen=True, slots=True)
class Read:
    shape: ClassVar[str] = "a graph as it stands"

    name: str | None
    """The graph's IRI, empty for the default graph; None for the whole store."""
    accept: str = ""
    format: str = ""

    def answer(self, graph: Graph) -> Answer:
        named = None if self.name is None else _present(graph, self.name)
        chosen, media_type = choose(_OF_STORES if named is None else _OF_GRAPHS, self.accept, self.format)

        def write(out: BinaryIO) -> None:
            with failed():
                graph.store.dump(out, chosen.writes, from_graph=named, prefixes=PREFIXES)  # type: ignore[arg-type]

        return Answer(200, media_type, write=write)


@dataclass(frozen=True, slots=True)
class Put:
    """What is sent instead of what the graph had."""

    writes: ClassVar[bool] = True

    name: str
    sent: Sent

    def answer(self, graph: Graph) -> Answer:
        return _written(graph, self.name, self.sent, "DROP SILENT {graph};")


@dataclass(frozen=True, slots=True)
class Add:
    """What is sent beside what the graph has. Without a graph: in those it names, or in a new one below `address`."""

    writes: ClassVar[bool] = True

    name: str | None
    sent: Sent
    address: str

    def answer(self, graph: Graph) -> Answer:
        if self.name is not None:
            return _written(graph, self.name, self.sent, "")
        if all(_format(kind) in (RdfFormat.N_QUADS, RdfFormat.TRIG) for kind, _ in self.sent):
            quads = _read(self.sent, graph.base, names_graphs=True)
            with failed():
                graph.store.extend(quads)
            return DONE
        number = 1
        while _exists(graph.store, _named(f"{self.address}/{number}")):
            number += 1
        return _written(graph, f"{self.address}/{number}", self.sent, "")


@dataclass(frozen=True, slots=True)
class Drop:
    writes: ClassVar[bool] = True

    name: str

    def answer(self, graph: Graph) -> Answer:
        named = _present(graph, self.name)
        with failed():
            graph.store.update(f"DROP SILENT {_spelt(named)}")
        return DONE


def _written(graph: Graph, name: str, sent: Sent, before: str) -> Answer:
    named = _named(name)
    triples = _read(sent, name or graph.base, names_graphs=False)
    new = not _exists(graph.store, named)
    spelt = _spelt(named)
    create = f"CREATE SILENT {spelt};" if name else ""
    data = _data(triples)
    inside = f"{spelt} {{ {data} }}" if name else data
    with failed():
        graph.store.update(f"{before.format(graph=spelt)} {create} INSERT DATA {{ {inside} }}")
    return Answer(201, TEXT, headers=(("location", quote(name, safe=_OF_IRIS)),)) if new else DONE


def _read(sent: Sent, base: str, *, names_graphs: bool) -> list[Quad]:
    quads: list[Quad] = []
    for kind, content in sent:
        format_ = _format(kind)
        if format_ is None:
            offered = ", ".join(f.media_types[0] for f in GRAPHS if isinstance(f.writes, RdfFormat))
            raise RefusedError(415, f"no statements are read from {kind or 'content without a type'}; from: {offered}")
        try:
            quads += parse(
                content, format_, base_iri=base, without_named_graphs=not names_graphs, rename_blank_nodes=True
            )
        except (SyntaxError, ValueError) as error:
            raise RefusedError(400, f"the content is no {format_.name}: {error}") from None
    return quads


def _format(kind: str) -> RdfFormat | None:
    return next((f.writes for f in GRAPHS if kind in f.media_types and isinstance(f.writes, RdfFormat)), None)


def _data(quads: Iterable[Quad]) -> str:
    """One update makes one transaction, which several calls to the store are not; so the triples go as text."""
    return (serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b"").decode()


def _named(name: str) -> NamedNode | DefaultGraph:
    try:
        return NamedNode(name) if name else DefaultGraph()
    except ValueError:
        raise RefusedError(400, f"a graph is named by an absolute IRI, and {name!r} is none") from None


def _spelt(named: NamedNode | DefaultGraph) -> str:
    return f"GRAPH {named}" if isinstance(named, NamedNode) else "DEFAULT"


def _present(graph: Graph, name: str) -> NamedNode | DefaultGraph:
    """Refuses with 404 one that is not there."""
    named = _named(name)
    if not _exists(graph.store, named):
        raise RefusedError(404, f"no graph {name}")
    return named


def _exists(store: Store, named: NamedNode | DefaultGraph) -> bool:
    return isinstance(named, DefaultGraph) or store.contains_named_graph(named)
