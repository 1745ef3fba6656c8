"""The processes of the server, put together. A front speaks HTTP, has the store open for quick queries, and gives the
others to its workers."""

import asyncio
import gc
import resource
import shutil
import signal
import socket
from collections.abc import Callable, Collection
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from types import FrameType
from typing import TypeAlias

import uvicorn
import uvloop
from pyoxigraph import Store
from starlette.types import ASGIApp

from kg.graph.store import Generation, about, current_name, locked, open_current
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.queries import saved as queries
from kg.server.answers.task import Graph
from kg.server.application import application
from kg.server.engine.counts import count
from kg.server.engine.engine import Engine, snapshots
from kg.server.engine.limits import Limits
from kg.server.engine.supervisor import GRACE, Orders, Supervisor
from kg.server.engine.worker import work
from kg.server.http.guard import Guard
from kg.server.http.observation import access_log
from kg.server.http.visits import Visits
from kg.server.sparql.protocol import like

_BACKLOG = 2048
_LOOKS = 0.25
"""Seconds between two looks at whether a front is to end."""
_BEFORE_THE_END = 1.0
"""Seconds of the grace in which those still waiting are told so."""
_FOR_EVER = 10**6
_Answering: TypeAlias = tuple[Engine, ASGIApp, Visits | None]
"""What a front has, made within its loop: the application, and the visits of its connections if there may be some."""


def run(
    settings: Settings,
    host: str,
    port: int,
    log: Path | None,
    fronts: int,
    limits: Limits,
    token: str | None,
    hosts: Collection[str],
    on_start: Callable[[str], None],
) -> None:
    """As `kg.server.serve`."""
    saved = queries.load(settings.queries)
    observers = [access_log(log)] if log else []
    _open_many_files()

    def graph(opened: Store) -> Graph:
        made_with = about(settings.store).get("made_with", {})
        return Graph(opened, saved, settings.base, frozenset(hosts), made_with, settings.publication)

    def front(listener: socket.socket, orders: Orders) -> None:
        front = _Front(orders)

        def answering() -> _Answering:
            engine = Engine(settings.store, orders, limits, graph, front.retire, writable=token is not None)
            answered = application(
                engine, saved, base=settings.base, publication=settings.publication, token=token, observers=observers
            )
            visits = Visits(engine, answered.observers, like) if token is None else None
            return engine, answered, visits

        # Before uvicorn listens to signals itself, and after: it raises them once more when it has stopped.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, front.stop)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(front.serve(listener, answering))

    def worker(connection: socket.socket) -> None:
        work(connection, graph)

    with ExitStack() as held:
        listeners = _listening(host, port, fronts, held)
        port = listeners[0].getsockname()[1]
        if token is not None:
            held.enter_context(locked(settings.store))
            held.callback(shutil.rmtree, snapshots(settings.store), ignore_errors=True)
        prepare(settings.store, writable=token is not None)
        shown = f"[{host}]" if ":" in host else host
        Supervisor(listeners, front, worker).run(lambda: on_start(f"http://{shown}:{port}/"))


class _Front:
    """Until it is stopped, until the supervisor is gone, or until a query cannot be ended otherwise."""

    def __init__(self, orders: Orders) -> None:
        self._stops = False
        self._orders = orders
        self._grace = GRACE - _BEFORE_THE_END

    async def serve(self, listener: socket.socket, answering: Callable[[], _Answering]) -> None:
        engine, answered, visits = answering()
        await engine.start()
        server = uvicorn.Server(
            uvicorn.Config(
                answered,
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
        asyncio.get_running_loop().add_reader(self._orders.line.fileno(), self._supervisor_gone)
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

    def stop(self, number: int, frame: FrameType | None) -> None:
        self._stops = True

    def retire(self, at_once: bool) -> None:
        """Leaves the place to another front; `at_once` when it takes too much memory."""
        if not self._stops:
            count("retired")
            self._orders.leave()
            self._grace = 0.0 if at_once else self._grace
            self._stops = True

    async def _end(self, server: uvicorn.Server, engine: Engine) -> None:
        while not (server.should_exit or self._stops):
            self._orders.alive()
            await asyncio.sleep(_LOOKS)
        server.should_exit = True
        await asyncio.sleep(self._grace)
        engine.stop()

    def _supervisor_gone(self) -> None:
        asyncio.get_running_loop().remove_reader(self._orders.line.fileno())
        self._stops = True


def _listening(host: str, port: int, number: int, held: ExitStack) -> list[socket.socket]:
    """Listeners at one address, among which the system deals out connections.

    The first is bound as one that shares with nobody, so that a second server is refused; others may share with it from
    then on."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listeners: list[socket.socket] = []
        for at in range(number):
            one = held.enter_context(socket.socket(family))
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if at:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            one.bind((host, port))
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            port = one.getsockname()[1]
            listeners.append(one)
        for one in listeners:
            one.listen(_BACKLOG)
    except (OSError, OverflowError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise KgError(f"cannot serve at {host} port {port}: {reason}; --port 0 takes any free one") from None
    return listeners


def _open_many_files() -> None:
    """Each connection is one, and systems let a process have a thousand unless it asks for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65536 if hard == resource.RLIM_INFINITY else min(65536, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def prepare(folder: Path, *, writable: bool) -> None:
    """Makes an empty generation where one is to be written to and there is none. Raises KgError when there is no store,
    or none that can be read. Call it under the store's lock when it is to be written to."""
    # In a process of its own: a fork of one that has opened a store is not whole, and a damaged one may end it.
    with ProcessPoolExecutor(1, get_context("fork")) as beside:
        try:
            beside.submit(_prepare, folder, writable).result()
        except KgError as error:
            raise KgError(str(error)) from None
        except BrokenProcessPool:
            raise KgError(f"{folder}: the store cannot be opened") from None
        except Exception as error:
            raise KgError(f"{folder}: {type(error).__name__}: {error}") from None


def _prepare(folder: Path, writable: bool) -> None:
    if writable and not current_name(folder):
        Generation(folder).publish([])
    open_current(folder)
