"""From the layout's units to a frame of the picture, and discs apart that would lie on each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree  # type: ignore[import-untyped]

from kg.export.picture.labels import Box

Array = NDArray[np.float64]

_ROUNDS = 60
_APART = 3.0
_MOST = 5000
"""More discs than these lie on each other anyway."""


@dataclass(frozen=True, slots=True)
class Fit:
    """From the layout's units to pixels."""

    scale: float
    across: float
    down: float

    def __call__(self, points: Array) -> Array:
        return np.asarray(points * self.scale + (self.across, self.down))


def fit(points: Array, frame: Box, largest: float) -> Fit:
    """So that the points fill the frame, in its middle; never scaled by more than `largest`."""
    low, high = points.min(axis=0), points.max(axis=0)
    extent = np.maximum(high - low, 1e-9)
    size = frame.right - frame.left, frame.bottom - frame.top
    scale = min(size[0] / float(extent[0]), size[1] / float(extent[1]), largest)
    across, down = np.array([frame.left + frame.right, frame.top + frame.bottom]) / 2 - (low + high) / 2 * scale
    return Fit(scale, float(across), float(down))


def apart(points: Array, radii: Sequence[float]) -> Array:
    """Moves discs that overlap away from each other, each by half of what they overlap."""
    if not 1 < len(points) <= _MOST:
        return points
    points = points.copy()
    radius = np.asarray(radii)
    angles = np.arange(len(points)) * 2.4
    for _ in range(_ROUNDS):
        pairs = cKDTree(points).query_pairs(2 * float(radius.max()) + _APART, output_type="ndarray")
        if not len(pairs):
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        one, other = pairs[:, 0], pairs[:, 1]
        between = points[other] - points[one]
        distance = np.hypot(between[:, 0], between[:, 1])
        missing = radius[one] + radius[other] + _APART - distance
        close = missing > 0.01
        if not close.any():
            break
        same = distance < 1e-6
        between[same] = np.column_stack((np.cos(angles[one[same]]), np.sin(angles[one[same]])))
        step = (between / np.where(same, 1, distance)[:, None] * missing[:, None] / 2)[close]
        np.add.at(points, one[close], -step)
        np.add.at(points, other[close], step)
    return points
