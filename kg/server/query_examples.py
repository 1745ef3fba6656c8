"""The saved queries as SHACL executables, the way SIB's endpoints list theirs (github.com/sib-swiss/sparql-examples):
editors and query builders read them from `/.well-known/sparql-examples`."""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.model.namespaces import OWL, RDF, RDFS, XSD
from kg.queries.saved import SavedQuery
from kg.server.forms import form_of
from kg.server.rdf_answers import TURTLE, written
from kg.server.tasks import Answer

_SH = "http://www.w3.org/ns/shacl#"
_SCHEMA = "https://schema.org/"
_TYPE = NamedNode(RDF + "type")
_CLASSES = {"select": "SPARQLSelectExecutable", "ask": "SPARQLAskExecutable", "construct": "SPARQLConstructExecutable"}
_PREFIX = re.compile(r"^\s*PREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


def query_examples(queries: Iterable[SavedQuery], address: str, accept: str) -> Answer:
    # Whoever follows the link in a browser gets the Turtle.
    prefixes = {"sh": _SH, "schema": _SCHEMA, "rdfs": RDFS, "owl": OWL, "xsd": XSD, "ex": f"{address}/queries/"}
    return written(list(_triples(list(queries), address)), accept, prefixes=prefixes, otherwise=TURTLE)


def _triples(queries: list[SavedQuery], address: str) -> Iterator[Triple]:
    prologue = NamedNode(f"{address}/.well-known/sparql-examples#prefixes")
    yield Triple(prologue, _TYPE, NamedNode(OWL + "Ontology"))
    declared = sorted({prefix for query in queries for prefix in _PREFIX.findall(query.text)})
    for prefix, _ in declared:
        yield Triple(prologue, _sh("declare"), BlankNode(f"prefix-{prefix}"))
    for prefix, namespace in declared:
        declaration = BlankNode(f"prefix-{prefix}")
        yield Triple(declaration, _sh("prefix"), Literal(prefix))
        yield Triple(declaration, _sh("namespace"), Literal(namespace, datatype=NamedNode(XSD + "anyURI")))
    for query in queries:
        form = form_of(query).name
        executable = NamedNode(f"{address}/queries/{query.name}")
        yield Triple(executable, _TYPE, _sh("SPARQLExecutable"))
        yield Triple(executable, _TYPE, _sh(_CLASSES[form]))
        yield Triple(executable, _sh("prefixes"), prologue)
        yield Triple(executable, _sh(form), Literal(query.text))
        yield Triple(executable, NamedNode(RDFS + "label"), Literal(query.summary, language="en"))
        said = query.description or query.summary
        yield Triple(executable, NamedNode(RDFS + "comment"), Literal(said, language="en"))
        yield Triple(executable, NamedNode(_SCHEMA + "target"), NamedNode(f"{address}/sparql"))
        for tag in query.tags:
            yield Triple(executable, NamedNode(_SCHEMA + "keywords"), Literal(tag))


def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)
