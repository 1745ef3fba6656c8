"""`/health`: whether the store opens and answers."""

import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.server.questions import Question
from kg.server.responses import response
from kg.server.tasks import Answer, Ask

_PROBE = Question("ASK {}", format="json")


def routes(ask: Ask) -> list[BaseRoute]:
    async def health(request: Request) -> Response:
        found = await ask(_PROBE)
        body = json.dumps({"ok": found.status == 200}).encode()
        headers = () if found.status == 200 else (("retry-after", "5"),)
        return response(Answer(200 if found.status == 200 else 503, "application/json", body, headers))

    return [Route("/health", health)]
