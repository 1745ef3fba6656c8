"""The ontology and its vocabulary as the server reads them: small graphs in memory, loaded once a process."""

from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.config import Settings
from kg.errors import KgError
from kg.namespaces import COOP

_DRAWN = NamedNode(COOP + "drawnAs")


@cache
def ontology() -> Store:
    """Raises KgError when the file is not readable as Turtle."""
    return _loaded(Settings().ontology / "interregional.ttl")


@cache
def vocabulary() -> Store:
    """Raises KgError when the file is not readable as Turtle."""
    return _loaded(Settings().ontology / "vocabulary.ttl")


def drawn() -> dict[str, bool]:
    """The properties that are edges of a relationship map, and whether they hold both ways."""
    found = ontology().quads_for_pattern(None, _DRAWN, None, None)
    return {str(getattr(quad.subject, "value", "")): "undirected" in str(quad.object) for quad in found}


def _loaded(file: Path) -> Store:
    store = Store()
    try:
        store.load(path=str(file), format=RdfFormat.TURTLE)
    except (OSError, SyntaxError) as error:
        raise KgError(f"{file}: not readable as Turtle: {error}") from error
    return store
