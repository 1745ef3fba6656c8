"""A worker: the process that opens a store and answers one task at a time, so that it can be killed with its task; and
its front's end of it."""

import asyncio
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
from kg.server.engine.counts import count
from kg.server.engine.job import Reply, answer, out_of_memory, processor_time
from kg.server.engine.limits import MIB, Limits
from kg.server.engine.supervisor import Orders

STACK = 64 * 2**20
"""Bytes of the stack that parses a query, here and in a thread of the front: what a worker could, so can a thread."""
_AFTER_THE_FRONT = 5.0
"""Seconds a task may go on beyond its time when the front is no longer there to kill it."""
_LENGTH = struct.Struct("<Q")
"""Before each value, pickled, between a front and a worker. Both ends are processes of this program."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a front tells a new worker."""

    path: str
    writable: bool
    limits: Limits


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the worker says to that; `error` is empty when the store is open."""

    pid: int
    error: str = ""


def snapshot(graph: Graph, path: str) -> Answer:
    """A copy of a store that is open for writing, of hard links: what readers open."""
    graph.store.backup(path)
    return Answer(200, TEXT)


class Worker:
    """A process that answers one task at a time."""

    def __init__(self, opening: Opening, orders: Orders) -> None:
        self.opening = opening
        self.said = b""
        """What it said last, if it has ended."""
        self.slow = False
        self.rests = 0
        """How often it had nothing to do."""
        self._orders = orders
        self._pid = 0

    async def open(self) -> None:
        """Raises OSError when the store cannot be opened."""
        self._reader, self._writer = await asyncio.open_unix_connection(sock=self._orders.hire(), limit=MIB)
        self._writer.write(_framed(self.opening))
        opened = await self._read()
        if not isinstance(opened, _Opened) or opened.error:
            raise OSError(opened.error if isinstance(opened, _Opened) else "its process ended")
        self._pid = opened.pid
        count("started")

    async def ask(self, task: Task) -> Reply | None:
        """The first part of the answer; None when its process ended."""
        self._writer.write(_framed(task))
        return await self.more()

    async def more(self) -> Reply | None:
        """The next part."""
        reply = await self._read()
        return reply if isinstance(reply, Reply) else None

    @property
    def alive(self) -> bool:
        return not self._reader.at_eof()

    def demote(self) -> None:
        """Others go before it from now on."""
        self._orders.slow(self._pid)

    def kill(self) -> None:
        self._orders.kill(self._pid)
        self.dismiss()

    def dismiss(self) -> None:
        """It ends when it has nothing to do."""
        self._writer.close()

    def worked(self) -> float | None:
        """Seconds of processor time, as far as the system tells."""
        return processor_time(f"/proc/{self._pid}")

    async def _read(self) -> Any:
        """The next value; None when the process has ended."""
        try:
            head = await self._reader.readexactly(_LENGTH.size)
            if head.startswith(b"Fatal"):
                self.said = head + await self._reader.read()
                return None
            return pickle.loads(await self._reader.readexactly(_LENGTH.unpack(head)[0]))
        except (asyncio.IncompleteReadError, ConnectionError):
            return None


def work(connection: socket.socket, graph: Callable[[Store], Graph]) -> None:
    """Answers until the front hangs up."""
    # What ends a process by a fault is said where the front hears it: «Segmentation fault» is a stack that is full.
    faulthandler.enable(file=connection.fileno(), all_threads=False)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError), connection.makefile("rb") as given:
        opening: Opening = _read(given)
        try:
            store = opened(opening.path, writable=opening.writable)
        except OSError as error:
            _send(connection, _Opened(os.getpid(), str(error)))
            return
        _bound(opening.limits.memory)
        gc.freeze()
        _send(connection, _Opened(os.getpid()))
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


def _framed(value: object) -> bytes:
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def _send(connection: socket.socket, value: object) -> None:
    connection.sendall(_framed(value))


def _read(given: BinaryIO) -> Any:
    length = given.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        raise EOFError
    return pickle.loads(given.read(_LENGTH.unpack(length)[0]))


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
