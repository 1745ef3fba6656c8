"""Work on the graph: a task is a plain value, made from a request by the front and answered where the store is open.

pyoxigraph's results must be serialised and dropped in the thread that made them: another aborts the process. A query
cannot be stopped. So a task goes as a whole to a thread or a process, and a whole answer comes back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from pyoxigraph import Store

from kg.queries import SavedQuery

TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Graph:
    """What a task is answered from."""

    store: Store
    queries: Mapping[str, SavedQuery]
    base: str
    """Begins every IRI that has a page here; ends in a slash."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    media_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


class Task(Protocol):
    """Frozen, hashable and picklable: equal tasks have equal answers as long as the graph is the same."""

    def answer(self, graph: Graph) -> Answer:
        """Never raises for what a client may get wrong."""


Ask: TypeAlias = Callable[[Task], Awaitable[Answer]]


def problem(status: int, message: str) -> Answer:
    return Answer(status, TEXT, f"{message}\n".encode())
