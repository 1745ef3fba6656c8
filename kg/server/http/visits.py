"""The short way of a quick query: a thread of the front reads the request from the connection itself, and answers it.

It is taken by requests that say the same in all their headers, byte by byte, as one did before on the same connection,
which uvicorn has read and the application answered; so whatever HTTP allows was looked at there. Only the query
differs. All else goes the usual way, as does what cannot be answered in a moment.

It saves the layers of the application, tasks of the loop, and the way to a thread and back: three quarters of what a
kept answer takes, a third of two hops (docs/endpoint.md)."""

import asyncio
import os
import re
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeAlias

from starlette.datastructures import MutableHeaders
from starlette.types import Scope
from uvicorn.server import ServerState

from kg.server.answers.task import Answer, Task
from kg.server.engine.engine import Engine
from kg.server.engine.threads import AnswerHere
from kg.server.http.observation import Handled, Observer
from kg.server.http.representations import (
    SMALLEST,
    TO_ALL,
    Conditions,
    completed,
    conditions,
    entity_tag,
    packed,
    unchanged,
)
from kg.server.http.responses import headers as of

_LARGEST = 16 * 1024
"""Bytes of a request: what is larger, uvicorn and its guard read."""
_KINDS = 16
"""Kinds of requests that are known of a connection, at most."""
_GET, _POST, _END = b"GET /sparql?", b"POST /sparql HTTP/1.1\r\n", b" HTTP/1.1"
_TAG = b'"-"'
_STATUS = {200: b"HTTP/1.1 200 OK\r\n", 304: b"HTTP/1.1 304 Not Modified\r\n"}
_PLAIN = bytes(byte for byte in range(0x21, 0x7F) if byte != ord("#"))
"""What stands in an address; «#» ends it."""
_LENGTH = re.compile(rb"\r\ncontent-length: ?([0-9]{1,7})(?=\r\n|\Z)", re.IGNORECASE)
_USUAL = frozenset(
    b"host user-agent accept accept-encoding accept-language accept-charset connection content-type content-length "
    b"if-none-match referer origin cache-control pragma cookie dnt priority x-forwarded-for x-forwarded-proto "
    b"x-forwarded-host x-real-ip via forwarded sec-fetch-dest sec-fetch-mode sec-fetch-site".split()
)
"""Headers that say nothing of how the request is to be read beyond what is known of it."""
Read: TypeAlias = Callable[[bytes], Task | None]
"""Makes a task of the query's parameters, or of the content; None where it may not be quick."""
ReadLike: TypeAlias = Callable[[Scope], Read | None]
"""What reads requests that are like the one with this scope."""


class VisitLine(Protocol):
    """The connection as the loop has it."""

    transport: asyncio.Transport
    server_state: ServerState

    def returned(self, data: bytes) -> None:
        """Goes on in the loop, with what came; empty when the client has hung up."""

    def send(self, data: bytes) -> None:
        """Goes on in the loop, with what could not be sent at once."""


class _Kind(NamedTuple):
    """What is known of requests that differ in their query."""

    scope: Scope
    conditions: Conditions
    read: Read


class Visit:
    """A connection as a thread has it: a visitor of the engine."""

    def __init__(self, line: VisitLine, engine: Engine, observers: Sequence[Observer]) -> None:
        self._line, self._engine, self._observers = line, engine, observers
        self._kinds: dict[bytes, _Kind] = {}
        # A number of its own: that of the loop's may become another connection's while a thread reads.
        self._socket = socket.socket(fileno=os.dup(line.transport.get_extra_info("socket").fileno()))
        self._socket.setblocking(False)
        self._data = self._unsent = b""
        self.seen = time.monotonic()
        """When something last came."""

    def learn(self, data: bytes, scope: Scope, read: Read) -> bool:
        """Requests like this one are read so from now on; not when there are too many kinds already, as of a proxy that
        tells of each client."""
        split = _split(data)
        if split is None or (split[0] not in self._kinds and len(self._kinds) >= _KINDS):
            return False
        self._kinds[split[0]] = _Kind(scope, conditions(scope["headers"]), read)
        return True

    def fileno(self) -> int:
        return self._socket.fileno()

    def close(self) -> None:
        self._socket.close()

    def leave(self, data: bytes | None = None) -> None:
        if self._unsent:
            unsent, self._unsent = self._unsent, b""
            self._line.send(unsent)
        else:
            self._line.returned(self._data if data is None else data)

    def serve(self, answer: AnswerHere) -> bytes | None:
        try:
            data = self._data = self._socket.recv(_LARGEST)
        except BlockingIOError:
            return None
        except OSError:
            return b""
        begun = time.perf_counter()
        self.seen = time.monotonic()
        differs = _split(data)
        kind = self._kinds.get(differs[0]) if differs else None
        if differs is None or kind is None:
            return data
        asked = differs[1]
        scope, tag = kind.scope, ""
        if scope["method"] == "GET":
            scope = {**scope, "query_string": asked}
            tag = entity_tag(self._engine.version(), scope, kind.conditions)
            if tag in kind.conditions.known:
                return self._send(scope, 304, _lines(unchanged(tag)), b"", begun)
        task = kind.read(asked)
        found = task and self._engine.here(task, answer)
        if not found or found.status != 200:
            return data
        body, zips = found.body, kind.conditions.gzip
        head, coded = _head(found.media_type, found.headers, bool(tag), zips, len(body) >= SMALLEST)
        if coded:
            body = packed(body)
        lines = b"%scontent-length: %d\r\n" % (head.replace(_TAG, tag.encode()), len(body))
        return self._send(scope, 200, lines, body, begun)

    def _send(self, scope: Scope, status: int, lines: bytes, body: bytes, begun: float) -> bytes | None:
        whole = b"".join((_STATUS[status], _lines(self._line.server_state.default_headers), lines, b"\r\n", body))
        try:
            sent = self._socket.send(whole)
        except BlockingIOError:
            sent = 0
        except OSError:
            return b""
        handled = Handled(scope, status, len(body), time.perf_counter() - begun)
        for observer in self._observers:
            observer(handled)
        self._unsent = whole[sent:]
        return self._unsent or None


class Visits:
    """Those of a front."""

    def __init__(self, engine: Engine, observers: Sequence[Observer], read_like: ReadLike) -> None:
        self._engine, self._observers, self._read_like = engine, observers, read_like

    def begin(self, line: VisitLine, visit: Visit | None, data: bytes, scope: Scope) -> Visit | None:
        """From now on threads read the connection, if requests may be like this one. `visit` is that of before."""
        read = self._read_like(scope) if _usual(scope) else None
        if read is None:
            return None
        if visit is None:
            visit = Visit(line, self._engine, self._observers)
        if not visit.learn(data, scope, read):
            return None
        self._engine.threads.visit(visit)
        return visit

    def end(self, visit: Visit) -> bool:
        """Whether the connection is the loop's: not amid a request."""
        return self._engine.threads.take_back(visit)


def may_be_like_others(data: bytes) -> bool:
    """Whether requests like this one can be known by what they have in common."""
    return len(data) < _LARGEST and data.startswith((_GET, _POST)) and _split(data) is not None


def _usual(scope: Scope) -> bool:
    """Whether nothing in the headers asks for more than to be answered."""
    return scope["http_version"] == "1.1" and all(name in _USUAL for name, _ in scope["headers"])


def _split(data: bytes) -> tuple[bytes, bytes] | None:
    """What requests of a kind have in common, and what differs; None where it is no single request of `/sparql`, or no
    plain one."""
    line, _, rest = data.partition(b"\r\n")
    if line.startswith(_GET) and line.endswith(_END):
        asked = line[len(_GET) : -len(_END)]
        plain = not asked.translate(None, _PLAIN)
        return (_GET + rest, asked) if plain and rest.endswith(b"\r\n\r\n") else None
    if not data.startswith(_POST):
        return None
    head, _, content = data.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if length is None or int(length[1]) != len(content):
        return None
    return head[: length.start(1)] + head[length.end(1) :], content


@lru_cache(maxsize=100)
def _head(
    media_type: str, headers: tuple[tuple[str, str], ...], tagged: bool, zips: bool, large: bool
) -> tuple[bytes, bool]:
    """The headers of an answer but for its length, with `_TAG` for its tag; and whether its body is to be packed."""
    said = MutableHeaders(raw=[*of(Answer(200, media_type, headers=headers)), *TO_ALL])
    coded = completed(said, _TAG.decode() if tagged else "", zips, SMALLEST if large else 0)
    return _lines(said.raw), coded


def _lines(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    return b"".join([b"%s: %s\r\n" % header for header in headers])
