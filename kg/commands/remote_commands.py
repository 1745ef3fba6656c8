"""`kg push`, and `kg query --endpoint`: the graph in another store."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.guard import FAILED
from kg.commands.options import settings_of, with_store
from kg.commands.terminal import note, progress_bar
from kg.model.errors import KgError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.queries.remote import Credentials, EndpointReply

PROTOCOLS = ("update", "graph-store")


def credentials() -> "Credentials":
    """KG_ENDPOINT_TOKEN, or KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD. Never an argument: other users see those."""
    from kg.queries.remote import Credentials

    token, user, password = (os.environ.get(f"KG_ENDPOINT_{name}", "") for name in ("TOKEN", "USER", "PASSWORD"))
    return Credentials(token=token, user=user, password=password)


@click.command(
    epilog="Example: kg push http://127.0.0.1:3030/graph/update --query-url http://127.0.0.1:3030/graph/query"
)
@click.argument("url")
@click.option(
    "--protocol",
    type=click.Choice(PROTOCOLS),
    default="update",
    show_default=True,
    help="What URL speaks: SPARQL 1.1 Update, or the Graph Store Protocol, which replaces the default graph whole.",
)
@click.option(
    "--query-url",
    metavar="URL",
    help="Where the store answers queries, when it does so elsewhere than it takes updates.",
)
@click.option(
    "--default-graph",
    metavar="IRI",
    default="",
    help="Named graph for the default graph's triples, for a store without a default graph that can be written "
    "(Virtuoso).",
)
@click.option(
    "--batch",
    type=click.IntRange(1),
    default=2_000,
    show_default=True,
    metavar="TRIPLES",
    help="Triples in one request, at most; a request is about 1 MB at most in any case.",
)
@click.option("--all", "everything", is_flag=True, help="Send everything, also what was sent before.")
@with_store
def push(
    url: str, protocol: str, query_url: str | None, default_graph: str, batch: int, everything: bool, store: Path
) -> int:
    """Send the graphs to another store, at the URL where it takes SPARQL 1.1 Updates.

    What it has taken before and did not change is not sent again, and a push that was cut goes on where it stopped.
    Credentials come from the environment: KG_ENDPOINT_TOKEN (bearer), or KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD
    (basic or digest, as the store asks)."""
    from kg.export.push import Ledger, Limit
    from kg.export.push import push as send
    from kg.export.push.protocols import GraphStore, UpdateProtocol
    from kg.graph.store import open_current
    from kg.queries.remote import Endpoint

    settings = settings_of(store)
    opened = open_current(store)
    marker, limit = f"{settings.base}push", Limit(triples=batch)
    _iri(default_graph)
    with (
        Endpoint(url, credentials()) as endpoint,
        Endpoint(query_url or url, credentials()) as queried,
        Ledger(store / "push", f"{protocol} {url} {default_graph}") as ledger,
        progress_bar() as on_progress,
    ):
        if everything:
            ledger.reset()
        target = (
            UpdateProtocol(endpoint, queried, marker=marker, default_graph=default_graph, limit=limit)
            if protocol == "update"
            else GraphStore(endpoint, marker=marker, default_graph=default_graph, limit=limit)
        )
        report = send(opened, target, ledger, on_progress=on_progress)
    counts = f"{report.sent} parts sent ({report.triples} triples), {report.unchanged} unchanged"
    note(f"{counts}, {report.removed} removed in {report.seconds:.1f} s")
    for failure in report.failures:
        note(f"failed: {failure}")
    return FAILED if report.failures else 0


def answer_there(url: str, text: str, default_graph: str, *, table: bool) -> "tuple[EndpointReply, Store | None]":
    """The reply of the endpoint to a query, with the labels of what it names when it is to be shown as a table."""
    from pyoxigraph import QueryBoolean

    from kg.queries.remote import Endpoint, labels

    _iri(default_graph)
    with Endpoint(url, credentials()) as endpoint:
        reply = endpoint.ask(text, default_graph=default_graph)
        if reply.cut:
            note(f"{url} gives {reply.most_rows} rows at most: there are more")
        named = table and not isinstance(reply.answer(), QueryBoolean)
        return reply, labels(endpoint, reply, default_graph=default_graph) if named else None


def names_there(url: str, names: Sequence[str], default_graph: str) -> "Store | None":
    """What the endpoint calls by those names; None where none is asked for."""
    from kg.queries.remote import Endpoint, called

    if not names:
        return None
    _iri(default_graph)
    with Endpoint(url, credentials()) as endpoint:
        return called(endpoint, names, default_graph=default_graph)


def _iri(text: str) -> None:
    from pyoxigraph import NamedNode

    try:
        NamedNode(text or "urn:none")
    except ValueError:
        raise KgError(f"--default-graph {text!r}: no absolute IRI") from None
