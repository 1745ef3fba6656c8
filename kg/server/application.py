"""The routes of the endpoint, put together."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.model.config import BASE, PUBLICATION, Publication
from kg.model.errors import KgError
from kg.queries.saved import SavedQuery
from kg.server.answers.task import Answering, RefusedError, problem
from kg.server.http.observation import Observed, Observer, counting, metrics
from kg.server.http.representations import Representations
from kg.server.http.responses import preflight, refused, response
from kg.server.pages.refusal import RefusalPages
from kg.server.resources import browsing, reconciliation, saved, things, vocabularies
from kg.server.sparql import graph_store, protocol


def application(
    engine: Answering,
    queries: Mapping[str, SavedQuery],
    *,
    base: str = BASE,
    publication: Publication = PUBLICATION,
    token: str | None = None,
    observers: Sequence[Observer] = (),
) -> Observed:
    """`base` begins every IRI that has a page here; whoever has the token, if there is one, may write. Every request is
    told to `observers`."""
    if token == "":
        raise KgError("writing needs a token that is not empty: set KG_TOKEN")
    routes: list[BaseRoute] = [
        *protocol.routes(engine.ask, token),
        *saved.routes(engine.ask, queries, base),
        *graph_store.routes(engine.ask, token),
        *browsing.routes(engine, publication.licence),
        *reconciliation.routes(engine.ask),
        Route("/metrics", metrics),
        *vocabularies.routes(engine.ask),
        # The last takes every path that is left.
        *things.routes(engine.ask),
    ]
    refusals: Mapping[Any, Any] = {HTTPException: refused, RefusedError: refused}
    routed = _admitting(Starlette(routes=routes, exception_handlers=refusals))
    shown = Representations(RefusalPages(routed), engine.version)
    return Observed(shown, (counting(routes), *observers))


def _admitting(routed: ASGIApp) -> ASGIApp:
    async def admitted(scope: Scope, receive: Receive, send: Send) -> None:
        names = [name for name, _ in scope["headers"]]
        answered = routed
        if names.count(b"host") > 1:
            # Each of those on the way may go by another (RFC 9112, 3.2).
            answered = response(problem(400, "one Host header is needed, more are given"))
        elif scope["method"] == "OPTIONS" and b"access-control-request-method" in names:
            answered = preflight(Request(scope))
        await answered(scope, receive, send)

    return admitted
