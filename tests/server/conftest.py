import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.queries import SavedQuery
from kg.server import application
from tests.cooperation import cooperation
from tests.graph import BASE, SKOS, iri


@pytest.fixture(scope="session")
def endpoint(saved: dict[str, SavedQuery]) -> Iterator[httpx.Client]:
    """The endpoint on a port of its own, with a thing that has a hostile name."""
    store = cooperation().store()
    store.extend(_hostile(store))
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(store, saved, base=BASE), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", headers={"accept": "*/*"}) as client:
        yield client
    server.should_exit = True
    thread.join()


def _hostile(store: Store) -> list[Quad]:
    thing = iri("organisation/hostile")
    label = Literal('<script>alert("1")</script>', language="ru")
    return [
        Quad(thing, NamedNode(SKOS + "prefLabel"), label),
        Quad(thing, NamedNode("http://www.w3.org/2002/07/owl#sameAs"), NamedNode("javascript:alert(1)")),
        Quad(iri("city/шу"), NamedNode(SKOS + "prefLabel"), Literal("Шу", language="ru")),
    ]
