"""How new the documents are that a map rests on."""

from collections.abc import Iterable

from pyoxigraph import QuerySolutions, Store

from kg.export.network.edges import Edge

_DATES = """
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?name (MAX(STR(?day)) AS ?date) WHERE { GRAPH ?doc { ?doc dct:identifier ?name ; dct:date ?day } } GROUP BY ?name
"""


def newest(store: Store, edges: Iterable[Edge]) -> str:
    """The date of the newest document of the edges, as it stands in the graph; empty without any."""
    documents = {document for edge in edges for document in edge.told.sources}
    found = store.query(_DATES)
    assert isinstance(found, QuerySolutions)
    return max((row["date"].value for row in found if row["name"].value in documents), default="")
