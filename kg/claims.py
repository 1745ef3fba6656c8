"""Facts become claims: names resolved to IRIs, who says it, where, and whether the ontology allows it."""

import hashlib
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

from kg.documents.model import Document
from kg.entities import Entity, Identities
from kg.facts import Extraction, Fact, Figure, Found, Mention, Modality, Phrase, Role, Utterance
from kg.iris import short_slug
from kg.parts import mentions_in, mentions_of
from kg.spelling import language_of

if TYPE_CHECKING:  # its library takes longer to import than a query to answer
    from kg.ontology import Ontology

Datatype = Literal["date", "gYear", "gYearMonth", "integer", "decimal", "string"]


@dataclass(frozen=True, slots=True, order=True)
class Resource:
    """Something with an IRI, and its class."""

    iri: str
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class Concept:
    """A concept of the vocabulary, by its local name: «forum», «signed», «USD»."""

    name: str


@dataclass(frozen=True, slots=True, order=True)
class Words:
    text: str
    language: str


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A literal of an XML Schema datatype."""

    text: str
    datatype: Datatype


Term = Resource | Concept | Words | Value


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
        """Equal for equal statements: 16 hexadecimal digits of the SHA-256 of what is said, where and by whom."""
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
class Node:
    """A thing that no words name but that claims need: a post, an indicator. `properties` say what it is."""

    iri: str
    kind: Literal["Post", "Indicator"]
    label: Words
    properties: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Statements:
    """What one document contributes; `rejected` counts what was not written, by reason."""

    claims: tuple[Claim, ...]
    nodes: tuple[Node, ...]
    mentions: tuple[tuple[Mention, Entity], ...]
    utterances: tuple[tuple[Utterance, Entity], ...]
    rejected: Counter[str]


_FORMS: dict[Datatype, re.Pattern[str]] = {
    "string": re.compile(".*", re.DOTALL),
    "integer": re.compile(r"-?\d+"),
    "decimal": re.compile(r"-?\d+(\.\d+)?"),
    "gYear": re.compile(r"\d{4}"),
    "gYearMonth": re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
    "date": re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"),
}

_Draft = tuple[Resource, str, Term, tuple[tuple[str, Term], ...]]


def state(
    document: Document, extraction: Extraction, identities: Identities, ontology: "Ontology", base: str
) -> Statements:
    """The claims of one document, in the order of the text. What does not hold is left out and counted."""
    minter = _Minter(document, identities, ontology, base)
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
        speaker = speaker_at(utterances, found.start)
        stated_by = identities.of(document, speaker).iri if speaker else identities.publisher(document)
        for subject, predicate, value, qualifiers in minter.drafts(found.fact):
            triples = [(subject, predicate, value), *minter.described(value), *minter.described(subject)]
            fault = next(filter(None, (_disallowed(*triple, ontology) for triple in triples)), "")
            if fault:
                rejected[f"{found.rule}: {fault}"] += 1
                continue
            claim = Claim(
                subject, predicate, value, document.id, found.start, found.end, stated_by,
                document.date if re.fullmatch(r"\d{4}-\d\d-\d\d", document.date) else "",
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
        tuple((mention, identities.of(document, mention)) for mention in sorted(sound)),
        tuple((u, identities.of(document, u.speaker)) for u in sorted(utterances, key=lambda u: (u.start, u.end))),
        rejected,
    )


def speaker_at(utterances: list[Utterance], position: int) -> Mention | None:
    """Who speaks there: of utterances one inside the other, the innermost counts."""
    around = [utterance for utterance in utterances if utterance.start <= position < utterance.end]
    return min(around, key=lambda u: (u.end - u.start, -u.start, u.speaker)).speaker if around else None


def _inside(start: int, end: int, document: Document) -> bool:
    return 0 <= start < end <= len(document.text)


def _stands(mention: Mention, document: Document) -> bool:
    words = document.text[mention.start : mention.end].split() if _inside(mention.start, mention.end, document) else []
    return bool(words) and words == mention.text.split()


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


def snake_to_camel(name: str) -> str:
    """`sister_city_of` → `sisterCityOf`."""
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)


def date_value(text: str) -> Value:
    """«2022», «2022-06», «2022-06-15» with the datatype that is as exact as they are."""
    exactness: dict[int, Datatype] = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return Value(text, exactness.get(len(text), "string"))


class _Minter:
    """Turns the facts of one document into triples, and keeps the posts and indicators they need."""

    def __init__(self, document: Document, identities: Identities, ontology: "Ontology", base: str) -> None:
        self._document = document
        self._identities = identities
        self._ontology = ontology
        self._base = base
        self.nodes: dict[str, Node] = {}
        self.unknown: Counter[str] = Counter()
        self._own: dict[type[Fact], Callable[..., Iterator[_Draft]]] = {Role: self._role, Figure: self._figure}

    def drafts(self, fact: Fact) -> Iterator[_Draft]:
        yield from self._own.get(type(fact), self._generic)(fact)

    def _generic(self, fact: Fact) -> Iterator[_Draft]:
        subject = self._resource(getattr(fact, fact.subject))
        terms = [
            (field.name, self._term(snake_to_camel(field.name), value))
            for field in fields(fact)  # type: ignore[arg-type]  # every Fact is a dataclass, the bare base is never met
            if field.name != fact.subject
            for value in _repeated(getattr(fact, field.name))
        ]
        qualifiers = tuple((snake_to_camel(name), term) for name, term in terms if name in fact.qualifiers)
        for name, term in terms:
            if name not in fact.qualifiers:
                yield subject, snake_to_camel(name), term, qualifiers

    def _term(self, predicate: str, value: Mention | Phrase | str | int) -> Term:
        match value:
            case Mention():
                return self._resource(value)
            case Phrase():
                return self._words(value)
            case int():
                return Value(str(value), "integer")
            case _:
                return Concept(value) if self._ontology.properties[predicate].schemes else date_value(value)

    def _role(self, role: Role) -> Iterator[_Draft]:
        """Two claims: the person holds the post, and the post is of that territory or body."""
        of = self._identities.of(self._document, role.post_of) if role.post_of else None
        handle = self._identities.handle(of) if of else ""
        path = "post/" + short_slug(f"{role.title.text} {handle}")
        post = self._mint(Node(self._base + path, "Post", self._words(role.title)))
        yield self._resource(role.person), "holdsPost", post, ()
        if of:
            yield post, "postOf", Resource(of.iri, of.kind), ()

    def _figure(self, figure: Figure) -> Iterator[_Draft]:
        about = sorted({self._identities.of(self._document, mention).iri for mention in figure.about})
        entities = [self._identities.entities[iri] for iri in about]
        properties: list[tuple[str, Term]] = [("about", Resource(entity.iri, entity.kind)) for entity in entities]
        properties += [("unit", Concept(figure.unit)), ("direction", Concept(figure.direction))]
        concept = figure.concept
        schemes = self._ontology.properties["measure"].schemes
        if concept and not any(concept in self._ontology.concepts[scheme] for scheme in schemes):
            # The words of the measure still say what it is; only the synonyms are lost.
            self.unknown[f"measure has no concept {concept!r}; the figure goes by its words"] += 1
            concept = ""
        if concept:
            properties.append(("measure", Concept(concept)))
        properties += _period(figure.period)
        whose = sorted(self._identities.handle(entity) for entity in entities)
        parts = [concept or figure.measure.text, *whose, figure.unit, figure.period, figure.direction]
        iri = f"{self._base}indicator/{short_slug(' '.join(part for part in parts if part))}"
        indicator = self._mint(Node(iri, "Indicator", self._words(figure.measure), tuple(properties)))
        yield indicator, "value", Value(figure.value, "decimal"), (("bound", Concept(figure.bound)),)

    def described(self, term: Term) -> Iterator[tuple[Resource, str, Term]]:
        """The triples that say what a minted thing is."""
        if isinstance(term, Resource) and term.iri in self.nodes:
            for predicate, value in self.nodes[term.iri].properties:
                yield term, predicate, value

    def _mint(self, node: Node) -> Resource:
        # One document may word a thing in two ways; the first in the alphabet is its label there.
        self.nodes[node.iri] = min(node, self.nodes.get(node.iri, node), key=lambda known: known.label)
        return Resource(node.iri, node.kind)

    def _resource(self, mention: Mention) -> Resource:
        entity = self._identities.of(self._document, mention)
        return Resource(entity.iri, entity.kind)

    def _words(self, phrase: Phrase) -> Words:
        return Words(phrase.text, language_of(phrase.text, self._document.language))


def _repeated(
    value: Mention | Phrase | str | int | tuple[Mention, ...] | None,
) -> Iterator[Mention | Phrase | str | int]:
    if isinstance(value, tuple):
        yield from dict.fromkeys(value)
    elif value is not None and value != "":
        yield value


def _period(text: str) -> Iterator[tuple[str, Term]]:
    """The period as the text has it, with its first and last day."""
    if not text:
        return
    yield "period", Value(text, "string")
    begin, _, end = text.partition("/") if "/" in text else (text, "", text)
    if begin:
        yield "periodStart", Value(f"{begin}-01-01"[:10] if len(begin) == 4 else f"{begin}-01"[:10], "date")
    if end:
        yield "periodEnd", Value(_last_day(end), "date")


def _last_day(text: str) -> str:
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        return f"{text}-{monthrange(int(text[:4]), int(text[5:]))[1]:02}"
    return text
