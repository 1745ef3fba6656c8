"""The routes of the endpoint, put together."""

from collections.abc import Mapping

from pyoxigraph import Store
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from kg.config import BASE
from kg.queries import SavedQuery
from kg.server import saved, sparql, start, things
from kg.server.responses import refused
from kg.server.tasks import Graph
from kg.server.threads import Threads


def application(store: Store, queries: Mapping[str, SavedQuery], *, base: str = BASE, threads: int = 8) -> Starlette:
    """A read-only endpoint over an open store; `base` begins every IRI that has a page here."""
    ask = Threads(Graph(store, queries, base), threads).ask
    return Starlette(
        # The last takes every path that is left.
        routes=[*start.routes(ask), *sparql.routes(ask), *saved.routes(ask, queries, base), *things.routes(ask)],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"])
        ],
        exception_handlers={HTTPException: refused},
    )
