"""Where labels stand: beside their nodes, over no other label and no node, and over few lines.

A greedy placement over candidate positions (Christensen, Marks, Shieber 1995, doi:10.1145/212332.212334), the most
important label first; one that fits nowhere is left out. The first few may cover nodes, and in a crowd all may: a hub
amid its neighbours would have no name otherwise."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_CROSSED = 1.5
"""What a line through the label costs: as much as 9 pixels of distance."""
_COVERED = 3.0
_FIRST = 10
_CROWD = 2000
_MOST_LINES = 5000
_CELL = 40.0
_GAPS = (2.0, 8.0, 16.0, 28.0, 44.0, 64.0)
_DIRECTIONS = (
    *((1, 0), (-1, 0), (0, -1), (0, 1), (0.7, -0.7), (0.7, 0.7), (-0.7, -0.7), (-0.7, 0.7)),
    *((0.9, -0.4), (0.9, 0.4), (-0.9, -0.4), (-0.9, 0.4), (0.4, -0.9), (0.4, 0.9), (-0.4, -0.9), (-0.4, 0.9)),
)
"""Right is best, then left, above, below, and between."""


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Disc:
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


def placed(
    wanted: Sequence[tuple[int, float, float]],
    discs: Sequence[Disc],
    lines: Sequence[tuple[float, float, float, float]],
    within: Box,
) -> dict[int, Box]:
    """A box for each label that fits, by the number of its disc; `wanted` is (disc, width, height), in order of need.

    Lines are (x, y) of one end and of the other."""
    first = _FIRST if len(discs) <= _CROWD else len(wanted)
    covered, taken = _Boxes(), _Boxes()
    for disc in discs:
        covered.add(disc.box)
    ends = np.array(lines[:_MOST_LINES], dtype=float).reshape(-1, 4)
    boxes: dict[int, Box] = {}
    for rank, (number, width, height) in enumerate(wanted):
        free = [
            (cost + _CROSSED * crossed(box, ends) + _COVERED * hidden, box)
            for cost, box in _candidates(discs[number], width, height)
            if within.holds(box)
            and not taken.overlapping(box)
            and ((hidden := covered.overlapping(box)) == 0 or rank < first)
        ]
        if free:
            boxes[number] = min(free, key=lambda candidate: candidate[0])[1]
            taken.add(boxes[number])
    return boxes


def crossed(box: Box, ends: NDArray[np.float64]) -> int:
    """How many of the lines touch the box (the clipping of Liang, Barsky 1984, doi:10.1145/357332.357333)."""
    start, step = ends[:, :2], ends[:, 2:] - ends[:, :2]
    step = np.where(np.abs(step) < 1e-9, 1e-9, step)
    one, other = ((box.left, box.top) - start) / step, ((box.right, box.bottom) - start) / step
    enters, leaves = np.minimum(one, other).max(axis=1), np.maximum(one, other).min(axis=1)
    return int(np.count_nonzero((enters <= leaves) & (leaves >= 0) & (enters <= 1)))


def _candidates(disc: Disc, width: float, height: float) -> Iterator[tuple[float, Box]]:
    """Boxes beside the disc and what each costs: more the farther away, and the less usual the side."""
    for gap in _GAPS:
        for rank, (across, down) in enumerate(_DIRECTIONS):
            reach = disc.radius + gap
            x = disc.x + across * reach + math.copysign(width / 2, across) * (across != 0)
            y = disc.y + down * reach + math.copysign(height / 2, down) * (down != 0)
            yield gap / 6 + rank / 10, Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


class _Boxes:
    """By the cells of a grid that they touch."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells[cell].append(box)

    def overlapping(self, box: Box) -> int:
        """How many overlap this one."""
        return len({other for cell in _cells(box) for other in self._cells.get(cell, ()) if box.overlaps(other)})


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(math.floor(box.left / _CELL), math.floor(box.right / _CELL) + 1):
        for row in range(math.floor(box.top / _CELL), math.floor(box.bottom / _CELL) + 1):
            yield column, row
