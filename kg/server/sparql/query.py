"""SPARQL queries and updates with how to answer them, and what pyoxigraph raises as a refusal.

The dataset that a request gives to an update (SPARQL 1.1 Protocol, 2.2.3) is written into its text."""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from typing import BinaryIO, TypeAlias

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, Store

from kg.model.errors import QueryError
from kg.queries.answers import csv_of, serialise
from kg.queries.faults import Fault, fault
from kg.queries.outgoing import fault_beside_calls, harmless, may_call, names_dataset
from kg.queries.saved import SavedQuery, tokens
from kg.server.answers.formats import GRAPHS, PAGE, ROWS, SHEET, TRUTHS, Format, choose
from kg.server.answers.reader import Reader
from kg.server.answers.task import DONE, NOT_KEPT, Answer, Graph, RefusedError
from kg.server.pages import query as pages
from kg.server.pages.refusal import refusal
from kg.server.sparql.lookups import lookup
from kg.server.view.table.chosen import as_query

_OF_STORE = re.compile(r"corrupt|checksum|\.sst\b|rocksdb|no such file", re.IGNORECASE)
Results: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples
_REFUSED_QUERY = "SERVICE is not offered here, or not with this address; kg serve --allow-service HOST allows a host"
_REFUSED_UPDATE = "SERVICE and LOAD are not offered here, or not with this address"
_CHANGING = re.compile(r"\b(?:now|rand|uuid|struuid|service)\b", re.IGNORECASE)
"""What gives another answer each time."""
_ELSEWHERE = ("graph", "from", "limit", "offset", "describe", "\\u")
"""In queries that may name a graph, or depend on the order in which a store has its triples."""
_CONSTANT = re.compile(r"<[^>]*>|\"[^\"]*\"|'[^']*'|[0-9]+")
_LONGEST_SHAPE = 10_000


class FaultError(RefusedError):
    """A query or an update does not parse."""

    def __init__(self, found: Fault) -> None:
        super().__init__(400, str(found))
        self.fault = found


@contextmanager
def failed(text: str = "", *, update: bool = False) -> Iterator[None]:
    """Around what a query or an update, `text`, does."""
    try:
        yield
    except SyntaxError as error:
        raise FaultError(fault(text, str(error), update=update)) if text else RefusedError(400, str(error)) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise _failure(text, error) from None


def _failure(text: str, error: Exception) -> RefusedError:
    asks_others = isinstance(error, OSError) and may_call(text)
    if _OF_STORE.search(str(error)) or (isinstance(error, OSError) and not asks_others):
        # Its words name files of this machine.
        logging.getLogger(__name__).error("the store fails: %s", error)
        return RefusedError(500, "the store could not be read; the log of the server says why")
    return RefusedError(502 if asks_others else 400, f"it failed: {error}")


def _admitted(text: str, run: Callable[[str], object], graph: Graph, *, update: bool = False) -> str:
    """A query or an update as it may run. Refuses with 400 what does not parse, with 403 what asks others."""
    admitted = harmless(text, run, graph.hosts)
    if admitted is None:
        if error := fault_beside_calls(text, run):
            raise FaultError(fault(text, error, update=update))
        raise RefusedError(403, _REFUSED_UPDATE if update else _REFUSED_QUERY)
    return admitted


def _graphs(what: str, *given: Sequence[str]) -> list[list[NamedNode]]:
    """Refuses with 400 what are no IRIs."""
    try:
        return [[NamedNode(iri) for iri in some] for some in given]
    except ValueError as error:
        raise RefusedError(400, f"{what} take IRIs: {error}") from None


def _whole(query: str, graph: Graph) -> Store | None:
    """Where all that the query sees is the default graph, if it is anywhere."""
    if graph.together is None:
        return None
    lowered = query.lower()
    return None if any(word in lowered for word in _ELSEWHERE) else graph.together


def _changes(query: str) -> bool:
    # To look for words takes a tenth of the time that the pattern takes.
    lowered = query.lower()
    return any(word in lowered for word in ("now", "rand", "uuid", "service")) and _CHANGING.search(query) is not None


@dataclass(frozen=True, slots=True)
class Question:
    query: str
    default_graphs: tuple[str, ...] = ()
    """With `named_graphs`, the whole dataset: what they do not name is empty. Neither: the whole store, its companion
    graphs beside the default graph."""
    named_graphs: tuple[str, ...] = ()
    union: bool = False
    """Whether the default graph is all graphs together."""
    accept: str = ""
    format: str = ""
    reader: Reader | None = None
    """Where the answer may be a page."""
    narrowed: Reader | None = None
    """Where it is to be the rows that a reader chose on the page, in another format."""

    @property
    def shape(self) -> str:
        """The query without what differs between those of one program; empty where the answer may be a page."""
        if self.reader or self.narrowed or len(self.query) > _LONGEST_SHAPE:
            return ""
        given = f"{bool(self.default_graphs)}{bool(self.named_graphs)}{self.union}"
        return given + _CONSTANT.sub("", self.query)

    def at_once(self, graph: Graph) -> Answer | None:
        """The answer to a lookup."""
        if self.default_graphs or self.named_graphs or self.union or self.reader or self.narrowed:
            return None
        whole = _whole(self.query, graph)
        found = lookup(self.query, graph.store, graph.seen()) if whole is None else lookup(self.query, whole)
        with suppress(RefusedError):  # as `answer` will say
            format_, media_type = choose(ROWS, self.accept, self.format)
            if found and format_.writes is QueryResultsFormat.JSON and (body := found.as_json()) is not None:
                return Answer(200, media_type, body)
        return None

    def answer(self, graph: Graph) -> Answer:
        """Raises RefusedError: 400 where it does not parse, 406 when no format fits, 403 when it asks other servers.
        Where the answer may be a page, so is that, with the place marked."""
        try:
            with failed(self.query):
                return self._answer(graph)
        except RefusedError as refused:
            if self.reader is None or refused.answer.status not in (400, 403):
                raise
            found = refused.fault if isinstance(refused, FaultError) else None
            return refusal(self.reader, refused.answer.status, str(refused), query=self.query, fault=found)

    def _answer(self, graph: Graph) -> Answer:
        run = partial(_on_nothing, graph.base)
        query = _admitted(self.query, run, graph)
        default, named = _graphs("default-graph-uri and named-graph-uri", self.default_graphs, self.named_graphs)
        # A query's relative IRIs are of this graph: <city/omsk>.
        if default or named:
            results = graph.store.query(query, base_iri=graph.base, default_graph=[*default], named_graphs=[*named])
        elif not self.union and (whole := _whole(query, graph)) is not None:
            results = whole.query(query, base_iri=graph.base)
        elif self.union or len(graph.seen()) == 1 or names_dataset(query, run):
            results = graph.store.query(query, base_iri=graph.base, use_default_graph_as_union=self.union)
        else:
            results = graph.store.query(query, base_iri=graph.base, default_graph=graph.seen())
        format_, media_type = choose(_formats(results), self.accept, self.format)
        headers = NOT_KEPT if _changes(self.query) else ()
        if self.narrowed and format_ is not PAGE and not isinstance(results, QueryBoolean):
            results = Store().query(as_query(results, graph, self.narrowed))
        if format_ is SHEET:
            return Answer(200, media_type, sheet(results), headers)
        if format_.writes is not None:
            return Answer(200, media_type, headers=headers, write=partial(self._write, results, format_))
        shown = pages.results(self.query, results, graph, self.reader or Reader())
        return Answer(200, media_type, shown.body, (*shown.headers, *headers))

    def _write(self, results: Results, format_: Format, out: BinaryIO) -> None:
        with failed(self.query):
            if isinstance(results, QuerySolutions) and format_.writes is QueryResultsFormat.CSV:
                for piece in csv_of(results):
                    out.write(piece)
            else:
                results.serialize(out, format_.writes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What a saved query answers with."""

    name: str
    """`select`, `ask` or `construct`."""
    columns: tuple[str, ...]
    """The variables of a SELECT."""
    formats: tuple[Format, ...]


@cache
def form_of(query: SavedQuery) -> AnswerForm:
    """Asks an empty store. Raises SyntaxError when the query does not parse; not for federated queries."""
    results = Store().query(query.text)
    if isinstance(results, QuerySolutions):
        return AnswerForm("select", tuple(variable.value for variable in results.variables), ROWS)
    return AnswerForm("ask" if isinstance(results, QueryBoolean) else "construct", (), _formats(results))


def sheet(results: Results) -> bytes:
    """A workbook. Refuses with 501 where the library for it is not installed."""
    try:
        return serialise(results, SHEET.name)
    except QueryError as error:
        raise RefusedError(501, str(error)) from None


def _formats(results: Results) -> tuple[Format, ...]:
    return GRAPHS if isinstance(results, QueryTriples) else TRUTHS if isinstance(results, QueryBoolean) else ROWS


def _on_nothing(base: str, query: str) -> object:
    return Store().query(query, base_iri=base)


def update(graph: Graph, text: str, using: tuple[str, ...] = (), using_named: tuple[str, ...] = ()) -> Answer:
    """Does it as a whole or not at all. What is used is the dataset that WHERE is matched against; nothing: the whole
    store."""
    admitted = _admitted(text, partial(Store().update, base_iri=graph.base), graph, update=True)
    default, named = _graphs("using-graph-uri and using-named-graph-uri", using, using_named)
    if default or named:
        admitted = with_dataset(admitted, default, named)
    with failed(text, update=True):
        graph.store.update(admitted, base_iri=graph.base)
    return DONE


def with_dataset(update: str, default: Sequence[NamedNode], named: Sequence[NamedNode]) -> str:
    """The update with USING clauses for every operation that has a WHERE. Refuses with 400 one that has
    a dataset of its own, or whose parts cannot be told."""
    clauses = "".join([f"USING {graph} " for graph in default] + [f"USING NAMED {graph} " for graph in named])
    written: list[str] = []
    done = depth = pattern = 0
    before = ""
    shorthand = False
    for kind, token, end in tokens(update):
        start, word = end - len(token), token.upper() if kind in ("word", "brace") else ""
        if word == "{":
            depth += 1
            pattern = start if depth == 1 else pattern
        elif word == "}":
            depth -= 1
            if depth == 0 and shorthand:
                # DELETE WHERE {…} stands for DELETE {…} WHERE {…}.
                group = update[pattern:end]
                written.append(f"{group} {clauses}WHERE {group}")
                done, shorthand = end, False
        elif depth == 0 and word in ("USING", "WITH"):
            raise RefusedError(400, "using-graph-uri and using-named-graph-uri do not go with USING or WITH")
        elif depth == 0 and word == "WHERE":
            shorthand = before == "DELETE"
            written += [update[done:start], "" if shorthand else clauses]
            done = end if shorthand else start
        if depth < 0:
            break
        before = before if kind == "comment" else word
    if depth or shorthand:
        raise RefusedError(400, "the braces of the update do not pair")
    return "".join([*written, update[done:]])
