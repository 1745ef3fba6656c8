"""The pages that are about many things, and the files that pages need."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.server.pages.contradictions import ContradictionsPage
from kg.server.pages.lists import ListPage, SearchPage
from kg.server.pages.map import MapPage
from kg.server.pages.querying import QueryPage
from kg.server.pages.rendering import STATIC
from kg.server.pages.timeline import TimelinePage
from kg.server.reader import Reader
from kg.server.responses import response
from kg.server.tasks import Ask, Task


class Files(StaticFiles):
    """Their addresses change with their content, so browsers need not ask twice."""

    def file_response(self, *arguments: object, **named: object) -> Response:
        found = super().file_response(*arguments, **named)  # type: ignore[arg-type]
        found.headers["cache-control"] = "public, max-age=31536000, immutable"
        return found


def routes(ask: Ask) -> list[BaseRoute]:
    def route(path: str, task: Callable[[Request], Task]) -> Route:
        async def answer(request: Request) -> Response:
            return response(await ask(task(request)))

        return Route(path, answer)

    return [
        route("/query", lambda request: QueryPage(Reader.of(request))),
        route("/contradictions", lambda request: ContradictionsPage(Reader.of(request))),
        route("/map", lambda request: MapPage(Reader.of(request))),
        route("/timeline", lambda request: TimelinePage(Reader.of(request))),
        route("/search", lambda request: SearchPage(Reader.of(request))),
        route("/list/{kind:str}", lambda request: ListPage(request.path_params["kind"], Reader.of(request))),
        Mount("/static", Files(directory=STATIC)),
    ]
