from dataclasses import replace

import pytest
from pyoxigraph import Store

from kg.build import build
from kg.config import Settings
from kg.store import open_current


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of the five texts."""
    folder = tmp_path_factory.mktemp("seeds")
    build([Settings().seeds], replace(Settings(), store=folder))
    return open_current(folder)
