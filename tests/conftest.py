import os
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.build.run import build
from kg.graph.store import open_current
from kg.model.config import Settings
from kg.queries.saved import SavedQuery, load
from tests.cooperation import cooperation

os.environ["LC_ALL"] = "C.UTF-8"  # names are told as where nobody's language is known
os.environ.pop("COLUMNS", None)  # whoever runs tests in a terminal, or in several processes, says how wide it is

_SERVING = ("server", "browser", "clients", "remote")
"""Folders whose tests wait for servers, and tell how long."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shares the tests out among the processes of `make test`: a file goes to one of them whole, since its tests have
    stores in common; and all that serve go to one, since two servers at once would wait for each other."""
    for item in items:
        folder, *_ = item.path.relative_to(Path(__file__).parent).parts
        item.add_marker(pytest.mark.xdist_group("serving" if folder in _SERVING else str(item.path)))


@pytest.fixture(scope="session")
def store() -> Store:
    return cooperation().store()


@pytest.fixture(scope="session")
def saved() -> dict[str, SavedQuery]:
    return load(Path(__file__).resolve().parent.parent / "queries")


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of the five texts."""
    folder = tmp_path_factory.mktemp("seeds")
    build([Settings().seeds], replace(Settings(), store=folder))
    return open_current(folder)
