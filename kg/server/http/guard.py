"""What uvicorn does not see to: requests that come slowly, or not at all, and heads that are too large.

A protocol that hands everything on to uvicorn's, after it has looked at it with a parser of its own (a microsecond or
two for a request). It answers 408, 414 or 431 itself, and hangs up. Letters of an address that came as they were typed
are written as RFC 3986 has them. It also knows when a client waits for nothing: then
the connection may be a visit, and is hung up on after a while."""

import asyncio
import re
from collections.abc import Callable
from time import monotonic
from typing import Any, cast

import httptools
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from kg.server.http.visits import Visit, Visits, may_be_like_others

HEAD = 64 * 1024
"""Bytes of a request line with its headers, at most."""
_LINE = 60 * 1024
"""Bytes of a request's address, at most."""
_HEAD_SECONDS, _BODY_SECONDS, _IDLE_SECONDS = 10.0, 30.0, 5.0
"""Until a request has its headers, from when it may begin; between two pieces of its content; and from an answer to the
next request."""
_A_MOMENT = 0.05
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_SLOW = "the request did not come within {:g} s"
_REFUSALS = {408: "Request Timeout", 414: "URI Too Long", 431: "Request Header Fields Too Large"}


class _Joined(asyncio.Transport):
    """Head and body of an answer go out together: uvicorn writes them apart, and each write wakes the client."""

    def __init__(self, transport: asyncio.Transport, close: Callable[[], None]) -> None:
        super().__init__()
        self._transport = transport
        self.close = close  # type: ignore[method-assign]
        self._loop = asyncio.get_running_loop()
        self._parts: list[bytes | bytearray | memoryview] = []
        self.is_closing = transport.is_closing  # type: ignore[method-assign]
        self.get_extra_info = transport.get_extra_info  # type: ignore[method-assign]
        self.pause_reading = transport.pause_reading  # type: ignore[method-assign]
        self.resume_reading = transport.resume_reading  # type: ignore[method-assign]

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if not self._parts:
            self._loop.call_soon(self.flush)
        self._parts.append(data)

    def flush(self) -> None:
        if self._parts:
            self._transport.write(b"".join(self._parts))
            self._parts.clear()


class Guard(asyncio.Protocol):
    def __init__(self, visits: Visits | None = None, **given: Any) -> None:
        self._visits = visits
        self._visit: Visit | None = None
        self._away = False
        """Whether threads read the connection."""
        # The application finds it in the state that uvicorn gives to every request.
        self._inner = HttpToolsProtocol(**{**given, "app_state": {"guard": self}})
        self.eof_received = self._inner.eof_received  # type: ignore[method-assign]
        self.pause_writing = self._inner.pause_writing  # type: ignore[method-assign]
        self.resume_writing = self._inner.resume_writing  # type: ignore[method-assign]
        self._state: ServerState = given["server_state"]
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpRequestParser(self)
        self._timer: asyncio.TimerHandle | None = None
        self._head = self._url = self._fields = 0
        """Bytes of a head that is not whole, of its address, and of its headers as far as they are."""
        self._in_head = True
        self._within = False
        """Whether a request has begun and not ended."""
        self._due = 0
        """Answers that the application owes."""
        self._data = b""
        """The last request, if it may begin a visit."""
        self._until = self._seconds = 0.0
        """When the timer is to strike, by the clock; 0 while the client owes nothing."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self._joined = _Joined(self.transport, self._close)
        self._inner.connection_made(self._joined)
        self._expect(_HEAD_SECONDS)

    def data_received(self, data: bytes) -> None:
        waited_for = not self._within and not self._due
        if not self._within and not data.isascii():
            data = _in_ascii(data)
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._until = 0.0  # as uvicorn will say
        whole = waited_for and not self._within and self._due == 1
        self._data = data if whole and self._visits and may_be_like_others(data) else b""
        self._head += len(data) if self._in_head else 0
        if self._url > _LINE:
            self._refuse(414, f"an address has at most {_LINE} bytes; use POST for a longer query")
        elif max(self._head, self._fields) > HEAD:
            self._refuse(431, f"the headers of a request have at most {HEAD} bytes")
        if not self.transport.is_closing():
            self._inner.data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._visit is not None and not self._away:
            self._visit.close()
        # Of an error uvicorn would keep its timer.
        self._inner.connection_lost(None)

    def answered(self, scope: Scope, status: int) -> None:
        """The application has answered a request."""
        self._due -= 1
        if not self._due and not self._within:
            self._expect(_IDLE_SECONDS)
            if self._data and status in (200, 304):
                # When what was written has been sent.
                self._loop.call_soon(self._go_away, self._data, scope)

    # As the line of a visit.

    @property
    def default_headers(self) -> list[tuple[bytes, bytes]]:
        return self._state.default_headers

    def returned(self, data: bytes) -> None:
        if self._came_back():
            if data:
                self.data_received(data)
            else:
                self.transport.close()

    def send(self, data: bytes) -> None:
        if self._came_back():
            self._expect(_IDLE_SECONDS)
            self.transport.write(data)

    def _came_back(self) -> bool:
        self._away = False
        if self.transport.is_closing():
            assert self._visit is not None
            self._visit.close()
            return False
        self.transport.resume_reading()
        return True

    # What the parser has read.

    def on_message_begin(self) -> None:
        self._head = self._url = self._fields = 0
        self._in_head = self._within = True
        self._expect(_HEAD_SECONDS)

    def on_url(self, url: bytes) -> None:
        self._url += len(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._fields += len(name) + len(value)

    def on_headers_complete(self) -> None:
        self._head, self._in_head = 0, False
        self._due += 1
        self._expect(_BODY_SECONDS)

    def on_body(self, body: bytes) -> None:
        self._expect(_BODY_SECONDS)

    def on_message_complete(self) -> None:
        self._within = False
        self._until = 0.0

    def _go_away(self, data: bytes, scope: Scope) -> None:
        """Threads read on, if nothing is left to be done here."""
        waits = not (self._due or self._within or self.transport.is_closing() or self.transport.get_write_buffer_size())
        if waits and self._visits is not None:
            visit = self._visits.begin(self, self._visit, data, scope)
            if visit is not None:
                self._visit, self._away = visit, True
                self.transport.pause_reading()

    def _close(self) -> None:
        """As uvicorn wants it; not while a thread answers what uvicorn knows nothing of."""
        if self._away and self._visit and self._visits and not self._visits.end(self._visit):
            self._loop.call_later(_A_MOMENT, self._inner.shutdown)
            return
        self._away = False
        self._joined.flush()
        self.transport.close()

    def _expect(self, seconds: float) -> None:
        """Something has to come within so many seconds. One timer for all, unless it would strike too late: to
        set one for each takes longer than to read a request."""
        self._seconds = seconds
        self._until = monotonic() + seconds
        if self._timer is not None and self._timer.when() > self._loop.time() + seconds:
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._timer = self._loop.call_later(seconds, self._look)

    def _look(self) -> None:
        self._timer = None
        if not self._until:
            return
        seen = self._visit.seen if self._visit and self._away else 0.0
        left = max(self._until, seen + _IDLE_SECONDS) - monotonic()
        if left > 0:
            self._timer = self._loop.call_later(left, self._look)
        elif self._seconds == _IDLE_SECONDS:
            self._close()
        else:
            self._refuse(408, _SLOW.format(self._seconds))

    def _refuse(self, status: int, message: str) -> None:
        if self.transport.is_closing():
            return
        head = (
            f"HTTP/1.1 {status} {_REFUSALS[status]}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n"
        )
        body = f"{message}\n"
        self._joined.write(f"{head}content-length: {len(body)}\r\n\r\n{body}".encode())
        self._joined.close()


def _in_ascii(data: bytes) -> bytes:
    """The request with its address in ASCII: what was typed after a «?» curl sends as it is, and the parser refuses."""
    line, *rest = data.split(b"\n", 1)
    return b"\n".join([_BEYOND_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line), *rest])
