"""What a thing is tied to, nearest by the number of claims, and the whole graph's busiest ties."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.server.view.asking import one, rows, sparql, value
from kg.server.view.maps import ontology
from kg.server.view.names import Named, Names

NEIGHBOURS = 14
_ENOUGH = 15


@dataclass(frozen=True, slots=True)
class Tie:
    source: Named
    target: Named
    property: str
    """What ties them, to be read."""
    claims: int


def ties_query(thing: str) -> str:
    return sparql("ties", thing=one(thing), **_drawn(), limit=4 * NEIGHBOURS)


def all_ties_query(limit: int) -> str:
    return sparql("all-ties", **_drawn(), limit=limit)


def _drawn() -> dict[str, str]:
    """What the ontology draws, as VALUES of the queries: straight, and through another thing."""
    edges = ontology().edges
    return {
        "drawn": " ".join(f"coop:{edge.name}" for edge in edges if not edge.through),
        "through": " ".join(f"(coop:{edge.name} coop:{edge.through})" for edge in edges if edge.through),
    }


def ties(names: Names, thing: str) -> list[Tie]:
    """At most NEIGHBOURS of them, one for each neighbour."""
    found: dict[str, Tie] = {}
    for row in rows(names.graph, ties_query(thing)):
        other = names.of(row["other"])
        if other.value != thing and other.value not in found:
            tied_by = names.of(row["property"]).label
            found[other.value] = Tie(names.named(thing), other, tied_by, int(value(row, "claims")))
    return list(found.values())[:NEIGHBOURS]


def all_ties(names: Names, limit: int, shown: int) -> Sequence[Tie]:
    """Of the `limit` busiest ties those of the largest connected parts, `shown` at most: pairs tell little.

    Those alone whose ends have a name in the reader's language, if there are enough of them."""
    found = [
        (value(row, "source"), value(row, "target"), int(value(row, "claims")))
        for row in rows(names.graph, all_ties_query(limit))
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
    return [Tie(names.named(source), names.named(target), "", claims) for source, target, claims in largest]
