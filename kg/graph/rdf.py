"""Claims, mentions, documents and entities as RDF, as docs/model.md has it."""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.documents.document import PAGE_BREAK, Document
from kg.graph.claims import Claim, Statements
from kg.identity.entities import Entity, Referent
from kg.model.facts import Mention
from kg.model.iris import iri_part
from kg.model.namespaces import COOP, DCT, OWL, RDF, SKOS, VOCABULARY, XSD
from kg.model.spelling import language_of
from kg.model.terms import Concept, Node, Resource, Term, Value, Words

_TYPE = NamedNode(RDF + "type")
_PREFERRED = NamedNode(SKOS + "prefLabel")
_ALTERNATIVE = NamedNode(SKOS + "altLabel")
_HIDDEN = NamedNode(SKOS + "hiddenLabel")
_NOTE = NamedNode(SKOS + "editorialNote")
_FORMS = {"turn": "SpeechTurn", "quotation": "Quotation", "reported": "Utterance"}
_HOLDS = ("asserted", "planned")
_COUNTED = ("Indicator", "Amount")
"""Of these a value is what a source states, and no plain fact."""

_Object = NamedNode | Literal
_Triple = tuple[NamedNode, NamedNode, _Object]


@cache
def coop(name: str) -> NamedNode:
    """Makes the IRI of a term of the ontology."""
    return NamedNode(COOP + name)


@cache
def _datatype(name: str) -> NamedNode:
    return NamedNode(XSD + name)


def document_iri(document: str, base: str) -> str:
    """Makes the IRI of a document, which is its graph as well, from the document's id."""
    return f"{base}doc/{iri_part(document).replace('/', '%2F')}"


def document_quads(document: Document, statements: Statements, publisher: str, base: str) -> Iterator[Quad]:
    """Writes the graph of one document: its text, turns, mentions and claims. `publisher` is an IRI, or empty."""
    graph = NamedNode(document_iri(document.id, base))
    spans = {(claim.start, claim.end) for claim in statements.claims}
    triples = [
        *_about_document(document, graph, publisher),
        *(triple for mention, entity in statements.mentions for triple in _mention(document, graph, mention, entity)),
        *(
            triple
            for utterance, entity in statements.utterances
            for triple in [
                *_stretch(document, graph, utterance.start, utterance.end, _FORMS[utterance.form]),
                (_span(graph, utterance.start, utterance.end), coop("speaker"), NamedNode(entity.iri)),
            ]
        ),
        *(triple for start, end in sorted(spans) for triple in _stretch(document, graph, start, end, "Span")),
        *_pages(document, graph, sorted(spans)),
        *(triple for claim in statements.claims for triple in _claim(claim, graph, base)),
    ]
    for subject, predicate, value in triples:
        yield Quad(subject, predicate, value, graph)


def _about_document(document: Document, graph: NamedNode, publisher: str) -> Iterator[_Triple]:
    yield graph, _TYPE, coop("Document")
    yield graph, NamedNode(DCT + "identifier"), Literal(document.name)
    yield graph, NamedNode(DCT + "language"), Literal(document.language)
    yield graph, coop("sha256"), Literal(document.sha256)
    yield graph, NamedNode(DCT + "isVersionOf"), NamedNode(document.version_of)
    yield graph, coop("content"), Literal(document.text)
    title = document.called
    yield graph, NamedNode(DCT + "title"), Literal(title, language=language_of(title, document.language))
    if document.author:
        yield graph, NamedNode(DCT + "creator"), Literal(document.author)
    if document.date:
        yield graph, NamedNode(DCT + "date"), _literal(Value(document.date, "date"))
    if "://" in document.url:
        yield graph, NamedNode(DCT + "source"), NamedNode(iri_part(document.url))
    if publisher:
        yield graph, NamedNode(DCT + "publisher"), NamedNode(publisher)


def _span(graph: NamedNode, start: int, end: int) -> NamedNode:
    return NamedNode(f"{graph.value}#char={start},{end}")


def _stretch(document: Document, graph: NamedNode, start: int, end: int, kind: str) -> Iterator[_Triple]:
    span = _span(graph, start, end)
    yield from _place(span, graph, start, end, kind)
    if kind == "Span":
        yield _words(document, span, start, end)


def _mention(document: Document, graph: NamedNode, mention: Mention, entity: Referent) -> Iterator[_Triple]:
    span = NamedNode(f"{graph.value}#mention={entity.kind},{mention.start},{mention.end}")
    yield from _place(span, graph, mention.start, mention.end, "Mention")
    yield _words(document, span, mention.start, mention.end)
    yield span, coop("refersTo"), NamedNode(entity.iri)


def _place(span: NamedNode, graph: NamedNode, start: int, end: int, kind: str) -> Iterator[_Triple]:
    yield span, _TYPE, coop(kind)
    yield span, coop("inDocument"), graph
    yield span, coop("begin"), _literal(Value(str(start), "integer"))
    yield span, coop("end"), _literal(Value(str(end), "integer"))


def _words(document: Document, span: NamedNode, start: int, end: int) -> _Triple:
    words = document.text[start:end]
    return span, coop("text"), Literal(words, language=language_of(words, document.language_at(start)))


def _pages(document: Document, graph: NamedNode, spans: Iterable[tuple[int, int]]) -> Iterator[_Triple]:
    breaks = [found.start() for found in re.finditer(PAGE_BREAK, document.text)]
    for start, end in spans if breaks else ():
        yield _span(graph, start, end), coop("page"), _literal(Value(str(bisect(breaks, start) + 1), "integer"))


def _claim(claim: Claim, graph: NamedNode, base: str) -> Iterator[_Triple]:
    node = NamedNode(f"{base}claim/{claim.id}")
    figure = claim.subject.kind == "Indicator"
    yield node, _TYPE, coop("Figure" if figure else "Claim")
    yield node, NamedNode(RDF + "subject"), NamedNode(claim.subject.iri)
    yield node, NamedNode(RDF + "predicate"), coop(claim.predicate)
    yield node, NamedNode(RDF + "object"), _term(claim.object)
    if figure:
        yield node, coop("indicator"), NamedNode(claim.subject.iri)
        yield node, coop(claim.predicate), _term(claim.object)
    yield node, coop("evidence"), _span(graph, claim.start, claim.end)
    if claim.stated_by:
        yield node, coop("statedBy"), NamedNode(claim.stated_by)
    if claim.stated_on:
        yield node, coop("statedOn"), _literal(Value(claim.stated_on, "date"))
    yield node, coop("modality"), _term(Concept(claim.modality))
    yield node, coop("rule"), NamedNode(f"{base}rule/{iri_part(claim.rule)}")
    yield node, coop("confidence"), _literal(Value(f"{claim.confidence:.2f}", "decimal"))
    for name, value in claim.qualifiers:
        yield node, coop(name), _term(value)


def _term(term: Term) -> _Object:
    match term:
        case Resource():
            return NamedNode(term.iri)
        case Concept():
            return NamedNode(VOCABULARY + term.name)
        case Words():
            return Literal(term.text, language=term.language)
        case Value():
            return _literal(term)


def _literal(value: Value) -> Literal:
    return (
        Literal(value.text) if value.datatype == "string" else Literal(value.text, datatype=_datatype(value.datatype))
    )


def _most_used_shortest(label: tuple[Words, int]) -> tuple[int, int, Words]:
    words, times = label
    return -times, len(words.text), words


Known = Mapping[str, Sequence[tuple[NamedNode, _Object]]]
"""What is known of entities before any text, by their gazetteer keys."""

_KNOWN = {OWL + "sameAs", SKOS + "closeMatch", COOP + "isoCode", COOP + "latitude", COOP + "longitude"}


def known_of(gazetteer: Iterable[Quad], base: str) -> Known:
    """Takes identifiers and coordinates from the quads of a gazetteer whose IRIs begin with `base`."""
    known: defaultdict[str, list[tuple[NamedNode, _Object]]] = defaultdict(list)
    for quad in gazetteer:
        subject, value = quad.subject, quad.object
        if quad.predicate.value in _KNOWN and isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            known[subject.value.removeprefix(base)].append((quad.predicate, value))
    return known


def plain_quads(statements: Statements) -> Iterator[Quad]:
    """Gives what holds because the document states it."""
    for claim in statements.claims:
        if claim.modality in _HOLDS and claim.subject.kind not in _COUNTED:
            yield _plain((NamedNode(claim.subject.iri), coop(claim.predicate), _term(claim.object)))


def note_quad(iri: str, reason: str) -> Quad:
    """Says why a name belongs to the entity."""
    return _plain((NamedNode(iri), _NOTE, Literal(reason, language="en")))


def entity_quads(entity: Entity, known: Known) -> Iterator[Quad]:
    """Says what an entity is, with what is `known` of it."""
    iri = NamedNode(entity.iri)
    yield _plain((iri, _TYPE, coop(entity.kind)))
    for language, name in entity.labels:
        yield _plain((iri, _PREFERRED, Literal(name, language=language)))
    for language, name in entity.aliases:
        kind = _HIDDEN if (language, name) in entity.cases else _ALTERNATIVE
        yield _plain((iri, kind, Literal(name, language=language)))
    for reason in (*entity.merged, *entity.apart):
        yield note_quad(entity.iri, reason)
    for predicate, value in known.get(entity.key, ()):
        yield _plain((iri, predicate, value))


def node_quads(node: Node, labels: Mapping[Words, int]) -> Iterator[Quad]:
    """Says what a post or indicator is; `labels` count the documents that call it so."""
    iri = NamedNode(node.iri)
    yield _plain((iri, _TYPE, coop(node.kind)))
    for name, value in node.properties:
        yield _plain((iri, coop(name), _term(value)))
    preferred: set[str] = set()
    for label, _ in sorted(labels.items(), key=_most_used_shortest):
        kind = _ALTERNATIVE if label.language in preferred else _PREFERRED
        preferred.add(label.language)
        yield _plain((iri, kind, Literal(label.text, language=label.language)))


def _plain(triple: _Triple) -> Quad:
    return Quad(*triple, DefaultGraph())
