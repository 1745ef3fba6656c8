"""What the graph knows of the entities on a map."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.export.network.edges import NetworkNode
from kg.model.namespaces import COOP, OWL, RDF, SKOS

_FEW = 1000
"""From here on, reading all values of a property takes less time than asking for those of each node."""


def nodes_of(store: Store, ids: Collection[str]) -> list[NetworkNode]:
    """A node for each id, in order. What is no IRI, or nothing that the graph knows, is its own name."""
    kinds, labels = defaultdict[str, list[str]](list), defaultdict[str, dict[str, str]](dict)
    same = defaultdict[str, list[str]](list)
    for subject, value in plain_values(store, RDF + "type", ids):
        if isinstance(value, NamedNode) and value.value.startswith(COOP):
            kinds[subject].append(value.value.removeprefix(COOP))
    for subject, value in plain_values(store, SKOS + "prefLabel", ids):
        if isinstance(value, Literal):
            language = value.language or ""
            labels[subject][language] = min(value.value, labels[subject].get(language, value.value))
    for link in (OWL + "sameAs", SKOS + "closeMatch"):
        for subject, value in plain_values(store, link, ids):
            same[subject].append(value.value)
    latitudes, longitudes = (_numbers(store, COOP + name, ids) for name in ("latitude", "longitude"))
    return [
        NetworkNode(
            id=iri,
            kind=min(kinds.get(iri, [""])),
            labels=labels.get(iri) or ({} if "://" in iri else {"": iri}),
            latitude=latitudes.get(iri),
            longitude=longitudes.get(iri),
            identifiers=tuple(sorted(same.get(iri, ()))),
        )
        for iri in ids
    ]


def plain_values(
    store: Store, predicate: str, subjects: Collection[str] | None = None
) -> Iterator[tuple[str, NamedNode | Literal]]:
    """Subject and value of the triples of a predicate in the default graph: of all of them, or of some subjects."""
    if subjects is not None and len(subjects) < _FEW:
        patterns = [store.quads_for_pattern(one, NamedNode(predicate), None, DefaultGraph()) for one in _iris(subjects)]
    else:
        patterns = [store.quads_for_pattern(None, NamedNode(predicate), None, DefaultGraph())]
    for quads in patterns:
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                yield quad.subject.value, quad.object


def _iris(ids: Collection[str]) -> Iterator[NamedNode]:
    for one in ids:
        try:
            yield NamedNode(one)
        except ValueError:
            continue


def _numbers(store: Store, predicate: str, ids: Collection[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for subject, value in plain_values(store, predicate, ids):
        try:
            found[subject] = float(value.value)
        except ValueError:
            continue
    return found
