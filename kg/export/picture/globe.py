"""The countries' outlines, and the plane on which they are drawn."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypedDict

import numpy as np

from kg.export.picture.spacing import Array

Ring = list[tuple[float, float]]

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

    def points(self, coordinates: Array) -> Array:
        """Of rows (longitude, latitude) in degrees."""
        along, up = np.radians(coordinates[:, 0] - self.longitude), np.radians(coordinates[:, 1])
        middle = math.radians(self.latitude)
        near = math.sin(middle) * np.sin(up) + math.cos(middle) * np.cos(up) * np.cos(along)
        factor = np.sqrt(2 / np.maximum(1 + near, 1e-9))
        south = math.sin(middle) * np.cos(up) * np.cos(along) - math.cos(middle) * np.sin(up)
        return np.column_stack((factor * np.cos(up) * np.sin(along), factor * south))

    def near(self, coordinates: Array) -> bool:
        along, up = np.radians(coordinates[:, 0] - self.longitude), np.radians(coordinates[:, 1])
        middle = math.radians(self.latitude)
        cosine = math.sin(middle) * np.sin(up) + math.cos(middle) * np.cos(up) * np.cos(along)
        return bool(cosine.min() > _FAR)


def plane_about(coordinates: Array) -> Plane:
    """Its middle is that of the rows (longitude, latitude), as of points on a sphere."""
    along, up = np.radians(coordinates).T
    x, y, z = (float(part.mean()) for part in (np.cos(up) * np.cos(along), np.cos(up) * np.sin(along), np.sin(up)))
    return Plane(round(math.degrees(math.atan2(y, x)), 1), round(math.degrees(math.atan2(z, math.hypot(x, y))), 1))


def land(plane: Plane) -> list[Ring]:
    world = _world()
    rings = []
    for numbers in world["rings"]:
        parts = [_arc(number) if number >= 0 else _arc(~number)[::-1] for number in numbers]
        rings.append(np.concatenate([parts[0], *(part[1:] for part in parts[1:])]))
    return _drawn(plane, rings)


def borders(plane: Plane) -> list[Ring]:
    return _drawn(plane, [_arc(number) for number in _world()["borders"]])


def _drawn(plane: Plane, lines: list[Array]) -> list[Ring]:
    return [[(float(x), float(y)) for x, y in plane.points(line)] for line in lines if plane.near(line)]


@cache
def _arc(number: int) -> Array:
    flat = np.array(_world()["arcs"][number], dtype=float).reshape(-1, 2)
    return np.asarray(flat.cumsum(axis=0) / 100)


@cache
def _world() -> "_World":
    found: _World = json.loads((files("kg.export.picture") / "data" / "outlines.json").read_text(encoding="utf-8"))
    return found
