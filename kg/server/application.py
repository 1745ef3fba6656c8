"""The routes of the endpoint."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeAlias

from pyoxigraph import NamedNode, RdfFormat, Store, serialize
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.config import BASE
from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.queries import SavedQuery
from kg.server import pages, protocol
from kg.server.answers import Answer, Threads, answer, problem
from kg.server.descriptions import describe, statements
from kg.server.negotiation import GRAPHS, HTML, NotAcceptableError, UnknownFormatError, choose
from kg.server.service import service_description

_PAGES_MAY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_WITH_GRAPHS = (RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD)
Written: TypeAlias = tuple[str, Callable[[], bytes]]


def application(store: Store, queries: Mapping[str, SavedQuery], *, base: str = BASE, threads: int = 8) -> Starlette:
    """A read-only endpoint over an open store; `base` begins every IRI that has a page here."""
    endpoint = _Endpoint(store, queries, base, threads)
    return Starlette(
        routes=[
            Route("/", endpoint.start),
            Route("/health", endpoint.health),
            Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
            Route("/queries/{name}", endpoint.saved),
            Route("/{path:path}", endpoint.thing),
        ],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"])
        ],
        exception_handlers={HTTPException: _refused},
    )


class _Endpoint:
    def __init__(self, store: Store, queries: Mapping[str, SavedQuery], base: str, threads: int) -> None:
        self._store, self._queries, self._base = store, queries, base
        self._threads = Threads(threads)
        # The store is open for reading and never changes.
        self._overview = cache(lambda: pages.overview(store))

    async def start(self, request: Request) -> Response:
        overview = await self._threads.run(self._overview)
        return _response(Answer(200, HTML, pages.start(overview, self._queries)))

    async def health(self, request: Request) -> Response:
        found = await self._threads.run(lambda: answer(self._store, protocol.Question("ASK {}"), self._base))
        return _response(Answer(found.status, "application/json", json.dumps({"ok": found.status == 200}).encode()))

    async def sparql(self, request: Request) -> Response:
        if protocol.asks_nothing(request):
            return self._service(request)
        return await self._answered(await protocol.question(request))

    async def saved(self, request: Request) -> Response:
        query = self._queries.get(request.path_params["name"])
        if query is None:
            raise HTTPException(404, f"no such query; there are: {', '.join(self._queries)}")
        values = dict(request.query_params)
        format_ = values.pop("format", "")
        try:
            text = query.text_with(values, base=self._base)
        except QueryError as error:
            raise HTTPException(400, str(error)) from None
        accept = request.headers.get("accept", "")
        return await self._answered(protocol.Question(text, accept=accept, format=format_))

    async def thing(self, request: Request) -> Response:
        accept, format_ = request.headers.get("accept", ""), request.query_params.get("format", "")
        paths = (request.path_params["path"], request.scope.get("raw_path", b"/").decode("latin-1").lstrip("/"))
        return _response(await self._threads.run(lambda: self._described(paths, accept, format_)))

    def _described(self, paths: tuple[str, ...], accept: str, format_: str) -> Answer:
        for path in paths:
            try:
                thing = NamedNode(self._base + path)
            except ValueError:
                continue
            if found := statements(self._store, thing):
                break
        else:
            return problem(404, f"nothing is known of {self._base}{paths[0]}")
        try:
            chosen, media_type = choose(GRAPHS, accept, format_)
        except UnknownFormatError as error:
            return problem(400, str(error))
        except NotAcceptableError as error:
            return problem(406, str(error))
        if not isinstance(chosen.writes, RdfFormat):
            return Answer(200, media_type, pages.description(describe(self._store, thing, pages.SHOWN + 1), self._base))
        written = found if chosen.writes in _WITH_GRAPHS else [quad.triple for quad in found]
        return Answer(200, media_type, serialize(written, format=chosen.writes, prefixes=PREFIXES) or b"")

    async def _answered(self, question: protocol.Question) -> Response:
        return _response(await self._threads.run(lambda: answer(self._store, question, self._base)))

    def _service(self, request: Request) -> Response:
        try:
            chosen, media_type = choose(GRAPHS, request.headers.get("accept", ""))
        except NotAcceptableError as error:
            return _response(problem(406, str(error)))
        if not isinstance(chosen.writes, RdfFormat):
            return Response(status_code=303, headers={"location": "/", "vary": "Accept"})
        address = str(request.url.replace(query=""))
        return _response(Answer(200, media_type, service_description(address, chosen.writes)))


def _response(answer: Answer) -> Response:
    headers = {"vary": "Accept", "x-content-type-options": "nosniff"}
    if answer.media_type == HTML:
        headers["content-security-policy"] = _PAGES_MAY
    charset = "; charset=utf-8" if answer.media_type.startswith("text/") else ""
    return Response(answer.body, answer.status, {**headers, "content-type": answer.media_type + charset})


async def _refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, HTTPException)
    response = _response(problem(refusal.status_code, refusal.detail))
    response.headers.update(refusal.headers or {})
    return response
