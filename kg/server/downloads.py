"""`/downloads/NAME`: the whole graph as a file, and the map of its ties."""

import io
from dataclasses import dataclass

from pyoxigraph import Store
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.export.formats import DUMPS, MAPS
from kg.export.formats.columns import charted
from kg.export.formats.dumps import DumpFormat
from kg.export.formats.format import MapFormat
from kg.export.network.selection import Selection, network_of
from kg.server.maps import ontology
from kg.server.responses import response
from kg.server.tasks import Answer, Ask, Graph, problem

MOST = 300_000
"""Statements of a graph that is given as one file: a larger one is for `kg export`, beside the server."""


FILES = {dump.download: dump for dump in DUMPS.values()} | {map_.download: map_ for map_ in MAPS.values()}
"""By the name of the file."""


def small_enough(store: Store, most: int = MOST) -> bool:
    return len(store) <= most


@dataclass(frozen=True, slots=True)
class Download:
    name: str
    """A key of `FILES`."""
    most: int = MOST

    def answer(self, graph: Graph) -> Answer:
        if not small_enough(graph.store, self.most):
            return problem(403, f"the graph has more than {self.most} statements; use kg export, beside the server")
        form = FILES[self.name]
        attachment = ("content-disposition", f'attachment; filename="{self.name}"')
        return Answer(200, form.media_type, _written(graph, form), (attachment,))


def routes(ask: Ask) -> list[BaseRoute]:
    async def download(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in FILES:
            raise HTTPException(404, f"no such download; there are: {', '.join(FILES)}")
        return response(await ask(Download(name)))

    return [Route("/downloads/{name}", download)]


def _written(graph: Graph, form: DumpFormat | MapFormat) -> bytes:
    out = io.BytesIO()
    if isinstance(form, MapFormat):
        form.write(charted(network_of(graph.store, ontology(), Selection()), layout=True), out)
    else:
        form.write(graph.store, out, base=graph.base)
    return out.getvalue()
