"""The network behind a map: entities, and ties between them, each with all that is said for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from kg.export.network.days import Period
from kg.graph.ontology import Ontology
from kg.model.labels import LANGUAGES
from kg.model.namespaces import COOP

RELATED = COOP + "related"
"""The relation of a tie that names none, and of parallel ties in one."""
SHARES = COOP + "sharesWith"
"""The relation of a projection: of two things that share a third, which no text ties."""
_T = TypeVar("_T", str, Period)


@dataclass(frozen=True, slots=True)
class NetworkNode:
    id: str
    kind: str
    """The class, without its namespace; empty when the graph gives none."""
    labels: Mapping[str, str]
    latitude: float | None = None
    longitude: float | None = None
    identifiers: tuple[str, ...] = ()
    """IRIs of the same thing elsewhere, sorted."""

    @property
    def label(self) -> str:
        """In Russian, else Kazakh, else English, else the end of the IRI."""
        named = (self.labels.get(language, "").strip() for language in (*LANGUAGES, ""))
        return next((name for name in named if name), "") or ending(self.id)


class Evidence(NamedTuple):
    """What one claim says for a tie; empty where a query does not tell."""

    document: str = ""
    """The name of its file."""
    quote: str = ""
    speaker: str = ""
    via: str = ""
    """What the tie leads through: the post, the event met at, the agreement shared."""
    period: Period | None = None


class EvidenceTold(NamedTuple):
    """What all the evidence of an edge tells, each value once and sorted, the quotes as they stand in the evidence."""

    via: tuple[str, ...]
    quotes: tuple[str, ...]
    speakers: tuple[str, ...]
    sources: tuple[str, ...]
    """The documents."""


class Edge(NamedTuple):
    source: str
    target: str
    predicate: str
    symmetric: bool
    weight: float = 1.0
    """The number of claims, or the sum of what a query gives as ?weight, or the number of what the two share."""
    evidence: tuple[Evidence, ...] = ()
    """By document and quote."""
    merged: tuple[str, ...] = ()
    """The predicates of the parallel ties that it stands for."""

    @property
    def told(self) -> EvidenceTold:
        return EvidenceTold(
            _sorted(said.via for said in self.evidence),
            tuple(dict.fromkeys([said.quote for said in self.evidence if said.quote])),
            _sorted(said.speaker for said in self.evidence),
            _sorted(said.document for said in self.evidence),
        )

    @property
    def periods(self) -> tuple[Period, ...]:
        """Those that the evidence tells, each once and sorted."""
        if len(self.evidence) == 1:  # as most edges have
            period = self.evidence[0].period
            return (period,) if period else ()
        return _sorted(said.period for said in self.evidence)


@dataclass(frozen=True)
class Network:
    nodes: Sequence[NetworkNode]
    """By id."""
    edges: Sequence[Edge]
    """By source, target and predicate, which no two edges share."""
    ontology: Ontology
    """Names classes and predicates, and gives them their colours."""

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where each node stands in `nodes`, by id."""
        return {node.id: number for number, node in enumerate(self.nodes)}

    @cached_property
    def pairs(self) -> Sequence[tuple[int, int, float]]:
        """The edges as positions of their ends, and weights."""
        at = self.position
        return [(at[edge.source], at[edge.target], edge.weight) for edge in self.edges]

    def projection(self, predicate: str) -> bool:
        """Whether ties of the predicate are computed from what two things share, and no text states them."""
        return predicate in self.ontology.projections

    @property
    def projects(self) -> bool:
        """Whether it has such ties."""
        return any(edge.predicate in self.ontology.projections for edge in self.edges)

    def relation(self, predicate: str, language: str = "") -> str:
        """What the predicate is called in the language; without one in Russian, Kazakh, English, or as its IRI ends."""
        names = self.ontology.labels(predicate)
        if language:
            return names.get(language, "")
        return next((names[one] for one in LANGUAGES if names.get(one)), "") or ending(predicate)


def _sorted(values: Iterable[_T | None]) -> tuple[_T, ...]:
    return tuple(sorted({value for value in values if value}))


def ending(iri: str) -> str:
    """What follows the last «/» or «#»."""
    bare = iri.rstrip("/#")
    return bare[max(bare.rfind("/"), bare.rfind("#")) + 1 :] or iri


def ends(edges: Iterable[Edge]) -> Iterator[str]:
    """The ids of all nodes that have an edge, sorted, each once."""
    yield from sorted({end for edge in edges for end in (edge.source, edge.target)})
