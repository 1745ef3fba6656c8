"""Questions answered from the store, each whole in one thread.

pyoxigraph's results must be serialised and dropped in the thread that made them: another aborts the process. A query
cannot be stopped, so questions and answers are plain values, which a process that can be killed could take over."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

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

from kg.server import pages
from kg.server.negotiation import GRAPHS, ROWS, NotAcceptableError, UnknownFormatError, choose
from kg.server.outgoing import calls_out
from kg.server.protocol import Question

T = TypeVar("T")
TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    media_type: str
    body: bytes


def problem(status: int, message: str) -> Answer:
    return Answer(status, TEXT, f"{message}\n".encode())


class Threads:
    """Runs work in threads of its own, so many at a time.

    They are daemons: a query that never ends must not keep the program from ending."""

    def __init__(self, limit: int) -> None:
        self._free = asyncio.Semaphore(limit)

    async def run(self, work: Callable[[], T]) -> T:
        async with self._free:
            loop = asyncio.get_running_loop()
            done: asyncio.Future[T] = loop.create_future()

            def settle(result: T | None, error: BaseException | None) -> None:
                if done.cancelled():
                    return
                if error is None:
                    done.set_result(result)  # type: ignore[arg-type]
                else:
                    done.set_exception(error)

            def body() -> None:
                result: T | None = None
                error: BaseException | None = None
                try:
                    result = work()
                except Exception as raised:
                    error = raised
                if not loop.is_closed():
                    loop.call_soon_threadsafe(settle, result, error)

            threading.Thread(target=body, daemon=True).start()
            return await done


def answer(store: Store, question: Question, base: str) -> Answer:
    """Never raises for what a client may get wrong: 400 with the parser's words, 406 when no format fits."""
    if calls_out(question.query):
        return problem(403, "SERVICE is not offered here: this endpoint asks no other")
    try:
        default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in question.default_graphs]
        named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in question.named_graphs]
    except ValueError as error:
        return problem(400, f"default-graph-uri and named-graph-uri take IRIs: {error}")
    try:
        # A query's relative IRIs are of this graph: <city/omsk>.
        if default or named:
            # Either parameter makes the whole dataset: what it does not name is empty.
            results = store.query(question.query, base_iri=base, default_graph=default, named_graphs=named)
        else:
            results = store.query(question.query, base_iri=base)
    except SyntaxError as error:
        return problem(400, str(error))
    except (OSError, RuntimeError, ValueError) as error:
        return problem(500, f"the query failed: {error}")
    try:
        return _written(results, question, base)
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
