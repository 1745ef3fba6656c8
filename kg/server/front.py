"""A front: the process that speaks HTTP, has the store open for quick queries, and gives the others to its workers."""

import asyncio
import gc
import signal
import socket
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import TypeAlias

import uvicorn
import uvloop
from starlette.types import ASGIApp

from kg.server.engine.counts import count
from kg.server.engine.engine import Engine
from kg.server.engine.supervisor import GRACE, Orders
from kg.server.http.guard import Guard
from kg.server.http.visits import Visits

_LOOKS = 0.25
"""Seconds between two looks at whether it is to end."""
_BEFORE_THE_END = 1.0
"""Seconds of the grace in which those still waiting are told so."""
_FOR_EVER = 10**6
MakeEngine: TypeAlias = Callable[[Orders, Callable[[bool], None]], Engine]
Answering: TypeAlias = tuple[ASGIApp, Visits | None]
"""The application, and the visits of its connections if there may be some."""


def serve_front(
    listener: socket.socket, orders: Orders, engine: MakeEngine, application: Callable[[Engine], Answering]
) -> None:
    """Until SIGTERM or SIGINT, until the supervisor is gone, or until a query cannot be ended otherwise."""
    front = _Front(orders)

    def stopped(number: int, frame: FrameType | None) -> None:
        front.stops = True

    # Before uvicorn listens to signals itself, and after: it raises them once more when it has stopped.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stopped)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(front.serve(listener, engine, application))


class _Front:
    def __init__(self, orders: Orders) -> None:
        self.stops = False
        self._orders = orders
        self._grace = GRACE - _BEFORE_THE_END

    async def serve(
        self, listener: socket.socket, make_engine: MakeEngine, application: Callable[[Engine], Answering]
    ) -> None:
        engine = make_engine(self._orders, self._retire)
        await engine.start()
        answering, visits = application(engine)
        server = uvicorn.Server(
            uvicorn.Config(
                answering,
                http=partial(Guard, visits),  # type: ignore[arg-type]
                timeout_keep_alive=_FOR_EVER,  # the guard sees to it
                # An answer that is cut on purpose is no error of the program; what is one, the application says.
                log_level="critical",
                access_log=False,
                lifespan="off",
                ws="none",
                timeout_graceful_shutdown=int(GRACE),
            )
        )
        loop = asyncio.get_running_loop()
        loop.add_reader(self._orders.line.fileno(), self._supervisor_gone)
        # What was made until now stays. Answers that are kept are many: to look through them for garbage takes long.
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)
        beside = [asyncio.ensure_future(engine.watch()), asyncio.ensure_future(self._end(server, engine))]
        try:
            await server.serve(sockets=[listener])
        finally:
            for task in beside:
                task.cancel()
            engine.close()

    async def _end(self, server: uvicorn.Server, engine: Engine) -> None:
        while not (server.should_exit or self.stops):
            self._orders.alive()
            await asyncio.sleep(_LOOKS)
        server.should_exit = True
        await asyncio.sleep(self._grace)
        engine.stop()

    def _retire(self, at_once: bool) -> None:
        """Leaves the place to another front; `at_once` when it takes too much memory."""
        if not self.stops:
            count("retired")
            self._orders.leave()
            self._grace = 0.0 if at_once else self._grace
            self.stops = True

    def _supervisor_gone(self) -> None:
        asyncio.get_running_loop().remove_reader(self._orders.line.fileno())
        self.stops = True
