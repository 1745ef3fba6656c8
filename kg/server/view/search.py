"""The search over names in all languages."""

from collections.abc import Collection

from pyoxigraph import Literal

from kg.model.namespaces import COOP
from kg.server.view.asking import one, sparql

_LONGEST = 200
_IS = "{ ?thing a ?class } UNION { GRAPH ?thing { ?thing a ?class } }"
_NOT_SOUGHT = "FILTER NOT EXISTS { VALUES ?class { coop:Indicator coop:Post } ?thing a ?class }"


def plain(words: str) -> str:
    """What is searched for: as names are compared, and not too long."""
    return " ".join(words.lower().split())[:_LONGEST]


def search_query(words: str, limit: int, kinds: Collection[str] = ()) -> str:
    """What has the words in a name, the closest names first; of all but indicators and posts, or of these classes."""
    classes = " ".join(one(COOP + kind) for kind in sorted(kinds))
    those = f"FILTER EXISTS {{ VALUES ?class {{ {classes} }} {_IS} }}" if kinds else _NOT_SOUGHT
    return sparql("search", words=Literal(words), within=Literal(" " + words), limit=limit, those=those)
