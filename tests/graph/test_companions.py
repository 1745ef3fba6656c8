"""What a build's store holds beside what texts state, and what queries see of it: that of the five texts."""

import owlrl
import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, serialize

from kg.graph.companions import INFERRED, ONTOLOGY, REFERENCE, VOCABULARY, companion, companions
from kg.graph.inference import Inference
from kg.model.config import BASE, Settings
from kg.model.namespaces import COOP, RDF
from kg.queries.answers import ask
from kg.queries.check import companion_findings
from kg.queries.saved import SavedQuery

NAMES = (INFERRED, ONTOLOGY, REFERENCE, VOCABULARY)
ERRORS = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
PREFIXES = """BASE <https://w3id.org/interregional/>
PREFIX coop: <https://w3id.org/interregional/ontology#>
PREFIX v: <https://w3id.org/interregional/vocab/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX schema: <https://schema.org/>
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#>
"""
FORUM = "event/forum-mezhregionalnogo-sotrudnichestva-rossii-i-kazahstana-18"
STRANGERS = [
    # as other data sets are asked: the query without prefixes, and a row that must be among the answers
    ("SELECT ?l { <city/omsk> rdfs:label ?l }", ["Омск"]),
    ("SELECT ?n { ?p a foaf:Person ; foaf:name ?n }", ["Владимир Путин"]),
    ("SELECT ?l { ?c a schema:City ; rdfs:label ?l }", ["Pavlodar"]),
    ("SELECT ?l { ?r a schema:AdministrativeArea ; rdfs:label ?l }", ["Омская область"]),
    ("SELECT ?l { ?o a schema:Organization , org:Organization ; org:hasMember ?any ; rdfs:label ?l }",
     ["Содружество Независимых Государств"]),
    ("SELECT ?l { ?p a coop:Place ; rdfs:label ?l FILTER(LANG(?l) = 'kk') }", ["Омбы"]),
    ("SELECT ?a { ?a a coop:Agent , prov:Agent }", ["country/KZ"]),
    ("SELECT ?e { ?e a schema:Event ; schema:location <city/orenburg> }", [FORUM]),
    ("SELECT ?x { <city/pavlodar> coop:sisterCityOf ?x }", ["city/omsk"]),
    ("SELECT ?x { <city/omsk> coop:partnerOf ?x }", ["city/pavlodar"]),
    ("SELECT ?post { ?person org:holds ?post }", ["post/prezident-kazahstan"]),
    ("SELECT ?who { <post/prezident-kazahstan> org:heldBy ?who }", ["person/kasym-zhomart-tokaev"]),
    ("SELECT ?who { ?event schema:attendee ?who . ?who a schema:Person }", ["person/vladimir-putin"]),
    (f"SELECT ?l {{ <{FORUM}> coop:kind/skos:prefLabel ?l }}", ["forum"]),
    ("SELECT ?l { v:signed skos:prefLabel ?l }", ["signed"]),
    ("SELECT ?c { <city/omsk> coop:locatedIn ?c . ?c a coop:Country }", ["country/RU"]),
    ("SELECT ?r ?c { ?r a coop:Region ; coop:locatedIn ?c . ?c a schema:Country }", ["region/RU-OMS", "country/RU"]),
    ("SELECT ?c { <city/omsk> schema:containedInPlace ?c }", ["region/RU-OMS"]),
    ("SELECT ?c { <country/KZ> coop:capital ?c }", ["city/astana"]),
    ("SELECT ?lat ?long { <city/omsk> wgs84:lat ?lat ; wgs84:long ?long }", ["54.9924", "73.3686"]),
    ("SELECT ?wkt { <city/omsk> geo:hasGeometry/geo:asWKT ?wkt }", ["POINT(73.3686 54.9924)"]),
    ("SELECT ?n { <city/omsk> coop:population ?n }", ["1172070"]),
    ("SELECT ?day { <person/kasym-zhomart-tokaev> coop:tenure ?t . ?t coop:postOf <country/KZ> ; coop:validFrom ?day }",
     ["2019-03-20"]),
    ("""SELECT ?e { ?e a coop:Event ; coop:earliest ?first ; coop:latest ?last
        FILTER(?first >= "2022-01-01"^^xsd:date && ?last <= "2022-12-31"^^xsd:date) }""",
     [FORUM]),
    ("SELECT ?d ?l { ?d a foaf:Document ; rdfs:label ?l }", ["doc/000_b82ce86ef50842f4"]),
    ("SELECT ?p { ?p rdfs:domain coop:City ; rdfs:label ?l FILTER(LANG(?l) = 'en') }", ["ontology#sisterCityOf"]),
    ("SELECT ?g ?licence { ?g a coop:CompanionGraph ; prov:wasDerivedFrom ?s . ?s dct:license ?licence }",
     ["graph/reference", "https://creativecommons.org/licenses/by/4.0/"]),
    ("SELECT ?same { <country/KZ> owl:sameAs ?same }", ["http://www.wikidata.org/entity/Q232"]),
]  # fmt: skip


def rows(store: Store, query: str, **how: bool) -> list[list[str]]:
    answer = ask(store, query, **how)
    assert isinstance(answer, QuerySolutions)
    return [[getattr(term, "value", "").removeprefix(BASE) for term in row] for row in answer]


@pytest.mark.parametrize(("query", "row"), STRANGERS)
def test_a_stranger_is_answered(seeds: Store, query: str, row: list[str]) -> None:
    found = rows(seeds, PREFIXES + query)
    assert any([cell.removeprefix(COOP[: -len("ontology#")]) for cell in one][: len(row)] == row for one in found)


def test_nothing_stands_twice_and_what_follows_follows(seeds: Store) -> None:
    assert list(companion_findings(seeds, Settings())) == []


WRONG = [
    (INFERRED, ("city/omsk", "sisterCityOf", "city/almaty"), "should not hold"),
    (VOCABULARY, ("city/omsk", "sisterCityOf", "city/almaty"), "should not hold"),
    (REFERENCE, ("city/omsk", "sisterCityOf", "city/pavlodar"), "twice"),
    ("", ("city/omsk", "sisterCityOf", "city/almaty"), "lacks"),
]


@pytest.mark.parametrize(("graph", "triple", "told"), WRONG)
def test_what_should_not_stand_there_is_found(
    seeds: Store, graph: str, triple: tuple[str, str, str], told: str
) -> None:
    store = Store()
    store.extend(seeds)
    subject, predicate, value = triple
    where = companion(graph, BASE) if graph else DefaultGraph()
    store.add(Quad(NamedNode(BASE + subject), NamedNode(COOP + predicate), NamedNode(BASE + value), where))
    assert any(told in finding for finding in companion_findings(store, Settings()))


def test_each_says_what_it_is(seeds: Store) -> None:
    for name in NAMES:
        graph = companion(name, BASE)
        told = f"SELECT ?l {{ GRAPH {graph} {{ {graph} a coop:CompanionGraph ; rdfs:label ?l }} }}"
        assert len(rows(seeds, PREFIXES + told)) == 3
    assert companions(seeds) == [companion(name, BASE) for name in NAMES]
    # A graph that is sent in parts would lose what its blank nodes hold together.
    assert not any(isinstance(term, BlankNode) for quad in seeds for term in quad.triple)


KNOWN = {"country-cooperation", "regions-by-country", "post-holders"}
"""Queries of countries and terms of office, which reference knowledge knows better than the texts."""


def test_saved_queries_answer_what_is_stated(seeds: Store, saved: dict[str, SavedQuery]) -> None:
    needed = {"entity": "city/omsk", "region": "region/RU-OMS", "measure": "vocab/tradeTurnover"}
    differing = set()
    for name, query in saved.items():
        values = {one.name: needed[one.name] for one in query.parameters if one.required}
        if query.federated or name == "agreements-of-region":
            continue
        text = query.text_with(values, base=BASE)
        stated, seen = rows(seeds, text, stated=True), rows(seeds, text)
        union = seeds.query(text, use_default_graph_as_union=True)
        assert isinstance(union, QuerySolutions)
        assert len(list(union)) == len(seen), name
        if stated != seen:
            differing.add(name)
    assert differing <= KNOWN


def test_a_query_that_names_its_graphs_is_asked_of_those(seeds: Store) -> None:
    pair = "<city/pavlodar> coop:sisterCityOf <city/omsk>"
    inferred = companion(INFERRED, BASE)
    asked = [
        (f"ASK {{ {pair} }}", True),
        (f"ASK FROM {inferred} {{ {pair} }}", True),
        (f"ASK FROM <doc/000_b82ce86ef50842f4> {{ {pair} }}", False),
        (f"ASK FROM NAMED {inferred} {{ GRAPH ?g {{ {pair} }} }}", True),
        (f"ASK FROM NAMED {inferred} {{ {pair} }}", False),
        (f"ASK {{ {pair} BIND(1 AS ?from) FILTER(STR(?from) != 'FROM <x>') }} # FROM <x>", True),
    ]
    for query, answer in asked:
        assert bool(ask(seeds, PREFIXES + query)) is answer, query
    assert not ask(seeds, f"{PREFIXES} ASK {{ {pair} }}", stated=True)
    assert not ask(seeds, f"{PREFIXES} ASK {{ GRAPH ?g {{ <city/omsk> coop:sisterCityOf <city/pavlodar> }} }}")


def closed(store: Store, *more: Quad) -> rdflib.Graph:
    """The OWL RL closure of ontology, what is stated, and what is known."""
    graphs = (DefaultGraph(), companion(ONTOLOGY, BASE), companion(REFERENCE, BASE))
    triples = {quad.triple for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph)}
    lines = serialize([*triples, *(quad.triple for quad in more)], format=RdfFormat.N_TRIPLES) or b""
    graph = rdflib.Graph().parse(data=lines, format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def test_no_contradiction_follows_and_what_is_inferred_does(seeds: Store) -> None:
    graph = closed(seeds)
    assert list(graph.objects(None, ERRORS)) == []
    # Beside OWL: names by FOAF, the days of a date; and the titles of documents, whose graphs are left out here.
    beside = ("/0.1/name", "#earliest", "#latest", "#comment", "#wasDerivedFrom")
    for quad in seeds.quads_for_pattern(None, None, None, companion(INFERRED, BASE)):
        about = str(quad.subject).removeprefix(f"<{BASE}")
        if quad.predicate.value.endswith(beside) or about.startswith(("doc/", "graph/")):
            continue
        lines = serialize([quad.triple], format=RdfFormat.N_TRIPLES) or b""
        assert next(iter(rdflib.Graph().parse(data=lines, format="nt"))) in graph, quad


def test_a_city_that_is_a_person_is_a_contradiction(seeds: Store) -> None:
    kind = Quad(NamedNode(BASE + "city/omsk"), NamedNode(RDF + "type"), NamedNode(COOP + "Person"))
    assert list(closed(seeds, kind).objects(None, ERRORS)) != []


DAYS = [
    ("date", "2025", {("earliest", "2025-01-01"), ("latest", "2025-12-31")}),
    ("date", "2025-02-03", {("earliest", "2025-02-03"), ("latest", "2025-02-03")}),
    ("lastDay", "2025-02-05", {("latest", "2025-02-05")}),
]


@pytest.mark.parametrize(("name", "told", "bounds"), DAYS)
def test_the_days_that_a_date_leaves_open(name: str, told: str, bounds: set[tuple[str, str]]) -> None:
    inference = Inference.load(Settings().ontology, BASE)
    stated = Quad(NamedNode(BASE + "event/x"), NamedNode(COOP + name), Literal(told))
    found = list(inference.of_triple(stated))
    days = {
        (one.predicate.value.removeprefix(COOP), one.object.value) for one in found if isinstance(one.object, Literal)
    }
    assert {one for one in days if one[0] in ("earliest", "latest")} == bounds
    backwards = {quad.predicate.value for one in found for quad in inference.sources(one)}
    assert COOP + name in backwards
