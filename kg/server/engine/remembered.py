"""What a front remembers of one state of the graph: answers, and which queries are quick."""

from operator import itemgetter
from threading import Lock
from typing import Any

from cachetools import LRUCache

from kg.server.answers.task import Answer, Task

_EACH = 1024
"""Bytes that keeping an answer takes beyond its body and what was asked, about."""
_SHARE = 8
"""An answer may take so much less than all: a large one must not drop all others."""


_QUICK = 0.05
"""Seconds of processor time until the first part of an answer."""
_MOST_SHAPES = 2000


class Kept:
    """Of a front, for its loop and its threads. Small, since each query passes it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: LRUCache[Task, tuple[Answer, int]] = LRUCache(most, itemgetter(1))
        self._lock = Lock()

    def get(self, task: Task) -> Answer | None:
        with self._lock:
            found = self._answers.get(task)
        return found and found[0]

    def put(self, task: Task, answer: Answer) -> None:
        """Unless it failed, says that it changes, or has more parts."""
        size = len(answer.body) + _length(task) + _EACH
        if size <= self._most // _SHARE and answer.rest is None and may_be_kept(answer):
            with self._lock:
                self._answers[task] = answer, size


def _length(task: Any) -> int:
    """Characters that a task holds, about: queries, of which there are many, have little beside their text."""
    query = getattr(task, "query", "")
    plain = query and not (task.reader or task.narrowed or task.default_graphs or task.named_graphs)
    return len(query) + len(task.accept) if plain else len(repr(task))


def may_be_kept(answer: Answer) -> bool:
    """Not what failed, nor what says that it changes."""
    return answer.status < 500 and ("cache-control", "no-store") not in answer.headers


class QueryShapes:
    """What was learned of queries since the graph last changed.

    A query that nobody knows goes to a process, which can be killed. The next of its shape, the same but for IRIs,
    literals and numbers, may go to a thread, which cannot: it takes a third of the time. One that was slow once is held
    for slow, whatever others of its shape take."""

    def __init__(self) -> None:
        self._quick: LRUCache[int, bool] = LRUCache(_MOST_SHAPES)
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
