"""File formats that maps and the graph itself are written in, by the name users give them."""

from collections.abc import Callable, Mapping
from typing import BinaryIO, Final

from kg.export.formats import cx2, gexf, graphml, graphology, tables
from kg.export.formats import dumps as rdf
from kg.export.formats.columns import Chart

MAPS: Final[Mapping[str, Callable[[Chart, BinaryIO], None]]] = {
    "gexf": gexf.write,
    "graphml": graphml.write,
    "csv": tables.write,
    "cx2": cx2.write,
    "graphology": graphology.write,
}
PICTURES: Final = ("svg", "png")
"""Maps too; they take a `Look`."""
DUMPS: Final[Mapping[str, rdf.Dump]] = {
    "nquads": rdf.nquads,
    "trig": rdf.trig,
    "turtle": rdf.turtle,
    "ntriples": rdf.ntriples,
    "jsonld": rdf.jsonld,
}
