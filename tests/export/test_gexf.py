"""GEXF: networkx reads it whole, no text of a document breaks it, and nothing stands in it that Gephi drops."""

import json

import pytest
from lxml import etree
from pyoxigraph import Store

from kg.model.errors import QueryError
from tests.export.charts import NS, network, read, ties, values, written
from tests.graph import BASE, Graph
from tests.rows import short


def test_networkx_reads_it_whole(store: Store) -> None:
    graph = read(written(store))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (18, 18)
    omsk = graph.nodes[BASE + "city/omsk"]
    assert (omsk["label"], omsk["Label (kk)"], omsk["Class"], omsk["Latitude"]) == ("Омск", "Омбы", "City", 54.99)
    assert (omsk["Wikidata"], omsk["Neighbours"], omsk["Weighted degree"]) == ("Q898", 2, 2.0)
    sisters = graph.edges[BASE + "city/omsk", BASE + "city/pavlodar"]
    assert sisters["Symmetric"] is True
    assert (sisters["label"], sisters["Relation (en)"]) == ("город-побратим", "sister city of")


def test_a_post_is_told_on_the_tie_that_leads_through_it(store: Store) -> None:
    graph = read(written(store))
    post = graph.edges[BASE + "person/kasym-zhomart-tokaev", BASE + "country/KZ"]
    assert json.loads(post["Via"]) == ["Президент"]


def test_without_a_layout_there_are_no_places_and_no_communities(store: Store) -> None:
    plain, laid_out = (etree.fromstring(written(store, layout=layout)) for layout in (False, True))
    assert not plain.findall(".//viz:position", NS)
    assert len(laid_out.findall(".//viz:position", NS)) == len(laid_out.findall(".//g:node", NS)) == 18
    assert plain.xpath("count(//g:attvalue[@for='community'])", namespaces=NS) == 0
    assert laid_out.xpath("count(//g:attvalue[@for='community'])", namespaces=NS) == 18


def test_same_bytes_whatever_order_the_quads_came_in(store: Store) -> None:
    backwards = Store()
    for quad in sorted(store, key=str, reverse=True):
        backwards.add(quad)
    assert written(store) == written(backwards)


def test_no_ties_are_an_empty_map() -> None:
    data = written(Store())
    assert read(data).number_of_nodes() == 0
    assert etree.fromstring(data).find("g:graph", NS).get("mode") == "static"


def test_an_event_is_as_old_as_itself_and_what_is_said_of_a_city_as_the_words(store: Store) -> None:
    spells = {
        (short(edge.get("source")), short(edge.get("target"))): [
            (spell.get("start"), spell.get("end")) for spell in edge.iterfind(".//g:spell", NS)
        ]
        for edge in etree.fromstring(written(store)).iterfind(".//g:edge", NS)
    }
    assert spells["event/forum-18", "person/vladimir-putin"] == [("2022-01-01", "2022-12-31")]
    assert spells["city/omsk", "city/pavlodar"] == [("2022-11-28", "2022-11-28")]


DATED = "SELECT ?source ?target ?start { VALUES (?source ?target ?start) { %s } }"
NODE_SPELLS = [
    ("('a' 'b' '2017') ('a' 'c' '2019-11-07')", "a", [("2017-01-01", "2017-12-31"), ("2019-11-07", "2019-11-07")]),
    ("('a' 'b' '2017') ('a' 'c' '2019-11-07')", "c", [("2019-11-07", "2019-11-07")]),
    ("('a' 'b' '2017') ('a' 'c' UNDEF)", "a", []),  # there all the time
    ("('a' 'b' '2017') ('a' 'c' UNDEF)", "b", [("2017-01-01", "2017-12-31")]),
]


@pytest.mark.parametrize(("rows", "node", "spells"), NODE_SPELLS)
def test_a_node_is_there_while_it_has_a_tie(rows: str, node: str, spells: list[tuple[str, str]]) -> None:
    tree = etree.fromstring(written(Store(), DATED % rows))
    found = tree.xpath(f"//g:node[@id='{node}']//g:spell", namespaces=NS)
    assert [(spell.get("start"), spell.get("end")) for spell in found] == spells


SPELLS = [
    ("'2022'", [("2022-01-01", "2022-12-31")], ["2022"], "year"),
    ("'2024-02'", [("2024-02-01", "2024-02-29")], ["2024-02"], "month"),
    ("'2024-02-10'", [("2024-02-10", "2024-02-10")], ["2024-02-10"], "day"),
    ("'2022' '2022-06'", [("2022-01-01", "2022-12-31")], ["2022", "2022-06"], "year"),
    (
        "'2021' '2023-05-09'",
        [("2021-01-01", "2021-12-31"), ("2023-05-09", "2023-05-09")],
        ["2021", "2023-05-09"],
        "year",
    ),
    ("'2021-12-31' '2022-01-01'", [("2021-12-31", "2022-01-01")], ["2021-12-31", "2022-01-01"], "day"),
    ("'2022-02-30' 'скоро' ''", [], [], ""),
]


@pytest.mark.parametrize(("dates", "spells", "known", "precision"), SPELLS)
def test_dates(dates: str, spells: list[tuple[str, str]], known: list[str], precision: str) -> None:
    data = written(Store(), f"SELECT ('a' AS ?source) ('b' AS ?target) ?start {{ VALUES ?start {{ {dates} }} }}")
    found = etree.fromstring(data).iterfind(".//g:edge//g:spell", NS)
    assert [(spell.get("start"), spell.get("end")) for spell in found] == spells
    told = values(data, "edge", "e1")
    assert json.loads(told.get("dates", "[]")) == known
    assert told.get("precision", "") == precision


HOSTILE = [
    ("«Прорыв» \"и\" 'ещё'", "«Прорыв» \"и\" 'ещё'"),
    ("a\x00\x01\x0b\x1f\ufffeb", "ab"),
    ("ИНФО INFO INF", "ИНФО INFO INF"),
    ("Алматы | Астана", "Алматы | Астана"),
    ("[a, b] (c) \\ & <d> ]]>", "[a, b] (c) \\ & <d> ]]>"),
    ("👩‍👩‍👧 🏳️", "👩‍👩‍👧 🏳️"),
    ("строка\n\tвторая\u00a0третья", "строка вторая третья"),
    ("  по  краям ", "по краям"),
    ("я" * 10_000, "я" * 10_000),
    ("null", "null"),
    ("   ", "a"),
    ("\x00", BASE + "city/a"),
]


@pytest.mark.parametrize(("label", "shown"), HOSTILE)
def test_hostile_labels(label: str, shown: str) -> None:
    graph = Graph()
    graph.entity("city/a", "City", label)
    graph.entity("city/b", "City", "Б")
    text = graph.document("1", f"|{label}|", "2020-01-01", "city/b")
    text.claim("city/a", "sisterCityOf", "city/b", f"|{label}|")
    quoted = " ".join(f"|{label}|".translate(dict.fromkeys([0, 1, 0x0B, 0x1F, 0xFFFE])).split())
    data = written(graph.store())
    drawn = read(data)
    assert drawn.nodes[BASE + "city/a"]["label"] == shown
    quotes = json.loads(drawn.edges[BASE + "city/a", BASE + "city/b"]["Quotes"])
    assert [quote.replace("\u2060", "") for quote in quotes] == [quoted]
    for value in etree.fromstring(data).iterfind(".//g:attvalue", NS):
        assert "INF" not in value.get("value")
        assert value.get("value").lower() != "null"


def test_gephi_drops_none_of_it(store: Store) -> None:
    """What its importer drops or merges without a word."""
    tree = etree.fromstring(written(store))
    nodes = {node.get("id") for node in tree.iterfind(".//g:node", NS)}
    edges = [(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in tree.iterfind(".//g:edge", NS)]
    assert len(set(edges)) == len(edges), "edges of one pair and kind are merged"
    assert {end for source, target, _ in edges for end in (source, target)} == nodes
    assert not tree.xpath("//g:edge[@type]", namespaces=NS), "a type that is not the default is dropped"
    assert all(float(edge.get("weight")) > 0 for edge in tree.iterfind(".//g:edge", NS))
    assert tree.find("g:graph", NS).get("timezone") == "UTC"
    columns = [one.get("id") for one in tree.iterfind(".//g:attribute", NS)]
    assert not {"id", "label", "timeset", "weight"} & set(columns)
    types = {one.get("id"): one.get("type") for one in tree.iterfind(".//g:attributes[@class='node']/g:attribute", NS)}
    assert types["latitude"] == types["longitude"] == "double"
    assert all(node.get("label").strip() for node in tree.iterfind(".//g:node", NS))


QUERIES = [
    ('SELECT ("a" AS ?source) ("b" AS ?target) {}', [("a", "related", "b")]),
    (
        "SELECT ?source ?target { VALUES (?source ?target) { ('a' 'b') ('a' 'b') ('b' 'a') (UNDEF 'b') } }",
        [("a", "related", "b"), ("b", "related", "a")],
    ),
    (
        "SELECT * { VALUES (?source ?target ?predicate) { ('a' 'b' <http://x/p>) ('a' 'b' <http://y#p>) } }",
        [("a", "http://x/p", "b"), ("a", "http://y#p", "b")],
    ),
]


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_kinds_of_edges_are_told_apart(query: str, expected: list[tuple[str, str, str]]) -> None:
    tree = etree.fromstring(written(Store(), query))
    found = [(e.get("source"), e.get("kind"), e.get("target")) for e in tree.iterfind(".//g:edge", NS)]
    assert found == expected


CONSTRUCTED = """CONSTRUCT { ?a a ?class ; skos:prefLabel ?label ; coop:sisterCityOf ?b ; <http://x/p> ?b }
WHERE { ?a coop:sisterCityOf ?b ; a ?class ; skos:prefLabel ?label }"""


def test_a_triple_between_resources_is_an_edge(store: Store) -> None:
    """Types and literals tell of one thing, and tie no two."""
    drawn = network(store, CONSTRUCTED)
    assert ties(drawn) == [("city/omsk", "http://x/p", "city/pavlodar"), ("city/omsk", "sisterCityOf", "city/pavlodar")]


WEIGHTS = [("2 3", "5"), ("0.5", "0.5"), ("0", "1"), ("-4", "1"), ("'much'", "1")]


@pytest.mark.parametrize(("given", "weight"), WEIGHTS)
def test_weights(given: str, weight: str) -> None:
    data = written(Store(), f"SELECT ('a' AS ?source) ('b' AS ?target) ?weight {{ VALUES ?weight {{ {given} }} }}")
    assert [edge.get("weight") for edge in etree.fromstring(data).iterfind(".//g:edge", NS)] == [weight]


@pytest.mark.parametrize("query", ["ASK {}", "SELECT ?source { ?source ?p ?o }", "SELECT"])
def test_no_map(store: Store, query: str) -> None:
    with pytest.raises(QueryError):
        written(store, query)
