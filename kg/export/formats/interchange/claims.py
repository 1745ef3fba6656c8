"""The claims of all documents, in order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.model.namespaces import COOP, RDF, VOCABULARY

SUBJECT, PREDICATE, OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
Term = NamedNode | BlankNode | Literal | Triple
_MODALITY, _EVIDENCE, _TEXT = (NamedNode(COOP + name) for name in ("modality", "evidence", "text"))


@dataclass(frozen=True, slots=True)
class ExportedClaim:
    iri: NamedNode
    document: NamedNode
    triple: Triple
    """What is claimed."""
    said: tuple[tuple[NamedNode, Term], ...]
    """What the document's graph says of the claim besides, in order."""

    @property
    def modality(self) -> str:
        """«asserted» and the like; empty where it is not told."""
        found = self.value(_MODALITY)
        return found.value.removeprefix(VOCABULARY) if isinstance(found, NamedNode) else ""

    @property
    def evidence(self) -> NamedNode | None:
        """The span of its words."""
        found = self.value(_EVIDENCE)
        return found if isinstance(found, NamedNode) else None

    def value(self, property_: NamedNode) -> Term | None:
        return next((value for predicate, value in self.said if predicate == property_), None)

    def words(self, store: Store) -> Literal | None:
        """As the document has them."""
        found = store.quads_for_pattern(self.evidence, _TEXT, None, self.document) if self.evidence else ()
        return next((quad.object for quad in found if isinstance(quad.object, Literal)), None)


def claims(store: Store) -> Iterator[ExportedClaim]:
    """Document by document, and in a document by their IRIs. What lacks subject, predicate or object is none."""
    for graph in sorted(store.named_graphs(), key=str):
        subjects = {quad.subject for quad in store.quads_for_pattern(None, SUBJECT, None, graph)}
        for claim in sorted(subjects, key=str):
            if isinstance(claim, NamedNode) and isinstance(graph, NamedNode) and (found := _claim(store, claim, graph)):
                yield found


def _claim(store: Store, claim: NamedNode, graph: NamedNode) -> ExportedClaim | None:
    said = sorted(((q.predicate, q.object) for q in store.quads_for_pattern(claim, None, None, graph)), key=str)
    parts = {predicate: value for predicate, value in said if predicate in (SUBJECT, PREDICATE, OBJECT)}
    triple = claimed(parts)
    others = tuple((name, value) for name, value in said if name not in parts)
    return ExportedClaim(claim, graph, triple, others) if triple else None


def claimed(parts: Mapping[NamedNode, Term]) -> Triple | None:
    """The triple of a claim's subject, predicate and object; None where it lacks one."""
    subject, predicate = parts.get(SUBJECT), parts.get(PREDICATE)
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode) or OBJECT not in parts:
        return None
    return Triple(subject, predicate, parts[OBJECT])
