"""The terms that the graph is written in: `/ontology`, `/shapes`, `/vocab/NAME`, and JSON-LD that reads well, with
short names by a context that stands at an address of its own."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from pyld import jsonld
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, serialize
from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from kg.graph.ontology import Property
from kg.model.config import PUBLICATION
from kg.model.namespaces import COOP, FOAF, OWL, PREFIXES, PROV, RDF, RDFS, SCHEMA, SHACL, SKOS, VOCABULARY, XSD
from kg.server.answers.formats import TURTLE, as_json, written
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Ask, Graph, RefusedError, Task, task
from kg.server.http.request import reader, wanted
from kg.server.http.responses import by_parameter, response, route
from kg.server.view.names import Named, Names, ontology, turtle
from kg.server.view.rendering import page

PATH = "/context.jsonld"
_TYPE = NamedNode(RDF + "type")
_LANGUAGES = ("ru", "kk", "en")
_ALIGNED = {"prov": PROV, "org": "http://www.w3.org/ns/org#", "foaf": FOAF, "schema": SCHEMA}
"""What the ontology is aligned to besides."""
_ONTOLOGY = NamedNode(COOP.rstrip("#"))
_TERM_OF_A_QUERY = re.compile(r"\bcoop:([A-Za-z0-9]+)")
_EXAMPLES = 3
_IN_SCHEME = NamedNode(SKOS + "inScheme")
_OF_KIND = "SELECT DISTINCT ?term WHERE { VALUES ?kind { %s } ?term a ?kind FILTER(isIRI(?term)) } ORDER BY ?term"
_ALTERNATIVES = """
SELECT DISTINCT ?term WHERE { %s %s/(owl:unionOf/rdf:rest*/rdf:first)? ?term FILTER(isIRI(?term)) } ORDER BY ?term"""


@cache
def context() -> dict[str, object]:
    """Every class and property of the ontology by its local name, and what else the graph uses (`context.json`)."""
    others = json.loads(Path(__file__).with_name("context.json").read_text(encoding="utf-8"))
    terms: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type", **PREFIXES, **others}
    terms |= {name: f"coop:{name}" for name in ontology().classes}
    terms |= {name: {"@id": f"coop:{name}", **_taking(found)} for name, found in ontology().properties.items()}
    return {"@context": dict(sorted(terms.items()))}


def compact(quads: Sequence[Quad], address: str) -> bytes:
    """With the context of the server at `address`, which ends in no slash."""
    nodes = [_node(node) for node in json.loads(serialize(quads, format=RdfFormat.JSON_LD) or b"[]")]
    document = jsonld.compact(nodes, context(), {"graph": True})
    return json.dumps({**document, "@context": address + PATH}, ensure_ascii=False, indent=1).encode()


def _taking(property_: Property) -> dict[str, object]:
    if len(property_.range) > 1:
        return {}
    datatype = "".join(property_.range) if property_.literal else ""
    if datatype == "langString":
        return {"@container": "@language"}
    return {} if datatype in ("integer", "string") else {"@type": f"xsd:{datatype}" if datatype else "@id"}


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


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or a concept, with what a page shows of it."""

    iri: str
    name: str
    labels: dict[str, str]
    comments: Mapping[str, str] = field(default_factory=dict)
    parents: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    drawn: str = ""


def ontology_answer(graph: Graph, accept: str, format: str, reader: Reader | None) -> Answer:
    """A page for the `reader`, if there is one."""
    store = turtle("interregional")
    if reader is None:
        return written(sorted(store, key=str), accept, format)
    kinds = {"classes": "owl:Class", "properties": "owl:ObjectProperty owl:DatatypeProperty"}
    shown: dict[str, Any] = {
        name: [_term(store, iri) for iri in _select(store, _OF_KIND % kind)] for name, kind in kinds.items()
    }
    names = Names(graph, reader.language)
    return page(
        "ontology.html",
        reader,
        short=_short,
        spoken=_LANGUAGES,
        version=_texts(store, _ONTOLOGY, OWL + "versionInfo").get("", ""),
        examples={term.iri: _examples(graph, names, term.iri) for terms in shown.values() for term in terms},
        questions=[
            (query, sorted(set(_TERM_OF_A_QUERY.findall(query.text))))
            for query in graph.queries.values()
            if not query.federated
        ],
        **shown,
    )


def _examples(graph: Graph, names: Names, term: str) -> list[tuple[Named, ...]]:
    """Some things of a class; of a property something with its value."""
    node = NamedNode(term)
    instances = islice(graph.store.quads_for_pattern(None, _TYPE, node, None), _EXAMPLES)
    found: list[tuple[Named, ...]] = [(names.of(quad.subject),) for quad in instances]
    values = graph.store.quads_for_pattern(None, node, None, None) if not found else ()
    return found or [(names.of(quad.subject), names.of(quad.object)) for quad in islice(values, 1)]


def shapes_answer(graph: Graph, accept: str, format: str) -> Answer:
    # Whoever follows the link in a browser gets the Turtle.
    statements = sorted(turtle("shapes"), key=str)
    return written(statements, accept, format, prefixes={**PREFIXES, "sh": SHACL}, otherwise=TURTLE)


def concepts_answer(graph: Graph, name: str, accept: str, format: str, reader: Reader | None) -> Answer:
    """Of a concept or a scheme of that name, of all when it is empty; a page for the `reader`, if there is one."""
    store = turtle("vocabulary")
    about, schemes = _found(store, name)
    if not about:
        raise RefusedError(404, f"no such concept: {VOCABULARY}{name}")
    if reader is None:
        return written(sorted(about, key=str), accept, format)
    shown = [_scheme(store, scheme) for scheme in sorted(schemes, key=str)]
    return page("vocabulary.html", reader, spoken=_LANGUAGES, schemes=shown)


def _found(store: Store, name: str) -> tuple[set[Quad], set[object]]:
    """Statements, and the schemes that a page of them shows."""
    if not name:
        return set(store), {quad.object for quad in store.quads_for_pattern(None, _IN_SCHEME, None, None)}
    try:
        iri = NamedNode(VOCABULARY + name)
    except ValueError:
        return set(), set()
    own, pointing = store.quads_for_pattern(iri, None, None, None), store.quads_for_pattern(None, None, iri, None)
    schemes: set[object] = {quad.object for quad in store.quads_for_pattern(iri, _IN_SCHEME, None, None)}
    return {*own, *pointing}, schemes or {iri}


def routes(ask: Ask) -> list[BaseRoute]:
    async def context_of_jsonld(request: Request) -> ASGIApp:
        return response(as_json(context(), media_type="application/ld+json"))

    def shapes(request: Request) -> Task:
        return task(shapes_answer, *wanted(request))

    def concepts(request: Request) -> Task:
        return task(concepts_answer, request.path_params.get("name", ""), *wanted(request), reader(request))

    licence = PUBLICATION.licence
    return [
        route("/ontology", ask, _ontology, licence, by_parameter("/ontology")),
        route("/ontology/{version}", ask, _ontology, licence, by_parameter("/ontology")),
        route("/shapes", ask, shapes, licence, by_parameter("/shapes")),
        *(route(path, ask, concepts) for path in ("/vocab", "/vocab/", "/vocab/{name}")),
        Route(PATH, context_of_jsonld),
    ]


def _ontology(request: Request) -> Task:
    version = request.path_params.get("version", "")
    known = _objects(turtle("interregional"), _ONTOLOGY, OWL + "versionIRI")[0]
    if version and f"{_ONTOLOGY.value}/{version}" != known:
        raise RefusedError(404, f"no such version; there is: {known}")
    return task(ontology_answer, *wanted(request), reader(request))


def _scheme(store: Store, iri: object) -> tuple[Term, list[Term]]:
    assert isinstance(iri, NamedNode)
    inside = sorted(store.quads_for_pattern(None, _IN_SCHEME, iri, None), key=str)
    return _term(store, iri), [_term(store, quad.subject) for quad in inside if isinstance(quad.subject, NamedNode)]


def _term(store: Store, iri: NamedNode) -> Term:
    labels = _texts(store, iri, RDFS + "label") or _texts(store, iri, SKOS + "prefLabel")
    return Term(
        iri=iri.value,
        name=iri.value.removeprefix(COOP).removeprefix(VOCABULARY),
        labels=labels,
        comments=_texts(store, iri, RDFS + "comment"),
        parents=_objects(store, iri, RDFS + "subClassOf") + _objects(store, iri, RDFS + "subPropertyOf"),
        domain=_objects(store, iri, RDFS + "domain"),
        range=_objects(store, iri, RDFS + "range"),
        drawn=_texts(store, iri, COOP + "drawnAs").get("", ""),
    )


def _texts(store: Store, iri: NamedNode, property_: str) -> dict[str, str]:
    found = (quad.object for quad in store.quads_for_pattern(iri, NamedNode(property_), None, None))
    return {one.language or "": one.value for one in found if isinstance(one, Literal)}


def _objects(store: Store, iri: NamedNode, property_: str) -> tuple[str, ...]:
    """IRIs, one or as `owl:unionOf`."""
    return tuple(one.value for one in _select(store, _ALTERNATIVES % (iri, NamedNode(property_))))


def _select(store: Store, query: str) -> list[NamedNode]:
    solutions = store.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    return [row["term"] for row in solutions if isinstance(row["term"], NamedNode)]


def _short(iri: str) -> str:
    for prefix, namespace in {**PREFIXES, **_ALIGNED}.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
