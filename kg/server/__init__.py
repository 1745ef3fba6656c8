"""The SPARQL endpoint with its pages: a supervisor, fronts that speak HTTP, and workers that have the store open."""

import resource
import shutil
import socket
from collections.abc import Callable, Collection
from contextlib import ExitStack
from pathlib import Path

from pyoxigraph import Store

from kg.graph.store import locked
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.queries import saved as queries
from kg.server.access_log import access_log
from kg.server.application import Application, application
from kg.server.counts import Counts
from kg.server.engine import Engine, snapshots
from kg.server.front import serve_front
from kg.server.limits import DEFAULT, Limits
from kg.server.metrics import Requests
from kg.server.preparation import prepare
from kg.server.supervisor import Orders, Supervisor
from kg.server.tasks import Graph
from kg.server.worker import work

__all__ = ["Limits", "application", "serve"]

_BACKLOG = 2048


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    log: Path | None = None,
    processes: int = 1,
    limits: Limits = DEFAULT,
    token: str | None = None,
    hosts: Collection[str] = (),
    on_start: Callable[[str], None] = lambda address: None,
) -> None:
    """Serves until SIGINT or SIGTERM; `on_start` is told the address once it is open, port 0 being any free one.

    With a token the graph may be written to by whoever has it; there is then one front, and no build meanwhile. `hosts`
    are those that a query may ask. Requests are written to `log`, «-» for stderr. Call it in the main thread of a
    process that has no other.

    Raises KgError when the address or the log cannot be had, or there is no store."""
    saved = queries.load(settings.queries)
    writable = token is not None
    fronts = 1 if writable else processes
    counts, requests = Counts(fronts), Requests(fronts)
    observers = [access_log(log)] if log else []
    _open_many_files()

    def graph(opened: Store) -> Graph:
        return Graph(opened, saved, settings.base, frozenset(hosts))

    def front(at: int, listener: socket.socket, orders: Orders) -> None:
        def engine(orders: Orders) -> Engine:
            return Engine(settings.store, orders, limits, counts.of(at), graph, writable=writable)

        def answering(engine: Engine) -> Application:
            return application(
                engine,
                saved,
                base=settings.base,
                token=token,
                requests=requests,
                process=at,
                observers=observers,
            )

        serve_front(listener, orders, engine, answering)

    def worker(connection: socket.socket) -> None:
        work(connection, graph)

    with ExitStack() as held:
        listeners = [held.enter_context(_listening(host, port, shared=fronts > 1))]
        port = listeners[0].getsockname()[1]
        listeners += [held.enter_context(_listening(host, port, shared=True)) for _ in range(fronts - 1)]
        if writable:
            held.enter_context(locked(settings.store, "has it open for writing (kg serve --writable)"))
            held.callback(shutil.rmtree, snapshots(settings.store), ignore_errors=True)
        prepare(settings.store, writable=writable)
        shown = f"[{host}]" if ":" in host else host
        Supervisor(listeners, front, worker).run(lambda: on_start(f"http://{shown}:{port}/"))


def _listening(host: str, port: int, *, shared: bool) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG, reuse_port=shared)
    except (OSError, OverflowError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise KgError(f"cannot serve at {host} port {port}: {reason}; --port 0 takes any free one") from None


def _open_many_files() -> None:
    """Each connection is one, and systems let a process have a thousand unless it asks for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65536 if hard == resource.RLIM_INFINITY else min(65536, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
