"""Ready maps as files, with the options of `kg export`; and the whole graph as a file."""

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Store

from kg.export.dataset.description import File
from kg.export.dataset.facts import Facts, facts
from kg.export.formats import FILES, MAPS, PICTURES
from kg.export.formats.colours import strokes
from kg.export.formats.columns import charted
from kg.export.formats.dumps import DumpFormat
from kg.export.formats.format import InterchangeFormat, MapFormat
from kg.export.network.edges import Network
from kg.export.network.selection import Selection, network_of
from kg.export.network.views import strongest
from kg.model.errors import KgError
from kg.model.labels import LANGUAGES
from kg.model.namespaces import COOP, DCT
from kg.queries.saved import SavedQuery
from kg.server.answers.task import Answer, Graph, RefusedError
from kg.server.view.map_options import MapOptions
from kg.server.view.names import Names, ontology
from kg.server.view.texts import texts

_TEXT, _EVIDENCE = NamedNode(COOP + "text"), NamedNode(COOP + "evidence")
_STATED_BY, _IDENTIFIER = NamedNode(COOP + "statedBy"), NamedNode(DCT + "identifier")
ALL = "all"
"""The map of all that the ontology draws."""
FORMS = {form.suffix: form for form in (*MAPS.values(), *PICTURES.values())}
"""By the end of the file's name."""
MOST = 300_000
"""Statements of a graph that is given as one file: a larger one is for `kg export`, beside the server."""


def map_file(graph: Graph, name: str, form: str, options: MapOptions) -> Answer:
    """The ready map in a format, a key of FORMS. Refuses with 404 a map that is not there, with 400 options that it
    does not know."""
    if name not in (ready := ready_maps(graph.queries)):
        raise RefusedError(404, f"no such map; there are: {', '.join(ready)}")
    try:
        whole = network(graph, name, options.selection)
    except KgError as error:
        raise RefusedError(400, str(error)) from None
    drawn = strongest(whole, options.edges)
    disposition = "inline" if FORMS[form].shown else "attachment"
    headers = [("content-disposition", f'{disposition}; filename="{name}.{form}"')]
    if left_out := len(whole.edges) - len(drawn.edges):
        headers.append(("edges-left-out", str(left_out)))
    if FORMS[form].name in PICTURES:
        body = _picture(graph, name, form, options, drawn)
    else:
        out = io.BytesIO()
        MAPS[FORMS[form].name].write(charted(drawn, options.layout), out)
        body = out.getvalue()
    if FORMS[form].name == "graphology":
        body = _with_pages(graph, name, body, drawn, left_out)
    return Answer(200, FORMS[form].media_type, body, tuple(headers))


def ready_maps(queries: Mapping[str, SavedQuery]) -> list[str]:
    return [ALL, *(name for name, query in queries.items() if "map" in query.tags and not query.federated)]


def network(graph: Graph, name: str, selection: Selection) -> Network:
    """Of the ready map. Raises KgError naming what it does not know."""
    query = graph.queries[name].text_with({}, base=graph.base) if name != ALL else ""
    return network_of(graph.store, ontology(), replace(selection, query=query))


def _with_pages(graph: Graph, name: str, written: bytes, drawn: Network, left_out: int) -> bytes:
    """The JSON of a map with addresses of pages, colours and dashes of ties, which of them are quiet, and how many are
    left out. Of each evidence it tells `page` and `title` of the document, `words` and `speakerPage`, as far as the
    graph has them."""
    found = json.loads(written)
    found["attributes"] = {"name": name, "edgesLeftOut": left_out}
    lines = strokes(drawn.ontology, {edge.predicate for edge in drawn.edges})
    names = Names(graph, "")
    words = cache(partial(_words, names, _documents(graph.store)))
    for node in found["nodes"]:
        if link := names.link(node["key"]):
            node["attributes"]["page"] = link
    for entry, edge in zip(found["edges"], drawn.edges, strict=True):
        attributes = entry["attributes"]
        stroke = lines[attributes["predicate"]]
        attributes |= {"color": stroke.colour, "dash": stroke.dash, "quiet": stroke.quiet}
        said = [one for one in edge.evidence if any(one)]
        for told, one in zip(attributes["evidence"], said, strict=True):
            told |= words(one.document, one.quote)
    return json.dumps(found, ensure_ascii=False).encode()


def _documents(store: Store) -> dict[str, NamedNode]:
    """By the name of the file."""
    return {
        quad.object.value: quad.subject
        for quad in store.quads_for_pattern(None, _IDENTIFIER, None, None)
        if isinstance(quad.subject, NamedNode) and quad.subject == quad.graph_name and isinstance(quad.object, Literal)
    }


def _words(names: Names, documents: Mapping[str, NamedNode], name: str, quote: str) -> dict[str, str]:
    """What is known of a quotation from a document of that name."""
    document = documents.get(name)
    if document is None:
        return {}
    store = names.graph.store
    found = {"page": names.link(document.value), "title": names.named(document.value).label}
    spans = {
        quad.subject
        for words in (Literal(quote), *(Literal(quote, language=language) for language in LANGUAGES))
        for quad in store.quads_for_pattern(None, _TEXT, words, document)
    }
    for span in sorted(spans, key=str):
        claims = [quad.subject for quad in store.quads_for_pattern(None, _EVIDENCE, span, document)]
        if claims and isinstance(span, NamedNode):
            stated = (q for claim in claims for q in store.quads_for_pattern(claim, _STATED_BY, None, document))
            speakers = {quad.object.value for quad in stated if isinstance(quad.object, NamedNode)}
            found["words"] = names.link(span.value)
            if len(speakers) == 1:
                found["speakerPage"] = names.link(speakers.pop())
            break
    return found


def _picture(graph: Graph, name: str, form: str, options: MapOptions, drawn: Network) -> bytes:
    from kg.export.picture import picture
    from kg.export.picture.content import newest
    from kg.export.picture.scene import Look

    text = texts(options.labels)
    title = text.query(name, graph.queries[name].summary) if name != ALL else text("map.all")
    look = Look(
        size=options.size,
        language=options.labels,
        most_labels=options.most_labels,
        geographic=options.geographic,
        title=title,
        newest=newest(graph.store, drawn),
    )
    return PICTURES[FORMS[form].name].written(picture(drawn, look))


def small_enough(store: Store, most: int = MOST) -> bool:
    return len(store) <= most


def files(graph: Graph, address: str = "", most: int = MOST) -> list[File]:
    """The graph as files of the server at `address`; none where it is too large for that."""
    return [
        File(f"{address}/downloads/{name}", form.title, form.media_type, isinstance(form, DumpFormat))
        for name, form in FILES.items()
        if small_enough(graph.store, most)
    ]


def known(graph: Graph) -> Facts:
    """What the graph is as a data set."""
    return facts(graph.store, graph.base, made_with=graph.made_with, publication=graph.publication)


def download(graph: Graph, name: str, most: int = MOST) -> Answer:
    """The whole graph as a file, `name` a key of FILES."""
    if not small_enough(graph.store, most):
        raise RefusedError(403, f"the graph has more than {most} statements; use kg export, beside the server")
    form = FILES[name]
    attachment = ("content-disposition", f'attachment; filename="{name}"')
    return Answer(200, form.media_type, headers=(attachment,), write=partial(_write_download, graph, form))


def _write_download(graph: Graph, form: DumpFormat | InterchangeFormat | MapFormat, out: BinaryIO) -> None:
    if isinstance(form, MapFormat):
        form.write(charted(network_of(graph.store, ontology(), Selection()), layout=True), out)
    else:
        form.write(graph.store, out, base=graph.base, publication=graph.publication)
