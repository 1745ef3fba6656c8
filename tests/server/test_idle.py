"""A connection with nothing to do is hung up on when it was so for long enough, counted from its last answer."""

import asyncio
import gc
import socket
import time
import weakref
from urllib.parse import urlsplit

import httpx
import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.server.idle import Idle

PAUSE = 0.2
CASES = [
    ([(0.0, "begin")], PAUSE),
    ([(0.0, "begin"), (0.1, "cancel"), (0.15, "begin")], 0.15 + PAUSE),
    ([(0.0, "begin"), (0.1, "begin")], 0.1 + PAUSE),
    ([(0.0, "begin"), (0.1, "cancel"), (0.3, "begin")], 0.3 + PAUSE),
    ([(0.0, "begin"), (0.1, "cancel")], None),
    ([(0.0, "begin"), (0.1, "end")], None),
    ([], None),
]


@pytest.mark.parametrize(("steps", "over"), CASES)
def test_when_it_is_over(steps: list[tuple[float, str]], over: float | None) -> None:
    """`steps` are seconds after the start, and what is done then; never sooner than `over`, and once."""

    async def seen() -> list[float]:
        loop, calls = asyncio.get_running_loop(), list[float]()
        begun = loop.time()
        idle = Idle(loop, PAUSE, lambda: calls.append(loop.time() - begun))
        for at, step in steps:
            loop.call_at(begun + at, getattr(idle, step))
        while over is not None and not calls:
            await asyncio.sleep(0.05)
        await asyncio.sleep(2 * PAUSE)
        return calls

    calls = asyncio.run(seen())
    assert len(calls) == (over is not None)
    assert all(call >= (over or 0) - 0.01 for call in calls)


def test_whoever_it_calls_is_free_of_it() -> None:
    """A connection that is lost has not to wait for the collector of cycles, which comes seldom."""

    class Caller:
        def __init__(self) -> None:
            self.idle = Idle(asyncio.get_running_loop(), PAUSE, self.called)

        def called(self) -> None: ...

    async def left() -> object:
        caller = Caller()
        seen = weakref.ref(caller)
        caller.idle.begin()
        caller.idle.end()
        del caller
        return seen()

    gc.disable()
    try:
        assert asyncio.run(left()) is None
    finally:
        gc.enable()


def test_a_client_that_asks_no_more_is_hung_up_on(endpoint: httpx.Client) -> None:
    address = urlsplit(str(endpoint.base_url))
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=20) as connection:
        for pause in (2, 0):
            connection.sendall(b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nhost: here\r\n\r\n")
            assert connection.recv(4096).startswith(b"HTTP/1.1 200 ")
            answered = time.monotonic()
            time.sleep(pause)
        assert connection.recv(1) == b""
        assert 4.5 < time.monotonic() - answered < 15, "after five seconds, counted from the last answer"


@pytest.mark.parametrize("name", ["on_response_complete", "timeout_keep_alive_handler", "_unset_keepalive_if_required"])
def test_uvicorn_has_what_it_stands_in_for(name: str) -> None:
    assert name in vars(HttpToolsProtocol)
