"""What is on a map: the declared ties, and each option that chooses among them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from pyoxigraph import Store

from kg.export.network.selection import Selection, network_of
from kg.graph.ontology import Ontology
from kg.model.errors import KgError
from tests.export.charts import network, ties, weights
from tests.graph import COOP, Graph
from tests.rows import short


def test_edges_are_the_plain_triples_of_drawn_properties(store: Store) -> None:
    assert ties(network(store)) == [
        ("agreement/omsk-pavlodar", "party", "region/KZ-PAV"),
        ("agreement/omsk-pavlodar", "party", "region/RU-OMS"),
        ("city/kostanay", "locatedIn", "region/KZ-KUS"),
        ("city/omsk", "sisterCityOf", "city/pavlodar"),
        ("corridor/north-south", "traverses", "country/KZ"),
        ("country/KZ", "memberOf", "organisation/eaeu"),
        ("country/KZ", "cooperatesWith", "region/RU-OMS"),
        ("event/forum-16", "locatedIn", "city/omsk"),
        ("event/forum-16", "participant", "person/kasym-zhomart-tokaev"),
        ("event/forum-18", "participant", "person/kasym-zhomart-tokaev"),
        ("event/forum-18", "participant", "person/vladimir-putin"),
        ("organisation/alliance", "founder", "country/KZ"),
        ("organisation/alliance", "founder", "country/RU"),
        ("person/kasym-zhomart-tokaev", "holdsPost", "country/KZ"),
        ("person/viktor-nazarov", "holdsPost", "region/RU-OMS"),
        ("project/bridge", "locatedIn", "city/pavlodar"),
        ("project/bridge", "party", "region/KZ-PAV"),
        ("region/KZ-PAV", "cooperatesWith", "region/RU-OMS"),
    ]


def test_a_new_property_is_drawn_when_its_ontology_says_so(tmp_path: Any) -> None:
    (tmp_path / "vocabulary.ttl").write_text("")
    (tmp_path / "interregional.ttl").write_text(
        f"""@prefix coop: <{COOP}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        coop:Club a owl:Class . coop:Captain a owl:Class .
        coop:playsAgainst a owl:ObjectProperty ; coop:drawnAs "undirected edge" ; rdfs:label "играет с"@ru .
        coop:captain a owl:ObjectProperty ; coop:drawnAs "directed edge" ; coop:drawnThrough coop:captainOf .
        coop:hears a owl:ObjectProperty .
        """
    )
    graph = Graph()
    for name in ("club/a", "club/b"):
        graph.entity(name, "Club", name)
    graph.entity("captain/c", "Captain", "капитан", captainOf="club/b")
    text = graph.document("1", "Б играет с А. А знает капитана. А слышит Б.", "2020-01-01", "club/a")
    text.claim("club/b", "playsAgainst", "club/a", "Б играет с А")
    text.claim("club/a", "captain", "captain/c", "А знает капитана")
    text.claim("club/a", "hears", "club/b", "А слышит Б")
    drawn = network_of(graph.store(), Ontology.load(tmp_path), Selection())
    assert ties(drawn) == [("club/a", "captain", "club/b"), ("club/a", "playsAgainst", "club/b")]
    assert [edge.symmetric for edge in drawn.edges] == [False, True]
    assert [drawn.relation(edge.predicate) for edge in drawn.edges] == ["captain", "играет с"]
    assert drawn.edges[0].told.via == ("капитан",)


def test_claims_of_both_directions_are_one_edge() -> None:
    graph = Graph()
    for name in ("city/a", "city/b"):
        graph.entity(name, "City", name)
    graph.entity("person/p", "Person", "П. Первый")
    first = graph.document("1", "А и Б. Б и А.", "2020-01-01", "person/p")
    first.claim("city/a", "sisterCityOf", "city/b", "А и Б")
    first.claim("city/b", "sisterCityOf", "city/a", "Б и А")
    second = graph.document("2", "А, Б. Не А. Пусть А.", "2020-01-02", "person/p")
    second.claim("city/a", "sisterCityOf", "city/b", "А, Б")
    second.claim("city/a", "sisterCityOf", "city/b", "Не А", modality="denied")
    second.claim("city/a", "sisterCityOf", "city/b", "Пусть А", modality="proposed")
    (edge,) = network(graph.store()).edges
    assert edge.weight == 4
    assert edge.told.quotes == ("А и Б", "Б и А", "А, Б", "Пусть А")
    assert (edge.told.speakers, edge.told.sources) == (("П. Первый",), ("1.txt", "2.txt"))
    assert [str(period) for period in edge.periods] == ["2020-01-01", "2020-01-02"]


def test_what_is_only_proposed_is_no_tie(store: Store) -> None:
    assert "city/kazan" not in {short(node.id) for node in network(store).nodes}


Ties = set[tuple[str, str]]
OMSK_FORUM: Ties = {("event/forum-16", "city/omsk"), ("event/forum-16", "person/kasym-zhomart-tokaev")}
SISTERS: Ties = {("city/omsk", "city/pavlodar")}
OPTIONS: list[tuple[dict[str, Any], Ties]] = [
    ({"documents": ["001_forum.txt"]}, OMSK_FORUM),
    ({"documents": ["001_FORUM"]}, OMSK_FORUM),
    ({"speakers": ["Владимир Путин"]}, SISTERS),
    ({"speakers": ["person/vladimir-putin"]}, SISTERS),
    ({"speakers": ["Путин"]}, SISTERS),
    ({"speakers": ["Putin"]}, SISTERS),
    ({"speakers": ["vladimir-putin"], "documents": ["000_forum"]}, SISTERS),
    ({"classes": ["City"]}, SISTERS),
    ({"classes": ["город"]}, SISTERS),
    ({"classes": ["City", "Event"]}, SISTERS | {("event/forum-16", "city/omsk")}),
    ({"last": date(2019, 12, 31)}, OMSK_FORUM),
    ({"first": date(2022, 1, 11), "last": date(2022, 11, 27)}, {  # the forum is known to be of 2022, and no more
        ("event/forum-18", "person/kasym-zhomart-tokaev"),
        ("event/forum-18", "person/vladimir-putin"),
    }),
    ({"around": "city/omsk"}, SISTERS | {("event/forum-16", "city/omsk")}),
    ({"around": "омбы"}, SISTERS | {("event/forum-16", "city/omsk")}),
    ({"around": "Омском"}, SISTERS | {("event/forum-16", "city/omsk")}),
    ({"around": "OMSK"}, SISTERS | {("event/forum-16", "city/omsk")}),
    ({"around": "city/omsk", "depth": 2}, SISTERS | OMSK_FORUM | {("project/bridge", "city/pavlodar")}),
    ({"least": 2}, set()),
    ({"project": "Agreement"}, {("region/KZ-PAV", "region/RU-OMS")}),
    ({"project": "Event", "classes": ["Person"]}, {("person/kasym-zhomart-tokaev", "person/vladimir-putin")}),
]  # fmt: skip


@pytest.mark.parametrize(("options", "expected"), OPTIONS)
def test_options(store: Store, options: dict[str, Any], expected: Ties) -> None:
    drawn = network(store, **options)
    assert {(source, target) for source, _, target in ties(drawn)} == expected
    assert [node.id for node in drawn.nodes] == sorted(
        {end for edge in drawn.edges for end in (edge.source, edge.target)}
    )


def agreements(parties: Sequence[Sequence[str]]) -> Store:
    graph = Graph()
    for name in sorted({party for some in parties for party in some}):
        graph.entity(f"region/{name}", "Region", name)
    for number, some in enumerate(parties, start=1):
        graph.entity(f"agreement/{number}", "Agreement", f"Соглашение {number}")
        words = f"Соглашение {number} подписали {', '.join(some)}"
        text = graph.document(str(number), f"{words}.", f"202{number}-01-01", "region/a")
        for party in some:
            text.claim(f"agreement/{number}", "party", f"region/{party}", words)
    return graph.store()


def test_a_projection_weighs_by_what_is_shared_and_keeps_the_evidence() -> None:
    drawn = network(agreements(["ab", "abc", "d"]), project="Agreement")
    assert weights(drawn) == {
        ("region/a", "region/b"): 2,
        ("region/a", "region/c"): 1,
        ("region/b", "region/c"): 1,
    }
    edge = drawn.edges[0]
    assert edge.symmetric
    assert edge.told.via == ("Соглашение 1", "Соглашение 2")
    assert edge.told.quotes == ("Соглашение 1 подписали a, b", "Соглашение 2 подписали a, b, c")
    assert [str(period) for period in edge.periods] == ["2021-01-01", "2022-01-01"]


PARALLEL = [
    ("('a' 'b' 'p') ('a' 'b' 'q')", [("a", "b", False, 2, ("p", "q"))]),
    ("('b' 'a' 'p') ('b' 'a' 'p')", [("b", "a", False, 2, ("p",))]),
    ("('a' 'b' 'p') ('b' 'a' 'q')", [("a", "b", True, 2, ("p", "q"))]),
    ("('a' 'b' 'p') ('c' 'a' 'q')", [("a", "b", False, 1, ("p",)), ("c", "a", False, 1, ("q",))]),
    ("('a' 'a' 'p') ('a' 'a' 'q')", [("a", "a", False, 2, ("p", "q"))]),
]


@pytest.mark.parametrize(("rows", "expected"), PARALLEL)
def test_parallel_ties_as_one(rows: str, expected: list[tuple[object, ...]]) -> None:
    query = f"SELECT * {{ VALUES (?source ?target ?predicate) {{ {rows} }} }}"
    drawn = network(Store(), query, merge=True)
    assert [(e.source, e.target, e.symmetric, e.weight, e.merged) for e in drawn.edges] == expected


MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"around": "city/omks"}, "no entity 'city/omks' here; nearest: city/omsk"),
    ({"around": "Атлантида"}, "no entity 'Атлантида' here; there are: "),
    ({"classes": ["Town"]}, "no class 'Town' here; there are: "),
    ({"project": "Agrement"}, "no class 'Agrement' here; nearest: Agreement"),
    ({"documents": ["000"]}, "no document '000' here; nearest: 000_forum.txt"),
    ({"speakers": ["Владимир Путн"]}, "no speaker 'Владимир Путн' here; nearest: Владимир Путин"),
    (
        {"query": "CONSTRUCT WHERE { ?s coop:sisterCityOf ?o }", "speakers": ["x"]},
        "no speaker 'x' here: this map has none",
    ),
]


@pytest.mark.parametrize(("options", "message"), MISTAKES)
def test_mistakes_are_told_with_what_there_is(store: Store, options: dict[str, Any], message: str) -> None:
    with pytest.raises(KgError) as raised:
        network(store, **options)
    assert message in str(raised.value)


def test_two_of_a_name_are_told_apart() -> None:
    graph = Graph()
    for name in ("city/pavlodar", "region/pavlodar"):
        graph.entity(name, name.partition("/")[0].title(), "Павлодар")
    text = graph.document("1", "Павлодар в Павлодаре.", "2020-01-01", "city/pavlodar")
    text.claim("city/pavlodar", "locatedIn", "region/pavlodar", "Павлодар в Павлодаре")
    with pytest.raises(KgError, match=r"city/pavlodar \(City «Павлодар»\), region/pavlodar \(Region «Павлодар»\)"):
        network(graph.store(), around="Павлодар")
