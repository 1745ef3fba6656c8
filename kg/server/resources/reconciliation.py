"""`/reconcile`: tables matched to the graph, by the Reconciliation Service API 0.2 of W3C's Entity Reconciliation group
(reconciliation-api.github.io/specs/0.2), which OpenRefine speaks. The identifier of a thing is its IRI after the
base of the graph."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from kg.export.dataset.facts import TITLES, software_version
from kg.model.facts import KINDS
from kg.model.namespaces import COOP, XSD
from kg.model.spelling import fold
from kg.server.answers.formats import as_json
from kg.server.answers.reader import LANGUAGES, Reader
from kg.server.answers.task import Answer, Ask, Graph, RefusedError, Task, task
from kg.server.http.request import QUERY, address, content, content_type, fields_in, values
from kg.server.http.responses import response, route
from kg.server.view.asking import plain, rows, search_query
from kg.server.view.candidates import COUNTRY, WIKIDATA, Condition, candidates, identifiers, values_of, wikidata
from kg.server.view.names import Names, Term, ontology
from kg.server.view.rendering import page
from kg.server.view.texts import texts

PATH: Final = "/reconcile"
_TOGETHER = 100
"""Queries, or things to be extended, in one request."""
_GIVEN, _MOST = 5, 50
"""Candidates of a query unless it says how many, and at most."""
_SUGGESTED = 10
_NUMBERS = {XSD + "integer": int, XSD + "decimal": float, XSD + "double": float, XSD + "gYear": int}
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_LABEL = "label."
"""Begins the properties that are names in a language: `label.kk`."""


@dataclass(frozen=True, slots=True)
class ReconciliationQuery:
    """One query of a batch."""

    key: str
    name: str
    kinds: tuple[str, ...] = ()
    told: tuple[Condition, ...] = ()
    limit: int = _GIVEN


def manifest(graph: Graph, address: str, language: str) -> Answer:
    names = Names(graph, language)
    here = address + PATH
    suggest = {"service_url": address, "service_path": ""}
    return _told(
        {
            "versions": ["0.1", "0.2"],
            "name": TITLES[language],
            "identifierSpace": graph.base,
            "schemaSpace": COOP,
            "documentation": f"{address}/dataset",
            "serviceVersion": software_version(),
            "defaultTypes": [_type(names, kind) for kind in KINDS],
            "view": {"url": f"{address}/{{{{id}}}}"},
            "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": 400, "height": 220},
            "suggest": {
                kind: {**suggest, "service_path": f"{PATH}/suggest/{kind}"} for kind in ("entity", "type", "property")
            },
            "extend": {"propose_properties": {**suggest, "service_path": f"{PATH}/properties"}},
        }
    )


def reconciled(graph: Graph, batch: tuple[ReconciliationQuery, ...], language: str) -> Answer:
    names = Names(graph, language)
    return _told({asked.key: {"result": [*_results(graph, names, asked)]} for asked in batch})


def _results(graph: Graph, names: Names, asked: ReconciliationQuery) -> Iterator[dict[str, object]]:
    for found in candidates(graph, asked.name, asked.kinds, asked.told)[: asked.limit]:
        yield {
            **_entry(graph, names, found.iri),
            "type": [_type(names, kind)] if (kind := names.kind(found.iri)) else [],
            "score": found.score,
            "match": found.sure,
        }


def extended(graph: Graph, things: tuple[str, ...], properties: tuple[str, ...], language: str) -> Answer:
    names = Names(graph, language)
    known = _properties(names)
    for property_ in properties:
        if property_ not in known:
            raise RefusedError(400, f"no property {property_!r}; there are: {', '.join(known)}")
    table = {thing: {one: [*_cells(graph, names, thing, one)] for one in properties} for thing in things}
    return _told({"meta": [{"id": one, "name": known[one]} for one in properties], "rows": table})


def _cells(graph: Graph, names: Names, thing: str, property_: str) -> Iterator[Mapping[str, object]]:
    node = _node(graph, thing)
    if node is None:
        return
    if property_ == WIKIDATA:
        yield from ({"str": item} for item in wikidata(graph, node))
    elif property_.startswith(_LABEL):
        label = names.labels(node.value).get(property_.removeprefix(_LABEL))
        yield from [{"str": label}] if label else []
    else:
        yield from (_cell(graph, names, value) for value in values_of(graph, node, property_))


def suggested(graph: Graph, kind: str, prefix: str, language: str) -> Answer:
    names = Names(graph, language)
    found = _entities(graph, names, prefix) if kind == "entity" else _terms(names, kind, prefix)
    return _told({"result": [*found][:_SUGGESTED]})


def _entities(graph: Graph, names: Names, prefix: str) -> Iterator[dict[str, object]]:
    words = plain(prefix)
    for row in rows(graph, search_query(words, _SUGGESTED)) if words else ():
        iri = getattr(row["thing"], "value", "")
        kind = names.kind(iri)
        notable = {"notable": [_type(names, kind)]} if kind else {}
        yield {**_entry(graph, names, iri), **notable}


def _terms(names: Names, kind: str, prefix: str) -> Iterator[dict[str, object]]:
    known = _properties(names) if kind == "property" else _types(names)
    begins = fold(prefix)
    for name, label in known.items():
        if fold(name).startswith(begins) or fold(label).startswith(begins):
            yield {"id": name, "name": label}


def proposed(graph: Graph, kind: str, language: str) -> Answer:
    """Columns that may be added to a table of a class."""
    names = Names(graph, language)
    offered = [{"id": name, "name": label} for name, label in _properties(names).items()]
    return _told({"type": kind, "properties": offered})


def preview(graph: Graph, thing: str, reader: Reader) -> Answer:
    names = Names(graph, reader.language)
    node = _node(graph, thing)
    if node is None or not (labels := names.labels(node.value)):
        raise RefusedError(404, f"nothing is known of {graph.base}{thing}")
    within = [names.of(value) for value in values_of(graph, node, "locatedIn")]
    return page(
        "preview.html",
        reader,
        framed=True,
        named=names.named(node.value),
        kind=names.declared(names.kind(node.value)),
        labels=[(code, labels[code]) for code in LANGUAGES if code in labels],
        within=within,
        elsewhere=identifiers(graph, node),
    )


def routes(ask: Ask) -> list[BaseRoute]:
    async def reconcile(request: Request) -> ASGIApp:
        given, language = await _given(request), Reader.of(request).language
        if "queries" in given:
            asked = task(reconciled, tuple(_batch(given["queries"])), language)
        elif "extend" in given:
            asked = task(extended, *_extension(given["extend"]), language)
        else:
            asked = task(manifest, address(request), language)
        return response(await ask(asked))

    def proposing(request: Request) -> Task:
        return task(proposed, values(request).get("type", ""), Reader.of(request).language)

    return [
        Route(PATH, reconcile, methods=["GET", "POST"]),
        route(f"{PATH}/suggest/{{kind}}", ask, _suggestion),
        route(f"{PATH}/properties", ask, proposing),
        route(f"{PATH}/preview", ask, lambda request: task(preview, values(request).get("id", ""), Reader.of(request))),
    ]


def _suggestion(request: Request) -> Task:
    kind, prefix = request.path_params["kind"], values(request).get("prefix", "")
    if kind not in ("entity", "type", "property"):
        raise RefusedError(404, f"no suggestions of {kind!r}; there are: entity, type, property")
    return task(suggested, kind, prefix, Reader.of(request).language)


async def _given(request: Request) -> dict[str, str]:
    """Of the address and of a form that is posted."""
    given = values(request)
    if request.method == "POST":
        kind, _ = content_type(request.headers.get("content-type", ""))
        if kind != "application/x-www-form-urlencoded":
            raise RefusedError(415, "queries are posted as application/x-www-form-urlencoded")
        given |= {name: several[0] for name, several in fields_in(await content(request, QUERY)).items()}
    return given


def _batch(text: str) -> Iterator[ReconciliationQuery]:
    """Refuses with 400 what is no batch of queries, or too large a one."""
    batch = _object(text, "queries")
    if len(batch) > _TOGETHER:
        raise RefusedError(400, f"queries: {len(batch)} are given; at most {_TOGETHER} are taken together")
    for key, query in batch.items():
        if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
            raise RefusedError(400, f'queries: {key}: expected an object like {{"query": "Омск"}}')
        limit = query.get("limit", _GIVEN)
        if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 1 or limit != limit // 1:
            raise RefusedError(400, f"queries: {key}: limit {limit!r}: a whole number from 1 is allowed")
        told = tuple(_conditions(key, query.get("properties", [])))
        yield ReconciliationQuery(
            key, query.get("query", ""), tuple(_kinds(key, query.get("type", []))), told, int(min(limit, _MOST))
        )


def _kinds(key: str, given: object) -> Iterator[str]:
    """Classes, as names or IRIs, one or several, plain or as objects with an id."""
    for one in given if isinstance(given, list) else [given] if given else []:
        kind = one.get("id") if isinstance(one, dict) else one
        if not isinstance(kind, str):
            raise RefusedError(400, f"queries: {key}: a type is the name of a class like City")
        yield kind.removeprefix(COOP)


def _conditions(key: str, given: object) -> Iterator[Condition]:
    for one in given if isinstance(given, list) else [None]:
        property_ = one.get("pid") if isinstance(one, dict) else None
        if not isinstance(one, dict) or not isinstance(property_, str):
            raise RefusedError(400, f'queries: {key}: a property is given like {{"pid": "country", "v": "Казахстан"}}')
        values = one.get("v", "")
        given_values = values if isinstance(values, list) else [values]
        plain_values = [value.get("id") if isinstance(value, dict) else value for value in given_values]
        if known := tuple(str(value) for value in plain_values if value not in ("", None)):
            yield property_.removeprefix(COOP), known


def _extension(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Things and properties."""
    asked = _object(text, "extend")
    things, properties = asked.get("ids", []), asked.get("properties", [])
    listed = isinstance(things, list) and isinstance(properties, list)
    names = [one.get("id") if isinstance(one, dict) else one for one in properties] if listed else []
    if not listed or not all(isinstance(one, str) for one in (*things, *names)):
        raise RefusedError(400, 'extend: expected {"ids": ["city/omsk"], "properties": [{"id": "latitude"}]}')
    if len(things) > _TOGETHER:
        raise RefusedError(400, f"extend: {len(things)} things are given; at most {_TOGETHER} are taken together")
    return tuple(things), tuple(map(str, names))


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise RefusedError(400, f"{name}: this is no JSON") from None
    if not isinstance(given, dict):
        raise RefusedError(400, f"{name}: expected a JSON object")
    return given


def _node(graph: Graph, thing: str) -> NamedNode | None:
    """None for what is no IRI."""
    try:
        return NamedNode(graph.base + thing.removeprefix(graph.base))
    except ValueError:
        return None


def _entry(graph: Graph, names: Names, iri: str) -> dict[str, object]:
    within = _node(graph, iri)
    places = [names.of(value).label for value in values_of(graph, within, "locatedIn")] if within else []
    described = {"description": ", ".join(places)} if places else {}
    return {"id": iri.removeprefix(graph.base), "name": names.named(iri).label, **described}


def _cell(graph: Graph, names: Names, value: Term) -> Mapping[str, object]:
    if isinstance(value, Literal):
        datatype = value.datatype.value
        if datatype == XSD + "date":
            # A day has a time of day there.
            return {"date": f"{value.value}T00:00:00"}
        if _NUMBER.fullmatch(value.value) and datatype in _NUMBERS:
            number = _NUMBERS[datatype]
            return {number.__name__: number(float(value.value))}
        return {"str": value.value}
    named = names.of(value)
    own = named.value.startswith(graph.base) and not named.value.startswith(COOP)
    return {"id": named.value.removeprefix(graph.base), "name": named.label} if own else {"str": named.label}


def _type(names: Names, kind: str) -> dict[str, str]:
    return {"id": kind, "name": names.declared(kind)}


def _types(names: Names) -> Mapping[str, str]:
    return {kind: names.declared(kind) for kind in (*KINDS, "Document", "Indicator", "Post")}


def _properties(names: Names) -> Mapping[str, str]:
    """Names of properties with their labels: those that a table has by other names, then those of the ontology."""
    text = texts(names.language)
    known = {COUNTRY: names.declared("Country"), WIKIDATA: "Wikidata"}
    known |= {f"{_LABEL}{code}": text("reconcile.name", language=spoken) for code, spoken in LANGUAGES.items()}
    for name, property_ in ontology().properties.items():
        if property_.domain & {"Entity", "Place", *KINDS}:
            known.setdefault(name, names.declared(name))
    return dict(sorted(known.items()))


def _told(what: Mapping[str, object]) -> Answer:
    return as_json(what, headers=(("vary", "Accept-Language, Cookie"),), indent=None)
