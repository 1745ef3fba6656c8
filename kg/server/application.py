"""The routes of the endpoint, put together."""

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from kg.config import BASE
from kg.errors import KgError
from kg.queries import SavedQuery
from kg.server import graph_store, saved, sparql, start, things
from kg.server.representations import Representations
from kg.server.responses import refused
from kg.server.shortcut import shortcut
from kg.server.tasks import Engine


def application(
    engine: Engine, queries: Mapping[str, SavedQuery], *, base: str = BASE, token: str | None = None
) -> ASGIApp:
    """`base` begins every IRI that has a page here; whoever has the token, if there is one, may write."""
    if token == "":
        raise KgError("writing needs a token that is not empty: set KG_TOKEN")
    ask = engine.ask
    asked_most = sparql.routes(ask, token)
    whole = Starlette(
        # The last takes every path that is left.
        routes=[
            *start.routes(ask),
            *asked_most,
            *graph_store.routes(ask, token),
            *saved.routes(ask, queries, base),
            *things.routes(ask),
        ],
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
    return shortcut(whole, asked_most[0], lambda app: Representations(app, engine.version))
