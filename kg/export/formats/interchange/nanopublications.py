"""Nanopublications (nanopub.net/guidelines): each claim by itself, as four graphs of what is said, by whom, and about
the publication. Their names are the claim's IRI with a fragment, so that they lead to the claim."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kg.export.dataset.description import DESCRIPTION_PREFIXES
from kg.export.formats.format import InterchangeFormat
from kg.export.formats.interchange.claims import ExportedClaim, claims
from kg.model.config import Publication
from kg.model.namespaces import COOP, DCT, OWL, PROV, RDF

_NP: Final = "http://www.nanopub.org/nschema#"
_TYPE = NamedNode(RDF + "type")
_STATED_BY = NamedNode(COOP + "statedBy")
_OF_A_CLAIM = tuple(
    NamedNode(COOP + name) for name in ("statedOn", "modality", "confidence", "rule", "bound", "basis", "indicator")
)
_INDICATOR = NamedNode(COOP + "Indicator")
_HOLDS = ("asserted", "planned")


def write(store: Store, out: BinaryIO, base: str, publication: Publication) -> None:
    """What is proposed is no assertion and left out; what is denied is asserted not to be."""
    quads = (quad for claim in claims(store) for quad in _publication(store, claim, base, publication.licence))
    serialize(quads, out, RdfFormat.TRIG, prefixes={**DESCRIPTION_PREFIXES, "np": _NP})


_FOR = "nanopublication servers: each claim with who says it where"
_TITLE, _FILE = "Nanopublications", "nanopublications"
FORMATS = (
    InterchangeFormat(
        "nanopubs", "TriG", RdfFormat.TRIG.media_type, "trig", _FOR, holds=_TITLE, file=_FILE, writes=write
    ),
)


def _publication(store: Store, claim: ExportedClaim, base: str, licence: str) -> Iterator[Quad]:
    assertion = list(_assertion(store, claim))
    if not assertion:
        return
    head, said, provenance, about, whole = (
        NamedNode(f"{claim.iri.value}#{name}") for name in ("head", "assertion", "provenance", "pubinfo", "nanopub")
    )
    yield Quad(whole, _TYPE, NamedNode(_NP + "Nanopublication"), head)
    parts = (("hasAssertion", said), ("hasProvenance", provenance), ("hasPublicationInfo", about))
    yield from (Quad(whole, NamedNode(_NP + name), part, head) for name, part in parts)
    for graph, triples in ((said, assertion), (provenance, _provenance(store, claim, said))):
        yield from (Quad(one.subject, one.predicate, one.object, graph) for one in triples)
    dataset = f"{base}dataset"
    for property_, value in (
        (DCT + "license", licence),
        (DCT + "isPartOf", dataset),
        (DCT + "source", claim.iri.value),
        (PROV + "wasGeneratedBy", f"{dataset}#build"),
        (PROV + "wasAttributedTo", f"{dataset}#software"),
    ):
        yield Quad(whole, NamedNode(property_), NamedNode(value), about)


def _assertion(store: Store, claim: ExportedClaim) -> Iterator[Triple]:
    """What is claimed; of a figure also what it measures, without which its value says nothing."""
    if claim.modality in _HOLDS:
        yield claim.triple
        subject = claim.triple.subject
        if not isinstance(subject, Triple) and _is_indicator(store, subject):
            about = store.quads_for_pattern(subject, None, None, DefaultGraph())
            yield from sorted((quad.triple for quad in about), key=str)
    elif claim.modality == "denied":
        denial = NamedNode(f"{claim.iri.value}#denial")
        target = "targetValue" if isinstance(claim.triple.object, Literal) else "targetIndividual"
        yield Triple(denial, _TYPE, NamedNode(OWL + "NegativePropertyAssertion"))
        yield Triple(denial, NamedNode(OWL + "sourceIndividual"), claim.triple.subject)
        yield Triple(denial, NamedNode(OWL + "assertionProperty"), claim.triple.predicate)
        yield Triple(denial, NamedNode(OWL + target), claim.triple.object)


def _provenance(store: Store, claim: ExportedClaim, said: NamedNode) -> Iterator[Triple]:
    yield Triple(said, NamedNode(PROV + "hadPrimarySource"), claim.document)
    speaker = claim.value(_STATED_BY)
    if speaker is not None:
        yield Triple(said, NamedNode(PROV + "wasAttributedTo"), speaker)
    for property_ in _OF_A_CLAIM:
        yield from (Triple(said, property_, value) for name, value in claim.said if name == property_)
    if claim.evidence:
        yield Triple(said, NamedNode(PROV + "wasDerivedFrom"), claim.evidence)
        for quad in sorted(store.quads_for_pattern(claim.evidence, None, None, claim.document), key=str):
            yield quad.triple


def _is_indicator(store: Store, node: NamedNode | BlankNode) -> bool:
    return next(iter(store.quads_for_pattern(node, _TYPE, _INDICATOR, DefaultGraph())), None) is not None
