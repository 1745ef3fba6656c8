"""Dumps in the RDF formats: of the whole store, of the entities alone (Turtle), or of a CONSTRUCT query.

Statements are sorted, so two dumps of the same graph are the same bytes and differ line by line."""

from collections.abc import Mapping
from typing import BinaryIO

from pyoxigraph import DefaultGraph, Quad, QueryTriples, RdfFormat, Store, serialize

from kg.errors import QueryError
from kg.namespaces import PREFIXES


def nquads(store: Store, out: BinaryIO, query: str | None = None, *, drawn: Mapping[str, bool]) -> None:
    _dump(_chosen(store, query), out, RdfFormat.N_QUADS)


def trig(store: Store, out: BinaryIO, query: str | None = None, *, drawn: Mapping[str, bool]) -> None:
    _dump(_chosen(store, query), out, RdfFormat.TRIG)


def jsonld(store: Store, out: BinaryIO, query: str | None = None, *, drawn: Mapping[str, bool]) -> None:
    _dump(_chosen(store, query), out, RdfFormat.JSON_LD)


def turtle(store: Store, out: BinaryIO, query: str | None = None, *, drawn: Mapping[str, bool]) -> None:
    """The entities: Turtle has no named graphs, and the evidence stands in those."""
    entities = store.quads_for_pattern(None, None, None, DefaultGraph()) if query is None else _chosen(store, query)
    triples = [quad.triple for quad in sorted(entities, key=_order)]
    serialize(triples, out, RdfFormat.TURTLE, prefixes=PREFIXES)


def _chosen(store: Store, query: str | None) -> list[Quad]:
    if query is None:
        return list(store)
    found = store.query(query)
    if not isinstance(found, QueryTriples):
        raise QueryError("an RDF dump takes a CONSTRUCT or DESCRIBE query")
    return [Quad(*triple) for triple in found]


def _dump(quads: list[Quad], out: BinaryIO, form: RdfFormat) -> None:
    serialize(sorted(quads, key=_order), out, form, prefixes=PREFIXES)


def _order(quad: Quad) -> tuple[str, str, str, str]:
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return graph, str(quad.subject), str(quad.predicate), str(quad.object)
