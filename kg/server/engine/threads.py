"""Queries answered in threads of the front: those that are known to be quick, however large their answers.

Oxigraph releases the interpreter while it evaluates, and writes answers in small pieces from its thread; to raise in a
`write` ends a query. One that writes nothing cannot be ended. It was quick whenever its shape was asked before, so that
is rare; then its client is answered 503, and the front retires: another takes its place, and it ends when its other
requests have. A thread that had its quantum gets the lowest priority (Linux: niceness is a thread's own)."""

import asyncio
import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kg.server.answers.task import Answer, Graph, unavailable
from kg.server.engine.counts import count
from kg.server.engine.job import AHEAD, Job, Reply, answer, out_of_memory, processor_time
from kg.server.engine.limits import Limits
from kg.server.engine.shapes import Shapes
from kg.server.engine.worker import STACK

_MOST = 32
"""Queries that run at once: no more threads are started."""
_TICK = 0.02
_SHARE = 4
"""Of the memory of a query so much less may be taken here: those that are known to be quick need little."""
_STUCK = 2.0
"""Seconds that a thread may take to see that nobody waits for it."""
_LOWEST = 19


class _DroppedError(Exception):
    """Nobody waits for the rest."""


class _Run:
    """A job as a thread answers it."""

    def __init__(self, job: Job, graph: Graph) -> None:
        self.job, self.graph = job, graph
        self.begun = self.ended = 0.0
        """By the clock of the loop; 0 until then."""
        self.before = 0.0
        """Processor time that its thread had taken until it began."""
        self.tid = 0
        self.slow = False
        self.dropped = 0.0
        """Since when nobody waits for it."""
        self.room: threading.Semaphore | None = None
        """Of an answer in parts: how many more may be made before one is taken."""

    @property
    def long(self) -> bool:
        """Whether it took its thread from others, which then leaves."""
        return bool(self.begun) and (self.ended or time.monotonic()) - self.begun > _TICK

    @property
    def worked(self) -> float:
        """Seconds of processor time."""
        return (processor_time(f"/proc/self/task/{self.tid}") or self.before) - self.before


class Threads:
    """The threads of a front: one answers what comes, as long as it is quick; another for each that it is not.

    More would cost more: to wake a thread takes as long as to answer a query. `on_stuck` is called when the front
    should retire, and told whether at once."""

    def __init__(self, limits: Limits, shapes: Shapes, on_stuck: Callable[[bool], None]) -> None:
        self._limits, self._shapes, self._on_stuck = limits, shapes, on_stuck
        self._loop = asyncio.get_running_loop()
        self._given: queue.SimpleQueue[_Run] = queue.SimpleQueue()
        self._runs: dict[_Run, None] = {}
        self._alive = 0
        self._ticks = False
        self._base = _resident()

    @property
    def running(self) -> int:
        return len(self._runs)

    @property
    def full(self) -> bool:
        return self._alive >= _MOST

    def begin(self, job: Job, graph: Graph) -> None:
        run = _Run(job, graph)
        self._runs[run] = None
        self._given.put(run)
        if not self._alive:
            self._start()
        if not self._ticks:
            self._ticks = True
            self._loop.call_later(_TICK, self._look)

    def stop(self, refusal: Answer) -> None:
        for run in self._runs:
            run.job.refuse(refusal)

    def _start(self) -> None:
        self._alive += 1
        threading.stack_size(STACK)
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        """In a thread."""
        while True:
            run = self._given.get()
            run.tid, run.before, run.begun = threading.get_native_id(), time.thread_time(), time.monotonic()
            try:
                answer(run.job.task, run.graph, self._limits, partial(self._send, run))
            except Exception:  # it had begun, and is cut
                self._say(run, None)
            if run.long:
                return
            del run

    def _send(self, run: _Run, reply: Reply) -> None:
        if not reply.last:
            if run.room is None:
                run.room = threading.Semaphore(AHEAD)
                run.job.on_taken = run.room.release
            while not (run.room.acquire(timeout=0.5) or run.job.dropped):
                pass
        if run.job.dropped:
            raise _DroppedError
        self._say(run, reply)

    def _say(self, run: _Run, reply: Reply | None) -> None:
        if reply is None or reply.last:
            run.ended = time.monotonic()
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self._told, run, reply)

    def _told(self, run: _Run, reply: Reply | None) -> None:
        """What a thread has of an answer; None when there is no more."""
        if reply is None:
            run.job.refuse(unavailable("the answer was not ended"))
        else:
            run.job.take(reply)
        if reply is None or reply.last:
            del self._runs[run]
            self._alive -= run.long

    def _look(self) -> None:
        self._ticks = bool(self._runs)
        if not self._ticks:
            return
        self._loop.call_later(_TICK, self._look)
        now = time.monotonic()
        long = [run for run in self._runs if run.long]
        if self._alive <= len(long) < _MOST:
            self._start()
        for run in long:
            if not run.ended:
                self._look_at(run, now)
        slow = [run for run in long if run.slow]
        if slow and _resident() - self._base > self._limits.cache + self._limits.memory // _SHARE:
            for run in slow:
                run.job.refuse(out_of_memory(self._limits))
            self._on_stuck(True)

    def _look_at(self, run: _Run, now: float) -> None:
        job, passed = run.job, now - run.begun
        if not run.slow and passed > self._limits.quantum and run.worked > self._limits.quantum:
            run.slow = True
            if not job.begun:
                self._shapes.was_slow(job.shape)
            with contextlib.suppress(OSError):  # the thread has just ended
                os.setpriority(os.PRIO_PROCESS, run.tid, _LOWEST)
        if job.dropped:
            run.dropped = run.dropped or now
            if now - run.dropped > _STUCK and passed > self._limits.timeout:
                self._on_stuck(False)
        elif job.begun:
            # While a client reads slowly the thread waits, and its time stands still.
            if now - job.progress > self._limits.stall or run.worked > self._limits.timeout:
                job.refuse(unavailable("the answer was not read"))
        elif passed > self._limits.timeout:
            count("timed_out")
            job.refuse(unavailable(f"the query took longer than {self._limits.timeout:g} s"))


def _resident() -> int:
    """Bytes of memory that this process has."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
