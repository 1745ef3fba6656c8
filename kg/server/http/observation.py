"""Every request as it was handled, told to whoever counts, for `/metrics`, and to the access log: one line a request
in the Combined Log Format of web servers, which log readers know, with the seconds it took.

Of a request the log has only what stands in its address, cut short; no body and no header but Referer and User-
Agent, so no token."""

import logging
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.model.errors import KgError
from kg.server.answers.task import BrokenAnswerError

_LONGEST = 400
_UNFIT = re.compile(r"[^\x20-\x7e]|[\"\\]")
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The environment variable that tells prometheus_client where the processes of a server count together."""
_OTHER = "/{path}"
"""Stands for the paths that no route names."""
_BUCKETS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
_REQUESTS = Counter("kg_requests", "HTTP requests.", ("route", "status"))
_SECONDS = Histogram("kg_request_seconds", "Seconds until a request was answered.", ("route",), buckets=_BUCKETS)


class Handled(NamedTuple):
    scope: Scope
    status: int
    sent: int
    """Bytes of the body."""
    seconds: float


Observer: TypeAlias = Callable[[Handled], None]


class Observed:
    def __init__(self, app: ASGIApp, observers: Sequence[Observer]) -> None:
        self._app = app
        self.observers = observers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise NotImplementedError(scope["type"])  # which tells a server that there is no more
        # What raises, or is cancelled by a client that hangs up, has no status; the server says 500 for the first.
        status, sent, begun = 500, 0, time.perf_counter()

        async def counting(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counting)
        except BrokenAnswerError:
            pass  # the server hangs up, since the answer has not ended
        except Exception:
            logging.getLogger(__name__).exception("%s %.200s failed", scope["method"], scope["path"])
            raise
        finally:
            handled = Handled(scope, status, sent, time.perf_counter() - begun)
            for observer in self.observers:
                observer(handled)


def access_log(file: Path) -> Observer:
    """Lines added to `file`, or to stderr for «-». Raises KgError when it cannot be written."""
    if str(file) == "-":
        to = sys.stderr.fileno()
    else:
        try:
            to = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        except OSError as error:
            raise KgError(f"{file}: {error.strerror or error}; the access log needs a file it may write to") from None

    def write(handled: Handled) -> None:
        # One write of a short line is not mixed up with those of other processes.
        os.write(to, line(handled, time.time()).encode("ascii"))

    return write


def line(handled: Handled, now: float) -> str:
    """`now` in seconds since 1970."""
    scope = handled.scope
    headers = {name: value for name, value in scope["headers"] if name in (b"referer", b"user-agent")}
    client = (scope.get("client") or ("-",))[0]
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    asked = f"{scope['method']} {_fit(scope.get('raw_path', b'') + query)} HTTP/{scope['http_version']}"
    agents = " ".join(f'"{_fit(headers.get(name, b"-"))}"' for name in (b"referer", b"user-agent"))
    # Months have their English names: nothing here gives the program another locale.
    at = time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now))
    return f'{client} - - [{at}] "{asked}" {handled.status} {handled.sent} {agents} {handled.seconds:.3f}\n'


def _fit(value: bytes) -> str:
    """Printable and without quotes: nobody writes lines of his own into the log."""
    text = value.decode("latin-1")
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
    return _UNFIT.sub(lambda found: f"\\x{ord(found[0]):02x}", cut)


def counting(routes: Sequence[BaseRoute]) -> Callable[[Handled], None]:
    """An observer that tells the routes apart by the first part of their paths."""
    paths = [route.path for route in routes if isinstance(route, Route | Mount)]
    heads = {"/" + path.split("/")[1] for path in paths if "{" not in path.split("/")[1]}
    timed = {head: _SECONDS.labels(head) for head in (*heads, _OTHER)}
    counted: dict[tuple[str, int], Counter] = {}

    def observe(handled: Handled) -> None:
        path: str = handled.scope["path"]
        slash = path.find("/", 1)
        head = path if slash < 0 else path[:slash]
        head = head if head in heads else _OTHER
        if (head, handled.status) not in counted:
            counted[head, handled.status] = _REQUESTS.labels(head, str(handled.status))
        counted[head, handled.status].inc()
        timed[head].observe(handled.seconds)

    return observe


async def metrics(request: Request) -> Response:
    registry = REGISTRY
    if FOLDER in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    headers = {"content-type": CONTENT_TYPE_PLAIN_0_0_4, "cache-control": "no-store"}
    return Response(generate_latest(registry), headers=headers)
