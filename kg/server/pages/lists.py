"""The start page: what is in the graph, and the ways into it; everything of a class, page by page; and the search over
names in all languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from kg.export.formats import FILES
from kg.model.namespaces import COOP
from kg.queries.saved import SavedQuery
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Graph
from kg.server.view.asking import one, rows, sparql, value, with_prefixes
from kg.server.view.maps import small_enough
from kg.server.view.names import Named, Names, Term
from kg.server.view.rendering import page
from kg.server.view.search import plain, search_query
from kg.server.view.ties import all_ties, all_ties_query, map_of

_NEWEST = 8
_TIES = 150
_DRAWN = 50
_CLAIMS = with_prefixes("SELECT (COUNT(?claim) AS ?number) WHERE { GRAPH ?doc { ?claim coop:modality ?modality } }")
_DOCUMENTS = with_prefixes("SELECT (COUNT(?doc) AS ?number) WHERE { GRAPH ?doc { ?doc a coop:Document } }")


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
                for row in rows(graph.store, sparql("classes"), graph.base)
            ],
            documents=number(graph, _DOCUMENTS),
            claims=number(graph, _CLAIMS),
            by_language=[
                (value(row, "language"), int(value(row, "number")))
                for row in rows(graph.store, sparql("documents-by-language"), graph.base)
            ],
            newest=documents(graph.store, names, graph.base, _NEWEST),
            saved=by_tag(graph.queries),
            picture=map_of(all_ties(graph.store, names, graph.base, _TIES, _DRAWN)),
            names=names,
            downloads=[(f"/downloads/{file}", file) for file in FILES] if small_enough(graph.store) else [],
            queries={"classes": sparql("classes"), "newest": documents_query(_NEWEST), "ties": all_ties_query(_TIES)},
        )


def documents_query(limit: int, offset: int = 0) -> str:
    return sparql("documents", limit=limit, offset=offset)


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


TOGETHER = 100
LONG = 20_000
"""Things of a class from which on a list goes by their IRIs: to go by names takes the names of all."""
_SUGGESTED = 8
_FOUND = 60


@dataclass(frozen=True, slots=True)
class ListPage:
    kind: str
    reader: Reader

    def answer(self, graph: Graph) -> Answer:
        names = Names(graph.store, graph.base, self.reader.language)
        counts = {
            value(row, "class").removeprefix(COOP): int(value(row, "number"))
            for row in rows(graph.store, sparql("classes"), graph.base)
        }
        offset = _whole(self.reader.value("from"))
        documents_asked = self.kind == "Document"
        query = (
            documents_query(TOGETHER + 1, offset) if documents_asked else self._query(offset, counts.get(self.kind, 0))
        )
        found: list[Listed] = (
            documents(graph.store, names, graph.base, TOGETHER + 1, offset)
            if documents_asked
            else [Listed(names.of(row["thing"]), "", "") for row in rows(graph.store, query, graph.base)]
        )
        return page(
            "list.html",
            self.reader,
            status=200 if found or documents_asked or self.kind in counts else 404,
            kind=self.kind,
            title=names.declared(self.kind),
            classes=[*counts.items()],
            found=found[:TOGETHER],
            offset=offset,
            before=max(0, offset - TOGETHER) if offset else None,
            after=offset + TOGETHER if len(found) > TOGETHER else None,
            names=names,
            query=query,
        )

    def _query(self, offset: int, count: int) -> str:
        kind, language = one(COOP + self.kind), self.reader.language
        name = "things-by-iri" if count > LONG else "things-by-name"
        return sparql(name, kind=kind, language=language, limit=TOGETHER + 1, offset=offset)


@dataclass(frozen=True, slots=True)
class SearchPage:
    reader: Reader

    def answer(self, graph: Graph) -> Answer:
        names = Names(graph.store, graph.base, self.reader.language)
        words = plain(self.reader.value("q"))
        suggesting = self.reader.value("suggest") == "1"
        limit = _SUGGESTED if suggesting else _FOUND
        query = search_query(words, limit) if words else ""
        found = [names.of(row["thing"]) for row in rows(graph.store, query, graph.base)] if words else []
        template = "suggestions.html" if suggesting else "search.html"
        return page(template, self.reader, words=words, found=found, full=len(found) == limit, names=names, query=query)


def asked(graph: Graph, words: str) -> Iterable[Mapping[str, Term]]:
    """The first things that are called so, as the search suggests them."""
    return rows(graph.store, search_query(words, _SUGGESTED), graph.base)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
