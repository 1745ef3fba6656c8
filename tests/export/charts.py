"""Maps of small graphs, written and read back."""

import io
from collections.abc import Mapping
from typing import Any

import networkx
from lxml import etree
from pyoxigraph import Store

from kg.export.formats import MAPS
from kg.export.formats.columns import charted
from kg.export.network.edges import Network
from kg.export.network.selection import Selection, network_of
from kg.graph.ontology import Ontology
from kg.model.config import Settings
from tests.rows import short

ONTOLOGY = Ontology.load(Settings().ontology)
NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


def network(store: Store, query: str = "", **options: Any) -> Network:
    return network_of(store, ONTOLOGY, Selection(query=query, **options))


def written(store: Store, query: str = "", form: str = "gexf", *, layout: bool = True, **options: Any) -> bytes:
    out = io.BytesIO()
    MAPS[form].write(charted(network(store, query, **options), layout), out)
    return out.getvalue()


def ties(drawn: Network) -> list[tuple[str, str, str]]:
    return [(short(edge.source), short(edge.predicate), short(edge.target)) for edge in drawn.edges]


def weights(drawn: Network) -> dict[tuple[str, str], float]:
    return {(short(edge.source), short(edge.target)): edge.weight for edge in drawn.edges}


def read(data: bytes) -> networkx.Graph:
    return networkx.read_gexf(io.BytesIO(data), version="1.3")


def values(data: bytes, element: str, identifier: str) -> Mapping[str, str]:
    (found,) = etree.fromstring(data).xpath(f".//g:{element}[@id='{identifier}']", namespaces=NS)
    return {value.get("for"): value.get("value") for value in found.iterfind(".//g:attvalue", NS)}
