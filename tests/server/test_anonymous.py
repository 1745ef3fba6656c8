"""Texts of which nobody knows who publishes them: nothing that is said in them is lost on any page or in any answer."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from pyoxigraph import QuerySolutions, Store

from kg.build.run import build
from kg.graph.store import open_current
from kg.model.config import Settings
from kg.queries.saved import SavedQuery
from tests.graph import BASE, COOP
from tests.reader import read_facts
from tests.server.listening import listening

TEXT = (
    "Торговля растёт\n\n{day} мая 2023 года\n\n"
    "товарооборот Казахстана – {sum} долларов. Города-побратимы Омск и Павлодар.\n"
)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Store]:
    """The same folder of two files of one name, without a publisher and with one."""
    built = []
    for publisher in ("", "Омск Здесь"):
        folder = tmp_path_factory.mktemp("texts")
        for day, value in ((5, 26), (6, 28)):
            (folder / str(day)).mkdir()
            (folder / str(day) / "a.txt").write_text(TEXT.format(day=day, sum=value))
            if publisher:
                (folder / str(day) / "manifest.toml").write_text(f'["a.txt"]\npublisher = "{publisher}"\n')
        settings = replace(Settings(), store=tmp_path_factory.mktemp("store"), base=BASE)
        assert build([folder], settings, extract=read_facts).claims == 4
        built.append(open_current(settings.store))
    return built[0], built[1]


def answered(store: Store, query: SavedQuery) -> int:
    given = {parameter.name: "city/omsk" for parameter in query.parameters if parameter.required}
    solutions = store.query(query.text_with(given, base=BASE))
    return len(list(solutions)) if isinstance(solutions, QuerySolutions) else 0


def test_every_saved_query(stores: tuple[Store, Store], saved: dict[str, SavedQuery]) -> None:
    anonymous, published = stores
    about_publishers = {"mentions", "entities", "most-connected", "labels"}
    rows = {name: (answered(anonymous, query), answered(published, query)) for name, query in saved.items()}
    assert {name: counts for name, counts in rows.items() if counts[0] < counts[1]}.keys() <= about_publishers
    assert rows["conflicting-figures"] == (2, 2)
    assert rows["sister-cities"] == (2, 2)
    assert rows["evidence"] == (2, 2)


def test_files_of_one_name_are_told_apart(stores: tuple[Store, Store], saved: dict[str, SavedQuery]) -> None:
    for store in stores:
        solutions = store.query(saved["sister-cities"].text_with({}, base=BASE))
        assert isinstance(solutions, QuerySolutions)
        assert sorted(row["source"].value for row in solutions) == ["5/a.txt", "6/a.txt"]


@pytest.fixture(scope="module")
def client(stores: tuple[Store, Store], saved: dict[str, SavedQuery]) -> Iterator[httpx.Client]:
    with (
        listening(stores[0], saved) as address,
        httpx.Client(base_url=address, headers={"accept": "text/html"}, timeout=60) as client,
    ):
        yield client


PAGES = [
    ("/city/omsk", "Города-побратимы Омск и Павлодар"),
    ("/contradictions", "товарооборот Казахстана – 26 долларов"),
    ("/country/kazahstan", "товарооборот Казахстана – 28 долларов"),
    ("/queries/conflicting-figures", "товарооборот Казахстана – 26 долларов"),
    ("/queries/sister-cities", "Павлодар"),
]


@pytest.mark.parametrize(("page", "words"), PAGES)
def test_pages(client: httpx.Client, page: str, words: str) -> None:
    assert words in client.get(page).text


def test_the_page_of_a_document_and_of_a_claim(stores: tuple[Store, Store], client: httpx.Client) -> None:
    solutions = stores[0].query(f"SELECT ?doc ?claim {{ GRAPH ?doc {{ ?claim <{COOP}modality> ?modality }} }}")
    assert isinstance(solutions, QuerySolutions)
    for document, claim in ((row["doc"].value, row["claim"].value) for row in solutions):
        assert "долларов" in client.get("/" + document.removeprefix(BASE)).text
        assert "Торговля растёт" in client.get("/" + claim.removeprefix(BASE)).text
