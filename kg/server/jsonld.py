"""JSON-LD that reads well: short names by a context that stands at an address of its own."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from pyld import jsonld
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.model.namespaces import COOP, OWL, PREFIXES, RDF, RDFS, XSD
from kg.server.terms import ontology

PATH = "/context.jsonld"
_TYPE = NamedNode(RDF + "type")
_RANGE = NamedNode(RDFS + "range")
_NATIVE = (XSD + "integer", RDF + "langString", XSD + "string")
_WORDS: dict[str, object] = {"@container": "@language"}
_OTHERS: dict[str, object] = {
    "prefLabel": {"@id": "skos:prefLabel", **_WORDS},
    "altLabel": {"@id": "skos:altLabel", **_WORDS},
    "editorialNote": {"@id": "skos:editorialNote", **_WORDS},
    "closeMatch": {"@id": "skos:closeMatch", "@type": "@id"},
    "sameAs": {"@id": "owl:sameAs", "@type": "@id"},
    "seeAlso": {"@id": "rdfs:seeAlso", "@type": "@id"},
    "comment": {"@id": "rdfs:comment", **_WORDS},
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@vocab"},
    "object": {"@id": "rdf:object"},
    "identifier": {"@id": "dct:identifier"},
    "language": {"@id": "dct:language"},
    "title": {"@id": "dct:title", **_WORDS},
    "published": {"@id": "dct:date", "@type": "xsd:date"},
    "source": {"@id": "dct:source", "@type": "@id"},
    "publisher": {"@id": "dct:publisher", "@type": "@id"},
}


@cache
def context() -> dict[str, object]:
    """Every class and property of the ontology by its local name, and what else the graph uses."""
    terms: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type", **PREFIXES, **_OTHERS}
    for kind in ("Class", "ObjectProperty", "DatatypeProperty"):
        for quad in ontology().quads_for_pattern(None, _TYPE, NamedNode(OWL + kind), None):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(COOP):
                name = quad.subject.value.removeprefix(COOP)
                terms[name] = f"coop:{name}" if kind == "Class" else {"@id": f"coop:{name}", **_values(quad.subject)}
    return {"@context": dict(sorted(terms.items()))}


def compact(quads: Sequence[Quad], address: str) -> bytes:
    """With the context of the server at `address`, which ends in no slash."""
    nodes = [_node(node) for node in json.loads(serialize(quads, format=RdfFormat.JSON_LD) or b"[]")]
    document = jsonld.compact(nodes, context(), {"graph": True})
    return json.dumps({**document, "@context": address + PATH}, ensure_ascii=False, indent=1).encode()


def _values(property_: NamedNode) -> dict[str, object]:
    ranges = [quad.object for quad in ontology().quads_for_pattern(property_, _RANGE, None, None)]
    found = [range_.value for range_ in ranges if isinstance(range_, NamedNode)]
    if not found:
        # The range is a union of datatypes, or nothing is said of it.
        return {} if ranges else {"@type": "@id"}
    if found[0] == RDF + "langString":
        return _WORDS
    if found[0].startswith(XSD):
        return {} if found[0] in _NATIVE else {"@type": f"xsd:{found[0].removeprefix(XSD)}"}
    return {"@type": "@id"}


def _node(node: dict[str, Any]) -> dict[str, Any]:
    """Classes as `@type`, whole numbers as numbers."""
    if "@graph" in node:
        return {**node, "@graph": [_node(inner) for inner in node["@graph"]]}
    types = [value["@id"] for value in node.pop(RDF + "type", [])]
    values = {key: [_value(one) for one in value] if isinstance(value, list) else value for key, value in node.items()}
    return {**values, "@type": types} if types else values


def _value(value: dict[str, Any]) -> dict[str, Any]:
    number = value.get("@value", "") if value.get("@type") == XSD + "integer" else ""
    return {"@value": int(number)} if number.isascii() and number.isdigit() and str(int(number)) == number else value
