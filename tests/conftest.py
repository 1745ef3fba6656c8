from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.queries.saved import SavedQuery, load
from tests.cooperation import cooperation


@pytest.fixture(scope="session")
def store() -> Store:
    return cooperation().store()


@pytest.fixture(scope="session")
def saved() -> dict[str, SavedQuery]:
    return load(Path(__file__).resolve().parent.parent / "queries")
