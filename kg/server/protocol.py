"""Requests of the SPARQL 1.1 Protocol, read into tasks.

Beside GET and POST there is QUERY (draft-ietf-httpbis-safe-method-w-body), a GET with content."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.server.authorization import authorize, authorized
from kg.server.content import DATA, QUERY, content, content_type
from kg.server.negotiation import may_be_page
from kg.server.questions import Question
from kg.server.reader import Reader
from kg.server.updates import Update

Fields: TypeAlias = Mapping[str, Sequence[str]]

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_YES_OR_NO = {"": True, "true": True, "1": True, "false": False, "0": False}


async def operation(request: Request, token: str | None) -> Question | Update:
    """`token` opens updates; without one there are none. Raises HTTPException with status 400, 401, 403, 413 or 415."""
    in_address = address_fields(request)
    if request.method in ("GET", "HEAD"):
        if "update" in in_address:
            raise HTTPException(403, _READ_ONLY) if token is None else HTTPException(400, "an update is posted")
        return _question(request, in_address, _one(in_address, "query"))
    kind, charset = content_type(request.headers.get("content-type", ""))
    if kind not in (_FORM, _QUERY, _UPDATE) or charset not in ("", "utf-8", "utf8"):
        raise HTTPException(415, f"a query is posted as {_FORM} or as {_QUERY}, an update as {_UPDATE}; in UTF-8")
    if kind == _UPDATE:
        _admit_update(request, token)
        _nothing_else(in_address)
        return _update(in_address, _decoded(await content(request, DATA)))
    if kind == _QUERY:
        _nothing_else(in_address)
        return _question(request, in_address, _decoded(await content(request, QUERY)))
    in_form = fields_in(await content(request, DATA if authorized(request, token) else QUERY))
    fields = {**in_address, **in_form}
    if "update" not in in_form:
        return _question(request, fields, _one(in_form, "query"))
    _admit_update(request, token)
    if "query" in in_form:
        raise HTTPException(400, "one of 'query' and 'update' is needed, both are given")
    return _update(fields, _one(in_form, "update"))


def only_query(query_string: bytes) -> str | None:
    """The query of a GET where nothing else stands after «?», read as `operation` does; None where it is otherwise."""
    name, _, value = query_string.partition(b"=")
    if name != b"query" or b"&" in value or b"\\" in value or not value.isascii():
        return None
    try:
        # The same escapes with another sign, and a codec that takes a fifth of the time for them.
        return value.replace(b"+", b" ").replace(b"%", b"\\x").decode("unicode_escape").encode("latin-1").decode()
    except UnicodeDecodeError:
        return None


def asks_nothing(request: Request) -> bool:
    """A GET without a query, which asks for the service itself."""
    if request.method not in ("GET", "HEAD") or request.scope["query_string"].startswith(b"query="):
        return False
    fields = address_fields(request)
    return "query" not in fields and "update" not in fields


def address_fields(request: Request) -> Fields:
    """What stands after «?». Raises HTTPException with status 400."""
    return fields_in(request.scope["query_string"])


def single(fields: Fields, name: str) -> str:
    """The parameter that may be left out. Raises HTTPException with status 400 when it is given twice."""
    given = fields.get(name, ("",))
    return given[0] if len(given) == 1 else _one(fields, name)


def first_format(fields: Fields) -> str:
    """SPARQLWrapper says what it wants twice, by a short name and by a media type."""
    return next(iter(fields.get("format", ())), "")


_READ_ONLY = "this endpoint is read-only; it takes updates when it is started with --writable"


def _admit_update(request: Request, token: str | None) -> None:
    if request.method != "POST":
        raise HTTPException(400, "an update is posted")
    if token is None:
        raise HTTPException(403, _READ_ONLY)
    authorize(request, token)


def _nothing_else(in_address: Fields) -> None:
    for name in ("query", "update"):
        if name in in_address:
            raise HTTPException(400, f"{name!r} is given in the address, and something else as content")


def _question(request: Request, fields: Fields, query: str) -> Question:
    default, named = tuple(fields.get("default-graph-uri", ())), tuple(fields.get("named-graph-uri", ()))
    union = "union-default-graph" in fields and _YES_OR_NO.get(single(fields, "union-default-graph").lower())
    if union is None:
        raise HTTPException(400, f"union-default-graph is one of: {', '.join(filter(None, _YES_OR_NO))}")
    if union and (default or named):
        raise HTTPException(400, "union-default-graph does not go with default-graph-uri or named-graph-uri")
    accept = ", ".join(request.headers.getlist("accept"))
    form = first_format(fields)
    reader = Reader.of(request) if may_be_page(accept, form) else None
    return Question(query, default, named, union, accept=accept, format=form, reader=reader)


def _update(fields: Fields, update: str) -> Update:
    return Update(update, tuple(fields.get("using-graph-uri", ())), tuple(fields.get("using-named-graph-uri", ())))


def _one(fields: Fields, name: str) -> str:
    given = fields.get(name, ())
    if len(given) != 1:
        raise HTTPException(400, f"one parameter {name!r} is needed, {len(given)} are given")
    return given[0]


def fields_in(encoded: bytes) -> dict[str, list[str]]:
    """Of a form. Raises HTTPException with status 400."""
    fields: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict"):
            fields.setdefault(name, []).append(value)
    except UnicodeDecodeError:
        raise HTTPException(400, "the parameters are not percent-encoded UTF-8") from None
    return fields


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the content is not UTF-8 (byte {error.start})") from None
