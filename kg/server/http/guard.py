"""What uvicorn does not see to: requests that come slowly, or not at all, and heads that are too large.

A protocol that hands everything on to uvicorn's, after it has looked at it with a parser of its own (a microsecond or
two for a request). It answers 408, 414 or 431 itself, and hangs up."""

import asyncio
from typing import Any, cast

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD = 64 * 1024
"""Bytes of a request line with its headers, at most."""
_LINE = 60 * 1024
"""Bytes of a request's address, at most."""
_HEAD_SECONDS, _BODY_SECONDS = 10.0, 30.0
"""Until a request has its headers, from when it may begin; and between two pieces of its content."""
_SLOW = "the request did not come within {:g} s"
_REFUSALS = {
    408: "Request Timeout",
    414: "URI Too Long",
    431: "Request Header Fields Too Large",
}


class _Joined(asyncio.Transport):
    """Head and body of an answer go out together: uvicorn writes them apart, and each write wakes the client."""

    def __init__(self, transport: asyncio.Transport) -> None:
        super().__init__()
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._parts: list[bytes | bytearray | memoryview] = []
        self.is_closing = transport.is_closing  # type: ignore[method-assign]
        self.get_extra_info = transport.get_extra_info  # type: ignore[method-assign]
        self.pause_reading = transport.pause_reading  # type: ignore[method-assign]
        self.resume_reading = transport.resume_reading  # type: ignore[method-assign]

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if not self._parts:
            self._loop.call_soon(self._flush)
        self._parts.append(data)

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._parts:
            self._transport.write(b"".join(self._parts))
            self._parts.clear()


class Guard(asyncio.Protocol):
    def __init__(self, **given: Any) -> None:
        self._inner = HttpToolsProtocol(**given)
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._head = self._url = self._fields = 0
        """Bytes of a head that is not whole, of its address, and of its headers as far as they are."""
        self._in_head = True
        self._until = self._seconds = 0.0
        """When the timer is to strike, by the clock of the loop; 0 while the client owes nothing."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = _Joined(cast(asyncio.Transport, transport))
        self._inner.connection_made(self._transport)
        self._expect(_HEAD_SECONDS)

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._until = 0.0  # as uvicorn will say
        self._head += len(data) if self._in_head else 0
        if self._url > _LINE:
            self._refuse(414, f"an address has at most {_LINE} bytes; use POST for a longer query")
        elif max(self._head, self._fields) > HEAD:
            self._refuse(431, f"the headers of a request have at most {HEAD} bytes")
        if self._transport is not None and not self._transport.is_closing():
            self._inner.data_received(data)

    def eof_received(self) -> None:
        self._inner.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._inner.connection_lost(exc)

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()

    # What the parser has read.

    def on_message_begin(self) -> None:
        self._head = self._url = self._fields = 0
        self._in_head = True
        self._expect(_HEAD_SECONDS)

    def on_url(self, url: bytes) -> None:
        self._url += len(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._fields += len(name) + len(value)

    def on_headers_complete(self) -> None:
        self._head, self._in_head = 0, False
        self._expect(_BODY_SECONDS)

    def on_body(self, body: bytes) -> None:
        self._expect(_BODY_SECONDS)

    def on_message_complete(self) -> None:
        # Of a client that has its answer and asks no more uvicorn takes leave.
        self._until = 0.0

    def _expect(self, seconds: float) -> None:
        """Something has to come within so many seconds. One timer for all: to set one for each takes longer than to
        read a request."""
        self._seconds = seconds
        self._until = self._loop.time() + seconds
        if self._timer is None:
            self._timer = self._loop.call_later(seconds, self._look)

    def _look(self) -> None:
        self._timer = None
        if self._until:
            left = self._until - self._loop.time()
            if left > 0:
                self._timer = self._loop.call_later(left, self._look)
            else:
                self._refuse(408, _SLOW.format(self._seconds))

    def _refuse(self, status: int, message: str) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        head = (
            f"HTTP/1.1 {status} {_REFUSALS[status]}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n"
        )
        body = f"{message}\n"
        self._transport.write(f"{head}content-length: {len(body)}\r\n\r\n{body}".encode())
        self._transport.close()
