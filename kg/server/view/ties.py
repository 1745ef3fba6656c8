"""What a thing is tied to, nearest by the number of claims, and the whole graph's busiest ties; and where a thing
stands: on the Earth, in its series, in time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.model.namespaces import COOP
from kg.server.view.asking import rows, value
from kg.server.view.names import Named, Names
from kg.server.view.pictures import PagePicture, PlaceRow, TieRow, on_the_earth

NEIGHBOURS = 14
"""The query asks for four times as many ties: a neighbour may have several."""
_ENOUGH = 15
_LATITUDE, _LONGITUDE = NamedNode(COOP + "latitude"), NamedNode(COOP + "longitude")
_AT = (COOP + "locatedIn", COOP + "traverses")
"""Properties that say where a thing without coordinates is."""
_WIDTH, _HEIGHT = 470, 320


def ties(names: Names, thing: str, query: str) -> list[TieRow]:
    """At most NEIGHBOURS of them, one for each neighbour."""
    found: dict[str, TieRow] = {}
    for row in rows(names.graph, query):
        other = names.of(row["other"])
        if other.value != thing and other.value not in found:
            tied_by = names.of(row["property"]).label
            found[other.value] = TieRow(names.named(thing), other, tied_by, int(value(row, "claims")))
    return list(found.values())[:NEIGHBOURS]


def all_ties(names: Names, query: str, shown: int) -> Sequence[TieRow]:
    """Of the busiest ties those of the largest connected parts, `shown` at most: pairs tell little.

    Those alone whose ends have a name in the reader's language, if there are enough of them."""
    found = [
        (value(row, "source"), value(row, "target"), int(value(row, "claims"))) for row in rows(names.graph, query)
    ]
    readable = [tie for tie in found if not any(names.named(end).language for end in tie[:2])]
    if len(readable) >= _ENOUGH:
        found = readable
    part: dict[str, str] = {}

    def root(iri: str) -> str:
        while part.setdefault(iri, iri) != iri:
            iri = part[iri]
        return iri

    for source, target, _ in found:
        part[root(source)] = root(target)
    sizes = Counter(root(iri) for iri in part)
    largest = sorted(found, key=lambda tie: (-sizes[root(tie[0])], root(tie[0]), -tie[2], tie[0], tie[1]))[:shown]
    return [TieRow(names.named(source), names.named(target), "", claims) for source, target, claims in largest]


def place(names: Names, iri: str, weight: int = 1) -> PlaceRow | None:
    """With its coordinates, if the graph has them."""
    longitude, latitude = (_number(names, iri, predicate) for predicate in (_LONGITUDE, _LATITUDE))
    if longitude is None or latitude is None:
        return None
    return PlaceRow(names.named(iri), longitude, latitude, weight)


def on_a_map(names: Names, thing: str, own: Sequence[Quad], ties: Sequence[TieRow]) -> PagePicture | None:
    """The thing and the places that it is tied to, or those it is in; the places of a corridor along their line."""
    here = place(names, thing, 2)
    said = dict.fromkeys(
        quad.object.value for quad in own if quad.predicate.value in _AT and isinstance(quad.object, NamedNode)
    )
    there = [found for iri in said if (found := place(names, iri))] if here is None else []
    if here is None and names.kind(thing) == "Corridor" and len(there) > 1:
        there = _in_order(there)
        route = [(a.named.value, b.named.value, 2, "") for a, b in pairwise(there)]
        return on_the_earth(there, route, _WIDTH, _HEIGHT)
    if here is None:
        return on_the_earth(there, (), _WIDTH, _HEIGHT)
    tied = {tie.target.value: tie for tie in ties if tie.target.value != thing}
    near = [found for iri in tied if (found := place(names, iri))]
    joined = [
        (thing, one.named.value, tied[one.named.value].claims, f"{one.named.label}: {tied[one.named.value].property}")
        for one in near
    ]
    return on_the_earth([here, *near], joined, _WIDTH, _HEIGHT)


@dataclass(frozen=True, slots=True)
class EditionRow:
    named: Named
    ordinal: str
    date: str


def series(names: Names, query: str) -> list[EditionRow]:
    """The editions of the series that an event is one of, in order; none for one that is alone."""
    found = [
        EditionRow(names.of(row["event"]), value(row, "ordinal"), value(row, "date"))
        for row in rows(names.graph, query)
    ]
    return found if len(found) > 1 else []


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post with the days on which texts say that it is held."""

    post: Named
    days: tuple[str, ...]
    marks: tuple[float, ...]
    """Where the days stand, from 0, the first of all posts, to 1, the last."""


def posts(names: Names, query: str) -> list[HeldPost]:
    """In the order of their first days. None where all is said on one day, which tells nothing of time."""
    found: dict[str, dict[str, None]] = {}
    for row in rows(names.graph, query):
        found.setdefault(value(row, "post"), {})[value(row, "on")] = None
    days = sorted({day for held in found.values() for day in held})
    if len(days) < 2:
        return []
    first, last = in_years(days[0]), in_years(days[-1])
    return [
        HeldPost(
            names.named(post),
            tuple(held),
            tuple(round((in_years(day) - first) / ((last - first) or 1), 3) for day in held),
        )
        for post, held in found.items()
    ]


def _in_order(places: Sequence[PlaceRow]) -> list[PlaceRow]:
    from kg.export.picture.placing import in_order

    points = np.array([(found.longitude, found.latitude) for found in places])
    return [places[at] for at in in_order(range(len(places)), points)]


def in_years(date: str) -> float:
    """A day, month or year as a year with its fraction; of a period its beginning."""
    parts = [int(part) for part in date.partition("/")[0].split("-") if part.isdigit()] or [0]
    return parts[0] + ((parts[1] - 1) / 12 if len(parts) > 1 else 0) + (parts[2] / 366 if len(parts) > 2 else 0)


def _number(names: Names, iri: str, predicate: NamedNode) -> float | None:
    for quad in names.graph.store.quads_for_pattern(NamedNode(iri), predicate, None, DefaultGraph()):
        try:
            return float(getattr(quad.object, "value", ""))
        except ValueError:
            continue
    return None
