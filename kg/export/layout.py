"""Where the nodes of a map stand and which communities they form; the same network gives the same picture."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sknetwork.clustering import Louvain
from sknetwork.embedding import Spring

_ROUNDS = 50
_STEPS = 50_000_000
"""Spring compares every node with every other in each round: 1,000 nodes get all rounds, 10,000 none."""
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Place:
    x: float
    y: float
    community: int
    """Numbered from 0, the largest first."""
    degree: int


def places(count: int, edges: Sequence[tuple[int, int, float]]) -> list[Place]:
    """One place for each of `count` nodes, given edges as (source, target, weight) between their positions."""
    if not count:
        return []
    adjacency = _adjacency(count, edges)
    neighbours = np.diff(adjacency.indptr)
    communities = _communities(adjacency)
    points = _points(adjacency, communities, neighbours)
    return [
        Place(round(float(x), 2), round(float(y), 2), int(community), int(degree))
        for (x, y), community, degree in zip(points, communities, neighbours, strict=True)
    ]


def _adjacency(count: int, edges: Sequence[tuple[int, int, float]]) -> csr_matrix:
    ends = [(a, b, weight) for a, b, weight in edges if a != b]
    rows = [a for a, _, _ in ends] + [b for _, b, _ in ends]
    columns = [b for _, b, _ in ends] + [a for a, _, _ in ends]
    weights = [weight for _, _, weight in ends] * 2
    adjacency = csr_matrix((np.array(weights, dtype=float), (rows, columns)), shape=(count, count))
    adjacency.sum_duplicates()
    return adjacency


def _communities(adjacency: csr_matrix) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Louvain's, nodes taken in order; without any edge everybody is alone."""
    if not adjacency.nnz:
        return np.arange(adjacency.shape[0])
    return np.asarray(Louvain(shuffle_nodes=False, random_state=0).fit_predict(adjacency), dtype=np.int64)


def _points(
    adjacency: csr_matrix,
    communities: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    neighbours: "np.ndarray[tuple[int], np.dtype[np.int64]]",
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Communities as sectors of a sunflower, which Spring then pulls into shape."""
    count = adjacency.shape[0]
    rank = np.empty(count)
    rank[np.lexsort((np.arange(count), -neighbours, communities))] = np.arange(count)
    angle, radius = rank * _GOLDEN_ANGLE, np.sqrt(rank + 0.5) / math.sqrt(count)
    points = np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))
    rounds = min(_ROUNDS, _STEPS // count**2)
    if rounds and count > 1:
        points = Spring(n_iter=rounds).fit_transform(adjacency, position_init=points)
    spread = float(np.abs(points).max()) or 1.0
    return np.asarray(points / spread * 100 * math.sqrt(count), dtype=np.float64)
