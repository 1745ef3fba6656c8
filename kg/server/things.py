"""Linked data: every IRI of the graph answers at its path."""

from dataclasses import dataclass

from pyoxigraph import NamedNode, RdfFormat, serialize
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.namespaces import PREFIXES
from kg.server import pages
from kg.server.descriptions import describe, statements
from kg.server.negotiation import GRAPHS, NotAcceptableError, UnknownFormatError, choose
from kg.server.responses import response
from kg.server.tasks import Answer, Ask, Graph, problem

_WITH_GRAPHS = (RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD)


@dataclass(frozen=True, slots=True)
class Description:
    paths: tuple[str, ...]
    """Below the base, as it was decoded and as it came: an IRI may hold either."""
    accept: str = ""
    format: str = ""

    def answer(self, graph: Graph) -> Answer:
        for path in self.paths:
            try:
                thing = NamedNode(graph.base + path)
            except ValueError:
                continue
            if found := statements(graph.store, thing):
                break
        else:
            return problem(404, f"nothing is known of {graph.base}{self.paths[0]}")
        try:
            chosen, media_type = choose(GRAPHS, self.accept, self.format)
        except UnknownFormatError as error:
            return problem(400, str(error))
        except NotAcceptableError as error:
            return problem(406, str(error))
        if not isinstance(chosen.writes, RdfFormat):
            return Answer(200, media_type, pages.description(describe(graph.store, thing, pages.SHOWN + 1), graph.base))
        written = found if chosen.writes in _WITH_GRAPHS else [quad.triple for quad in found]
        return Answer(200, media_type, serialize(written, format=chosen.writes, prefixes=PREFIXES) or b"")


def routes(ask: Ask) -> list[BaseRoute]:
    async def thing(request: Request) -> Response:
        paths = (request.path_params["path"], request.scope.get("raw_path", b"/").decode("latin-1").lstrip("/"))
        asked = Description(paths, request.headers.get("accept", ""), request.query_params.get("format", ""))
        return response(await ask(asked))

    return [Route("/{path:path}", thing)]
