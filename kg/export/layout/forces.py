"""Connected networks in the plane by forces: ties pull, nodes push each other away.

The forces are those of ForceAtlas2 (Jacomy, Venturini, Heymann, Bastian 2014, doi:10.1371/journal.pone.0098679). What
pushes is summed on a mesh by fast Fourier transform, as particle-mesh methods do, so a round takes time that grows with
nodes and ties and not with pairs of nodes. The start is Pivot MDS (Brandes, Pich 2006,
doi:10.1007/978-3-540-70904-6_6)."""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from scipy.sparse.csgraph import dijkstra  # type: ignore[import-untyped]

from kg.export.layout.overlaps import Array, apart

Numbers = NDArray[np.int64]

_PIVOTS = 50
_EXACT = 500
"""Up to this many nodes every pair is compared, which is as fast as the mesh and exact."""
_TOGETHER = 2**14
"""Pairs that are compared at once: more do not fit the cache of a processor."""
_ROUNDS = {_EXACT: 300, 20_000: 150}
_ROUNDS_OF_MORE = 80
_ROUNDS_APART = 10
_BETWEEN = 0.3
"""How strong a tie between communities pulls, beside one within."""
_GRAVITY = 0.02
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def settled(parts: Sequence[csr_matrix], communities: Sequence[Numbers]) -> list[Array]:
    """Positions of the nodes of connected, symmetric networks, given the communities of each one's nodes.

    Small ones of one size settle together, as one array: a round takes as long for many as for one."""
    found = [np.empty((0, 2))] * len(parts)
    by_size = defaultdict(list)
    for at, part in enumerate(parts):
        by_size[part.shape[0]].append(at)
    for size, alike in by_size.items():
        if size > _EXACT:
            for at in alike:
                found[at] = _settled_on_mesh(parts[at], communities[at])
            continue
        together = max(1, _TOGETHER // size**2)
        for first in range(0, len(alike), together):
            some = alike[first : first + together]
            for at, points in zip(some, _settled_alike([parts[at] for at in some]), strict=True):
                found[at] = points
    return found


def _settled_alike(parts: Sequence[csr_matrix]) -> Array:
    """Small networks of one size, one after the other in the first dimension."""
    pull = np.log2(1 + np.stack([part.toarray() for part in parts]))
    mass = (pull > 0).sum(axis=2) + 1.0
    return _moved(np.stack([_pivot_mds(part) for part in parts]), _force_of_pairs(pull, mass), mass)


def _settled_on_mesh(adjacency: csr_matrix, communities: Numbers) -> Array:
    pull = adjacency.tocoo()
    pull.data = np.log2(1 + pull.data) * np.where(communities[pull.row] == communities[pull.col], 1, _BETWEEN)
    mass = np.diff(adjacency.indptr) + 1.0
    points = _moved(_community_discs(adjacency, communities, mass), _force_on_mesh(pull.tocsr(), mass), mass)
    # On the mesh two nodes in one cell hardly push each other.
    cell = float(np.ptp(points, axis=0).max()) / _mesh_size(len(points))
    return apart(points, np.full(len(points), cell / 4), _ROUNDS_APART)


def _force_of_pairs(pull: Array, mass: Array) -> Callable[[Array], Array]:
    masses = mass[..., :, None] * mass[..., None, :] * (1 - np.eye(mass.shape[-1]))

    def force(points: Array) -> Array:
        across, down = (points[..., :, None, axis] - points[..., None, :, axis] for axis in (0, 1))
        bond = pull - masses / (across * across + down * down + 1e-4)
        return np.asarray(bond @ points - bond.sum(axis=-1)[..., None] * points)

    return force


def _force_on_mesh(pull: csr_matrix, mass: Array) -> Callable[[Array], Array]:
    strength = np.asarray(pull.sum(axis=1))
    return lambda points: np.asarray(_push_on_mesh(points, mass) + pull @ points - strength * points)


def _moved(points: Array, force_at: Callable[[Array], Array], mass: Array) -> Array:
    """After the rounds; steps are as long as the nodes agree to («adaptive speed» in the ForceAtlas2 article)."""
    before = np.zeros_like(points)
    speed = np.ones(points.shape[:-2])
    size = points.shape[-2]
    for _ in range(next((rounds for most, rounds in _ROUNDS.items() if size <= most), _ROUNDS_OF_MORE)):
        force = force_at(points) - _GRAVITY * mass[..., None] * (points - points.mean(axis=-2, keepdims=True))
        swing, traction = (np.hypot(sum_[..., 0], sum_[..., 1]) for sum_ in (force - before, force + before))
        agreed = (mass * traction).sum(axis=-1) / 2 / np.maximum((mass * swing).sum(axis=-1), 1e-9)
        speed = np.minimum(agreed, speed * 1.5)
        points = points + force * (speed[..., None] / (1 + speed[..., None] * np.sqrt(swing)))[..., None]
        before = force
    return points


def _community_discs(adjacency: csr_matrix, communities: Numbers, mass: Array) -> Array:
    """Each community's members around its middle, the most connected in front; the middles settle as nodes do."""
    _, member_of, sizes = np.unique(communities, return_inverse=True, return_counts=True)
    count = len(member_of)
    membership = csr_matrix((np.ones(count), (np.arange(count), member_of)))
    between = (membership.T @ adjacency @ membership).tolil()
    between.setdiag(0)
    between, masses = between.tocsr() * _BETWEEN, membership.T @ mass
    start = np.random.default_rng(0).normal(size=(len(sizes), 2)) * math.sqrt(count)
    few = len(sizes) <= _EXACT
    force = _force_of_pairs(between.toarray(), masses) if few else _force_on_mesh(between, masses)
    middles = _moved(start, force, masses)
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
    spectrum = np.fft.rfft2(mesh.reshape(size, size), s=(2 * size, 2 * size))
    force = np.empty_like(points)
    for axis, kernel in enumerate(_kernels(size)):
        field = np.fft.irfft2(spectrum * kernel)[:size, :size].ravel()
        force[:, axis] = mass / step * sum(field[index] * share for index, share in corners)
    return force


@cache
def _kernels(size: int) -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """Spectra of what one unit of mass pushes across and down, distances in cells."""
    apart = np.fft.fftfreq(2 * size, 1 / (2 * size))
    square = apart[:, None] ** 2 + apart[None, :] ** 2 + 0.25
    return np.fft.rfft2(apart[:, None] / square), np.fft.rfft2(apart[None, :] / square)
