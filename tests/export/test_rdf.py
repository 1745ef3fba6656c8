"""The dumps: every statement once, in order, readable again."""

import io

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store, parse

from kg.errors import QueryError
from kg.export import EXPORTERS

FORMATS = [("nquads", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)]


def dump(store: Store, name: str, query: str | None = None) -> bytes:
    out = io.BytesIO()
    EXPORTERS[name](store, out, query, drawn={})
    return out.getvalue()


@pytest.mark.parametrize(("name", "form"), FORMATS)
def test_the_whole_store_comes_back(store: Store, name: str, form: RdfFormat) -> None:
    assert set(parse(dump(store, name), form)) == set(store)


def test_turtle_is_the_entities(store: Store) -> None:
    back = {quad.triple for quad in parse(dump(store, "turtle"), RdfFormat.TURTLE)}
    assert back == {quad.triple for quad in store if quad.graph_name == DefaultGraph()}


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_same_bytes_whatever_order_the_quads_came_in(store: Store, name: str) -> None:
    backwards = Store()
    for quad in sorted(store, key=str, reverse=True):
        backwards.add(quad)
    assert dump(store, name) == dump(backwards, name)


def test_a_query_chooses_what_is_dumped(store: Store) -> None:
    query = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c FILTER(STRENDS(STR(?c), '#Corridor')) }"
    assert dump(store, "nquads", query) == (
        b"<https://data.example/corridor/north-south> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        b"<https://w3id.org/interregional/ontology#Corridor> .\n"
    )


def test_rows_are_no_dump(store: Store) -> None:
    with pytest.raises(QueryError, match="CONSTRUCT or DESCRIBE"):
        dump(store, "nquads", "SELECT * WHERE { ?s ?p ?o }")
