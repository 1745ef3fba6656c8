"""A store of hard cases, and the engines it is sent to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.export.push import Limit
from kg.export.push.protocols import GraphStore, Protocol, UpdateProtocol
from kg.queries.remote import Credentials, Endpoint
from tests.cooperation import cooperation
from tests.graph import BASE, COOP, DCT, XSD
from tests.remote.engines import PASSWORD, VIRTUOSO, oxigraph, virtuoso

MARKER = BASE + "push"
PLAIN = BASE + "plain"
LONG = 'Длинный «текст» 😀\n\t"в кавычках" \\ и ещё. ' * 12_000
HARD = [
    Literal("қазақша 😀 𐍈", language="kk"),
    Literal("a \\ \"b\" 'c'\r\n\td\u00a0e\u2028f"),
    Literal("  spaces at both ends  ", language="en"),
    Literal(""),
    Literal("0.50", datatype=NamedNode(XSD + "decimal")),
    Literal("25600000000", datatype=NamedNode(XSD + "decimal")),
    Literal("2022", datatype=NamedNode(XSD + "gYear")),
    Literal("2022-11-28", datatype=NamedNode(XSD + "date")),
    Literal(LONG),
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of its own for each test: some change it."""
    store = Store(str(tmp_path / "home"))
    store.extend(cooperation().store())
    graph = NamedNode(BASE + "doc/қиын%20😀")
    store.add(Quad(graph, NamedNode(DCT + "identifier"), Literal("hard.txt"), graph))
    store.extend(Quad(graph, NamedNode(COOP + "content"), value, graph) for value in HARD)
    return store


def update(address: str, *, limit: Limit = Limit()) -> UpdateProtocol:  # noqa: B008
    return UpdateProtocol(Endpoint(f"{address}/update"), Endpoint(f"{address}/query"), marker=MARKER, limit=limit)


def graph_store(address: str, *, limit: Limit = Limit()) -> GraphStore:  # noqa: B008
    return GraphStore(Endpoint(f"{address}/store"), marker=MARKER, limit=limit)


def virtuoso_update(address: str, *, limit: Limit = Limit()) -> UpdateProtocol:  # noqa: B008
    endpoint = Endpoint(f"{address}/sparql-auth", Credentials(user="dba", password=PASSWORD))
    return UpdateProtocol(endpoint, endpoint, marker=MARKER, default_graph=PLAIN, limit=limit)


@pytest.fixture
def native(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "native"
    folder.mkdir()
    with oxigraph(folder) as address:
        yield address


@pytest.fixture(params=["update", "graph-store"])
def target(request: pytest.FixtureRequest, native: str) -> Protocol:
    return update(native) if request.param == "update" else graph_store(native)


@pytest.fixture(scope="session")
def installed_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not VIRTUOSO:
        pytest.skip("no virtuoso-t here; on Debian: apt-get install virtuoso-opensource")
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as address:
        yield address
