"""An endpoint on a port of its own, answered in threads of the test."""

import socket
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import uvicorn
from pyoxigraph import Store

from kg.queries.saved import SavedQuery
from kg.server import application
from kg.server.tasks import Graph
from kg.server.threads import Threads
from tests.graph import BASE


@contextmanager
def listening(
    store: Store, saved: Mapping[str, SavedQuery], *, token: str | None = None, hosts: Collection[str] = ()
) -> Iterator[str]:
    """Its address, without a slash at the end."""
    engine = Threads(Graph(store, saved, BASE, frozenset(hosts)), 8)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(engine, saved, base=BASE, token=token), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
