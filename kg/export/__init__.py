"""File formats that maps and the graph itself are written in, by the name users give them."""

from collections.abc import Callable, Mapping
from typing import BinaryIO, Final

from pyoxigraph import Store

from kg.export import gexf, rdf
from kg.export.columns import Chart

MAPS: Final[Mapping[str, Callable[[Chart, BinaryIO], None]]] = {
    "gexf": gexf.write,
}
