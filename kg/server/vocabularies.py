"""The terms that the graph is written in: `/ontology`, `/vocab/NAME`, and the JSON-LD context."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.namespaces import COOP, PREFIXES, RDFS, SKOS, VOCABULARY
from kg.server import jsonld, parameters, terms
from kg.server.negotiation import PAGE
from kg.server.pages.rendering import page
from kg.server.rdf_answers import MACHINES, written
from kg.server.reader import Reader
from kg.server.responses import response
from kg.server.tasks import Answer

_LANGUAGES = ("ru", "kk", "en")
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


def routes() -> list[BaseRoute]:
    async def ontology(request: Request) -> Response:
        store = terms.ontology()
        if parameters.wanted(request, (PAGE, *MACHINES)) is PAGE:
            kinds = {"classes": "owl:Class", "properties": "owl:ObjectProperty owl:DatatypeProperty"}
            shown: dict[str, Any] = {name: _of_kind(store, kind) for name, kind in kinds.items()}
            return response(page("ontology.html", Reader.of(request), short=_short, spoken=_LANGUAGES, **shown))
        return _graph(request, _sorted(store))

    async def vocabulary(request: Request) -> Response:
        store = terms.vocabulary()
        if parameters.wanted(request, (PAGE, *MACHINES)) is PAGE:
            schemes = {quad.object for quad in store.quads_for_pattern(None, _IN_SCHEME, None, None)}
            return _concepts(request, store, schemes)
        return _graph(request, _sorted(store))

    async def concept(request: Request) -> Response:
        store = terms.vocabulary()
        try:
            iri = NamedNode(VOCABULARY + request.path_params["name"])
        except ValueError:
            iri = NamedNode(VOCABULARY)
        own, pointing = store.quads_for_pattern(iri, None, None, None), store.quads_for_pattern(None, None, iri, None)
        about = {*own, *pointing}
        if not about:
            raise HTTPException(404, f"no such concept: {VOCABULARY}{request.path_params['name']}")
        if parameters.wanted(request, (PAGE, *MACHINES)) is PAGE:
            quads = store.quads_for_pattern(iri, _IN_SCHEME, None, None)
            return _concepts(request, store, {quad.object for quad in quads} or {iri})
        return _graph(request, sorted(about, key=str))

    async def context(request: Request) -> Response:
        body = json.dumps(jsonld.context(), ensure_ascii=False, indent=1).encode()
        return response(Answer(200, "application/ld+json", body))

    return [
        Route("/ontology", ontology),
        Route("/vocab", vocabulary),
        Route("/vocab/", vocabulary),
        Route("/vocab/{name}", concept),
        Route(jsonld.PATH, context),
    ]


def _concepts(request: Request, store: Store, schemes: Iterable[object]) -> Response:
    shown = [_scheme(store, iri) for iri in sorted(schemes, key=str)]
    return response(page("vocabulary.html", Reader.of(request), spoken=_LANGUAGES, schemes=shown))


def _graph(request: Request, quads: list[Quad]) -> Response:
    form = parameters.values(request).get("format", "")
    prefixes = {**PREFIXES, "rdfs": RDFS}
    return response(written(quads, request.headers.get("accept", ""), form, prefixes=prefixes))


def _sorted(store: Store) -> list[Quad]:
    return sorted(store, key=str)


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
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
