"""The ontology as a value: what `ontology/interregional.ttl` and `ontology/vocabulary.ttl` declare, read once.

Classes, properties and concepts go by their local names («City», «sisterCityOf», «signed»)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, TypeAlias

from pyoxigraph import BlankNode, NamedNode, Store, parse
from pyoxigraph import Literal as RdfLiteral

from kg.model.errors import KgError
from kg.model.namespaces import COOP, OWL, RDF, RDFS, SKOS

_WIKIDATA = "http://www.wikidata.org/prop/direct/"
_Term: TypeAlias = NamedNode | BlankNode | RdfLiteral

Labels = Mapping[str, str]
"""Language → label."""


@dataclass(frozen=True, slots=True)
class OntologyClass:
    """A class of the ontology."""

    name: str
    labels: Labels
    ancestors: frozenset[str]
    """The class itself and all its superclasses in this ontology."""
    colour: str
    """Of its nodes on maps, #rrggbb; empty when the ontology gives none."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the ontology, and how a map draws it."""

    name: str
    labels: Labels
    domain: frozenset[str]
    """Any of these classes; empty when the ontology leaves it open."""
    range: frozenset[str]
    """Classes, or datatypes of XML Schema and RDF («date», «langString»)."""
    literal: bool
    symmetric: bool
    schemes: tuple[str, ...]
    """The concept schemes its values come from; several when the class of the subject decides."""
    edge: Literal["", "directed", "undirected"]
    """How a relationship map draws it; empty when it is no edge."""
    through: str
    """The property whose object the edge ends at: `holdsPost` leads through `postOf`."""
    joins_places: bool
    """Whether a geographic map draws a subject without coordinates as the line through its objects."""
    colour: str
    """Of its lines on maps, #rrggbb; empty when the ontology gives none."""
    dash: str
    """As `stroke-dasharray` has it; empty for a solid line."""
    projection: bool
    """Whether it ties what shares a third thing, which no text states."""
    quiet: bool
    """Whether it is drawn thinner and paler than others."""
    wikidata: tuple[str, ...]
    """The properties of Wikidata that say about the same, «P190»."""

    @property
    def iri(self) -> str:
        return COOP + self.name

    @property
    def both_ways(self) -> bool:
        """Whether a map draws one edge for what is said either way."""
        return self.edge == "undirected" or self.projection


@dataclass(frozen=True, slots=True)
class Ontology:
    """All classes, properties and concepts, by name."""

    classes: Mapping[str, OntologyClass]
    properties: Mapping[str, Property]
    concepts: Mapping[str, Mapping[str, Labels]]
    """Scheme → notation → labels. A concept's IRI is `v:` and its notation."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Reads the ontology in `folder`. Raises `KgError` when a file is missing or is no Turtle."""
        graph = Store()
        for name in ("interregional.ttl", "vocabulary.ttl"):
            try:
                graph.extend(parse(path=str(folder / name), rename_blank_nodes=True))
            except (OSError, SyntaxError) as error:
                raise KgError(f"{folder / name}: not readable as Turtle: {error}") from error
        return cls(classes=_classes(graph), properties=_properties(graph), concepts=_concepts(graph))

    def takes_subject(self, name: str, kind: str) -> bool:
        """Tells whether the property may be said of a `kind`."""
        domain = self.properties[name].domain
        return not domain or not domain.isdisjoint(self.classes[kind].ancestors)

    def takes_object(self, name: str, kind: str) -> bool:
        """Tells whether a `kind` may be the property's value."""
        found = self.properties[name]
        return not found.literal and not found.range.isdisjoint(self.classes[kind].ancestors)

    def labels(self, iri: str) -> Labels:
        """Of a class or property; empty for what is none of this ontology."""
        name = iri.removeprefix(COOP)
        found = (self.classes.get(name) or self.properties.get(name)) if name != iri else None
        return found.labels if found else {}

    @property
    def both_ways(self) -> frozenset[str]:
        """The IRIs of the properties of which a map draws one edge for what is said either way."""
        return frozenset(found.iri for found in self.properties.values() if found.both_ways)

    @property
    def projections(self) -> frozenset[str]:
        """The IRIs of the ties that maps compute and no text states."""
        return frozenset(found.iri for found in self.properties.values() if found.projection)

    @property
    def edges(self) -> tuple[Property, ...]:
        """The properties that a relationship map draws, by name."""
        return tuple(found for _, found in sorted(self.properties.items()) if found.edge)


def _objects(graph: Store, node: _Term, predicate: str) -> list[_Term]:
    """In order, so that what is one of several is always the same one."""
    if isinstance(node, RdfLiteral):
        return []
    found = (quad.object for quad in graph.quads_for_pattern(node, NamedNode(predicate), None))
    return sorted((one for one in found if isinstance(one, _Term)), key=lambda one: one.value)


def _subjects(graph: Store, predicate: str, value: str) -> list[NamedNode]:
    found = (quad.subject for quad in graph.quads_for_pattern(None, NamedNode(predicate), NamedNode(value)))
    return sorted((one for one in found if isinstance(one, NamedNode)), key=lambda one: one.value)


def _local(node: _Term) -> str:
    return node.value.rpartition("#")[2].rpartition("/")[2]


def _text(graph: Store, node: _Term, predicate: str) -> str:
    return next((one.value for one in _objects(graph, node, predicate)), "")


def _labels(graph: Store, node: _Term, predicate: str = RDFS + "label") -> dict[str, str]:
    found = (label for label in _objects(graph, node, predicate) if isinstance(label, RdfLiteral))
    return dict(sorted((label.language or "", label.value) for label in found))


def _ours(graph: Store, kind: str) -> list[NamedNode]:
    return [node for node in _subjects(graph, RDF + "type", kind) if node.value.startswith(COOP)]


def _ancestors(graph: Store, node: _Term) -> set[_Term]:
    """The node itself and all that `rdfs:subClassOf` leads to."""
    found, new = {node}, {node}
    while new:
        new = {one for node in new for one in _objects(graph, node, RDFS + "subClassOf")} - found
        found |= new
    return found


def _classes(graph: Store) -> dict[str, OntologyClass]:
    return {
        _local(node): OntologyClass(
            name=_local(node),
            labels=_labels(graph, node),
            ancestors=frozenset(_local(one) for one in _ancestors(graph, node) if one.value.startswith(COOP)),
            colour=_text(graph, node, COOP + "colour"),
        )
        for node in _ours(graph, OWL + "Class")
    }


def _listed(graph: Store, node: _Term) -> Iterator[_Term]:
    """The members of a list."""
    yield from _objects(graph, node, RDF + "first")
    for rest in _objects(graph, node, RDF + "rest"):
        yield from _listed(graph, rest)


def _alternatives(graph: Store, node: _Term, predicate: str) -> frozenset[str]:
    """The classes a domain or range names, one or as `owl:unionOf`."""
    found: set[str] = set()
    for one in _objects(graph, node, predicate):
        unions = _objects(graph, one, OWL + "unionOf")
        found.update(_local(part) for part in ([*_listed(graph, unions[0])] if unions else [one]))
    return frozenset(found)


def _edge(drawn: str) -> Literal["", "directed", "undirected"]:
    match drawn:
        case "directed edge":
            return "directed"
        case "undirected edge":
            return "undirected"
        case "":
            return ""
        case other:
            raise KgError(f"interregional.ttl: coop:drawnAs {other!r}: «directed edge» or «undirected edge» is allowed")


def _properties(graph: Store) -> dict[str, Property]:
    return {
        _local(node): Property(
            name=_local(node),
            labels=_labels(graph, node),
            domain=_alternatives(graph, node, RDFS + "domain"),
            range=_alternatives(graph, node, RDFS + "range"),
            literal=kind == OWL + "DatatypeProperty",
            symmetric=node in _subjects(graph, RDF + "type", OWL + "SymmetricProperty"),
            schemes=tuple(sorted(map(_local, _objects(graph, node, COOP + "conceptsOf")))),
            edge=_edge(_text(graph, node, COOP + "drawnAs")),
            through=next(map(_local, _objects(graph, node, COOP + "drawnThrough")), ""),
            joins_places=_text(graph, node, COOP + "joinsPlaces") == "true",
            colour=_text(graph, node, COOP + "colour"),
            dash=_text(graph, node, COOP + "dash"),
            projection=_text(graph, node, COOP + "projection") == "true",
            quiet=_text(graph, node, COOP + "quiet") == "true",
            wikidata=tuple(
                one.value.removeprefix(_WIKIDATA)
                for one in _objects(graph, node, SKOS + "closeMatch")
                if one.value.startswith(_WIKIDATA)
            ),
        )
        for kind in (OWL + "ObjectProperty", OWL + "DatatypeProperty")
        for node in _ours(graph, kind)
    }


def _concepts(graph: Store) -> dict[str, dict[str, Labels]]:
    return {
        _local(scheme): {
            _text(graph, concept, SKOS + "notation"): _labels(graph, concept, SKOS + "prefLabel")
            for concept in _subjects(graph, SKOS + "inScheme", scheme.value)
        }
        for scheme in _subjects(graph, RDF + "type", SKOS + "ConceptScheme")
    }
