"""Uvicorn's connection, with a way past ASGI for plain requests."""

import asyncio
from functools import lru_cache, partial
from typing import Any, cast

from starlette.types import ASGIApp, Scope
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from kg.server.direct import Direct, Response
from kg.server.idle import Idle


class Connection(HttpToolsProtocol):
    """A task, an event and two messages for every request would take as long as all the rest of it."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        direct: Direct,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._direct = direct
        self._idle = Idle(self.loop, self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def on_response_complete(self) -> None:
        if self.pipeline or self.transport.is_closing():
            super().on_response_complete()
            return
        self.server_state.total_requests += 1
        self.flow.resume_reading()
        self._idle.begin()
        # Uvicorn cancels it when data comes.
        self.timeout_keep_alive_task = cast(asyncio.TimerHandle, self._idle)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._idle.end()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        # A client that does not read, or is about to be hung up on, is uvicorn's.
        plain = cycle.keep_alive and not self.flow.write_paused
        if not plain or not self._direct.begin(cast(Scope, cycle.scope), partial(self._end, cycle)):
            super()._start_asgi_task(cycle, app)

    def _end(self, cycle: RequestResponseCycle, response: Response | ASGIApp) -> None:
        if not isinstance(response, Response):
            super()._start_asgi_task(cycle, cast(Any, response))
            return
        if cycle.disconnected:
            return
        defaults = _lines(*self.server_state.default_headers)
        close = b"" if cycle.keep_alive else b"connection: close\r\n"
        content = (STATUS_LINE[response.status], defaults, response.head, close, b"\r\n", response.body)
        self.transport.write(b"".join(content))
        cycle.response_started = cycle.response_complete = True
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()
        # The connection holds the cycle, which would hold the connection.
        cycle.on_response = _nothing


@lru_cache(maxsize=1)
def _lines(*headers: tuple[bytes, bytes]) -> bytes:
    """Those of every response are the same for a second."""
    return b"".join([b"%s: %s\r\n" % header for header in headers])


def _nothing() -> None:
    pass
