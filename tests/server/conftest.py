from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.queries.saved import SavedQuery
from tests.cooperation import cooperation
from tests.graph import SKOS, iri
from tests.server.listening import listening
from tests.server.program import publish, serving


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The endpoint as the program that it is, with a thing that has a hostile name."""
    store = cooperation().store()
    store.extend(_hostile(store))
    folder = tmp_path_factory.mktemp("endpoint")
    publish(folder, store)
    with (
        serving(folder) as program,
        httpx.Client(base_url=program.address.rstrip("/"), headers={"accept": "*/*"}, timeout=20) as client,
    ):
        yield client


TOKEN = "the-token"


@pytest.fixture(scope="session")
def _open_to_writers(saved: dict[str, SavedQuery]) -> Iterator[tuple[Store, httpx.Client]]:
    store = Store()
    headers = {"accept": "*/*", "authorization": f"Bearer {TOKEN}"}
    with (
        listening(store, saved, token=TOKEN) as address,
        httpx.Client(base_url=address, headers=headers, timeout=60) as client,
    ):
        yield store, client


@pytest.fixture
def scratch(_open_to_writers: tuple[Store, httpx.Client]) -> httpx.Client:
    """An endpoint that is written to, empty at first; the client has the token."""
    store, client = _open_to_writers
    store.clear()
    return client


def _hostile(store: Store) -> list[Quad]:
    thing = iri("organisation/hostile")
    label = Literal('<script>alert("1")</script>', language="ru")
    return [
        Quad(thing, NamedNode(SKOS + "prefLabel"), label),
        Quad(thing, NamedNode("http://www.w3.org/2002/07/owl#sameAs"), NamedNode("javascript:alert(1)")),
        Quad(iri("city/шу"), NamedNode(SKOS + "prefLabel"), Literal("Шу", language="ru")),
    ]
