"""`kg check` and `kg evaluate`: whether what should hold does, and how well texts are read."""

from pathlib import Path

import click

from kg.commands.options import FAILED, settings_of, with_store
from kg.commands.terminal import note, print_table


@click.command(epilog="Example: kg check --store .kg")
@with_store
def check(store: Path) -> int:
    """Check the graph against its shapes, the quotes against the texts, the saved queries and the ontology."""
    from kg.queries.check import findings

    count = 0
    for finding in findings(settings_of(store)):
        click.echo(finding)
        count += 1
    note(f"{count} findings" if count else "all holds")
    return FAILED if count else 0


@click.command(epilog="Example: kg evaluate --gold gold")
@click.option(
    "--gold", type=click.Path(path_type=Path), required=True, help="Folder of annotations, one JSONL file a document."
)
@with_store
def evaluate(gold: Path, store: Path) -> None:
    """Precision and recall against annotations, by kind of fact and by rule."""
    from kg.queries.evaluation import by_kind, by_rule
    from kg.queries.evaluation import evaluate as compare

    judged = compare(gold, settings_of(store))
    print_table(*by_kind(judged))
    click.echo()
    print_table(*by_rule(judged))
