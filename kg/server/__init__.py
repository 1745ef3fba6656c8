"""The SPARQL endpoint with its pages, read-only."""

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import uvicorn
from pyoxigraph import Store

from kg import queries
from kg.config import Settings
from kg.errors import KgError
from kg.server.access_log import access_log
from kg.server.application import application

__all__ = ["application", "serve"]

_GRACE = 5
"""Seconds that running requests have to end."""


def serve(
    store: Store,
    settings: Settings,
    *,
    host: str,
    port: int,
    log: Path | None = None,
    on_start: Callable[[str], None] = lambda address: None,
) -> None:
    """Serves until SIGINT or SIGTERM; `on_start` is told the address once it is open, port 0 being any free one.

    Requests are written to `log`, «-» for stderr. Raises KgError when the address or the log cannot be had."""
    observers = [access_log(log)] if log else []
    app = application(store, queries.load(settings.queries), base=settings.base, observers=observers)
    with _listening(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        on_start(f"http://{shown}:{listener.getsockname()[1]}/")
        config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=_GRACE)
        with _signals_only_stop():
            uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise KgError(f"cannot serve at {host} port {port}: {reason}; --port 0 takes any free one") from None


@contextmanager
def _signals_only_stop() -> Iterator[None]:
    """uvicorn raises the signal once more after it has stopped, which would end the program as if it had failed."""

    def ignore(number: int, frame: FrameType | None) -> None:
        return

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, ignore) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
