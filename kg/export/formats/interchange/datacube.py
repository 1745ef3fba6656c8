"""Figures as an RDF Data Cube (w3.org/TR/vocab-data-cube): an observation for each claim that an indicator has a value.

Sources differ, so an indicator alone does not tell which value is meant: who says so is a dimension too. What is denied
is no observation."""

from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, Triple, serialize

from kg.export.dataset.description import DESCRIPTION_PREFIXES
from kg.export.formats.format import InterchangeFormat
from kg.export.formats.interchange.claims import ExportedClaim, claims
from kg.model.config import Publication
from kg.model.namespaces import COOP, DCT, RDF, RDFS, XSD

_QB: Final = "http://purl.org/linked-data/cube#"
_TYPE = NamedNode(RDF + "type")
_VALUE = NamedNode(COOP + "value")
_NO = Literal("false", datatype=NamedNode(XSD + "boolean"))


class _Component(NamedTuple):
    role: str
    """`Dimension`, `Measure` or `Attribute`."""
    name: str
    """Of the ontology's property."""
    label: str
    range: str = ""


_CLAIM: Final = "claim"
"""The one that is no property of the ontology, but of the cube."""
_COMPONENTS: Final = (
    _Component("Dimension", "indicator", "What is measured, of whom, in which period", COOP + "Indicator"),
    _Component("Dimension", _CLAIM, "Who says so, where, in which words", COOP + "Figure"),
    _Component("Measure", "value", "Value", XSD + "decimal"),
    _Component("Attribute", "unit", "Unit"),
    _Component("Attribute", "bound", "Exactly, about, over, under"),
    _Component("Attribute", "modality", "Asserted, planned, proposed"),
    _Component("Attribute", "statedBy", "Who says so"),
    _Component("Attribute", "statedOn", "When it was said"),
    _Component("Attribute", "periodStart", "First day of the period"),
    _Component("Attribute", "periodEnd", "Last day of the period"),
)
_OF_THE_CLAIM = ("bound", "modality", "statedBy", "statedOn")
_OF_THE_INDICATOR = ("unit", "periodStart", "periodEnd")


def write(store: Store, out: BinaryIO, base: str, publication: Publication) -> None:
    triples = [*_structure(base, publication.licence), *_observations(store, base)]
    serialize(triples, out, RdfFormat.TURTLE, prefixes={**DESCRIPTION_PREFIXES, "qb": _QB})


_FOR = "what reads RDF Data Cubes: figures as observations"
_TITLE, _FILE = "Figures as a data cube", "figures-cube"
FORMATS = (
    InterchangeFormat(
        "datacube", "Turtle", RdfFormat.TURTLE.media_type, "ttl", _FOR, holds=_TITLE, file=_FILE, writes=write
    ),
)


def _structure(base: str, licence: str) -> Iterator[Triple]:
    cube, structure = _named(base, "figures"), _named(base, "figures-structure")
    yield Triple(cube, _TYPE, _qb("DataSet"))
    yield Triple(cube, NamedNode(RDFS + "label"), Literal("Figures that texts state", language="en"))
    yield Triple(cube, NamedNode(DCT + "isPartOf"), NamedNode(f"{base}dataset"))
    yield Triple(cube, NamedNode(DCT + "license"), NamedNode(licence))
    yield Triple(cube, _qb("structure"), structure)
    yield Triple(structure, _TYPE, _qb("DataStructureDefinition"))
    for number, (role, name, label, range_) in enumerate(_COMPONENTS, start=1):
        specification, property_ = _named(base, f"figures-{name}"), _property(base, name)
        yield Triple(structure, _qb("component"), specification)
        yield Triple(specification, _TYPE, _qb("ComponentSpecification"))
        yield Triple(specification, _qb(role.lower()), property_)
        yield Triple(specification, _qb("order"), Literal(number))
        if role == "Attribute":
            yield Triple(specification, _qb("componentRequired"), _NO)
        yield Triple(property_, _TYPE, _qb(f"{role}Property"))
        yield Triple(property_, NamedNode(RDFS + "label"), Literal(label, language="en"))
        if range_:
            yield Triple(property_, NamedNode(RDFS + "range"), NamedNode(range_))


def _observations(store: Store, base: str) -> Iterator[Triple]:
    """And after them what each indicator is."""
    indicators = set()
    for claim in claims(store):
        indicator = claim.triple.subject
        if claim.triple.predicate == _VALUE and claim.modality != "denied" and isinstance(indicator, NamedNode):
            yield from _observation(store, claim, indicator, base)
            indicators.add(indicator)
    for indicator in sorted(indicators, key=str):
        about = store.quads_for_pattern(indicator, None, None, DefaultGraph())
        yield from sorted((quad.triple for quad in about), key=str)


def _observation(store: Store, claim: ExportedClaim, indicator: NamedNode, base: str) -> Iterator[Triple]:
    observation = NamedNode(f"{claim.iri.value}#observation")
    yield Triple(observation, _TYPE, _qb("Observation"))
    yield Triple(observation, _qb("dataSet"), _named(base, "figures"))
    yield Triple(observation, NamedNode(COOP + "indicator"), indicator)
    yield Triple(observation, _property(base, _CLAIM), claim.iri)
    yield Triple(observation, _VALUE, claim.triple.object)
    for name in _OF_THE_CLAIM:
        if (value := claim.value(NamedNode(COOP + name))) is not None:
            yield Triple(observation, NamedNode(COOP + name), value)
    for name in _OF_THE_INDICATOR:
        values = store.quads_for_pattern(indicator, NamedNode(COOP + name), None, DefaultGraph())
        for value in sorted({quad.object for quad in values}, key=str)[:1]:
            yield Triple(observation, NamedNode(COOP + name), value)


def _property(base: str, name: str) -> NamedNode:
    return _named(base, _CLAIM) if name == _CLAIM else NamedNode(COOP + name)


def _named(base: str, name: str) -> NamedNode:
    return NamedNode(f"{base}dataset#{name}")


def _qb(name: str) -> NamedNode:
    return NamedNode(_QB + name)
