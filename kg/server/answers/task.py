"""Work on the graph: a task is a plain value, made from a request by a front and answered where the store is open.

pyoxigraph's results must be serialised and dropped in the thread that made them: another aborts the process. So a task
goes as a whole to a thread or a process, which writes the answer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from types import MappingProxyType
from typing import BinaryIO, Generic, Protocol, TypeAlias, TypeVarTuple

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Store

from kg.graph.companions import what_queries_see
from kg.model.config import PUBLICATION, Publication
from kg.queries.saved import SavedQuery

TEXT = "text/plain"
Headers: TypeAlias = tuple[tuple[str, str], ...]
NOT_KEPT: Headers = (("cache-control", "no-store"),)
Seen: TypeAlias = NamedNode | BlankNode | DefaultGraph
Write: TypeAlias = Callable[[BinaryIO], object]
"""Writes a body, however large, as it is made. An error of the file ends it."""


@dataclass(frozen=True, slots=True)
class Graph:
    """What a task is answered from."""

    store: Store
    queries: Mapping[str, SavedQuery]
    base: str
    """Begins every IRI that has a page here; ends in a slash."""
    hosts: frozenset[str] = frozenset()
    """Those that a query may ask by SERVICE and an update by LOAD: «name», or «name:port»."""
    made_with: Mapping[str, str] = field(default_factory=dict)
    """What the store says it was made with; nothing where it does not say."""
    publication: Publication = PUBLICATION
    together: Store | None = None
    """What a query sees where it names no graph, in one graph in memory; not where it is large, or may change."""
    _seen: list[Seen] = field(default_factory=list, init=False, repr=False, compare=False)
    _looked: list[float] = field(default_factory=lambda: [-inf], init=False, repr=False, compare=False)

    def seen(self) -> list[Seen]:
        """What the default graph of a query is made of. To look for companion graphs takes as long as a quick query, so
        that is done once a second until there are some; one that goes is empty then."""
        if len(self._seen) < 2 and (now := monotonic()) - self._looked[0] > 1:
            self._seen[:] = what_queries_see(self.store)
            self._looked[0] = now
        return self._seen


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    media_type: str
    body: bytes = b""
    headers: Headers = ()
    write: Write | None = None
    """What a task gives in the place of a body that may be large."""
    rest: "Rest | None" = None
    """What an engine gives after a body that is only the first part."""


class Rest(Protocol):
    """The parts of a body after the first."""

    async def next(self) -> bytes:
        """Empty at the end. Raises BrokenAnswerError when there will be no more, and should be."""

    def close(self) -> None:
        """Nobody wants more of it. To be called in any case."""


class BrokenAnswerError(Exception):
    """An answer that has begun cannot be ended."""


class RefusedError(Exception):
    """What is asked cannot be answered; `answer` says why."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(message)
        self.answer = problem(status, message, headers)


class Task(Protocol):
    """Frozen, hashable and picklable: equal tasks have equal answers as long as the graph is the same.

    One that changes the graph has an attribute `writes` that is true. One that leaves all its work to Oxigraph, which
    releases the interpreter meanwhile, has a `shape`: tasks of one shape take about as long. One that may be over in a
    moment has a method `at_once(graph)`, which gives the answer if it is, and else None. An answer that another
    asking may differ from (the time, a random number) has the header «cache-control: no-store»."""

    def answer(self, graph: Graph) -> Answer:
        """Raises RefusedError for what a client got wrong; so may `write` of the answer, until it has written."""


Given = TypeVarTuple("Given")


@dataclass(frozen=True, slots=True)
class _Call(Generic[*Given]):
    function: Callable[[Graph, *Given], Answer]
    given: tuple[*Given]
    writes: bool = False

    def answer(self, graph: Graph) -> Answer:
        return self.function(graph, *self.given)


def task(function: Callable[[Graph, *Given], Answer], *given: *Given) -> Task:
    """A function of a module as a task, called with the graph and what it is given besides."""
    return _Call(function, given)


def writing(function: Callable[[Graph, *Given], Answer], *given: *Given) -> Task:
    """One that changes the graph."""
    return _Call(function, given, writes=True)


Ask: TypeAlias = Callable[[Task], Awaitable[Answer]]


class Answering(Protocol):
    """Whatever answers tasks."""

    async def ask(self, task: Task) -> Answer:
        """Of status 503 when it cannot be answered now."""

    def version(self) -> str:
        """Of the graph: it changes when answers may. What is asked from now on is answered from it or a later one."""

    def trouble(self) -> str:
        """Why the newest graph is not the one that is served; empty when it is."""


def problem(status: int, message: str, headers: Mapping[str, str] = MappingProxyType({})) -> Answer:
    return Answer(status, TEXT, f"{message}\n".encode(), tuple(headers.items()))


def unavailable(message: str) -> Answer:
    """No answer now; in ten seconds there may be one."""
    return problem(503, message, {"retry-after": "10"})


DONE = Answer(204, "")
