"""What is to be told of the graph as a data set, in words and numbers, whatever form it is told in.

Its time is that of the texts: the same texts give the same facts, whenever and however often they were read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.export.words import words
from kg.model.config import PUBLICATION, Publication
from kg.model.namespaces import COOP, DCT, RDF

TITLES: Final[Mapping[str, str]] = words("dataset")["title"]
ABOUT: Final[Mapping[str, str]] = words("dataset")["about"]
RIGHTS: Final[Mapping[str, str]] = words("dataset")["rights"]
KEYWORDS: Final[Mapping[str, Sequence[str]]] = words("dataset")["keywords"]
SOFTWARE_LICENCE: Final = "https://spdx.org/licenses/Apache-2.0"
SOFTWARE: Final = "kg"
_PARTS = ("program", "ontology", "gazetteer", "rules", "decisions")
"""Of what a store was made with, those that have digits of their own and no path of a machine."""


@dataclass(frozen=True, slots=True)
class DescribedDocument:
    iri: str
    date: str = ""
    language: str = ""
    title: str = ""
    source: str = ""
    """The address it is from, if it is known."""


@dataclass(frozen=True, slots=True)
class Facts:
    base: str
    documents: tuple[DescribedDocument, ...]
    """In order of their IRIs."""
    content: str
    """16 hexadecimal digits that change with the documents; empty where none has a checksum."""
    triples: int
    entities: int
    made_with: Mapping[str, str] = field(default_factory=dict)
    """Digits of program, ontology, gazetteer, rules and decisions, of those that are known."""
    issued: str = ""
    """The day of a release; empty of what is no release."""
    publication: Publication = PUBLICATION

    @property
    def iri(self) -> str:
        return f"{self.base}dataset"

    @property
    def dates(self) -> tuple[str, ...]:
        return tuple(sorted(one.date for one in self.documents if one.date))

    @property
    def newest(self) -> str:
        """The date of the newest document; empty when none has a date."""
        return max(self.dates, default="")

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({one.language for one in self.documents if one.language}))

    @property
    def citation(self) -> str:
        year = (self.issued or self.newest)[:4]
        publisher = self.publication.publisher
        told = [f"{publisher} ({year})" if year else publisher, TITLES["en"]]
        edition = f"Version {self.content}, made with {SOFTWARE} {software_version()}" if self.content else ""
        return ". ".join([*told, *([edition] if edition else []), self.iri])


def facts(
    store: Store,
    base: str,
    *,
    whole: bool = True,
    made_with: Mapping[str, str] | None = None,
    publication: Publication = PUBLICATION,
) -> Facts:
    """Of the whole store, or with the numbers of its default graph alone."""
    documents, digests = [], []
    for quad in store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(COOP + "Document"), None):
        if isinstance(quad.subject, NamedNode) and quad.subject == quad.graph_name:
            told = [value_of(store, quad.subject, name) for name in _OF_A_DOCUMENT]
            documents.append(DescribedDocument(quad.subject.value, *told))
            digests.append(value_of(store, quad.subject, COOP + "sha256"))
    types = store.quads_for_pattern(None, NamedNode(RDF + "type"), None, DefaultGraph())
    known = sorted(filter(None, digests))
    return Facts(
        base,
        tuple(sorted(documents, key=lambda one: one.iri)),
        sha256("".join(known).encode()).hexdigest()[:16] if known else "",
        len(store) if whole else sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph())),
        len({quad.subject for quad in types}),
        {name: made_with[name] for name in _PARTS if made_with.get(name)} if made_with else {},
        publication=publication,
    )


def software_version() -> str:
    return version("kg")


_OF_A_DOCUMENT = (DCT + "date", DCT + "language", DCT + "title", DCT + "source")


def value_of(store: Store, document: NamedNode, property_: str) -> str:
    """What a document's graph says of it; empty when it does not."""
    found = store.quads_for_pattern(document, NamedNode(property_), None, document)
    return min((quad.object.value for quad in found if isinstance(quad.object, NamedNode | Literal)), default="")
