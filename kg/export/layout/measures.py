"""How central the nodes of a network are, all its edges taken as going both ways."""

from dataclasses import dataclass

import rustworkx

from kg.export.network.edges import Network

_STEPS = 60_000_000
"""Nodes times edges that are walked in about two seconds."""


@dataclass(frozen=True, slots=True)
class Measures:
    neighbours: int
    """The degree: how many others it is tied to."""
    strength: float
    """The weighted degree: the sum of its edges' weights."""
    betweenness: float | None = None
    """Through how many pairs' shortest paths it leads, edges unweighted; None where it would take too long."""


def measures_of(network: Network) -> list[Measures]:
    """Betweenness is exact, by the algorithm of Brandes (2001), doi:10.1080/0022250X.2001.9990249."""
    count = len(network.nodes)
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    ties = [tie for tie in network.pairs if tie[0] != tie[1]]
    graph.add_edges_from_no_data([tie[:2] for tie in ties])
    strength = [0.0] * count
    for source, target, weight in ties:
        strength[source] += weight
        strength[target] += weight
    between: dict[int, float] = {}
    if count * graph.num_edges() <= _STEPS:
        # In one thread: several would add up in an order of their own.
        between = dict(rustworkx.betweenness_centrality(graph, normalized=False, parallel_threshold=count + 1))
    return [
        Measures(graph.degree(node), strength[node], round(between[node], 6) if between else None)
        for node in range(count)
    ]
