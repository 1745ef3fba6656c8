"""Answers as HTTP responses."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.server.negotiation import HTML
from kg.server.tasks import Answer, problem

_PAGES_MAY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def response(answer: Answer) -> Response:
    headers = {"vary": "Accept", "x-content-type-options": "nosniff", **dict(answer.headers)}
    if answer.media_type == HTML:
        headers["content-security-policy"] = _PAGES_MAY
    charset = "; charset=utf-8" if answer.media_type.startswith("text/") else ""
    return Response(answer.body, answer.status, {**headers, "content-type": answer.media_type + charset})


async def refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, HTTPException)
    refusing = response(problem(refusal.status_code, refusal.detail))
    refusing.headers.update(refusal.headers or {})
    return refusing
