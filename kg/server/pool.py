"""Who is answered when: feedback queues over worker processes (Corbató et al., 1962).

A query begins in the quick lane. One that takes long there moves, with its worker, to the slow lane, where few run,
with lowered priority and up to the timeout; when that is full it is stopped, and waits to begin anew there, or is
refused. So nobody waits behind a query that never ends, only behind its first moments."""

import asyncio
import re
from collections import OrderedDict, deque
from collections.abc import Iterable

from kg.server.counts import Counts
from kg.server.limits import Limits
from kg.server.supervisor import Orders
from kg.server.tasks import Answer, unavailable
from kg.server.worker import Opening, out_of_memory
from kg.server.workers import Asked, Worker

_CROWD = 32
"""Queries that wait and have not begun."""
_HURRIED, _LEAST = 0.1, 0.02
"""Of the quantum in a crowd, and seconds that it is at least."""
_AHEAD = 2
"""Tasks that a worker may be given at once while it answers them soon."""
_SOON = 0.002
_TOO_LONG = 0.01
"""Seconds after which those it has not begun go to others."""
_REMEMBERED = 1000
_LONGEST_SHAPE = 10_000
_SHAPE = re.compile(r"<[^>]*>|\"[^\"]*\"|'[^']*'|[0-9]+")
_TRY_AGAIN = 1.0
_NEW, _ALIKE, _BEGUN = range(3)
"""The levels of the quick lane: never run; never run, but of the shape of slow ones; stopped once for others."""


class Pool:
    """Workers for one opening of the graph at a time."""

    def __init__(self, orders: Orders, limits: Limits, counts: Counts) -> None:
        self._loop = asyncio.get_running_loop()
        self._orders, self._limits, self._counts = orders, limits, counts
        self._opening: Opening | None = None
        self._next: Opening | None = None
        self._workers: set[Worker] = set()
        """All that have not ended, those of the opening before among them."""
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._levels: tuple[deque[Asked], ...] = (deque(), deque(), deque())
        self._long: deque[Asked] = deque()
        self._slow_tasks: OrderedDict[object, None] = OrderedDict()
        self._slow_shapes: OrderedDict[object, None] = OrderedDict()
        self._opened: asyncio.Future[None] | None = None
        self._ticks = False
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def waiting(self) -> int:
        return sum(map(len, self._levels)) + len(self._long)

    @property
    def running(self) -> int:
        return len(self._busy)

    async def open(self, opening: Opening) -> None:
        """From here on tasks are answered from this opening; the workers of the one before finish what they do.

        Returns when the first worker is ready, until which the ones before go on."""
        self._next = opening
        self._opened = self._loop.create_future()
        self._hire(opening)
        await self._opened

    def admit(self, asked: Asked) -> None:
        if self._slow_tasks and asked.task in self._slow_tasks:
            self._wait_for_slow(asked)
        elif worker := self._quick():
            self._give(worker, asked)
        elif self.waiting >= self._limits.waiting:
            self._refuse(asked, "too many queries wait here")
        else:
            asked.shape = _shape(asked)
            asked.level = _ALIKE if asked.shape in self._slow_shapes else _NEW
            self._levels[asked.level].append(asked)
            self._tick_later()

    def _quick(self) -> Worker | None:
        """A quick worker: best one that is about to be done, which need not be woken, else one that is free."""
        if self._levels[_NEW]:
            return None
        now = self._loop.time()
        for worker in self._busy:
            soon = worker.last < _SOON and now - worker.started < _SOON
            if worker.opening is self._opening and soon and not worker.slow and len(worker.given) < _AHEAD:
                return worker
        for at in range(len(self._idle) - 1, -1, -1):
            if not self._idle[at].slow:
                return self._idle.pop(at)
        return None

    def refuse_all(self, message: str) -> None:
        for asked in (*(asked for level in self._levels for asked in level), *self._long):
            self._refuse(asked, message)
        for level in (*self._levels, self._long):
            level.clear()
        for worker in list(self._busy):
            for asked in self._kill(worker):
                self._refuse(asked, message)

    def close(self) -> None:
        self._closed = True
        self.refuse_all("the server is stopping")
        for worker in list(self._workers):
            worker.kill()

    def _hire(self, opening: Opening, *, slow: bool = False) -> None:
        worker = Worker(opening, self._on_open, self._on_answer, self._on_end)
        worker.slow = slow
        self._workers.add(worker)
        hiring = self._loop.create_task(worker.hire(self._orders))
        self._tasks.add(hiring)
        hiring.add_done_callback(self._tasks.discard)

    def _fill(self) -> None:
        """As many quick workers as there should be, and one more slow one where slow queries wait for it."""
        if self._closed or self._opening is None:
            return
        own = [worker for worker in self._workers if worker.opening is self._opening]
        slow = sum(worker.slow for worker in own)
        for _ in range(self._limits.workers - (len(own) - slow)):
            self._hire(self._opening)
        if self._long and slow < self._limits.slow_workers:
            self._hire(self._opening, slow=True)

    def _on_open(self, worker: Worker) -> None:
        self._counts.add("started")
        if worker.slow:
            worker.demote()
        if worker.opening is not self._opening and worker.opening is self._next:
            self._opening = worker.opening
            for idle in self._idle:
                idle.dismiss()
            self._idle.clear()
            self._slow_tasks.clear()
            self._slow_shapes.clear()
            self._fill()
            if self._opened is not None and not self._opened.done():
                self._opened.set_result(None)
        self._feed(worker)

    def _on_answer(self, worker: Worker, asked: Asked, answer: Answer) -> None:
        if answer.status == 413:
            self._counts.add("oversized")
        asked.settle(answer, worker.opening)
        if worker.given:
            return
        self._busy.discard(worker)
        if worker.spoilt:
            self._kill(worker)
        else:
            self._feed(worker)

    def _on_end(self, worker: Worker) -> None:
        self._workers.discard(worker)
        self._busy.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if worker.given:
            self._counts.add("died")
            worker.given.popleft().settle(out_of_memory(self._limits), worker.opening)
            self._again(worker.given)
        if worker.opening is self._next and worker.opening is not self._opening and self._opened is not None:
            self._opened.set_exception(OSError(worker.failed or "its process ended"))
        elif worker.failed:
            self._loop.call_later(_TRY_AGAIN, self._fill)
        else:
            self._fill()

    def _feed(self, worker: Worker) -> None:
        """Gives a free worker what is next for it."""
        if worker.opening is not self._opening:
            worker.dismiss()
            return
        new = self._levels[_NEW]
        while new and new[0].shape in self._slow_shapes:
            new[0].level = _ALIKE
            self._levels[_ALIKE].append(new.popleft())
        queues = (self._long, self._levels[_BEGUN]) if worker.slow else self._levels
        for queue in queues:
            if queue:
                self._give(worker, queue.popleft())
                return
        self._idle.append(worker)

    def _give(self, worker: Worker, asked: Asked) -> None:
        self._busy.add(worker)
        worker.ask(asked, self._loop.time())
        self._tick_later()

    def _tick_later(self) -> None:
        if not self._ticks:
            self._ticks = True
            self._loop.call_later(min(max(self._limits.quantum / 20, 0.01), self._limits.timeout / 4), self._tick)

    def _tick(self) -> None:
        self._ticks = False
        now = self._loop.time()
        for worker in list(self._busy):
            if now - worker.started > self._limits.timeout:
                self._time_out(worker)
            elif not worker.slow:
                self._look(worker, now)
        for queue in (*self._levels, self._long):
            while queue and now - queue[0].since > self._limits.wait:
                self._refuse(queue.popleft(), "other queries took the time in which this one could have had its turn")
        if self._busy or self.waiting:
            self._tick_later()

    def _look(self, worker: Worker, now: float) -> None:
        if len(worker.given) > 1 and now - worker.started > _TOO_LONG:
            self._again(worker.reclaim())
        crowd = len(self._levels[_NEW]) + len(self._levels[_ALIKE]) > _CROWD
        hurried = crowd and worker.given[0].level != _BEGUN
        quantum = self._limits.quantum
        if worker.has_worked(min(quantum, max(quantum * _HURRIED, _LEAST)) if hurried else quantum, now):
            self._move(worker, hurried=hurried)

    def _again(self, asked: Iterable[Asked]) -> None:
        """Those that were given to a worker and not begun are next."""
        for one in reversed(list(asked)):
            if worker := next((idle for idle in self._idle if not idle.slow), None):
                self._idle.remove(worker)
                self._give(worker, one)
            else:
                self._levels[one.level].appendleft(one)

    def _time_out(self, worker: Worker) -> None:
        asked, *others = self._kill(worker)
        self._counts.add("timed_out")
        self._remember(self._slow_tasks, asked.task)
        asked.settle(unavailable(f"the query took longer than {self._limits.timeout:g} s"), worker.opening)
        self._again(others)

    def _move(self, worker: Worker, *, hurried: bool) -> None:
        """Out of the quick lane, since it has had its time there."""
        asked = worker.given[0]
        self._remember(self._slow_shapes, asked.shape or _shape(asked))
        if not hurried:
            self._counts.add("slow")
            self._remember(self._slow_tasks, asked.task)
        self._again(worker.reclaim())
        if self._has_slow_place(worker):
            worker.demote()
            self._fill()
            return
        self._kill(worker)
        if hurried:
            asked.level = _BEGUN
            self._levels[_BEGUN].append(asked)
        else:
            self._wait_for_slow(asked)

    def _has_slow_place(self, worker: Worker) -> bool:
        slow = [other for other in self._workers if other.slow and other.opening is worker.opening]
        if len(slow) < self._limits.slow_workers:
            return True
        for other in slow:
            if other in self._idle:
                self._idle.remove(other)
                self._workers.discard(other)
                other.dismiss()
                return True
        return False

    def _wait_for_slow(self, asked: Asked) -> None:
        for worker in self._idle:
            if worker.slow:
                self._idle.remove(worker)
                self._give(worker, asked)
                return
        if len(self._long) >= self._limits.slow_waiting:
            self._refuse(asked, "the query takes long, and as many such as may wait here already do")
            return
        self._long.append(asked)
        self._tick_later()
        self._fill()

    def _refuse(self, asked: Asked, message: str) -> None:
        self._counts.add("refused")
        asked.settle(unavailable(message))

    def _kill(self, worker: Worker) -> list[Asked]:
        self._busy.discard(worker)
        self._workers.discard(worker)
        given = worker.kill()
        self._fill()
        return given

    def _remember(self, slow: OrderedDict[object, None], one: object) -> None:
        slow[one] = None
        if len(slow) > _REMEMBERED:
            slow.popitem(last=False)


def _shape(asked: Asked) -> str:
    """The query without what differs between those of one program."""
    text = str(getattr(asked.task, "query", asked.task))
    return _SHAPE.sub("", text[:_LONGEST_SHAPE])
