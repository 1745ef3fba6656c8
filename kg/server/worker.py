"""A worker: the process that opens a store and answers one task at a time, so that it can be killed with its task."""

import contextlib
import gc
import logging
import os
import resource
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.server.limits import MIB, Limits
from kg.server.messages import Frames, framed, whole
from kg.server.tasks import TEXT, Answer, Graph, Task, problem, unavailable

_AFTER_THE_FRONT = 5.0
"""Seconds a task may go on beyond its time when the front is no longer there to kill it."""

_TOGETHER = 0.001
"""Seconds for which an answer may wait for the next."""
_AT_ONCE = 2**18


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


def work(connection: socket.socket, graph: Callable[[Store], Graph]) -> None:
    """Answers until the front hangs up."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        frames = Frames()
        opening = next(frames.feed(connection.recv(_AT_ONCE)), None)
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
        connection.sendall(framed(Opened(os.getpid())))
        _answer_all(connection, frames, graph(store), opening.limits)


def _answer_all(connection: socket.socket, frames: Frames, graph: Graph, limits: Limits) -> None:
    """Answers that are quickly there go back together, as the tasks came."""
    while data := connection.recv(_AT_ONCE):
        ready: list[bytes] = []
        begun = time.monotonic()
        for task in frames.feed(data):
            # The system ends the process by this when nobody else is left to do so.
            signal.setitimer(signal.ITIMER_REAL, limits.timeout + _AFTER_THE_FRONT)
            answer = _answer(whole(task), graph, limits)
            ready.append(framed((answer.status, answer.media_type, answer.body, answer.headers)))
            if (now := time.monotonic()) - begun > _TOGETHER:
                connection.sendall(b"".join(ready))
                ready.clear()
                begun = now
        signal.setitimer(signal.ITIMER_REAL, 0)
        if ready:
            connection.sendall(b"".join(ready))


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
    return unavailable(f"the query took more than the {limits.memory // MIB} MiB of memory that one may have")


def _bound_memory(more: int) -> None:
    """Beyond it the allocator fails, which ends the process. Without /proc there is no bound."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return
    allowed = pages * os.sysconf("SC_PAGE_SIZE") + more
    resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
