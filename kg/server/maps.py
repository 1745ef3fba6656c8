"""`/maps/NAME.FORMAT`: ready maps as files, with the options of `kg export` as query string."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.export.formats import MAPS, PICTURES
from kg.export.formats.colours import strokes
from kg.export.formats.columns import charted
from kg.export.network.edges import Network
from kg.export.network.selection import Selection, network_of
from kg.export.network.views import strongest
from kg.graph.ontology import Ontology
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.queries.saved import SavedQuery
from kg.server.map_links import Links
from kg.server.map_options import MapOptions, read
from kg.server.pages.texts import texts
from kg.server.protocol import address_fields
from kg.server.responses import response
from kg.server.tasks import Answer, Ask, Graph, problem

ALL = "all"
"""The map of all that the ontology draws."""

FORMS = {form.suffix: form for form in (*MAPS.values(), *PICTURES.values())}
"""By the end of the file's name."""


@dataclass(frozen=True, slots=True)
class MapFile:
    name: str
    form: str
    """A key of FORMS."""
    options: MapOptions

    def answer(self, graph: Graph) -> Answer:
        """404 for a map that is not there, 400 for options that it does not know."""
        if self.name not in (ready := ready_maps(graph.queries)):
            return problem(404, f"no such map; there are: {', '.join(ready)}")
        try:
            whole = network(graph, self.name, self.options.selection)
        except KgError as error:
            return problem(400, str(error))
        drawn = strongest(whole, self.options.edges)
        form = FORMS[self.form]
        written = _picture if form.name in PICTURES else _json if form.name == "graphology" else _file
        disposition = "inline" if form.shown else "attachment"
        headers = [("content-disposition", f'{disposition}; filename="{self.name}.{self.form}"')]
        if left_out := len(whole.edges) - len(drawn.edges):
            headers.append(("edges-left-out", str(left_out)))
        return Answer(200, form.media_type, written(self, drawn, left_out, graph), tuple(headers))


def routes(ask: Ask) -> list[BaseRoute]:
    async def file(request: Request) -> Response:
        name, _, form = request.path_params["file"].rpartition(".")
        if form not in FORMS:
            raise HTTPException(404, f"a map has one of the ends .{', .'.join(FORMS)}")
        try:
            options = read(address_fields(request))
        except KgError as error:
            raise HTTPException(400, str(error)) from None
        return response(await ask(MapFile(name, form, options)))

    return [Route("/maps/{file}", file)]


def ready_maps(queries: Mapping[str, SavedQuery]) -> list[str]:
    return [ALL, *(name for name, query in queries.items() if "map" in query.tags and not query.federated)]


def network(graph: Graph, name: str, selection: Selection) -> Network:
    """Of the ready map. Raises KgError naming what it does not know."""
    query = graph.queries[name].text_with({}, base=graph.base) if name != ALL else ""
    return network_of(graph.store, ontology(), replace(selection, query=query))


@cache
def ontology() -> Ontology:
    return Ontology.load(Settings().ontology)


def _file(asked: MapFile, drawn: Network, left_out: int, graph: Graph) -> bytes:
    out = io.BytesIO()
    MAPS[FORMS[asked.form].name].write(charted(drawn, asked.options.layout), out)
    return out.getvalue()


def _json(asked: MapFile, drawn: Network, left_out: int, graph: Graph) -> bytes:
    """With addresses of pages, colours of ties, and how many edges are left out."""
    found = json.loads(_file(asked, drawn, left_out, graph))
    found["attributes"] = {"name": asked.name, "edgesLeftOut": left_out}
    # sigma draws no dashes.
    lines = strokes(drawn.ontology, {edge.predicate for edge in drawn.edges}, dashed=False)
    for entry in found["edges"]:
        entry["attributes"]["color"] = lines[entry["attributes"]["predicate"]].colour
    Links(graph.store, graph.base).add(found, drawn)
    return json.dumps(found, ensure_ascii=False).encode()


def _picture(asked: MapFile, drawn: Network, left_out: int, graph: Graph) -> bytes:
    from kg.export.picture import picture
    from kg.export.picture.content import newest
    from kg.export.picture.look import Look

    options, text = asked.options, texts(asked.options.labels)
    title = text.query(asked.name, graph.queries[asked.name].summary) if asked.name != ALL else text("map.all")
    look = Look(
        size=options.size,
        language=options.labels,
        most_labels=options.most_labels,
        geographic=options.geographic,
        title=title,
        newest=newest(graph.store, drawn),
    )
    return PICTURES[FORMS[asked.form].name].written(picture(drawn, look))
