"""When the nodes of a map are there: while they have a tie."""

from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.export.network.days import Period
from kg.export.network.edges import Network

Numbers = NDArray[np.int64]
Spell: TypeAlias = tuple[date, date]
"""First and last day, both included."""

_APART = date.max.toordinal() + 2
"""Days by which a node's periods are shifted past those of the node before, so that the two never touch."""


def node_spells(network: Network) -> list[list[Spell]]:
    """The periods of each node's ties, in order of the nodes; those that overlap or follow each other are one spell.

    A node with a tie of no known time has none: it is there all the time."""
    nodes, whens, periods = _tied(network)
    always = np.zeros(len(network.nodes), dtype=bool)
    always[nodes[whens == 0]] = True
    dated = ~always[nodes]
    shifts = nodes[dated] * _APART
    days = np.array([(one.start.toordinal(), one.end.toordinal()) if one else (0, 0) for one in periods])[whens[dated]]
    order = np.argsort(days[:, 0] + shifts)
    first, last = (days[order] + shifts[order, np.newaxis]).T
    latest = np.maximum.accumulate(last)
    begins = np.flatnonzero(first > np.append(-2, latest)[:-1] + 1)
    ends = np.append(begins, len(first))[1:] - 1
    node, start = np.divmod(first[begins], _APART)
    spells = list(map(_spell, start.tolist(), (latest[ends] - node * _APART).tolist()))
    return [spells[a:b] for a, b in pairwise(np.searchsorted(node, np.arange(len(network.nodes) + 1)).tolist())]


def _tied(network: Network) -> tuple[Numbers, Numbers, list[Period | None]]:
    """Positions of nodes, for each the number of a period in which it has a tie, and the periods by number.

    Number 0 is no known time."""
    number: dict[Period | None, int] = {None: 0}
    periods = [edge.periods or (None,) for edge in network.edges]
    whens = [number.setdefault(period, len(number)) for of_edge in periods for period in of_edge]
    ends = np.array([[source for source, _, _ in network.pairs], [target for _, target, _ in network.pairs]], dtype=int)
    return np.repeat(ends, list(map(len, periods)), axis=1).ravel(), np.tile(whens, 2).astype(int), list(number)


@lru_cache(maxsize=10_000)
def _spell(first: int, last: int) -> Spell:
    return date.fromordinal(first), date.fromordinal(last)
