"""`/downloads/NAME`: the whole graph as a file, and the map of its ties."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Store
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.server.maps import ontology
from kg.server.responses import response
from kg.server.tasks import Answer, Ask, Graph, problem

MOST = 300_000
"""Statements of a graph that is given as one file: a larger one is for `kg export`, beside the server."""


@dataclass(frozen=True, slots=True)
class Dump:
    form: str
    """Of `kg export`."""
    media_type: str
    title: str


DUMPS: Mapping[str, Dump] = {
    "graph.nq": Dump("nquads", "application/n-quads", "Entities and evidence, N-Quads"),
    "graph.trig": Dump("trig", "application/trig", "Entities and evidence, TriG"),
    "graph.jsonld": Dump("jsonld", "application/ld+json", "Entities and evidence, JSON-LD"),
    "entities.ttl": Dump("turtle", "text/turtle", "Entities, Turtle"),
    "network.gexf": Dump("gexf", "application/gexf+xml", "Relationship map for Gephi, GEXF"),
    "network.graphml": Dump("graphml", "application/graphml+xml", "Relationship map, GraphML"),
}
"""By the name of the file."""


def small_enough(store: Store, most: int = MOST) -> bool:
    return len(store) <= most


@dataclass(frozen=True, slots=True)
class Download:
    name: str
    """A key of `DUMPS`."""
    most: int = MOST

    def answer(self, graph: Graph) -> Answer:
        if not small_enough(graph.store, self.most):
            return problem(403, f"the graph has more than {self.most} statements; use kg export, beside the server")
        dump = DUMPS[self.name]
        attachment = ("content-disposition", f'attachment; filename="{self.name}"')
        return Answer(200, dump.media_type, _written(graph, dump.form), (attachment,))


def routes(ask: Ask) -> list[BaseRoute]:
    async def download(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in DUMPS:
            raise HTTPException(404, f"no such download; there are: {', '.join(DUMPS)}")
        return response(await ask(Download(name)))

    return [Route("/downloads/{name}", download)]


def _written(graph: Graph, form: str) -> bytes:
    # What lays maps out takes a second to import, and few ask for them.
    from kg.export import formats as export
    from kg.export.formats.columns import charted
    from kg.export.network.selection import Selection, network_of

    out = io.BytesIO()
    if form in export.MAPS:
        export.MAPS[form](charted(network_of(graph.store, ontology(), Selection()), layout=True), out)
    else:
        export.DUMPS[form](graph.store, out, base=graph.base)
    return out.getvalue()
