"""The page to write queries on, and the answer of a query as a page: things by their names, with the other formats of
the same answer."""

import json
from collections.abc import Sequence

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from kg.model.namespaces import PREFIXES
from kg.queries import answers
from kg.server.answers.formats import SHEET
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Graph
from kg.server.pages.lists import by_tag
from kg.server.view.asking import with_prefixes
from kg.server.view.names import Names, terms
from kg.server.view.rendering import page
from kg.server.view.table.answer import address, chosen
from kg.server.view.table.charts import Charts
from kg.server.view.table.chosen import Chosen
from kg.server.view.texts import texts

_FIRST = with_prefixes("""
SELECT ?city ?label WHERE {
  ?city a coop:City ; skos:prefLabel ?label .
}
ORDER BY ?label
LIMIT 100""")


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
            {name: [(one.name, t.parameter(one.name)) for one in q.parameters] for name, q in graph.queries.items()},
            ensure_ascii=False,
        ),
        base=graph.base,
    )


def results(query: str, found: QuerySolutions | QueryBoolean | QueryTriples, graph: Graph, reader: Reader) -> Answer:
    """The answer as a page. Rows are those that the reader chooses, in the order they choose."""
    if isinstance(found, QueryBoolean):
        return _page(query, None, "yes" if found else "no", graph, reader, answers.TRUTHS)
    formats = answers.GRAPHS if isinstance(found, QueryTriples) else (*answers.ROWS, SHEET)
    return _page(query, chosen(found, graph, reader), "", graph, reader, formats)


def _page(
    query: str,
    table: Chosen | None,
    verdict: str,
    graph: Graph,
    reader: Reader,
    formats: Sequence[answers.AnswerFormat],
) -> Answer:
    names = Names(graph, reader.language)
    saved = graph.queries.get(reader.path.removeprefix("/queries/")) if reader.path.startswith("/queries/") else None
    return page(
        "rows.html",
        reader,
        query=query,
        chosen=table,
        charts=Charts(table, names) if table else None,
        verdict=verdict,
        saved=saved,
        names=names,
        ready=saved is not None and "map" in saved.tags and not saved.parameters,
        formats=[(form.label, address(reader, query, form.name)) for form in formats],
    )
