"""Work on the graph: a task is a plain value, made from a request by the front and answered where the store is open.

pyoxigraph's results must be serialised and dropped in the thread that made them: another aborts the process. A query
cannot be stopped. So a task goes as a whole to a thread or a process, and a whole answer comes back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from pyoxigraph import Store

from kg.queries.saved import SavedQuery

TEXT = "text/plain"
NOT_KEPT = (("cache-control", "no-store"),)


@dataclass(frozen=True, slots=True)
class Graph:
    """What a task is answered from."""

    store: Store
    queries: Mapping[str, SavedQuery]
    base: str
    """Begins every IRI that has a page here; ends in a slash."""
    hosts: frozenset[str] = frozenset()
    """Those that a query may ask by SERVICE and an update by LOAD: «name», or «name:port»."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    media_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


class Task(Protocol):
    """Frozen, hashable and picklable: equal tasks have equal answers as long as the graph is the same.

    A task that changes the graph says so by a class attribute `writes = True`. One that may be over in a moment has a
    method `at_once(graph)`, which gives the answer if it is, and else None, having taken no more than a moment itself.
    An answer that another asking may differ from (the time, a random number) has the header «cache-control:
    no-store»."""

    def answer(self, graph: Graph) -> Answer:
        """Never raises for what a client may get wrong."""


Ask: TypeAlias = Callable[[Task], Awaitable[Answer]]


class Engine(Protocol):
    """Whatever answers tasks."""

    async def ask(self, task: Task) -> Answer:
        """Of status 503 when it cannot be answered now, 413 when the answer is larger than allowed."""

    def begin(self, task: Task, then: Callable[[Answer], None]) -> bool:
        """As `ask`, with `then` told the answer, now or later. False where only `ask` can do it."""

    def version(self) -> str:
        """Of the graph: it changes when answers may. What is asked from now on is answered from it or a later one."""

    def counts(self) -> Mapping[str, int]:
        """For operation: what happened since the start, and what is going on."""


def problem(status: int, message: str) -> Answer:
    return Answer(status, TEXT, f"{message}\n".encode())


def unavailable(message: str) -> Answer:
    """No answer now; in ten seconds there may be one."""
    return Answer(503, TEXT, f"{message}\n".encode(), (("retry-after", "10"),))


DONE = Answer(204, "", b"")
