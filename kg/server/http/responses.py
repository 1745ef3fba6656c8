"""Answers as HTTP responses, and the links in their heads (RFC 8288): other formats, the data set, its licence."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from http import HTTPStatus
from urllib.parse import quote

from pyoxigraph import RdfFormat
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.server.answers.formats import HTML, MACHINES
from kg.server.answers.task import Answer, Ask, RefusedError, Task, problem
from kg.server.http.request import address

_PAGES_MAY = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_METHODS = "GET, HEAD, POST, QUERY, PUT, DELETE"
_A_DAY = "86400"


def response(answer: Answer) -> ASGIApp:
    return partial(_send if answer.rest is None else _send_parts, answer)


async def refused(request: Request, refusal: Exception) -> ASGIApp:
    """What was refused while the request was read, by us or by Starlette's router."""
    if isinstance(refusal, RefusedError):
        return response(refusal.answer)
    assert isinstance(refusal, HTTPException)
    headers = {name.lower(): value for name, value in (refusal.headers or {}).items()}
    message = refusal.detail
    if "allow" in headers:
        headers["allow"] = ", ".join(sorted(headers["allow"].split(", ")))
    if message == HTTPStatus(405).phrase:
        message = f"{request.method} is not allowed here; allowed: {headers['allow']}"
    return response(problem(refusal.status_code, message, headers))


def preflight(request: Request) -> Response:
    """What a browser asks before a page of another origin may send something (Fetch, 4.8): it may send anything."""
    headers = {
        "access-control-allow-methods": _METHODS,
        "access-control-allow-headers": request.headers.get("access-control-request-headers", ""),
        "access-control-max-age": _A_DAY,
        "vary": "Access-Control-Request-Headers",
    }
    return Response(headers=headers)


async def _send(answer: Answer, scope: Scope, receive: Receive, send: Send) -> None:
    said = [*headers(answer)]
    if answer.status != 204:
        said.append((b"content-length", b"%d" % len(answer.body)))
    await send({"type": "http.response.start", "status": answer.status, "headers": said})
    await send({"type": "http.response.body", "body": answer.body})


async def _send_parts(answer: Answer, scope: Scope, receive: Receive, send: Send) -> None:
    assert answer.rest is not None
    gone = asyncio.ensure_future(_hung_up(receive))
    try:
        await send({"type": "http.response.start", "status": answer.status, "headers": [*headers(answer)]})
        part = answer.body
        while part and not gone.done():
            await send({"type": "http.response.body", "body": part, "more_body": True})
            part = await answer.rest.next()
        await send({"type": "http.response.body"})
    finally:
        gone.cancel()
        answer.rest.close()


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def headers(answer: Answer) -> Sequence[tuple[bytes, bytes]]:
    if not answer.headers:
        return _of_all(answer.media_type)
    own = [(name.encode(), value.encode("latin-1")) for name, value in answer.headers]
    names = {name for name, _ in own}
    return [*(one for one in _of_all(answer.media_type) if one[0] not in names), *own]


@lru_cache(maxsize=64)
def _of_all(media_type: str) -> Sequence[tuple[bytes, bytes]]:
    """What all answers of the media type say."""
    headers = [(b"vary", b"Accept, Accept-Encoding"), (b"x-content-type-options", b"nosniff")]
    if media_type == HTML:
        headers.append((b"content-security-policy", _PAGES_MAY.encode()))
    if media_type:
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        headers.append((b"content-type", f"{media_type}{charset}".encode()))
    return tuple(headers)


def with_links(answer: Answer, address: str, licence: str, alternates: Iterable[tuple[str, str]] = ()) -> Answer:
    """`address` is the server's, without a slash at the end; an alternate is a path with its query, percent-encoded,
    and a media type."""
    links = [f'<{address}{path}>; rel="alternate"; type="{media_type}"' for path, media_type in alternates]
    links += [f'<{address}/.well-known/void>; rel="describedby"', f'<{licence}>; rel="license"']
    return replace(answer, headers=(*answer.headers, ("link", ", ".join(links))))


def route(
    path: str,
    ask: Ask,
    task: Callable[[Request], Task],
    licence: str = "",
    alternates: Iterable[tuple[str, str]] = (),
) -> Route:
    """Answers GET with the task of the request; where there is a licence, with links to it and the description."""

    async def answer(request: Request) -> ASGIApp:
        told = await ask(task(request))
        return response(with_links(told, address(request), licence, alternates) if licence else told)

    return Route(path, answer)


def by_suffix(path: str) -> list[tuple[str, str]]:
    """The alternates of a thing; `path` begins without a slash and is not encoded yet."""
    whole = "/" + quote(path, safe="/:@!$&'()*+=-._~%")
    forms = [(form.writes, form.media_types[0]) for form in MACHINES]
    return [(f"{whole}.{rdf.file_extension}", kind) for rdf, kind in forms if isinstance(rdf, RdfFormat)]


def by_parameter(path: str) -> list[tuple[str, str]]:
    return [(f"{path}?format={form.name}", form.media_types[0]) for form in MACHINES]
