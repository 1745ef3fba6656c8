"""What the endpoint says of itself (SPARQL 1.1 Service Description): what it can do, and which graphs it has."""

from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.model.namespaces import RDF, RDFS, VOID
from kg.server.answers.formats import GRAPHS, ROWS, choose
from kg.server.answers.task import Answer, Graph

MOST = 5000
"""Named graphs that are listed."""
_SD = "http://www.w3.org/ns/sparql-service-description#"
_PREFIXES = {"sd": _SD, "formats": "http://www.w3.org/ns/formats/", "void": VOID, "rdfs": RDFS}
_TYPE = NamedNode(RDF + "type")


def service(
    graph: Graph, here: str, accept: str = "", format: str = "", updates: bool = False, most: int = MOST
) -> Answer:
    """`here` is the address of the endpoint. A browser is led to the start page."""
    chosen, media_type = choose(GRAPHS, accept, format)
    if not isinstance(chosen.writes, RdfFormat):
        return Answer(303, "", headers=(("location", "/"), ("vary", "Accept")))
    said = [*_abilities(here, updates), *_graphs(graph, most)]
    return Answer(200, media_type, serialize(said, format=chosen.writes, prefixes=_PREFIXES) or b"")


def _abilities(here: str, updates: bool) -> list[Triple]:
    service = BlankNode("service")
    said = [
        Triple(service, _TYPE, _sd("Service")),
        Triple(service, _sd("endpoint"), NamedNode(here)),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("feature"), _sd("EmptyGraphs")),
        Triple(service, _sd("defaultEntailmentRegime"), NamedNode("http://www.w3.org/ns/entailment/Simple")),
    ]
    if updates:
        said.append(Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Update")))
        read = [form.writes for form in GRAPHS if isinstance(form.writes, RdfFormat)]
        said += [Triple(service, _sd("inputFormat"), NamedNode(form.iri)) for form in read]
    written = [form.writes for form in (*ROWS, *GRAPHS) if form.writes is not None]
    return said + [Triple(service, _sd("resultFormat"), NamedNode(form.iri)) for form in written]


def _graphs(graph: Graph, most: int) -> list[Triple]:
    dataset, default = BlankNode("dataset"), BlankNode("default")
    said = [
        Triple(BlankNode("service"), _sd("defaultDataset"), dataset),
        Triple(dataset, _TYPE, _sd("Dataset")),
        Triple(dataset, NamedNode(RDFS + "seeAlso"), NamedNode(f"{graph.base}dataset")),
        Triple(dataset, _sd("defaultGraph"), default),
        Triple(default, _TYPE, _sd("Graph")),
    ]
    names = list(islice(graph.store.named_graphs(), most + 1))
    if len(names) > most:
        note = f"There are more named graphs than the {most} that are listed."
        said.append(Triple(dataset, NamedNode(RDFS + "comment"), Literal(note, language="en")))
    listed = sorted((name for name in names[:most] if isinstance(name, NamedNode)), key=str)
    for number, name in enumerate(listed):
        node = BlankNode(f"graph{number}")
        said += [
            Triple(dataset, _sd("namedGraph"), node),
            Triple(node, _TYPE, _sd("NamedGraph")),
            Triple(node, _sd("name"), name),
        ]
    return said


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
