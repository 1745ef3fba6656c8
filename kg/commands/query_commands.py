"""`kg query`, `kg check` and `kg evaluate`: what is asked of a store, or of an endpoint elsewhere."""

from collections.abc import Sequence
from pathlib import Path

import click

from kg.commands.guard import FAILED, guarded
from kg.commands.options import asked, listed, readers_language, settings_of, with_store
from kg.commands.remote_commands import answer_there, names_there
from kg.commands.terminal import give, note, print_columns, print_table, say
from kg.model.errors import QueryError
from kg.model.labels import LANGUAGES
from kg.model.spelling import did_you_mean


@click.command(epilog="Example: kg query sister-cities --format csv")
@click.argument("query", required=False, metavar="NAME|FILE.rq|-")
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="K=V",
    help="Value of a parameter; may be repeated. A thing is given by any name it bears, or its IRI.",
)
@click.option(
    "--format",
    "form",
    default="table",
    show_default=True,
    metavar="FORMAT",
    help="table, json, xml, csv, tsv, xlsx; for graphs turtle, ntriples, jsonld.",
)
@click.option(
    "--columns", metavar="A,B,C", default="", help="What a table shows, in this order.  [default: as many as fit]"
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    help="Of the names in a table, where things have one in it.  [default: that of the locale, else ru]",
)
@click.option("--pager/--no-pager", default=True, help="Whether a long table goes to $PAGER, in a terminal.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, so that Excel reads its letters.")
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
@with_store
@guarded
def query(
    query: str | None,
    params: Sequence[str],
    form: str,
    columns: str,
    lang: str | None,
    pager: bool,
    bom: bool,
    listing: bool,
    endpoint: str | None,
    default_graph: str,
    store: Path,
) -> None:
    """Answer a saved query, the query in a file, or the one on stdin."""
    from pyoxigraph import QueryBoolean, Store

    from kg.graph.store import open_current
    from kg.queries import answers, saved
    from kg.queries.faults import strangers

    settings = settings_of(store)
    if listing:
        listed(saved.load(settings.queries))
        return
    if query is None:
        raise QueryError("which query? Give a name (kg query --list shows them), a file, or - for stdin")
    if form not in answers.FORMATS:
        meant = did_you_mean(form, answers.FORMATS)
        raise QueryError(f"no format {form!r}; there are: {', '.join(answers.FORMATS)}{meant}")
    if columns and form != answers.TABLE:
        raise QueryError(f"--columns chooses what a table shows; {form} has all of the answer")
    question = asked(query, params, settings)
    if endpoint:
        names: Store | None = names_there(endpoint, question.names, default_graph)
        text = question.text(settings.base, names)
        reply, named = answer_there(endpoint, text, default_graph, table=form == answers.TABLE)
        answer, opened = reply.answer(), named
    else:
        names = opened = open_current(settings.store)
        text = question.text(settings.base, names)
        answer = answers.ask(opened, text)
    if form != answers.TABLE:
        content = answers.serialise(answer, form)
        give(answers.BYTE_ORDER_MARK + content if bom and form == "csv" else content)
        return
    if isinstance(answer, QueryBoolean) or opened is None:
        say("yes" if answer else "no")
        return
    chosen = tuple(filter(None, columns.split(",")))
    shown = answers.columns(answer, opened, chosen, language=lang or readers_language())
    if not any(column.cells for column in shown):
        note(f"no rows: {question.told(settings.base, names)}")
        for line in strangers(text, settings.ontology):
            note(line)
    print_columns(shown, chosen=bool(columns), paged=pager)


@click.command(epilog="Example: kg check --store .kg")
@with_store
@guarded
def check(store: Path) -> int:
    """Check the graph against its shapes, the quotes against the texts, the saved queries and the ontology."""
    from kg.queries.check import findings

    count = 0
    for finding in findings(settings_of(store)):
        say(finding)
        count += 1
    note(f"{count} findings" if count else "all holds")
    return FAILED if count else 0


@click.command(epilog="Example: kg evaluate --gold gold")
@click.option(
    "--gold", type=click.Path(path_type=Path), required=True, help="Folder of annotations, one JSONL file a document."
)
@with_store
@guarded
def evaluate(gold: Path, store: Path) -> None:
    """Precision and recall against annotations, by kind of fact and by rule.

    Where a hands.toml beside them tells who annotated which, also by hand."""
    from kg.queries.evaluation import by_hand, by_kind, by_rule
    from kg.queries.evaluation import evaluate as compare

    judged = compare(gold, settings_of(store))
    print_table(*by_kind(judged))
    say("")
    print_table(*by_rule(judged))
    if judged.hands:
        say("")
        print_table(*by_hand(judged))
