"""Things of a text found by their offsets, without a look at all the others."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class Extended(Protocol):
    """What stands from one offset of a text to another."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Thing = TypeVar("Thing", bound=Extended)


class Starts(Generic[Thing]):
    """Things by where they begin."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._ranked = sorted(enumerate(things), key=lambda pair: pair[1].start)
        self._starts = [thing.start for _, thing in self._ranked]
        self._longest = max((thing.end - thing.start for _, thing in self._ranked), default=0)

    def within(self, start: int, end: int) -> list[Thing]:
        """Those that begin in [start, end), in the order in which they were given."""
        found = self._ranked[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [thing for _, thing in sorted(found, key=lambda pair: pair[0])]

    def around(self, start: int, end: int) -> list[Thing]:
        """Those that hold all of [start, end), in the order in which they were given."""
        return [thing for thing in self.within(end - self._longest, start + 1) if thing.end >= end]


class Extents:
    """Spans of a text, to be asked whether one is somewhere."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered: Sequence[tuple[int, int]] = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def __contains__(self, offset: int) -> bool:
        return self.meet(offset, offset + 1)

    def meet(self, start: int, end: int) -> bool:
        """Tells whether a character of [start, end) is in one."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start


def extents(things: Iterable[Extended]) -> Extents:
    return Extents((thing.start, thing.end) for thing in things)
