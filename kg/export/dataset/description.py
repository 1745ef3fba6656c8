"""What the graph says of itself in RDF: VoID (w3.org/TR/void), DCAT as DCAT-AP 3 wants it, and PROV-O.

`stated` is about the data set alone, and stands in every dump; `catalogue` adds what there is around it: who publishes
it where, its files, its classes and properties, what it links to."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Triple

from kg.export.dataset import facts as told
from kg.export.dataset.facts import Facts
from kg.graph.companions import companions
from kg.model.namespaces import COOP, DCAT, DCT, FOAF, OWL, PREFIXES, PROV, RDF, RDFS, SKOS, VOCABULARY, VOID, XSD

_SPDX = "http://spdx.org/rdf/terms#"
_SHA256 = f"{_SPDX}checksumAlgorithm_sha256"
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
_THEMES = {"REGI": "Regions and cities", "INTR": "International issues"}
_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_RESOURCE = RDFS + "Resource"
"""What everything is, and what DCAT-AP's own shapes want to read of an address."""
_UNFIT = re.compile(r"[^A-Za-z0-9.-]+")
_LINKING = (OWL + "sameAs", SKOS + "exactMatch", SKOS + "closeMatch")
_TYPE = NamedNode(RDF + "type")
_CLASSES = "SELECT ?term (COUNT(*) AS ?n) WHERE { { ?s a ?term } UNION { GRAPH ?g { ?s a ?term } } } GROUP BY ?term"
_PROPERTIES = _CLASSES.replace("?s a ?term", "?s ?term ?o")
_Said = tuple[str, str, str | NamedNode | Literal]
"""Subject and predicate as IRIs, and a value: an IRI as text, or a term."""


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
    build, software, rights = (f"{facts.iri}#{name}" for name in ("build", "software", "rights"))
    said: list[_Said] = [
        *((facts.iri, RDF + "type", kind) for kind in (VOID + "Dataset", DCAT + "Dataset", PROV + "Entity")),
        *((facts.iri, DCT + "title", text) for text in _texts(told.TITLES)),
        *((facts.iri, DCT + "description", text) for text in _texts(told.ABOUT)),
        (facts.iri, VOID + "triples", Literal(facts.triples)),
        (facts.iri, VOID + "entities", Literal(facts.entities)),
        (facts.iri, VOID + "documents", Literal(len(facts.documents))),
        (facts.iri, VOID + "uriSpace", Literal(facts.base)),
        *((facts.iri, VOID + "vocabulary", space) for space in (COOP, DCT, SKOS, PROV)),
        (facts.iri, DCT + "license", facts.publication.licence),
        (facts.iri, DCT + "rights", rights),
        (rights, RDF + "type", DCT + "RightsStatement"),
        *((rights, RDFS + "label", text) for text in _texts(told.RIGHTS)),
        (facts.iri, DCT + "bibliographicCitation", Literal(facts.citation)),
        *((facts.iri, PROV + "wasDerivedFrom", one.iri) for one in facts.documents),
        (facts.iri, PROV + "wasGeneratedBy", build),
        (build, RDF + "type", PROV + "Activity"),
        (build, RDFS + "label", Literal("The texts are read, and what they say is put into one graph", language="en")),
        (build, PROV + "wasAssociatedWith", software),
        (build, PROV + "used", COOP.rstrip("#")),
        (software, RDF + "type", PROV + "SoftwareAgent"),
        (software, FOAF + "name", Literal(told.SOFTWARE)),
        (software, OWL + "versionInfo", Literal(told.software_version())),
        (software, DCT + "license", told.SOFTWARE_LICENCE),
    ]
    if facts.newest:
        said.append((facts.iri, DCT + "modified", _date(facts.newest)))
    if facts.content:
        said += [(facts.iri, name, Literal(facts.content)) for name in (OWL + "versionInfo", DCAT + "version")]
    for name, digits in facts.made_with.items():
        part = f"{facts.iri}#made-with-{name}"
        said += [
            (build, PROV + "used", part),
            (part, RDF + "type", PROV + "Entity"),
            (part, RDFS + "label", Literal(name, language="en")),
            (part, OWL + "versionInfo", Literal(digits)),
        ]
    return _triples(said)


def catalogue(store: Store, facts: Facts, place: PublishedAt) -> list[Triple]:
    """What is stated of the data set, and the catalogue that has it as its one entry. Each statement once."""
    classes, properties = _counted(store, _CLASSES), _counted(store, _PROPERTIES)
    spaces = {space for term in (*classes, *properties) if (space := _namespace(term))}
    said: list[_Said] = [
        *_published(facts, place),
        *((facts.iri, VOID + "vocabulary", space) for space in spaces),
        (facts.iri, VOID + "classes", Literal(len(classes))),
        (facts.iri, VOID + "properties", Literal(len(properties))),
        *_partitions(facts.iri, classes, "class", "entities"),
        *_partitions(facts.iri, properties, "property", "triples"),
        *_linksets(store, facts),
        *_companions(store, facts),
    ]
    for file in place.files:
        said += _distribution(facts, file)
    if place.endpoint:
        said += _service(facts, place)
    return list(dict.fromkeys([*stated(facts), *_triples(said)]))


def _published(facts: Facts, place: PublishedAt) -> Iterator[_Said]:
    about, publisher, period = (f"{facts.iri}#{name}" for name in ("catalogue", "publisher", "period"))
    yield about, RDF + "type", DCAT + "Catalog"
    yield from ((about, DCT + "title", text) for text in _texts(told.TITLES))
    yield from ((about, DCT + "description", text) for text in _texts(told.ABOUT))
    yield about, DCAT + "dataset", facts.iri
    yield about, FOAF + "homepage", place.home
    yield facts.iri, DCAT + "landingPage", place.home
    yield place.home, RDF + "type", FOAF + "Document"
    for one in (about, facts.iri):
        yield one, DCT + "publisher", publisher
        yield from ((one, DCT + "language", f"{_EU}language/{_LANGUAGES[tag]}") for tag in _spoken(facts))
        if facts.issued:
            yield one, DCT + "issued", _date(facts.issued)
    yield about, DCT + "license", facts.publication.licence
    if facts.newest:
        yield about, DCT + "modified", _date(facts.newest)
        yield facts.iri, DCT + "temporal", period
        yield period, RDF + "type", DCT + "PeriodOfTime"
        yield period, DCAT + "startDate", _date(facts.dates[0])
        yield period, DCAT + "endDate", _date(facts.newest)
    yield publisher, RDF + "type", FOAF + "Agent"
    yield publisher, FOAF + "name", Literal(facts.publication.publisher)
    yield facts.iri, DCT + "creator", publisher
    yield from ((f"{_EU}language/{_LANGUAGES[tag]}", RDF + "type", DCT + "LinguisticSystem") for tag in _spoken(facts))
    yield facts.publication.licence, RDF + "type", DCT + "LicenseDocument"
    yield facts.iri, DCT + "identifier", Literal(facts.iri)
    for language, words in told.KEYWORDS.items():
        yield from ((facts.iri, DCAT + "keyword", Literal(word, language=language)) for word in words)
    for name, label in _THEMES.items():
        theme = f"{_EU}data-theme/{name}"
        yield facts.iri, DCAT + "theme", theme
        yield theme, RDF + "type", SKOS + "Concept"
        yield theme, SKOS + "prefLabel", Literal(label, language="en")
    yield facts.iri, VOID + "uriSpace", Literal(facts.base)


def _service(facts: Facts, place: PublishedAt) -> Iterator[_Said]:
    service = f"{facts.iri}#service"
    yield f"{facts.iri}#catalogue", DCAT + "service", service
    yield facts.iri, VOID + "sparqlEndpoint", place.endpoint
    yield service, RDF + "type", DCAT + "DataService"
    yield from ((service, DCT + "title", text) for text in _texts({"en": "SPARQL", "ru": "SPARQL", "kk": "SPARQL"}))
    yield service, DCAT + "endpointURL", place.endpoint
    yield service, DCAT + "servesDataset", facts.iri
    yield service, DCT + "license", facts.publication.licence
    yield service, DCT + "conformsTo", _PROTOCOL
    yield _PROTOCOL, RDF + "type", DCT + "Standard"
    yield place.endpoint, RDF + "type", _RESOURCE
    if place.interface:
        yield service, DCAT + "endpointDescription", place.interface
        yield place.interface, RDF + "type", _RESOURCE


def _distribution(facts: Facts, file: File) -> Iterator[_Said]:
    yield facts.iri, DCAT + "distribution", file.address
    yield from ((file.address, RDF + "type", kind) for kind in (DCAT + "Distribution", _RESOURCE))
    yield file.address, DCT + "title", Literal(file.title, language="en")
    yield file.address, DCAT + "accessURL", file.address
    yield file.address, DCAT + "downloadURL", file.address
    yield file.address, DCAT + "mediaType", _MEDIA_TYPES + file.media_type
    yield _MEDIA_TYPES + file.media_type, RDF + "type", DCT + "MediaType"
    yield file.address, DCT + "license", facts.publication.licence
    if file.rdf:
        yield facts.iri, VOID + "dataDump", file.address
    if file.size is not None:
        yield file.address, DCAT + "byteSize", Literal(str(file.size), datatype=NamedNode(XSD + "nonNegativeInteger"))
    if file.sha256:
        checksum = f"{facts.iri}#sha256-{file.sha256}"
        yield file.address, _SPDX + "checksum", checksum
        yield checksum, RDF + "type", _SPDX + "Checksum"
        yield checksum, _SPDX + "algorithm", _SHA256
        yield _SHA256, RDF + "type", _SPDX + "ChecksumAlgorithm"
        yield checksum, _SPDX + "checksumValue", Literal(file.sha256, datatype=NamedNode(XSD + "hexBinary"))


def _partitions(dataset: str, counts: Mapping[str, int], kind: str, counted: str) -> Iterator[_Said]:
    for term, number in counts.items():
        part = f"{dataset}#{kind}-{_short(term)}"
        yield dataset, VOID + f"{kind}Partition", part
        yield part, VOID + kind, term
        yield part, VOID + counted, Literal(number)


def _linksets(store: Store, facts: Facts) -> Iterator[_Said]:
    """One for each property that links to another data set, and data set that it links to."""
    links: Counter[tuple[str, str]] = Counter()
    for property_ in _LINKING:
        found = {(q.subject, q.object) for q in store.quads_for_pattern(None, NamedNode(property_), None, None)}
        for thing, other in found:
            if (
                _is_of_data(thing, facts.base)
                and isinstance(other, NamedNode)
                and (space := _space(other.value, facts.base))
            ):
                links[property_, space] += 1
    for (property_, space), number in sorted(links.items()):
        name = _UNFIT.sub("-", space.partition("://")[2].rstrip("/"))
        links_there, there = f"{facts.iri}#links-{_short(property_)}-{name}", f"{facts.iri}#data-of-{name}"
        yield facts.iri, VOID + "subset", links_there
        yield links_there, RDF + "type", VOID + "Linkset"
        yield links_there, VOID + "linkPredicate", property_
        yield links_there, VOID + "subjectsTarget", facts.iri
        yield links_there, VOID + "objectsTarget", there
        yield links_there, VOID + "triples", Literal(number)
        yield there, RDF + "type", VOID + "Dataset"
        yield there, VOID + "uriSpace", Literal(space)


def _companions(store: Store, facts: Facts) -> Iterator[_Said]:
    """The graphs of no document, with what they say of themselves: what is known beforehand, and what follows."""
    for graph in companions(store):
        yield facts.iri, VOID + "subset", graph.value
        yield graph.value, RDF + "type", VOID + "Dataset"
        held = sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
        yield graph.value, VOID + "triples", Literal(held)
        for predicate, name in ((RDFS + "label", DCT + "title"), (RDFS + "comment", DCT + "description")):
            for quad in store.quads_for_pattern(graph, NamedNode(predicate), None, graph):
                if isinstance(quad.object, Literal):
                    yield graph.value, name, quad.object
        for predicate in (DCT + "license", PROV + "wasDerivedFrom"):
            for quad in store.quads_for_pattern(graph, NamedNode(predicate), None, graph):
                if isinstance(quad.object, NamedNode):
                    yield graph.value, predicate, quad.object.value


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


def _spoken(facts: Facts) -> Iterable[str]:
    return (tag for tag in facts.languages if tag in _LANGUAGES)


def _namespace(term: str) -> str:
    return next((namespace for namespace in PREFIXES.values() if term.startswith(namespace)), "")


def _short(term: str) -> str:
    """`coop.City`; the whole IRI, its marks as `-`, of a term in no known namespace."""
    for prefix, namespace in PREFIXES.items():
        if term.startswith(namespace):
            return f"{prefix}.{term.removeprefix(namespace)}"
    return "".join(letter if letter.isalnum() else "-" for letter in term)


def _texts(by_language: Mapping[str, str]) -> Iterator[Literal]:
    return (Literal(text, language=language) for language, text in by_language.items())


def _date(day: str) -> Literal:
    return Literal(day, datatype=NamedNode(XSD + "date"))


def _triples(said: Iterable[_Said]) -> list[Triple]:
    triples = {
        Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value) if isinstance(value, str) else value)
        for subject, predicate, value in said
    }
    return sorted(triples, key=str)
