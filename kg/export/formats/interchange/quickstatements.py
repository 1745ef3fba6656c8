"""A draft for Wikidata: ties between things that have an item there, as QuickStatements (wikidata.org/wiki/Help:
QuickStatements) with the document that states them. Nobody has looked at them: it is for people to do so.

Which property of Wikidata says what a tie says is told by the ontology (`skos:closeMatch wdt:…`), but for places in
places, of which Wikidata tells by their kind."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.export.dataset.facts import value_of
from kg.export.formats.format import InterchangeFormat
from kg.export.formats.interchange.claims import ExportedClaim, claims
from kg.graph.ontology import Ontology, Property
from kg.model.config import Publication, Settings
from kg.model.facts import TERRITORIES
from kg.model.namespaces import COOP, DCT, OWL, RDF, WIKIDATA

_ADDRESS, _DATED, _QUOTED = "S854", "S577", "S1683"
"""Reference URL, publication date, quotation."""
_COUNTRY, _DIVISION = "P17", "P131"
"""Country, and «located in the administrative territorial entity»."""
_TERRITORIES = {COOP + kind for kind in TERRITORIES}
_LONGEST = 400
"""Letters of a quotation that Wikidata takes."""
_UNFIT = re.compile(r'[\s"|]+')


def write(store: Store, out: BinaryIO, base: str, publication: Publication) -> None:
    """A line for each tie and document that has an address; one that is mutual both ways."""
    properties = Ontology.load(Settings().ontology).properties.values()
    known = {one.iri: one for one in properties if len(one.wikidata) == 1 and not one.literal}
    lines = {
        line
        for claim in claims(store)
        if claim.modality == "asserted" and claim.triple.predicate.value in known
        for line in _lines(store, claim, known[claim.triple.predicate.value])
    }
    out.writelines(f"{line}\n".encode() for line in sorted(lines))


_FOR = "a draft for Wikidata: ties with their documents, for people to look at"
_TITLE, _FILE = "Draft for Wikidata", "wikidata-draft"
FORMATS = (
    InterchangeFormat(
        "quickstatements", "text", "text/tab-separated-values", "tsv", _FOR, holds=_TITLE, file=_FILE, writes=write
    ),
)


def _lines(store: Store, claim: ExportedClaim, tie: Property) -> Iterator[str]:
    subject, target = _item(store, claim.triple.subject), _item(store, claim.triple.object)
    address = value_of(store, claim.document, DCT + "source")
    if not subject or not target or not address.startswith(("http://", "https://")):
        return
    reference = [_ADDRESS, f'"{address}"', *_dated(store, claim), *_quoted(store, claim)]
    ends = [(subject, target), (target, subject)] if tie.symmetric else [(subject, target)]
    property_ = _within(store, claim) or tie.wikidata[0]
    for one, other in ends:
        yield "\t".join([one, property_, other, *reference])


def _within(store: Store, claim: ExportedClaim) -> str:
    """A place lies in a country or another place by properties of their own; empty for all else."""
    subject, target = (_kinds(store, one) for one in (claim.triple.subject, claim.triple.object))
    if claim.triple.predicate.value != COOP + "locatedIn" or not subject & _TERRITORIES:
        return ""
    return _COUNTRY if COOP + "Country" in target else _DIVISION if target & _TERRITORIES else ""


def _kinds(store: Store, term: object) -> set[str]:
    if not isinstance(term, NamedNode):
        return set()
    types = store.quads_for_pattern(term, NamedNode(RDF + "type"), None, DefaultGraph())
    return {quad.object.value for quad in types if isinstance(quad.object, NamedNode)}


def _item(store: Store, term: object) -> str:
    """«Q898»; empty for what has none there."""
    if not isinstance(term, NamedNode):
        return ""
    same = store.quads_for_pattern(term, NamedNode(OWL + "sameAs"), None, DefaultGraph())
    found = (quad.object.value for quad in same if isinstance(quad.object, NamedNode))
    return min((iri.removeprefix(WIKIDATA) for iri in found if iri.startswith(WIKIDATA)), default="")


def _dated(store: Store, claim: ExportedClaim) -> list[str]:
    day = value_of(store, claim.document, DCT + "date")
    return [_DATED, f"+{day}T00:00:00Z/11"] if len(day) == 10 else []


def _quoted(store: Store, claim: ExportedClaim) -> list[str]:
    words = claim.words(store)
    if words is None or not words.language:
        return []
    # The format has no way to write these.
    plain = _UNFIT.sub(" ", words.value).strip()
    return [_QUOTED, f'{words.language}:"{plain}"'] if 0 < len(plain) <= _LONGEST else []
