"""The terms that the graph is written in: `/ontology`, `/vocab/NAME`, and the JSON-LD context."""

import json
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.model.namespaces import COOP, PREFIXES, RDFS, SKOS, VOCABULARY
from kg.server import jsonld, parameters, terms
from kg.server.negotiation import PAGE
from kg.server.pages.rendering import page
from kg.server.rdf_answers import MACHINES, written
from kg.server.reader import Reader
from kg.server.responses import response
from kg.server.tasks import Answer, Ask, Graph, problem

_LANGUAGES = ("ru", "kk", "en")
_ALIGNED = {
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
}
"""What the ontology is aligned to besides."""
_IN_SCHEME = NamedNode(SKOS + "inScheme")
_OF_KIND = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT DISTINCT ?term WHERE { VALUES ?kind { %s } ?term a ?kind FILTER(isIRI(?term)) } ORDER BY ?term"""
_ALTERNATIVES = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT DISTINCT ?term WHERE { %s %s/(owl:unionOf/rdf:rest*/rdf:first)? ?term FILTER(isIRI(?term)) } ORDER BY ?term"""


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or a concept, with what a page shows of it."""

    iri: str
    name: str
    labels: dict[str, str]
    comment: str = ""
    parents: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    drawn: str = ""


@dataclass(frozen=True, slots=True)
class OntologyAnswer:
    accept: str
    format: str
    reader: Reader | None
    """Of the page; None where none is asked for."""

    def answer(self, graph: Graph) -> Answer:
        store = terms.ontology()
        if self.reader is None:
            return written(sorted(store, key=str), self.accept, self.format)
        kinds = {"classes": "owl:Class", "properties": "owl:ObjectProperty owl:DatatypeProperty"}
        shown: dict[str, Any] = {name: _of_kind(store, kind) for name, kind in kinds.items()}
        return page("ontology.html", self.reader, short=_short, spoken=_LANGUAGES, **shown)


@dataclass(frozen=True, slots=True)
class Concepts:
    name: str
    """Of a concept or a scheme; empty for all."""
    accept: str
    format: str
    reader: Reader | None
    """Of the page; None where none is asked for."""

    def answer(self, graph: Graph) -> Answer:
        store = terms.vocabulary()
        about, schemes = self._found(store)
        if not about:
            return problem(404, f"no such concept: {VOCABULARY}{self.name}")
        if self.reader is None:
            return written(sorted(about, key=str), self.accept, self.format)
        shown = [_scheme(store, scheme) for scheme in sorted(schemes, key=str)]
        return page("vocabulary.html", self.reader, spoken=_LANGUAGES, schemes=shown)

    def _found(self, store: Store) -> tuple[set[Quad], set[object]]:
        """Statements, and the schemes that a page of them shows."""
        if not self.name:
            return set(store), {quad.object for quad in store.quads_for_pattern(None, _IN_SCHEME, None, None)}
        try:
            iri = NamedNode(VOCABULARY + self.name)
        except ValueError:
            return set(), set()
        own, pointing = store.quads_for_pattern(iri, None, None, None), store.quads_for_pattern(None, None, iri, None)
        schemes: set[object] = {quad.object for quad in store.quads_for_pattern(iri, _IN_SCHEME, None, None)}
        return {*own, *pointing}, schemes or {iri}


def routes(ask: Ask) -> list[BaseRoute]:
    async def ontology(request: Request) -> Response:
        return response(await ask(OntologyAnswer(*_wanted(request))))

    async def concepts(request: Request) -> Response:
        return response(await ask(Concepts(request.path_params.get("name", ""), *_wanted(request))))

    async def context(request: Request) -> Response:
        body = json.dumps(jsonld.context(), ensure_ascii=False, indent=1).encode()
        return response(Answer(200, "application/ld+json", body))

    return [
        Route("/ontology", ontology),
        Route("/vocab", concepts),
        Route("/vocab/", concepts),
        Route("/vocab/{name}", concepts),
        Route(jsonld.PATH, context),
    ]


def _wanted(request: Request) -> tuple[str, str, Reader | None]:
    paged = parameters.wanted(request, (PAGE, *MACHINES)) is PAGE
    form = parameters.values(request).get("format", "")
    return parameters.accept(request), form, Reader.of(request) if paged else None


def _of_kind(store: Store, kinds: str) -> list[Term]:
    return [_term(store, iri) for iri in _select(store, _OF_KIND % kinds)]


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
        comment=_texts(store, iri, RDFS + "comment").get("en", ""),
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
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return [row["term"] for row in solutions if isinstance(row["term"], NamedNode)]


def _short(iri: str) -> str:
    for prefix, namespace in {**PREFIXES, **_ALIGNED}.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
