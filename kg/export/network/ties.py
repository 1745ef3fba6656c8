"""The ties that a query gives, or that the claims of the drawn properties state: one for each claim or row."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, QueryTriples, Store

from kg.export.lines import one_line
from kg.export.network.days import period
from kg.export.network.edges import RELATED, SHARES, Edge, Evidence
from kg.export.network.nodes import nodes_of, plain_values
from kg.export.network.views import in_order
from kg.graph.companions import document_graphs
from kg.graph.ontology import Ontology
from kg.model.errors import QueryError
from kg.model.namespaces import COOP, DCT, RDF, VOCABULARY
from kg.queries.answers import Answer, ask

_DATE = COOP + "date"
_DENIED = VOCABULARY + "denied"
_HOLDS = frozenset(f"{VOCABULARY}{name}" for name in ("asserted", "planned"))
_CLAIMS = """
SELECT ?predicate ?source ?target ?evidence ?speaker ?claim ?modality WHERE {
  { SELECT * { GRAPH %(document)s { ?claim rdf:predicate ?predicate FILTER(?predicate IN (%(predicates)s)) } } }
  { SELECT * { GRAPH %(document)s { ?claim rdf:subject ?source } } }
  { SELECT * { GRAPH %(document)s { ?claim rdf:object ?target } } }
  { SELECT * { GRAPH %(document)s { ?claim coop:modality ?modality } } }
  { SELECT * { GRAPH %(document)s { ?claim coop:evidence ?span } } }
  { SELECT * { GRAPH %(document)s { ?span coop:text ?evidence } } }
  OPTIONAL { { SELECT * { GRAPH %(document)s { ?claim coop:statedBy ?speaker } } } }
}
"""
"""What the claims of one document say. Each property is read in one go and the readings are joined, in a quarter of the
time that going from claim to claim takes Oxigraph; and a document's claims lie together. Joined with the plain triples
the query would take ten times as long."""
_VARIABLES = (
    *("predicate", "source", "target", "document", "evidence", "speaker", "claim"),
    *("via", "start", "end", "weight", "modality"),
)


class Tie(NamedTuple):
    source: str
    target: str
    predicate: str
    evidence: Evidence = Evidence()
    speaker: str = ""
    """The IRI; the evidence has the name."""
    claim: str = ""
    weight: float = 1.0
    holds: bool = True
    """A tie that is only proposed is no edge, and speaks for the edge that another claim makes."""


def stated(store: Store, ontology: Ontology) -> Iterator[Tie]:
    """One for each claim of a drawn property that does not deny it.

    Ties of an event or agreement are as old as itself, others as the document."""
    predicates = ", ".join(f"<{found.iri}>" for found in ontology.edges)
    dates = _dates(store)
    lead = {found.iri: _leading(store, COOP + found.through) for found in ontology.edges if found.through}
    read = _Reading(store)
    for document in document_graphs(store):
        claims = ask(store, _CLAIMS % {"document": document, "predicates": predicates}, stated=True)
        for tie in read.ties(claims, document.value):
            dated = tie
            if tie.source in dates:
                dated = tie._replace(evidence=tie.evidence._replace(period=period(dates[tie.source])))
            farther = lead[tie.predicate].get(tie.target, ()) if tie.predicate in lead else ()
            if not farther:
                yield dated
            for end in farther:
                yield dated._replace(target=end, evidence=dated.evidence._replace(via=read.label(tie.target)))


def asked(store: Store, query: str) -> Iterator[Tie]:
    """One for each row of a SELECT with ?source and ?target, or triple between resources of a CONSTRUCT; of what is
    stated, so that what holds both ways is one tie.

    A row that names no predicate, but a third thing as ?via, is a projection. Raises QueryError on another kind of
    query."""
    return _Reading(store).ties(ask(store, query, stated=True))


def edges_of(ties: Iterable[Tie], ontology: Ontology) -> list[Edge]:
    """One edge for each pair and predicate. What holds both ways is drawn once, and a claim counts once."""
    gathered: dict[tuple[str, str, str], list[Tie]] = {}
    symmetric = ontology.both_ways
    for tie in ties:
        source, target, predicate = tie[:3]
        if target < source and predicate in symmetric:
            source, target = target, source
        gathered.setdefault((source, target, predicate), []).append(tie)
    held = sorted(key for key, found in gathered.items() if any(tie.holds for tie in found))
    return [_edge(key, gathered[key], key[2] in symmetric) for key in held]


def _edge(key: tuple[str, str, str], ties: Collection[Tie], symmetric: bool) -> Edge:
    if len(ties) == 1:
        (tie,) = ties
        beside = Evidence(*tie.evidence)  # made anew, it lies beside its edge in memory, where writers look for it
        return Edge(*key, symmetric, tie.weight, (beside,))
    counted = {tie.claim or number: tie.weight for number, tie in enumerate(ties)}
    return Edge(*key, symmetric, sum(counted.values()), in_order(tie.evidence for tie in ties))


class _Reading:
    """Answers as ties. The names in them are looked up once, and what many ties have alike is held once."""

    def __init__(self, store: Store) -> None:
        self._documents = _documents(store)
        self._shared: dict[str, str] = {}
        self.label = cache(lambda iri: nodes_of(store, [iri])[0].label)

    def ties(self, answer: Answer, document: str = "") -> Iterator[Tie]:
        """`document` is the graph that all is read from, where the answer does not say so."""
        if isinstance(answer, QueryTriples):
            return _of_triples(answer)
        names = [variable.value for variable in answer.variables] if isinstance(answer, QuerySolutions) else []
        if not isinstance(answer, QuerySolutions) or not {"source", "target"} <= set(names):
            raise QueryError("no map: a map takes a SELECT with the variables ?source and ?target, or a CONSTRUCT")
        return self._of_solutions(answer, names, document)

    def _of_solutions(self, solutions: QuerySolutions, names: list[str], said_in: str) -> Iterator[Tie]:
        at = [names.index(name) if name in names else len(names) for name in _VARIABLES]
        label, once = self.label, self._shared.setdefault
        for solution in solutions:
            terms = [getattr(term, "value", "") for term in (*solution, None)]
            predicate, source, target, document, quote, speaker, claim, via, start, end, weight, modality = (
                terms[i] for i in at
            )
            source, target = one_line(source), one_line(target)
            predicate = predicate or (SHARES if via else RELATED)
            if not (source and target) or modality == _DENIED:
                continue
            document = document or said_in
            name, said_on = self._documents.get(document, (document, ""))
            when = period(start or end, end) if start or end else period(said_on) if said_on else None
            yield Tie(
                once(source, source),
                once(target, target),
                once(predicate, predicate),
                Evidence(name, quote, label(speaker) if speaker else "", label(via) if via else "", when),
                once(speaker, speaker),
                claim,
                _weight(weight) if weight else 1.0,
                not modality or modality in _HOLDS,
            )


def _of_triples(triples: QueryTriples) -> Iterator[Tie]:
    """Types and literals tell of one thing, and tie no two."""
    found = {
        (triple.subject.value, triple.object.value, triple.predicate.value)
        for triple in triples
        if isinstance(triple.subject, NamedNode | BlankNode)
        and isinstance(triple.object, NamedNode | BlankNode)
        and triple.predicate.value != RDF + "type"
    }
    return (Tie(*ends) for ends in found)


def _weight(text: str) -> float:
    """A weight of nothing would make Gephi drop the edge, so one that is no positive number counts as 1."""
    try:
        weight = float(text)
    except ValueError:
        return 1.0
    return weight if 0 < weight < float("inf") else 1.0


def _documents(store: Store) -> dict[str, tuple[str, str]]:
    """Name of the file and date of each document."""
    named: dict[str, list[str]] = {}
    for at, predicate in enumerate(("identifier", "date")):
        for quad in store.quads_for_pattern(None, NamedNode(DCT + predicate), None, None):
            subject, value = quad.subject, quad.object
            if subject == quad.graph_name and isinstance(subject, NamedNode) and isinstance(value, Literal):
                named.setdefault(subject.value, ["", ""])[at] = value.value
    return {iri: (name or iri, date) for iri, (name, date) in named.items()}


def _dates(store: Store) -> dict[str, str]:
    """The date of each event and agreement: a day tells more than its year, and the first more than the last."""
    dates: dict[str, str] = {}
    for subject, value in plain_values(store, _DATE):
        known = dates.get(subject, "")
        if isinstance(value, Literal) and (-len(value.value), value.value) < (-len(known), known):
            dates[subject] = value.value
    return dates


def _leading(store: Store, predicate: str) -> dict[str, list[str]]:
    lead: dict[str, list[str]] = {}
    for subject, value in plain_values(store, predicate):
        if isinstance(value, NamedNode):
            lead.setdefault(subject, []).append(value.value)
    return {subject: sorted(values) for subject, values in lead.items()}
