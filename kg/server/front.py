"""A front: the process that speaks HTTP, and hands the work to its workers."""

import asyncio
import gc
import signal
import socket
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import TypeAlias, cast

import uvicorn
import uvloop

from kg.server.application import Application
from kg.server.connection import Connection
from kg.server.engine import Engine
from kg.server.supervisor import GRACE, Orders

_BEFORE_THE_END = 1.0
"""Seconds of the grace in which those still waiting are told so."""
MakeEngine: TypeAlias = Callable[[Orders], Engine]


def serve_front(
    listener: socket.socket, orders: Orders, engine: MakeEngine, application: Callable[[Engine], Application]
) -> None:
    """Until SIGTERM or SIGINT, or until the supervisor is gone."""
    stop = asyncio.Event()

    def stopped(number: int, frame: FrameType | None) -> None:
        stop.set()

    # Before uvicorn listens to signals itself, and after: it raises them once more when it has stopped.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stopped)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(listener, orders, engine, application, stop))


async def _serve(
    listener: socket.socket,
    orders: Orders,
    make_engine: MakeEngine,
    application: Callable[[Engine], Application],
    stop: asyncio.Event,
) -> None:
    engine = make_engine(orders)
    await engine.start()
    answering = application(engine)
    config = uvicorn.Config(
        answering,
        http=cast(type[asyncio.Protocol], partial(Connection, direct=answering.direct)),
        log_level="warning",
        access_log=False,
        lifespan="off",
        proxy_headers=False,
        timeout_graceful_shutdown=int(GRACE),
    )
    server = uvicorn.Server(config)

    async def end() -> None:
        while not (server.should_exit or stop.is_set()):
            await asyncio.sleep(0.1)
        server.should_exit = True
        await asyncio.sleep(GRACE - _BEFORE_THE_END)
        engine.stop()

    def supervisor_gone() -> None:
        asyncio.get_running_loop().remove_reader(orders.line.fileno())
        server.should_exit = True

    asyncio.get_running_loop().add_reader(orders.line.fileno(), supervisor_gone)
    # What was made until now stays; answers that are kept are many, and looking through them for garbage takes long.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    beside = [asyncio.ensure_future(engine.watch()), asyncio.ensure_future(end())]
    try:
        await server.serve(sockets=[listener])
    finally:
        for task in beside:
            task.cancel()
        engine.close()
