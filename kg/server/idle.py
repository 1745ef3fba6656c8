"""How long a connection has nothing to do."""

import asyncio
from collections.abc import Callable


class Idle:
    """Calls `then` when nothing was done for so many seconds.

    Pauses are many and short, and to set and drop a timer for each takes a good part of a short request. So one timer
    looks, when it is over, whether there was work since it was set."""

    def __init__(self, loop: asyncio.AbstractEventLoop, seconds: float, then: Callable[[], None]) -> None:
        self._loop, self._seconds = loop, seconds
        self._then: Callable[[], None] | None = then
        self._since: float | None = None
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """There is nothing to do from now on."""
        self._since = self._loop.time()
        if self._timer is None:
            self._timer = self._loop.call_later(self._seconds, self._look)

    def cancel(self) -> None:
        """There is something to do."""
        self._since = None

    def end(self) -> None:
        """There never will be. Whoever is called and holds this is free of it."""
        self._since = self._then = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        self._timer = None
        if self._since is None or self._then is None:
            return
        left = self._since + self._seconds - self._loop.time()
        if left > 0:
            self._timer = self._loop.call_later(left, self._look)
        else:
            self._then()
