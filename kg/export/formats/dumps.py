"""Dumps in the RDF formats: of the whole store, of the entities alone (Turtle, N-Triples), or of a CONSTRUCT query.

Statements are sorted within each graph, and graphs one after another, so two dumps of the same graph are the same bytes
and no more than one graph is in memory. A dump of everything begins with its description."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

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

from kg.export.dataset.description import DESCRIPTION_PREFIXES, stated
from kg.export.dataset.facts import facts
from kg.export.formats.format import Format
from kg.model.config import PUBLICATION, Publication
from kg.model.errors import QueryError
from kg.queries.answers import ask

_LINES = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
_Graph = NamedNode | BlankNode | DefaultGraph
_TOGETHER = 100_000
_DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpFormat(Format):
    """A format without named graphs holds the entities alone, for the evidence stands in those."""

    rdf: RdfFormat

    @property
    def title(self) -> str:
        return f"{'Entities and evidence' if self.rdf.supports_datasets else 'Entities'}, {self.label}"

    @property
    def download(self) -> str:
        return f"{'graph' if self.rdf.supports_datasets else 'entities'}.{self.suffix}"

    def write(
        self,
        store: Store,
        out: BinaryIO,
        query: str | None = None,
        *,
        base: str,
        publication: Publication = PUBLICATION,
    ) -> None:
        """Writes the store, or the triples of a CONSTRUCT or DESCRIBE query, to `out`; `base` begins the dump's IRI.

        Raises QueryError on another kind of query."""
        whole = self.rdf.supports_datasets
        graphs = (
            parts(store, base, whole=whole, publication=publication)
            if query is None
            else iter([_answered(store, query)])
        )
        if self.rdf in _LINES:
            for graph, lines in graphs:
                _write_lines(lines, out, graph)
            return
        quads = (quad for graph, lines in graphs for quad in parsed(lines, graph))
        statements = quads if whole else (quad.triple for quad in quads)
        serialize(statements, out, self.rdf, prefixes=DESCRIPTION_PREFIXES)


def parts(
    store: Store, base: str, *, whole: bool = True, publication: Publication = PUBLICATION
) -> Iterator[tuple[_Graph, Sequence[bytes]]]:
    """Each graph with its lines of N-Triples, sorted: the description, the default graph, if `whole` the others."""
    known = facts(store, base, whole=whole, publication=publication)
    yield NamedNode(known.iri) if whole else _DEFAULT, _lines_of(stated(known))
    for graph in [_DEFAULT, *(sorted(store.named_graphs(), key=str) if whole else ())]:
        yield graph, _sorted(store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph))


FORMATS = tuple(
    DumpFormat(name, rdf.name, rdf.media_type, rdf.file_extension, programs, rdf=rdf)
    for name, rdf, programs in (
        ("nquads", RdfFormat.N_QUADS, "stores"),
        ("trig", RdfFormat.TRIG, "stores, editors"),
        ("turtle", RdfFormat.TURTLE, "stores, editors: the entities alone"),
        ("ntriples", RdfFormat.N_TRIPLES, "stores: the entities alone"),
        ("jsonld", RdfFormat.JSON_LD, "programs that read JSON"),
    )
)


def _answered(store: Store, query: str) -> tuple[_Graph, Sequence[bytes]]:
    found = ask(store, query)
    if not isinstance(found, QueryTriples):
        raise QueryError("an RDF dump takes a CONSTRUCT or DESCRIBE query")
    return _DEFAULT, _lines_of(list(found))


def _lines_of(triples: Sequence[Triple]) -> list[bytes]:
    return _sorted(serialize(triples, format=RdfFormat.N_TRIPLES))


def _sorted(ntriples: bytes | None) -> list[bytes]:
    # Not by splitlines: it knows more line ends than N-Triples has.
    return sorted({line for line in (ntriples or b"").split(b"\n") if line})


def _write_lines(lines: Sequence[bytes], out: BinaryIO, graph: _Graph) -> None:
    """As N-Quads, or those of the default graph as N-Triples, which are the same."""
    end = b" .\n" if isinstance(graph, DefaultGraph) else f" {graph} .\n".encode()
    for at in range(0, len(lines), _TOGETHER):
        out.write(b"".join([line.removesuffix(b" .") + end for line in lines[at : at + _TOGETHER]]))


def parsed(lines: Sequence[bytes], graph: _Graph) -> Iterator[Quad]:
    """The statements of such lines, in that graph."""
    for at in range(0, len(lines), _TOGETHER):
        for quad in parse(b"\n".join(lines[at : at + _TOGETHER]), RdfFormat.N_TRIPLES):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
