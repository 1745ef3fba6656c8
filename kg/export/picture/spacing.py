"""From the layout's units to a frame of the picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.export.picture.label_places import Box

Array = NDArray[np.float64]


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
    extent = high - low
    size = frame.right - frame.left, frame.bottom - frame.top
    # Points on a level line fill no height.
    filling = [room / float(wide) for room, wide in zip(size, extent, strict=True) if wide > 1e-6 * extent.max()]
    scale = min([*filling, largest])
    across, down = np.array([frame.left + frame.right, frame.top + frame.bottom]) / 2 - (low + high) / 2 * scale
    return Fit(scale, float(across), float(down))
