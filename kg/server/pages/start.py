"""The start page: what is in the graph, and the ways into it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from kg.model.namespaces import COOP
from kg.queries.saved import SavedQuery
from kg.server.downloads import FILES, small_enough
from kg.server.pages.asking import rows, value, with_prefixes
from kg.server.pages.names import Named, Names
from kg.server.pages.neighbourhood import all_ties, all_ties_query
from kg.server.pages.picture import map_of
from kg.server.pages.rendering import page
from kg.server.reader import Reader
from kg.server.tasks import Answer, Graph

_NEWEST = 8
_TIES = 150
_DRAWN = 50
CLASSES = with_prefixes("""
SELECT ?class (COUNT(?thing) AS ?number) WHERE {
  ?thing a ?class FILTER(STRSTARTS(STR(?class), STR(coop:)))
} GROUP BY ?class ORDER BY DESC(?number) ?class""")
_CLAIMS = with_prefixes("SELECT (COUNT(?claim) AS ?number) WHERE { GRAPH ?doc { ?claim coop:modality ?modality } }")
_DOCUMENTS = with_prefixes("SELECT (COUNT(?doc) AS ?number) WHERE { GRAPH ?doc { ?doc a coop:Document } }")
_BY_LANGUAGE = with_prefixes("""
SELECT ?language (COUNT(?doc) AS ?number) WHERE {
  GRAPH ?doc { ?doc a coop:Document ; dct:language ?language }
} GROUP BY ?language ORDER BY DESC(?number) ?language""")
_LIST = """
SELECT ?doc ?date ?language WHERE {{
  GRAPH ?doc {{ ?doc a coop:Document . OPTIONAL {{ ?doc dct:date ?date }} OPTIONAL {{ ?doc dct:language ?language }} }}
}}
ORDER BY DESC(?date) ?doc
LIMIT {limit} OFFSET {offset}"""


@dataclass(frozen=True, slots=True)
class Listed:
    document: Named
    date: str
    language: str


@dataclass(frozen=True, slots=True)
class StartPage:
    reader: Reader = Reader()

    def answer(self, graph: Graph) -> Answer:
        names = Names(graph.store, graph.base, self.reader.language)
        return page(
            "start.html",
            self.reader,
            classes=[
                (value(row, "class").removeprefix(COOP), int(value(row, "number")))
                for row in rows(graph.store, CLASSES, graph.base)
            ],
            documents=number(graph, _DOCUMENTS),
            claims=number(graph, _CLAIMS),
            by_language=[
                (value(row, "language"), int(value(row, "number")))
                for row in rows(graph.store, _BY_LANGUAGE, graph.base)
            ],
            newest=documents(graph.store, names, graph.base, _NEWEST),
            saved=by_tag(graph.queries),
            picture=map_of(all_ties(graph.store, names, graph.base, _TIES, _DRAWN)),
            names=names,
            downloads=[(f"/downloads/{file}", file) for file in FILES] if small_enough(graph.store) else [],
            queries={"classes": CLASSES, "newest": documents_query(_NEWEST), "ties": all_ties_query(_TIES)},
        )


def documents_query(limit: int, offset: int = 0) -> str:
    return with_prefixes(_LIST.format(limit=limit, offset=offset))


def documents(store: Store, names: Names, base: str, limit: int, offset: int = 0) -> list[Listed]:
    """The newest first."""
    return [
        Listed(names.of(row["doc"]), value(row, "date"), value(row, "language"))
        for row in rows(store, documents_query(limit, offset), base)
    ]


def number(graph: Graph, query: str) -> int:
    return next((int(value(row, "number")) for row in rows(graph.store, query, graph.base)), 0)


def by_tag(queries: Mapping[str, SavedQuery]) -> list[tuple[str, list[SavedQuery]]]:
    """Each under its first tag; those that ask elsewhere are left out."""
    tagged: dict[str, list[SavedQuery]] = {}
    for query in _asked_here(queries.values()):
        tagged.setdefault(query.tags[0] if query.tags else "", []).append(query)
    return sorted(tagged.items())


def _asked_here(queries: Iterable[SavedQuery]) -> Iterable[SavedQuery]:
    return (query for query in queries if not query.federated)
