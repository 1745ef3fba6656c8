"""What the graph says of itself in RDF: VoID (w3.org/TR/void), DCAT as DCAT-AP 3 wants it, and PROV-O.

`stated` is about the data set alone, and stands in every dump; `catalogue` adds what there is around it: who publishes
it where, its files, its classes and properties, what it links to."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Triple

from kg.export.dataset import facts as told
from kg.export.dataset.facts import Facts
from kg.export.turtle import filled_in
from kg.graph.companions import companions
from kg.model.namespaces import COOP, DCAT, DCT, FOAF, OWL, PREFIXES, PROV, RDFS, SKOS, VOCABULARY, VOID

_SPDX = "http://spdx.org/rdf/terms#"
_EU = "http://publications.europa.eu/resource/authority/"
DESCRIPTION_PREFIXES: Final = PREFIXES | {
    "void": VOID,
    "dcat": DCAT,
    "prov": PROV,
    "foaf": FOAF,
    "spdx": _SPDX,
    "lang": f"{_EU}language/",
    "theme": f"{_EU}data-theme/",
}
_LANGUAGES = {"ru": "RUS", "kk": "KAZ", "en": "ENG"}
"""As the Publications Office of the EU calls them, which DCAT-AP asks for."""
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_UNFIT = re.compile(r"[^A-Za-z0-9.-]+")
_LINKING = (OWL + "sameAs", SKOS + "exactMatch", SKOS + "closeMatch")
_CLASSES = "SELECT ?term (COUNT(*) AS ?n) WHERE { { ?s a ?term } UNION { GRAPH ?g { ?s a ?term } } } GROUP BY ?term"
_PROPERTIES = _CLASSES.replace("?s a ?term", "?s ?term ?o")
_OF_COMPANIONS: Final[Mapping[tuple[str, type[Literal | NamedNode]], str]] = {
    (RDFS + "label", Literal): DCT + "title",
    (RDFS + "comment", Literal): DCT + "description",
    (DCT + "license", NamedNode): DCT + "license",
    (PROV + "wasDerivedFrom", NamedNode): PROV + "wasDerivedFrom",
}
"""Properties that companion graphs have, and what kind of value is told by which property."""


@dataclass(frozen=True, slots=True)
class File:
    """One that the data set is given as."""

    address: str
    title: str
    media_type: str
    rdf: bool = False
    """Whether it holds the graph itself, and not a map or a table of it."""
    size: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class PublishedAt:
    """Where the data set is published."""

    home: str
    """The address of its page for people."""
    files: Sequence[File] = ()
    endpoint: str = ""
    """Of SPARQL, if there is one."""
    interface: str = ""
    """The address of the endpoint's OpenAPI document."""


def stated(facts: Facts) -> list[Triple]:
    """About the data set: what it is, how much, how new, under which licence, made of what by what. Sorted."""
    return _sorted("dataset.ttl", facts, ontology=COOP.rstrip("#"))


def catalogue(store: Store, facts: Facts, place: PublishedAt) -> list[Triple]:
    """What is stated of the data set, and the catalogue that has it as its one entry. Each statement once."""
    classes, properties = _counted(store, _CLASSES), _counted(store, _PROPERTIES)
    around = _sorted(
        "catalogue.ttl",
        facts,
        place=place,
        media_types=_MEDIA_TYPES,
        languages=[NamedNode(f"{_EU}language/{_LANGUAGES[tag]}") for tag in facts.languages if tag in _LANGUAGES],
        classes=classes,
        properties=properties,
        spaces={space for term in (*classes, *properties) if (space := _namespace(term))},
        links=_links(store, facts.base),
        companions=list(_companions(store)),
        short=_short,
        unfit=_UNFIT,
    )
    return list(dict.fromkeys([*stated(facts), *around]))


def _sorted(name: str, facts: Facts, **values: object) -> list[Triple]:
    file = Path(__file__).with_name(name)
    found = filled_in(file, DESCRIPTION_PREFIXES, facts.iri, facts=facts, told=told, **values)
    return sorted(set(found), key=str)


def _links(store: Store, base: str) -> Mapping[tuple[str, str], int]:
    """How many there are of each property to each data set."""
    links: Counter[tuple[str, str]] = Counter()
    for property_ in _LINKING:
        found = {(q.subject, q.object) for q in store.quads_for_pattern(None, NamedNode(property_), None, None)}
        for thing, other in found:
            if _is_of_data(thing, base) and isinstance(other, NamedNode) and (space := _space(other.value, base)):
                links[property_, space] += 1
    return links


def _companions(store: Store) -> Iterator[tuple[NamedNode, int, list[tuple[NamedNode, Literal | NamedNode]]]]:
    """Each with how much it holds, and what it says of itself in the words for data sets."""
    for graph in companions(store):
        said = [
            (NamedNode(name), quad.object)
            for (predicate, takes), name in _OF_COMPANIONS.items()
            for quad in store.quads_for_pattern(graph, NamedNode(predicate), None, graph)
            if isinstance(quad.object, takes)
        ]
        yield graph, sum(1 for _ in store.quads_for_pattern(None, None, None, graph)), said


def _is_of_data(thing: object, base: str) -> bool:
    """Whether it is a thing of the data set, and no term that it is told in."""
    return (
        isinstance(thing, NamedNode) and thing.value.startswith(base) and not thing.value.startswith((COOP, VOCABULARY))
    )


def _space(iri: str, base: str) -> str:
    """Where another data set has its things; empty for what is of this one, or no web address."""
    if iri.startswith((base, COOP)) or not iri.startswith(("http://", "https://")):
        return ""
    parts = urlsplit(iri)
    # Wikidata has statements and properties beside its entities; others all things in one place.
    folder = parts.path.partition("/entity/")[1]
    return f"{parts.scheme}://{parts.netloc}{folder or '/'}"


def _counted(store: Store, query: str) -> dict[str, int]:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    counts = {row["term"].value: int(row["n"].value) for row in solutions}
    return dict(sorted(counts.items()))


def _namespace(term: str) -> str:
    return next((namespace for namespace in PREFIXES.values() if term.startswith(namespace)), "")


def _short(term: str) -> str:
    """`coop.City`; the whole IRI, its marks as `-`, of a term in no known namespace."""
    for prefix, namespace in PREFIXES.items():
        if term.startswith(namespace):
            return f"{prefix}.{term.removeprefix(namespace)}"
    return "".join(letter if letter.isalnum() else "-" for letter in term)
