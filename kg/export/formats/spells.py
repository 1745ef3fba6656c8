"""When the nodes of a map are there: while they have a tie."""

from collections.abc import Sequence
from functools import lru_cache

from kg.export.network.days import Period, union
from kg.export.network.edges import Network


def node_spells(network: Network) -> list[Sequence[Period]]:
    """The periods of each node's ties, in order of the nodes; those that overlap or follow each other are one spell.

    A node with a tie of no known time has none: it is there all the time."""
    tied: list[set[Period | None]] = [set() for _ in network.nodes]
    for edge, (source, target, _) in zip(network.edges, network.pairs, strict=True):
        periods = edge.periods or (None,)
        tied[source].update(periods)
        tied[target].update(periods)
    return [_spells(frozenset(periods)) for periods in tied]


@lru_cache(maxsize=10_000)
def _spells(periods: frozenset[Period | None]) -> Sequence[Period]:
    known = [period for period in periods if period]
    return union(known) if len(known) == len(periods) else []
