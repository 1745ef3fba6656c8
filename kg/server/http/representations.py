"""What an answer is in transit: its entity tag and 304 (RFC 9110, 8.8.3 and 13.1.2), its coding, and HEAD."""

import asyncio
import contextlib
import gzip
import zlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.answers.formats import takes_gzip

_SELECTING = frozenset((b"host", b"accept", b"accept-language", b"cookie"))
"""Headers that an answer may depend on, besides what it is asked."""
SMALLEST = 1000
"""Bytes below which gzip gains nothing."""
_AT_ONCE = 64 * 1024
"""Bytes that are compressed in a moment; more would keep others waiting."""
_LEVEL = 5
TO_ALL = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Location, Retry-After"),
)
"""Pages of every origin may read what anybody may read (CORS)."""
_COMPRESSED = ("image/png", "image/jpeg", "image/webp", "font/", "application/gzip", "application/zip")


class Conditions(NamedTuple):
    """What a request's headers say of the representation."""

    selecting: tuple[bytes, ...]
    gzip: bool
    """Whether it may be compressed."""
    known: frozenset[str]
    """Entity tags of those that the client has."""


class Representations:
    """Tags every answer to GET and HEAD by the version of the graph and by what selects the answer: a client that has
    it is told so before any work is done. Not tagged is what says no-store, and what has a tag of its own.

    `version` must not be ahead of what the next request is answered from."""

    def __init__(self, app: ASGIApp, version: Callable[[], str]) -> None:
        self._app = app
        self._version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = conditions(scope["headers"])
        tag = ""
        if scope["method"] in ("GET", "HEAD"):
            tag = entity_tag(self._version(), scope, given)
            if tag in given.known:
                await send({"type": "http.response.start", "status": 304, "headers": unchanged(tag)})
                await send({"type": "http.response.body"})
                return
        with contextlib.suppress(_EnoughError):
            await self._app(scope, receive, _Sending(send, scope, tag, given.gzip).send)


class _EnoughError(Exception):
    """The client wants no more of the answer."""


class _Sending:
    def __init__(self, send: Send, scope: Scope, tag: str, compress: bool) -> None:
        self._send = send
        self._head = scope["method"] == "HEAD"
        # A client of HTTP/1.0 cannot tell an answer that was cut from one that has ended, unless it knows the length.
        self._parts: list[bytes] | None = [] if scope["http_version"] == "1.0" else None
        self._tag = tag
        self._compress = compress
        self._start: Message = {}
        self._stream: zlib._Compress | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        body, more = message.get("body", b""), message.get("more_body", False)
        if self._parts is not None:
            self._parts.append(body)
            if more and not self._head:
                return
            body = b"".join(self._parts)
        if self._start:
            body = await self._begun(MutableHeaders(raw=self._start["headers"]), body, more)
            await self._send(self._start)
            self._start = {}
        elif self._stream is not None:
            body = await asyncio.to_thread(self._stream.compress, body)
        if self._stream is not None and not more:
            body += self._stream.flush()
        if not self._head:
            await self._send({"type": "http.response.body", "body": body, "more_body": more})
            return
        await self._send({"type": "http.response.body"})
        if more:
            raise _EnoughError

    async def _begun(self, headers: MutableHeaders, body: bytes, more: bool) -> bytes:
        """Completes the headers; gives what the body begins with."""
        self._start["headers"] = headers.raw
        headers.raw.extend(TO_ALL)
        if self._parts is not None and not more:
            headers["content-length"] = str(len(body))
        if self._start["status"] != 200:
            return body
        if not completed(headers, self._tag, self._compress, None if more else len(body)):
            return body
        if more:
            self._stream = zlib.compressobj(_LEVEL, wbits=16 + zlib.MAX_WBITS)
            return await asyncio.to_thread(self._stream.compress, body)
        body = packed(body) if len(body) < _AT_ONCE else await asyncio.to_thread(packed, body)
        headers["content-length"] = str(len(body))
        return body


def completed(headers: MutableHeaders, tag: str, compress: bool, length: int | None) -> bool:
    """Completes the headers of a 200, whose body has so many bytes, or has more parts; gives whether it is to be
    compressed."""
    given = dict(headers.raw)
    if b"Accept-Encoding" not in given.get(b"vary", b""):
        headers.add_vary_header("Accept-Encoding")
    if tag and b"etag" not in given and b"no-store" not in given.get(b"cache-control", b""):
        headers.raw.extend(_tagged(tag)[: 1 if b"cache-control" in given else 2])
    if not compress or b"content-encoding" in given or headers.get("content-type", "").startswith(_COMPRESSED):
        return False
    if headers.get("etag", tag) != tag:
        headers["etag"] = "W/" + headers["etag"].removeprefix("W/")
    if length is not None and length < SMALLEST:
        return False
    headers["content-encoding"] = "gzip"
    if length is None:
        del headers["content-length"]
    return True


def unchanged(tag: str) -> list[tuple[bytes, bytes]]:
    """The headers of a 304."""
    return [*_tagged(tag), (b"vary", b"Accept, Accept-Encoding"), *TO_ALL]


def packed(body: bytes) -> bytes:
    return gzip.compress(body, _LEVEL, mtime=0)


def conditions(headers: Iterable[tuple[bytes, bytes]]) -> Conditions:
    fields: dict[bytes, str] = {}
    for name, value in headers:
        fields[name] = f"{fields[name]}, {value.decode('latin-1')}" if name in fields else value.decode("latin-1")
    selecting = [name + b"=" + value for name, value in headers if name in _SELECTING]
    known = (tag.strip().removeprefix("W/") for tag in fields.get(b"if-none-match", "").split(","))
    return Conditions(tuple(sorted(selecting)), takes_gzip(fields.get(b"accept-encoding", "")), frozenset(known))


def entity_tag(version: str, scope: Scope, given: Conditions) -> str:
    """Variants of one address must not share a tag (RFC 9110, 8.8.3). It differs by address too: a client that sends
    the tag of another, where there may be nothing at all, is not told that it has the answer."""
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    variant = _variant(version, scope["scheme"], given.selecting, given.gzip)
    return f'"{variant}{zlib.crc32(path + b"?" + scope["query_string"]):08x}"'


@lru_cache(maxsize=64)
def _variant(version: str, scheme: str, selecting: tuple[bytes, ...], gzip: bool) -> str:
    return blake2b(
        b"\0".join((version.encode(), scheme.encode(), b"%d" % gzip, *selecting)), digest_size=12
    ).hexdigest()


def _tagged(tag: str) -> list[tuple[bytes, bytes]]:
    # Weak: rows that no query orders may come in another order.
    return [(b"etag", b"W/" + tag.encode()), (b"cache-control", b"no-cache")]
