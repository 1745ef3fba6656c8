"""The way past the router for what is asked most: a GET with a query and nothing else, or of a saved query, by no other
site's page, whose answer is for programs.

It is answered as by the route, without a task of the loop and without Starlette; whatever is less plain, as a request
or as an answer, goes the whole way."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from starlette.types import ASGIApp, Scope

from kg.server.negotiation import may_be_page
from kg.server.observation import BEGUN, Handled, Observer
from kg.server.questions import Question
from kg.server.representations import SMALLEST, Conditions, conditions, entity_tag, not_modified, tagged
from kg.server.responses import headers_of
from kg.server.tasks import Answer, Engine

_MOST, _LARGEST = 1000, 4096
"""Sets of headers that are remembered, and bytes of one at most."""
_NOT_PLAIN = frozenset((b"origin", b"content-length", b"transfer-encoding", b"expect"))
Headers: TypeAlias = Sequence[tuple[bytes, bytes]]


class Plain(NamedTuple):
    """What the headers of a plain request say."""

    accept: str
    conditions: Conditions


class Response(NamedTuple):
    status: int
    head: bytes
    """The header lines, each with its end."""
    body: bytes


Read: TypeAlias = Callable[[str, bytes], tuple[str, str] | None]
"""Makes the query and the name of the format, if there is one, of a path and of what stands behind «?»; None where that
is not plain."""
Then: TypeAlias = Callable[[Response | ASGIApp], None]
"""Is given the response, or what makes it."""


class Direct:
    def __init__(
        self,
        ways: Mapping[str, Read],
        engine: Engine,
        given: Callable[[Answer, str], ASGIApp],
        observers: Sequence[Observer],
    ) -> None:
        """`ways` are by the first part of the path. `given` makes a response of any answer, from that version of the
        graph; the observers hear of all others."""
        self._ways, self._engine, self._given, self._observers = ways, engine, given, observers
        self._plain: dict[tuple[tuple[bytes, bytes], ...], Plain | None] = {}

    def begin(self, scope: Scope, then: Then) -> bool:
        """Whether `then` is called, now or later: whether the request is a plain one."""
        path = scope["path"]
        way = self._ways.get("/" + path[1:].partition("/")[0])
        if way is None or scope["method"] != "GET":
            return False
        asked, plain = way(path, scope["query_string"]), self._read(scope["headers"])
        if asked is None or plain is None or may_be_page(plain.accept, asked[1]):
            return False
        query, name = asked
        scope[BEGUN] = time.perf_counter()
        version = self._engine.version()
        tag = entity_tag(version, scope, plain.conditions)
        if tag in plain.conditions.known:
            self._end(scope, Response(304, _lines(_varying(not_modified(tag))), b""), then)
            return True

        def answered(answer: Answer) -> None:
            body = answer.body
            if answer.status != 200 or answer.headers or (plain.conditions.gzip and len(body) >= SMALLEST):
                then(self._given(answer, version))
            else:
                self._end(scope, Response(200, _head(answer.media_type) % (len(body), tag.encode()), body), then)

        return self._engine.begin(Question(query, accept=plain.accept, format=name), answered)

    def _end(self, scope: Scope, response: Response, then: Then) -> None:
        then(response)
        handled = Handled(scope, response.status, len(response.body), time.perf_counter() - scope[BEGUN])
        for observer in self._observers:
            observer(handled)

    def _read(self, headers: Headers) -> Plain | None:
        """Clients send the same headers again and again."""
        key = tuple(headers)
        if key in self._plain:
            return self._plain[key]
        accept = ", ".join(value.decode("latin-1") for name, value in headers if name == b"accept")
        special = may_be_page(accept) or any(name in _NOT_PLAIN for name, _ in headers)
        plain = None if special else Plain(accept, conditions(headers))
        if sum(len(name) + len(value) for name, value in headers) <= _LARGEST:
            if len(self._plain) >= _MOST:
                self._plain.clear()
            self._plain[key] = plain
        return plain


@lru_cache(maxsize=64)
def _head(media_type: str) -> bytes:
    """What all answers of the media type say, with places for the length and the tag of one."""
    fields = headers_of(Answer(200, media_type, b"")).items()
    alike = _varying([(name.encode(), value.encode()) for name, value in fields], b"Accept-Encoding, Origin")
    return _lines(alike).replace(b"%", b"%%") + _lines([(b"content-length", b"%d"), *tagged("%s")])


def _lines(headers: Headers) -> bytes:
    return b"".join([b"%s: %s\r\n" % header for header in headers])


def _varying(headers: Headers, on: bytes = b"Origin") -> Headers:
    return [(name, value + b", " + on if name == b"vary" else value) for name, value in headers]
