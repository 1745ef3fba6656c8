"""What the triples of claims are made of, before they are RDF."""

from dataclasses import dataclass
from typing import Literal

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
    """Text in a language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A literal of an XML Schema datatype."""

    text: str
    datatype: Datatype


Term = Resource | Concept | Words | Value


@dataclass(frozen=True, slots=True)
class Node:
    """A thing that no words name but that claims need: a post, an indicator, an amount. `properties` say what it is."""

    iri: str
    kind: Literal["Post", "Indicator", "Amount"]
    label: Words
    properties: tuple[tuple[str, Term], ...] = ()
