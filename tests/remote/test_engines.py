"""The queries of the contract give the same rows on other engines as at home."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, QuerySolutions, Store

from kg import answers
from kg.build import build
from kg.config import Settings
from kg.namespaces import XSD
from kg.push import Ledger, push
from kg.queries import SavedQuery
from kg.remote import Endpoint
from kg.store import open_current
from tests.cooperation import cooperation
from tests.queries.test_contract import VARIABLES
from tests.remote.conftest import HARD, PLAIN, update, virtuoso_update
from tests.remote.engines import oxigraph

NUMBERS = {XSD + "decimal", XSD + "integer"}
RESEARCH = ["conflicting-figures", "turnover-over-time", "region-network", "most-connected", "who-met-whom"]


@pytest.fixture(scope="module", params=["small", pytest.param("seeds", marks=pytest.mark.model)])
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("home")
    if request.param == "small":
        store = Store(str(folder))
        store.extend(cooperation().store())
        return store
    settings = replace(Settings(), store=folder)
    build([settings.seeds], settings)
    return open_current(settings.store)


@pytest.fixture(scope="module", params=["oxigraph", "oxigraph-union", "virtuoso", "virtuoso-union"])
def asked(
    request: pytest.FixtureRequest, home: Store, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], answers.Answer]]:
    """Asks the engine that has the home store, over its default graph, or over the union of all graphs."""
    folder = tmp_path_factory.mktemp("engine")
    with Ledger(folder, request.param) as ledger:
        if request.param.startswith("oxigraph"):
            with oxigraph(folder, union=request.param.endswith("union")) as address:
                push(home, update(address), ledger)
                yield lambda text: Endpoint(f"{address}/query").ask(text).answer()
            return
        address = request.getfixturevalue("installed_virtuoso")
        target = virtuoso_update(address)
        graph = "" if request.param.endswith("union") else PLAIN
        push(home, target, ledger)
        yield lambda text: Endpoint(f"{address}/sparql").ask(text, default_graph=graph).answer()
        push(Store(), target, ledger)


@pytest.mark.parametrize("name", [*VARIABLES, *RESEARCH])
def test_same_rows(
    home: Store, asked: Callable[[str], answers.Answer], saved: dict[str, SavedQuery], name: str
) -> None:
    text = saved[name].text_with({})
    expected = counted(answers.ask(home, text))
    assert expected or name in ("sister-cities", *RESEARCH)
    assert counted(asked(text)) == expected


def test_same_rows_with_a_parameter(
    home: Store, asked: Callable[[str], answers.Answer], saved: dict[str, SavedQuery]
) -> None:
    known = "SELECT ?place WHERE { ?place a coop:City } ORDER BY ?place LIMIT 1"
    place = next(iter(answers.ask(home, known)))["place"].value  # type: ignore[union-attr,index]
    text = saved["evidence"].text_with({"entity": place})
    assert counted(asked(text)) == counted(answers.ask(home, text))


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
    target = virtuoso_update(installed_virtuoso)
    with Ledger(tmp_path, "hard") as ledger:
        assert push(store, target, ledger).failures == ()
    graph = "https://data.example/doc/қиын%20😀"
    rows = Endpoint(f"{installed_virtuoso}/sparql").ask(
        f"SELECT ?o WHERE {{ GRAPH <{graph}> {{ ?s coop:content ?o }} }}"
    )
    assert counted(rows.answer()) == Counter((_value(term),) for term in HARD)
