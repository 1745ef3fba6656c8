"""What a check finds in a graph that was spoilt by hand, and that it finds nothing else."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import SH

from kg.build.run import build
from kg.graph.ontology import Ontology
from kg.graph.shapes import Shapes
from kg.graph.store import open_current
from kg.model.config import Settings
from kg.model.namespaces import COOP, RDF, SKOS, VOCABULARY, XSD
from kg.queries.check import claim_findings, ontology_findings, query_findings, quote_findings, shape_findings
from tests.reader import read_facts

BASE = "https://w3id.org/interregional/"
OMSK, PAVLODAR = NamedNode(BASE + "city/omsk"), NamedNode(BASE + "city/pavlodar")
DOCUMENT = NamedNode(BASE + "doc/small")
TEXT = "Города-побратимы Омск и Павлодар. В 2021 году товарооборот Казахстана – 256 долларов."


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    folder = tmp_path_factory.mktemp("sound")
    (folder / "small.txt").write_text(TEXT)
    build([folder / "small.txt"], replace(Settings(), store=folder / "store"), extract=read_facts)
    return list(open_current(folder / "store"))


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.load(Settings().ontology)


def findings(quads: list[Quad]) -> list[str]:
    store = Store()
    store.extend(quads)
    return list(chain(quote_findings(store), claim_findings(store), shape_findings(store, Settings())))


def coop(name: str) -> NamedNode:
    return NamedNode(COOP + name)


def changed(quads: list[Quad], predicate: NamedNode, value: NamedNode | Literal) -> Iterator[Quad]:
    """With another object for the first statement of that predicate (in the order of the text)."""
    first = min((quad for quad in quads if quad.predicate == predicate), key=str)
    yield from (Quad(quad.subject, quad.predicate, value, quad.graph_name) if quad == first else quad for quad in quads)


def without(quads: list[Quad], predicate: NamedNode) -> Iterator[Quad]:
    yield from (quad for quad in quads if quad.predicate != predicate)


FAULTS: list[tuple[Callable[[list[Quad]], Iterator[Quad]], str]] = [
    (lambda quads: changed(quads, coop("text"), Literal("Омскъ", language="ru")), "quote: "),
    (
        lambda quads: changed(quads, coop("text"), Literal("Омскъ", language="ru")),
        "The text is not end - begin code points",
    ),
    (
        lambda quads: changed(quads, coop("modality"), NamedNode(VOCABULARY + "maybe")),
        "is in no concept scheme of its property",
    ),
    (lambda quads: changed(quads, NamedNode(RDF + "object"), OMSK), "is no literal, and the claim's predicate takes"),
    (lambda quads: changed(quads, NamedNode(RDF + "predicate"), coop("nothing")), "is no property of the ontology"),
    (
        lambda quads: changed(quads, NamedNode(RDF + "predicate"), coop("founder")),
        "outside the domain of the claim's predicate",
    ),
    (
        lambda quads: changed(quads, coop("begin"), Literal("900", datatype=NamedNode(XSD + "integer"))),
        "begin: Value of",
    ),
    (lambda quads: without(quads, coop("refersTo")), "refersTo: Less than 1 values"),
    (lambda quads: without(quads, NamedNode(SKOS + "prefLabel")), "prefLabel: Less than 1 values"),
    (lambda quads: without(quads, coop("evidence")), "evidence: Less than 1 values"),
    (
        lambda quads: chain(quads, [Quad(PAVLODAR, coop("sisterCityOf"), OMSK, DefaultGraph())]),
        "claims: no claim states",
    ),
    (lambda quads: without(quads, coop("content")), "quote: "),
]


def test_a_sound_graph(sound: list[Quad]) -> None:
    assert findings(sound) == []


@pytest.mark.parametrize(("spoil", "expected"), FAULTS)
def test_a_fault_is_found(sound: list[Quad], spoil: Callable[[list[Quad]], Iterator[Quad]], expected: str) -> None:
    found = findings(list(spoil(sound)))
    assert any(expected in finding for finding in found), found
    assert not any("\n" in finding for finding in found)


def spoilt(quads: list[Quad], kind: Callable[[Quad], Iterable[Quad]]) -> list[Quad]:
    """With something else in place of one statement of each predicate that a class of things has."""
    kinds = {quad.subject: str(quad.object) for quad in quads if quad.predicate.value == RDF + "type"}
    chosen = {(kinds.get(quad.subject), quad.predicate): quad for quad in sorted(quads, key=str)}.values()
    return [one for quad in quads for one in (kind(quad) if quad in chosen else (quad,))]


def instead(value: NamedNode | Literal) -> Callable[[Quad], Iterable[Quad]]:
    return lambda quad: [Quad(quad.subject, quad.predicate, value, quad.graph_name)]


def besides(value: NamedNode | Literal) -> Callable[[Quad], Iterable[Quad]]:
    return lambda quad: [quad, *instead(value)(quad)]


SPOILT: dict[str, Callable[[Quad], Iterable[Quad]]] = {
    "nothing": lambda quad: [quad],
    "lacking": lambda quad: [],
    "a thing instead": instead(OMSK),
    "nothing known instead": instead(NamedNode(BASE + "nowhere")),
    "a text instead": instead(Literal("x")),
    "a text in a language beside": besides(Literal("Омбы", language="ru")),
    "in a language that labels have not": besides(Literal("Omsk", language="de")),
    "a number beside": besides(Literal("-200", datatype=NamedNode(XSD + "integer"))),
    "a great number instead": instead(Literal("900", datatype=NamedNode(XSD + "integer"))),
    "no number instead": instead(Literal("nine", datatype=NamedNode(XSD + "integer"))),
    "no day instead": instead(Literal("2021-13-41", datatype=NamedNode(XSD + "date"))),
    "a late day instead": instead(Literal("2121-01-01", datatype=NamedNode(XSD + "date"))),
}


def by_pyshacl(quads: Iterable[Quad], shapes: Shapes) -> set[str]:
    """Every node validated by pySHACL, as lines."""
    triples = serialize({quad.triple for quad in quads}, format=RdfFormat.N_TRIPLES) or b""
    _, report, _ = validate(Graph().parse(data=triples, format="nt"), shacl_graph=shapes.core)
    return {
        f"{report.value(one, SH.focusNode)} {str(report.value(one, SH.resultPath) or '').rpartition('#')[2]}: "
        f"{report.value(one, SH.resultMessage)}".replace(" : ", " ")
        for one in report.subjects(None, SH.ValidationResult)
    }


@pytest.mark.parametrize("kind", SPOILT.values(), ids=SPOILT)
def test_queries_find_what_pyshacl_finds(
    sound: list[Quad], kind: Callable[[Quad], Iterable[Quad]], shapes: Shapes
) -> None:
    quads = spoilt(sound, kind)
    found = set(replace(shapes, constraints=()).results(quads))
    assert found == by_pyshacl([*quads, *shapes.background], shapes)
    assert bool(found) == (kind is not SPOILT["nothing"])


def test_a_query_that_does_not_parse(tmp_path: Path) -> None:
    (tmp_path / "broken.rq").write_text("#+ summary: Broken\nSELECT ?a WHERE { ?a ?b ")
    (tmp_path / "sound.rq").write_text("#+ summary: Sound\nSELECT ?a WHERE { ?a ?b ?c }")
    (finding,) = query_findings(Store(), replace(Settings(), queries=tmp_path))
    assert finding.startswith("query broken: the query does not parse")


def test_the_ontology_is_labelled_and_a_label_that_lacks_is_found() -> None:
    ontology = Ontology.load(Settings().ontology)
    assert list(ontology_findings(ontology)) == []
    city = replace(ontology.classes["City"], labels={"en": "city", "ru": "город"})
    (finding,) = ontology_findings(replace(ontology, classes={"City": city}))
    assert finding == "ontology: coop:City has no label in kk"
