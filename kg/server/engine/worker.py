"""A worker: the process that opens a store and answers one task at a time, so that it can be killed with its task."""

import contextlib
import faulthandler
import gc
import os
import pickle
import resource
import signal
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import Store

from kg.server.answers.task import TEXT, Answer, Graph, Task, problem
from kg.server.engine.job import answer, out_of_memory
from kg.server.engine.limits import Limits

STACK = 64 * 2**20
"""Bytes of the stack that parses a query, here and in a thread of the front: what a worker could, so can a thread."""
_AFTER_THE_FRONT = 5.0
"""Seconds a task may go on beyond its time when the front is no longer there to kill it."""
LENGTH = struct.Struct("<Q")
"""Before each value, pickled, between a front and a worker. Both ends are processes of this program."""


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


def snapshot(graph: Graph, path: str) -> Answer:
    """A copy of a store that is open for writing, of hard links: what readers open."""
    graph.store.backup(path)
    return Answer(200, TEXT)


def work(connection: socket.socket, graph: Callable[[Store], Graph]) -> None:
    """Answers until the front hangs up."""
    # What ends a process by a fault is said where the front hears it: «Segmentation fault» is a stack that is full.
    faulthandler.enable(file=connection.fileno(), all_threads=False)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError), connection.makefile("rb") as given:
        opening: Opening = _read(given)
        try:
            store = opened(opening.path, writable=opening.writable)
        except OSError as error:
            _send(connection, Opened(os.getpid(), str(error)))
            return
        _bound(opening.limits.memory)
        gc.freeze()
        _send(connection, Opened(os.getpid()))
        open_graph = graph(store)
        while True:
            task: Task = _read(given)
            # The system ends the process by this when nobody else is left to do so.
            signal.setitimer(signal.ITIMER_REAL, 2 * opening.limits.timeout + _AFTER_THE_FRONT)
            answer(task, open_graph, opening.limits, lambda reply: _send(connection, reply))
            signal.setitimer(signal.ITIMER_REAL, 0)


def opened(path: str, *, writable: bool = False) -> Store:
    """Raises OSError when it cannot be opened, or not be read."""
    try:
        store = Store(path) if writable else Store.read_only(path)
        next(iter(store.quads_for_pattern(None, None, None, None)), None)
    except (OSError, RuntimeError, ValueError) as error:
        raise OSError(" ".join(str(error).split())) from None
    return store


def last_words(said: bytes, limits: Limits) -> Answer:
    """Why a worker ended amid its task."""
    if b"Segmentation fault" in said:
        return problem(400, "the query is nested too deeply, or its chains of operators are too long")
    return out_of_memory(limits)


def framed(value: object) -> bytes:
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body


def _send(connection: socket.socket, value: object) -> None:
    connection.sendall(framed(value))


def _read(given: BinaryIO) -> Any:
    length = given.read(LENGTH.size)
    if len(length) < LENGTH.size:
        raise EOFError
    return pickle.loads(given.read(LENGTH.unpack(length)[0]))


def _bound(memory: int) -> None:
    """Beyond it the allocator fails, which ends the process. Without /proc there is no bound."""
    hard = resource.getrlimit(resource.RLIMIT_STACK)[1]
    resource.setrlimit(resource.RLIMIT_STACK, (STACK if hard == resource.RLIM_INFINITY else min(STACK, hard), hard))
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return
    allowed = pages * os.sysconf("SC_PAGE_SIZE") + memory
    resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
