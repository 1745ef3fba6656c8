"""Why something cannot be answered, as a page: in the reader's language, with what may have been meant. Whoever asks
for pages gets one where programs get a line of text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from urllib.parse import unquote

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.queries.faults import Fault
from kg.server.answers.formats import HTML, may_be_page
from kg.server.answers.reader import Reader
from kg.server.answers.task import TEXT, Answer
from kg.server.http.request import accept
from kg.server.http.responses import headers, response
from kg.server.view.rendering import page
from kg.server.view.texts import texts

_TOLD = frozenset({300, 400, 403, 404, 405, 406, 500, 503})
_LONGEST = 300
_ENDING = re.compile(r"(?<=.)\.[a-z]{2,6}$")
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
        where = text("fault.at", line=fault.line, column=fault.column)
        told = f"{where}{f', «{fault.word}»' if fault.word else ''}: {fault.told(reader.language)}"
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
        refused: Message | None = None
        said = b""

        async def sending(message: Message) -> None:
            """Holds back a refusal until its words are there, and lets everything else pass."""
            nonlocal refused, said
            if message["type"] == "http.response.start" and message["status"] >= 400 and _is_text(message):
                refused = message
            elif refused is None:
                await send(message)
            else:
                said += message.get("body", b"")
                if not message.get("more_body", False):
                    await _shown(Request(scope), refused, said)(scope, receive, send)

        await self._app(scope, receive, sending if _wants_a_page(scope) else send)


def _shown(request: Request, refused: Message, said: bytes) -> ASGIApp:
    reader = Reader.of(request)
    words = words_of(reader.path) if refused["status"] == 404 else ""
    shown = refusal(reader, refused["status"], said.decode(errors="replace"), words=words)
    own = _OF_THE_PAGE.union(name for name, _ in headers(shown))
    kept = [(name.decode(), value.decode("latin-1")) for name, value in refused["headers"] if name not in own]
    return response(replace(shown, headers=(*shown.headers, *kept)))


def _wants_a_page(scope: Scope) -> bool:
    """Not what a script of a page asks for, nor who names another format in the address."""
    request = Request(scope)
    accepted = accept(request)
    named = b"format=" in scope["query_string"] and b"format=html" not in scope["query_string"]
    return HTML in accepted and "hx-request" not in request.headers and not named and may_be_page(accepted)


def _is_text(start: Message) -> bool:
    return any(name == b"content-type" and value.startswith(TEXT.encode()) for name, value in start["headers"])


def words_of(path: str) -> str:
    """What was looked for, as far as an address tells: «/city/omsk-region.ttl» is about «omsk region»."""
    end = unquote(path).rstrip("/").rpartition("/")[2]
    return " ".join(re.split(r"[-_.]+", _ENDING.sub("", end)))[:100]
