from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.queries import SavedQuery
from tests.cooperation import cooperation
from tests.graph import SKOS, iri
from tests.server.listening import listening


@pytest.fixture(scope="session")
def endpoint(saved: dict[str, SavedQuery]) -> Iterator[httpx.Client]:
    """The endpoint on a port of its own, with a thing that has a hostile name."""
    store = cooperation().store()
    store.extend(_hostile(store))
    with listening(store, saved) as address, httpx.Client(base_url=address, headers={"accept": "*/*"}) as client:
        yield client


TOKEN = "a token: слово"


@pytest.fixture(scope="session")
def _open_to_writers(saved: dict[str, SavedQuery]) -> Iterator[tuple[Store, str]]:
    store = Store()
    with listening(store, saved, token=TOKEN) as address:
        yield store, address


@pytest.fixture
def scratch(_open_to_writers: tuple[Store, str]) -> Iterator[httpx.Client]:
    """An endpoint that is written to, empty at first; the client has the token."""
    store, address = _open_to_writers
    store.clear()
    authorization = f"Bearer {TOKEN}".encode()
    with httpx.Client(base_url=address, headers={"accept": "*/*", "authorization": authorization}) as client:  # type: ignore[dict-item]
        yield client


def _hostile(store: Store) -> list[Quad]:
    thing = iri("organisation/hostile")
    label = Literal('<script>alert("1")</script>', language="ru")
    return [
        Quad(thing, NamedNode(SKOS + "prefLabel"), label),
        Quad(thing, NamedNode("http://www.w3.org/2002/07/owl#sameAs"), NamedNode("javascript:alert(1)")),
        Quad(iri("city/шу"), NamedNode(SKOS + "prefLabel"), Literal("Шу", language="ru")),
    ]
