"""The command line: arguments, what is shown, exit codes. Data goes to stdout, all else to stderr."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from kg.config import Settings
from kg.errors import KgError, QueryError
from kg.identity_commands import identity_group
from kg.rules_commands import rules as rules_commands

if TYPE_CHECKING:
    from kg.build import Report
    from kg.corpus import OnProgress
    from kg.queries import SavedQuery

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130
TABLE_WIDTH = 100


class _Commands(click.Group):
    """Gives every user's error one line and its exit code."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(BAD_INPUT)
        except click.ClickException as error:
            _fail(error.format_message())
        except KgError as error:
            _fail(str(error))
        except (click.Abort, KeyboardInterrupt):
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            # Whoever read the output has had enough of it («kg query … | head»).
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str) -> NoReturn:
    click.echo(f"kg: {' '.join(message.split())}", err=True)
    sys.exit(BAD_INPUT)


def _with_store(command: Callable[..., object]) -> Callable[..., object]:
    return click.option(
        "--store",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="KG_STORE",
        default=Settings().store,
        show_default=True,
        show_envvar=True,
        help="Folder of the store.",
    )(command)


def _settings(store: Path) -> Settings:
    return replace(Settings(), store=store)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kg", prog_name="kg")
def main() -> None:
    """A knowledge graph of how regions cooperate, read from official Russian and Kazakh texts."""


main.add_command(rules_commands)


@main.command(epilog="Example: kg build seeds --store .kg")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that read documents.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="What was decided about identities, besides each identity.toml beside the documents.",
)
@click.option(
    "--rules",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of rule files of your own, which read beside the package's. The store remembers it: later builds use "
    "it too, and when a rule in it changes they read the documents again.",
)
@click.option("--no-rules", is_flag=True, help="Forget the folder of rules, and read the documents without it.")
@_with_store
def build(
    paths: tuple[Path, ...], jobs: int, decisions: Path | None, rules: Path | None, no_rules: bool, store: Path
) -> int:
    """Read documents (files or folders; by default the seeds) into the store."""
    if rules and no_rules:
        raise KgError("--rules and --no-rules: give one of them")
    from kg.build import build as build_store

    settings = _settings(store)
    with _progress() as on_progress:
        report = build_store(
            paths or (settings.seeds,),
            settings,
            decided=decisions,
            rules=rules,
            no_rules=no_rules,
            jobs=jobs,
            on_progress=on_progress,
        )
    _show(report)
    return FAILED if report.failures else 0


@contextmanager
def _progress() -> Iterator["OnProgress | None"]:
    """A bar on stderr, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(step: str, done: int, total: int) -> None:
            task = tasks.setdefault(step, bar.add_task(step, total=total))
            bar.update(task, completed=done)

        yield advance


def _show(report: "Report") -> None:
    counts = (f"{report.documents} documents ({report.read} read, {report.dropped} dropped)", f"{report.claims} claims")
    _note(f"{', '.join(counts)} in {report.seconds:.1f} s")
    for title, numbers in (("entities", report.entities), ("facts", report.facts), ("left out", report.rejected)):
        if numbers:
            _note(f"{title}: {', '.join(f'{name} {number}' for name, number in numbers.items())}")
    for line in (*report.notes, *(f"failed: {failure}" for failure in report.failures)):
        _note(line)


def _note(line: str) -> None:
    click.echo(line, err=True)


@main.command(epilog="Example: kg status --store .kg")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_with_store
def status(form: str, store: Path) -> None:
    """What is in the store, what it was made with, and which files and versions are others now."""
    from kg.status import status as status_of
    from kg.status import table

    known = status_of(_settings(store))
    if form == "json":
        click.echo(json.dumps(asdict(known), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    from kg.answers import print_table

    console = Console() if sys.stdout.isatty() else Console(file=sys.stdout, width=TABLE_WIDTH, no_color=True)
    print_table(*table(known), console)


@main.command(epilog="Example: kg query sister-cities --format csv")
@click.argument("query", required=False, metavar="NAME|FILE.rq|-")
@click.option("--param", "params", multiple=True, metavar="K=V", help="Value of a parameter; may be repeated.")
@click.option(
    "--format",
    "form",
    default="table",
    show_default=True,
    metavar="FORMAT",
    help="table, json, xml, csv, tsv; for graphs turtle, ntriples, jsonld.",
)
@click.option("--list", "listing", is_flag=True, help="List the saved queries with their parameters.")
@_with_store
def query(query: str | None, params: Sequence[str], form: str, listing: bool, store: Path) -> None:
    """Answer a saved query, the query in a file, or the one on stdin."""
    from kg import answers, queries
    from kg.store import open_current

    settings = _settings(store)
    if listing:
        _list(queries.load(settings.queries))
        return
    if query is None:
        raise QueryError("which query? Give a name (kg query --list shows them), a file, or - for stdin")
    if form not in answers.FORMATS:
        raise QueryError(f"no format {form!r}; there are: {', '.join(answers.FORMATS)}")
    text = _query_text(query, _values(params), settings)
    opened = open_current(settings.store)
    answer = answers.ask(opened, text)
    if form != "table":
        sys.stdout.buffer.write(answers.serialise(answer, form))
        sys.stdout.buffer.flush()
        return
    from pyoxigraph import QueryBoolean
    from rich.console import Console

    if isinstance(answer, QueryBoolean):
        click.echo("yes" if answer else "no")
        return
    console = Console() if sys.stdout.isatty() else Console(file=sys.stdout, width=TABLE_WIDTH, no_color=True)
    answers.print_table(*answers.cells(answer, opened), console)


def _query_text(name: str, values: Mapping[str, str], settings: Settings) -> str:
    from kg import queries

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


def _values(params: Sequence[str]) -> dict[str, str]:
    pairs = [param.partition("=") for param in params]
    for name, equals, _ in pairs:
        if not (name and equals):
            raise QueryError(f"--param {name!r}: expected NAME=VALUE")
    return {name: value for name, _, value in pairs}


def _list(saved: Mapping[str, "SavedQuery"]) -> None:
    for name, one in saved.items():
        asked = " ".join(p.name if p.required else f"[{p.name}]" for p in one.parameters)
        click.echo(f"{name:24}  {one.summary}{f'  ({asked})' if asked else ''}")


@main.command(epilog="Example: kg export gexf --output map.gexf")
@click.argument("form", metavar="FORMAT")
@click.option("--query", metavar="NAME", help="Draw what this saved query finds.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default=Path("-"),
    help="File, or - for stdout.",
)
@_with_store
def export(form: str, query: str | None, output: Path, store: Path) -> None:
    """Write the graph in a format of Gephi or of linked data."""
    from kg.export import EXPORTERS
    from kg.namespaces import COOP
    from kg.ontology import Ontology
    from kg.store import open_current

    if form not in EXPORTERS:
        raise KgError(f"no export format {form!r}; there are: {', '.join(sorted(EXPORTERS))}")
    settings = _settings(store)
    opened = open_current(settings.store)
    text = _query_text(query, {}, settings) if query else None
    drawn = {COOP + edge.name: edge.edge == "undirected" for edge in Ontology.load(settings.ontology).edges}
    if output == Path("-"):
        EXPORTERS[form](opened, sys.stdout.buffer, query=text, drawn=drawn)
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as out:
            EXPORTERS[form](opened, out, query=text, drawn=drawn)
    except OSError as error:
        raise KgError(f"{output}: {error.strerror or error}") from None


@main.command(epilog="Example: kg serve --port 7878")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True)
@_with_store
def serve(host: str, port: int, store: Path) -> None:
    """Answer SPARQL over HTTP, with pages for people; read-only."""
    from kg.store import open_current

    settings = _settings(store)
    opened = open_current(settings.store)
    from kg.server import serve as serve_http

    serve_http(opened, settings, host=host, port=port, on_start=lambda address: _note(f"serving {address}"))


@main.command(epilog="Example: kg check --store .kg")
@_with_store
def check(store: Path) -> int:
    """Check the graph against its shapes, the quotes against the texts, the saved queries and the ontology."""
    from kg.check import findings

    count = 0
    for finding in findings(_settings(store)):
        click.echo(finding)
        count += 1
    _note(f"{count} findings" if count else "all holds")
    return FAILED if count else 0


@main.command(epilog="Example: kg evaluate --gold gold")
@click.option(
    "--gold", type=click.Path(path_type=Path), required=True, help="Folder of annotations, one JSONL file a document."
)
@_with_store
def evaluate(gold: Path, store: Path) -> None:
    """Precision and recall against annotations, by kind of fact and by rule."""
    from rich.console import Console

    from kg.answers import print_table
    from kg.evaluation import by_kind, by_rule
    from kg.evaluation import evaluate as compare

    judged = compare(gold, _settings(store))
    console = Console(file=sys.stdout, width=TABLE_WIDTH, no_color=True)
    print_table(*by_kind(judged), console)
    console.print()
    print_table(*by_rule(judged), console)


main.add_command(identity_group(_with_store))
