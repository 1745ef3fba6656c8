"""The saved queries give the same rows on other engines as at home."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, QuerySolutions, Store

from kg.build.run import build
from kg.export.push import Ledger, push
from kg.export.push.protocols import Protocol
from kg.graph.store import open_current
from kg.model.config import Settings
from kg.model.namespaces import XSD
from kg.queries import answers
from kg.queries.remote import Endpoint
from kg.queries.saved import SavedQuery, load
from tests.cooperation import cooperation
from tests.remote.conftest import HARD, PLAIN, update, virtuoso_update
from tests.remote.engines import oxigraph

pytestmark = pytest.mark.model
NUMBERS = {XSD + "decimal", XSD + "integer"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The seeds as the models read them, and beside them the small graph, which has rows for every query."""
    settings = replace(Settings(), store=tmp_path_factory.mktemp("seeds"))
    build([settings.seeds], settings)
    store = Store(str(tmp_path_factory.mktemp("home")))
    store.extend(open_current(settings.store))
    store.extend(cooperation().store())
    return store


@pytest.fixture(scope="module", params=["oxigraph", "oxigraph-union", "virtuoso"])
def asked(
    request: pytest.FixtureRequest, home: Store, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, Sequence[str]], list[answers.Answer]]]:
    """Asks an engine that the store was pushed to, with each default graph it can have: all together («»), or one."""
    folder = tmp_path_factory.mktemp("engine")
    if request.param == "virtuoso":
        address = request.getfixturevalue("installed_virtuoso")
        _push(home, virtuoso_update(address), folder)
        endpoint = Endpoint(f"{address}/sparql")
        yield lambda text, graphs: [endpoint.ask(text, default_graph=graph).answer() for graph in graphs]
        return
    union = request.param.endswith("union")
    with oxigraph(folder, union=union) as address:
        _push(home, update(address), folder)
        endpoint = Endpoint(f"{address}/query")
        yield lambda text, graphs: [endpoint.ask(text).answer()] if ("" if union else PLAIN) in graphs else []


def _push(store: Store, target: Protocol, folder: Path) -> None:
    with Ledger(folder, "there") as ledger:
        assert push(store, target, ledger).failures == []


WITHOUT_ROWS = ("copies", "project-figures", "events-in-both-languages")
"""Those that seeds and small graph have nothing for."""
BESIDE = ("country-cooperation", "regions-by-country", "post-holders")
"""Those that read reference knowledge, which elsewhere only a union of all graphs has beside the default graph."""
NEEDED = {"evidence": {"entity": "city/omsk"}, "agreements-of-region": {"region": "region/RU-OMS"}}
NAMES = [name for name in load(Settings().queries) if name != "wikidata-population"]
"""All that ask no other service."""


@pytest.mark.parametrize("name", NAMES)
def test_same_rows(
    home: Store, asked: Callable[[str, Sequence[str]], list[answers.Answer]], saved: dict[str, SavedQuery], name: str
) -> None:
    text = saved[name].text_with(NEEDED.get(name, {}), base=Settings().base)
    expected = counted(answers.ask(home, text))
    assert expected or name in WITHOUT_ROWS
    graphs = [""] if name in BESIDE else ["", PLAIN]
    found = [counted(answer) for answer in asked(text, graphs)]
    assert all(rows == expected for rows in found)


def counted(answer: answers.Answer) -> Counter[tuple[object, ...]]:
    assert isinstance(answer, QuerySolutions)
    names = answer.variables
    return Counter(tuple(_value(row[name]) for name in names) for row in answer)


def _value(term: object) -> object:
    """Numbers by what they are: Virtuoso gives 25600000000 as an integer, and 0.50 as 0.5."""
    if isinstance(term, Literal) and term.datatype.value in NUMBERS:
        return Decimal(term.value)
    return term


def test_virtuoso_keeps_hard_literals(store: Store, installed_virtuoso: str, tmp_path: Path) -> None:
    _push(store, virtuoso_update(installed_virtuoso), tmp_path)
    graph = "https://data.example/doc/қиын%20😀"
    rows = Endpoint(f"{installed_virtuoso}/sparql").ask(
        f"SELECT ?o WHERE {{ GRAPH <{graph}> {{ ?s coop:content ?o }} }}"
    )
    assert counted(rows.answer()) == Counter((_value(term),) for term in HARD)
