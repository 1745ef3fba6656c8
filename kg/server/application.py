"""The routes of the endpoint, put together."""

from collections.abc import Collection, Mapping

from pyoxigraph import Store
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from kg.config import BASE
from kg.errors import KgError
from kg.queries import SavedQuery
from kg.server import graph_store, saved, sparql, start, things
from kg.server.representations import Representations
from kg.server.responses import refused
from kg.server.tasks import Graph
from kg.server.threads import Threads


def application(
    store: Store,
    queries: Mapping[str, SavedQuery],
    *,
    base: str = BASE,
    threads: int = 8,
    token: str | None = None,
    hosts: Collection[str] = (),
) -> Starlette:
    """An endpoint over an open store; `base` begins every IRI that has a page here, `token` opens it for writing, and
    `hosts` are those that SERVICE and LOAD may ask."""
    if token == "":
        raise KgError("writing needs a token: set KG_TOKEN")
    workers = Threads(Graph(store, queries, base, frozenset(hosts)), threads)
    ask = workers.ask
    return Starlette(
        # The last takes every path that is left.
        routes=[
            *start.routes(ask),
            *sparql.routes(ask, token),
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
            Middleware(Representations, version=workers.version),
        ],
        exception_handlers={HTTPException: refused},
    )
