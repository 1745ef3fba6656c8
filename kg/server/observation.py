"""Every request as it was handled, told to whoever counts or writes it down."""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from starlette.types import ASGIApp, Message, Receive, Scope, Send

BEGUN = "begun"
"""Where a scope says since when the request is handled, by `time.perf_counter`."""


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
        self._observers = observers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # What raises, or is cancelled by a client that hangs up, has no status; the server says 500 for the first.
        status, sent, begun = 500, 0, scope.setdefault(BEGUN, time.perf_counter())

        async def counting(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counting)
        finally:
            handled = Handled(scope, status, sent, time.perf_counter() - begun)
            for observer in self._observers:
                observer(handled)
