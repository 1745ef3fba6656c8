"""Which page an IRI of the graph has."""

from collections.abc import Sequence

from pyoxigraph import NamedNode, Quad

from kg.server.pages.claim import claim, is_claim
from kg.server.pages.document import document
from kg.server.pages.entity import entity
from kg.server.reader import Reader
from kg.server.tasks import Answer, Graph


def thing_page(graph: Graph, thing: NamedNode, said: Sequence[Quad], reader: Reader) -> Answer:
    """`said` are the statements it is in, in order."""
    own = [quad for quad in said if quad.subject == thing]
    if is_claim(own) and (answer := claim(graph, thing, own, reader)):
        return answer
    page = document if graph.store.contains_named_graph(thing) else entity
    return page(graph, thing, own, reader)
