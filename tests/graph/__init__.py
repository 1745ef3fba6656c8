"""A model graph written out by hand: entities in the default graph, evidence in the graph of each document.

Offsets are found in the documents' texts, so every quote is the words it says it is."""

from dataclasses import dataclass, field
from hashlib import sha256

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

BASE = "https://data.example/"
COOP = "https://w3id.org/interregional/ontology#"
VOCAB = "https://w3id.org/interregional/vocab/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"
WIKIDATA = "http://www.wikidata.org/entity/"
PREFIXES = {"coop": COOP, "v": VOCAB, "rdf": RDF, "skos": SKOS, "dct": DCT, "wd": WIKIDATA}
PREFIXES["owl"] = "http://www.w3.org/2002/07/owl#"

Value = str | int | float | Literal


def iri(name: str) -> NamedNode:
    """`coop:City` by its prefix, anything else («city/omsk») under the base."""
    prefix, colon, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local if colon and prefix in PREFIXES else BASE + name)


def day(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + "date"))


def year(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + "gYear"))


def term(value: Value) -> NamedNode | Literal:
    return iri(value) if isinstance(value, str) else value if isinstance(value, Literal) else Literal(value)


@dataclass
class Graph:
    quads: list[Quad] = field(default_factory=list)

    def entity(self, name: str, kind: str, ru: str = "", kk: str = "", en: str = "", **properties: Value) -> None:
        self._plain(name, RDF + "type", iri(f"coop:{kind}"))
        for language, label in (("ru", ru), ("kk", kk), ("en", en)):
            if label:
                self._plain(name, SKOS + "prefLabel", Literal(label, language=language))
        for key, value in properties.items():
            self._plain(name, COOP + key, term(value))

    def also(self, name: str, form: str, language: str = "ru") -> None:
        self._plain(name, SKOS + "altLabel", Literal(form, language=language))

    def link(self, name: str, predicate: str, other: str) -> None:
        self._plain(name, iri(predicate).value, iri(other))

    def indicator(self, name: str, ru: str, unit: str, about: tuple[str, ...] = (), **properties: Value) -> None:
        self.entity(name, "Indicator", ru)
        for key, value in {"unit": f"v:{unit}", "direction": "v:level", **properties}.items():
            self._plain(name, COOP + key, term(value))
        for thing in about:
            self._plain(name, COOP + "about", iri(thing))

    def document(self, name: str, text: str, date: str, publisher: str, language: str = "ru") -> "Text":
        return Text(self, f"doc/{name}", name, text, date, publisher, language).add()

    def store(self) -> Store:
        store = Store()
        store.extend(self.quads)
        return store

    def _plain(self, subject: str, predicate: str, value: NamedNode | Literal) -> None:
        self.quads.append(Quad(iri(subject), NamedNode(predicate), value, DefaultGraph()))


@dataclass
class Text:
    graph: Graph
    doc: str
    name: str
    text: str
    date: str
    publisher: str
    language: str

    def add(self) -> "Text":
        self._say(self.doc, RDF + "type", iri("coop:Document"))
        self._say(self.doc, DCT + "identifier", Literal(f"{self.name}.txt"))
        digest = sha256(" ".join(self.text.split()).encode()).hexdigest()
        self._say(self.doc, DCT + "isVersionOf", NamedNode(f"ni:///sha-256;{digest}"))
        self._say(self.doc, DCT + "title", Literal(self.text.split(".")[0], language=self.language))
        self._say(self.doc, DCT + "date", day(self.date))
        self._say(self.doc, DCT + "language", Literal(self.language))
        self._say(self.doc, DCT + "publisher", iri(self.publisher))
        self._say(self.doc, COOP + "content", Literal(self.text))
        return self

    def speaks(self, speaker: str, words: str, form: str = "SpeechTurn") -> None:
        utterance = self._span(words, "char=", form)
        self._say(utterance, COOP + "speaker", iri(speaker))

    def mention(self, entity: str, words: str, kind: str) -> None:
        self._say(self._span(words, f"mention={kind},", "Mention"), COOP + "refersTo", iri(entity))

    def claim(
        self,
        subject: str,
        predicate: str,
        value: Value,
        quote: str,
        *,
        by: str = "",
        modality: str = "asserted",
        basis: str = "",
        date_from: str = "",
        plain: bool = True,
    ) -> str:
        span = self._span(quote, "char=", "Span")
        stated = f"{subject} {predicate} {value} {span} {by}"
        claim = "claim/" + sha256(stated.encode()).hexdigest()[:12]
        self._say(claim, RDF + "type", iri("coop:Claim"))
        self._say(claim, RDF + "subject", iri(subject))
        self._say(claim, RDF + "predicate", iri(f"coop:{predicate}"))
        self._say(claim, RDF + "object", term(value))
        self._say(claim, COOP + "evidence", iri(span))
        self._say(claim, COOP + "statedBy", iri(by or self.publisher))
        self._say(claim, COOP + "statedOn", day(self.date))
        self._say(claim, COOP + "modality", iri(f"v:{modality}"))
        if basis:
            self._say(claim, COOP + "basis", Literal(basis, language=self.language))
        if date_from:
            self._say(claim, COOP + "dateFrom", iri(f"v:{date_from}"))
        if plain and modality in ("asserted", "planned"):
            self.graph._plain(subject, COOP + predicate, term(value))
        return claim

    def figure(self, indicator: str, value: int | float, quote: str, *, by: str = "", bound: str = "exactly") -> str:
        claim = self.claim(indicator, "value", value, quote, by=by, plain=False)
        self._say(claim, RDF + "type", iri("coop:Figure"))
        self._say(claim, COOP + "indicator", iri(indicator))
        self._say(claim, COOP + "value", term(value))
        self._say(claim, COOP + "bound", iri(f"v:{bound}"))
        return claim

    def at(self, quote: str) -> tuple[int, int]:
        start = self.text.index(quote)
        return start, start + len(quote)

    def _span(self, words: str, fragment: str, kind: str) -> str:
        start, end = self.at(words)
        span = f"{self.doc}#{fragment}{start},{end}"
        self._say(span, RDF + "type", iri(f"coop:{kind}"))
        self._say(span, COOP + "inDocument", iri(self.doc))
        self._say(span, COOP + "begin", term(start))
        self._say(span, COOP + "end", term(end))
        self._say(span, COOP + "text", Literal(words, language=self.language))
        return span

    def _say(self, subject: str, predicate: str, value: NamedNode | Literal) -> None:
        self.graph.quads.append(Quad(iri(subject), NamedNode(predicate), value, iri(self.doc)))
