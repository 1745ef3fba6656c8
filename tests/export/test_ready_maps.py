"""The ready maps, on the small graph and on the seeds: as many ties as the queries have, and what the texts say."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from lxml import etree
from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions, Store

from kg.export.network.edges import SHARES, Network
from kg.export.picture import picture
from kg.export.picture.scene import Look
from kg.model.config import Settings
from kg.queries.answers import ask
from kg.queries.saved import SavedQuery, load
from tests.export.charts import NS, ONTOLOGY, network, read, written

SAVED = load(Settings().queries)
MAPS = [name for name, query in SAVED.items() if "map" in query.tags]


def test_there_are_ready_maps() -> None:
    assert MAPS == [
        "agreement-network",
        "corridor-network",
        "membership-network",
        "participation-network",
        "region-network",
        "sister-city-network",
        "speaker-network",
        "who-met-whom",
    ]


def rows(store: Store, query: SavedQuery) -> list[Mapping[str, Any]]:
    answer = ask(store, query.text_with({}))
    assert isinstance(answer, QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [{name: getattr(row[name], "value", "") for name in names} for row in answer]


@pytest.mark.model
@pytest.mark.parametrize("name", MAPS)
def test_counts_are_those_of_the_query(seeds: Store, name: str) -> None:
    found = rows(seeds, SAVED[name])
    drawn = network(seeds, SAVED[name].text_with({}))
    symmetric = ONTOLOGY.both_ways
    pairs = set()
    for row in found:
        pair = row["source"], row["target"]
        pairs.add((*(sorted(pair) if row.get("predicate") in symmetric else pair), row.get("predicate")))
    assert drawn.edges
    assert len(drawn.edges) == len(pairs)
    assert {node.id for node in drawn.nodes} == {end for row in found for end in (row["source"], row["target"])}
    if found[0].get("claim"):
        claims = {(row["source"], row["target"], row["predicate"], row["claim"]) for row in found}
        assert sum(edge.weight for edge in drawn.edges) == len(claims)
    graph = read(written(seeds, SAVED[name].text_with({})))
    assert graph.number_of_edges() == len(drawn.edges)
    assert all(node["label"].strip() for _, node in graph.nodes(data=True))


@pytest.mark.model
@pytest.mark.parametrize("name", MAPS)
def test_every_tie_is_on_somebodys_word(seeds: Store, name: str) -> None:
    for edge in network(seeds, SAVED[name].text_with({})).edges:
        assert edge.told.sources
        if name != "who-met-whom":  # whose ties are two claims at once
            assert edge.told.quotes
            assert edge.told.speakers


def named(drawn: Network) -> set[tuple[str, str, str]]:
    label = {node.id: node.label for node in drawn.nodes}
    return {(label[e.source], drawn.relation(e.predicate), label[e.target]) for e in drawn.edges}


@pytest.mark.model
def test_sister_cities_of_the_seeds(seeds: Store) -> None:
    drawn = network(seeds, SAVED["sister-city-network"].text_with({}))
    assert {frozenset((one, other)) for one, _, other in named(drawn)} == {
        frozenset(("Актау", "Махачкала")),
        frozenset(("Астана", "Москва")),
        frozenset(("Омск", "Павлодар")),
        frozenset(("Уральск", "Ростов-на-Дону")),
        frozenset(("Алматы", "Санкт-Петербург")),
    }


FORUM = "Форум межрегионального сотрудничества России и Казахстана"
STATES = [
    (
        2017,
        {
            (f"XIV {FORUM}", "находится в", "Челябинск"),
            (f"XIV {FORUM}", "участник", "Нурсултан Назарбаев"),
            ("Нурсултан Назарбаев", "занимает должность", "Казахстан"),
        },
        {(f"XVI {FORUM}", "участник", "Касым-Жомарт Токаев"), (f"XVIII {FORUM}", "находится в", "Оренбург")},
    ),
    (
        2019,
        {
            (f"XVI {FORUM}", "участник", "Касым-Жомарт Токаев"),
            ("Трубопровод Тенгиз – Новороссийск", "проходит через", "Новороссийск"),
        },
        {("Нурсултан Назарбаев", "занимает должность", "Казахстан"), ("Омск", "город-побратим", "Павлодар")},
    ),
    (
        2022,
        {
            (f"XVIII {FORUM}", "находится в", "Оренбург"),
            ("Омск", "город-побратим", "Павлодар"),
            ("Казахстан", "член", "Евразийский экономический союз"),
            ("Касым-Жомарт Токаев", "занимает должность", "Казахстан"),
        },
        {("Нурсултан Назарбаев", "занимает должность", "Казахстан"), (f"XIV {FORUM}", "находится в", "Челябинск")},
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("year", "there", "not_there"), STATES)
def test_the_state_of_a_year_is_that_of_its_texts(
    seeds: Store, year: int, there: set[tuple[str, str, str]], not_there: set[tuple[str, str, str]]
) -> None:
    asked_for = named(network(seeds, first=date(year, 1, 1), last=date(year, 12, 31)))
    assert there <= asked_for
    assert not asked_for & not_there
    # A program that shows a year by the spells of the whole map shows the same ties.
    assert spelt(written(seeds), year) == asked_for


def spelt(data: bytes, year: int) -> set[tuple[str, str, str]]:
    tree = etree.fromstring(data)
    label = {node.get("id"): node.get("label") for node in tree.iterfind(".//g:node", NS)}
    return {
        (label[edge.get("source")], edge.get("label"), label[edge.get("target")])
        for edge in tree.iterfind(".//g:edge", NS)
        if any(
            spell.get("start") <= f"{year}-12-31" and spell.get("end") >= f"{year}-01-01"
            for spell in edge.iterfind(".//g:spell", NS)
        )
    }


ABOUT = """
PREFIX coop: <https://w3id.org/interregional/ontology#>
PREFIX v: <https://w3id.org/interregional/vocab/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT DISTINCT ?source ?predicate ?target ?modality WHERE {
  { GRAPH ?doc { ?claim rdf:subject ?source ; rdf:predicate ?predicate ; rdf:object ?target ; coop:modality ?modality }
  }
  UNION
  { GRAPH ?doc { ?claim rdf:subject ?source ; rdf:predicate ?predicate ; rdf:object ?post ; coop:modality ?modality }
    ?post coop:postOf ?target }
  UNION
  { GRAPH ?doc { ?claim coop:statedBy ?source ; rdf:subject|rdf:object ?target ; coop:modality ?modality }
    BIND(coop:speaksOf AS ?predicate) }
  UNION
  { GRAPH ?doc { ?claim coop:statedBy ?source ; coop:indicator ?indicator ; coop:modality ?modality }
    ?indicator coop:about ?target BIND(coop:speaksOf AS ?predicate) }
  FILTER(?modality != v:denied)
}
"""


def ties_stated(store: Store) -> set[tuple[str, str, str]]:
    """What the claims say, read without the code of maps."""
    answer = ask(store, ABOUT)
    assert isinstance(answer, QuerySolutions)
    return {(row["source"].value, row["predicate"].value, row["target"].value) for row in answer}


def nothing_unstated(store: Store, drawn: Network) -> None:
    """Every line is a claim's, or drawn as the projection that it is: of two that claims tie to what lies between."""
    stated = ties_stated(store)
    tied = {frozenset((one, other)) for one, _, other in stated}
    label = {node.id: node.label for node in drawn.nodes}
    named: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, PREF_LABEL, None, DefaultGraph()):
        named.setdefault(quad.object.value, set()).add(quad.subject.value)  # type: ignore[union-attr]
    for edge in drawn.edges:
        ends = edge.source, edge.predicate, edge.target
        if not drawn.projection(edge.predicate):
            assert ends in stated or (edge.symmetric and ends[::-1] in stated), ends
            continue
        assert edge.symmetric
        assert edge.told.via, ends
        for via in edge.told.via:
            between = named.get(via, {via})
            assert any(
                frozenset((edge.source, one)) in tied and frozenset((edge.target, one)) in tied for one in between
            ), (label[edge.source], via, label[edge.target])


PREF_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


@pytest.mark.parametrize("name", ["", *MAPS])
def test_nothing_is_drawn_that_no_claim_states(store: Store, name: str) -> None:
    drawn = network(store, SAVED[name].text_with({}) if name else "")
    assert drawn.edges
    nothing_unstated(store, drawn)


@pytest.mark.model
@pytest.mark.parametrize("name", ["", *MAPS])
def test_nothing_is_drawn_of_the_seeds_that_no_claim_states(seeds: Store, name: str) -> None:
    nothing_unstated(seeds, network(seeds, SAVED[name].text_with({}) if name else ""))


def test_a_projection_says_so(store: Store) -> None:
    projections: tuple[tuple[str, dict[str, Any]], ...] = (
        (SAVED["who-met-whom"].text_with({}), {}),
        ("", {"project": "Agreement"}),
    )
    for query, options in projections:
        drawn = network(store, query, **options)
        assert {edge.predicate for edge in drawn.edges} == {SHARES}
        made = picture(drawn, Look(language="en")).svg.decode()
        assert "a projection: tied through what they share, no text states the ties</text>" in made
        assert 'stroke-dasharray="5 4"' in made
        (description,) = etree.fromstring(written(store, query, **options)).iterfind(".//g:description", NS)
        assert "projection" in (description.text or "")
    mixed = picture(network(store, SAVED["region-network"].text_with({})), Look(language="ru")).svg.decode()
    assert "сотрудничает с (1)" in mixed
    assert "штриховая линия – проекция" in mixed
    stated = written(store, SAVED["sister-city-network"].text_with({}))
    assert "projection" not in etree.fromstring(stated).findtext(".//g:description", "", NS)
