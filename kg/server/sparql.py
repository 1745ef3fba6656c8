"""`/sparql`: SPARQL 1.1 Protocol, and without a query the service description."""

from pyoxigraph import RdfFormat
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.server import protocol
from kg.server.negotiation import GRAPHS, NotAcceptableError, choose
from kg.server.responses import response
from kg.server.service import service_description
from kg.server.tasks import Answer, Ask, problem


def routes(ask: Ask) -> list[BaseRoute]:
    async def sparql(request: Request) -> Response:
        if protocol.asks_nothing(request):
            return _service(request)
        return response(await ask(await protocol.question(request)))

    return [Route("/sparql", sparql, methods=["GET", "POST"])]


def _service(request: Request) -> Response:
    try:
        chosen, media_type = choose(GRAPHS, request.headers.get("accept", ""))
    except NotAcceptableError as error:
        return response(problem(406, str(error)))
    if not isinstance(chosen.writes, RdfFormat):
        return Response(status_code=303, headers={"location": "/", "vary": "Accept"})
    address = str(request.url.replace(query=""))
    return response(Answer(200, media_type, service_description(address, chosen.writes)))
