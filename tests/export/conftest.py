from dataclasses import replace

import pytest
from pyoxigraph import Store

from kg.build.run import build
from kg.graph.store import open_current
from kg.model.config import Settings


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of the five texts."""
    folder = tmp_path_factory.mktemp("seeds")
    build([Settings().seeds], replace(Settings(), store=folder))
    return open_current(folder)
