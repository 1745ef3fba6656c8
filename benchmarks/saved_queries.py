"""What saved queries and those of the pages cost in a store, beside one of half as many documents, in processor time.

python benchmarks/saved_queries.py --corpus seeds

A query that takes time by the size of the store costs about twice as much in twice the store, one that compares each
with each four times. Exit 1 when one costs more than three times as much, and more than a tenth of a second."""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pyoxigraph import Store

from kg.build.run import build
from kg.documents import find
from kg.graph.store import open_current
from kg.model.config import Settings
from kg.queries.saved import load
from kg.server.view.asking import sparql
from kg.server.view.facts import figures_query

MOST, UNNOTICED = 3.0, 0.1
"""Times the cost in half the store, and seconds below which it does not matter."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--corpus", type=Path, nargs="+", required=True, metavar="PATH", help="texts, or folders of them"
    )
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    arguments = parser.parse_args()
    files = [*find(arguments.corpus)]
    with TemporaryDirectory() as work:
        stores = [_built(part, Path(work) / str(len(part))) for part in (files[::2], files)]
        print(f"{len(files[::2])} and {len(files)} documents; {len(stores[0]):,} and {len(stores[1]):,} quads\n")
        print(f"{'query':34}{'half, s':>10}{'whole, s':>10}{'times':>8}")
        failed = [name for name, query in _queries() if not _holds(name, query, stores, arguments.rounds)]
    print(f"\nat most {MOST} times: {'no, ' + ', '.join(failed) if failed else 'yes'}")
    sys.exit(1 if failed else 0)


def _built(files: list[Path], store: Path) -> Store:
    build(files, replace(Settings(), store=store))
    return open_current(store)


def _queries() -> Iterator[tuple[str, str]]:
    """Names and texts, without those that ask another service or want a thing to be named."""
    for name, query in load(Settings().queries).items():
        if not query.federated and not any(one.required for one in query.parameters):
            yield name, query.text_with({})
    yield "page: contradictions", figures_query("contradicting")
    yield "page: ties", sparql("all-ties")


def _holds(name: str, query: str, stores: list[Store], rounds: int) -> bool:
    half, whole = (median(_seconds(store, query) for _ in range(rounds)) for store in stores)
    print(f"{name:34}{half:>10.3f}{whole:>10.3f}{whole / half:>8.1f}", flush=True)
    return whole < UNNOTICED or whole <= MOST * half


def _seconds(store: Store, query: str) -> float:
    begun = time.process_time()
    for _ in store.query(query):  # type: ignore[union-attr]
        pass
    return time.process_time() - begun


if __name__ == "__main__":
    main()
