"""SPARQL queries with how to answer them."""

import re
from dataclasses import dataclass, replace
from functools import partial

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from kg.queries.outgoing import calls_out, may_call
from kg.server.lookups import lookup
from kg.server.negotiation import GRAPHS, ROWS, NotAcceptableError, UnknownFormatError, choose
from kg.server.pages import tables
from kg.server.reader import Reader
from kg.server.tasks import NOT_KEPT, Answer, Graph, problem

_WORDS = ("now", "rand", "uuid", "struuid", "service")
_CHANGING = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
"""What gives another answer each time."""


@dataclass(frozen=True, slots=True)
class Question:
    query: str
    default_graphs: tuple[str, ...] = ()
    """With `named_graphs`, the whole dataset: what they do not name is empty. Neither: the whole store."""
    named_graphs: tuple[str, ...] = ()
    union: bool = False
    """Whether the default graph is all graphs together."""
    accept: str = ""
    format: str = ""
    reader: Reader | None = None
    """Where the answer may be a page."""

    def at_once(self, graph: Graph) -> Answer | None:
        """The answer to a lookup."""
        if self.default_graphs or self.named_graphs or self.union or self.reader:
            return None
        found = lookup(self.query, graph.store)
        if found is None:
            return None
        try:
            format_, media_type = choose(ROWS, self.accept, self.format)
        except ValueError:  # as `answer` will say
            return self.answer(graph)
        body = found.as_json() if format_.writes is QueryResultsFormat.JSON else None
        return self.answer(graph) if body is None else Answer(200, media_type, body)

    def answer(self, graph: Graph) -> Answer:
        """Never raises for what a client may get wrong: 400 with the parser's words, 406 when no format fits."""
        if calls_out(self.query, partial(_on_nothing, graph.base), graph.hosts):
            return problem(403, "SERVICE is not offered here, or not with this address")
        try:
            default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in self.default_graphs]
            named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in self.named_graphs]
        except ValueError as error:
            return problem(400, f"default-graph-uri and named-graph-uri take IRIs: {error}")
        try:
            # A query's relative IRIs are of this graph: <city/omsk>.
            if default or named:
                results = graph.store.query(self.query, base_iri=graph.base, default_graph=default, named_graphs=named)
            else:
                results = graph.store.query(self.query, base_iri=graph.base, use_default_graph_as_union=self.union)
            answer = _written(results, self, graph)
        except UnknownFormatError as error:
            return problem(400, str(error))
        except NotAcceptableError as error:
            return problem(406, str(error))
        except (SyntaxError, OSError, RuntimeError, ValueError) as error:
            return fault(error, self.query)
        return replace(answer, headers=(*answer.headers, *NOT_KEPT)) if _changes(self.query) else answer


def fault(error: Exception, text: str = "") -> Answer:
    """What pyoxigraph raises, as an answer: only what the store, or another server that `text` asks, fails to do is no
    fault of the request."""
    if isinstance(error, SyntaxError):
        return problem(400, str(error))
    status = 400 if not isinstance(error, OSError) else 502 if may_call(text) else 500
    return problem(status, f"it failed: {error}")


def _changes(query: str) -> bool:
    # To look for a word is a tenth of the work of looking for it as a word, and most queries have none of them.
    lowered = query.lower()
    return any(word in lowered for word in _WORDS) and _CHANGING.search(query) is not None


def _on_nothing(base: str, query: str) -> object:
    return Store().query(query, base_iri=base)


def _written(results: QuerySolutions | QueryBoolean | QueryTriples, question: Question, graph: Graph) -> Answer:
    if isinstance(results, QueryTriples):
        format_, media_type = choose(GRAPHS, question.accept, question.format)
        if isinstance(format_.writes, RdfFormat):
            return Answer(200, media_type, results.serialize(format=format_.writes) or b"")
        return tables.triples(question.query, results, graph, question.reader or Reader())
    format_, media_type = choose(ROWS, question.accept, question.format)
    if isinstance(format_.writes, QueryResultsFormat):
        return Answer(200, media_type, results.serialize(format=format_.writes) or b"")
    return tables.rows(question.query, results, graph, question.reader or Reader())
