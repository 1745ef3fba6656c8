"""What several commands share: the store's folder, a query with its parameters, exit codes."""

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from kg.commands.terminal import say
from kg.model.config import Settings
from kg.model.errors import KgError, QueryError
from kg.queries import saved


def with_store(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the option for the store's folder."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="KG_STORE",
        default=Settings().store,
        show_default=True,
        show_envvar=True,
        help="Folder of the store.",
    )(command)


def settings_of(store: Path) -> Settings:
    """With the base that the store was built with; of what cannot be read whoever opens it tells."""
    from kg.graph.store import about

    settings = replace(Settings(), store=store)
    with suppress(KgError):
        return replace(settings, base=about(store).get("made_with", {}).get("base") or settings.base)
    return settings


def query_text(name: str, params: Sequence[str], settings: Settings) -> str:
    """Finds the SPARQL of a saved query, of a file that ends in .rq or .sparql, or on stdin for «-», and binds its
    parameters, given as NAME=VALUE."""
    values = _values(params)
    if name == "-" or name.endswith((".rq", ".sparql")):
        text = _read_query(name)
        # Parameters work in an ad-hoc query too; without any it stays as it is, and so do the line numbers of errors.
        query = saved.SavedQuery.parse(name, f"#+ summary: {name}\n{text}")
        return query.text_with(values, base=settings.base) if values else text
    known = saved.load(settings.queries)
    if name not in known:
        raise QueryError(f"no saved query {name!r}; there are: {', '.join(known)}")
    if known[name].federated:
        file = settings.queries / f"{name}.rq"
        raise QueryError(f"{name} asks another service, and kg calls none; give {file} to an engine that may")
    return known[name].text_with(values, base=settings.base)


def listed(queries: Mapping[str, saved.SavedQuery]) -> None:
    """Prints a line for each query: its name, what it tells, its parameters."""
    for name, query in queries.items():
        asked = " ".join(p.name if p.required else f"[{p.name}]" for p in query.parameters)
        say(f"{name:24}  {query.summary}{f'  ({asked})' if asked else ''}")


def _read_query(name: str) -> str:
    try:
        return sys.stdin.buffer.read().decode() if name == "-" else Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{name}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise QueryError(f"{name}: not UTF-8") from None


def _values(params: Sequence[str]) -> dict[str, str]:
    pairs = [param.partition("=") for param in params]
    for name, equals, _ in pairs:
        if not (name and equals):
            raise QueryError(f"--param {name!r}: expected NAME=VALUE")
    return {name: value for name, _, value in pairs}
