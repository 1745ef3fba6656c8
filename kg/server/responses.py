"""Answers as HTTP responses."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.server.negotiation import HTML
from kg.server.tasks import Answer, problem

_PAGES_MAY = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


def response(answer: Answer) -> Response:
    if answer.status == 204:
        return Response(status_code=204, headers=dict(answer.headers))
    return Response(answer.body, answer.status, headers_of(answer))


def headers_of(answer: Answer) -> dict[str, str]:
    """All but the length."""
    headers = {"vary": "Accept", "x-content-type-options": "nosniff", **dict(answer.headers)}
    if answer.media_type == HTML:
        headers.setdefault("content-security-policy", _PAGES_MAY)
    charset = "; charset=utf-8" if answer.media_type.startswith("text/") else ""
    return {**headers, "content-type": answer.media_type + charset}


async def refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, HTTPException)
    headers = {name.lower(): value for name, value in (refusal.headers or {}).items()}
    message = refusal.detail
    if "allow" in headers:
        headers["allow"] = ", ".join(sorted(headers["allow"].split(", ")))
    if message == HTTPStatus(405).phrase:
        message = f"{request.method} is not allowed here; allowed: {headers['allow']}"
    refusing = response(problem(refusal.status_code, message))
    refusing.headers.update(headers)
    return refusing
