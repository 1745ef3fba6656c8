"""Where the nodes of a map stand and which communities they form; the same network gives the same picture.

Each connected part settles by itself, and the parts are packed beside each other, so that none is flung away."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from graspologic_native import leiden
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, triu  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from kg.export.layout.forces import settled
from kg.export.layout.overlaps import Array

_MARGIN = 1.4, 0.8
"""Beside and below a part, in lengths of a usual tie: labels are wider than high."""
_ASPECT = 1.4
"""Width to height of the whole, as of a page that lies on its side."""
_COLUMNS = 400
_WIDTHS = (1.0, 1.1, 1.2, 1.35, 1.5)
"""Tried for the whole, in widths of a rectangle of its area."""
_SCALE = 100.0
"""The length of a usual tie."""

Numbers = NDArray[np.int64]


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
    found = communities(adjacency)
    points = _points(adjacency, found) * _SCALE
    return [
        Place(round(x, 2), round(y, 2), community, degree)
        for (x, y), community, degree in zip(points.tolist(), found.tolist(), neighbours.tolist(), strict=True)
    ]


def _adjacency(count: int, edges: Sequence[tuple[int, int, float]]) -> csr_matrix:
    columns = zip(*edges, strict=True) if edges else ((), (), ())
    sources, targets, weights = (np.array(column, dtype=float) for column in columns)
    between = sources != targets
    ends = sources[between].astype(np.int64), targets[between].astype(np.int64)
    adjacency = csr_matrix(
        (np.tile(weights[between], 2), (np.concatenate(ends), np.concatenate(ends[::-1]))), shape=(count, count)
    )
    adjacency.sum_duplicates()
    return adjacency


def communities(adjacency: csr_matrix) -> Numbers:
    """Those of the Leiden method (Traag, Waltman, van Eck 2019, doi:10.1038/s41598-019-41695-z), nodes taken in order.

    A node without ties is alone. Of communities of one size the one with the first node comes first."""
    found = np.arange(adjacency.shape[0])
    ties = triu(adjacency, k=1, format="coo")
    if ties.nnz:
        edges = [
            (str(a), str(b), weight)
            for a, b, weight in zip(ties.row.tolist(), ties.col.tolist(), ties.data.tolist(), strict=True)
        ]
        # scikit-network's does not end on some graphs of tens of thousands of nodes (0.33).
        _, clusters = leiden(edges, None, 1.0, 0.001, 1, True, seed=0, trials=1)
        for node, cluster in clusters.items():
            found[int(node)] = len(found) + cluster
    _, first, numbers, sizes = np.unique(found, return_index=True, return_inverse=True, return_counts=True)
    ranks = np.empty_like(first)
    ranks[np.lexsort((first, -sizes))] = np.arange(len(first))
    return np.asarray(ranks[numbers], dtype=np.int64)


def _points(adjacency: csr_matrix, communities: Numbers) -> Array:
    points = np.zeros((adjacency.shape[0], 2))
    count, part_of = connected_components(adjacency, directed=False)
    order = np.argsort(part_of, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(part_of, minlength=count))[:-1])
    several = [part for part in parts if len(part) > 1]
    ties = [adjacency[part][:, part].tocsr() for part in several]
    for part, tied, found in zip(several, ties, settled(ties, [communities[part] for part in several]), strict=True):
        points[part] = _levelled(found, tied)
    boxes = np.array([points[part].max(axis=0) for part in parts]) + _MARGIN
    for part, corner in zip(parts, _packed(boxes), strict=True):
        points[part] += corner
    return np.asarray(points - points.mean(axis=0))


def _levelled(points: Array, ties: csr_matrix) -> Array:
    """Turned so that the widest direction lies level, scaled so that half the ties are longer than 1, from a corner."""
    points = points - points.mean(axis=0)
    _, directions = np.linalg.eigh(points.T @ points)
    points = points @ directions[:, ::-1]
    points *= np.where(points[np.abs(points).argmax(axis=0), [0, 1]] < 0, -1, 1)
    rows, columns = ties.nonzero()
    points /= max(float(np.median(np.hypot(*(points[rows] - points[columns]).T))), 1e-9)
    return np.asarray(points - points.min(axis=0))


def _packed(boxes: Array) -> Array:
    """A corner for each box (width, height), so that together they are about as wide and high as a page."""
    widest, fitting = float(boxes[:, 0].max()), float(np.sqrt(_ASPECT * boxes.prod(axis=1).sum()))
    packings = [_in_columns(boxes, max(widest, fitting * share)) for share in _WIDTHS]

    def unlike_a_page(corners: Array) -> float:
        width, height = (corners + boxes).max(axis=0)
        return abs(float(np.log(width / height / _ASPECT)))

    return min(packings, key=unlike_a_page)


def _in_columns(boxes: Array, width: float) -> Array:
    """The highest first, each where the boxes before it reach least far."""
    column = width / _COLUMNS
    reach = np.zeros(_COLUMNS)
    corners = np.empty_like(boxes)
    for number in np.lexsort((np.arange(len(boxes)), -boxes[:, 0], -boxes[:, 1])):
        wide = min(_COLUMNS, int(np.ceil(boxes[number, 0] / column - 1e-9)))
        highest = sliding_window_view(reach, wide).max(axis=1)
        left = int(np.argmin(highest))
        corners[number] = left * column, highest[left]
        reach[left : left + wide] = highest[left] + boxes[number, 1]
    return corners
