"""Answers kept, the least recently wanted dropped first."""

from collections import OrderedDict

from kg.server.tasks import Answer, Task

_EACH = 1024
"""Bytes that keeping an answer takes beyond its body, about."""


class Cache:
    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._answers: OrderedDict[Task, Answer] = OrderedDict()

    def get(self, task: Task) -> Answer | None:
        answer = self._answers.get(task)
        if answer is not None:
            self._answers.move_to_end(task)
        return answer

    def keep(self, task: Task, answer: Answer) -> None:
        """One large answer must not drop all the others: none takes more than an eighth."""
        size = _weight(task, answer)
        if size > self._size // 8 or task in self._answers:
            return
        self._answers[task] = answer
        self._held += size
        while self._held > self._size:
            dropped = self._answers.popitem(last=False)
            self._held -= _weight(*dropped)

    def clear(self) -> None:
        self._answers.clear()
        self._held = 0


def _weight(task: Task, answer: Answer) -> int:
    return len(answer.body) + len(getattr(task, "query", "")) + _EACH


def may_be_kept(answer: Answer) -> bool:
    """Not what failed, nor what says that it changes."""
    return answer.status < 500 and ("cache-control", "no-store") not in answer.headers
