"""Pages of the whole graph: the start page with what is new, the busiest ties and the ways into it; what sources say
differently; events by year and month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from kg.export.dataset.crate import for_search_engines
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Graph
from kg.server.pages.query import by_tag
from kg.server.view.asking import classes, rows, sparql, value
from kg.server.view.facts import Saying, figures_query, indicators, saying
from kg.server.view.maps import files, known
from kg.server.view.names import Named, Names, Term
from kg.server.view.pictures import map_of
from kg.server.view.rendering import page
from kg.server.view.ties import all_ties

_CONTRADICTING = 3
_DRAWN, _DRAWN_NARROW = 50, 18
_NARROW = (360, 440)
"""Width and height of the picture on a phone, where the letters of the wide one could not be read."""
_INDICATORS_TOGETHER = 20
_EVENTS_TOGETHER = 150
"""Events of a page; a year is not broken off."""


@dataclass(frozen=True, slots=True)
class New:
    """An event, an agreement or a document, with what tells most of it."""

    named: Named
    date: str
    about: tuple[Named, ...]
    """Its kind, its place, how far it has come."""
    language: str = ""


def start_page(graph: Graph, reader: Reader) -> Answer:
    names = Names(graph, reader.language)
    of_graph, downloads = known(graph), files(graph)
    queries = {
        "events": sparql("newest-events", until=Literal(of_graph.newest or "9999")),
        "agreements": sparql("newest-agreements"),
        "documents": sparql("newest-documents"),
        "contradictions": figures_query("contradicting"),
        "ties": sparql("all-ties"),
    }
    tied = all_ties(names, queries["ties"], _DRAWN)
    differing = indicators(names, queries["contradictions"])
    return page(
        "start.html",
        reader,
        classes=[*classes(graph).items()],
        documents=_number(graph, "documents"),
        claims=_number(graph, "claims"),
        by_language=[
            (value(row, "language"), int(value(row, "number"))) for row in rows(graph, sparql("documents-by-language"))
        ],
        new={
            name: [_new(row, names) for row in rows(graph, queries[name])]
            for name in ("events", "agreements", "documents")
        },
        contradictions=[one for one in differing if one.differ][:_CONTRADICTING],
        saved=by_tag(graph.queries),
        picture=map_of(tied),
        narrow=map_of(tied[:_DRAWN_NARROW], *_NARROW),
        names=names,
        downloads=downloads,
        queries=queries,
        structured=for_search_engines(of_graph, downloads, reader.language),
    )


def _new(row: Mapping[str, Term], names: Names) -> New:
    about = tuple(names.of(row[name]) for name in ("kind", "status", "place") if name in row)
    return New(names.of(row.get("thing") or row["doc"]), value(row, "date"), about, value(row, "language"))


def _number(graph: Graph, of: str) -> int:
    return next(int(value(row, "number")) for row in rows(graph, sparql(f"number-of-{of}")))


@dataclass(frozen=True, slots=True)
class Disputed:
    """A statement that some make and others deny."""

    subject: Named
    property: Named
    object: Named
    sayings: Sequence[Saying]


def contradictions_page(graph: Graph, reader: Reader) -> Answer:
    names = Names(graph, reader.language)
    query = figures_query("contradicting")
    found = [one for one in indicators(names, query) if one.differ]
    offset = reader.number("from")
    return page(
        "contradictions.html",
        reader,
        found=found[offset : offset + _INDICATORS_TOGETHER],
        total=len(found),
        after=offset + _INDICATORS_TOGETHER if len(found) > offset + _INDICATORS_TOGETHER else None,
        disputed=_disputed(graph, names) if not offset else [],
        names=names,
        queries={"figures": query, "denied": sparql("denied")},
    )


def _disputed(graph: Graph, names: Names) -> list[Disputed]:
    gathered: dict[tuple[str, str, str], list[Saying]] = {}
    terms = {}
    for row in rows(graph, sparql("denied")):
        key = (value(row, "subject"), value(row, "predicate"), value(row, "object"))
        terms[key] = (names.of(row["subject"]), names.of(row["predicate"]), names.of(row["object"]))
        said = saying(row, names)
        if said not in gathered.setdefault(key, []):
            gathered[key].append(said)
    return [Disputed(*terms[key], said) for key, said in gathered.items() if len({one.modality for one in said}) > 1]


@dataclass(slots=True)
class EventRow:
    named: Named
    date: str
    """The most exact that is known: a day, a month or a year."""
    kinds: list[Named]
    places: list[Named]


def timeline_page(graph: Graph, reader: Reader) -> Answer:
    names = Names(graph, reader.language)
    counts = rows(graph, sparql("kinds-of-events"))
    kinds = [(names.of(row["kind"]), int(value(row, "number"))) for row in counts]
    asked = next((kind.value for kind, _ in kinds if kind.value.rpartition("/")[2] == reader.value("kind")), "")
    query = sparql("events", kind=f"\n  ?event coop:kind <{asked}> ." if asked else "")
    events = _events(names, query)
    counted: dict[str, int] = {}
    for event in events:
        counted[event.date[:4]] = counted.get(event.date[:4], 0) + 1
    years = _years_together(counted, reader.value("year"))
    shown: dict[str, dict[str, list[EventRow]]] = {}
    for event in events:
        if event.date[:4] in years:
            shown.setdefault(event.date[:4], {}).setdefault(event.date[:7], []).append(event)
    return page(
        "timeline.html",
        reader,
        kinds=kinds,
        asked=asked,
        counted=counted,
        shown=shown,
        total=len(events),
        older=next((year for year in counted if year < min(years)), None) if years else None,
        names=names,
        query=query,
    )


def _events(names: Names, query: str) -> list[EventRow]:
    """The latest first. Of dates within each other («2022», «2022-11-28») the most exact; else the first."""
    found: dict[str, EventRow] = {}
    for row in rows(names.graph, query):
        iri, date = value(row, "event"), value(row, "date")
        if iri not in found:
            found[iri] = EventRow(names.named(iri), date, [], [])
        event = found[iri]
        if date.startswith(event.date):
            event.date = date
        for listed, name in ((event.kinds, "kind"), (event.places, "place")):
            if name in row and (one := names.of(row[name])) not in listed:
                listed.append(one)
    return sorted(found.values(), key=lambda event: (event.date, event.named.label), reverse=True)


def _years_together(counted: Mapping[str, int], newest: str) -> set[str]:
    """The years of a page: from `newest` back, as long as there are not too many events."""
    years: set[str] = set()
    number = 0
    for year, count in counted.items():
        if newest and year > newest:
            continue
        if years and number + count > _EVENTS_TOGETHER:
            break
        years.add(year)
        number += count
    return years
