"""The countries' outlines, and the plane on which they are drawn."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypedDict

import numpy as np

from kg.export.picture.scene import Array, Outlines

_FAR = -0.3
"""Cosine of the angle from the middle beyond which shapes are drawn out too far to be known again."""


class _World(TypedDict):
    arcs: list[list[int]]
    """Each the longitude and latitude of its first point in hundredths of a degree, then the steps to the next ones."""
    rings: list[list[int]]
    """Numbers of arcs, ~number for one that runs backwards, as in TopoJSON."""
    borders: list[int]


@dataclass(frozen=True, slots=True)
class Plane:
    """Lambert's azimuthal equal-area projection (Snyder 1987, doi:10.3133/pp1395, p. 185) about a middle in degrees.

    Areas are true and shapes near the middle too, which suits a map of half a continent. Unit: the Earth's radius;
    y grows southwards."""

    longitude: float
    latitude: float

    def cosines(self, coordinates: Array) -> Array:
        """Of the angles between the middle and rows (longitude, latitude) in degrees."""
        along, up = np.radians(coordinates[:, 0] - self.longitude), np.radians(coordinates[:, 1])
        middle = math.radians(self.latitude)
        return np.asarray(math.sin(middle) * np.sin(up) + math.cos(middle) * np.cos(up) * np.cos(along))

    def points(self, coordinates: Array) -> Array:
        """Of rows (longitude, latitude) in degrees."""
        along, up = np.radians(coordinates[:, 0] - self.longitude), np.radians(coordinates[:, 1])
        middle = math.radians(self.latitude)
        factor = np.sqrt(2 / np.maximum(1 + self.cosines(coordinates), 1e-9))
        south = math.sin(middle) * np.cos(up) * np.cos(along) - math.cos(middle) * np.sin(up)
        return np.column_stack((factor * np.cos(up) * np.sin(along), factor * south))


def plane_about(coordinates: Array) -> Plane:
    """Its middle is that of the rows (longitude, latitude), as of points on a sphere."""
    along, up = np.radians(coordinates).T
    x, y, z = (float(part.mean()) for part in (np.cos(up) * np.cos(along), np.cos(up) * np.sin(along), np.sin(up)))
    return Plane(round(math.degrees(math.atan2(y, x)), 1), round(math.degrees(math.atan2(z, math.hypot(x, y))), 1))


def outlines(plane: Plane) -> Outlines:
    """Those that are near enough to the middle to be known again."""
    rings = []
    for numbers in _world()["rings"]:
        parts = [_arc(number) if number >= 0 else _arc(~number)[::-1] for number in numbers]
        rings.append(np.concatenate([parts[0], *(part[1:] for part in parts[1:])]))
    return Outlines(_drawn(plane, rings), _drawn(plane, [_arc(number) for number in _world()["borders"]]))


def _drawn(plane: Plane, lines: list[Array]) -> list[Array]:
    return [plane.points(line) for line in lines if plane.cosines(line).min() > _FAR]


@cache
def _arc(number: int) -> Array:
    flat = np.array(_world()["arcs"][number], dtype=float).reshape(-1, 2)
    return np.asarray(flat.cumsum(axis=0) / 100)


@cache
def _world() -> "_World":
    found: _World = json.loads((files("kg.export.picture") / "data" / "outlines.json").read_text(encoding="utf-8"))
    return found
