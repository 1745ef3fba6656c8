"""Which queries are known to be over in a moment, and that these wait for no worker."""

import re

import httpx
import pytest
from hypothesis import given, settings, strategies
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Store,
)

from kg.server.sparql.lookups import lookup
from tests.graph import COOP

E = "http://e/"
FEW, MANY, MUCH = 50, 51, 16 * 1024


def store() -> Store:
    """A hub of many, one of few, of which another graph says more, and things with long texts."""
    quads = [Quad(NamedNode(f"{E}s{n}"), NamedNode(E + "in"), NamedNode(E + "many")) for n in range(MANY)]
    quads += [Quad(NamedNode(E + "few"), NamedNode(E + "has"), Literal(n)) for n in range(FEW)]
    quads += [Quad(NamedNode(f"{E}t{n}"), NamedNode(E + "in"), NamedNode(E + "few")) for n in range(FEW)]
    for name, length in (("much", MUCH), ("more", MUCH + 1)):
        beside = len(str(Quad(NamedNode(E + name), NamedNode(E + "text"), Literal(""))))
        quads.append(Quad(NamedNode(E + name), NamedNode(E + "text"), Literal("я" * (length - beside))))
    for name in ("hidden", "few"):
        quads += [Quad(NamedNode(E + name), NamedNode(E + "has"), Literal(-n), NamedNode(E + "g")) for n in range(MANY)]
    quads.append(Quad(BlankNode("b"), NamedNode(E + "has"), BlankNode("c"), DefaultGraph()))
    held = Store()
    held.extend(quads)
    return held


LOOKUPS = {
    "one_value": f"SELECT ?o {{ <{E}s1> <{E}in> ?o }}",
    "all_of_one": f"SELECT ?p ?o WHERE {{ <{E}s1> ?p ?o. }}",
    "no_spaces": f"select*where{{<{E}s1>?p?o}}",
    "lines": f"\nSELECT DISTINCT ?s\nWHERE {{\n\t?s <{E}in> <{E}few> .\r\n}}\nLIMIT 10\n",
    "class": f"SELECT ?s {{ ?s a <{E}C> }}",
    "few": f"SELECT ?o {{ <{E}few> <{E}has> ?o }}",
    "how_it_is_tied": f"SELECT $p {{ <{E}s1> $p <{E}many> }}",
    "counted": f"SELECT (COUNT(*) AS ?n) WHERE {{ <{E}few> ?p ?o }}",
    "whether": f"ASK {{ <{E}s1> <{E}in> <{E}many> }}",
    "nothing": f"SELECT ?o {{ <{E}unknown> ?p ?o }}",
    "of_another_graph": f"SELECT ?o {{ <{E}hidden> <{E}has> ?o }}",
    "much_text": f"SELECT ?o {{ <{E}much> <{E}text> ?o }}",
}
OTHERS = {
    "many": f"SELECT ?s {{ ?s <{E}in> <{E}many> }}",
    "many_in_part": f"SELECT ?s {{ ?s <{E}in> <{E}many> }} LIMIT 1",
    "more_text": f"SELECT ?o {{ <{E}more> <{E}text> ?o }}",
    "predicate_alone": f"SELECT * {{ ?s <{E}has> ?o }}",
    "anything": "SELECT * { ?s ?p ?o }",
    "class_of_all": "SELECT * { ?s a ?o }",
    "two_patterns": f"SELECT * {{ <{E}s1> ?p ?o . ?o ?q ?r }}",
    "list": f"SELECT * {{ <{E}s1> <{E}in> ?o ; <{E}has> ?q }}",
    "filter": f"SELECT * {{ <{E}s1> ?p ?o FILTER(?o > 1) }}",
    "path": f"SELECT * {{ <{E}s1> <{E}in>* ?o }}",
    "graph": f"SELECT * {{ GRAPH ?g {{ <{E}s1> ?p ?o }} }}",
    "dataset": f"SELECT * FROM <{E}g> {{ <{E}s1> ?p ?o }}",
    "service": f"SELECT * {{ SERVICE <{E}s1> {{ ?s ?p ?o }} }}",
    "expression": f"SELECT (RAND() AS ?r) {{ <{E}s1> ?p ?o }}",
    "order": f"SELECT * {{ <{E}s1> ?p ?o }} ORDER BY ?o",
    "relative": "SELECT * { <s1> ?p ?o }",
    "prefix": f"PREFIX e: <{E}> SELECT * {{ e:s1 ?p ?o }}",
    "after_it": f"SELECT * {{ <{E}s1> ?p ?o }} VALUES ?p {{ <{E}in> }}",
    "no_iri": "SELECT * { <a:\x00> ?p ?o }",
    "bad_iri": "SELECT * { <http://[> ?p ?o }",
    "construct": f"CONSTRUCT WHERE {{ <{E}s1> ?p ?o }}",
    "update": f"DELETE WHERE {{ <{E}s1> ?p ?o }}",
    "empty": "",
}


@pytest.mark.parametrize("query", LOOKUPS.values(), ids=LOOKUPS)
def test_a_lookup(query: str) -> None:
    opened = store()
    opened.query(query)  # it parses
    assert lookup(query, opened)


@pytest.mark.parametrize("query", OTHERS.values(), ids=OTHERS)
def test_none(query: str) -> None:
    assert lookup(query, store()) is None


_TEXT = strategies.text(strategies.characters(exclude_categories=["Cs"]), max_size=12)
_RESOURCE = strategies.sampled_from([NamedNode(E + name) for name in ("a", "b", "в", "%20", "'", "type")])
_TERM: strategies.SearchStrategy[NamedNode | BlankNode | Literal] = strategies.one_of(
    _RESOURCE,
    strategies.sampled_from([BlankNode("x"), BlankNode("y1")]),
    strategies.builds(Literal, _TEXT),
    strategies.builds(Literal, _TEXT, language=strategies.sampled_from(["ru", "en-GB"])),
    strategies.builds(Literal, _TEXT, datatype=_RESOURCE),
    strategies.builds(
        Literal, strategies.one_of(strategies.integers(-5, 5), strategies.booleans(), strategies.floats())
    ),
)
_HEADS = ("?x", "?o", "$o", "$p ?o", "?s ?o", "?o ?s", "?p ?o", "?o ?type ?s", "?o ?o", "?nothing", "*")
_BODIES = (
    "<{}> ?p ?o",
    "<{}> ?type ?o",
    "?s ?p <{}>",
    "<{}> <http://e/a> ?o",
    "<{}> ?o ?o",
    "<{}> ?o $o",
    "<{}> $p ?o",
    "?o a <{}>",
)


@settings(max_examples=300, deadline=None)
@given(
    strategies.lists(strategies.tuples(_RESOURCE, _RESOURCE, _TERM), max_size=8),
    strategies.sampled_from(_HEADS),
    strategies.sampled_from(_BODIES),
    _RESOURCE,
    strategies.integers(0, 8),
)
def test_it_is_written_as_the_store_writes_it(
    triples: list[tuple[NamedNode, NamedNode, NamedNode]], head: str, body: str, thing: NamedNode, elsewhere: int
) -> None:
    opened = Store()
    opened.extend([Quad(*triple) for triple in triples])
    opened.extend([Quad(*triple, NamedNode(E + "g")) for triple in triples[elsewhere:]])
    opened.extend([Quad(thing, *triple[1:], NamedNode(E + "g")) for triple in triples[:elsewhere]])
    query = f"SELECT {head} {{ {body.format(thing.value)} }}"
    found = lookup(query, opened)
    assert found is not None
    wanted, there = ([name[1:] for name in re.findall(r"[?$]\w+", part)] for part in (head, body))
    written = found.as_json()
    assert (written is not None) == (
        len(wanted) == len(set(wanted)) > 0 and all(there.count(name) == 1 for name in wanted)
    )
    if written is not None:
        results = opened.query(query)
        assert isinstance(results, QuerySolutions)
        assert written == results.serialize(format=QueryResultsFormat.JSON)


def test_every_character() -> None:
    opened = Store()
    for number in (*range(0x0250), 0x2028, 0xFEFF, 0xFFFF, 0x1F600):
        opened.clear()
        opened.add(Quad(NamedNode(E + "s"), NamedNode(E + "p"), Literal(chr(number))))
        query = f"SELECT ?o {{ <{E}s> <{E}p> ?o }}"
        found, results = lookup(query, opened), opened.query(query)
        assert found is not None
        assert isinstance(results, QuerySolutions)
        assert found.as_json() == results.serialize(format=QueryResultsFormat.JSON), hex(number)


@pytest.mark.parametrize("accept", ["application/json", "text/csv", "application/sparql-results+xml", "image/png"])
def test_it_is_answered_as_any_other(endpoint: httpx.Client, accept: str) -> None:
    query = f"SELECT ?s {{ ?s a <{COOP}Corridor> }}"
    here, there = (
        endpoint.get("/sparql", params={"query": one}, headers={"accept": accept})
        for one in (query, query.replace("}", "FILTER(true) }"))
    )
    assert (here.status_code, here.headers["content-type"], here.content) == (
        there.status_code,
        there.headers["content-type"],
        there.content,
    )


def test_it_takes_no_worker(endpoint: httpx.Client) -> None:
    def counted() -> int:
        found = re.search(r"^kg_brief_total (\d+)", endpoint.get("/metrics").text, re.MULTILINE)
        return int(found[1]) if found else 0

    before = counted()
    for number in range(3):
        endpoint.get("/sparql", params={"query": f"ASK {{ <{E}{number}> a <{E}C> }}"})  # no variable, no values
        endpoint.post("/sparql", data={"query": f"SELECT ?o{number} {{ <{E}{number}> ?p ?o{number} }}"})
        endpoint.get("/sparql", params={"query": f"SELECT ?o{number} {{ <{E}{number}> ?p ?o{number} FILTER(true) }}"})
    assert counted() - before == 3
