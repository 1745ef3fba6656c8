"""What uvicorn does not see to: requests that come slowly, or not at all, and heads that are too large.

The protocol of uvicorn, which looks at what the parser tells it before it does as ever. It answers 408, 414 or 431 by
itself, and hangs up. Letters of an address that came as they were typed are written as RFC 3986 has them. It also knows
when a client waits for nothing: then the connection may be a visit, and is hung up on after a while."""

import asyncio
import re
from collections.abc import Callable
from http import HTTPStatus
from time import monotonic
from typing import Any, cast

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.server.http.visits import Visit, Visits, may_be_like_others

HEAD = 64 * 1024
"""Bytes of a request line with its headers, at most."""
_LINE = 60 * 1024
"""Bytes of a request's address, at most."""
_HEAD_SECONDS, _BODY_SECONDS, _IDLE_SECONDS = 10.0, 30.0, 5.0
"""Until a request has its headers, from when it may begin; between two pieces of its content; and from an answer to the
next request."""
_A_MOMENT, _JUST = 0.05, 0.5
"""Seconds until a connection is looked at again, and for which one has just been made."""
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


class _Joined:
    """A transport by which head and body of an answer go out together: uvicorn writes them apart, and each write wakes
    the client."""

    def __init__(self, line: asyncio.Transport, close: Callable[[], None]) -> None:
        self._line, self.close = line, close
        self._loop = asyncio.get_running_loop()
        self._parts: list[bytes | bytearray | memoryview] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._line, name)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if not self._parts:
            self._loop.call_soon(self.flush)
        self._parts.append(data)

    def flush(self) -> None:
        if self._parts:
            self._line.write(b"".join(self._parts))
            self._parts.clear()


class Guard(HttpToolsProtocol):
    def __init__(self, visits: Visits | None = None, **given: Any) -> None:
        super().__init__(**given)
        self._visits = visits
        self._visit: Visit | None = None
        self._away = False
        """Whether threads read the connection."""
        self._timer: asyncio.TimerHandle | None = None
        self._head = 0
        """Bytes of a head that is not whole."""
        self._in_head = True
        self.url = b""
        self._within = False
        """Whether a request has begun and not ended."""
        self._due = 0
        """Answers that the application owes."""
        self._data = b""
        """The last request, if it may begin a visit."""
        self._made = monotonic()
        """When the connection was; 0 from when something came."""
        self._until = self._seconds = 0.0
        """When the timer is to strike, by the clock; 0 while the client owes nothing."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.line = cast(asyncio.Transport, transport)
        self._joined = _Joined(self.line, self._close)
        super().connection_made(self._joined)  # type: ignore[arg-type]
        self._expect(_HEAD_SECONDS)

    def data_received(self, data: bytes) -> None:
        self._made = 0.0
        waited_for = not self._within and not self._due
        if not self._within and not data.isascii():
            data = _in_ascii(data)
        super().data_received(data)
        whole = waited_for and not self._within and self._due == 1
        self._data = data if whole and self._visits and may_be_like_others(data) else b""
        self._head += len(data) if self._in_head else 0
        self._too_large(self._head)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._visit is not None and not self._away:
            self._visit.close()
        # Of an error uvicorn would keep its timer.
        super().connection_lost(None)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._due -= 1
        if not self._due and not self._within:
            self._expect(_IDLE_SECONDS)
            if self._data:
                # When what was written has been sent.
                self.loop.call_soon(self._go_away, self._data, cast(Scope, self.cycle.scope))

    # As the line of a visit.

    def returned(self, data: bytes) -> None:
        if self._came_back():
            if data:
                self.data_received(data)
            else:
                self.line.close()

    def send(self, data: bytes) -> None:
        if self._came_back():
            self._expect(_IDLE_SECONDS)
            self.line.write(data)

    def _came_back(self) -> bool:
        self._away = False
        if self.line.is_closing():
            assert self._visit is not None
            self._visit.close()
            return False
        self.line.resume_reading()
        return True

    # What the parser has read.

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head = 0
        self._in_head = self._within = True
        self._expect(_HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        if self._too_large(sum(len(name) + len(value) for name, value in self.headers)):
            raise ValueError("the head is too large")  # so the parser goes no further
        self._head, self._in_head = 0, False
        self._due += 1
        self._expect(_BODY_SECONDS)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._expect(_BODY_SECONDS)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._within = False
        self._until = 0.0
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        self._until = 0.0
        if not self.line.is_closing():  # it may have been refused already
            super().send_400_response(msg)

    def _go_away(self, data: bytes, scope: Scope) -> None:
        """Threads read on, if nothing is left to be done here."""
        waits = not (self._due or self._within or self.line.is_closing() or self.line.get_write_buffer_size())
        if waits and self._visits is not None:
            visit = self._visits.begin(self, self._visit, data, scope)
            if visit is not None:
                self._visit, self._away = visit, True
                self.line.pause_reading()

    def _close(self) -> None:
        """As uvicorn wants it; not while a thread answers what uvicorn knows nothing of, nor when a client has just
        come and its request is on its way: it does not know that the server is leaving."""
        just_made = monotonic() - self._made < _JUST
        if just_made or (self._away and self._visit and self._visits and not self._visits.end(self._visit)):
            self.loop.call_later(_A_MOMENT, self.shutdown)
            return
        self._away = False
        self._joined.flush()
        self.line.close()

    def _expect(self, seconds: float) -> None:
        """Something has to come within so many seconds. One timer for all, unless it would strike too late: to
        set one for each takes longer than to read a request."""
        self._seconds = seconds
        self._until = monotonic() + seconds
        if self._timer is not None and self._timer.when() > self.loop.time() + seconds:
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._timer = self.loop.call_later(seconds, self._look)

    def _look(self) -> None:
        self._timer = None
        if not self._until:
            return
        seen = self._visit.seen if self._visit and self._away else 0.0
        left = max(self._until, seen + _IDLE_SECONDS) - monotonic()
        if left > 0:
            self._timer = self.loop.call_later(left, self._look)
        elif self._seconds == _IDLE_SECONDS:
            self._close()
        else:
            self._refuse(408, f"the request did not come within {self._seconds:g} s")

    def _too_large(self, headers: int) -> bool:
        """Whether it is, and has been refused."""
        if len(self.url) > _LINE:
            self._refuse(414, f"an address has at most {_LINE} bytes; use POST for a longer query")
        elif headers > HEAD:
            self._refuse(431, f"the headers of a request have at most {HEAD} bytes")
        return self.line.is_closing()

    def _refuse(self, status: int, message: str) -> None:
        if self.line.is_closing():
            return
        head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nconnection: close\r\n"
        body = f"{message}\n"
        typed = f"content-type: text/plain; charset=utf-8\r\ncontent-length: {len(body)}\r\n\r\n"
        self._joined.write(f"{head}{typed}{body}".encode())
        self._joined.close()


def _in_ascii(data: bytes) -> bytes:
    """The request with its address in ASCII: what was typed after a «?» curl sends as it is, and the parser refuses."""
    line, *rest = data.split(b"\n", 1)
    return b"\n".join([_BEYOND_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line), *rest])
