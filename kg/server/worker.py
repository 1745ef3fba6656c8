"""A worker: the process that opens a store and answers one task at a time, so that it can be killed with its task."""

import gc
import logging
import os
import resource
import signal
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.queries import SavedQuery
from kg.server.limits import MIB, Limits
from kg.server.messages import framed, received
from kg.server.tasks import TEXT, Answer, Graph, Task, problem

_AFTER_THE_FRONT = 5.0
"""Seconds a task may go on beyond its time when the front is no longer there to kill it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a front tells a new worker."""

    path: str
    writable: bool
    limits: Limits


@dataclass(frozen=True, slots=True)
class Opened:
    """What the worker says to that; `error` is empty when the store is open."""

    pid: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of a store that is open for writing, of hard links: what readers open."""

    path: str

    def answer(self, graph: Graph) -> Answer:
        graph.store.backup(self.path)
        return Answer(200, TEXT, b"")


def work(connection: socket.socket, queries: Mapping[str, SavedQuery], base: str) -> None:
    """Answers until the front hangs up."""
    messages = received(connection)
    try:
        opening = next(messages, None)
        if opening is None:
            return
        try:
            store = Store(opening.path) if opening.writable else Store.read_only(opening.path)
            next(iter(store.quads_for_pattern(None, None, None, None)), None)
        except (OSError, RuntimeError, ValueError) as error:
            connection.sendall(framed(Opened(os.getpid(), " ".join(str(error).split()))))
            return
        _bound_memory(opening.limits.memory)
        gc.freeze()
        graph = Graph(store, queries, base)
        connection.sendall(framed(Opened(os.getpid())))
        for task in messages:
            # The system ends the process by this when nobody else is left to do so.
            signal.setitimer(signal.ITIMER_REAL, opening.limits.timeout + _AFTER_THE_FRONT)
            answer = _answer(task, graph, opening.limits)
            connection.sendall(framed((answer.status, answer.media_type, answer.body, answer.headers)))
            signal.setitimer(signal.ITIMER_REAL, 0)
    except (BrokenPipeError, ConnectionResetError):
        return


def _answer(task: Task, graph: Graph, limits: Limits) -> Answer:
    try:
        answer = task.answer(graph)
    except MemoryError:
        return out_of_memory(limits)
    except Exception:
        logging.getLogger(__name__).exception("%.500r failed", task)
        return problem(500, "this should have been answered, and was not: an error of the server")
    if len(answer.body) > limits.result:
        allowed = f"more than the {limits.result / MIB:g} MiB allowed"
        return problem(413, f"the answer has {len(answer.body) / MIB:.1f} MiB, {allowed}; ask for less with LIMIT")
    return answer


def out_of_memory(limits: Limits) -> Answer:
    return problem(503, f"the query took more than the {limits.memory // MIB} MiB of memory that one may have")


def _bound_memory(more: int) -> None:
    """Beyond it the allocator fails, which ends the process. Without /proc there is no bound."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return
    allowed = pages * os.sysconf("SC_PAGE_SIZE") + more
    resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
