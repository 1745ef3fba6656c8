"""`kg query`: questions put to the store, or to an endpoint elsewhere."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kg.commands.options import listed, query_text, settings_of, with_store
from kg.commands.remote_commands import answer_there
from kg.commands.terminal import print_table
from kg.model.errors import QueryError


@click.command(epilog="Example: kg query sister-cities --format csv")
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
@with_store
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
    from kg.queries import answers, saved

    settings = settings_of(store)
    if listing:
        listed(saved.load(settings.queries))
        return
    if query is None:
        raise QueryError("which query? Give a name (kg query --list shows them), a file, or - for stdin")
    if form not in answers.FORMATS:
        raise QueryError(f"no format {form!r}; there are: {', '.join(answers.FORMATS)}")
    text = query_text(query, params, settings)
    if endpoint:
        reply, named = answer_there(endpoint, text, default_graph, table=form == "table")
        answer, opened = reply.answer(), named
    else:
        opened = open_current(settings.store)
        answer = answers.ask(opened, text)
    if form != "table":
        sys.stdout.buffer.write(answers.serialise(answer, form))
        sys.stdout.buffer.flush()
        return
    from pyoxigraph import QueryBoolean

    if isinstance(answer, QueryBoolean) or opened is None:
        click.echo("yes" if answer else "no")
        return
    print_table(*answers.cells(answer, opened))
