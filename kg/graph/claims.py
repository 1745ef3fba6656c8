"""Facts become claims: names resolved to IRIs, who says it, where, and whether the ontology allows it."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.documents.document import Document
from kg.graph.minting import Minter
from kg.identity.entities import References, Referent
from kg.identity.parts import local_identity, mentions_in, mentions_of
from kg.model.facts import Extraction, Found, Mention, Modality, Utterance
from kg.model.terms import Concept, Datatype, Node, Resource, Term, Value, Words

if TYPE_CHECKING:  # its library takes longer to import than a query to answer
    from kg.graph.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Claim:
    """That a document states a triple, in these words."""

    subject: Resource
    predicate: str
    object: Term
    document: str
    start: int
    end: int
    stated_by: str
    """IRI of the speaker or publisher; empty when nobody knows it."""
    stated_on: str
    """To the day, or empty."""
    rule: str
    modality: Modality
    confidence: float
    qualifiers: tuple[tuple[str, Term], ...] = ()

    @property
    def id(self) -> str:
        """What equal statements have alike: 16 hexadecimal digits of the SHA-256 of what is said, where and by whom."""
        stated = (
            self.subject.iri,
            self.predicate,
            str(self.object),
            self.document,
            self.start,
            self.end,
            self.stated_by,
        )
        return hashlib.sha256("\x1f".join(map(str, stated)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Statements:
    """What one document contributes; `rejected` counts what was not written, by reason."""

    claims: tuple[Claim, ...]
    nodes: tuple[Node, ...]
    mentions: tuple[tuple[Mention, Referent], ...]
    utterances: tuple[tuple[Utterance, Referent], ...]
    rejected: Counter[str]


_FORMS: dict[Datatype, re.Pattern[str]] = {
    "string": re.compile(".*", re.DOTALL),
    "integer": re.compile(r"-?\d+"),
    "decimal": re.compile(r"-?\d+(\.\d+)?"),
    "gYear": re.compile(r"\d{4}"),
    "gYearMonth": re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
    "date": re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"),
}


def _day_of(found: Found, document: Document, extraction: Extraction) -> str:
    """The day on which it was stated: of its item in a digest, else of the document; empty for a month or a year."""
    day = next((one.day for one in extraction.items if one.start <= found.start < one.end), document.date)
    return day if _FORMS["date"].fullmatch(day) else ""


def state(
    document: Document, extraction: Extraction, references: References, ontology: "Ontology", base: str
) -> Statements:
    """Makes the claims of one document, in the order of the text. What does not hold is left out and counted."""
    minter = Minter(references, ontology, base)
    publisher = references.publisher.iri if references.publisher else ""
    rejected: Counter[str] = Counter()
    claims: dict[str, Claim] = {}
    sound = {mention for mention in mentions_of(extraction) if _stands(mention, document)}
    for mention in mentions_of(extraction):
        if mention not in sound:
            rejected[f"mention: «{mention.text}» does not stand at {mention.start}"] += 1
    utterances = [u for u in extraction.utterances if _inside(u.start, u.end, document) and u.speaker in sound]
    rejected.update(
        f"utterance: {u.start}-{u.end} has no place or no speaker in the text"
        for u in extraction.utterances
        if u not in utterances
    )
    for found in extraction.found:
        reason = _fault(found, document, sound)
        if reason:
            rejected[f"{found.rule}: {reason}"] += 1
            continue
        # The words of a figure may begin before those of who says it: «Такую цифру назвал министр: 5 млн тонн».
        speaker = speaker_at(utterances, found.start) or speaker_at(utterances, found.end - 1)
        stated_by = references.of(speaker).iri if speaker else publisher
        for subject, predicate, value, qualifiers in minter.drafts(found.fact, document.language_at(found.start)):
            triples = [(subject, predicate, value), *minter.described(value), *minter.described(subject)]
            fault = next(filter(None, (_disallowed(*triple, ontology) for triple in triples)), "")
            if fault:
                rejected[f"{found.rule}: {fault}"] += 1
                continue
            claim = Claim(
                subject, predicate, value, document.id, found.start, found.end, stated_by,
                _day_of(found, document, extraction),
                found.rule, found.modality, found.confidence, qualifiers,
            )  # fmt: skip
            known = claims.get(claim.id)
            if known is None or (-claim.confidence, claim.rule) < (-known.confidence, known.rule):
                claims[claim.id] = claim
    rejected += minter.unknown
    used = {
        resource.iri
        for claim in claims.values()
        for resource in (claim.subject, claim.object)
        if isinstance(resource, Resource)
    }
    return Statements(
        tuple(sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.id))),
        tuple(node for iri, node in sorted(minter.nodes.items()) if iri in used),
        tuple((mention, references.of(mention)) for mention in sorted(sound)),
        tuple((u, references.of(u.speaker)) for u in sorted(utterances, key=lambda u: (u.start, u.end))),
        rejected,
    )


def standing(document: Document, extraction: Extraction) -> set[str]:
    """Lists the names, by `local_identity`, of mentions that stand in the text."""
    return {local_identity(mention) for mention in mentions_of(extraction) if _stands(mention, document)}


def speaker_at(utterances: list[Utterance], position: int) -> Mention | None:
    """Tells who speaks there: of utterances one inside the other, the innermost counts."""
    around = [utterance for utterance in utterances if utterance.start <= position < utterance.end]
    return min(around, key=lambda u: (u.end - u.start, -u.start, u.speaker)).speaker if around else None


def _inside(start: int, end: int, document: Document) -> bool:
    return 0 <= start < end <= len(document.text)


def _stands(mention: Mention, document: Document) -> bool:
    return _inside(mention.start, mention.end, document) and bool(
        (words := document.words(mention.start, mention.end)) and words == " ".join(mention.text.split())
    )


def _fault(found: Found, document: Document, sound: set[Mention]) -> str:
    if not _inside(found.start, found.end, document):
        return f"the span {found.start}-{found.end} lies outside the document"
    if not document.text[found.start : found.end].strip():
        return "the span holds no words"
    if not set(mentions_in(found.fact)) <= sound:
        return "a mention that does not stand in the text"
    return ""


def _disallowed(subject: Resource, predicate: str, value: Term, ontology: "Ontology") -> str:
    """What the ontology has against the triple; empty when nothing."""
    if not ontology.takes_subject(predicate, subject.kind):
        return f"{predicate} is not said of a {subject.kind}"
    allowed = ontology.properties[predicate]
    match value:
        case Resource() if not ontology.takes_object(predicate, value.kind):
            return f"{predicate} does not lead to a {value.kind}"
        case Resource() if value.iri == subject.iri:
            return f"{predicate} leads from a thing to itself"
        case Concept() if not any(value.name in ontology.concepts[scheme] for scheme in allowed.schemes):
            return f"{predicate} has no concept {value.name!r}"
        case Words() if "langString" not in allowed.range:
            return f"{predicate} takes no words"
        case Value() if value.datatype not in allowed.range or not _FORMS[value.datatype].fullmatch(value.text):
            return f"{predicate}: {value.text!r} is no {' or '.join(sorted(allowed.range))}"
    return ""
