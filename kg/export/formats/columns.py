"""The columns of a map's nodes and edges, the same in every format."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import BinaryIO, Final, Literal, TypeAlias

from kg.export.layout.measures import Measures, measures_of
from kg.export.layout.placement import Place, places
from kg.export.lines import one_line
from kg.export.network.days import Period, coarsest
from kg.export.network.edges import Edge, Network, NetworkNode, ending
from kg.export.words import words
from kg.model.labels import LANGUAGES
from kg.model.namespaces import WIKIDATA

Value: TypeAlias = str | bool | int | float | tuple[str, ...] | None
"""None where there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class NetworkColumn:
    id: str
    title: str
    type: Literal["string", "boolean", "integer", "double", "liststring"] = "string"
    recurs: bool = True
    """Whether many nodes or edges share a value, so that a writer does well to remember how it is written."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A network with what was computed of it, ready to be written."""

    network: Network
    measures: Sequence[Measures]
    """Of the nodes, in order."""
    places: Sequence[Place] | None = None
    """Of the nodes, in order; None without a layout."""


def charted(network: Network, layout: bool) -> Chart:
    """The measures of a network and, with a layout, its places and communities."""
    placed = places(len(network.nodes), network.pairs) if layout else None
    return Chart(network, measures_of(network), placed)


NODE_COLUMNS: Final = (
    NetworkColumn("iri", "IRI", recurs=False),
    NetworkColumn("class", "Class"),
    *(NetworkColumn(f"label_{language}", f"Label ({language})", recurs=False) for language in LANGUAGES),
    NetworkColumn("wikidata", "Wikidata"),
    NetworkColumn("identifiers", "Identifiers", "liststring"),
    NetworkColumn("latitude", "Latitude", "double"),
    NetworkColumn("longitude", "Longitude", "double"),
    NetworkColumn("neighbours", "Neighbours", "integer"),
    NetworkColumn("strength", "Weighted degree", "double"),
    NetworkColumn("betweenness", "Betweenness", "double"),
    NetworkColumn("community", "Community", "integer"),
)
SHARED_COLUMNS: Final = (
    NetworkColumn("predicate", "Predicate"),
    *(NetworkColumn(f"relation_{language}", f"Relation ({language})") for language in LANGUAGES),
    NetworkColumn("symmetric", "Symmetric", "boolean"),
    NetworkColumn("projection", "Projection", "boolean"),
    NetworkColumn("dates", "Dates", "liststring"),
    NetworkColumn("precision", "Date precision"),
)
"""What an edge has alike with all those of its relation and time."""
EDGE_COLUMNS: Final = (
    *SHARED_COLUMNS,
    NetworkColumn("via", "Via", "liststring"),
    NetworkColumn("quotes", "Quotes", "liststring", recurs=False),
    NetworkColumn("speakers", "Speakers", "liststring"),
    NetworkColumn("sources", "Sources", "liststring"),
    NetworkColumn("merged", "Merged predicates", "liststring"),
)


def node_rows(chart: Chart) -> Iterator[tuple[NetworkNode, Place | None, tuple[Value, ...]]]:
    """Each node with its place, where the chart has a layout, and its values of `NODE_COLUMNS`."""
    for node, place, measures in zip(chart.network.nodes, chart.places or repeat(None), chart.measures, strict=False):
        wikidata = [iri.removeprefix(WIKIDATA) for iri in node.identifiers if iri.startswith(WIKIDATA)]
        yield (
            node,
            place,
            (
                node.id,
                node.kind,
                *(node.labels.get(language) for language in LANGUAGES),
                wikidata[0] if wikidata else None,
                node.identifiers,
                node.latitude,
                node.longitude,
                measures.neighbours,
                measures.strength,
                measures.betweenness,
                place.community if place else None,
            ),
        )


def edge_rows(network: Network) -> Iterator[tuple[Edge, tuple[str, str], tuple[Value, ...]]]:
    """Each edge with its kind and what it is called, and its values of `EDGE_COLUMNS`."""
    shared, kinds = shared_values(network), kinds_of(network)
    for edge in network.edges:
        named = kinds[edge.predicate], network.relation(edge.predicate)
        yield edge, named, (*shared(edge.predicate, edge.symmetric, edge.periods), *edge.told, edge.merged)


def shared_values(network: Network) -> Callable[[str, bool, tuple[Period, ...]], tuple[Value, ...]]:
    """Gives the values of `SHARED_COLUMNS`: by predicate, whether it is symmetric, and periods."""

    @lru_cache(maxsize=10_000)
    def values(predicate: str, symmetric: bool, periods: tuple[Period, ...]) -> tuple[Value, ...]:
        precision = coarsest(one.precision for one in periods) if periods else None
        names = (network.relation(predicate, language) for language in LANGUAGES)
        return predicate, *names, symmetric, network.projection(predicate), tuple(map(str, periods)), precision

    return values


def about(network: Network) -> str:
    """What a file says of the map in it, in the languages of its labels; of projected ties that they are."""
    told = [words("map")[name] for name in ("about", *(["projected"] if network.projects else []))]
    return " · ".join(" ".join(one[language] for one in told) for language in LANGUAGES)


def as_json(columns: Sequence[NetworkColumn], values: Sequence[Value]) -> dict[str, object]:
    """By the columns' ids, without what is empty; lists are lists, text is one line."""
    told: dict[str, object] = {}
    for column, value in zip(columns, values, strict=True):
        if isinstance(value, str):
            value = one_line(value)
        if value is not None and value != "" and value != ():
            told[column.id] = [one_line(one) for one in value] if isinstance(value, tuple) else value
    return told


def cell(value: Value) -> str:
    """As text: one line, lists as JSON; nothing where there is nothing to tell."""
    match value:
        case None | ():
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return json.dumps([one_line(one) for one in value], ensure_ascii=False)
        case str():
            return one_line(value)
    return f"{value:.12g}"


def encoded(value: object) -> bytes:
    """As JSON."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def write_entries(out: BinaryIO, entries: Iterable[object]) -> None:
    """The inside of a JSON array, an entry a line."""
    for number, entry in enumerate(entries):
        out.write((b",\n" if number else b"\n") + encoded(entry))


def kinds_of(network: Network) -> dict[str, str]:
    """The end of each predicate; the whole of them all when two end alike, for Gephi merges edges of one kind."""
    ends = {predicate: ending(predicate) for predicate in {edge.predicate for edge in network.edges}}
    return ends if len(set(ends.values())) == len(ends) else {predicate: predicate for predicate in ends}
