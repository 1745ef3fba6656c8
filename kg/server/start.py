"""`/`: the start page, and for machines what the graph is."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.server import dataset, parameters
from kg.server.addresses import address
from kg.server.dataset import Dataset
from kg.server.negotiation import PAGE
from kg.server.pages.start import StartPage
from kg.server.rdf_answers import MACHINES
from kg.server.reader import Reader
from kg.server.responses import response
from kg.server.tasks import Ask


def routes(ask: Ask) -> list[BaseRoute]:
    async def start(request: Request) -> Response:
        if parameters.wanted(request, (PAGE, *MACHINES)) is PAGE:
            return response(await ask(StartPage(Reader.of(request))))
        return await described(request)

    async def described(request: Request) -> Response:
        form = parameters.values(request).get("format", "")
        return response(await ask(Dataset(address(request), parameters.accept(request), form)))

    return [Route("/", start), Route(dataset.PATH, described)]
