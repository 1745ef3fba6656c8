"""Every IRI of our own that a dump of the seeds names answers, for programs and for people."""

import io
from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.export.formats import DUMPS
from kg.model.config import BASE
from kg.queries.saved import SavedQuery
from tests.server.listening import listening

FORMS = ["text/turtle", "application/ld+json", "text/html"]


@pytest.fixture(scope="module")
def client(seeds: Store, saved: dict[str, SavedQuery]) -> Iterator[httpx.Client]:
    with listening(seeds, saved, base=BASE) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def addresses(seeds: Store) -> list[str]:
    """Paths of the IRIs; what stands after «#» is told where the rest of the IRI is."""
    out = io.BytesIO()
    DUMPS["nquads"].write(seeds, out, base=BASE)
    quads = parse(out.getvalue(), RdfFormat.N_QUADS)
    terms = {term for quad in quads for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)}
    named = (term.value.partition("#")[0] for term in terms if isinstance(term, NamedNode))
    return sorted({iri.removeprefix(BASE) for iri in named if iri.startswith(BASE)})


def test_they_are_of_every_kind(addresses: list[str]) -> None:
    kinds = {address.partition("/")[0] for address in addresses}
    assert kinds >= {"city", "claim", "dataset", "doc", "indicator", "ontology", "person", "post", "rule", "vocab"}


@pytest.mark.parametrize("form", FORMS)
def test_every_iri_answers(client: httpx.Client, addresses: list[str], form: str) -> None:
    for address in addresses:
        answer = client.get(f"/{address}", headers={"accept": form})
        kind = answer.headers["content-type"].partition(";")[0]
        assert (answer.status_code, kind) == (200, form), address
        assert answer.content, address
