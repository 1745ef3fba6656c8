"""SPARQL queries with how to answer them."""

from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
)

from kg.server import pages
from kg.server.negotiation import GRAPHS, ROWS, NotAcceptableError, UnknownFormatError, choose
from kg.server.outgoing import calls_out
from kg.server.tasks import Answer, Graph, problem


@dataclass(frozen=True, slots=True)
class Question:
    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str = ""
    format: str = ""

    def answer(self, graph: Graph) -> Answer:
        """Never raises for what a client may get wrong: 400 with the parser's words, 406 when no format fits."""
        if calls_out(self.query):
            return problem(403, "SERVICE is not offered here: this endpoint asks no other")
        try:
            default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in self.default_graphs]
            named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in self.named_graphs]
        except ValueError as error:
            return problem(400, f"default-graph-uri and named-graph-uri take IRIs: {error}")
        try:
            # A query's relative IRIs are of this graph: <city/omsk>.
            if default or named:
                # Either parameter makes the whole dataset: what it does not name is empty.
                results = graph.store.query(self.query, base_iri=graph.base, default_graph=default, named_graphs=named)
            else:
                results = graph.store.query(self.query, base_iri=graph.base)
        except SyntaxError as error:
            return problem(400, str(error))
        except (OSError, RuntimeError, ValueError) as error:
            return problem(500, f"the query failed: {error}")
        try:
            return _written(results, self, graph.base)
        except UnknownFormatError as error:
            return problem(400, str(error))
        except NotAcceptableError as error:
            return problem(406, str(error))
        except (OSError, RuntimeError, ValueError) as error:
            return problem(500, f"the query failed: {error}")


def _written(results: QuerySolutions | QueryBoolean | QueryTriples, question: Question, base: str) -> Answer:
    if isinstance(results, QueryTriples):
        format_, media_type = choose(GRAPHS, question.accept, question.format)
        if isinstance(format_.writes, RdfFormat):
            return Answer(200, media_type, results.serialize(format=format_.writes) or b"")
        return Answer(200, media_type, pages.graph(question.query, results, base))
    format_, media_type = choose(ROWS, question.accept, question.format)
    if isinstance(format_.writes, QueryResultsFormat):
        return Answer(200, media_type, results.serialize(format=format_.writes) or b"")
    return Answer(200, media_type, pages.rows(question.query, results, base))
