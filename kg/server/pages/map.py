"""The map page: a ready map, what may be asked of it, and where its files are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from kg.export.formats import PICTURES
from kg.export.network.edges import Network
from kg.export.network.views import strongest
from kg.model.errors import KgError
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Graph
from kg.server.view.map_options import MapOptions, read
from kg.server.view.maps import ALL, FORMS, network, ready_maps
from kg.server.view.names import Named, Names, ontology
from kg.server.view.rendering import page

_OWN = ("query", "lang", "node")
"""Parameters of the page that its files do not have."""
_LISTED = 100
_SHARED = ("Agreement", "Event", "Organisation", "Corridor", "Project")


def map_page(graph: Graph, reader: Reader) -> Answer:
    """Of status 400, with what was allowed, when the address asks for what the map does not know."""
    names = Names(graph, reader.language)
    name = reader.value("query") or ALL
    ready = ready_maps(graph.queries)
    empty = Network([], [], ontology())
    options, whole, shown, problem = MapOptions(), empty, empty, ""
    try:
        if name not in ready:
            raise KgError(f"no such map; there are: {', '.join(ready)}")
        options = _options(reader)
        asked = options.selection
        whole = network(graph, name, replace(asked, classes=(), first=None, last=None, undated=""))
        filtered = asked.classes or asked.first or asked.last or asked.undated
        shown = network(graph, name, asked) if filtered else whole
    except KgError as error:
        problem = str(error)
    drawn = strongest(shown, options.edges)
    kinds = Counter(node.kind for node in strongest(whole, options.edges).nodes if node.kind)
    kept = [(key, value) for key, value in reader.given if key not in _OWN and value]
    labelled = [(key, value) for key, value in kept if key != "labels"] + [("labels", reader.language)]
    return page(
        "map.html",
        reader,
        status=400 if problem else 200,
        problem=problem,
        name=name,
        ready=[(one, graph.queries[one].summary if one != ALL else "") for one in ready],
        options=options,
        value=reader.value,
        kinds=sorted(kinds.items(), key=lambda one: (-one[1], one[0])),
        shared=[one for one in _SHARED if one in ontology().classes],
        drawn=drawn,
        left_out=len(shown.edges) - len(drawn.edges),
        listed=_listed(drawn, names),
        files={
            form: f"/maps/{name}.{form}?{urlencode(labelled if FORMS[form].name in PICTURES else kept)}".rstrip("?")
            for form in FORMS
        },
        formats=FORMS.values(),
        names=names,
    )


def _options(reader: Reader) -> MapOptions:
    fields: dict[str, list[str]] = {}
    for key, value in reader.given:
        fields.setdefault(key, []).append(value)
    return read(fields, _OWN)


def _listed(drawn: Network, names: Names) -> Sequence[Named]:
    """Those with the most ties."""
    degrees = Counter(end for edge in drawn.edges for end in (edge.source, edge.target))
    return [names.named(one) for one in sorted(degrees, key=lambda one: (-degrees[one], one))[:_LISTED]]
