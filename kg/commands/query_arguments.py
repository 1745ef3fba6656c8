"""Queries as they are given on the command line: the name of a saved one, a file, or «-» for stdin."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.model.config import Settings
from kg.model.errors import QueryError
from kg.queries import saved as queries


def query_text(name: str, values: Mapping[str, str], settings: Settings) -> str:
    """Gives the SPARQL of a saved query, of a file that ends in .rq or .sparql, or of stdin for «-», its parameters
    bound."""
    if name == "-" or name.endswith((".rq", ".sparql")):
        text = _read_query(name)
        # Parameters work in an ad-hoc query too; without any it stays as it is, and so do the line numbers of errors.
        return (
            queries.SavedQuery.parse(name, f"#+ summary: {name}\n{text}").text_with(values, base=settings.base)
            if values
            else text
        )
    saved = queries.load(settings.queries)
    if name not in saved:
        raise QueryError(f"no saved query {name!r}; there are: {', '.join(saved)}")
    if saved[name].federated:
        file = settings.queries / f"{name}.rq"
        raise QueryError(f"{name} asks another service, and kg calls none; give {file} to an engine that may")
    return saved[name].text_with(values, base=settings.base)


def _read_query(name: str) -> str:
    try:
        return sys.stdin.buffer.read().decode() if name == "-" else Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{name}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise QueryError(f"{name}: not UTF-8") from None


def values_of(params: Sequence[str]) -> dict[str, str]:
    """Reads NAME=VALUE pairs. Raises QueryError for anything else."""
    pairs = [param.partition("=") for param in params]
    for name, equals, _ in pairs:
        if not (name and equals):
            raise QueryError(f"--param {name!r}: expected NAME=VALUE")
    return {name: value for name, _, value in pairs}
