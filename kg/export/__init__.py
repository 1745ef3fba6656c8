"""File formats the graph is written in, by the name users give them."""

from collections.abc import Mapping
from typing import BinaryIO, Protocol

from pyoxigraph import Store

from kg.export import gexf, rdf


class Exporter(Protocol):
    def __call__(self, store: Store, out: BinaryIO, query: str | None = None, *, drawn: Mapping[str, bool]) -> None:
        """Writes the store, or what the query gives, to `out`.

        `drawn` maps the IRIs of the properties that are edges of a relationship map to whether they hold both ways;
        formats that draw nothing pass over it. Raises QueryError on a query the format cannot hold."""


EXPORTERS: Mapping[str, Exporter] = {
    "gexf": gexf.write,
    "jsonld": rdf.jsonld,
    "nquads": rdf.nquads,
    "trig": rdf.trig,
    "turtle": rdf.turtle,
}
