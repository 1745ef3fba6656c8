"""What the store says of one IRI: its statements, and the claims about it with their words."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Variable

_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
_TITLE = NamedNode("http://purl.org/dc/terms/title")
# The shape of the query matters to Oxigraph: with the thing written into the patterns, or without the document's
# identifier, the same question takes a thousand times as long.
_CLAIMS = """
PREFIX coop: <https://w3id.org/interregional/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT DISTINCT ?doc ?start ?subject ?predicate ?object ?modality ?speaker ?statedOn ?quote WHERE {{
  {thing}
  GRAPH ?doc {{
    ?doc dct:identifier ?source .
    ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; coop:modality ?modality ;
      coop:statedBy ?speaker ; coop:evidence ?span .
    ?span coop:text ?quote ; coop:begin ?start .
    OPTIONAL {{ ?claim coop:statedOn ?statedOn }}
  }}
}}
ORDER BY ?predicate ?doc ?start ?subject ?object
LIMIT {limit}
"""
_ABOUT_THING = """VALUES ?thing {{ {thing} }}
  {{ GRAPH ?doc {{ ?claim rdf:subject ?thing }} }}
  UNION {{ GRAPH ?doc {{ ?claim rdf:object ?thing }} }}
  UNION {{ ?indicator coop:about ?thing . GRAPH ?doc {{ ?claim coop:indicator ?indicator }} }}"""
_IN_DOCUMENT = "VALUES ?doc {{ {thing} }}"


@dataclass(frozen=True, slots=True)
class Named:
    """A term with the words people know it by."""

    value: str
    label: str
    iri: bool


@dataclass(frozen=True, slots=True)
class Fact:
    subject: Named
    predicate: Named
    object: Named
    modality: str
    speaker: Named
    date: str
    quote: str
    document: Named


@dataclass(frozen=True, slots=True)
class Description:
    thing: Named
    statements: tuple[tuple[Named, Named], ...]
    """Property and value, in order."""
    facts: tuple[Fact, ...]


def statements(store: Store, thing: NamedNode) -> list[Quad]:
    """Those it is the subject of in any graph, and those of entities it is the object of."""
    own = set(store.quads_for_pattern(thing, None, None, None))
    pointing = set(store.quads_for_pattern(None, None, thing, DefaultGraph()))
    return sorted(own | pointing, key=lambda quad: tuple(map(str, quad)))


def describe(store: Store, thing: NamedNode, limit: int) -> Description:
    """With at most `limit` claims."""
    own = [quad for quad in statements(store, thing) if quad.subject == thing]
    return Description(
        thing=named(store, thing),
        statements=tuple((named(store, quad.predicate), named(store, quad.object)) for quad in own),
        facts=tuple(_facts(store, thing, limit)),
    )


def named(store: Store, term: object) -> Named:
    if not isinstance(term, NamedNode):
        value = term.value if isinstance(term, Literal | BlankNode) else str(term)
        return Named(value, value, iri=False)
    labels = {q.object.language or "": q.object.value for q in _labels(store, term) if isinstance(q.object, Literal)}
    end = term.value.rstrip("/#").replace("#", "/").rpartition("/")[2]
    found = next((labels[language] for language in ("ru", "kk", "en", "") if labels.get(language)), "")
    return Named(term.value, found or end or term.value, iri=True)


def _labels(store: Store, term: NamedNode) -> Iterable[Quad]:
    entity = sorted(store.quads_for_pattern(term, _LABEL, None, DefaultGraph()), key=str)
    return entity or sorted(store.quads_for_pattern(term, _TITLE, None, term), key=str)


def _facts(store: Store, thing: NamedNode, limit: int) -> Iterable[Fact]:
    within = _IN_DOCUMENT if store.contains_named_graph(thing) else _ABOUT_THING
    solutions = store.query(_CLAIMS.format(thing=within.format(thing=thing), limit=limit))
    assert isinstance(solutions, QuerySolutions)
    for row in solutions:
        date = row[Variable("statedOn")]
        yield Fact(
            subject=named(store, row["subject"]),
            predicate=named(store, row["predicate"]),
            object=named(store, row["object"]),
            modality=named(store, row["modality"]).label,
            speaker=named(store, row["speaker"]),
            date="" if date is None else named(store, date).value,
            quote=named(store, row["quote"]).value,
            document=named(store, row["doc"]),
        )
