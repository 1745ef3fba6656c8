"""`/health`: whether the store opens and answers."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.server.responses import response
from kg.server.tasks import NOT_KEPT, Answer, Ask, Graph


@dataclass(frozen=True, slots=True)
class Probe:
    def answer(self, graph: Graph) -> Answer:
        try:
            next(iter(graph.store.quads_for_pattern(None, None, None, None)), None)
        except (OSError, RuntimeError):
            return _told(503)
        return _told(200)


def routes(ask: Ask) -> list[BaseRoute]:
    async def health(request: Request) -> Response:
        found = await ask(Probe())
        return response(_told(200 if found.status == 200 else 503))

    return [Route("/health", health)]


def _told(status: int) -> Answer:
    body = b'{"ok": true}' if status == 200 else b'{"ok": false}'
    return Answer(status, "application/json", body, NOT_KEPT)
