"""Rows as CSV, on the command line and over HTTP: RFC 4180, with the plain text of every term."""

import csv
from io import StringIO

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.queries.answers import csv_of

TERMS = (
    NamedNode("https://example.org/doc/one#char=0,5"),
    NamedNode("https://example.org/omsk"),
    Literal("Омск, Тара"),
    Literal('«a "b"»', language="ru"),
    Literal("two\nlines"),
    Literal("5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
)


def rows(store: Store, query: str) -> list[list[str]]:
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)
    return list(csv.reader(StringIO(b"".join(csv_of(answer)).decode(), newline="")))


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_every_term_is_one_field(term: NamedNode | Literal) -> None:
    store = Store()
    store.extend([Quad(NamedNode("https://example.org/s"), NamedNode("https://example.org/p"), term)])
    assert rows(store, "SELECT ?o ?none ?s { ?s ?p ?o }") == [
        ["o", "none", "s"],
        [term.value, "", "https://example.org/s"],
    ]


def test_nodes_without_a_name_and_many_rows() -> None:
    store = Store()
    store.extend(Quad(BlankNode(f"b{n}"), NamedNode("https://example.org/p"), Literal("а" * 100)) for n in range(500))
    answer = store.query("SELECT ?s ?o { ?s ?p ?o }")
    assert isinstance(answer, QuerySolutions)
    pieces = list(csv_of(answer))
    assert len(pieces) > 5
    told = list(csv.reader(StringIO(b"".join(pieces).decode(), newline="")))
    assert len(told) == 501
    assert all(row[0].startswith("_:") for row in told[1:])
