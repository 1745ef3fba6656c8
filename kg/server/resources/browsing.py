"""The pages that are about many things, the files of maps and downloads, and what else browsers and robots ask for."""

import json
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from kg.export.formats import FILES
from kg.model.errors import KgError
from kg.server.answers.formats import MACHINES, PAGE
from kg.server.answers.reader import Reader
from kg.server.answers.task import NOT_KEPT, Answer, Engine, Graph, RefusedError, Task, task
from kg.server.http.request import accept, address, fields, values, wanted
from kg.server.http.responses import by_parameter, response, route
from kg.server.pages.lists import list_page, search_page
from kg.server.pages.map import map_page
from kg.server.pages.overviews import contradictions_page, timeline_page
from kg.server.pages.query import query_page
from kg.server.pages.start import start_page
from kg.server.resources.dataset import PATH as DATASET
from kg.server.resources.dataset import SITEMAP, VOID_PATH, dataset_page, description, sitemap
from kg.server.view.map_options import read
from kg.server.view.maps import FORMS, download, map_file
from kg.server.view.rendering import STATIC

_ROBOTS = f"""User-agent: *
Disallow: /sparql
Disallow: /store
Disallow: /queries/
Disallow: /query
Disallow: /search
Disallow: /maps/
Disallow: /downloads/
Disallow: /reconcile
Sitemap: {{address}}{SITEMAP}
"""
"""Things and documents may be indexed; what is computed for each request, or is the whole graph, not."""


class Files(StaticFiles):
    """Their addresses change with their content, so browsers need not ask twice."""

    def file_response(self, *arguments: object, **named: object) -> Response:
        found = super().file_response(*arguments, **named)  # type: ignore[arg-type]
        found.headers["cache-control"] = "public, max-age=31536000, immutable"
        return found


def _probe(graph: Graph) -> Answer:
    """Whether the store answers."""
    next(iter(graph.store.quads_for_pattern(None, None, None, None)), None)
    return Answer(200, "", headers=NOT_KEPT)


def routes(engine: Engine, licence: str) -> list[BaseRoute]:
    ask = engine.ask

    def page(path: str, shown: Callable[[Graph, Reader], Answer]) -> Route:
        return route(path, ask, lambda request: task(shown, Reader.of(request)))

    async def health(request: Request) -> ASGIApp:
        ok = (await ask(task(_probe))).status == 200
        trouble = engine.trouble()
        told = {"ok": ok, **({"behind": trouble} if trouble else {})}
        return response(Answer(200 if ok else 503, "application/json", json.dumps(told).encode(), NOT_KEPT))

    async def robots(request: Request) -> ASGIApp:
        return PlainTextResponse(_ROBOTS.format(address=address(request)))

    return [
        route("/", ask, _start, licence, by_parameter("/")),
        route(VOID_PATH, ask, _dataset, licence, by_parameter(VOID_PATH)),
        route(DATASET, ask, _about, licence, by_parameter(DATASET)),
        route(SITEMAP, ask, _sitemap),
        Route("/health", health),
        Route("/robots.txt", robots),
        page("/query", query_page),
        page("/contradictions", contradictions_page),
        page("/map", map_page),
        page("/timeline", timeline_page),
        page("/search", search_page),
        route("/list/{kind:str}", ask, lambda asked: task(list_page, asked.path_params["kind"], Reader.of(asked))),
        route("/downloads/{name}", ask, _download, licence),
        route("/maps/{file}", ask, _map),
        Mount("/static", Files(directory=STATIC)),
    ]


def _start(request: Request) -> Task:
    """For machines what the graph is."""
    return task(start_page, Reader.of(request)) if wanted(request, (PAGE, *MACHINES)) is PAGE else _dataset(request)


def _dataset(request: Request) -> Task:
    return task(description, address(request), accept(request), values(request).get("format", ""))


def _about(request: Request) -> Task:
    if wanted(request, (PAGE, *MACHINES)) is not PAGE:
        return _dataset(request)
    return task(dataset_page, address(request), Reader.of(request))


def _sitemap(request: Request) -> Task:
    part = values(request).get("part", "0")
    if not (part.isascii() and part.isdecimal() and len(part) < 6):
        raise RefusedError(400, f"part {part!r}: a whole number is allowed")
    return task(sitemap, address(request), int(part))


def _download(request: Request) -> Task:
    name = request.path_params["name"]
    if name not in FILES:
        raise RefusedError(404, f"no such download; there are: {', '.join(FILES)}")
    return task(download, name)


def _map(request: Request) -> Task:
    name, _, form = request.path_params["file"].rpartition(".")
    if form not in FORMS:
        raise RefusedError(404, f"a map has one of the ends .{', .'.join(FORMS)}")
    try:
        return task(map_file, name, form, read(fields(request)))
    except KgError as error:
        raise RefusedError(400, str(error)) from None
