"""`kg serve` and its options."""

import os
from pathlib import Path

import click

from kg.commands.options import settings_of, with_publication, with_store
from kg.model.config import Publication
from kg.model.errors import KgError

MIB = 2**20
_POSITIVE = click.FloatRange(0, min_open=True)
_SIZE = click.IntRange(1)


@click.command("serve", epilog="Example: kg serve --port 7878")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True)
@click.option(
    "--processes",
    type=click.IntRange(1),
    default=min(os.cpu_count() or 1, 4),
    show_default="one for each core, at most 4",
    help="Processes that speak HTTP.",
)
@click.option(
    "--workers", type=click.IntRange(1), default=1, show_default=True, help="Each one's workers for new queries."
)
@click.option(
    "--slow-workers", type=click.IntRange(1), default=1, show_default=True, help="Each one's for slow queries."
)
@click.option(
    "--timeout", type=_POSITIVE, default=30, show_default=True, metavar="SECONDS", help="Longest run of a query."
)
@click.option(
    "--quantum",
    type=_POSITIVE,
    default=0.25,
    show_default=True,
    metavar="SECONDS",
    help="Processor time after which a query is slow.",
)
@click.option(
    "--max-result",
    type=_SIZE,
    default=64,
    show_default=True,
    metavar="MIB",
    help="Size of the largest page or map; answers of queries have no bound.",
)
@click.option("--max-memory", type=_SIZE, default=512, show_default=True, metavar="MIB", help="Memory of one query.")
@click.option(
    "--cache",
    type=click.IntRange(0),
    default=32,
    show_default=True,
    metavar="MIB",
    help="Memory of each process for answers it keeps.",
)
@click.option(
    "--queue",
    type=click.IntRange(1),
    default=2000,
    show_default=True,
    help="How many queries may wait in each process.",
)
@click.option("--slow-queue", type=click.IntRange(0), default=16, show_default=True, help="How many slow ones may.")
@click.option("--writable", is_flag=True, help="Let whoever has the token in KG_TOKEN write to the graph.")
@click.option(
    "--allow-service",
    "hosts",
    multiple=True,
    metavar="HOST",
    help="A host that queries may ask by SERVICE; may be repeated.",
)
@click.option(
    "--access-log",
    "log",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write a line for each request to this file, or - for stderr.",
)
@click.option(
    "--native", is_flag=True, help="Hand over to the program oxigraph: SPARQL alone, without pages or limits."
)
@with_publication
@with_store
def serve(
    host: str,
    port: int,
    processes: int,
    workers: int,
    slow_workers: int,
    timeout: float,
    quantum: float,
    max_result: int,
    max_memory: int,
    cache: int,
    queue: int,
    slow_queue: int,
    writable: bool,
    hosts: tuple[str, ...],
    log: Path | None,
    native: bool,
    publication: Publication,
    store: Path,
) -> None:
    """Answer SPARQL over HTTP, with pages for people; read-only unless it is told otherwise."""
    if native:
        if writable or hosts or log:
            raise KgError("--native is read-only and alone; it takes --host and --port")
        from kg.server import serve_native

        serve_native(store, host=host, port=port)
    token = os.environ.get("KG_TOKEN") if writable else None
    if writable and not token:
        raise KgError("--writable needs a token in the environment variable KG_TOKEN")
    from kg.server import Limits
    from kg.server import serve as serve_http

    limits = Limits(
        timeout=timeout,
        quantum=quantum,
        result=max_result * MIB,
        memory=max_memory * MIB,
        cache=cache * MIB,
        workers=workers,
        slow_workers=slow_workers,
        waiting=queue,
        slow_waiting=slow_queue,
    )
    serve_http(
        settings_of(store, publication),
        host=host,
        port=port,
        processes=processes,
        limits=limits,
        token=token,
        hosts=hosts,
        log=log,
        on_start=lambda address: click.echo(f"serving {address}", err=True),
    )
