"""The one process that has a store open for writing: it does one thing at a time, each as a whole or not at all."""

import asyncio

from kg.server.counts import Counts
from kg.server.limits import Limits
from kg.server.supervisor import Orders
from kg.server.tasks import Answer, Task, unavailable
from kg.server.worker import Opening, out_of_memory
from kg.server.workers import Asked, Worker

_TRIES, _BETWEEN = 20, 0.1
"""A killed process may hold its store for a moment longer than its connection."""


class Writer:
    def __init__(self, path: str, orders: Orders, limits: Limits, counts: Counts) -> None:
        self._opening = Opening(path, writable=True, limits=limits)
        self._orders, self._limits, self._counts = orders, limits, counts
        self._one = asyncio.Lock()
        self._waiting = 0
        self._worker: Worker | None = None
        self._opened: asyncio.Future[None] | None = None

    async def start(self) -> None:
        """Raises OSError when the store cannot be opened for writing."""
        async with self._one:
            await self._open()

    async def ask(self, task: Task) -> Answer:
        if self._waiting >= self._limits.waiting:
            self._counts.add("refused")
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
            worker = self._worker or await self._open()
        except OSError as error:
            return unavailable(f"the store cannot be opened for writing: {error}")
        loop = asyncio.get_running_loop()
        asked = Asked(task, loop)
        worker.ask(asked, loop.time())
        try:
            return await asyncio.wait_for(asked.answer, self._limits.timeout)
        except TimeoutError:
            self._counts.add("timed_out")
            self._worker = None
            worker.kill()
            return unavailable(f"the update took longer than {self._limits.timeout:g} s, and was stopped")

    async def _open(self) -> Worker:
        error: Exception = OSError("it does not open")
        for _ in range(_TRIES):
            self._opened = asyncio.get_running_loop().create_future()
            worker = Worker(self._opening, self._on_open, self._on_answer, self._on_end)
            await worker.hire(self._orders)
            try:
                await self._opened
            except OSError as raised:
                error = raised
                await asyncio.sleep(_BETWEEN)
            else:
                self._worker = worker
                return worker
        raise error

    def _on_open(self, worker: Worker) -> None:
        self._counts.add("started")
        if self._opened is not None:
            self._opened.set_result(None)

    def _on_answer(self, worker: Worker, asked: Asked, answer: Answer) -> None:
        asked.settle(answer)

    def _on_end(self, worker: Worker) -> None:
        if self._worker is worker:
            self._worker = None
        if worker.given:
            self._counts.add("died")
            worker.given.popleft().settle(out_of_memory(self._limits))
        if self._opened is not None and not self._opened.done():
            self._opened.set_exception(OSError(worker.failed or "the process ended"))
