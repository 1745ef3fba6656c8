"""The relationship map: what is drawn, and that no text of a document breaks it."""

import io
import json

import networkx
import pytest
from lxml import etree
from pyoxigraph import Store

from kg.errors import QueryError
from kg.export.gexf import write
from kg.queries import SavedQuery
from tests.graph import BASE, COOP, Graph
from tests.rows import short

DRAWN = {
    COOP + name: name in ("sisterCityOf", "cooperatesWith")
    for name in (
        "sisterCityOf",
        "cooperatesWith",
        "party",
        "participant",
        "traverses",
        "memberOf",
        "founder",
        "holdsPost",
    )
}
NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


def gexf(store: Store, query: str | None = None) -> bytes:
    out = io.BytesIO()
    write(store, out, query, drawn=DRAWN)
    return out.getvalue()


def read(data: bytes) -> networkx.Graph:
    return networkx.read_gexf(io.BytesIO(data), version="1.3")


def edges(data: bytes) -> list[tuple[str, str, str]]:
    found = etree.fromstring(data).iterfind(".//g:edge", NS)
    return [(short(e.get("source")), e.get("kind"), short(e.get("target"))) for e in found]


def values(data: bytes, element: str, identifier: str) -> dict[str, str]:
    (found,) = etree.fromstring(data).xpath(f".//g:{element}[@id='{identifier}']", namespaces=NS)
    return {v.get("for"): v.get("value") for v in found.iterfind(".//g:attvalue", NS)}


def test_edges_are_the_plain_triples_of_drawn_properties(store: Store) -> None:
    assert edges(gexf(store)) == [
        ("agreement/omsk-pavlodar", "party", "region/KZ-PAV"),
        ("agreement/omsk-pavlodar", "party", "region/RU-OMS"),
        ("city/omsk", "sisterCityOf", "city/pavlodar"),
        ("corridor/north-south", "traverses", "country/KZ"),
        ("country/KZ", "memberOf", "organisation/eaeu"),
        ("country/KZ", "cooperatesWith", "region/RU-OMS"),
        ("event/forum-16", "participant", "person/kasym-zhomart-tokaev"),
        ("event/forum-18", "participant", "person/kasym-zhomart-tokaev"),
        ("event/forum-18", "participant", "person/vladimir-putin"),
        ("organisation/alliance", "founder", "country/KZ"),
        ("organisation/alliance", "founder", "country/RU"),
        ("person/kasym-zhomart-tokaev", "holdsPost", "post/prezident-kazahstan"),
        ("person/viktor-nazarov", "holdsPost", "post/gubernator-omskaya-oblast"),
        ("project/bridge", "party", "region/KZ-PAV"),
        ("region/KZ-PAV", "cooperatesWith", "region/RU-OMS"),
    ]


def test_networkx_reads_it_whole(store: Store) -> None:
    graph = read(gexf(store))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (18, 15)
    omsk = graph.nodes[BASE + "city/omsk"]
    assert (omsk["label"], omsk["Label (kk)"], omsk["Class"], omsk["Latitude"]) == ("Омск", "Омбы", "City", 54.99)
    assert graph.edges[BASE + "city/omsk", BASE + "city/pavlodar"]["Symmetric"] is True


def test_nothing_drawn_is_an_empty_map(store: Store) -> None:
    out = io.BytesIO()
    write(store, out, drawn={})
    assert read(out.getvalue()).number_of_nodes() == 0


def test_same_bytes_whatever_order_the_quads_came_in(store: Store) -> None:
    backwards = Store()
    for quad in sorted(store, key=str, reverse=True):
        backwards.add(quad)
    assert gexf(store) == gexf(backwards)


def test_claims_of_both_directions_are_one_edge() -> None:
    graph = Graph()
    for name in ("city/a", "city/b"):
        graph.entity(name, "City", name)
    graph.entity("person/p", "Person", "П. Первый")
    first = graph.document("1", "А и Б. Б и А.", "2020-01-01", "person/p")
    first.claim("city/a", "sisterCityOf", "city/b", "А и Б")
    first.claim("city/b", "sisterCityOf", "city/a", "Б и А")
    second = graph.document("2", "А, Б. Не А.", "2020-01-02", "person/p")
    second.claim("city/a", "sisterCityOf", "city/b", "А, Б")
    second.claim("city/a", "sisterCityOf", "city/b", "Не А", modality="denied")
    data = gexf(graph.store())
    assert edges(data) == [("city/a", "sisterCityOf", "city/b")]
    found = values(data, "edge", "e1")
    assert json.loads(found["quotes"]) == ["А и Б", "Б и А", "А, Б"]
    assert json.loads(found["speakers"]) == ["П. Первый"]
    assert json.loads(found["sources"]) == ["1.txt", "2.txt"]
    (edge,) = etree.fromstring(data).iterfind(".//g:edge", NS)
    assert edge.get("weight") == "3"
    assert [dict(spell.attrib) for spell in edge.iterfind(".//g:spell", NS)] == [
        {"start": "2020-01-01", "end": "2020-01-02"}
    ]


def test_an_event_is_as_old_as_itself_and_what_is_said_of_a_city_as_the_words(store: Store) -> None:
    found = etree.fromstring(gexf(store)).iterfind(".//g:edge", NS)
    spells = {
        (short(edge.get("source")), short(edge.get("target"))): [
            (spell.get("start"), spell.get("end")) for spell in edge.iterfind(".//g:spell", NS)
        ]
        for edge in found
    }
    assert spells["event/forum-18", "person/vladimir-putin"] == [("2022-01-01", "2022-12-31")]
    assert spells["city/omsk", "city/pavlodar"] == [("2022-11-28", "2022-11-28")]


NETWORKS = ["region-network", "who-met-whom", "corridor-network"]


@pytest.mark.parametrize("name", NETWORKS)
def test_saved_networks_are_drawn(store: Store, saved: dict[str, SavedQuery], name: str) -> None:
    assert "network" in saved[name].tags
    assert edges(gexf(store, saved[name].text_with({})))


HOSTILE = [
    ("«Прорыв» \"и\" 'ещё'", "«Прорыв» \"и\" 'ещё'"),
    ("a\x00\x01\x0b\x1f\ufffeb", "ab"),
    ("ИНФО INFO INF", "ИНФО INFO INF"),
    ("Алматы | Астана", "Алматы | Астана"),
    ("[a, b] (c) \\ & <d> ]]>", "[a, b] (c) \\ & <d> ]]>"),
    ("👩‍👩‍👧 🏳️", "👩‍👩‍👧 🏳️"),
    ("строка\n\tвторая\u00a0третья", "строка вторая третья"),
    ("я" * 10_000, "я" * 10_000),
    ("null", "null"),
    ("   ", "a"),
]


@pytest.mark.parametrize(("label", "shown"), HOSTILE)
def test_hostile_labels(label: str, shown: str) -> None:
    graph = Graph()
    graph.entity("city/a", "City", label)
    graph.entity("city/b", "City", "Б")
    text = graph.document("1", f"{label}|", "2020-01-01", "city/b")
    text.claim("city/a", "sisterCityOf", "city/b", f"{label}|")
    data = gexf(graph.store())
    network = read(data)
    assert network.nodes[BASE + "city/a"]["label"] == shown
    quotes = json.loads(network.edges[BASE + "city/a", BASE + "city/b"]["Quotes"])
    assert [quote.replace("\u2060", "") for quote in quotes] == [" ".join(f"{shown if label.strip() else ''}|".split())]
    for value in etree.fromstring(data).iterfind(".//g:attvalue", NS):
        assert "INF" not in value.get("value")
        assert value.get("value").lower() != "null"


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
def test_rows_of_a_query(store: Store, query: str, expected: list[tuple[str, str, str]]) -> None:
    assert edges(gexf(store, query)) == expected


SPELLS = [
    ("'2022'", [("2022-01-01", "2022-12-31")], "year"),
    ("'2024-02'", [("2024-02-01", "2024-02-29")], "month"),
    ("'2024-02-10'", [("2024-02-10", "2024-02-10")], "day"),
    ("'2022' '2022-06'", [("2022-01-01", "2022-12-31")], "year"),
    ("'2021' '2023-05-09'", [("2021-01-01", "2021-12-31"), ("2023-05-09", "2023-05-09")], "year"),
    ("'2021-12-31' '2022-01-01'", [("2021-12-31", "2022-01-01")], "day"),
    ("'2022-02-30' 'скоро' ''", [], ""),
]


@pytest.mark.parametrize(("dates", "spells", "precision"), SPELLS)
def test_dates(store: Store, dates: str, spells: list[tuple[str, str]], precision: str) -> None:
    data = gexf(store, f"SELECT ('a' AS ?source) ('b' AS ?target) ?start {{ VALUES ?start {{ {dates} }} }}")
    found = etree.fromstring(data).iterfind(".//g:spell", NS)
    assert [(spell.get("start"), spell.get("end")) for spell in found] == spells
    assert values(data, "edge", "e1").get("precision", "") == precision


WEIGHTS = [("2 3", "5"), ("0.5", "0.5"), ("0", "1"), ("-4", "1"), ("'much'", "1")]


@pytest.mark.parametrize(("weights", "weight"), WEIGHTS)
def test_weights(store: Store, weights: str, weight: str) -> None:
    data = gexf(store, f"SELECT ('a' AS ?source) ('b' AS ?target) ?weight {{ VALUES ?weight {{ {weights} }} }}")
    assert [edge.get("weight") for edge in etree.fromstring(data).iterfind(".//g:edge", NS)] == [weight]


@pytest.mark.parametrize(
    "query", ["ASK {}", "SELECT ?source { ?source ?p ?o }", "SELECT", "CONSTRUCT WHERE { ?s ?p ?o }"]
)
def test_no_network(store: Store, query: str) -> None:
    with pytest.raises(QueryError):
        gexf(store, query)
