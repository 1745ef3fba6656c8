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
