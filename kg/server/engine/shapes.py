"""Which queries are quick: those of a shape that was quick before."""

from threading import Lock

from cachetools import LRUCache

_QUICK = 0.05
"""Seconds of processor time until the first part of an answer."""
_REMEMBERED = 2000


class Shapes:
    """What was learned of queries since the graph last changed.

    A query that nobody knows goes to a process, which can be killed. The next of its shape, the same but for IRIs,
    literals and numbers, may go to a thread, which cannot: it takes a third of the time. One that was slow once is held
    for slow, whatever others of its shape take."""

    def __init__(self) -> None:
        self._quick: LRUCache[int, bool] = LRUCache(_REMEMBERED)
        self._lock = Lock()
        """Threads ask as well."""

    def quick(self, shape: str) -> bool:
        return bool(shape) and self._known(shape, False)

    def slow(self, shape: str) -> bool:
        return not self._known(shape, True)

    def took(self, shape: str, seconds: float) -> None:
        if shape and seconds < _QUICK:
            with self._lock:
                self._quick.setdefault(hash(shape), True)

    def was_slow(self, shape: str) -> None:
        if shape:
            with self._lock:
                self._quick[hash(shape)] = False

    def forget(self) -> None:
        with self._lock:
            self._quick.clear()

    def _known(self, shape: str, otherwise: bool) -> bool:
        with self._lock:
            return self._quick.get(hash(shape), otherwise)
