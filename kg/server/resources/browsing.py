"""The pages that are about many things, the files of maps and downloads, and what else browsers and robots ask for."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from kg.export.formats import FILES
from kg.model.errors import KgError
from kg.server.answers.formats import MACHINES, PAGE
from kg.server.answers.reader import Reader
from kg.server.answers.task import NOT_KEPT, Answer, Engine, Graph, RefusedError, Task
from kg.server.http.links import by_parameter, with_links
from kg.server.http.request import accept, address, fields, values, wanted
from kg.server.http.responses import response
from kg.server.pages.lists import ListPage, SearchPage
from kg.server.pages.map import MapPage
from kg.server.pages.overviews import ContradictionsPage, TimelinePage
from kg.server.pages.query import QueryPage
from kg.server.pages.start import StartPage
from kg.server.resources.dataset import PATH as DATASET
from kg.server.resources.dataset import SITEMAP, VOID_PATH, Dataset, DatasetPage, Sitemap
from kg.server.view.map_options import read
from kg.server.view.maps import FORMS, Download, MapFile
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


@dataclass(frozen=True, slots=True)
class Probe:
    """Whether the store answers."""

    def answer(self, graph: Graph) -> Answer:
        next(iter(graph.store.quads_for_pattern(None, None, None, None)), None)
        return Answer(200, "", headers=NOT_KEPT)


def routes(engine: Engine, licence: str) -> list[BaseRoute]:
    def route(path: str, task: Callable[[Request], Task]) -> Route:
        async def answer(request: Request) -> ASGIApp:
            return response(await engine.ask(task(request)))

        return Route(path, answer)

    def described(path: str, task: Callable[[Request], Task], *, forms: bool = True) -> Route:
        """What tells of the whole, or is it, with links to licence and description; in `forms` besides."""

        async def answer(request: Request) -> ASGIApp:
            told = await engine.ask(task(request))
            return response(with_links(told, address(request), licence, by_parameter(path) if forms else ()))

        return Route(path, answer)

    async def health(request: Request) -> ASGIApp:
        ok = (await engine.ask(Probe())).status == 200
        trouble = engine.trouble()
        told = {"ok": ok, **({"behind": trouble} if trouble else {})}
        return response(Answer(200 if ok else 503, "application/json", json.dumps(told).encode(), NOT_KEPT))

    async def robots(request: Request) -> ASGIApp:
        return PlainTextResponse(_ROBOTS.format(address=address(request)))

    return [
        described("/", _start),
        described(VOID_PATH, _dataset),
        described(DATASET, _about),
        route(SITEMAP, _sitemap),
        Route("/health", health),
        Route("/robots.txt", robots),
        route("/query", lambda request: QueryPage(Reader.of(request))),
        route("/contradictions", lambda request: ContradictionsPage(Reader.of(request))),
        route("/map", lambda request: MapPage(Reader.of(request))),
        route("/timeline", lambda request: TimelinePage(Reader.of(request))),
        route("/search", lambda request: SearchPage(Reader.of(request))),
        route("/list/{kind:str}", lambda request: ListPage(request.path_params["kind"], Reader.of(request))),
        described("/downloads/{name}", _download, forms=False),
        route("/maps/{file}", _map),
        Mount("/static", Files(directory=STATIC)),
    ]


def _start(request: Request) -> Task:
    """For machines what the graph is."""
    return StartPage(Reader.of(request)) if wanted(request, (PAGE, *MACHINES)) is PAGE else _dataset(request)


def _dataset(request: Request) -> Task:
    return Dataset(address(request), accept(request), values(request).get("format", ""))


def _about(request: Request) -> Task:
    return (
        DatasetPage(address(request), Reader.of(request))
        if wanted(request, (PAGE, *MACHINES)) is PAGE
        else _dataset(request)
    )


def _sitemap(request: Request) -> Task:
    part = values(request).get("part", "0")
    if not (part.isascii() and part.isdecimal() and len(part) < 6):
        raise RefusedError(400, f"part {part!r}: a whole number is allowed")
    return Sitemap(address(request), int(part))


def _download(request: Request) -> Task:
    name = request.path_params["name"]
    if name not in FILES:
        raise RefusedError(404, f"no such download; there are: {', '.join(FILES)}")
    return Download(name)


def _map(request: Request) -> Task:
    name, _, form = request.path_params["file"].rpartition(".")
    if form not in FORMS:
        raise RefusedError(404, f"a map has one of the ends .{', .'.join(FORMS)}")
    try:
        return MapFile(name, form, read(fields(request)))
    except KgError as error:
        raise RefusedError(400, str(error)) from None
