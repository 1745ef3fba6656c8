"""`kg build` and `kg status`: documents into the store, and what stands in it."""

import gc
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.build.extractors import TIME_LIMIT
from kg.commands.guard import FAILED, guarded
from kg.commands.options import settings_of, with_store
from kg.commands.terminal import note, print_table, progress_bar
from kg.model.config import Settings
from kg.model.errors import KgError

if TYPE_CHECKING:
    from kg.build.run import BuildReport


_LINE = re.compile(r"(?P<file>.+) line (?P<number>[0-9]++): (?P<reason>.*+)")
_BASE = re.compile(r"https?://(?:[^/\s<>\"{}|\\^`?#]++/)++")


def _base(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not _BASE.fullmatch(value):
        raise KgError(f"--base {value!r}: expected an address that ends in a slash, like https://example.org/graph/")
    return value


@click.command(epilog="Example: kg build seeds --store .kg")
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
@click.option(
    "--base",
    metavar="URL",
    default="",
    callback=_base,
    help="What every IRI of the graph begins with, so that you can publish it under your own name; ends in a slash. "
    "The store remembers it.",
)
@click.option(
    "--authority",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Persons and bodies of your own with names and identifiers, in the form of ontology/authority.toml. The store "
    "remembers the file, as it does the rules.",
)
@click.option("--no-authority", is_flag=True, help="Forget the authority file, and read the documents without it.")
@click.option("--no-rules", is_flag=True, help="Forget the folder of rules, and read the documents without it.")
@with_store
def build(
    paths: tuple[Path, ...],
    jobs: int,
    dask: str,
    time_limit: float,
    decisions: Path | None,
    rules: Path | None,
    base: str,
    no_rules: bool,
    authority: Path | None,
    no_authority: bool,
    store: Path,
) -> int:
    """Read documents (files, folders or quoted patterns like 'texts/**/*.txt') into the store. Without a PATH the store
    is built again from what it was built from; the seeds are read where there is none yet.

    Read are .txt, .md, .html, .pdf and .docx, of many documents .jsonl, .json, .rss, .atom and .warc, and each of them
    packed (.gz)."""
    if rules and no_rules:
        raise KgError("--rules and --no-rules: give one of them")
    if authority and no_authority:
        raise KgError("--authority and --no-authority: give one of them")
    from kg.build.run import build as build_store

    # A hundred thousand documents are listed, and next to nothing of that is garbage: to search for it takes long.
    gc.set_threshold(1_000_000)
    # Not of the store, which may be damaged: the build itself looks what it was built with.
    settings = replace(Settings(), store=store)
    if not paths and not (store / "CURRENT").exists():
        note(f"no PATH: the seeds are read, {settings.seeds}; kg build PATH reads texts of your own")
    with progress_bar() as on_progress:
        report = build_store(
            paths,
            settings,
            decided=decisions,
            rules=rules,
            no_rules=no_rules,
            authority=authority,
            no_authority=no_authority,
            base=base,
            jobs=jobs,
            time_limit=time_limit,
            dask=dask,
            on_progress=on_progress,
        )
    _show(report)
    return FAILED if report.failures else 0


def _show(report: "BuildReport") -> None:
    counts = (f"{report.documents} documents ({report.read} read, {report.dropped} dropped)", f"{report.claims} claims")
    note(f"{', '.join(counts)} in {report.seconds:.1f} s")
    for title, numbers in (("entities", report.entities), ("facts", report.facts), ("left out", report.rejected)):
        if numbers:
            note(f"{title}: {', '.join(f'{name} {number}' for name, number in numbers.items())}")
    if not (report.read or report.dropped or report.failures):
        note("no document has changed since the last build")
    for line in (*report.notes, *(f"failed: {failure}" for failure in _folded(report.failures))):
        note(line)


def _folded(failures: Iterable[str]) -> Iterator[str]:
    """One line where many lines of a file failed alike: a table that is no list of documents has thousands."""

    def place(failure: str) -> tuple[str, str, str]:
        at = _LINE.fullmatch(failure)
        return (at["file"], at["reason"], at["number"]) if at else (failure, "", "")

    for (file, reason), alike in groupby(map(place, failures), key=itemgetter(0, 1)):
        numbers = [number for *_, number in alike]
        if len(numbers) > 1 and reason:
            yield f"{file} lines {numbers[0]} to {numbers[-1]}, {len(numbers)} of them: {reason}"
        else:
            yield f"{file} line {numbers[0]}: {reason}" if reason else file


@click.command(epilog="Example: kg status --store .kg")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@with_store
@guarded
def status(form: str, store: Path) -> None:
    """What is in the store, what it was made with, and which files and versions are others now."""
    from kg.build.status import status as status_of
    from kg.build.status import table

    known = status_of(settings_of(store))
    if form == "json":
        click.echo(json.dumps(asdict(known), ensure_ascii=False, indent=1))
        return
    print_table(*table(known))
