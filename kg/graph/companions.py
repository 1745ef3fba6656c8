"""Companion graphs: the graphs of no document that every build writes. They hold the ontology, the vocabulary, what is
known of named things beforehand, and what follows from what is stated.

Queries see them beside the default graph; what is stated stands in that alone, and no triple in two of them."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad, Store, parse

from kg.model.namespaces import COOP, PROV, RDF

ONTOLOGY, VOCABULARY, REFERENCE, INFERRED = "ontology", "vocabulary", "reference", "inferred"
_TYPE: Final = NamedNode(RDF + "type")
_COMPANION: Final = NamedNode(COOP + "CompanionGraph")
_SOURCE: Final = NamedNode(PROV + "wasDerivedFrom")
_TERMS: Final = {ONTOLOGY: "interregional.ttl", VOCABULARY: "vocabulary.ttl"}


def companion(name: str, base: str) -> NamedNode:
    """Makes the IRI of a companion graph."""
    return NamedNode(f"{base}graph/{name}")


def names_companion(iri: NamedNode, base: str) -> bool:
    """Whether it is the IRI of one of the companion graphs."""
    return iri in {companion(name, base) for name in (ONTOLOGY, VOCABULARY, REFERENCE, INFERRED)}


def companions(store: Store) -> list[NamedNode]:
    """Lists the companion graphs of the store, which say of themselves what they are."""
    found = store.quads_for_pattern(None, _TYPE, _COMPANION, None)
    named = (quad.subject for quad in found if quad.graph_name == quad.subject)
    return sorted((graph for graph in named if isinstance(graph, NamedNode)), key=str)


def document_graphs(store: Store) -> Iterator[NamedNode]:
    """Gives the graphs of documents, in order."""
    others = set(companions(store))
    named = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    yield from sorted((graph for graph in named if graph not in others), key=str)


def what_queries_see(store: Store) -> list[NamedNode | BlankNode | DefaultGraph]:
    """Lists what the default graph of a query is made of: all but the graphs of documents."""
    return [DefaultGraph(), *companions(store)]


def together(store: Store, most: int) -> Store | None:
    """Copies what queries see into one graph, the default graph of a store in memory, or None where it is more than
    `most` triples. A pattern is read there in half the time that it takes on the disk; in five graphs it takes several
    times as long."""
    seen = what_queries_see(store)

    def triples() -> Iterator[Quad]:
        for graph in seen:
            for quad in store.quads_for_pattern(None, None, None, graph):
                yield Quad(quad.subject, quad.predicate, quad.object)

    if any(islice(triples(), most, None)):
        return None
    held = Store()
    held.bulk_extend(triples())
    return held


def terms(folder: Path, base: str) -> Iterator[Quad]:
    """Gives the graphs of the ontology and of the vocabulary, and what each companion graph says of itself."""
    for name, file in _TERMS.items():
        graph = companion(name, base)
        for quad in _named(folder / file, f"{graph.value}#"):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
    described = list(parse(path=str(folder / "graphs.ttl"), base_iri=base))
    graphs = {quad.subject for quad in described if quad.object == _COMPANION}
    sources = {(quad.subject, quad.object) for quad in described if quad.predicate == _SOURCE}
    for graph in graphs:
        for quad in described:
            if quad.subject == graph or (quad.subject not in graphs and (graph, quad.subject) in sources):
                yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _named(file: Path, base: str) -> Iterator[Quad]:
    """The statements of a file, its blank nodes by IRIs that are the same each time: so a graph that is sent in parts
    keeps its lists."""
    dataset = Dataset(parse(path=str(file)))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)

    def named(term: object) -> object:
        return NamedNode(base + term.value) if isinstance(term, BlankNode) else term

    for quad in dataset:
        yield Quad(named(quad.subject), quad.predicate, named(quad.object))  # type: ignore[arg-type]
