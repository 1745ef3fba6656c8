"""Every IRI of our own that a dump of the seeds names answers, for programs and for people."""

from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import Store

from kg.model.config import BASE
from kg.queries.saved import SavedQuery
from tests.server.every_iri import FORMS, addresses, faults
from tests.server.listening import listening


@pytest.fixture(scope="module")
def client(seeds: Store, saved: dict[str, SavedQuery]) -> Iterator[httpx.Client]:
    with listening(seeds, saved, base=BASE) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def asked(seeds: Store) -> dict[str, set[str]]:
    return addresses(seeds)


def test_they_are_of_every_kind(asked: dict[str, set[str]]) -> None:
    kinds = {path.partition("/")[0] for path in asked}
    assert kinds >= {"city", "claim", "dataset", "doc", "indicator", "ontology", "person", "post", "rule", "vocab"}
    parts = {part.partition("=")[0] for path in asked for part in asked[path]}
    assert parts >= {"City", "build", "char", "geometry", "mention", "tenure-1"}


@pytest.mark.parametrize("form", FORMS)
def test_every_iri_answers_and_is_told_of(client: httpx.Client, asked: dict[str, set[str]], form: str) -> None:
    assert list(faults(client, asked, form)) == []


NAMED = {"city/omsk": {"geometry"}, "city/nowhere": set[str](), "doc/x": {"char=0,1"}}
FAULTY = [
    (FORMS[0], ["city/nowhere: 404, text/plain", "doc/x: 404, text/plain"]),
    (FORMS[2], ["city/nowhere: 404, text/html", "doc/x: 404, text/html"]),
]


@pytest.mark.parametrize(("form", "found"), FAULTY)
def test_what_does_not_answer_is_a_fault(client: httpx.Client, form: str, found: list[str]) -> None:
    assert list(faults(client, NAMED, form)) == found


@pytest.mark.parametrize("form", FORMS[:2])
def test_a_part_that_is_not_told_of_is_a_fault(client: httpx.Client, form: str) -> None:
    asked = {"city/omsk": {"geometry", "history"}}
    assert list(faults(client, asked, form)) == ["city/omsk#history: not told of"]
