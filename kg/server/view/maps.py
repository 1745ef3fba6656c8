"""Ready maps as files, with the options of `kg export`; and the whole graph as a file."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import BinaryIO

from pyoxigraph import Store

from kg.export.formats import FILES, MAPS, PICTURES
from kg.export.formats.colours import strokes
from kg.export.formats.columns import charted
from kg.export.formats.dumps import DumpFormat
from kg.export.formats.format import InterchangeFormat, MapFormat
from kg.export.network.edges import Network
from kg.export.network.selection import Selection, network_of
from kg.export.network.views import strongest
from kg.graph.ontology import Ontology
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.queries.saved import SavedQuery
from kg.server.answers.task import Answer, Graph, RefusedError
from kg.server.view.map_links import Links
from kg.server.view.map_options import MapOptions
from kg.server.view.texts import texts

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
        """Refuses with 404 a map that is not there, with 400 options that it does not know."""
        if self.name not in (ready := ready_maps(graph.queries)):
            raise RefusedError(404, f"no such map; there are: {', '.join(ready)}")
        try:
            whole = network(graph, self.name, self.options.selection)
        except KgError as error:
            raise RefusedError(400, str(error)) from None
        drawn = strongest(whole, self.options.edges)
        form = FORMS[self.form]
        written = _picture if form.name in PICTURES else _json if form.name == "graphology" else _file
        disposition = "inline" if form.shown else "attachment"
        headers = [("content-disposition", f'{disposition}; filename="{self.name}.{self.form}"')]
        if left_out := len(whole.edges) - len(drawn.edges):
            headers.append(("edges-left-out", str(left_out)))
        return Answer(200, form.media_type, written(self, drawn, left_out, graph), tuple(headers))


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
    """With addresses of pages, colours and dashes of ties and which of them are quiet, and how many are left out."""
    found = json.loads(_file(asked, drawn, left_out, graph))
    found["attributes"] = {"name": asked.name, "edgesLeftOut": left_out}
    lines = strokes(drawn.ontology, {edge.predicate for edge in drawn.edges})
    for entry in found["edges"]:
        stroke = lines[entry["attributes"]["predicate"]]
        entry["attributes"] |= {"color": stroke.colour, "dash": stroke.dash, "quiet": stroke.quiet}
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


MOST = 300_000
"""Statements of a graph that is given as one file: a larger one is for `kg export`, beside the server."""


def small_enough(store: Store, most: int = MOST) -> bool:
    return len(store) <= most


@dataclass(frozen=True, slots=True)
class Download:
    name: str
    """A key of FILES."""
    most: int = MOST

    def answer(self, graph: Graph) -> Answer:
        if not small_enough(graph.store, self.most):
            raise RefusedError(403, f"the graph has more than {self.most} statements; use kg export, beside the server")
        form = FILES[self.name]
        attachment = ("content-disposition", f'attachment; filename="{self.name}"')
        return Answer(200, form.media_type, headers=(attachment,), write=partial(_write_download, graph, form))


def _write_download(graph: Graph, form: DumpFormat | InterchangeFormat | MapFormat, out: BinaryIO) -> None:
    if isinstance(form, MapFormat):
        form.write(charted(network_of(graph.store, ontology(), Selection()), layout=True), out)
    else:
        form.write(graph.store, out, base=graph.base, publication=graph.publication)
