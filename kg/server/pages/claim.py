"""The page of a claim: who states what, in which words, and by which rule it was read."""

from pyoxigraph import NamedNode, Quad

from kg.model.namespaces import COOP, RDF
from kg.server.pages.asking import CLAIM, rows, value, with_prefixes
from kg.server.pages.facts import saying
from kg.server.pages.names import Named, Names
from kg.server.pages.rendering import page
from kg.server.reader import Reader
from kg.server.tasks import Answer, Graph

_ABOUT = (
    """
SELECT ?doc ?begin ?end ?subject ?predicate ?object ?modality ?speaker ?statedOn ?quote ?basis WHERE {{
  VALUES ?claim {{ {claim} }}
  """
    + CLAIM
    + """
}}
LIMIT 1"""
)


def claim(graph: Graph, thing: NamedNode, own: list[Quad], reader: Reader) -> Answer | None:
    """None for one that lacks what every claim has. `own` are the statements it is the subject of."""
    names = Names(graph.store, graph.base, reader.language)
    query = with_prefixes(_ABOUT.format(claim=thing))
    row = next(rows(graph.store, query, graph.base), None)
    if row is None:
        return None
    said = {quad.predicate.value: names.of(quad.object) for quad in own}
    return page(
        "claim.html",
        reader,
        thing=thing.value,
        subject=names.of(row["subject"]),
        predicate=names.of(row["predicate"]),
        object=names.of(row["object"]),
        saying=saying(row, names),
        unit=_unit(graph, names, value(row, "subject")),
        bound=said.get(COOP + "bound"),
        rule=said.get(COOP + "rule"),
        confidence=said.get(COOP + "confidence"),
        names=names,
        query=query,
    )


def is_claim(own: list[Quad]) -> bool:
    return any(quad.predicate.value == RDF + "subject" for quad in own)


def _unit(graph: Graph, names: Names, indicator: str) -> Named | None:
    query = with_prefixes(f"SELECT ?unit WHERE {{ <{indicator}> coop:unit ?unit }}")
    return next((names.of(row["unit"]) for row in rows(graph.store, query, graph.base)), None)
