"""The pages that are about many things, and the files that pages need."""

from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from kg.server.pages.rendering import STATIC
from kg.server.tasks import Ask


def routes(ask: Ask) -> list[BaseRoute]:
    return [Mount("/static", StaticFiles(directory=STATIC))]
