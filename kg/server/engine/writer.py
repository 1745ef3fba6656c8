"""The one process that has a store open for writing: it does one thing at a time, each as a whole or not at all."""

import asyncio

from kg.server.answers.task import Answer, Task, unavailable
from kg.server.engine.counts import count
from kg.server.engine.limits import Limits
from kg.server.engine.supervisor import Orders
from kg.server.engine.worker import Opening, last_words
from kg.server.engine.workers import Worker

_TRIES, _BETWEEN = 20, 0.1
"""A killed process may hold its store for a moment longer than its connection."""


class Writer:
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
