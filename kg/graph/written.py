"""What one document adds to the graph, made without the store: in any process, and sent from one to another."""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.documents.document import Document
from kg.graph.claims import Statements, state
from kg.graph.inference import Inference
from kg.graph.ontology import Ontology
from kg.graph.rdf import document_iri, document_quads, note_quad, plain_quads
from kg.identity.entities import References
from kg.model.facts import Extraction
from kg.model.terms import Node


@dataclass(frozen=True, slots=True)
class Written:
    """A document as quads, and what the index is to know of it."""

    graph: str
    quads: bytes
    """N-Quads of its graph."""
    follows: bytes
    """N-Quads of what follows from what it is."""
    stated: bytes
    """Packed N-Triples of the plain triples that it states."""
    nodes: tuple[tuple[str, str, str], ...]
    """Posts and indicators: IRI, label and properties."""
    counts: str
    """As JSON: how many facts, rules, claims and what was rejected, by name."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes the quads of documents."""

    ontology: Ontology
    inference: Inference
    base: str

    def write(
        self,
        document: Document,
        extraction: Extraction,
        references: References,
        notes: Iterable[tuple[str, str]],
    ) -> Written:
        """Writes what a document says of what its names refer to; `notes` tell of an IRI why a name is one of its."""
        statements = state(document, extraction, references, self.ontology, self.base)
        publisher = references.publisher.iri if references.publisher else ""
        graph = NamedNode(document_iri(document.id, self.base))
        quads = set(document_quads(document, statements, publisher, self.base))
        stated = {quad.triple for quad in (*plain_quads(statements), *(note_quad(*note) for note in notes))}
        lines = serialize(sorted(stated, key=str), format=RdfFormat.N_TRIPLES) or b""
        return Written(
            graph.value,
            _lines(quads),
            _lines(self.inference.of_document(graph, quads)),
            zlib.compress(lines, 1),
            tuple({node.iri: (node.iri, _label(node), _told(node)) for node in statements.nodes}.values()),
            _counts(extraction, statements),
            tuple(f"{document.name}: {note}" for note in document.notes),
        )


def _lines(quads: Iterable[Quad]) -> bytes:
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


def _label(node: Node) -> str:
    return json.dumps([node.label.text, node.label.language], ensure_ascii=False)


def _told(node: Node) -> str:
    properties = [(name, type(value).__name__, asdict(value)) for name, value in node.properties]
    return json.dumps([node.kind, properties], ensure_ascii=False)


def _counts(extraction: Extraction, statements: Statements) -> str:
    counts: Mapping[str, Mapping[str, int]] = {
        "facts": Counter(type(one.fact).__name__ for one in extraction.found),
        "rules": Counter(one.rule for one in extraction.found),
        "rejected": statements.rejected,
        "claims": {"": len(statements.claims)},
    }
    return json.dumps(counts, ensure_ascii=False)
