"""Where a thing stands: on the Earth, in its series, in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.model.namespaces import COOP
from kg.server.view.asking import one, rows, sparql, value
from kg.server.view.drawn.pictures import Picture, Place, on_the_earth
from kg.server.view.drawn.ties import Tie
from kg.server.view.names import Named, Names

_LATITUDE, _LONGITUDE = NamedNode(COOP + "latitude"), NamedNode(COOP + "longitude")
_AT = (COOP + "locatedIn", COOP + "traverses")
"""Properties that say where a thing without coordinates is."""
_WIDTH, _HEIGHT = 470, 320
_MOST = 200


def place(names: Names, iri: str, weight: int = 1) -> Place | None:
    """With its coordinates, if the graph has them."""
    longitude, latitude = (_number(names, iri, predicate) for predicate in (_LONGITUDE, _LATITUDE))
    if longitude is None or latitude is None:
        return None
    return Place(names.named(iri), longitude, latitude, weight)


def on_a_map(names: Names, thing: str, own: Sequence[Quad], ties: Sequence[Tie]) -> Picture | None:
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
class Edition:
    named: Named
    ordinal: str
    date: str


def series_query(thing: str) -> str:
    return sparql("series", thing=one(thing), limit=_MOST)


def series(names: Names, thing: str) -> list[Edition]:
    """The editions of the series that an event is one of, in order; none for one that is alone."""
    found = [
        Edition(names.of(row["event"]), value(row, "ordinal"), value(row, "date"))
        for row in rows(names.graph, series_query(thing))
    ]
    return found if len(found) > 1 else []


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post with the days on which texts say that it is held."""

    post: Named
    days: tuple[str, ...]
    marks: tuple[float, ...]
    """Where the days stand, from 0, the first of all posts, to 1, the last."""


def posts_query(person: str) -> str:
    return sparql("posts-held", thing=one(person), limit=10 * _MOST)


def posts(names: Names, person: str) -> list[HeldPost]:
    """In the order of their first days. None where all is said on one day, which tells nothing of time."""
    found: dict[str, dict[str, None]] = {}
    for row in rows(names.graph, posts_query(person)):
        found.setdefault(value(row, "post"), {})[value(row, "on")] = None
    days = sorted({day for held in found.values() for day in held})
    if len(days) < 2:
        return []
    first, last = _year(days[0]), _year(days[-1])
    return [
        HeldPost(
            names.named(post),
            tuple(held),
            tuple(round((_year(day) - first) / ((last - first) or 1), 3) for day in held),
        )
        for post, held in found.items()
    ]


def _in_order(places: Sequence[Place]) -> list[Place]:
    from kg.export.picture.placing import in_order

    points = np.array([(found.longitude, found.latitude) for found in places])
    return [places[at] for at in in_order(range(len(places)), points)]


def _year(day: str) -> float:
    parts = [int(part) for part in day.split("-") if part.isdigit()]
    return sum(part / share for part, share in zip(parts, (1, 12, 366), strict=False))


def _number(names: Names, iri: str, predicate: NamedNode) -> float | None:
    for quad in names.graph.store.quads_for_pattern(NamedNode(iri), predicate, None, DefaultGraph()):
        try:
            return float(getattr(quad.object, "value", ""))
        except ValueError:
            continue
    return None
