"""The rows of an answer as a table, and a reader's choice of them in every format."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples

from kg.server.answers.reader import Reader
from kg.server.answers.task import Graph
from kg.server.view.names import Names, Term
from kg.server.view.table.chosen import Chosen, of_view
from kg.server.view.table.columns import Raw, tabled

READ = 20_000
"""Rows that are read for a page, to count and order them; files of all rows have them all."""
_NOT_OF_FILES: dict[str, None] = {"_from": None, "_as": None}


def chosen(found: QuerySolutions | QueryTriples, graph: Graph, reader: Reader) -> Chosen:
    """Of the first rows of an answer those that the reader chooses."""
    if isinstance(found, QueryTriples):
        columns = ["subject", "predicate", "object"]
        rows: Iterator[Raw] = (tuple(triple) for triple in found)
    else:
        columns = [variable.value for variable in found.variables]
        rows = (tuple(row) for row in found)
    first = list(islice(rows, READ + 1))
    names = Names(graph, reader.language)
    return Chosen(tabled(columns, first[:READ], names, whole=len(first) <= READ), reader)


def as_query(found: QuerySolutions | QueryTriples, graph: Graph, reader: Reader) -> str:
    """A query that answers with what the reader chooses, for every format is written from an answer."""
    rows = (raw for row in chosen(found, graph, reader).rows for raw in row.raws)
    if isinstance(found, QueryTriples):
        return f"CONSTRUCT {{ {' . '.join(' '.join(map(str, row)) for row in rows)} }} WHERE {{}}"
    listed = " ".join(f"?{variable.value}" for variable in found.variables)
    given = "\n".join(f"({' '.join(map(_term, row))})" for row in rows)
    return f"SELECT {listed} WHERE {{ VALUES ({listed}) {{ {given} }} }}"


def _term(term: Term | None) -> str:
    if term is None:
        return "UNDEF"
    # VALUES has no place for a blank node, whose name is nobody's.
    return str(term if isinstance(term, NamedNode | Literal) else Literal(str(term)))


def address(reader: Reader, query: str, format_: str) -> str:
    """Of exactly this in another format; a query that was posted has none of its own."""
    if reader.path.startswith("/queries/"):
        return reader.address(format=format_, lang=reader.language if reader.value("_q") else None, **_NOT_OF_FILES)
    narrowed = [(name, value) for name, value in reader.given if of_view(name) and name not in _NOT_OF_FILES]
    return f"/sparql?{urlencode([('query', query), ('format', format_), *narrowed])}"
