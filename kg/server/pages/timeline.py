"""Events by year and month, as far as the texts date them."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from kg.server.pages.asking import rows, value, with_prefixes
from kg.server.pages.names import Named, Names
from kg.server.pages.rendering import page
from kg.server.reader import Reader
from kg.server.tasks import Answer, Graph

TOGETHER = 150
"""Events of a page; a year is not broken off."""
_EVENTS = """
SELECT ?event ?date ?kind ?place WHERE {{
  ?event a coop:Event ; coop:date ?date .{kind}
  OPTIONAL {{ ?event coop:kind ?kind }}
  OPTIONAL {{ ?event coop:locatedIn ?place }}
}}
ORDER BY DESC(STR(?date)) ?event ?kind ?place
LIMIT 20000"""
_KINDS = with_prefixes("""
SELECT ?kind (COUNT(DISTINCT ?event) AS ?number) WHERE {
  ?event a coop:Event ; coop:date ?date ; coop:kind ?kind
} GROUP BY ?kind ORDER BY DESC(?number) ?kind""")


@dataclass(slots=True)
class Event:
    named: Named
    date: str
    """The most exact that is known: a day, a month or a year."""
    kinds: list[Named]
    places: list[Named]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    reader: Reader

    def answer(self, graph: Graph) -> Answer:
        names = Names(graph.store, graph.base, self.reader.language)
        kinds = [(names.of(row["kind"]), int(value(row, "number"))) for row in rows(graph.store, _KINDS, graph.base)]
        asked = next(
            (kind.value for kind, _ in kinds if kind.value.rpartition("/")[2] == self.reader.value("kind")), ""
        )
        query = with_prefixes(_EVENTS.format(kind=f"\n  ?event coop:kind <{asked}> ." if asked else ""))
        events = _events(graph.store, names, query, graph.base)
        counted: dict[str, int] = {}
        for event in events:
            counted[event.date[:4]] = counted.get(event.date[:4], 0) + 1
        years = _together(counted, self.reader.value("year"))
        shown: dict[str, dict[str, list[Event]]] = {}
        for event in events:
            if event.date[:4] in years:
                shown.setdefault(event.date[:4], {}).setdefault(event.date[:7], []).append(event)
        return page(
            "timeline.html",
            self.reader,
            kinds=kinds,
            asked=asked,
            counted=counted,
            shown=shown,
            total=len(events),
            older=next((year for year in counted if year < min(years)), None) if years else None,
            names=names,
            query=query,
        )


def _events(store: Store, names: Names, query: str, base: str) -> list[Event]:
    """The latest first. Of dates within each other («2022», «2022-11-28») the most exact; else the first."""
    found: dict[str, Event] = {}
    for row in rows(store, query, base):
        iri, date = value(row, "event"), value(row, "date")
        if iri not in found:
            found[iri] = Event(names.named(iri), date, [], [])
        event = found[iri]
        if date.startswith(event.date):
            event.date = date
        for listed, name in ((event.kinds, "kind"), (event.places, "place")):
            if name in row and (one := names.of(row[name])) not in listed:
                listed.append(one)
    return sorted(found.values(), key=lambda event: (event.date, event.named.label), reverse=True)


def _together(counted: Mapping[str, int], newest: str) -> set[str]:
    """The years of a page: from `newest` back, as long as there are not too many events."""
    years: set[str] = set()
    number = 0
    for year, count in counted.items():
        if newest and year > newest:
            continue
        if years and number + count > TOGETHER:
            break
        years.add(year)
        number += count
    return years
