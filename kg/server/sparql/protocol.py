"""`/sparql`: the SPARQL 1.1 Protocol, its requests read into tasks; without a query what the endpoint says of itself
(SPARQL 1.1 Service Description): what it can do, and which graphs it has.

Beside GET and POST there is QUERY (draft-ietf-httpbis-safe-method-w-body), a GET with content."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, RdfFormat, serialize
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp, Scope

from kg.export.turtle import filled_in
from kg.model.namespaces import RDFS, VOID
from kg.server.answers.formats import GRAPHS, ROWS, choose, may_be_page
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Ask, Graph, RefusedError, Task, task, writing
from kg.server.http.request import (
    DATA,
    QUERY,
    Fields,
    accept,
    address,
    authorize,
    authorized,
    content,
    content_type,
    fields,
    fields_in,
)
from kg.server.http.responses import response
from kg.server.sparql.query import Question, update
from kg.server.view.table.chosen import narrowed

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_PLAIN = {"query", "format"}
_YES_OR_NO = {"": True, "true": True, "1": True, "false": False, "0": False}
_READ_ONLY = "this endpoint is read-only; it takes updates when it is started with --writable"
MOST = 5000
"""Named graphs that are listed."""
_PREFIXES = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "formats": "http://www.w3.org/ns/formats/",
    "void": VOID,
    "rdfs": RDFS,
}


async def operation(request: Request, token: str | None) -> Task | None:
    """None where nothing is asked, which asks for the service itself. Without a `token` there are no updates.

    Raises RefusedError with status 400, 401, 403, 413 or 415."""
    in_address = fields(request)
    if request.method in ("GET", "HEAD"):
        if "update" in in_address:
            raise RefusedError(403, _READ_ONLY) if token is None else RefusedError(400, "an update is posted")
        return _question(request, in_address, _one(in_address, "query")) if "query" in in_address else None
    kind, charset = content_type(request.headers.get("content-type", ""))
    if kind not in (_FORM, _QUERY, _UPDATE) or charset not in ("", "utf-8", "utf8"):
        raise RefusedError(415, f"a query is posted as {_FORM} or as {_QUERY}, an update as {_UPDATE}; in UTF-8")
    if kind == _UPDATE:
        _admit_update(request, token)
        _nothing_else(in_address)
        return _update(in_address, _decoded(await content(request, DATA)))
    if kind == _QUERY:
        _nothing_else(in_address)
        return _question(request, in_address, _decoded(await content(request, QUERY)))
    in_form = fields_in(await content(request, DATA if authorized(request, token) else QUERY))
    given = {**in_address, **in_form}
    if "update" not in in_form:
        return _question(request, given, _one(in_form, "query"))
    _admit_update(request, token)
    if "query" in in_form:
        raise RefusedError(400, "one of 'query' and 'update' is needed, both are given")
    return _update(given, _one(in_form, "update"))


def like(scope: Scope) -> Callable[[bytes], Question | None] | None:
    """What reads queries sent as this one, from their parameters or content; None where they are not plain."""
    request = Request(scope)
    kind, charset = content_type(request.headers.get("content-type", ""))
    posted = scope["method"] == "POST"
    if posted and (scope["query_string"] or kind not in (_FORM, _QUERY) or charset not in ("", "utf-8", "utf8")):
        return None
    accepted = accept(request)

    def read(said: bytes) -> Question | None:
        try:
            given = {"query": [_decoded(said)]} if posted and kind == _QUERY else fields_in(said)
        except RefusedError:
            return None  # as `operation` will say
        form = first_format(given)
        if not given.keys() <= _PLAIN or len(given.get("query", ())) != 1 or may_be_page(accepted, form):
            return None
        return Question(given["query"][0], accept=accepted, format=form)

    return read


def single(given: Fields, name: str) -> str:
    """The parameter that may be left out. Refuses with 400 when it is given twice."""
    return _one(given, name) if name in given else ""


def first_format(given: Fields) -> str:
    """SPARQLWrapper says what it wants twice, by a short name and by a media type."""
    return next(iter(given.get("format", ())), "")


def _admit_update(request: Request, token: str | None) -> None:
    if request.method != "POST":
        raise RefusedError(400, "an update is posted")
    if token is None:
        raise RefusedError(403, _READ_ONLY)
    authorize(request, token)


def _nothing_else(in_address: Fields) -> None:
    for name in ("query", "update"):
        if name in in_address:
            raise RefusedError(400, f"{name!r} is given in the address, and something else as content")


def _question(request: Request, given: Fields, query: str) -> Question:
    default, named = tuple(given.get("default-graph-uri", ())), tuple(given.get("named-graph-uri", ()))
    union = "union-default-graph" in given and _YES_OR_NO.get(single(given, "union-default-graph").lower())
    if union is None:
        raise RefusedError(400, f"union-default-graph is one of: {', '.join(filter(None, _YES_OR_NO))}")
    if union and (default or named):
        raise RefusedError(400, "union-default-graph does not go with default-graph-uri or named-graph-uri")
    accepted, form = accept(request), first_format(given)
    reader = Reader.of(request) if may_be_page(accepted, form) else None
    chosen = narrowed(request)
    return Question(query, default, named, union, accept=accepted, format=form, reader=reader, narrowed=chosen)


def _update(given: Fields, text: str) -> Task:
    using, using_named = given.get("using-graph-uri", ()), given.get("using-named-graph-uri", ())
    return writing(update, text, tuple(using), tuple(using_named))


def _one(given: Fields, name: str) -> str:
    values = given.get(name, ())
    if len(values) != 1:
        raise RefusedError(400, f"one parameter {name!r} is needed, {len(values)} are given")
    return values[0]


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the content is not UTF-8 (byte {error.start})") from None


def routes(ask: Ask, token: str | None = None) -> list[Route]:
    """With updates for whoever has the token, if there is one."""

    async def sparql(request: Request) -> ASGIApp:
        asked = await operation(request, token)
        if asked is None:
            here = address(request) + request.scope["path"]
            asked = task(service, here, accept(request), first_format(fields(request)), token is not None)
        return response(await ask(asked))

    return [Route(path, sparql, methods=["GET", "POST", "QUERY"]) for path in ("/sparql", "/sparql/")]


def service(
    graph: Graph, here: str, accept: str = "", format: str = "", updates: bool = False, most: int = MOST
) -> Answer:
    """`here` is the address of the endpoint. A browser is led to the start page."""
    chosen, media_type = choose(GRAPHS, accept, format)
    if not isinstance(chosen.writes, RdfFormat):
        return Answer(303, "", headers=(("location", "/"), ("vary", "Accept")))
    names = list(islice(graph.store.named_graphs(), most + 1))
    listed = sorted((name for name in names[:most] if isinstance(name, NamedNode)), key=str)
    said = filled_in(
        Path(__file__).with_name("service.ttl"),
        _PREFIXES,
        here,
        base=graph.base,
        updates=updates,
        read=[NamedNode(form.writes.iri) for form in GRAPHS if isinstance(form.writes, RdfFormat)],
        written=[NamedNode(form.writes.iri) for form in (*ROWS, *GRAPHS) if form.writes is not None],
        graphs=[(BlankNode(f"graph{number}"), name) for number, name in enumerate(listed)],
        most=most,
        cut=len(names) > most,
    )
    return Answer(200, media_type, serialize(said, format=chosen.writes, prefixes=_PREFIXES) or b"")
