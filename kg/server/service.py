"""What the endpoint says of itself (SPARQL 1.1 Service Description)."""

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from kg.server.negotiation import GRAPHS, ROWS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def service_description(address: str, form: RdfFormat, *, updates: bool) -> bytes:
    service, dataset, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    about = [
        Triple(service, _TYPE, _sd("Service")),
        Triple(service, _sd("endpoint"), NamedNode(address)),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("feature"), _sd("EmptyGraphs")),
        Triple(service, _sd("defaultEntailmentRegime"), NamedNode("http://www.w3.org/ns/entailment/Simple")),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, _TYPE, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), default),
        Triple(default, _TYPE, _sd("Graph")),
    ]
    if updates:
        about.append(Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Update")))
        read = [format_.writes for format_ in GRAPHS if isinstance(format_.writes, RdfFormat)]
        about += [Triple(service, _sd("inputFormat"), NamedNode(read_as.iri)) for read_as in read]
    written = [format_.writes for format_ in (*ROWS, *GRAPHS) if format_.writes is not None]
    about += [Triple(service, _sd("resultFormat"), NamedNode(written_as.iri)) for written_as in written]
    return serialize(about, format=form, prefixes={"sd": _SD, "formats": _FORMATS}) or b""


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
