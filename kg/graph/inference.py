"""What follows by the ontology from what is stated, one thing or one triple at a time.

Of a thing: the superclasses of its class, aligned classes among them, and its names by the properties that others look
for. Of a triple: aligned properties, the other direction of what holds both ways, the days that a date leaves open.
Nothing is followed through two things («in a city, so in its country»): `coop:locatedIn+` asks that."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, parse

from kg.graph.companions import INFERRED, REFERENCE, companion, document_graphs
from kg.graph.minting import first_day, last_day
from kg.model.namespaces import COOP, DCT, FOAF, OWL, RDF, RDFS, SKOS, XSD

_TYPE, _PREFERRED, _LABEL = NamedNode(RDF + "type"), NamedNode(SKOS + "prefLabel"), NamedNode(RDFS + "label")
_NAME, _PERSON = NamedNode(FOAF + "name"), NamedNode(COOP + "Person")
_DATE, _DAY = NamedNode(COOP + "date"), NamedNode(XSD + "date")
_LAST_DAY = NamedNode(COOP + "lastDay")
_BOUNDS = ((NamedNode(COOP + "earliest"), first_day), (NamedNode(COOP + "latest"), last_day))
_EXACTNESS = ((10, _DAY), (7, NamedNode(XSD + "gYearMonth")), (4, NamedNode(XSD + "gYear")))
_Value = NamedNode | Literal


class Inference:
    """The axioms of an ontology that are followed, and the graph that what follows stands in."""

    def __init__(self, axioms: Iterable[Quad], graph: NamedNode) -> None:
        supers: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
        leads: defaultdict[NamedNode, set[tuple[NamedNode, bool]]] = defaultdict(set)
        for quad in axioms:
            subject, value = quad.subject, quad.object
            if not (isinstance(subject, NamedNode) and isinstance(value, NamedNode)):
                continue
            match quad.predicate.value.rpartition("#")[2]:
                case "subClassOf":
                    supers[subject].add(value)
                case "subPropertyOf":
                    leads[subject].add((value, False))
                case "inverseOf":
                    leads[subject].add((value, True))
                    leads[value].add((subject, True))
                case "type" if value.value == OWL + "SymmetricProperty":
                    leads[subject].add((subject, True))
        self.graph = graph
        self._supers = {one: _reached(one, supers) for one in supers}
        self._leads = {one: _led(one, leads) for one in leads if one.value.startswith(COOP)}
        self._from: defaultdict[NamedNode, set[tuple[NamedNode, bool]]] = defaultdict(set)
        for one, ends in self._leads.items():
            for end, turned in ends:
                self._from[end].add((one, turned))

    @classmethod
    def load(cls, folder: Path, base: str) -> Self:
        """Reads `interregional.ttl` in the folder of the ontology."""
        return cls(parse(path=str(folder / "interregional.ttl")), companion(INFERRED, base))

    def of_thing(self, quads: Iterable[Quad]) -> set[Quad]:
        """Follows the classes and names of things; all of a thing is to be given at once."""
        quads = set(quads)
        persons = {quad.subject for quad in quads if quad.predicate == _TYPE and quad.object == _PERSON}
        found = set()
        for quad in quads:
            if quad.predicate == _TYPE:
                found |= {(quad.subject, _TYPE, one) for one in self._supers.get(quad.object, ())}  # type: ignore[arg-type]
            elif quad.predicate == _PREFERRED:
                found.add((quad.subject, _LABEL, quad.object))  # type: ignore[arg-type]
                if quad.subject in persons:
                    found.add((quad.subject, _NAME, quad.object))  # type: ignore[arg-type]
        return {Quad(*triple, self.graph) for triple in found}

    def of_document(self, document: NamedNode, quads: Iterable[Quad]) -> set[Quad]:
        """Follows the class of a document, and its title."""
        told = {RDF + "type": _TYPE, DCT + "title": _PREFERRED}
        named = [quad for quad in quads if quad.subject == document and quad.predicate.value in told]
        return self.of_thing(Quad(document, told[quad.predicate.value], quad.object) for quad in named)

    def of_triple(self, quad: Quad) -> Iterator[Quad]:
        """Follows a triple that is stated."""
        for end, turned in self._leads.get(quad.predicate, ()):
            if triple := _turned(quad, end, turned):
                yield Quad(*triple, self.graph)
        if quad.predicate == _DATE and isinstance(quad.object, Literal):
            for bound, day in _BOUNDS:
                yield Quad(quad.subject, bound, Literal(day(quad.object.value), datatype=_DAY), self.graph)
        elif quad.predicate == _LAST_DAY:
            yield Quad(quad.subject, _BOUNDS[1][0], quad.object, self.graph)

    def sources(self, quad: Quad) -> Iterator[Quad]:
        """Gives the triples of the default graph that the triple would follow from, each alone."""
        for start, turned in self._from.get(quad.predicate, ()):
            if triple := _turned(quad, start, turned):
                yield Quad(*triple)
        for bound, day in _BOUNDS:
            if quad.predicate == bound:
                if day is last_day:
                    yield Quad(quad.subject, _LAST_DAY, quad.object)
                for length, datatype in _EXACTNESS:
                    text = quad.object.value[:length]  # type: ignore[union-attr]
                    if day(text) == quad.object.value:  # type: ignore[union-attr]
                        yield Quad(quad.subject, _DATE, Literal(text, datatype=datatype))

    def of_store(self, store: Store, base: str) -> set[Quad]:
        """Gives all that follows from a store, at once: what a build keeps step by step."""
        plain = set(store.quads_for_pattern(None, None, None, DefaultGraph()))
        known = store.quads_for_pattern(None, None, None, companion(REFERENCE, base))
        # What is part of a thing, its position or a term of office, is told by that alone.
        brief = {quad for quad in known if "#" not in str(quad.subject) and quad.subject != quad.graph_name}
        found = self.of_thing(plain | brief) | {one for quad in plain for one in self.of_triple(quad)}
        for document in document_graphs(store):
            found |= self.of_document(document, store.quads_for_pattern(document, None, None, document))
        return {quad for quad in found if Quad(quad.subject, quad.predicate, quad.object) not in plain}

    def here(self, quad: Quad) -> Quad:
        """Gives the triple as it would stand among what is inferred."""
        return Quad(quad.subject, quad.predicate, quad.object, self.graph)


def _reached(one: NamedNode, supers: Mapping[NamedNode, set[NamedNode]]) -> frozenset[NamedNode]:
    found: set[NamedNode] = set()
    new = {one}
    while new := {end for start in new for end in supers.get(start, ())} - found:
        found |= new
    return frozenset(found - {one})


def _led(one: NamedNode, leads: Mapping[NamedNode, set[tuple[NamedNode, bool]]]) -> frozenset[tuple[NamedNode, bool]]:
    """The properties that a property leads to, each with whether subject and object change places."""
    found: set[tuple[NamedNode, bool]] = set()
    new = {(one, False)}
    while new := {(end, turned ^ more) for start, turned in new for end, more in leads.get(start, ())} - found:
        found |= new
    return frozenset(found - {(one, False)})


def _turned(quad: Quad, predicate: NamedNode, turned: bool) -> tuple[NamedNode, NamedNode, _Value] | None:
    subject, value = quad.subject, quad.object
    assert isinstance(subject, NamedNode)
    if not turned:
        return subject, predicate, value  # type: ignore[return-value]
    return (value, predicate, subject) if isinstance(value, NamedNode) else None
