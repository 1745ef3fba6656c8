"""An endpoint on a port of its own, answered in threads of the test."""

import asyncio
import io
import socket
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import uvicorn
from pyoxigraph import Store

from kg.queries.saved import SavedQuery
from kg.server.answers.task import Answer, Graph, RefusedError, Task
from kg.server.application import application
from tests.graph import BASE


class InThreads:
    """An engine for a store in memory: one task at a time, each as a whole."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._written = 0
        self._one = threading.Lock()

    async def ask(self, task: Task) -> Answer:
        answer = await asyncio.to_thread(self._answer, task)
        self._written += getattr(task, "writes", False)
        return answer

    def version(self) -> str:
        return str(self._written)

    def trouble(self) -> str:
        return ""

    def _answer(self, task: Task) -> Answer:
        with self._one:
            return answered(task, self._graph)


def answered(task: Task, graph: Graph) -> Answer:
    """The whole answer."""
    try:
        answer = task.answer(graph)
        if answer.write is not None:
            out = io.BytesIO()
            answer.write(out)
            answer = replace(answer, body=out.getvalue(), write=None)
    except RefusedError as refusal:
        answer = refusal.answer
    return answer


@contextmanager
def listening(
    store: Store,
    saved: Mapping[str, SavedQuery],
    *,
    base: str = BASE,
    token: str | None = None,
    hosts: Collection[str] = (),
) -> Iterator[str]:
    """Its address, without a slash at the end."""
    engine = InThreads(Graph(store, saved, base, frozenset(hosts)))
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(engine, saved, base=base, token=token), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
