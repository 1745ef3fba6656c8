"""What other tools are given, read back by one of them each."""

import io
import re
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import RDF, Dataset, Graph, Namespace, URIRef

from kg.export.formats import INTERCHANGE
from kg.model.errors import QueryError
from tests.graph import BASE, COOP, SKOS, VOCAB, iri

QB = Namespace("http://purl.org/linked-data/cube#")
NP = Namespace("http://www.nanopub.org/nschema#")
PROV = Namespace("http://www.w3.org/ns/prov#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
CLAIM = (COOP + "Claim", COOP + "Figure")
PARTS = [iri(f"rdf:{name}") for name in ("subject", "predicate", "object")]


def written(store: Store, name: str) -> bytes:
    out = io.BytesIO()
    INTERCHANGE[name].write(store, out, base=BASE)
    return out.getvalue()


def claims(store: Store, modality: str = "") -> set[str]:
    """IRIs of claims, all or of a modality."""
    said = store.quads_for_pattern(None, iri("coop:modality"), NamedNode(VOCAB + modality) if modality else None, None)
    return {quad.subject.value for quad in said if isinstance(quad.subject, NamedNode)}


@pytest.mark.parametrize("name", INTERCHANGE)
def test_same_bytes_whatever_order_the_quads_came_in(seeds: Store, name: str) -> None:
    backwards = Store()
    for quad in sorted(seeds, key=str, reverse=True):
        backwards.add(quad)
    assert written(seeds, name) == written(backwards, name) != b""


@pytest.mark.parametrize("name", INTERCHANGE)
def test_they_take_no_query(store: Store, name: str) -> None:
    with pytest.raises(QueryError, match="takes no query"):
        INTERCHANGE[name].write(store, io.BytesIO(), "CONSTRUCT WHERE { ?s ?p ?o }", base=BASE)


@pytest.mark.parametrize("name", INTERCHANGE)
def test_nothing_comes_of_nothing_but_a_frame(name: str) -> None:
    told = written(Store(), name)
    assert b"/claim/" not in told


# RDF 1.2


def test_each_claim_reifies_its_triple(store: Store) -> None:
    """Put back, the reifiers are the store."""
    back = Store()
    back.load(input=written(store, "trig --rdf12"), format=RdfFormat.TRIG)
    reifies = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
    reified = list(back.quads_for_pattern(None, reifies, None, None))
    assert {quad.subject.value for quad in reified if isinstance(quad.subject, NamedNode)} == claims(store)
    plain = {quad for quad in back if quad.predicate != reifies and quad.graph_name != iri("dataset")}
    for quad in reified:
        assert isinstance(quad.object, Triple)
        for part, value in zip(PARTS, quad.object, strict=True):
            plain.add(Quad(quad.subject, part, value, quad.graph_name))
    assert plain == set(store)


def test_a_store_of_rdf_1_2_is_asked_by_reifiers(store: Store) -> None:
    back = Store()
    back.load(input=written(store, "trig --rdf12"), format=RdfFormat.TRIG)
    query = f"""PREFIX coop: <{COOP}> PREFIX rdf: <{RDF}>
        SELECT ?words WHERE {{ GRAPH ?doc {{
          ?claim coop:evidence/coop:text ?words ;
            rdf:reifies <<( <{BASE}city/omsk> coop:sisterCityOf <{BASE}city/pavlodar> )>>
        }} }}"""
    old = query.replace(
        f"rdf:reifies <<( <{BASE}city/omsk> coop:sisterCityOf <{BASE}city/pavlodar> )>>",
        f"rdf:subject <{BASE}city/omsk> ; rdf:predicate coop:sisterCityOf ; rdf:object <{BASE}city/pavlodar>",
    )
    found = {str(row) for row in back.query(query)}  # type: ignore[union-attr]
    assert found == {str(row) for row in store.query(old)}  # type: ignore[union-attr]
    assert found


HALF = [PARTS[:1], PARTS[1:], PARTS[:2]]


@pytest.mark.parametrize("parts", HALF)
def test_what_is_no_whole_claim_stays_as_it_is(parts: list[NamedNode]) -> None:
    store = Store()
    store.extend([Quad(iri("claim/x"), part, iri("city/omsk"), iri("doc/x")) for part in parts])
    back = set(parse(written(store, "trig --rdf12"), RdfFormat.TRIG))
    assert set(store) <= back
    assert b"reifies" not in written(store, "trig --rdf12")


# Nanopublications


@pytest.fixture(scope="module")
def nanopubs(store: Store) -> Dataset:
    return Dataset().parse(data=written(store, "nanopubs"), format="trig")


def graph_of(nanopubs: Dataset, whole: URIRef, property_: str) -> Graph:
    head = nanopubs.graph(URIRef(str(whole).replace("#nanopub", "#head")))
    name = head.value(whole, NP[property_])
    assert isinstance(name, URIRef)
    return nanopubs.graph(name)


def test_there_is_one_for_each_claim_but_what_is_proposed(nanopubs: Dataset, store: Store) -> None:
    found = {str(one).removesuffix("#nanopub") for one, _, _, _ in nanopubs.quads((None, RDF.type, NP.Nanopublication))}
    assert found == claims(store) - claims(store, "proposed")
    assert claims(store, "proposed")


def test_each_has_its_four_graphs_and_no_more(nanopubs: Dataset) -> None:
    """What nanopub.net/guidelines asks: the parts are there, speak of the assertion and of the whole, and are nobody
    else's."""
    wholes = [one for one, _, _, _ in nanopubs.quads((None, RDF.type, NP.Nanopublication)) if isinstance(one, URIRef)]
    named = {str(graph.identifier) for graph in nanopubs.graphs() if len(graph)}
    assert len(named) == 4 * len(wholes)
    for whole in wholes:
        assertion, provenance, about = (
            graph_of(nanopubs, whole, name) for name in ("hasAssertion", "hasProvenance", "hasPublicationInfo")
        )
        assert len(assertion)
        assert (assertion.identifier, PROV.hadPrimarySource, None) in provenance
        assert set(about.subjects()) == {whole}
        assert (whole, URIRef("http://purl.org/dc/terms/license"), None) in about


def test_what_is_denied_is_asserted_not_to_be(nanopubs: Dataset, store: Store) -> None:
    for claim in claims(store, "denied"):
        assertion = graph_of(nanopubs, URIRef(f"{claim}#nanopub"), "hasAssertion")
        assert {str(kind) for kind in assertion.objects(None, RDF.type)} == {str(OWL.NegativePropertyAssertion)}
        (subject,) = store.quads_for_pattern(NamedNode(claim), PARTS[0], None, None)
        assert [f"<{one}>" for one in assertion.objects(None, OWL.sourceIndividual)] == [str(subject.object)]


def test_a_figure_says_what_it_measures(nanopubs: Dataset, store: Store) -> None:
    figures = [quad.subject for quad in store.quads_for_pattern(None, None, iri("coop:Figure"), None)]
    assert figures
    for figure in figures:
        assert isinstance(figure, NamedNode)
        assertion = graph_of(nanopubs, URIRef(f"{figure.value}#nanopub"), "hasAssertion")
        assert (None, URIRef(COOP + "value"), None) in assertion
        assert (None, URIRef(COOP + "unit"), None) in assertion
        assert (None, URIRef(SKOS + "prefLabel"), None) in assertion


def test_the_words_are_in_the_provenance(nanopubs: Dataset, store: Store) -> None:
    (claim,) = {
        quad.subject
        for quad in store.quads_for_pattern(None, PARTS[2], iri("organisation/eaeu"), None)
        if isinstance(quad.subject, NamedNode) and quad.subject.value in claims(store, "denied")
    }
    assert isinstance(claim, NamedNode)
    provenance = graph_of(nanopubs, URIRef(f"{claim.value}#nanopub"), "hasProvenance")
    assert [str(words) for words in provenance.objects(None, URIRef(COOP + "text"))] == ["Белоруссия не член ЕАЭС"]


# Data cube


@pytest.fixture(scope="module")
def cube(store: Store) -> Graph:
    return Graph().parse(data=written(store, "datacube"), format="turtle")


COMPONENT = "?o a qb:Observation ; qb:dataSet/qb:structure/qb:component ?c ."
CONSTRAINTS = {
    "1 an observation has one data set": """?o a qb:Observation .
        OPTIONAL { SELECT ?o (COUNT(?d) AS ?n) { ?o qb:dataSet ?d } GROUP BY ?o } FILTER(COALESCE(?n, 0) != 1)""",
    "2 a data set has one structure": """?o a qb:DataSet .
        OPTIONAL { SELECT ?o (COUNT(?d) AS ?n) { ?o qb:structure ?d } GROUP BY ?o } FILTER(COALESCE(?n, 0) != 1)""",
    "3 a structure has a measure": """?o a qb:DataStructureDefinition .
        FILTER NOT EXISTS { ?o qb:component/qb:measure ?m . ?m a qb:MeasureProperty }""",
    "4 a dimension has a range": "?o a qb:DimensionProperty FILTER NOT EXISTS { ?o rdfs:range ?r }",
    "6 only attributes are optional": """?s qb:component ?c . ?c qb:componentRequired "false"^^xsd:boolean .
        FILTER NOT EXISTS { ?c qb:attribute ?o }""",
    "11 an observation has each dimension": COMPONENT + " ?c qb:dimension ?d FILTER NOT EXISTS { ?o ?d ?v }",
    "12 no two observations have the same dimensions": """?o a qb:Observation . ?p a qb:Observation FILTER(?o != ?p)
        FILTER NOT EXISTS { ?o qb:dataSet/qb:structure/qb:component/qb:dimension ?d .
            ?o ?d ?v . ?p ?d ?w FILTER(?v != ?w) }""",
    "13 an observation has what is required": COMPONENT
    + """ ?c qb:attribute ?a .
        FILTER NOT EXISTS { ?c qb:componentRequired "false"^^xsd:boolean } FILTER NOT EXISTS { ?o ?a ?v }""",
    "14 an observation has each measure": COMPONENT + " ?c qb:measure ?m FILTER NOT EXISTS { ?o ?m ?v }",
}
"""Of w3.org/TR/vocab-data-cube, section 11.1: what breaks each. The others are about slices, code lists and measure
dimensions, which the cube has none of."""


def broken(cube: Graph, pattern: str) -> bool:
    store = Store()
    store.load(input=cube.serialize(format="nt").encode(), format=RdfFormat.N_TRIPLES)
    prefixes = {"qb": str(QB), "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
    prefixes["xsd"] = "http://www.w3.org/2001/XMLSchema#"
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=prefixes))


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_the_cube_keeps(cube: Graph, constraint: str) -> None:
    assert not broken(cube, CONSTRAINTS[constraint])


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_the_constraint_sees_what_breaks_it(cube: Graph, constraint: str) -> None:
    spoilt = Graph() + cube
    observation = min(spoilt.subjects(RDF.type, QB.Observation), key=str)
    match constraint.partition(" ")[0]:
        case "1":
            spoilt.remove((observation, QB.dataSet, None))
        case "2":
            spoilt.add((next(spoilt.subjects(RDF.type, QB.DataSet)), QB.structure, URIRef("http://x/another")))
        case "3" | "4":
            range_ = URIRef("http://www.w3.org/2000/01/rdf-schema#range")
            spoilt.remove((None, QB.measure if constraint[0] == "3" else range_, None))
        case "6":
            spoilt.remove((None, QB.attribute, None))
        case "13":
            spoilt.remove((None, QB.componentRequired, None))
        case "11":
            spoilt.remove((observation, URIRef(COOP + "indicator"), None))
        case "14":
            spoilt.remove((observation, URIRef(COOP + "value"), None))
        case "12":
            for _, property_, value in list(spoilt.triples((observation, None, None))):
                spoilt.add((URIRef("http://x/copy"), property_, value))
    assert broken(spoilt, CONSTRAINTS[constraint])


def test_there_is_an_observation_for_each_figure_that_is_not_denied(cube: Graph, store: Store) -> None:
    figures = {quad.subject.value for quad in store.quads_for_pattern(None, None, iri("coop:Figure"), None)}  # type: ignore[union-attr]
    observed = {str(one) for one in cube.objects(None, URIRef(BASE + "dataset#claim"))}
    assert observed == figures - claims(store, "denied")
    values = {
        (str(cube.value(one, URIRef(COOP + "indicator"))), str(cube.value(one, URIRef(COOP + "value"))))
        for one in cube.subjects(RDF.type, QB.Observation)
    }
    assert (f"{BASE}indicator/companies", "120") in values
    assert (f"{BASE}indicator/companies", "130") in values


# QuickStatements

STATEMENT = re.compile(
    r'Q\d+\tP\d+\tQ\d+\tS854\t"https?://[^\s"|]+"'
    r'(?:\tS577\t\+\d{4}-\d\d-\d\dT00:00:00Z/11)?(?:\tS1683\t[a-z]{2}:"[^"\t|]{1,400}")?'
)


def drafted(quads: list[Quad]) -> list[str]:
    store = Store()
    store.extend(quads)
    return written(store, "quickstatements").decode().splitlines()


def tie(subject: str, property_: str, target: str, words: str = "слова", modality: str = "asserted") -> list[Quad]:
    """A claim of a document that has an address and a date, and the classes and items of its ends."""
    doc, claim, span = iri("doc/1"), iri("claim/1"), iri("doc/1#char=0,5")
    same = NamedNode(f"{OWL}sameAs")
    quads = [
        Quad(claim, PARTS[0], iri(subject), doc),
        Quad(claim, PARTS[1], iri(f"coop:{property_}"), doc),
        Quad(claim, PARTS[2], iri(target), doc),
        Quad(claim, iri("coop:modality"), NamedNode(VOCAB + modality), doc),
        Quad(claim, iri("coop:evidence"), span, doc),
        Quad(span, iri("coop:text"), Literal(words, language="ru"), doc),
        Quad(doc, iri("dct:source"), NamedNode("https://a.example/news/1"), doc),
        Quad(doc, iri("dct:date"), Literal("2022-11-28"), doc),
    ]
    for number, end in enumerate((subject, target), start=1):
        item = NamedNode(f"http://www.wikidata.org/entity/Q{number}")
        quads += [
            Quad(iri(end), iri("rdf:type"), iri(f"coop:{end.partition('/')[0].capitalize()}"), DefaultGraph()),
            Quad(iri(end), same, item, DefaultGraph()),
        ]
    return quads


REFERENCE = 'S854\t"https://a.example/news/1"\tS577\t+2022-11-28T00:00:00Z/11\tS1683\tru:"слова"'
TIES = [
    (("city/a", "sisterCityOf", "city/b"), ["Q1\tP190\tQ2", "Q2\tP190\tQ1"]),
    (("city/a", "locatedIn", "country/b"), ["Q1\tP17\tQ2"]),
    (("city/a", "locatedIn", "region/b"), ["Q1\tP131\tQ2"]),
    (("region/a", "locatedIn", "country/b"), ["Q1\tP17\tQ2"]),
    (("organisation/a", "locatedIn", "city/b"), ["Q1\tP276\tQ2"]),
    (("country/a", "memberOf", "organisation/b"), ["Q1\tP463\tQ2"]),
    (("region/a", "cooperatesWith", "region/b"), []),
]


@pytest.mark.parametrize(("ends", "statements"), TIES)
def test_a_tie_is_drafted(ends: tuple[str, str, str], statements: list[str]) -> None:
    lines = drafted(tie(*ends))
    assert lines == [f"{statement}\t{REFERENCE}" for statement in statements]
    assert all(STATEMENT.fullmatch(line) for line in lines)


@pytest.mark.parametrize("modality", ["planned", "proposed", "denied"])
def test_what_is_not_asserted_is_no_draft(modality: str) -> None:
    assert drafted(tie("city/a", "sisterCityOf", "city/b", modality=modality)) == []


WORDS = [
    ('он сказал "да"', 'ru:"он сказал да"'),
    ("две\nстроки\tи | черта", 'ru:"две строки и черта"'),
    ("я" * 400, f'ru:"{"я" * 400}"'),
    ("я" * 401, ""),
    ('"', ""),
]


@pytest.mark.parametrize(("words", "quoted"), WORDS)
def test_words_that_the_format_cannot_write(words: str, quoted: str) -> None:
    for line in drafted(tie("city/a", "sisterCityOf", "city/b", words)):
        assert STATEMENT.fullmatch(line)
        assert line.partition("\tS1683\t")[2] == quoted


MISSING = ["http://www.w3.org/2002/07/owl#sameAs", "http://purl.org/dc/terms/source"]


@pytest.mark.parametrize("property_", MISSING)
def test_nothing_is_drafted_without_an_item_or_an_address(property_: str) -> None:
    quads = tie("city/a", "sisterCityOf", "city/b")
    missing = next(quad for quad in quads if quad.predicate.value == property_)
    assert drafted([quad for quad in quads if quad != missing]) == []


def test_the_draft_of_the_seeds_is_well_formed(seeds: Store) -> None:
    lines = written(seeds, "quickstatements").decode().splitlines()
    assert 'Q649\tP190\tQ1520\tS854\t"http://kremlin.ru/events/president/news/copy/69943"' in "\n".join(lines)
    assert [line for line in lines if not STATEMENT.fullmatch(line)] == []
    assert lines == sorted(set(lines))


def test_every_format_has_its_docs() -> None:
    docs = (Path(__file__).resolve().parents[2] / "docs" / "linked-data.md").read_text()
    assert [name for name in INTERCHANGE if f"kg export {name}" not in docs] == []
