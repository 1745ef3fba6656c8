"""Where labels stand: beside their nodes, over no other label and no node.

A greedy placement over candidate positions (Christensen, Marks, Shieber 1995, doi:10.1145/212332.212334), the most
important label first; one that fits nowhere is left out."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CELL = 40.0
_GAPS = (2.0, 8.0, 16.0, 28.0, 44.0)
_DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.7, -0.7), (0.7, 0.7), (-0.7, -0.7), (-0.7, 0.7))
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


@dataclass(frozen=True, slots=True)
class Disc:
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


def placed(
    wanted: Sequence[tuple[int, float, float]], discs: Sequence[Disc], within: Box
) -> dict[int, Box]:
    """A box for each label that fits, by the number of its disc; `wanted` is (disc, width, height), in order of need."""
    taken = _Taken()
    for disc in discs:
        taken.add(disc.box)
    boxes: dict[int, Box] = {}
    for number, width, height in wanted:
        for box in _candidates(discs[number], width, height):
            inside = box.left >= within.left and box.right <= within.right
            if inside and box.top >= within.top and box.bottom <= within.bottom and taken.free(box):
                taken.add(box)
                boxes[number] = box
                break
    return boxes


def overlapping(boxes: Sequence[Box]) -> float:
    """The share of boxes that another one overlaps."""
    hit = {
        end
        for at, one in enumerate(boxes)
        for other in range(at + 1, len(boxes))
        if one.overlaps(boxes[other])
        for end in (at, other)
    }
    return len(hit) / len(boxes) if boxes else 0.0


def _candidates(disc: Disc, width: float, height: float) -> Iterator[Box]:
    for gap in _GAPS:
        for across, down in _DIRECTIONS:
            reach = disc.radius + gap
            x = disc.x + across * reach + math.copysign(width / 2, across) * (across != 0)
            y = disc.y + down * reach + math.copysign(height / 2, down) * (down != 0)
            yield Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


class _Taken:
    """Boxes by the cells of a grid that they touch."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells[cell].append(box)

    def free(self, box: Box) -> bool:
        return not any(box.overlaps(other) for cell in _cells(box) for other in self._cells.get(cell, ()))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(math.floor(box.left / _CELL), math.floor(box.right / _CELL) + 1):
        for row in range(math.floor(box.top / _CELL), math.floor(box.bottom / _CELL) + 1):
            yield column, row
