"""Why something cannot be answered, as a page: in the reader's language, with what may have been meant. Whoever asks
for pages gets one where programs get a line of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from urllib.parse import unquote

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.queries.faults import Fault
from kg.server.answers.formats import HTML, may_be_page
from kg.server.answers.reader import Reader
from kg.server.answers.task import TEXT, Answer
from kg.server.http.responses import response
from kg.server.view.rendering import page
from kg.server.view.texts import texts

_TOLD = frozenset({300, 400, 403, 404, 405, 406, 500, 503})
_LONGEST = 300
_OF_THE_PAGE = frozenset((b"content-type", b"content-length", b"content-security-policy", b"vary"))


@dataclass(frozen=True, slots=True)
class Meant:
    """What may have been meant, and where it is."""

    link: str
    label: str


def refusal(
    reader: Reader,
    status: int,
    message: str,
    *,
    told: str = "",
    meant: Sequence[Meant] = (),
    words: str = "",
    query: str = "",
    fault: Fault | None = None,
) -> Answer:
    """`message` is what programs are told, in English; `told` the same in the reader's language, where it is known.
    `words` are looked for; the `query` is shown with its `fault` marked, and can be changed."""
    text = texts(reader.language)
    if fault is not None:
        wrong = text(f"fault.{fault.kind}", what=fault.what, meant=fault.meant)
        where = text("fault.at", line=fault.line, column=fault.column)
        told = f"{where}{f', «{fault.word}»' if fault.word else ''}: {wrong}"
    return page(
        "refusal.html",
        reader,
        status=status,
        heading=f"refused.{status if status in _TOLD else 400 if status < 500 else 500}",
        message=told or shorten(message, _LONGEST, placeholder=" …"),
        language="" if told else "en",
        meant=meant,
        words=words,
        lines=list(enumerate(query.split("\n"), start=1)) if query else [],
        query=query,
        line=fault.line if fault else 0,
    )


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
