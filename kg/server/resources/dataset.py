"""What the graph says of itself as a data set: VoID (w3.org/TR/void) and DCAT 3."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Triple

from kg.export.formats.dumps import DumpFormat
from kg.model.namespaces import COOP, DCT, PREFIXES, RDF, XSD
from kg.server.answers.formats import TURTLE, written
from kg.server.answers.task import Answer, Graph
from kg.server.view.maps import FILES, MOST, small_enough

PATH = "/.well-known/void"
_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_TYPE = NamedNode(RDF + "type")
_TITLES = {"en": "How regions cooperate", "ru": "Как сотрудничают регионы", "kk": "Өңірлер қалай ынтымақтасады"}
_ABOUT = "Entities and claims read from official texts; each claim with its words, their speaker and date."
_CLASSES = "SELECT ?term (COUNT(*) AS ?n) WHERE { { ?s a ?term } UNION { GRAPH ?g { ?s a ?term } } } GROUP BY ?term"
_PROPERTIES = _CLASSES.replace("?s a ?term", "?s ?term ?o")
_DOCUMENTS = f"""
SELECT (COUNT(?doc) AS ?documents) (MAX(?date) AS ?newest) WHERE {{
  GRAPH ?doc {{ ?doc a <{COOP}Document> OPTIONAL {{ ?doc <{DCT}date> ?date }} }}
}}"""
_LANGUAGES = f"SELECT DISTINCT ?tag WHERE {{ GRAPH ?doc {{ ?doc <{DCT}language> ?tag }} }} ORDER BY ?tag"
_ENTITIES = "SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE { ?thing a ?class }"


@dataclass(frozen=True, slots=True)
class Dataset:
    address: str
    """Of the server, without a slash at the end."""
    accept: str = ""
    format: str = ""
    most: int = MOST
    """Statements of a graph that is offered as files."""

    def answer(self, graph: Graph) -> Answer:
        # Whoever follows the link in a browser gets the Turtle.
        prefixes = {**PREFIXES, "void": _VOID, "dcat": _DCAT, "foaf": _FOAF, "this": f"{self.address}{PATH}#"}
        triples = list(_triples(graph, self.address, self.most))
        return written(triples, self.accept, self.format, prefixes=prefixes, otherwise=TURTLE)


def _triples(graph: Graph, address: str, most: int) -> Iterator[Triple]:
    here = f"{address}{PATH}"
    dataset, service = NamedNode(f"{here}#dataset"), NamedNode(f"{here}#service")
    classes, properties = _counted(graph.store, _CLASSES), _counted(graph.store, _PROPERTIES)
    yield from _description(NamedNode(here), dataset, address)
    yield from _about(graph, dataset)
    yield Triple(dataset, _void("triples"), Literal(sum(properties.values())))
    yield Triple(dataset, _void("classes"), Literal(len(classes)))
    yield Triple(dataset, _void("properties"), Literal(len(properties)))
    yield Triple(dataset, _void("uriSpace"), Literal(graph.base))
    for name in sorted({namespace for term in (*classes, *properties) if (namespace := _namespace(term))}):
        yield Triple(dataset, _void("vocabulary"), NamedNode(name))
    yield Triple(dataset, _void("sparqlEndpoint"), NamedNode(f"{address}/sparql"))
    yield Triple(service, _TYPE, _dcat("DataService"))
    yield Triple(service, _dcat("endpointURL"), NamedNode(f"{address}/sparql"))
    yield Triple(service, _dcat("endpointDescription"), NamedNode(f"{address}/openapi.json"))
    yield Triple(service, _dcat("servesDataset"), dataset)
    if small_enough(graph.store, most):
        for name, form in FILES.items():
            file = NamedNode(f"{address}/downloads/{name}")
            yield from _distribution(dataset, file, form.media_type, form.title)
            if isinstance(form, DumpFormat):
                yield Triple(dataset, _void("dataDump"), file)
    yield from _partitions(dataset, here, classes, "class", "entities")
    yield from _partitions(dataset, here, properties, "property", "triples")


def _description(here: NamedNode, dataset: NamedNode, address: str) -> Iterator[Triple]:
    yield Triple(here, _TYPE, _void("DatasetDescription"))
    yield Triple(here, NamedNode(_FOAF + "primaryTopic"), dataset)
    for name in (_void("Dataset"), _dcat("Dataset")):
        yield Triple(dataset, _TYPE, name)
    for language, title in _TITLES.items():
        yield Triple(dataset, _dct("title"), Literal(title, language=language))
    yield Triple(dataset, _dct("description"), Literal(_ABOUT, language="en"))
    yield Triple(dataset, NamedNode(_FOAF + "homepage"), NamedNode(f"{address}/"))
    yield Triple(dataset, _dcat("landingPage"), NamedNode(f"{address}/"))


def _about(graph: Graph, dataset: NamedNode) -> Iterator[Triple]:
    (row,) = _rows(graph.store, _DOCUMENTS)
    yield Triple(dataset, _void("documents"), Literal(int(row[0])))
    if row[1]:
        yield Triple(dataset, _dct("modified"), Literal(row[1], datatype=NamedNode(XSD + "date")))
    (entities,) = _rows(graph.store, _ENTITIES)
    yield Triple(dataset, _void("entities"), Literal(int(entities[0])))
    for (language,) in _rows(graph.store, _LANGUAGES):
        yield Triple(dataset, _dct("language"), Literal(language))


def _distribution(dataset: NamedNode, file: NamedNode, media_type: str, title: str) -> Iterator[Triple]:
    yield Triple(dataset, _dcat("distribution"), file)
    yield Triple(file, _TYPE, _dcat("Distribution"))
    yield Triple(file, _dct("title"), Literal(title, language="en"))
    yield Triple(file, _dcat("downloadURL"), file)
    yield Triple(file, _dcat("mediaType"), NamedNode(f"https://www.iana.org/assignments/media-types/{media_type}"))


def _partitions(dataset: NamedNode, here: str, counts: dict[str, int], kind: str, counted: str) -> Iterator[Triple]:
    parts = {term: NamedNode(f"{here}#{kind}-{_short(term)}") for term in counts}
    for part in parts.values():
        yield Triple(dataset, _void(f"{kind}Partition"), part)
    for term, part in parts.items():
        yield Triple(part, _void(kind), NamedNode(term))
        yield Triple(part, _void(counted), Literal(counts[term]))


def _counted(store: Store, query: str) -> dict[str, int]:
    return {term: int(number) for term, number in sorted(_rows(store, query))}


def _rows(store: Store, query: str) -> list[tuple[str, ...]]:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return [tuple("" if cell is None else getattr(cell, "value", "") for cell in row) for row in solutions]


def _namespace(term: str) -> str:
    return next((namespace for namespace in PREFIXES.values() if term.startswith(namespace)), "")


def _short(term: str) -> str:
    """`coop.City`; the whole IRI, its marks as `-`, of a term in no known namespace."""
    for prefix, namespace in PREFIXES.items():
        if term.startswith(namespace):
            return f"{prefix}.{term.removeprefix(namespace)}"
    return "".join(letter if letter.isalnum() else "-" for letter in term)


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)


def _dcat(name: str) -> NamedNode:
    return NamedNode(_DCAT + name)


def _dct(name: str) -> NamedNode:
    return NamedNode(DCT + name)
