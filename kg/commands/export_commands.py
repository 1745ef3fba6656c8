"""`kg export`, `kg measures`, `kg release`: maps and dumps of the graph as files, how central the nodes of a map are,
and all of it as a folder to be published."""

import gc
import gzip
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from kg.commands.guard import guarded
from kg.commands.options import listed, query_text, settings_of, with_options, with_publication, with_store
from kg.commands.picture_options import picture_options, pictured, taken
from kg.commands.terminal import give, note, print_table
from kg.model.config import Publication, Settings
from kg.model.errors import KgError, QueryError
from kg.model.spelling import did_you_mean

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.export.formats.columns import Chart
    from kg.export.network.edges import Network

STDOUT = Path("-")


def _date(last: bool) -> Callable[[click.Context, click.Parameter, str | None], date | None]:
    """«2019» is its first day, or the last one."""

    def read(_context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
        from kg.export.network.days import period

        if value is None:
            return None
        found = period(value)
        if found is None or len(value) > 10:
            raise KgError(f"{parameter.opts[0]} {value!r}: expected a date like 2019, 2019-11 or 2019-11-07")
        return found.end if last else found.start

    return read


_selecting = with_options(
    click.option(
        "--query", metavar="NAME|FILE.rq|-", help="Draw what this query finds; without it all that the ontology draws."
    ),
    click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the query."),
    click.option("--around", metavar="ENTITY", help="Only what is near this entity: city/omsk, an IRI, or a label."),
    click.option("--depth", type=click.IntRange(1), help="How many steps away from the --around entity.  [default: 1]"),
    click.option(
        "--project",
        metavar="CLASS",
        help="Tie what shares things of this class (Agreement, Event), weighed by how many, and leave those out.",
    ),
    click.option("--class", "classes", multiple=True, metavar="CLASS", help="Only ties between things of this class."),
    click.option("--from", "first", callback=_date(last=False), metavar="DATE", help="Only ties of this day or later."),
    click.option(
        "--until", "last", callback=_date(last=True), metavar="DATE", help="Only ties of this day or earlier."
    ),
    click.option(
        "--undated",
        type=click.Choice(("keep", "drop")),
        help="Ties without a date.  [default: keep, drop with --from or --until]",
    ),
    click.option("--document", "documents", multiple=True, metavar="NAME", help="Only what this document says."),
    click.option("--speaker", "speakers", multiple=True, metavar="NAME", help="Only what this speaker says."),
    click.option(
        "--min-weight", "least", type=click.FloatRange(0), default=0, metavar="N", help="Only edges of this weight."
    ),
    click.option("--merge", is_flag=True, help="Parallel ties as one edge; else one for each predicate."),
)
"""What the two commands share; `Selection` has fields of these names."""


@click.command(epilog="Example: kg export gexf --query region-network --output map.gexf")
@click.argument("form", metavar="FORMAT", required=False)
@click.option("--list", "listing", is_flag=True, help="List the formats and the ready maps.")
@click.option("--rdf12", is_flag=True, help="With trig: claims as reifiers of RDF 1.2.")
@_selecting
@click.option(
    "--layout",
    type=click.Choice(("forces", "none")),
    default="forces",
    show_default=True,
    help="How nodes are placed; without it there are no communities either.",
)
@picture_options
@click.option("--gzip", "zipped", is_flag=True, help="Compress; so does an --output that ends in .gz.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    default=STDOUT,
    help="File, or - for stdout. csv: a folder, or one .zip.",
)
@with_publication
@with_store
@guarded
def export(
    form: str | None,
    listing: bool,
    rdf12: bool,
    layout: str,
    zipped: bool,
    output: Path,
    publication: Publication,
    store: Path,
    **given: Any,
) -> None:
    """Write a map for Gephi and other programs, or the graph itself as linked data."""
    from kg.export.formats import DUMPS, FORMATS, INTERCHANGE, PICTURES
    from kg.export.formats.columns import charted
    from kg.graph.store import open_current

    settings = settings_of(store, publication)
    if listing:
        _list(settings)
        return
    if rdf12 and form != "trig":
        raise KgError("--rdf12 goes with trig alone")
    form = f"{form} --rdf12" if rdf12 else form
    if form not in FORMATS:
        asked = f"no export format {form!r}" if form else "which format"
        raise KgError(f"{asked}; there are: {', '.join(FORMATS)}{did_you_mean(form or '', FORMATS)}")
    picture = (guess_type(output.name)[0] or "").partition("/")
    if picture[0] == "image" and not picture[2].startswith(form):
        raise KgError(f"{output}: {form} is written, and the name says {picture[2]}")
    look = taken(given)
    if form not in PICTURES and look:
        raise KgError(f"{form} is no picture; of the options of {' and '.join(PICTURES)} it has none")
    if form in DUMPS or form in INTERCHANGE:
        _dump(form, settings, given, output, zipped)
        return
    opened = open_current(settings.store)
    network = _network(opened, settings, given)
    if form in PICTURES:
        name = given["query"]
        text = query_text(name, given["params"], settings, opened) if name and name != "-" else ""
        drawn = pictured(network, opened, look, name or "", text)
        with _opened(output, zipped) as out:
            out.write(PICTURES[form].written(drawn))
        note(f"{drawn.nodes} nodes, {drawn.ties} ties drawn")
    else:
        _map(form, charted(network, layout == "forces"), output, zipped)
        note(f"{len(network.nodes)} nodes, {len(network.edges)} edges")


@click.command(epilog="Example: kg measures --query region-network --format csv")
@_selecting
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "tsv", "json")),
    default="table",
    show_default=True,
    help="How to write them.",
)
@with_store
@guarded
def measures(form: str, store: Path, **given: Any) -> None:
    """Degree, betweenness and community of each node of a map, the most central first."""
    from kg.export.formats.columns import charted
    from kg.export.formats.tables import measures_table, serialised
    from kg.graph.store import open_current

    settings = settings_of(store)
    network = _network(open_current(settings.store), settings, given)
    head, rows = measures_table(charted(network, layout=True))
    if form != "table":
        give(serialised(head, rows, form))
        return
    # People know the nodes by their labels.
    print_table(head[1:], [["" if value is None else str(value) for value in row[1:]] for row in rows])


@click.command(epilog="Example: kg release release-1 --date 2026-12-01")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--date", "issued", metavar="DATE", default="", help="Day of the release.  [default: that of the newest document]"
)
@click.option(
    "--address",
    metavar="URL",
    default="",
    help="Where the folder will stand, for metadata that name files by whole addresses; else they are relative.",
)
@with_publication
@with_store
@guarded
def release(folder: Path, issued: str, address: str, publication: Publication, store: Path) -> None:
    """Write the graph in every format with its tables, terms, metadata (VoID, DCAT, PROV, RO-Crate), checksums and a
    landing page into DIR, which is made, or is empty. The same graph gives the same bytes."""
    from kg.export.dataset.release import Release
    from kg.graph.store import about, open_current
    from kg.queries.saved import load

    settings = settings_of(store, publication)
    opened = open_current(settings.store)
    made_with = about(settings.store).get("made_with", {})
    files = Release(folder, issued, address).write(opened, settings, load(settings.queries), made_with)
    note(f"{folder}: {len(files)} files of the graph, {sum(file.size or 0 for file in files) / 1e6:.1f} MB")


def _network(store: "Store", settings: Settings, given: Mapping[str, Any]) -> "Network":
    from kg.export.network.selection import Selection, network_of
    from kg.graph.ontology import Ontology

    options = dict(given)
    query, params, depth = options.pop("query"), options.pop("params"), options.pop("depth")
    if params and not query:
        raise QueryError("--param is a parameter of a query, and there is no --query")
    if depth and not options["around"]:
        raise KgError("--depth counts steps from an entity; say which with --around")
    text = query_text(query, params, settings, store) if query else ""
    wanted = Selection(query=text, depth=depth or 1, **{name: value for name, value in options.items() if value})
    # A network only grows until it is written; to look through it for garbage time and again is a tenth of the work.
    gc.disable()
    return network_of(store, Ontology.load(settings.ontology), wanted)


def _map(form: str, chart: "Chart", output: Path, zipped: bool) -> None:
    from kg.export.formats import MAPS
    from kg.export.formats.tables import write_folder

    if form == "csv" and output.suffix == ".csv":
        raise KgError(f"{output}: a map is two tables; give --output a folder, or a .zip for both in one file")
    if form == "csv" and output != STDOUT and (output.is_dir() or not output.suffix):
        with _writing(output):
            write_folder(chart, output)
        return
    with _opened(output, zipped) as out:
        MAPS[form].write(chart, out)


def _dump(form: str, settings: Settings, given: Mapping[str, Any], output: Path, zipped: bool) -> None:
    from kg.export.formats import DUMPS, INTERCHANGE
    from kg.graph.store import open_current

    narrowed = [name for name, value in given.items() if value and name not in ("query", "params")]
    if narrowed:
        raise KgError(f"{form} is no map: of the options that choose what is on it, only --query counts, a CONSTRUCT")
    store = open_current(settings.store)
    text = query_text(given["query"], given["params"], settings, store) if given["query"] else None
    with _opened(output, zipped) as out:
        (DUMPS[form] if form in DUMPS else INTERCHANGE[form]).write(
            store, out, text, base=settings.base, publication=settings.publication
        )


def _list(settings: Settings) -> None:
    from kg.export.formats import DUMPS, INTERCHANGE, MAPS, PICTURES
    from kg.queries.saved import load

    kinds = (("maps as", {**MAPS, **PICTURES}), ("the graph itself as", DUMPS), ("for other tools as", INTERCHANGE))
    for what, formats in kinds:
        click.echo(what)
        for name, form in formats.items():
            click.echo(f"  {name:14} {form.label:10} {form.programs}")
    click.echo("\nready maps")
    click.echo(f"{'(no --query)':24}  All that the ontology draws")
    listed({name: query for name, query in load(settings.queries).items() if "map" in query.tags})


@contextmanager
def _opened(output: Path, zipped: bool) -> Iterator[BinaryIO]:
    """The file, or stdout, compressed when asked to or when its name says so; without a time, for the same bytes."""
    with _writing(output):
        with ExitStack() as held:
            out: Any = sys.stdout.buffer if output == STDOUT else held.enter_context(output.open("wb"))
            if zipped or output.suffix == ".gz":
                packed = gzip.GzipFile(fileobj=out, mode="wb", filename="", mtime=0, compresslevel=6)
                out = held.enter_context(packed)
            yield out
        if output == STDOUT:
            sys.stdout.buffer.flush()


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if output == STDOUT:
            raise
        raise KgError(f"{output}: {error.strerror or error}") from None
