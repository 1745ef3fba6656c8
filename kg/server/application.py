"""The routes of the endpoint, put together."""

from collections.abc import Mapping, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.model.config import BASE
from kg.model.errors import KgError
from kg.queries.saved import SavedQuery
from kg.server import (
    browsing,
    downloads,
    graph_store,
    health,
    maps,
    metrics,
    saved,
    sparql,
    start,
    things,
    vocabularies,
)
from kg.server.direct import Direct
from kg.server.metrics import Requests
from kg.server.observation import Observed, Observer
from kg.server.representations import Representations
from kg.server.responses import refused, response
from kg.server.shortcut import shortcut, varying
from kg.server.tasks import Answer, Engine


class Application:
    """All of it for a server that speaks ASGI, and the quicker way for one that takes it."""

    def __init__(self, app: ASGIApp, direct: Direct) -> None:
        self._app = app
        self.direct = direct

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def application(
    engine: Engine,
    queries: Mapping[str, SavedQuery],
    *,
    base: str = BASE,
    token: str | None = None,
    requests: Requests | None = None,
    process: int = 0,
    observers: Sequence[Observer] = (),
) -> Application:
    """`base` begins every IRI that has a page here; whoever has the token, if there is one, may write.

    `requests` counts those of all fronts, of which this is number `process`; every request is told to `observers`."""
    if token == "":
        raise KgError("writing needs a token that is not empty: set KG_TOKEN")
    ask = engine.ask
    asked_most = sparql.routes(ask, token)
    routes: list[BaseRoute] = [
        *start.routes(ask),
        *health.routes(ask),
        *browsing.routes(ask),
        *asked_most,
        *graph_store.routes(ask, token),
        *saved.routes(ask, queries, base),
        *downloads.routes(ask),
        *maps.routes(ask),
        *vocabularies.routes(ask),
        *things.routes(ask),
    ]
    counted = (requests or Requests()).of(process, routes)
    whole = Starlette(
        # The last takes every path that is left.
        routes=[*metrics.routes(counted, engine.counts), *routes],
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD", "POST", "QUERY", "PUT", "DELETE"],
                allow_headers=["*"],
                expose_headers=["ETag", "Location", "Retry-After"],
            ),
            Middleware(Representations, version=engine.version),
        ],
        exception_handlers={HTTPException: refused},
    )
    observing = (counted.observe, *observers)
    quicker = shortcut(whole, asked_most[0], lambda app: Representations(app, engine.version))

    def given(answer: Answer, version: str) -> ASGIApp:
        return Observed(varying(Representations(response(answer), lambda: version)), observing)

    ways = {sparql.PATH: sparql.plain, saved.PATH: saved.plain(queries, base)}
    return Application(Observed(quicker, observing), Direct(ways, engine, given, observing))
