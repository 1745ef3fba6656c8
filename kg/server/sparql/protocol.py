"""`/sparql`: the SPARQL 1.1 Protocol, its requests read into tasks; without a query what the endpoint says of itself
(SPARQL 1.1 Service Description).

Beside GET and POST there is QUERY (draft-ietf-httpbis-safe-method-w-body), a GET with content."""

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.model.namespaces import RDF
from kg.server.answers.formats import GRAPHS, ROWS, choose, may_be_page
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Ask, RefusedError
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
from kg.server.sparql.query import Question
from kg.server.sparql.update import Update
from kg.server.view.table.chosen import narrowed

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_YES_OR_NO = {"": True, "true": True, "1": True, "false": False, "0": False}
_READ_ONLY = "this endpoint is read-only; it takes updates when it is started with --writable"


async def operation(request: Request, token: str | None) -> Question | Update | None:
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


def _update(given: Fields, update: str) -> Update:
    return Update(update, tuple(given.get("using-graph-uri", ())), tuple(given.get("using-named-graph-uri", ())))


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


_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = NamedNode(RDF + "type")


def routes(ask: Ask, token: str | None = None) -> list[Route]:
    """With updates for whoever has the token, if there is one."""

    async def sparql(request: Request) -> ASGIApp:
        asked = await operation(request, token)
        return response(await ask(asked)) if asked else _service(request, updates=token is not None)

    return [Route(path, sparql, methods=["GET", "POST", "QUERY"]) for path in ("/sparql", "/sparql/")]


def _service(request: Request, *, updates: bool) -> ASGIApp:
    chosen, media_type = choose(GRAPHS, accept(request), first_format(fields(request)))
    if not isinstance(chosen.writes, RdfFormat):
        return Response(status_code=303, headers={"location": "/", "vary": "Accept"})
    here = address(request) + request.scope["path"]
    return response(Answer(200, media_type, _description(here, chosen.writes, updates=updates)))


def _description(here: str, form: RdfFormat, *, updates: bool) -> bytes:
    service, dataset, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    about = [
        Triple(service, _TYPE, _sd("Service")),
        Triple(service, _sd("endpoint"), NamedNode(here)),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("feature"), _sd("EmptyGraphs")),
        Triple(service, _sd("defaultEntailmentRegime"), NamedNode("http://www.w3.org/ns/entailment/Simple")),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, _TYPE, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), default),
        Triple(default, _TYPE, _sd("Graph")),
    ]
    if updates:
        about.append(Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Update")))
        read = [format_.writes for format_ in GRAPHS if isinstance(format_.writes, RdfFormat)]
        about += [Triple(service, _sd("inputFormat"), NamedNode(read_as.iri)) for read_as in read]
    written = [format_.writes for format_ in (*ROWS, *GRAPHS) if format_.writes is not None]
    about += [Triple(service, _sd("resultFormat"), NamedNode(written_as.iri)) for written_as in written]
    return serialize(about, format=form, prefixes={"sd": _SD, "formats": _FORMATS}) or b""


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
