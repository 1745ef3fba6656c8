"""The saved queries are plain SPARQL 1.1: rdflib and Comunica give the same rows, each by its own engine."""

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

from kg.model.config import Settings
from kg.queries.saved import SavedQuery, load
from tests.graph import BASE
from tests.queries.test_questions import ASKED

CLIENTS = Path(__file__).resolve().parents[1] / "clients"
NEEDED = {"evidence": {"entity": "city/omsk"}, "agreements-of-region": {"region": "Омская область"}}
"""What a query cannot be asked without."""
CALLS_OUT = "wikidata-population"
CASES = [(name, NEEDED.get(name, {})) for name in load(Settings().queries) if name != CALLS_OUT] + [
    (name, values) for name, values, _ in ASKED if values
]


def text(told: Store, saved: dict[str, SavedQuery], name: str, values: dict[str, str]) -> str:
    return saved[name].text_with(values, base=BASE, store=told)


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return [tuple("" if cell is None else cell.value for cell in row) for row in solutions]


@pytest.fixture(scope="module")
def dump(told: Store) -> bytes:
    dumped = told.dump(format=RdfFormat.N_QUADS)
    assert dumped is not None
    return dumped


@pytest.fixture(scope="module")
def dataset(dump: bytes) -> rdflib.Dataset:
    return rdflib.Dataset().parse(data=dump.decode(), format="nquads")


@pytest.mark.parametrize(("name", "values"), CASES)
def test_rdflib_gives_the_same_in_the_same_order(
    told: Store, dataset: rdflib.Dataset, saved: dict[str, SavedQuery], name: str, values: dict[str, str]
) -> None:
    query = text(told, saved, name, values)
    there = [tuple("" if cell is None else str(cell) for cell in row) for row in dataset.query(query)]  # type: ignore[union-attr]
    assert there == rows(told, query)


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
@pytest.mark.skipif(not (CLIENTS / "node_modules").is_dir(), reason="npm ci has not been run in tests/clients")
def test_comunica_gives_the_same(told: Store, saved: dict[str, SavedQuery], dump: bytes, tmp_path: Path) -> None:
    """In any order: it sorts text as a dictionary does."""
    (tmp_path / "told.nq").write_bytes(dump)
    queries = [text(told, saved, name, values) for name, values in CASES]
    command = ["node", str(CLIENTS / "saved.mjs"), str(tmp_path / "told.nq")]
    done = subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    for case, query, answer in zip(CASES, queries, json.loads(done.stdout), strict=True):
        assert isinstance(answer, list), (case, answer)
        assert Counter(map(tuple, answer)) == Counter(rows(told, query)), case


def test_most_of_them_have_rows(told: Store, saved: dict[str, SavedQuery]) -> None:
    """Engines that find nothing would agree."""
    without = [name for name, values in CASES if not rows(told, text(told, saved, name, values))]
    assert without == ["copies", "sister-cities", "who-met-whom", "agreements-in-force"]


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
