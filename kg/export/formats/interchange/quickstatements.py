"""A draft for Wikidata: ties between things that have an item there, as QuickStatements (wikidata.org/wiki/Help:
QuickStatements) with the document that states them. Nobody has looked at them: it is for people to do so.

Which property of Wikidata says what a tie says is told by the ontology (`skos:closeMatch wdt:…`), but for places in
places, of which Wikidata tells by their kind."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, parse

from kg.export.formats.format import InterchangeFormat
from kg.export.formats.interchange.claims import ExportedClaim, claims
from kg.model.config import Publication, Settings
from kg.model.facts import TERRITORIES
from kg.model.namespaces import COOP, DCT, OWL, RDF, SKOS

_ITEM: Final = "http://www.wikidata.org/entity/"
_PROPERTY: Final = "http://www.wikidata.org/prop/direct/"
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
    properties, mutual = _properties()
    lines = {
        line
        for claim in claims(store)
        if claim.modality == "asserted" and claim.triple.predicate.value in properties
        for line in _lines(store, claim, properties, str(claim.triple.predicate) in mutual)
    }
    out.writelines(f"{line}\n".encode() for line in sorted(lines))


FORMATS = (
    InterchangeFormat(
        "quickstatements",
        "text",
        "text/tab-separated-values",
        "tsv",
        "a draft for Wikidata: ties with their documents, for people to look at",
        holds="Draft for Wikidata",
        file="wikidata-draft",
        writes=write,
    ),
)


def _properties() -> tuple[Mapping[str, str], frozenset[str]]:
    """Properties of the ontology between things with their one match in Wikidata; and those that hold both ways."""
    ontology = Store()
    ontology.bulk_extend(parse(path=str(Settings().ontology / "interregional.ttl"), format=RdfFormat.TURTLE))
    between, mutual = (_typed(ontology, kind) for kind in ("ObjectProperty", "SymmetricProperty"))
    matches: dict[str, list[str]] = {}
    for quad in ontology.quads_for_pattern(None, NamedNode(SKOS + "closeMatch"), None, None):
        if (
            str(quad.subject) in between
            and isinstance(quad.object, NamedNode)
            and quad.object.value.startswith(_PROPERTY)
        ):
            matches.setdefault(str(quad.subject)[1:-1], []).append(quad.object.value.removeprefix(_PROPERTY))
    return {property_: names[0] for property_, names in matches.items() if len(names) == 1}, mutual


def _typed(ontology: Store, kind: str) -> frozenset[str]:
    """As they are written: `<iri>`."""
    found = ontology.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(OWL + kind), None)
    return frozenset(str(quad.subject) for quad in found)


def _lines(store: Store, claim: ExportedClaim, properties: Mapping[str, str], mutual: bool) -> Iterator[str]:
    subject, target = _item(store, claim.triple.subject), _item(store, claim.triple.object)
    address = _first(store, claim.document, DCT + "source")
    if not subject or not target or not address.startswith(("http://", "https://")):
        return
    reference = [_ADDRESS, f'"{address}"', *_dated(store, claim), *_quoted(store, claim)]
    ends = [(subject, target), (target, subject)] if mutual else [(subject, target)]
    property_ = _within(store, claim) or properties[claim.triple.predicate.value]
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
    return min((iri.removeprefix(_ITEM) for iri in found if iri.startswith(_ITEM)), default="")


def _dated(store: Store, claim: ExportedClaim) -> list[str]:
    day = _first(store, claim.document, DCT + "date")
    return [_DATED, f"+{day}T00:00:00Z/11"] if len(day) == 10 else []


def _quoted(store: Store, claim: ExportedClaim) -> list[str]:
    words = claim.words(store)
    if words is None or not words.language:
        return []
    # The format has no way to write these.
    plain = _UNFIT.sub(" ", words.value).strip()
    return [_QUOTED, f'{words.language}:"{plain}"'] if 0 < len(plain) <= _LONGEST else []


def _first(store: Store, document: NamedNode, property_: str) -> str:
    found = store.quads_for_pattern(document, NamedNode(property_), None, document)
    return min((q.object.value for q in found if isinstance(q.object, NamedNode | Literal)), default="")
