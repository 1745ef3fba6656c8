"""Discs that lie on each other, moved apart."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def apart(points: Array, radii: Array, rounds: int) -> Array:
    """In each round two discs that overlap move away from each other, each by half of what they overlap."""
    # It comes with much that maps of some hundred nodes do without.
    from scipy.spatial import cKDTree  # type: ignore[import-untyped]

    points = points.copy()
    angles = np.arange(len(points)) * 2.4
    for _ in range(rounds):
        pairs = cKDTree(points).query_pairs(2 * float(radii.max()), output_type="ndarray")
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        one, other = pairs[:, 0], pairs[:, 1]
        between = points[other] - points[one]
        distance = np.hypot(between[:, 0], between[:, 1])
        missing = radii[one] + radii[other] - distance
        close = missing > 0.01 * (radii[one] + radii[other])
        if not close.any():
            break
        # Two on one point part in a direction of their own.
        same = distance <= 0
        between[same] = np.column_stack((np.cos(angles[other[same]]), np.sin(angles[other[same]])))
        step = (between / np.where(same, 1, distance)[:, None] * missing[:, None] / 2)[close]
        for axis in (0, 1):
            points[:, axis] -= np.bincount(one[close], step[:, axis], len(points))
            points[:, axis] += np.bincount(other[close], step[:, axis], len(points))
    return points
