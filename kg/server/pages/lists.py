"""Everything of a class, page by page, and the search over names in all languages."""

from dataclasses import dataclass

from pyoxigraph import Literal

from kg.model.namespaces import COOP
from kg.server.pages.asking import one, rows, value, with_prefixes
from kg.server.pages.names import Names
from kg.server.pages.rendering import page
from kg.server.pages.start import CLASSES, Listed, documents, documents_query
from kg.server.reader import Reader
from kg.server.tasks import Answer, Graph

TOGETHER = 100
LONG = 20_000
"""Things of a class from which on a list goes by their IRIs: to go by names takes the names of all."""
_SUGGESTED = 8
_FOUND = 60
_LIST = """
SELECT ?thing ?name WHERE {{
  {{
    SELECT ?thing (MIN(?own) AS ?inOwn) (MIN(STR(?any)) AS ?inAny) WHERE {{
      ?thing a {kind} .
      OPTIONAL {{ ?thing skos:prefLabel ?any }}
      OPTIONAL {{ ?thing skos:prefLabel ?label FILTER(LANG(?label) = "{language}") BIND(STR(?label) AS ?own) }}
    }}
    GROUP BY ?thing
  }}
  BIND(COALESCE(?inOwn, ?inAny, STR(?thing)) AS ?name)
}}
ORDER BY LCASE(?name) ?thing
LIMIT {limit} OFFSET {offset}"""
_LONG_LIST = """
SELECT ?thing WHERE {{ ?thing a {kind} }}
ORDER BY ?thing
LIMIT {limit} OFFSET {offset}"""
_SEARCH = """
SELECT ?thing (MIN(?rank) AS ?best) (MIN(STRLEN(?low)) AS ?length) WHERE {{
  {{
    SELECT ?thing ?low ?weight WHERE {{
      {{ VALUES (?property ?weight) {{ (skos:prefLabel 0) (skos:altLabel 4) }} ?thing ?property ?name }}
      UNION {{ BIND(2 AS ?weight) GRAPH ?thing {{ ?thing dct:title ?name }} }}
      BIND(LCASE(STR(?name)) AS ?low)
      FILTER(CONTAINS(?low, {words}))
    }}
  }}
  FILTER NOT EXISTS {{ VALUES ?class {{ coop:Indicator coop:Post }} ?thing a ?class }}
  BIND(?weight + IF(?low = {words}, 0, IF(STRSTARTS(?low, {words}), 1, IF(CONTAINS(?low, {within}), 2, 3))) AS ?rank)
}}
GROUP BY ?thing
ORDER BY ?best ?length ?thing
LIMIT {limit}"""


@dataclass(frozen=True, slots=True)
class ListPage:
    kind: str
    reader: Reader

    def answer(self, graph: Graph) -> Answer:
        names = Names(graph.store, graph.base, self.reader.language)
        counts = {
            value(row, "class").removeprefix(COOP): int(value(row, "number"))
            for row in rows(graph.store, CLASSES, graph.base)
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
        query = _LONG_LIST if count > LONG else _LIST
        return with_prefixes(query.format(kind=kind, language=language, limit=TOGETHER + 1, offset=offset))


@dataclass(frozen=True, slots=True)
class SearchPage:
    reader: Reader

    def answer(self, graph: Graph) -> Answer:
        names = Names(graph.store, graph.base, self.reader.language)
        words = " ".join(self.reader.value("q").lower().split())[:200]
        suggesting = self.reader.value("suggest") == "1"
        limit = _SUGGESTED if suggesting else _FOUND
        query = search_query(words, limit) if words else ""
        found = [names.of(row["thing"]) for row in rows(graph.store, query, graph.base)] if words else []
        template = "suggestions.html" if suggesting else "search.html"
        return page(template, self.reader, words=words, found=found, full=len(found) == limit, names=names, query=query)


def search_query(words: str, limit: int) -> str:
    return with_prefixes(_SEARCH.format(words=Literal(words), within=Literal(" " + words), limit=limit))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
