"""The page to write queries on, and the answer of a query as a page: things by their names, with the other formats of
the same answer."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.model.namespaces import DCT, PREFIXES
from kg.queries import answers
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Graph
from kg.server.pages.lists import by_tag
from kg.server.view.asking import with_prefixes
from kg.server.view.names import Named, Names, Term
from kg.server.view.rendering import page

SHOWN = 1000
"""Rows of a page; the other formats have them all."""
_IDENTIFIER = NamedNode(DCT + "identifier")

_FIRST = with_prefixes("""
SELECT ?city ?label WHERE {
  ?city a coop:City ; skos:prefLabel ?label .
}
ORDER BY ?label
LIMIT 100""")


@dataclass(frozen=True, slots=True)
class QueryPage:
    reader: Reader

    def answer(self, graph: Graph) -> Answer:
        named = graph.queries.get(self.reader.value("saved"))
        given = self.reader.value("query")
        return page(
            "query.html",
            self.reader,
            inline_styles=True,
            query=given or (named.text if named else _FIRST),
            opened=(named.name if named and not given else ""),
            saved=by_tag(graph.queries),
            texts=json.dumps({name: query.text for name, query in graph.queries.items()}, ensure_ascii=False),
            prefixes=json.dumps(PREFIXES),
            base=graph.base,
        )


def results(query: str, found: QuerySolutions | QueryBoolean | QueryTriples, graph: Graph, reader: Reader) -> Answer:
    if isinstance(found, QueryTriples):
        columns = ["subject", "predicate", "object"]
        return _table(query, columns, (list(triple) for triple in found), "", graph, reader, answers.GRAPHS)
    if isinstance(found, QueryBoolean):
        return _table(query, [], [], "yes" if found else "no", graph, reader, answers.TRUTHS)
    variables = [variable.value for variable in found.variables]
    return _table(query, variables, (list(row) for row in found), "", graph, reader, answers.ROWS)


def _table(
    query: str,
    columns: Sequence[str],
    found: Iterable[Sequence[Term | None]],
    verdict: str,
    graph: Graph,
    reader: Reader,
    formats: Sequence[answers.AnswerFormat],
) -> Answer:
    names = Names(graph.store, graph.base, reader.language)
    first = list(islice(found, SHOWN + 1))
    saved = graph.queries.get(reader.path.removeprefix("/queries/")) if reader.path.startswith("/queries/") else None
    return page(
        "rows.html",
        reader,
        query=query,
        columns=columns,
        table=[_row(graph, names, columns, row) for row in first[:SHOWN]],
        verdict=verdict,
        more=len(first) > SHOWN,
        shown=SHOWN,
        saved=saved,
        formats=[(form.label, _address(reader, query, form.name)) for form in formats],
    )


def _row(graph: Graph, names: Names, columns: Sequence[str], row: Sequence[Term | None]) -> list[Named]:
    """A document's file leads to the document, and where the row says which words, to them."""
    cells = [names.of(cell) for cell in row]
    found = dict(zip(columns, row, strict=True))
    source = found.get("source")
    if isinstance(source, Literal):
        document = next(iter(graph.store.quads_for_pattern(None, _IDENTIFIER, source, None)), None)
        if document is not None and isinstance(document.subject, NamedNode):
            begin, end = (getattr(found.get(name), "value", "") for name in ("start", "end"))
            words = f"#char={begin},{end}" if begin.isdigit() and end.isdigit() else ""
            at = columns.index("source")
            cells[at] = replace(cells[at], link=names.link(document.subject.value) + words)
    return cells


def _address(reader: Reader, query: str, format_: str) -> str:
    """Of the same answer in another format; a query that was posted has none of its own."""
    if reader.path.startswith("/queries/"):
        return reader.address(format=format_, lang=None)
    return f"/sparql?{urlencode({'query': query, 'format': format_})}"
