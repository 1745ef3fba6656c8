"""A connected network in the plane by forces: ties pull, nodes push each other away.

The forces are those of ForceAtlas2 (Jacomy, Venturini, Heymann, Bastian 2014, doi:10.1371/journal.pone.0098679). What
pushes is summed on a mesh by fast Fourier transform, as particle-mesh methods do, so a round takes time that grows with
nodes and ties and not with pairs of nodes. The start is Pivot MDS (Brandes, Pich 2006,
doi:10.1007/978-3-540-70904-6_6)."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import fft  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from scipy.sparse.csgraph import dijkstra  # type: ignore[import-untyped]
from scipy.spatial.distance import cdist  # type: ignore[import-untyped]

from kg.export.layout.overlaps import Array, apart

Numbers = NDArray[np.int64]

_PIVOTS = 50
_EXACT = 500
"""Up to this many nodes every pair is compared, which is as fast as the mesh and exact."""
_ROUNDS = {_EXACT: 300, 20_000: 150}
_ROUNDS_OF_MORE = 80
_ROUNDS_APART = 10
_BETWEEN = 0.3
"""How strong a tie between communities pulls, beside one within."""
_GRAVITY = 0.02
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def settled(adjacency: csr_matrix, communities: Numbers) -> Array:
    """Positions of the nodes of a connected, symmetric network, given the community of each."""
    pull = adjacency.tocoo()
    pull.data = np.log2(1 + pull.data)
    mass = np.diff(adjacency.indptr) + 1.0
    if len(mass) <= _EXACT:
        return _moved(_pivot_mds(adjacency), pull.tocsr(), mass)
    pull.data = pull.data * np.where(communities[pull.row] == communities[pull.col], 1, _BETWEEN)
    points = _moved(_community_discs(adjacency, communities, mass), pull.tocsr(), mass)
    # On the mesh two nodes in one cell hardly push each other.
    cell = float(np.ptp(points, axis=0).max()) / _mesh_size(len(points))
    return apart(points, np.full(len(points), cell / 4), _ROUNDS_APART)


def _moved(points: Array, pull: csr_matrix, mass: Array) -> Array:
    """After the rounds; steps are as long as the nodes agree to («adaptive speed» in the ForceAtlas2 article)."""
    push = _push_of_pairs if len(mass) <= _EXACT else _push_on_mesh
    strength = np.asarray(pull.sum(axis=1)).ravel()
    before = np.zeros_like(points)
    speed = 1.0
    for _ in range(next((rounds for size, rounds in _ROUNDS.items() if len(mass) <= size), _ROUNDS_OF_MORE)):
        force = push(points, mass) + pull @ points - strength[:, None] * points
        force -= _GRAVITY * mass[:, None] * (points - points.mean(axis=0))
        swing = np.hypot(*(force - before).T)
        traction = np.hypot(*(force + before).T) / 2
        speed = min(float(mass @ traction) / max(float(mass @ swing), 1e-9), speed * 1.5)
        points = points + force * (speed / (1 + speed * np.sqrt(swing)))[:, None]
        before = force
    return points


def _community_discs(adjacency: csr_matrix, communities: Numbers, mass: Array) -> Array:
    """Each community's members around its middle, the most connected in front; the middles settle as nodes do."""
    _, member_of, sizes = np.unique(communities, return_inverse=True, return_counts=True)
    count = len(member_of)
    membership = csr_matrix((np.ones(count), (np.arange(count), member_of)))
    between = (membership.T @ adjacency @ membership).tolil()
    between.setdiag(0)
    between = between.tocsr() * _BETWEEN
    start = np.random.default_rng(0).normal(size=(len(sizes), 2)) * math.sqrt(count)
    middles = _moved(start, between, membership.T @ mass)
    order = np.lexsort((np.arange(count), -mass, member_of))
    rank = np.empty(count)
    rank[order] = np.arange(count) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    radius = np.sqrt(rank + 0.5) * middles.std() / math.sqrt(count)
    angle = rank * _GOLDEN_ANGLE
    return np.asarray(middles[member_of] + np.column_stack((radius * np.cos(angle), radius * np.sin(angle))))


def _pivot_mds(adjacency: csr_matrix) -> Array:
    """Distances to a few far-apart nodes, their two widest directions; a little noise parts nodes that are alike."""
    count = adjacency.shape[0]
    noise = np.random.default_rng(0).normal(size=(count, 2))
    if count < 3:
        return np.asarray(noise)
    pivots = min(_PIVOTS, count)
    nearest = np.full(count, np.inf)
    columns = []
    pivot = int(np.argmax(np.diff(adjacency.indptr)))
    for _ in range(pivots):
        column = dijkstra(adjacency, directed=False, indices=pivot, unweighted=True)
        columns.append(column)
        nearest = np.minimum(nearest, column)
        pivot = int(np.argmax(nearest))
    squares = np.square(np.column_stack(columns))
    centred = squares.mean(axis=0) + squares.mean(axis=1)[:, None] - squares - squares.mean()
    _, directions = np.linalg.eigh(centred.T @ centred)
    widest = directions[:, -2:]
    widest = widest * np.sign(widest[np.abs(widest).argmax(axis=0), [0, 1]])
    points = centred @ widest
    spread = points.std(axis=0)
    return np.asarray(points / np.where(spread > 0, spread, 1) * np.sqrt(count) + noise)


def _push_of_pairs(points: Array, mass: Array) -> Array:
    near = mass / (cdist(points, points, "sqeuclidean") + 1e-4)
    return np.asarray(mass[:, None] * (near.sum(axis=1)[:, None] * points - near @ points))


def _mesh_size(count: int) -> int:
    """Two cells for each node or more, as far as time allows."""
    return next((size for size in (128, 256) if size**2 >= 2 * count), 512)


def _push_on_mesh(points: Array, mass: Array) -> Array:
    """Each node's mass is shared out among the four mesh points around it, and the field there read back alike."""
    size = _mesh_size(len(points))
    low = points.min(axis=0)
    step = float((points.max(axis=0) - low).max()) / (size - 2) or 1.0
    at = (points - low) / step
    cell = at.astype(np.int64)
    part = at - cell
    corners = [
        ((cell[:, 0] + i) * size + cell[:, 1] + j, np.abs(1 - i - part[:, 0]) * np.abs(1 - j - part[:, 1]))
        for i in (0, 1)
        for j in (0, 1)
    ]
    mesh = np.zeros(size * size)
    for index, share in corners:
        mesh += np.bincount(index, weights=share * mass, minlength=size * size)
    spectrum = fft.rfft2(mesh.reshape(size, size), s=(2 * size, 2 * size))
    force = np.empty_like(points)
    for axis, kernel in enumerate(_kernels(size)):
        field = fft.irfft2(spectrum * kernel)[:size, :size].ravel()
        force[:, axis] = mass / step * sum(field[index] * share for index, share in corners)
    return force


@cache
def _kernels(size: int) -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """Spectra of what one unit of mass pushes across and down, distances in cells."""
    apart = fft.fftfreq(2 * size, 1 / (2 * size))
    square = apart[:, None] ** 2 + apart[None, :] ** 2 + 0.25
    return fft.rfft2(apart[:, None] / square), fft.rfft2(apart[None, :] / square)
