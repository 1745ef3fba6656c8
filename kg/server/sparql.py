"""`/sparql`: SPARQL 1.1 Protocol, and without a query the service description."""

from pyoxigraph import RdfFormat
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.server import protocol
from kg.server.addresses import address
from kg.server.negotiation import GRAPHS, NotAcceptableError, UnknownFormatError, choose
from kg.server.responses import response
from kg.server.service import service_description
from kg.server.tasks import Answer, Ask, problem

PATH = "/sparql"


def routes(ask: Ask, token: str | None = None) -> list[Route]:
    """With updates for whoever has the token, if there is one."""

    async def sparql(request: Request) -> Response:
        if protocol.asks_nothing(request):
            return _service(request, updates=token is not None)
        return response(await ask(await protocol.operation(request, token)))

    return [Route(PATH, sparql, methods=["GET", "POST", "QUERY"])]


def plain(path: str, query_string: bytes) -> tuple[str, str] | None:
    """A query and nothing else."""
    query = protocol.only_query(query_string) if path == PATH else None
    return None if query is None else (query, "")


def _service(request: Request, *, updates: bool) -> Response:
    name = protocol.first_format(protocol.address_fields(request))
    try:
        chosen, media_type = choose(GRAPHS, request.headers.get("accept", ""), name)
    except UnknownFormatError as error:
        return response(problem(400, str(error)))
    except NotAcceptableError as error:
        return response(problem(406, str(error)))
    if not isinstance(chosen.writes, RdfFormat):
        return Response(status_code=303, headers={"location": "/", "vary": "Accept"})
    here = address(request) + request.scope["path"]
    return response(Answer(200, media_type, service_description(here, chosen.writes, updates=updates)))
