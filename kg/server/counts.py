"""What happened since the start, summed over the front processes."""

import mmap
from collections.abc import Mapping

NAMES = ("asked", "cached", "brief", "shared", "slow", "refused", "timed_out", "oversized", "died", "started")
_AT = {name: at for at, name in enumerate(NAMES)}
_WIDTH = 8


class Counts:
    """Made before the fronts are forked; each then writes a row of its own and reads all."""

    def __init__(self, processes: int = 1) -> None:
        self._cells = memoryview(mmap.mmap(-1, processes * len(NAMES) * _WIDTH)).cast("Q")
        self._row = 0

    def of(self, process: int) -> "Counts":
        """The same counts, to be written by that front."""
        other = object.__new__(Counts)
        other._cells, other._row = self._cells, process * len(NAMES)
        return other

    def add(self, name: str) -> None:
        self._cells[self._row + _AT[name]] += 1

    def all(self) -> Mapping[str, int]:
        return {name: sum(self._cells[at :: len(NAMES)].tolist()) for at, name in enumerate(NAMES)}
