"""The start page: what the graph tells that is new, the busiest ties, what is in it, and the ways into it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal

from kg.export.dataset.facts import facts
from kg.export.formats import FILES
from kg.model.namespaces import COOP
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Graph
from kg.server.pages.lists import by_tag
from kg.server.view import figures, schema_org
from kg.server.view.asking import rows, sparql, value, with_prefixes
from kg.server.view.drawn.pictures import map_of
from kg.server.view.drawn.ties import all_ties, all_ties_query
from kg.server.view.maps import small_enough
from kg.server.view.names import Named, Names, Term
from kg.server.view.rendering import page

_NEWEST, _CONTRADICTING = 6, 3
_TIES, _DRAWN, _DRAWN_NARROW = 150, 50, 18
_NARROW = (360, 440)
"""Width and height of the picture on a phone, where the letters of the wide one could not be read."""
_CLAIMS = with_prefixes("SELECT (COUNT(?claim) AS ?number) WHERE { GRAPH ?doc { ?claim coop:modality ?modality } }")
_DOCUMENTS = with_prefixes("SELECT (COUNT(?doc) AS ?number) WHERE { GRAPH ?doc { ?doc a coop:Document } }")


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
    known = facts(graph.store, graph.base, made_with=graph.made_with, publication=graph.publication)
    files = FILES if small_enough(graph.store) else {}
    queries = {
        "events": sparql("newest-events", until=Literal(known.newest or "9999"), limit=_NEWEST),
        "agreements": sparql("newest-agreements", limit=_NEWEST),
        "documents": sparql("documents", limit=_NEWEST, offset=0),
        "contradictions": figures.contradicting(),
        "ties": all_ties_query(_TIES),
    }
    tied = all_ties(names, _TIES, _DRAWN)
    differing = figures.indicators(names, queries["contradictions"])
    return page(
        "start.html",
        reader,
        classes=[
            (value(row, "class").removeprefix(COOP), int(value(row, "number")))
            for row in rows(graph, sparql("classes"))
        ],
        documents=_number(graph, _DOCUMENTS),
        claims=_number(graph, _CLAIMS),
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
        downloads=[(f"/downloads/{file}", file) for file in files],
        queries=queries,
        structured=schema_org.dataset(
            known, reader.language, [(f"/downloads/{name}", form.media_type) for name, form in files.items()]
        ),
    )


def _new(row: Mapping[str, Term], names: Names) -> New:
    about = tuple(names.of(row[name]) for name in ("kind", "status", "place") if name in row)
    return New(names.of(row.get("thing") or row["doc"]), value(row, "date"), about, value(row, "language"))


def _number(graph: Graph, query: str) -> int:
    return next((int(value(row, "number")) for row in rows(graph, query)), 0)
