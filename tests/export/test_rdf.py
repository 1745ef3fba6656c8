"""The dumps: every statement once, in order, readable again, after a description of the whole."""

import io

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.export.formats import DUMPS
from kg.model.errors import QueryError
from tests.graph import BASE, day

FORMATS = [("nquads", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)]
ENTITIES = [("turtle", RdfFormat.TURTLE), ("ntriples", RdfFormat.N_TRIPLES)]
DATASET = NamedNode(f"{BASE}dataset")


def dump(store: Store, name: str, query: str | None = None) -> bytes:
    out = io.BytesIO()
    DUMPS[name].write(store, out, query, base=BASE)
    return out.getvalue()


def of_the_dataset(quad: Quad) -> bool:
    """Whether it tells of the dump itself."""
    return isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(DATASET.value)


@pytest.mark.parametrize(("name", "form"), FORMATS)
def test_the_whole_store_comes_back(store: Store, name: str, form: RdfFormat) -> None:
    assert {quad for quad in parse(dump(store, name), form) if quad.graph_name != DATASET} == set(store)


@pytest.mark.parametrize(("name", "form"), ENTITIES)
def test_formats_without_graphs_hold_the_entities(store: Store, name: str, form: RdfFormat) -> None:
    back = {quad.triple for quad in parse(dump(store, name), form) if not of_the_dataset(quad)}
    assert back == {quad.triple for quad in store if quad.graph_name == DefaultGraph()}


@pytest.mark.parametrize(("name", "form"), FORMATS + ENTITIES)
def test_a_dump_says_of_what_and_how_new_it_is(store: Store, name: str, form: RdfFormat) -> None:
    quads = list(parse(dump(store, name), form))
    said = {quad.predicate.value: quad.object for quad in quads if quad.subject == DATASET}
    assert said["http://purl.org/dc/terms/modified"] == day("2022-11-28")
    assert said["http://rdfs.org/ns/void#documents"] == Literal(6)
    assert said["http://rdfs.org/ns/void#triples"] == Literal(sum(not of_the_dataset(quad) for quad in quads))
    derived = {q.object.value for q in quads if q.predicate.value == "http://www.w3.org/ns/prov#wasDerivedFrom"}
    assert f"{BASE}doc/000_forum" in derived


def test_lines_are_sorted_graph_by_graph(store: Store) -> None:
    lines = [line for line in dump(store, "nquads").decode().split("\n") if line]
    graphs = [line.split(" ")[-2] if line.split(" ")[-2].startswith(f"<{BASE}doc/") else "" for line in lines]
    entities = [(graph, line) for graph, line in zip(graphs, lines, strict=True) if f"<{DATASET.value}" not in line]
    assert entities == sorted(entities)
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize("name", sorted(DUMPS))
def test_same_bytes_whatever_order_the_quads_came_in(store: Store, name: str) -> None:
    backwards = Store()
    for quad in sorted(store, key=str, reverse=True):
        backwards.add(quad)
    assert dump(store, name) == dump(backwards, name)


LINE_ENDS = ["a\u2028b", "a\x85b", "a\x0bb\x0c", "a\nb\r\n", '"\\\\ .']


@pytest.mark.parametrize("words", LINE_ENDS)
@pytest.mark.parametrize(("name", "form"), FORMATS)
def test_no_words_break_a_line(words: str, name: str, form: RdfFormat) -> None:
    store = Store()
    store.add(Quad(NamedNode("http://x/s"), NamedNode("http://x/p"), Literal(words), NamedNode("http://x/g")))
    assert {quad for quad in parse(dump(store, name), form) if quad.graph_name != DATASET} == set(store)


def test_a_query_chooses_what_is_dumped(store: Store) -> None:
    query = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c FILTER(STRENDS(STR(?c), '#Corridor')) }"
    assert dump(store, "nquads", query) == (
        b"<https://data.example/corridor/north-south> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        b"<https://w3id.org/interregional/ontology#Corridor> .\n"
    )


def test_rows_are_no_dump(store: Store) -> None:
    with pytest.raises(QueryError, match="CONSTRUCT or DESCRIBE"):
        dump(store, "nquads", "SELECT * WHERE { ?s ?p ?o }")
