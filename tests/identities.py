"""Identity over documents made by hand, without a store."""

from collections.abc import Callable, Mapping, Sequence

from kg.documents.document import Document
from kg.graph.claims import standing
from kg.identity.decisions import Decision
from kg.identity.entities import Background, Entity, Labels, References
from kg.identity.index import Index
from kg.identity.resolution import Resolution, Settled
from kg.model.facts import Extraction, Kind


class Identities:
    def __init__(self, resolution: Resolution, settled: Settled, documents: Mapping[str, int]) -> None:
        self._resolution = resolution
        self._documents = documents
        self.entities: dict[str, Entity] = dict(sorted(settled.now.items()))
        self.notes = settled.notes

    def references(self, document: str) -> References:
        return self._resolution.references(self._documents[document])

    def publisher(self, document: str) -> str:
        publisher = self.references(document).publisher
        return publisher.iri if publisher else ""


def resolve(
    extractions: Mapping[str, tuple[Document, Extraction]],
    labels: Labels,
    base: str,
    *,
    series: Sequence[Sequence[str]] = (),
    known: Mapping[tuple[Kind, str], str] | None = None,
    body: Callable[[str], str] = lambda name: "",
    decisions: Sequence[Decision] = (),
) -> Identities:
    """Which mentions of all documents (by document id) are one thing."""
    resolution = Resolution(Index(), Background(base, labels, series, known or {}, body))
    documents = {
        id: resolution.add(document, extraction, id, standing(document, extraction))
        for id, (document, extraction) in extractions.items()
    }
    return Identities(resolution, resolution.settle(decisions), documents)
