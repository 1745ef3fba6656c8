"""The processes of the server, put together."""

import os
import resource
import shutil
import socket
import sys
from collections.abc import Callable, Collection
from contextlib import ExitStack
from pathlib import Path

from pyoxigraph import Store
from starlette.types import ASGIApp

from kg.graph.store import Generation, about, current_name, locked, open_current
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.queries import saved as queries
from kg.server.answers.task import Graph
from kg.server.application import application
from kg.server.engine.engine import Engine, snapshots
from kg.server.engine.limits import Limits
from kg.server.engine.supervisor import Orders, Supervisor
from kg.server.engine.worker import work
from kg.server.front import serve_front
from kg.server.http.observation import access_log

_BACKLOG = 2048


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
        def engine(orders: Orders, retire: Callable[[bool], None]) -> Engine:
            return Engine(settings.store, orders, limits, graph, retire, writable=token is not None)

        def answering(engine: Engine) -> ASGIApp:
            return application(
                engine, saved, base=settings.base, publication=settings.publication, token=token, observers=observers
            )

        serve_front(listener, orders, engine, answering)

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
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        code = 1
        try:
            if writable and not current_name(folder):
                Generation(folder).publish([])
            open_current(folder)
            code = 0
        except KgError as error:
            os.write(writing, str(error).encode())
        except BaseException as error:
            os.write(writing, f"{folder}: {type(error).__name__}: {error}".encode())
        finally:
            sys.stderr.flush()
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    if os.waitpid(child, 0)[1]:
        raise KgError(said or f"{folder}: the store cannot be opened")
