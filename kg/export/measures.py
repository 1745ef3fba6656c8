"""How central the nodes of a network are, all its edges taken as going both ways."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.export.layout import Place
from kg.export.network import Network


@dataclass(frozen=True, slots=True)
class Measures:
    neighbours: int
    """The degree: how many others it is tied to."""
    strength: float
    """The weighted degree: the sum of its edges' weights."""
    community: int | None = None
    """Numbered from 0, the largest first; None when nobody asked."""
    betweenness: float | None = None
    """Through how many pairs' shortest paths it leads, edges unweighted; None where it would take too long."""


def measures_of(network: Network, places: Sequence[Place] | None) -> list[Measures]:
    others: list[set[int]] = [set() for _ in network.nodes]
    strength = [0.0] * len(network.nodes)
    for source, target, weight in network.pairs:
        if source != target:
            others[source].add(target)
            others[target].add(source)
            strength[source] += weight
            strength[target] += weight
    return [
        Measures(len(near), total, places[at].community if places else None)
        for at, (near, total) in enumerate(zip(others, strength, strict=True))
    ]
