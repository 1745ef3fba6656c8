"""The saved queries are plain SPARQL 1.1: rdflib gives the same rows in the same order."""

import pytest
import rdflib
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

from kg.queries.saved import SavedQuery
from tests.graph import BASE

NAMES = [
    "corridor-places",
    "figures",
    "locations",
    "projects",
    "region-ties",
    "sister-cities",
    "roles",
    "agreements",
    "identities",
]


@pytest.fixture(scope="module")
def dataset(store: Store) -> rdflib.Dataset:
    dumped = store.dump(format=RdfFormat.N_QUADS)
    assert dumped is not None
    dataset = rdflib.Dataset()
    dataset.parse(data=dumped.decode(), format="nquads")
    return dataset


@pytest.mark.parametrize("name", NAMES)
def test_same_rows(store: Store, dataset: rdflib.Dataset, saved: dict[str, SavedQuery], name: str) -> None:
    text = saved[name].text_with({})
    solutions = store.query(text)
    assert isinstance(solutions, QuerySolutions)
    here = [tuple("" if cell is None else cell.value for cell in row) for row in solutions]
    there = [tuple("" if cell is None else str(cell) for cell in row) for row in dataset.query(text)]  # type: ignore[union-attr]
    assert here == there


def test_no_query_knows_the_base_or_an_engine(saved: dict[str, SavedQuery]) -> None:
    for query in saved.values():
        assert BASE not in query.text
        assert "oxigraph" not in query.text.lower()
        assert "ORDER BY" in query.text


@pytest.mark.parametrize("name", ["figures", "entities", "mentions", "events"])
def test_same_bytes_whatever_order_the_quads_came_in(store: Store, saved: dict[str, SavedQuery], name: str) -> None:
    backwards = Store()
    for quad in sorted(store, key=str, reverse=True):
        backwards.add(quad)
    assert _csv(store, saved[name]) == _csv(backwards, saved[name])


def _csv(store: Store, query: SavedQuery) -> bytes | None:
    solutions = store.query(query.text_with({}))
    assert isinstance(solutions, QuerySolutions)
    return solutions.serialize(format=QueryResultsFormat.CSV)
