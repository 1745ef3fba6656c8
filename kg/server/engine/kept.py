"""Answers that are kept, from one state of the graph; the least recently wanted are dropped."""

from collections import OrderedDict
from threading import Lock

from kg.server.answers.task import Answer, Task

_EACH = 1024
"""Bytes that keeping an answer takes beyond its body and its query, about."""
_SHARE = 8
"""An answer may take so much less than all: a large one must not drop all others."""


class Kept:
    """Of a front, for its loop and its threads. Small, since each query passes it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._answers: OrderedDict[Task, tuple[Answer, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, task: Task) -> Answer | None:
        with self._lock:
            found = self._answers.get(task)
            if found is None:
                return None
            self._answers.move_to_end(task)
        return found[0]

    def put(self, task: Task, answer: Answer) -> None:
        """Unless it failed, says that it changes, or has more parts."""
        size = len(answer.body) + len(getattr(task, "query", "")) + len(getattr(task, "accept", "")) + _EACH
        if size > self._most // _SHARE or answer.rest is not None or not may_be_kept(answer):
            return
        with self._lock:
            before = self._answers.pop(task, None)
            self._size += size - (before[1] if before else 0)
            self._answers[task] = answer, size
            while self._size > self._most:
                self._size -= self._answers.popitem(last=False)[1][1]


def may_be_kept(answer: Answer) -> bool:
    """Not what failed, nor what says that it changes."""
    return answer.status < 500 and ("cache-control", "no-store") not in answer.headers
