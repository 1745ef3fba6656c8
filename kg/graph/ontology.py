"""The ontology as a value: what `ontology/interregional.ttl` and `ontology/vocabulary.ttl` declare, read once.

Classes, properties and concepts go by their local names («City», «sisterCityOf», «signed»)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Self

from rdflib import Graph, Namespace, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.model.errors import KgError

COOP: Final = Namespace("https://w3id.org/interregional/ontology#")
VOCABULARY: Final = Namespace("https://w3id.org/interregional/vocab/")

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

    @property
    def iri(self) -> str:
        return str(COOP[self.name])

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
        graph = Graph()
        for name in ("interregional.ttl", "vocabulary.ttl"):
            try:
                graph.parse(folder / name, format="turtle")
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
        name = iri.removeprefix(str(COOP))
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


def _local(node: Node | None) -> str:
    return str(node or "").rpartition("#")[2].rpartition("/")[2]


def _text(graph: Graph, node: Node, predicate: URIRef) -> str:
    return str(graph.value(node, predicate) or "")


def _labels(graph: Graph, node: Node, predicate: URIRef = RDFS.label) -> dict[str, str]:
    found = (label for label in graph.objects(node, predicate) if isinstance(label, RdfLiteral))
    return dict(sorted((label.language or "", str(label)) for label in found))


def _ours(graph: Graph, kind: URIRef) -> list[URIRef]:
    return sorted(node for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef) and node in COOP)


def _classes(graph: Graph) -> dict[str, OntologyClass]:
    return {
        _local(node): OntologyClass(
            name=_local(node),
            labels=_labels(graph, node),
            ancestors=frozenset(
                _local(one) for one in graph.transitive_objects(node, RDFS.subClassOf) if str(one).startswith(COOP)
            ),
            colour=_text(graph, node, COOP.colour),
        )
        for node in _ours(graph, OWL.Class)
    }


def _alternatives(graph: Graph, node: Node, predicate: URIRef) -> frozenset[str]:
    """The classes a domain or range names, one or as `owl:unionOf`."""
    found: set[str] = set()
    for one in graph.objects(node, predicate):
        union = graph.value(one, OWL.unionOf)
        found.update(map(_local, [one] if union is None else Collection(graph, union)))
    return frozenset(found)


def _edge(drawn: Node | None) -> Literal["", "directed", "undirected"]:
    match str(drawn or ""):
        case "directed edge":
            return "directed"
        case "undirected edge":
            return "undirected"
        case "":
            return ""
        case other:
            raise KgError(f"interregional.ttl: coop:drawnAs {other!r}: «directed edge» or «undirected edge» is allowed")


def _properties(graph: Graph) -> dict[str, Property]:
    return {
        _local(node): Property(
            name=_local(node),
            labels=_labels(graph, node),
            domain=_alternatives(graph, node, RDFS.domain),
            range=_alternatives(graph, node, RDFS.range),
            literal=kind == OWL.DatatypeProperty,
            symmetric=(node, RDF.type, OWL.SymmetricProperty) in graph,
            schemes=tuple(sorted(map(_local, graph.objects(node, COOP.conceptsOf)))),
            edge=_edge(graph.value(node, COOP.drawnAs)),
            through=_local(graph.value(node, COOP.drawnThrough)),
            joins_places=_text(graph, node, COOP.joinsPlaces) == "true",
            colour=_text(graph, node, COOP.colour),
            dash=_text(graph, node, COOP.dash),
            projection=_text(graph, node, COOP.projection) == "true",
            quiet=_text(graph, node, COOP.quiet) == "true",
        )
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for node in _ours(graph, kind)
    }


def _concepts(graph: Graph) -> dict[str, dict[str, Labels]]:
    return {
        _local(scheme): {
            str(graph.value(concept, SKOS.notation)): _labels(graph, concept, SKOS.prefLabel)
            for concept in sorted(graph.subjects(SKOS.inScheme, scheme), key=str)
        }
        for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str)
    }
