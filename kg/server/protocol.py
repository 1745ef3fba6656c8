"""Requests of the SPARQL 1.1 Protocol, read into questions. The endpoint is read-only."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.server.questions import Question

_LARGEST = 2 * 1024 * 1024
"""Bytes of a request's body."""
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


async def question(request: Request) -> Question:
    """Raises HTTPException with status 400, 403, 413 or 415."""
    in_address = _fields(request.url.query.encode())
    if request.method != "POST":
        return _question(request, in_address, _one(in_address, "query"))
    kind, charset = _content_type(request)
    if kind == _UPDATE:
        raise HTTPException(403, "this endpoint is read-only")
    if kind not in (_FORM, _QUERY) or charset not in ("", "utf-8", "utf8"):
        raise HTTPException(415, f"a query is posted as {_FORM} or as {_QUERY}, in UTF-8")
    body = await _body(request)
    if kind == _QUERY:
        return _question(request, in_address, _decoded(body))
    in_form = _fields(body)
    return _question(request, {**in_address, **in_form}, _one(in_form, "query"))


def asks_nothing(request: Request) -> bool:
    """A GET without a query, which asks for the service itself."""
    fields = _fields(request.url.query.encode())
    return request.method != "POST" and "query" not in fields and "update" not in fields


def _question(request: Request, fields: Mapping[str, Sequence[str]], query: str) -> Question:
    return Question(
        query=query,
        default_graphs=tuple(fields.get("default-graph-uri", ())),
        named_graphs=tuple(fields.get("named-graph-uri", ())),
        accept=request.headers.get("accept", ""),
        format=next(iter(fields.get("format", ())), ""),
    )


def _one(fields: Mapping[str, Sequence[str]], name: str) -> str:
    if "update" in fields:
        raise HTTPException(403, "this endpoint is read-only")
    given = fields.get(name, ())
    if len(given) != 1:
        raise HTTPException(400, f"one parameter {name!r} is needed, {len(given)} are given")
    return given[0]


def _fields(encoded: bytes) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict"):
            fields.setdefault(name, []).append(value)
    except UnicodeDecodeError:
        raise HTTPException(400, "the parameters are not percent-encoded UTF-8") from None
    return fields


def _content_type(request: Request) -> tuple[str, str]:
    kind, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charset = next((p.partition("=")[2].strip('" ') for p in parameters if p.startswith("charset")), "")
    return kind, charset


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise HTTPException(413, f"a query has at most {_LARGEST} bytes")
    return bytes(body)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the query is not UTF-8 (byte {error.start})") from None
