"""Figures as an RDF Data Cube (w3.org/TR/vocab-data-cube): an observation for each claim that an indicator has a value.

Sources differ, so an indicator alone does not tell which value is meant: who says so is a dimension too. What is denied
is no observation."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, serialize

from kg.export.dataset.description import DESCRIPTION_PREFIXES
from kg.export.formats.format import InterchangeFormat
from kg.export.formats.interchange.claims import ExportedClaim, claims
from kg.export.turtle import filled_in
from kg.model.config import Publication
from kg.model.namespaces import COOP, RDF

_QB: Final = "http://purl.org/linked-data/cube#"
_TYPE = NamedNode(RDF + "type")
_VALUE = NamedNode(COOP + "value")
_OF_THE_CLAIM = ("bound", "modality", "statedBy", "statedOn")
_OF_THE_INDICATOR = ("unit", "periodStart", "periodEnd")


def write(store: Store, out: BinaryIO, base: str, publication: Publication) -> None:
    prefixes = {**DESCRIPTION_PREFIXES, "qb": _QB}
    structure = filled_in(Path(__file__).with_suffix(".ttl"), prefixes, f"{base}dataset", licence=publication.licence)
    serialize([*structure, *_observations(store, base)], out, RdfFormat.TURTLE, prefixes=prefixes)


_FOR = "what reads RDF Data Cubes: figures as observations"
_TITLE, _FILE = "Figures as a data cube", "figures-cube"
FORMATS = (
    InterchangeFormat(
        "datacube", "Turtle", RdfFormat.TURTLE.media_type, "ttl", _FOR, holds=_TITLE, file=_FILE, writes=write
    ),
)


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
    yield Triple(observation, _named(base, "claim"), claim.iri)
    yield Triple(observation, _VALUE, claim.triple.object)
    for name in _OF_THE_CLAIM:
        if (value := claim.value(NamedNode(COOP + name))) is not None:
            yield Triple(observation, NamedNode(COOP + name), value)
    for name in _OF_THE_INDICATOR:
        values = store.quads_for_pattern(indicator, NamedNode(COOP + name), None, DefaultGraph())
        for value in sorted({quad.object for quad in values}, key=str)[:1]:
            yield Triple(observation, NamedNode(COOP + name), value)


def _named(base: str, name: str) -> NamedNode:
    return NamedNode(f"{base}dataset#{name}")


def _qb(name: str) -> NamedNode:
    return NamedNode(_QB + name)
