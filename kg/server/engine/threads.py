"""Queries answered in threads of the front: those that are known to be quick, however large their answers.

Oxigraph releases the interpreter while it evaluates, and writes answers in small pieces from its thread; to raise in a
`write` ends a query. One that writes nothing cannot be ended. It was quick whenever its shape was asked before, so that
is rare; then its client is answered 503, and the front retires: another takes its place, and it ends when its other
requests have. A thread that had its quantum gets the lowest priority (Linux: niceness is a thread's own).

To hand a query from the loop to a thread and back takes longer than most queries. So a thread also reads requests
itself, those of visitors: connections whose client waits for nothing, and asked something quick before. What it cannot
answer in a moment is the loop's again."""

import asyncio
import contextlib
import logging
import os
import selectors
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol, TypeAlias

from kg.server.answers.task import Answer, Graph, Task, unavailable
from kg.server.engine.counts import count
from kg.server.engine.job import AHEAD, Job, Reply, answer, out_of_memory, processor_time
from kg.server.engine.limits import Limits
from kg.server.engine.remembered import QueryShapes
from kg.server.engine.worker import STACK

_MOST = 32
"""Queries that run at once: no more threads are started."""
_TICK, _BY_THE_CLOCK = 0.02, 10
"""Seconds between two looks at what runs, and ticks that a query may take by the clock."""
_SHARE = 4
"""Of the memory of a query so much less may be taken here: those that are known to be quick need little."""
_STUCK = 2.0
"""Seconds that a thread may take to see that nobody waits for it."""
_LOWEST = 19
_CLAIMED = 1.0
"""Seconds in which what a thread began is asked for in the loop."""
AnswerHere: TypeAlias = Callable[[Task, str, Graph], Reply | None]
"""The whole answer to a task of a shape; None where it is not to be had here."""


class Visitor(Protocol):
    """A connection whose requests a thread reads."""

    def fileno(self) -> int: ...

    def serve(self, answer: AnswerHere) -> bytes | None:
        """In a thread: reads a request, and answers it by `answer`; where that gives None, the loop has it already.
        Gives None when it is done, else what `leave` is to be told, nothing for what cannot be gone on with."""

    def leave(self, data: bytes | None = None) -> None:
        """In the loop: it is no visitor any more. Without `data` its last request is to be read anew."""


class _DroppedError(Exception):
    """Nobody waits for the rest."""


class _Run:
    """A job as a thread answers it."""

    def __init__(self, job: Job, graph: Graph, visitor: Visitor | None = None) -> None:
        self.job, self.graph, self.visitor = job, graph, visitor
        self.begun = 0.0
        """By the clock; 0 until then."""
        self.before = 0.0
        """Processor time that its thread had taken until it began."""
        self.tid = 0
        self.in_loop = visitor is None
        """Whether the loop sends what comes of it, else its thread."""
        self.reply: Reply | None = None
        self.slow = False
        self.dropped = 0.0
        """Since when nobody waits for it."""
        self.room: threading.Semaphore | None = None
        """Of an answer in parts: how many more may be made before one is taken."""

    def is_long(self, now: float) -> bool:
        """Whether it keeps its thread from others. Not as soon as it waits for a processor: so would they."""
        passed = now - self.begun
        waits = self.room is not None or passed > _BY_THE_CLOCK * _TICK
        return passed > _TICK and (waits or self.worked > _TICK / 2)

    @property
    def worked(self) -> float:
        """Seconds of processor time."""
        return (processor_time(f"/proc/self/task/{self.tid}") or self.before) - self.before


class _Thread:
    """What one does, as others may know. It is changed, and read by the loop, under the lock of all."""

    def __init__(self) -> None:
        self.run: _Run | None = None
        self.visitor: Visitor | None = None
        self.brought = False
        """Whether the loop has taken over its visitor."""
        self.held = False
        """Whether its run took it from others: another was started, and it ends with its run."""


class Threads:
    """The threads of a front: one answers what comes, as long as it is quick; another for each that it is not.

    More would cost more: to wake a thread takes as long as to answer a query. `on_stuck` is called when the front
    should retire, and told whether at once."""

    def __init__(self, limits: Limits, shapes: QueryShapes, on_stuck: Callable[[bool], None]) -> None:
        self._limits, self._shapes, self._on_stuck = limits, shapes, on_stuck
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._threads: list[_Thread] = []
        self._given: deque[_Run] = deque()
        self._bell, self._ring = os.pipe()
        """A byte in it for each run given."""
        self._lines = selectors.DefaultSelector()
        self._lines.register(self._bell, selectors.EVENT_READ)
        self._visitors: set[Visitor] = set()
        self._runs: dict[_Run, None] = {}
        """Those that the loop has to do with."""
        self._early: dict[Task, _Run] = {}
        """Begun for visitors, and not yet asked for by the loop."""
        self._ticks = False
        self._base = _resident()

    @property
    def running(self) -> int:
        return len(self._runs)

    @property
    def full(self) -> bool:
        return len(self._threads) >= _MOST

    def begin(self, task: Task, shape: str, graph: Graph) -> Job:
        """Or goes on, if a thread has begun it for a visitor."""
        early = self._early.pop(task, None)
        if early is not None and early.graph is graph:
            return early.job
        run = _Run(Job(task, shape, self._loop), graph)
        self._runs[run] = None
        self._given.append(run)
        os.write(self._ring, b".")
        self._wake()
        return run.job

    def visit(self, visitor: Visitor) -> None:
        """From now on, and until it leaves, threads read its requests."""
        with self._lock:
            self._visitors.add(visitor)
            self._lines.register(visitor.fileno(), selectors.EVENT_READ, visitor)
        self._wake()

    def take_back(self, visitor: Visitor) -> bool:
        """Whether it is no visitor now: not amid a request that a thread has read."""
        with self._lock:
            if any(thread.visitor is visitor for thread in self._threads):
                return False
            self._remove(visitor)
            return True

    def stop(self, refusal: Answer) -> None:
        for run in self._runs:
            run.job.refuse(refusal)

    def _remove(self, visitor: Visitor) -> None:
        if visitor in self._visitors:
            self._visitors.remove(visitor)
            self._lines.unregister(visitor.fileno())

    def _wake(self) -> None:
        if not self._threads:
            self._start()
        if not self._ticks:
            self._ticks = True
            self._loop.call_later(_TICK, self._look)

    def _start(self) -> None:
        thread = _Thread()
        with self._lock:
            self._threads.append(thread)
        threading.stack_size(STACK)
        threading.Thread(target=self._work, args=(thread,), daemon=True).start()

    # In a thread.

    def _work(self, thread: _Thread) -> None:
        answer_here = partial(self._answer_here, thread)
        while not thread.held:
            for key, _ in self._lines.select():
                visitor: Visitor | None = key.data
                if visitor is None:
                    os.read(self._bell, 1)
                    self._answer(thread, self._given.popleft())
                else:
                    self._serve(thread, visitor, answer_here)
                if thread.held:
                    break
        with self._lock:
            self._threads.remove(thread)

    def _serve(self, thread: _Thread, visitor: Visitor, answer_here: AnswerHere) -> None:
        with self._lock:
            if visitor not in self._visitors:
                return  # it has just left
            thread.visitor = visitor
        try:
            left = visitor.serve(answer_here)
        except Exception:
            logging.getLogger(__name__).exception("a request failed in its thread")
            left = b""
        with self._lock:
            if thread.brought:
                left = None
            elif left is not None:
                self._remove(visitor)
            thread.visitor, thread.brought = None, False
        if left is not None:
            self._tell(visitor.leave, left)

    def _answer_here(self, thread: _Thread, task: Task, shape: str, graph: Graph) -> Reply | None:
        run = _Run(Job(task, shape, self._loop), graph, thread.visitor)
        self._answer(thread, run)
        thread.brought = run.reply is None
        return run.reply

    def _answer(self, thread: _Thread, run: _Run) -> None:
        run.tid, run.before, run.begun = threading.get_native_id(), time.thread_time(), time.monotonic()
        with self._lock:
            thread.run = run
        try:
            answer(run.job.task, run.graph, self._limits, partial(self._send, run))
        except Exception:  # it had begun, and is cut
            self._tell(self._told, run, None)
        with self._lock:
            thread.run = None

    def _send(self, run: _Run, reply: Reply) -> None:
        if not run.in_loop:
            with self._lock:
                brings = not run.in_loop
                if brings and reply.last:
                    run.reply = reply
                    return
                run.in_loop = True
            if brings:
                self._tell(self._bring, run)
        if not reply.last:
            if run.room is None:
                run.room = threading.Semaphore(AHEAD)
                run.job.on_taken = run.room.release
            while not (run.room.acquire(timeout=0.5) or run.job.dropped):
                pass
        if run.job.dropped:
            raise _DroppedError
        self._tell(self._told, run, reply)

    def _tell(self, function: Callable[..., None], *given: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(function, *given)

    # In the loop.

    def _bring(self, run: _Run) -> None:
        """The request of a visitor comes the usual way from now on, and meets the answer that was begun."""
        visitor = run.visitor
        assert visitor is not None
        with self._lock:
            self._remove(visitor)
            for thread in self._threads:
                if thread.visitor is visitor:
                    thread.visitor = None
        self._runs[run] = None
        if self._early.setdefault(run.job.task, run) is not run:
            run.job.close()
        self._loop.call_later(_CLAIMED, self._forget, run)
        visitor.leave()

    def _forget(self, run: _Run) -> None:
        if self._early.get(run.job.task) is run:
            del self._early[run.job.task]
            run.job.close()

    def _told(self, run: _Run, reply: Reply | None) -> None:
        """What a thread has of an answer; None when there is no more."""
        if reply is None:
            run.job.refuse(unavailable("the answer was not ended"))
        else:
            run.job.take(reply)
        if reply is None or reply.last:
            del self._runs[run]

    def _look(self) -> None:
        self._ticks = bool(self._runs or self._visitors)
        if not self._ticks:
            return
        self._loop.call_later(_TICK, self._look)
        now = time.monotonic()
        with self._lock:
            long = [thread.run for thread in self._threads if thread.run and thread.run.is_long(now)]
            for thread in self._threads:
                thread.held = thread.held or thread.run in long
            free = sum(not thread.held for thread in self._threads)
            brought = [run for run in long if not (run.in_loop or run.reply)]
            for run in brought:
                run.in_loop = True
        if not free and not self.full:
            self._start()
        for run in brought:
            self._bring(run)
        for run in long:
            self._look_at(run, now)
        slow = [run for run in long if run.slow]
        if slow and _resident() - self._base > self._limits.kept + self._limits.memory // _SHARE:
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
