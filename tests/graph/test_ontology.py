"""The ontology is complete, and its shapes tell a good graph from a broken one."""

import re
from collections.abc import Collection

import pyshacl
import pytest
import yaml
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from kg.graph.ontology import Ontology
from kg.model import facts
from kg.model.config import Settings
from kg.model.facts import KINDS, Fact
from kg.model.namespaces import COOP, VOCABULARY
from kg.names.name_words import KAZAKH, RUSSIAN

FOLDER = Settings().ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load(FOLDER)


@pytest.fixture(scope="module")
def declared() -> Graph:
    graph = Graph()
    for name in ("interregional.ttl", "vocabulary.ttl"):
        graph.parse(FOLDER / name)
    return graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(FOLDER / "shapes.ttl")


@pytest.mark.parametrize(
    ("scheme", "kinds"),
    [
        ("eventKind", RUSSIAN.table("events.held")),
        ("eventKind", KAZAKH.table("events.kinds")),
        ("agreementKind", KAZAKH.table("agreements.kinds")),
        ("eventKind", {row["type"] for row in RUSSIAN.table("heads.rows")["Event"]}),
        ("agreementKind", {row["type"] for row in RUSSIAN.table("heads.rows")["Agreement"]}),
    ],
)
def test_a_kind_that_words_tell_is_a_concept(ontology: Ontology, scheme: str, kinds: Collection[str]) -> None:
    assert set(kinds) <= ontology.concepts[scheme].keys()


def test_every_term_is_labelled_and_commented(declared: Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = {node for kind in kinds for node in declared.subjects(RDF.type, kind) if str(node).startswith(COOP)}
    assert len(terms) > 60
    for term in terms:
        assert {label.language for label in declared.objects(term, RDFS.label)} == {"en", "ru", "kk"}, term  # type: ignore[attr-defined]
        notes = sorted(str(note.language) for note in declared.objects(term, RDFS.comment))  # type: ignore[attr-defined]
        assert notes == ["en", "kk", "ru"], term
        assert list(declared.objects(term, RDFS.isDefinedBy)) == [URIRef(COOP.rstrip("#"))], term


def test_the_ontology_says_who_made_which_version(declared: Graph) -> None:
    ontology = URIRef(COOP.rstrip("#"))
    version = str(declared.value(ontology, OWL.versionInfo))
    assert declared.value(ontology, OWL.versionIRI) == URIRef(f"{ontology}/{version}")
    cited = yaml.safe_load((FOLDER.parent / "CITATION.cff").read_text())
    assert [str(one) for one in declared.objects(ontology, DCTERMS.creator)] == [
        one["name"] for one in cited["authors"]
    ]
    assert declared.value(ontology, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    for told in (DCTERMS.title, DCTERMS.description):
        assert {text.language for text in declared.objects(ontology, told)} == {"en", "ru", "kk"}  # type: ignore[attr-defined]


def test_every_concept_is_labelled_and_its_notation_ends_its_iri(declared: Graph) -> None:
    for concept in declared.subjects(RDF.type, SKOS.Concept):
        assert {label.language for label in declared.objects(concept, SKOS.prefLabel)} == {"en", "ru", "kk"}, concept  # type: ignore[attr-defined]
        assert str(concept).endswith(f"/{declared.value(concept, SKOS.notation)}")


def test_every_measure_is_a_top_concept_or_leads_to_one(declared: Graph) -> None:
    scheme = URIRef(VOCABULARY + "measure")
    measures = set(declared.subjects(SKOS.inScheme, scheme))
    tops = set(declared.subjects(SKOS.topConceptOf, scheme))
    assert tops < measures
    for concept in measures:
        above = list(declared.objects(concept, SKOS.broader))
        assert len(above) == (concept not in tops), concept
        assert set(above) < measures, concept
        assert tops & set(declared.transitive_objects(concept, SKOS.broader)), concept
    broader = {(str(one).rpartition("/")[2], str(two).rpartition("/")[2]) for one, two in declared[: SKOS.broader :]}
    assert {("exports", "tradeTurnover"), ("containerTraffic", "cargoVolume"), ("jointVentures", "companies")} < broader


def test_a_measure_is_aligned_to_what_others_measure(declared: Graph) -> None:
    for close in (SKOS.exactMatch, SKOS.closeMatch):
        for concept, other in declared[:close:]:
            if concept in set(declared.subjects(RDF.type, SKOS.Concept)):
                assert re.fullmatch(
                    r"http://www\.wikidata\.org/entity/[PQ]\d+"
                    r"|https://data\.worldbank\.org/indicator/[A-Z]{2}(\.[A-Z0-9]{2,4}){1,3}",
                    str(other),
                ), concept
    gdp = URIRef(VOCABULARY + "grossDomesticProduct")
    assert list(declared.objects(gdp, SKOS.exactMatch)) == [URIRef("http://www.wikidata.org/entity/Q12638")]


def test_every_kind_is_a_class(ontology: Ontology) -> None:
    assert set(KINDS) < set(ontology.classes)
    assert all("Entity" in ontology.classes[kind].ancestors for kind in KINDS)


def _camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)


FACTS = [
    each for each in vars(facts).values() if isinstance(each, type) and issubclass(each, Fact) and each is not Fact
]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_every_field_of_a_fact_is_a_property(ontology: Ontology, fact: type[Fact]) -> None:
    # A post's title is its label; a figure's value and measure stand on the figure and its indicator.
    slots: tuple[str, ...] = fact.__slots__
    names = {_camel(name) for name in slots if name not in {fact.subject, "title", "concept"}}
    assert names
    assert names <= set(ontology.properties)


@pytest.mark.parametrize(
    ("name", "kind", "allowed"),
    [
        ("sisterCityOf", "City", True),
        ("sisterCityOf", "Region", False),
        ("kind", "Agreement", True),
        ("kind", "Event", True),
        ("kind", "Project", False),
        ("cooperatesWith", "Region", True),
        ("cooperatesWith", "Person", False),
        ("memberOf", "Country", True),
    ],
)
def test_domain(ontology: Ontology, name: str, kind: str, allowed: bool) -> None:
    assert ontology.takes_subject(name, kind) is allowed


@pytest.mark.parametrize(
    ("name", "kind", "allowed"),
    [
        ("memberOf", "Organisation", True),
        ("memberOf", "Country", False),
        ("traverses", "Feature", True),
        ("traverses", "Person", False),
        ("ordinal", "Event", False),
    ],
)
def test_range(ontology: Ontology, name: str, kind: str, allowed: bool) -> None:
    assert ontology.takes_object(name, kind) is allowed


def test_edges(ontology: Ontology) -> None:
    edges = {found.name: (found.edge, found.through) for found in ontology.edges}
    assert edges["sisterCityOf"] == ("undirected", "")
    assert edges["holdsPost"] == ("directed", "postOf")
    assert "refersTo" not in edges
    assert [name for name, found in ontology.properties.items() if found.symmetric] == ["partnerOf", "sisterCityOf"]


def test_concepts(ontology: Ontology) -> None:
    assert ontology.properties["kind"].schemes == ("agreementKind", "eventKind")
    assert set(ontology.concepts["modality"]) == {"asserted", "planned", "proposed", "denied"}
    assert ontology.concepts["agreementStatus"]["signed"]["ru"] == "подписано"


HEAD = """
@base <https://w3id.org/interregional/doc/d> . @prefix : <https://w3id.org/interregional/> .
@prefix city: <https://w3id.org/interregional/city/> . @prefix region: <https://w3id.org/interregional/region/> .
@prefix person: <https://w3id.org/interregional/person/> . @prefix rule: <https://w3id.org/interregional/rule/> .
@prefix coop: <https://w3id.org/interregional/ontology#> . @prefix v: <https://w3id.org/interregional/vocab/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
GOOD = """
city:omsk a coop:City ; skos:prefLabel "Омск"@ru , "Омбы"@kk ; coop:sisterCityOf city:pavlodar .
city:pavlodar a coop:City ; skos:prefLabel "Павлодар"@ru ; coop:sisterCityOf city:omsk .
region:RU-OMS a coop:Region ; skos:prefLabel "Омская область"@ru .
person:a a coop:Person ; skos:prefLabel "Анна Ан"@ru .
:indicator-1 a coop:Indicator ; skos:prefLabel "товарооборот"@ru ; coop:measure v:tradeTurnover ;
  coop:unit v:USD ; coop:direction v:level ;
  coop:period "2021" ; coop:periodStart "2021-01-01"^^xsd:date ; coop:periodEnd "2021-12-31"^^xsd:date .
:d a coop:Document ; dct:identifier "d.txt" ;
  coop:sha256 "0000000000000000000000000000000000000000000000000000000000000000" .
<#char=0,40> a coop:SpeechTurn ; coop:inDocument :d ; coop:begin 0 ; coop:end 40 ;
  coop:speaker person:a .
<#mention=City,4,8> a coop:Mention ; coop:inDocument :d ; coop:begin 4 ; coop:end 8 ;
  coop:text "Омск"@ru ; coop:refersTo city:omsk .
<#char=4,19> a coop:Span ; coop:inDocument :d ; coop:begin 4 ; coop:end 19 ;
  coop:text "Омск и Павлодар"@ru .
:claim-1 a coop:Claim ; rdf:subject city:omsk ; rdf:predicate coop:sisterCityOf ; rdf:object city:pavlodar ;
  coop:evidence <#char=4,19> ; coop:statedBy person:a ; coop:statedOn "2022-11-28"^^xsd:date ;
  coop:modality v:asserted ; coop:rule rule:sister-cities ; coop:confidence 0.95 .
:claim-2 a coop:Figure ; rdf:subject :indicator-1 ; rdf:predicate coop:value ; rdf:object 25600000000 ;
  coop:indicator :indicator-1 ; coop:value 25600000000 ;
  coop:bound v:over ; coop:evidence <#char=4,19> ; coop:modality v:asserted ; coop:rule :rule ;
  coop:confidence 0.9 .
"""


def _conforms(turtle: str, shapes: Graph, declared: Graph) -> tuple[bool, str]:
    data = Graph().parse(data=HEAD + turtle, format="turtle") + declared
    conforms, _, report = pyshacl.validate(data, shacl_graph=shapes)
    return bool(conforms), report


def test_a_good_graph_conforms(shapes: Graph, declared: Graph) -> None:
    conforms, report = _conforms(GOOD, shapes, declared)
    assert conforms, report


BROKEN = {
    "quote shorter than its span": ('coop:text "Омск и Павлодар"@ru', 'coop:text "Омск и Павло"@ru', "code points"),
    "span ends before it begins": ("coop:begin 0 ; coop:end 40", "coop:begin 40 ; coop:end 0", "begin"),
    "span without document": (
        "a coop:Mention ; coop:inDocument :d ;",
        "a coop:Mention ;",
        "inDocument",
    ),
    "mention of nothing": (" ; coop:refersTo city:omsk .", " .", "refersTo"),
    "speaker that is a document": (
        "coop:speaker person:a",
        "coop:speaker :d",
        "speaker",
    ),
    "claim without evidence": (
        "coop:evidence <#char=4,19> ; coop:statedBy",
        "coop:statedBy",
        "evidence",
    ),
    "sister that is a region": ("city:pavlodar a coop:City", "city:pavlodar a coop:Region", "outside the range"),
    "subject outside the domain": ("city:omsk a coop:City", "city:omsk a coop:Organisation", "outside the domain"),
    "unknown predicate": ("rdf:predicate coop:sisterCityOf", "rdf:predicate coop:twinOf", "no property"),
    "modality of another scheme": (
        "coop:modality v:asserted ; coop:rule rule:",
        "coop:modality v:signed ; coop:rule rule:",
        "no concept scheme",
    ),
    "unit of another scheme": ("coop:unit v:USD", "coop:unit v:growth", "no concept scheme"),
    "confidence over one": ("coop:confidence 0.95", "coop:confidence 1.95", "confidence"),
    "value unlike the claim's object": ("coop:value 25600000000", "coop:value 24600000000", "value"),
    "period that ends before it starts": ('"2021-12-31"', '"2020-12-31"', "period"),
    "two labels in one language": ('"Омск"@ru , "Омбы"@kk', '"Омск"@ru , "Омскъ"@ru', "prefLabel"),
    "entity without label": (' ; skos:prefLabel "Омская область"@ru', "", "prefLabel"),
    "relation without claim": (
        'skos:prefLabel "Омская область"@ru',
        'skos:prefLabel "Омская область"@ru ; coop:cooperatesWith city:pavlodar',
        "stated by no claim",
    ),
}


@pytest.mark.parametrize(("old", "new", "why"), BROKEN.values(), ids=BROKEN)
def test_a_broken_graph_does_not_conform(shapes: Graph, declared: Graph, old: str, new: str, why: str) -> None:
    assert GOOD.count(old) >= 1
    conforms, report = _conforms(GOOD.replace(old, new), shapes, declared)
    assert not conforms
    assert why in report


def test_shapes_without_the_ontology_do_not_conform(shapes: Graph) -> None:
    conforms, _ = _conforms(GOOD, shapes, Graph())
    assert not conforms
