"""What several commands share: the store's folder, a query with its parameters, exit codes."""

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.terminal import say
from kg.model.config import PUBLICATION, Publication, Settings
from kg.model.errors import KgError, QueryError
from kg.model.labels import LANGUAGES
from kg.queries import saved

if TYPE_CHECKING:
    from pyoxigraph import Store


def with_options(*options: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Gives a command these options, in order."""

    def given(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return given


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


def with_publication(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command `publication`, of options for who publishes the graph and under which licence."""

    @wraps(command)
    def publishing(*arguments: Any, publisher: str, licence: str, **given: Any) -> Any:
        return command(*arguments, publication=Publication(publisher, licence), **given)

    licence = click.option(
        "--licence",
        metavar="IRI",
        envvar="KG_LICENCE",
        default=PUBLICATION.licence,
        callback=_licence,
        show_default=True,
        show_envvar=True,
        help="Licence of the graph; the texts that it quotes are their publishers'.",
    )
    publisher = click.option(
        "--publisher",
        metavar="NAME",
        envvar="KG_PUBLISHER",
        default=PUBLICATION.publisher,
        callback=_publisher,
        show_default=True,
        show_envvar=True,
        help="Who publishes the graph.",
    )
    return with_options(publisher, licence)(publishing)


def _publisher(context: click.Context, option: click.Parameter, value: str) -> str:
    if not value.strip() or not value.isprintable():
        raise click.BadParameter("a name in one line is allowed")
    return value.strip()


def _licence(context: click.Context, option: click.Parameter, value: str) -> str:
    if not _IRI.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no address; one such as {PUBLICATION.licence} is allowed")
    return value


_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]++")


def settings_of(store: Path, publication: Publication = PUBLICATION) -> Settings:
    """With the base that the store was built with; of what cannot be read whoever opens it tells."""
    from kg.graph.store import about

    settings = replace(Settings(), store=store, publication=publication)
    with suppress(KgError):
        return replace(settings, base=about(store).get("made_with", {}).get("base") or settings.base)
    return settings


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that was named on the command line, with the values of its parameters."""

    query: saved.SavedQuery
    values: Mapping[str, str]
    saved: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The values that are names of things, which a store has to tell."""
        return tuple(
            self.values[one.name] for one in self.query.parameters if one.is_name(self.values.get(one.name, ""))
        )

    def text(self, base: str, store: "Store | None" = None) -> str:
        """The SPARQL with its parameters; names are looked up in the store."""
        # Without a parameter an ad-hoc query stays as it is, and so do the line numbers of errors.
        if not self.saved and not self.values:
            return self.query.text.partition("\n")[2]
        return self.query.text_with(self.values, base=base, store=store)

    def told(self, base: str, store: "Store | None" = None) -> str:
        """The name of the query and what it was asked for, for people."""
        if not self.values:
            return self.query.name
        bound = {one.value: term.value for one, term in self.query.bind(self.values, base=base, store=store).items()}
        terms = {one.name: bound.get(one.variable, "") for one in self.query.parameters}
        given = (
            f"{name} {value}" + (f" ({terms[name]})" if terms[name] not in ("", value) else "")
            for name, value in self.values.items()
        )
        return f"{self.query.name} with {', '.join(given)}"


def asked(name: str, params: Sequence[str], settings: Settings) -> Asked:
    """Finds a saved query, one in a file that ends in .rq or .sparql, or on stdin for «-»; its parameters are given as
    NAME=VALUE."""
    values = _values(params)
    if name == "-" or name.endswith((".rq", ".sparql")):
        return Asked(saved.SavedQuery.parse(name, f"#+ summary: {name}\n{_read_query(name)}"), values, saved=False)
    known = saved.load(settings.queries)
    query = saved.called(name, known)
    if query.federated:
        hosts = ", ".join(query.services)
        raise QueryError(
            f"{name} asks another service, and kg calls none; kg serve --allow-service {hosts} may, or any engine that "
            f"is given {settings.queries / f'{name}.rq'}"
        )
    return Asked(query, values, saved=True)


def query_text(name: str, params: Sequence[str], settings: Settings, store: "Store") -> str:
    """The SPARQL of such a query, with its parameters; names are looked up in the store."""
    return asked(name, params, settings).text(settings.base, store)


def readers_language() -> str:
    """The language of the locale, if names are shown in it; else nothing."""
    named = (os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "")[:2]
    return named if named in LANGUAGES else ""


def listed(queries: Mapping[str, saved.SavedQuery]) -> None:
    """Prints a line for each query: its name, what it tells in the user's language, its parameters."""
    titles = {}
    if (language := readers_language()) in ("ru", "kk"):
        from kg.server.view.texts import texts

        titles = {name: texts(language).query(name, query.summary) for name, query in queries.items()}
    for name, query in queries.items():
        asked = " ".join(p.name if p.required else f"[{p.name}]" for p in query.parameters)
        elsewhere = f"  (not run here: it asks {', '.join(query.services)})" if query.federated else ""
        say(f"{name:24}  {titles.get(name, query.summary)}{f'  ({asked})' if asked else ''}{elsewhere}")


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
