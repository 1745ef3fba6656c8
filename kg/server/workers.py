"""Worker processes as their front sees them."""

import asyncio
from asyncio import transports
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import cast

from kg.server.messages import Frames, framed, parts
from kg.server.supervisor import Orders
from kg.server.tasks import Answer, Task
from kg.server.worker import Opened, Opening

_IDLE = 20
"""Times the processor time that it may have taken by the clock."""


class Asked:
    """A task whose answer is waited for."""

    __slots__ = ("answer", "level", "opening", "shape", "since", "task")

    def __init__(self, task: Task, loop: asyncio.AbstractEventLoop) -> None:
        self.task = task
        self.answer: asyncio.Future[Answer] = loop.create_future()
        self.since = loop.time()
        self.level = 0
        self.shape = ""
        self.opening: Opening | None = None
        """What it was answered from, if it was."""

    def settle(self, answer: Answer, opening: Opening | None = None) -> None:
        self.opening = opening
        if not self.answer.done():
            self.answer.set_result(answer)


class Worker(asyncio.Protocol):
    """`on_end` comes last, and once; `failed` then says why the store could not be opened, if that was it."""

    def __init__(
        self,
        opening: Opening,
        on_open: Callable[["Worker"], None],
        on_answer: Callable[["Worker", Asked, Answer], None],
        on_end: Callable[["Worker"], None],
    ) -> None:
        self.opening = opening
        self.failed = ""
        self.slow = False
        self.given: deque[Asked] = deque()
        """The first is being answered."""
        self.started = 0.0
        """When that began, by the clock of the loop."""
        self.last = float("inf")
        """Seconds that the task before took."""
        self.spoilt = False
        """It was given what is asked of others now."""
        self._on_open, self._on_answer, self._on_end = on_open, on_answer, on_end
        self._loop = asyncio.get_running_loop()
        self._frames = Frames()
        self._pid = 0
        self._transport: transports.Transport | None = None
        self._orders: Orders | None = None
        self._seen: Asked | None = None
        self._seen_at = 0.0

    async def hire(self, orders: Orders) -> None:
        self._orders = orders
        connection = orders.hire()
        await self._loop.create_unix_connection(lambda: self, sock=connection)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(transports.Transport, transport)
        self._transport.write(framed(self.opening))

    def data_received(self, data: bytes) -> None:
        for value in self._frames.feed(data):
            if isinstance(value, Opened):
                self._pid, self.failed = value.pid, value.error
                if not value.error:
                    self._on_open(self)
            elif self.given:
                asked = self.given.popleft()
                now = self._loop.time()
                self.last, self.started = now - self.started, now
                self._on_answer(self, asked, Answer(*value))

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._on_end(self)

    def ask(self, asked: Asked, now: float) -> None:
        if not self.given:
            self.started = now
        self.given.append(asked)
        if self._transport is not None:
            self._transport.write(framed(parts(asked.task)))

    def demote(self) -> None:
        self.slow = True
        if self._pid and self._orders is not None:
            self._orders.slow(self._pid)

    def reclaim(self) -> list[Asked]:
        """What it has not begun, to be given to others. It would do it all the same: end it when it is done."""
        given = list(self.given)
        self.given = deque(given[:1])
        self.spoilt = self.spoilt or len(given) > 1
        return given[1:]

    def kill(self) -> list[Asked]:
        """What it was given is handed back."""
        given, self.given = list(self.given), deque()
        if self._pid and self._orders is not None:
            self._orders.kill(self._pid)
        self.dismiss()
        return given

    def dismiss(self) -> None:
        """It ends when it has nothing to do."""
        if self._transport is not None:
            self._transport.close()

    def has_worked(self, seconds: float, now: float) -> bool:
        """Whether the task has had so much processor time, or has waited for something (another service) for long; by
        the clock alone a busy machine would make every query slow."""
        if now - self.started < seconds:
            return False
        worked = _processor_time(self._pid)
        if worked is None or now - self.started > _IDLE * seconds:
            return True
        if self._seen is not self.given[0]:
            self._seen, self._seen_at = self.given[0], worked
        return worked - self._seen_at >= seconds


def _processor_time(pid: int) -> float | None:
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    except (OSError, ValueError, IndexError):
        return None
