"""`/` and `/health`."""

import json
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.server import pages
from kg.server.negotiation import HTML
from kg.server.questions import Question
from kg.server.responses import response
from kg.server.tasks import Answer, Ask, Graph


@dataclass(frozen=True, slots=True)
class StartPage:
    def answer(self, graph: Graph) -> Answer:
        return Answer(200, HTML, pages.start(pages.overview(graph.store), graph.queries))


def routes(ask: Ask) -> list[BaseRoute]:
    async def start(request: Request) -> Response:
        return response(await ask(StartPage()))

    async def health(request: Request) -> Response:
        found = await ask(Question("ASK {}"))
        body = json.dumps({"ok": found.status == 200}).encode()
        return response(Answer(found.status, "application/json", body))

    return [Route("/", start), Route("/health", health)]
