"""Rows as pages: the page to write queries on, and the answer of a query, things by their names, with the other formats
of the same answer; everything of a class; the search over names in all languages."""

import json
from collections.abc import Mapping

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from kg.model.namespaces import COOP, PREFIXES
from kg.queries import answers
from kg.queries.saved import SavedQuery
from kg.server.answers.formats import SHEET
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Graph
from kg.server.view.asking import SUGGESTED, classes, one, plain, rows, search_query, sparql, with_prefixes
from kg.server.view.names import Names, terms
from kg.server.view.rendering import page
from kg.server.view.table.charts import Charts
from kg.server.view.table.chosen import READ, chosen, files
from kg.server.view.texts import texts

_FIRST = with_prefixes("""
SELECT ?city ?label WHERE {
  ?city a coop:City ; skos:prefLabel ?label .
}
ORDER BY ?label
LIMIT 100""")
LONG = READ
"""Things of a class from which on a list goes by their IRIs, and tells no more of them."""
_DATED = ("Event", "Agreement")
"""Classes of which the newest come first; of others those of which most is said."""
_OF_ROWS: tuple[answers.AnswerFormat, ...] = (*answers.ROWS, SHEET)
_FOUND = 60


def query_page(graph: Graph, reader: Reader) -> Answer:
    named = graph.queries.get(reader.value("saved"))
    given = reader.value("query")
    t = texts(reader.language)
    return page(
        "query.html",
        reader,
        inline_styles=True,
        query=given or (named.text if named else _FIRST),
        opened=(named.name if named and not given else ""),
        saved=by_tag(graph.queries),
        texts=json.dumps({name: query.text for name, query in graph.queries.items()}, ensure_ascii=False),
        prefixes=json.dumps(PREFIXES),
        terms=json.dumps(terms(reader.language), ensure_ascii=False),
        parameters=json.dumps(
            {
                name: [(one.name, t.named("parameter", one.name)) for one in q.parameters]
                for name, q in graph.queries.items()
            },
            ensure_ascii=False,
        ),
        base=graph.base,
    )


def results(query: str, found: QuerySolutions | QueryBoolean | QueryTriples, graph: Graph, reader: Reader) -> Answer:
    """The answer as a page. Rows are those that the reader chooses, in the order they choose."""
    table = None if isinstance(found, QueryBoolean) else chosen(found, graph, reader)
    formats = answers.TRUTHS if table is None else answers.GRAPHS if isinstance(found, QueryTriples) else _OF_ROWS
    names = Names(graph, reader.language)
    saved = graph.queries.get(reader.path.removeprefix("/queries/")) if reader.path.startswith("/queries/") else None
    return page(
        "rows.html",
        reader,
        query=query,
        chosen=table,
        charts=Charts(table, names) if table else None,
        verdict="" if table else "yes" if found else "no",
        saved=saved,
        names=names,
        ready=saved is not None and "map" in saved.tags and not saved.parameters,
        formats=files(reader, query, formats),
    )


def by_tag(queries: Mapping[str, SavedQuery]) -> list[tuple[str, list[SavedQuery]]]:
    """Each under its first tag; those that ask elsewhere are left out."""
    tagged: dict[str, list[SavedQuery]] = {}
    for query in (query for query in queries.values() if not query.federated):
        tagged.setdefault(query.tags[0] if query.tags else "", []).append(query)
    return sorted(tagged.items())


def list_page(graph: Graph, kind: str, reader: Reader) -> Answer:
    names = Names(graph, reader.language)
    counts = classes(graph)
    offset = reader.number("from")
    query = _query(kind, offset, counts.get(kind, 0))
    solutions = graph.store.query(query, base_iri=graph.base)
    assert isinstance(solutions, QuerySolutions)
    found = chosen(solutions, graph, reader)
    return page(
        "list.html",
        reader,
        status=200 if found.table.rows or kind in ("Document", *counts) else 404,
        kind=kind,
        title=names.declared(kind),
        classes=[*counts.items()],
        chosen=found,
        charts=Charts(found, names),
        before=max(0, offset - READ) if offset else None,
        after=None if found.table.whole else offset + READ,
        names=names,
        formats=files(reader, query, _OF_ROWS),
        query=query,
    )


def _query(kind: str, offset: int, count: int) -> str:
    if kind == "Document":
        return sparql("documents-listed", limit=READ + 1, offset=offset)
    if count > LONG:
        return sparql("things-by-iri", kind=one(COOP + kind), limit=READ + 1, offset=offset)
    order = "DESC(?date)" if kind in _DATED else ""
    return sparql("things", kind=one(COOP + kind), order=order, limit=READ + 1, offset=offset)


def search_page(graph: Graph, reader: Reader) -> Answer:
    names = Names(graph, reader.language)
    words = plain(reader.value("q"))
    suggesting = reader.value("suggest") == "1"
    limit = SUGGESTED if suggesting else _FOUND
    query = search_query(words, limit) if words else ""
    found = [names.of(row["thing"]) for row in rows(graph, query)] if words else []
    template = "suggestions.html" if suggesting else "search.html"
    return page(template, reader, words=words, found=found, full=len(found) == limit, names=names, query=query)
