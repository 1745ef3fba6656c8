"""`/` and `/health`."""

import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.server.pages.start import StartPage
from kg.server.questions import Question
from kg.server.reader import Reader
from kg.server.responses import response
from kg.server.tasks import Answer, Ask


def routes(ask: Ask) -> list[BaseRoute]:
    async def start(request: Request) -> Response:
        return response(await ask(StartPage(Reader.of(request))))

    async def health(request: Request) -> Response:
        found = await ask(Question("ASK {}"))
        body = json.dumps({"ok": found.status == 200}).encode()
        return response(Answer(found.status, "application/json", body))

    return [Route("/", start), Route("/health", health)]
