"""Worker processes as their front sees them, and the two lanes in which queries wait for one; and the one process that
has a store open for writing, which does one thing at a time, each as a whole or not at all.

A query begins in the quick lane. One that has had its quantum there moves, with its worker, to the slow lane, which has
lower priority; is that taken, it is stopped and begins anew when its turn comes there, or is refused when as many as
may already wait (feedback queues: Corbató et al., 1962). So nobody waits long behind a query that never ends."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from kg.server.answers.task import Answer, Task, unavailable
from kg.server.engine.counts import count
from kg.server.engine.job import Job, Reply
from kg.server.engine.limits import Limits
from kg.server.engine.remembered import QueryShapes
from kg.server.engine.supervisor import Orders
from kg.server.engine.worker import Opening, Worker, last_words

_BY_THE_CLOCK = 20
"""Quanta that a query may take by the clock."""
_CROWD, _HURRIED = 16, 0.2
"""Queries that wait in the quick lane, from which on each has so much of the quantum."""
_REST = 10.0
"""Seconds after which a worker that nobody needs ends."""
_TRIES, _BETWEEN = 20, 0.1
"""A killed process may hold its store for a moment longer than its connection."""


class _NoTurnError(Exception):
    """The job cannot be answered now; the message says why."""


class _Lane:
    """Places for those that run, and a bounded line of those that wait for one."""

    def __init__(self, places: int, most: int, seconds: float, full: str) -> None:
        self._places, self._most, self._seconds, self._full = asyncio.Semaphore(places), most, seconds, full
        self.waiting = 0

    @property
    def taken(self) -> bool:
        return self._places.locked()

    @contextlib.asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Raises _NoTurnError when it cannot be had."""
        await self._wait() if self.taken else await self._places.acquire()
        try:
            yield
        finally:
            self._places.release()

    async def _wait(self) -> None:
        if self.waiting >= self._most:
            raise _NoTurnError(self._full)
        self.waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), self._seconds)
        except TimeoutError:
            raise _NoTurnError("other queries took the time in which this one could have had its turn") from None
        finally:
            self.waiting -= 1


class Workers:
    """Those of one front."""

    def __init__(self, orders: Orders, limits: Limits, shapes: QueryShapes) -> None:
        self._orders, self._limits, self._shapes = orders, limits, shapes
        self._quick = _Lane(limits.workers, limits.waiting, limits.wait, "too many queries wait here")
        full = "the query takes long, and as many such as may wait here already do"
        self._slow = _Lane(limits.slow_workers, limits.slow_waiting, limits.wait, full)
        self._streams = _Lane(limits.streams, 0, 0, "as many large answers as may are being read")
        self._all: set[Worker] = set()
        self._idle: list[Worker] = []
        self._jobs: set[Job] = set()

    @property
    def waiting(self) -> int:
        return self._quick.waiting + self._slow.waiting

    @property
    def running(self) -> int:
        return len(self._jobs) - self.waiting

    async def answer(self, job: Job, opening: Opening) -> None:
        """Until the job has all of its answer, or is refused."""
        self._jobs.add(job)
        worker: Worker | None = None
        try:
            worker, reply = await self._begin(job, opening)
            if reply is not None and not reply.last:
                async with self._streams.place():
                    job.take(reply)
                    reply = await self._stream(worker, job)
            if reply is None:
                if not job.dropped:
                    count("died")
                job.refuse(last_words(worker.said, self._limits))
            else:
                job.take(reply)
                self._rest(worker)
                worker = None
        except _NoTurnError as refusal:
            count("refused")
            job.refuse(unavailable(str(refusal)))
        except OSError as error:
            logging.getLogger(__name__).error("a worker cannot open the store: %s", error)
            job.refuse(unavailable("the store cannot be opened now"))
        finally:
            self._jobs.discard(job)
            if worker is not None:
                self._end(worker)

    def stop(self, refusal: Answer) -> None:
        """Whoever still waits is told so."""
        for job in self._jobs:
            job.refuse(refusal)

    def dismiss_idle(self) -> None:
        for worker in self._idle:
            self._all.discard(worker)
            worker.dismiss()
        self._idle.clear()

    def close(self) -> None:
        for worker in list(self._all):
            worker.kill()

    async def _begin(self, job: Job, opening: Opening) -> tuple[Worker, Reply | None]:
        """A worker with the first part of its answer. Raises _NoTurnError, and OSError when none opens the store."""
        worker, asked = None, None
        if not self._shapes.slow(job.shape):
            async with self._quick.place():
                if not self._shapes.slow(job.shape):  # as it may have been found while this one waited
                    worker = await self._worker(opening)
                    asked = asyncio.ensure_future(worker.ask(job.task))
                    if await self._within_quantum(worker, asked):
                        return worker, asked.result()
                    count("slow")
                    self._shapes.was_slow(job.shape)
            if worker is not None and asked is not None and self._slow.taken:
                asked.cancel()
                self._end(worker)
                worker = None
        async with self._slow.place():
            if worker is None or asked is None:
                worker = await self._worker(opening)
                asked = asyncio.ensure_future(worker.ask(job.task))
            worker.slow = True
            worker.demote()
            try:
                return worker, await asyncio.wait_for(asked, self._limits.timeout)
            except TimeoutError:
                count("timed_out")
                self._end(worker)
                raise _NoTurnError(f"the query took longer than {self._limits.timeout:g} s") from None

    async def _within_quantum(self, worker: Worker, asked: asyncio.Future[Reply | None]) -> bool:
        """Whether it answers before it has had so much processor time, or has waited for something (another service)
        for long; by the clock alone a busy machine would make every query slow."""
        quantum = self._limits.quantum * (_HURRIED if self._quick.waiting > _CROWD else 1)
        loop = asyncio.get_running_loop()
        begun, before = loop.time(), worker.worked()
        while not (await asyncio.wait([asked], timeout=quantum / 4))[0]:
            passed, worked = loop.time() - begun, worker.worked()
            had = passed if worked is None or before is None else worked - before
            if had >= quantum or passed > _BY_THE_CLOCK * quantum:
                return False
        return True

    async def _stream(self, worker: Worker, job: Job) -> Reply | None:
        """Hands the parts on as the client takes them; gives the last."""
        count("streamed")
        left, loop = self._limits.timeout, asyncio.get_running_loop()
        try:
            while True:
                await asyncio.wait_for(job.room(), self._limits.stall)
                begun = loop.time()
                reply = await asyncio.wait_for(worker.more(), left)
                left -= loop.time() - begun
                if reply is None or reply.last or job.dropped:
                    return None if job.dropped else reply
                job.take(reply)
        except TimeoutError:
            return None

    async def _worker(self, opening: Opening) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.opening is opening and worker.alive:
                return worker
            self._end(worker)
        worker = Worker(opening, self._orders)
        await worker.open()
        self._all.add(worker)
        return worker

    def _rest(self, worker: Worker) -> None:
        """It waits for another job, but not for ever."""
        if worker.slow:
            self._end(worker)
            return
        self._idle.append(worker)
        worker.rests += 1
        asyncio.get_running_loop().call_later(_REST, self._dismiss, worker, worker.rests)

    def _dismiss(self, worker: Worker, rests: int) -> None:
        if worker in self._idle and worker.rests == rests:
            self._idle.remove(worker)
            self._end(worker)

    def _end(self, worker: Worker) -> None:
        if worker in self._all:
            self._all.discard(worker)
            worker.kill()


class StoreWriter:
    def __init__(self, path: str, orders: Orders, limits: Limits) -> None:
        self._opening = Opening(path, writable=True, limits=limits)
        self._orders, self._limits = orders, limits
        self._one = asyncio.Lock()
        self._waiting = 0
        self._worker: Worker | None = None

    async def start(self) -> None:
        """Raises OSError when the store cannot be opened for writing."""
        async with self._one:
            self._worker = await self._open()

    async def ask(self, task: Task) -> Answer:
        if self._waiting >= self._limits.waiting:
            count("refused")
            return unavailable("too many updates wait here")
        self._waiting += 1
        try:
            async with self._one:
                return await self._ask(task)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        if self._worker is not None:
            self._worker.kill()

    async def _ask(self, task: Task) -> Answer:
        try:
            worker = self._worker = self._worker or await self._open()
        except OSError:
            return unavailable("the store cannot be opened for writing")
        self._worker = None  # until it has answered
        try:
            reply = await asyncio.wait_for(worker.ask(task), self._limits.timeout)
        except TimeoutError:
            count("timed_out")
            worker.kill()
            return unavailable(f"the update took longer than {self._limits.timeout:g} s, and was stopped")
        if reply is None or reply.answer is None:
            count("died")
            return last_words(worker.said, self._limits)
        self._worker = worker
        return reply.answer

    async def _open(self) -> Worker:
        error = OSError("it does not open")
        for _ in range(_TRIES):
            worker = Worker(self._opening, self._orders)
            try:
                await worker.open()
            except OSError as raised:
                error = raised
                await asyncio.sleep(_BETWEEN)
            else:
                return worker
        raise error
