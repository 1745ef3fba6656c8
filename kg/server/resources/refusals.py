"""Refusals for people: whoever asks for pages gets a page where programs get a line of text."""

from urllib.parse import unquote

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.answers.formats import HTML, may_be_page
from kg.server.answers.reader import Reader
from kg.server.answers.task import TEXT
from kg.server.http.responses import response
from kg.server.pages.refusal import refusal

_OF_THE_PAGE = frozenset((b"content-type", b"content-length", b"content-security-policy", b"vary"))


class RefusalPages:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _wants_a_page(scope):
            await self._app(scope, receive, _Shown(Request(scope), receive, send).send)
        else:
            await self._app(scope, receive, send)


class _Shown:
    """Holds back a refusal until its words are there, and lets everything else pass."""

    def __init__(self, request: Request, receive: Receive, send: Send) -> None:
        self._request, self._receive, self._send = request, receive, send
        self._refused: Message | None = None
        self._words = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] >= 400 and _is_text(message):
            self._refused = message
        elif self._refused is None:
            await self._send(message)
        else:
            self._words += message.get("body", b"")
            if not message.get("more_body", False):
                await self._show(self._refused)

    async def _show(self, refused: Message) -> None:
        status, reader = refused["status"], Reader.of(self._request)
        words = _words(reader.path) if status == 404 else ""
        shown = refusal(reader, status, self._words.decode(errors="replace"), words=words)
        kept = [(name, value) for name, value in refused["headers"] if name not in _OF_THE_PAGE]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((name, value) for name, value in kept if name not in own)]
            await self._send(message)

        await response(shown)(self._request.scope, self._receive, sending)


def _wants_a_page(scope: Scope) -> bool:
    """Not what a script of a page asks for, nor who names another format in the address."""
    headers = dict(scope["headers"])
    accepted = headers.get(b"accept", b"").decode("latin-1")
    named = b"format=" in scope["query_string"] and b"format=html" not in scope["query_string"]
    return HTML in accepted and b"hx-request" not in headers and not named and may_be_page(accepted)


def _is_text(start: Message) -> bool:
    return any(name == b"content-type" and value.startswith(TEXT.encode()) for name, value in start["headers"])


def _words(path: str) -> str:
    """What was looked for, as far as an address tells: «/city/omsk-2» is about «omsk»."""
    end = unquote(path).rstrip("/").rpartition("/")[2]
    return " ".join(end.rpartition(".")[0].split("-") if "." in end else end.split("-"))[:100]
