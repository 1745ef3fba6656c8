"""How the units of a scene become pixels, and which part of the Earth a geographic map shows."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.export.picture.label_places import Box
from kg.export.picture.scene import Array, Scene

_LONGEST_TIE = 170.0
_CLOSEST = 6000.0
"""Pixels for the Earth's radius: the page shows 1700 km across at least."""
_BEYOND = 0.1
"""The share of the ties that may lead out of the frame."""
_WORTH = 1.2
"""How many times larger the map has to become by that."""


@dataclass(frozen=True, slots=True)
class Fit:
    """From the scene's units to pixels."""

    scale: float
    across: float
    down: float

    def __call__(self, points: Array) -> Array:
        return np.asarray(points * self.scale + (self.across, self.down))


def fitted(scene: Scene, points: Array, frame: Box) -> Fit:
    """So that the points fill the frame, in its middle; on the Earth those that nine tenths of the ties join."""
    whole = fit(points, frame, _largest(scene, points))
    if not scene.ground:
        return whole
    near = fit(points[_nine_tenths(scene, points)], frame, _CLOSEST)
    return near if near.scale > _WORTH * whole.scale else whole


def fit(points: Array, frame: Box, largest: float) -> Fit:
    """Never scaled by more than `largest`."""
    low, high = points.min(axis=0), points.max(axis=0)
    extent = high - low
    size = frame.right - frame.left, frame.bottom - frame.top
    # Points on a level line fill no height.
    filling = [room / float(wide) for room, wide in zip(size, extent, strict=True) if wide > 1e-6 * extent.max()]
    scale = min([*filling, largest])
    across, down = np.array([frame.left + frame.right, frame.top + frame.bottom]) / 2 - (low + high) / 2 * scale
    return Fit(scale, float(across), float(down))


def _largest(scene: Scene, points: Array) -> float:
    """Small maps do not fill the frame: their lines would be as long as the page is wide."""
    if scene.ground:
        return _CLOSEST
    lengths = [math.dist(points[line.through[0]], points[line.through[-1]]) for line in scene.lines]
    return _LONGEST_TIE / max(float(np.median(lengths)), 1.0) if lengths else 1.0


def _nine_tenths(scene: Scene, points: Array) -> NDArray[np.bool_]:
    """Drops the outermost dot again and again, the one whose side gives up most area for the fewest ties.

    A dot that no line joins counts as a tie of its own."""
    stretches = [ends for line in scene.lines for ends in pairwise(line.through)]
    joined = {at for ends in stretches for at in ends}
    ties = np.array([*stretches, *((at, at) for at in range(len(points)) if at not in joined)])
    inside, kept = np.ones(len(points), dtype=bool), np.ones(len(ties), dtype=bool)
    allowed = int(len(ties) * _BEYOND)
    while True:
        shown = np.flatnonzero(inside)
        best: tuple[float, int] | None = None
        for axis in (0, 1):
            order = shown[np.argsort(points[shown, axis], kind="stable")]
            if len(order) < 3:
                return inside
            wide = float(points[order[-1], axis] - points[order[0], axis])
            for outermost, next_to_it in ((order[0], order[1]), (order[-1], order[-2])):
                lost = int(np.count_nonzero(kept & (ties == outermost).any(axis=1)))
                given_up = abs(float(points[outermost, axis] - points[next_to_it, axis])) / (wide or 1.0)
                if lost <= allowed and (best is None or given_up / max(lost, 1) > best[0]):
                    best = given_up / max(lost, 1), int(outermost)
        if best is None or best[0] <= 0:
            return inside
        gone = (ties == best[1]).any(axis=1) & kept
        allowed -= int(np.count_nonzero(gone))
        kept &= ~gone
        inside[best[1]] = False
