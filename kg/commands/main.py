"""The command line: arguments, what is shown, exit codes. Data goes to stdout, all else to stderr."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from kg.build.extractors import TIME_LIMIT
from kg.commands.export_commands import export_commands
from kg.commands.guard import FAILED, exit_code, guarded, in_a_process
from kg.commands.identity_commands import identity_group
from kg.commands.query_arguments import query_text, values_of
from kg.commands.remote_commands import answer_there, push_command
from kg.commands.rules_commands import rules as rules_commands
from kg.commands.serve_commands import serve_command
from kg.commands.terminal import console, give, prepare, say
from kg.model.config import Settings
from kg.model.errors import KgError, QueryError

if TYPE_CHECKING:
    from kg.build.corpus import OnProgress
    from kg.build.run import Report
    from kg.queries.saved import SavedQuery


class _Commands(click.Group):
    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        kwargs["standalone_mode"] = False
        sys.exit(exit_code(lambda: super(_Commands, self).main(*args, **kwargs)))


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
    "--dask",
    metavar="ADDRESS",
    default="",
    help="Read on the cluster of this dask.distributed scheduler, tcp://host:8786; needs kg[dask] here and there.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    default=TIME_LIMIT,
    show_default=True,
    metavar="SECONDS",
    help="A document that takes longer is set aside.",
)
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
    paths: tuple[Path, ...],
    jobs: int,
    dask: str,
    time_limit: float,
    decisions: Path | None,
    rules: Path | None,
    no_rules: bool,
    store: Path,
) -> int:
    """Read documents (files, folders or quoted patterns like 'texts/**/*.txt') into the store. Without a PATH the store
    is built again from what it was built from; the seeds are read where there is none yet.

    Read are .txt, .md, .html, of many documents .jsonl and .warc, and each of them packed (.gz)."""
    if rules and no_rules:
        raise KgError("--rules and --no-rules: give one of them")
    from kg.build.run import build as build_store

    settings = _settings(store)
    with _progress() as on_progress:
        report = build_store(
            paths,
            settings,
            decided=decisions,
            rules=rules,
            no_rules=no_rules,
            jobs=jobs,
            time_limit=time_limit,
            dask=dask,
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
    say(line, err=True)


@main.command(epilog="Example: kg status --store .kg")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_with_store
@guarded
def status(form: str, store: Path) -> None:
    """What is in the store, what it was made with, and which files and versions are others now."""
    from kg.build.status import status as status_of
    from kg.build.status import table

    known = status_of(_settings(store))
    if form == "json":
        click.echo(json.dumps(asdict(known), ensure_ascii=False, indent=1))
        return
    from kg.queries.answers import print_table

    print_table(*table(known), console())


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
@click.option("--endpoint", metavar="URL", help="Ask the SPARQL 1.1 endpoint there instead of the store here.")
@click.option(
    "--default-graph", metavar="IRI", default="", help="At the endpoint: the graph to take for the default graph."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="Longest run of the query.",
)
@click.option(
    "--max-memory",
    type=click.IntRange(512),
    default=2048,
    show_default=True,
    metavar="MIB",
    help="Addresses that it may take, of which the program itself has 500.",
)
@_with_store
@guarded
def query(
    query: str | None,
    params: Sequence[str],
    form: str,
    listing: bool,
    endpoint: str | None,
    default_graph: str,
    store: Path,
) -> None:
    """Answer a saved query, the query in a file, or the one on stdin."""
    from kg.graph.store import open_current
    from kg.queries import answers
    from kg.queries import saved as queries

    settings = _settings(store)
    if listing:
        _list(queries.load(settings.queries))
        return
    if query is None:
        raise QueryError("which query? Give a name (kg query --list shows them), a file, or - for stdin")
    if form not in answers.FORMATS:
        raise QueryError(f"no format {form!r}; there are: {', '.join(answers.FORMATS)}")
    text = query_text(query, values_of(params), settings)
    if endpoint:
        reply, named = answer_there(endpoint, text, default_graph, table=form == "table")
        answer, opened = reply.answer(), named
    else:
        opened = open_current(settings.store)
        answer = answers.ask(opened, text)
    if form != "table":
        give(answers.serialise(answer, form))
        return
    from pyoxigraph import QueryBoolean

    if isinstance(answer, QueryBoolean) or opened is None:
        say("yes" if answer else "no")
        return
    answers.print_table(*answers.cells(answer, opened), console())


def _list(saved: Mapping[str, "SavedQuery"]) -> None:
    for name, one in saved.items():
        asked = " ".join(p.name if p.required else f"[{p.name}]" for p in one.parameters)
        say(f"{name:24}  {one.summary}{f'  ({asked})' if asked else ''}")


@main.command(epilog="Example: kg check --store .kg")
@_with_store
@guarded
def check(store: Path) -> int:
    """Check the graph against its shapes, the quotes against the texts, the saved queries and the ontology."""
    from kg.queries.check import findings

    count = 0
    for finding in findings(_settings(store)):
        say(finding)
        count += 1
    _note(f"{count} findings" if count else "all holds")
    return FAILED if count else 0


@main.command(epilog="Example: kg evaluate --gold gold")
@click.option(
    "--gold", type=click.Path(path_type=Path), required=True, help="Folder of annotations, one JSONL file a document."
)
@_with_store
@guarded
def evaluate(gold: Path, store: Path) -> None:
    """Precision and recall against annotations, by kind of fact and by rule."""
    from kg.queries.answers import print_table
    from kg.queries.evaluation import by_kind, by_rule
    from kg.queries.evaluation import evaluate as compare

    judged = compare(gold, _settings(store))
    shown = console()
    print_table(*by_kind(judged), shown)
    shown.print()
    print_table(*by_rule(judged), shown)


main.add_command(identity_group(_with_store))
main.add_command(serve_command(_with_store))
for command in export_commands(_with_store):
    main.add_command(command)
main.add_command(push_command(_with_store, _progress))


def program() -> None:
    """The program as it is started: its streams are made usable, and what asks a store has its own process."""
    prepare()
    main(obj=in_a_process)
