"""The ontology and its vocabulary as the server reads them: small graphs in memory, loaded once a process."""

from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.model.config import Settings
from kg.model.errors import KgError


@cache
def ontology() -> Store:
    """Raises KgError when the file is not readable as Turtle."""
    return _loaded(Settings().ontology / "interregional.ttl")


@cache
def vocabulary() -> Store:
    """Raises KgError when the file is not readable as Turtle."""
    return _loaded(Settings().ontology / "vocabulary.ttl")


@cache
def rules(base: str) -> Store:
    """What is to be told of the rules, in a graph of that base. Raises KgError when the file is not Turtle."""
    return _loaded(Settings().ontology / "rules.ttl", base)


def _loaded(file: Path, base: str | None = None) -> Store:
    store = Store()
    try:
        store.load(path=str(file), format=RdfFormat.TURTLE, base_iri=base)
    except (OSError, SyntaxError) as error:
        raise KgError(f"{file}: not readable as Turtle: {error}") from error
    return store
