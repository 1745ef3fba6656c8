"""Which page an IRI of the graph has; and the page of a claim: who states what, in which words, read by which rule."""

from collections.abc import Sequence

from pyoxigraph import NamedNode, Quad

from kg.graph.companions import names_companion
from kg.model.namespaces import COOP, RDF
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Graph
from kg.server.pages.document import document
from kg.server.pages.entity import entity
from kg.server.view.asking import rows, sparql, value, with_prefixes
from kg.server.view.facts import saying
from kg.server.view.names import Named, Names
from kg.server.view.rendering import page


def thing_page(graph: Graph, thing: NamedNode, said: Sequence[Quad], reader: Reader) -> Answer:
    """`said` are the statements it is in, in order."""
    own = [quad for quad in said if quad.subject == thing]
    if _is_claim(own) and (answer := _claim(graph, thing, own, reader)):
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


def _is_claim(own: list[Quad]) -> bool:
    return any(quad.predicate.value == RDF + "subject" for quad in own)


def _unit(graph: Graph, names: Names, indicator: str) -> Named | None:
    query = with_prefixes(f"SELECT ?unit WHERE {{ <{indicator}> coop:unit ?unit }}")
    return next((names.of(row["unit"]) for row in rows(graph, query)), None)
