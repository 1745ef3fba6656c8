"""Which page an IRI of the graph has. That of a thing: its names, what is said of it and by whom, its numbers, its
ties; and told apart from that, what is known of it beforehand. That of a claim: who states what, in which words, read
by which rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.graph.companions import INFERRED, REFERENCE, companion, names_companion
from kg.model.namespaces import COOP, OWL, RDF, SKOS, WIKIDATA
from kg.server.answers.reader import LANGUAGES, Reader
from kg.server.answers.task import Answer, Graph
from kg.server.pages.document import document
from kg.server.view import facts, pictures, schema_org, ties
from kg.server.view.asking import rows, sparql
from kg.server.view.names import Named, Names
from kg.server.view.rendering import page

SHOWN = 5
"""Facts of a property, and numbers, before «more»."""
_KNOWN = {
    *(RDF + "type", OWL + "sameAs", COOP + "isoCode", COOP + "latitude", COOP + "longitude"),
    *(SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel", "editorialNote", "closeMatch")),
}
_AT_A_GLANCE = ("kind", "status", "ordinal", "date", "locatedIn", "postOf")
_REFERENCE = ("locatedIn", "capital", "population")
_AUTHORITIES = {
    WIKIDATA: "Wikidata",
    "https://www.wikidata.org/wiki/": "Wikidata",
    "https://sws.geonames.org/": "GeoNames",
}


@dataclass(frozen=True, slots=True)
class Identifier:
    authority: str
    code: str
    link: str
    likely: bool
    """Perhaps the same thing, not surely (skos:closeMatch)."""


def entity(graph: Graph, thing: NamedNode, own: list[Quad], reader: Reader) -> Answer:
    """`own` are the statements it is the subject of, in order."""
    known = [quad for quad in own if quad.graph_name == companion(REFERENCE, graph.base) != thing]
    follows = [quad for quad in own if quad.graph_name == companion(INFERRED, graph.base) != thing]
    own = [quad for quad in own if quad not in known and quad not in follows]
    names = Names(graph, reader.language)
    only = reader.value("property")
    named = names.of(thing)
    queries = {
        "facts": facts.facts_query(thing, "" if only in ("", "figures") else _word(only)),
        # An indicator's page has its own values, any other thing's those of the indicators about it.
        "figures": facts.figures_query("figures-of" if named.kind == "Indicator" else "figures-about", thing=thing),
        "ties": sparql("ties", thing=thing),
        "series": sparql("series", thing=thing),
        "posts": sparql("posts-held", thing=thing),
        "names": sparql("properties", thing=thing),
    }
    claims = list(rows(graph, queries["facts"])) if only != "figures" else []
    groups = facts.groups(claims, names, thing.value)
    inverse = reader.value("inverse") == "1"
    if only not in ("", "figures"):
        groups = [group for group in groups if group.inverse == inverse]
    numbers = facts.indicators(names, queries["figures"]) if only in ("", "figures") else []
    tied = [] if only else ties.ties(names, thing.value, queries["ties"])
    claimed = facts.claimed(groups)
    glance = _glance(own, names)
    kind = names.declared(named.kind) if named.kind else ""
    at_a_glance = [value.label for _, values in glance for value in values]
    return page(
        "entity.html",
        reader,
        thing=named,
        labels=[(language, names.labels(thing.value).get(language, "")) for language in LANGUAGES],
        glance=glance,
        described_as=schema_org.shortened(" · ".join(filter(None, (named.label, kind, *at_a_glance)))),
        structured=schema_org.thing(named, own, names),
        aliases=_literals(own, SKOS + "altLabel"),
        notes=_literals(own, SKOS + "editorialNote"),
        identifiers=_identifiers(own, names),
        place=_place(own),
        others=[]
        if only
        else [
            (names.named(quad.predicate.value), names.of(quad.object))
            for quad in own
            if quad.predicate.value not in _KNOWN
            and (quad.predicate.value, getattr(quad.object, "value", "")) not in claimed
        ],
        known=[] if only else _known_beforehand(known, names, graph),
        source=names.link(companion(REFERENCE, graph.base).value),
        kind=kind,
        listed=_listed(graph, named.kind),
        groups=groups,
        numbers=numbers,
        shown=facts.MOST if only else SHOWN,
        only=only,
        most=facts.MOST if len(claims) == facts.MOST else 0,
        picture=pictures.around(tied),
        earth=None if only else ties.on_a_map(names, thing.value, own, tied),
        series=ties.series(names, queries["series"]) if named.kind == "Event" else [],
        posts=ties.posts(names, queries["posts"]) if named.kind == "Person" else [],
        names=names,
        queries=queries,
    )


def _word(name: str) -> str:
    """What of a parameter can be a property's local name."""
    return "".join(letter for letter in name if letter.isascii() and letter.isalnum())


def _listed(graph: Graph, kind: str) -> bool:
    """Whether there is a list of the class: things of it are in the default graph."""
    held = graph.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(COOP + kind), DefaultGraph())
    return any(held)


def _glance(own: list[Quad], names: Names) -> list[tuple[str, list[Named]]]:
    """What tells most of a thing in a line; of dates within each other («2022», «2022-11-28») the most exact."""
    found = []
    for name in _AT_A_GLANCE:
        values = {quad.object for quad in own if quad.predicate.value == COOP + name}
        said = sorted((names.of(value) for value in values), key=lambda one: one.label)
        exact = [one for one in said if not any(more.value.startswith(one.value + "-") for more in said)]
        if exact:
            found.append((name, exact[:3]))
    return found


def _literals(own: list[Quad], predicate: str) -> list[Literal]:
    found = {q.object for q in own if q.predicate.value == predicate and isinstance(q.object, Literal)}
    return sorted(found, key=lambda one: (one.language or "", one.value))


def _identifiers(own: list[Quad], names: Names) -> list[Identifier]:
    found = []
    for quad in own:
        predicate, value = quad.predicate.value, getattr(quad.object, "value", "")
        if predicate == COOP + "isoCode":
            found.append(Identifier("ISO 3166", value, f"https://www.iso.org/obp/ui/#iso:code:3166:{value[:2]}", False))
        elif predicate in (OWL + "sameAs", SKOS + "closeMatch"):
            start = next((start for start in _AUTHORITIES if value.startswith(start)), "")
            code = value.removeprefix(start).strip("/") if start else value
            likely = predicate == SKOS + "closeMatch"
            found.append(Identifier(_AUTHORITIES.get(start, ""), code, names.link(value), likely))
    return sorted(found, key=lambda one: (one.authority, one.code))


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """Of office."""

    title: str
    of: Named
    first: str
    last: str
    """Empty while it runs."""


def _known_beforehand(known: list[Quad], names: Names, graph: Graph) -> list[tuple[Named, Named | OfficeRow]]:
    """Property and value, as far as people read them: the coordinates stand with the names."""
    shown: list[tuple[Named, Named | OfficeRow]] = [
        (names.named(quad.predicate.value), names.of(quad.object))
        for name in _REFERENCE
        for quad in known
        if quad.predicate.value == COOP + name
    ]
    for quad in known:
        if quad.predicate.value == COOP + "tenure" and isinstance(quad.object, NamedNode):
            said = {q.predicate.value: q.object for q in graph.store.quads_for_pattern(quad.object, None, None, None)}
            of, title = names.of(said.get(COOP + "postOf")), names.of(said.get(SKOS + "prefLabel")).label
            first, last = (getattr(said.get(COOP + name), "value", "") for name in ("validFrom", "validUntil"))
            shown.append((names.named(quad.predicate.value), OfficeRow(title, of, first, last)))
    return shown


def _place(own: list[Quad]) -> tuple[str, str] | None:
    at = {quad.predicate.value: getattr(quad.object, "value", "") for quad in own if quad.graph_name == DefaultGraph()}
    latitude, longitude = at.get(COOP + "latitude"), at.get(COOP + "longitude")
    return (latitude, longitude) if latitude and longitude else None


def thing_page(graph: Graph, thing: NamedNode, said: Sequence[Quad], reader: Reader) -> Answer:
    """`said` are the statements it is in, in order."""
    own = [quad for quad in said if quad.subject == thing]
    is_claim = any(quad.predicate.value == RDF + "subject" for quad in own)
    if is_claim and (answer := _claim(graph, thing, own, reader)):
        return answer
    of_document = graph.store.contains_named_graph(thing) and not names_companion(thing, graph.base)
    page = document if of_document else entity
    return page(graph, thing, own, reader)


def _claim(graph: Graph, thing: NamedNode, own: list[Quad], reader: Reader) -> Answer | None:
    """None for one that lacks what every claim has. `own` are the statements it is the subject of."""
    names = Names(graph, reader.language)
    query = sparql("claim-page", iri=thing)
    row = next(rows(graph, query), None)
    if row is None:
        return None
    said = {quad.predicate.value: names.of(quad.object) for quad in own}
    unit = sparql("unit", indicator=row["subject"])
    return page(
        "claim.html",
        reader,
        thing=thing.value,
        subject=names.of(row["subject"]),
        predicate=names.of(row["predicate"]),
        object=names.of(row["object"]),
        saying=facts.saying(row, names),
        unit=next((names.of(found["unit"]) for found in rows(graph, unit)), None),
        bound=said.get(COOP + "bound"),
        rule=said.get(COOP + "rule"),
        confidence=said.get(COOP + "confidence"),
        names=names,
        query=query,
    )
