"""What the graphs of no document add to a build, in processor time, and to its store, in quads.

python benchmarks/companion_graphs.py --corpus seeds

Each round builds the texts with them and without, each in a process and a store of its own, every other time without
first. Exit 1 when reference knowledge and what is inferred add more than the bounds."""

import argparse
import os
import platform
import resource
import subprocess
import sys
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from kg.documents import find
from kg.graph.companions import INFERRED, REFERENCE, companion, companions
from kg.graph.store import manifest, open_current
from kg.model.config import BASE

MOST_TIME, MOST_QUADS = 0.15, 0.20
"""Added to those of the build without, and to the quads of documents and entities."""
_WITHOUT = """
from kg.graph import changes, companions, inference
making = changes.GraphInTheMaking
making._others = lambda *_: (set(), set())
making._follow = making._infer = making._refer = lambda *_: None
inference.Inference.of_document = lambda *_: set()
companions.terms = lambda *_: ()
"""
_BUILD = """
import sys
from dataclasses import replace
from pathlib import Path
from kg.build.run import build
from kg.model.config import Settings
where, *texts = map(Path, sys.argv[1:])
build(texts, replace(Settings(), store=where))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--corpus", type=Path, nargs="+", required=True, metavar="PATH", help="texts, or folders of them"
    )
    parser.add_argument("--documents", type=int, metavar="N", help="files that are read; all unless told")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    arguments = parser.parse_args()
    texts = list(islice(find(arguments.corpus), arguments.documents))
    with TemporaryDirectory() as work:
        rounds = [_round(texts, Path(work), number) for number in range(arguments.rounds)]
        failed = _tell(rounds, Path(work) / "with-0", Path(work) / "without-0")
    sys.exit(1 if failed else 0)


def _round(texts: list[Path], work: Path, number: int) -> tuple[float, float]:
    """Processor seconds of a build with the graphs, and of one without."""
    scripts = {"with": _BUILD, "without": _WITHOUT + _BUILD}
    took = {
        name: _seconds(scripts[name], work / f"{name}-{number}", texts)
        for name in (sorted(scripts) if number % 2 else sorted(scripts, reverse=True))
    }
    print(f"round {number + 1}: with {took['with']:.2f} s, without {took['without']:.2f} s", file=sys.stderr)
    return took["with"], took["without"]


def _seconds(script: str, store: Path, texts: list[Path]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", script, str(store), *map(str, texts)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _tell(rounds: list[tuple[float, float]], home: Path, plain: Path) -> bool:
    """Prints the figures; whether one is out of its bounds."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}")
    print(f"Python {platform.python_version()}, pyoxigraph {version('pyoxigraph')}")
    store, own = open_current(home), len(open_current(plain))
    held = {graph: sum(1 for _ in store.quads_for_pattern(None, None, None, graph)) for graph in companions(store)}
    assert len(store) == own + sum(held.values())
    print(f"{len({entry.id for entry in manifest(home)})} documents; quads of their own {own:,}")
    for graph, quads in held.items():
        print(f"  {graph.value.removeprefix(BASE):18} {quads:8,}  {quads / own:6.1%} of those")
    added = sum(held[companion(name, BASE)] for name in (INFERRED, REFERENCE)) / own
    times = sorted(one / other - 1 for one, other in rounds)
    whole, bare = (median(took) for took in zip(*rounds, strict=True))
    print(f"medians of {len(times)} rounds: {whole:.2f} s with, {bare:.2f} s without; ratios {_ratios(times)}")
    failed = False
    for name, value, most in (("processor time", median(times), MOST_TIME), ("quads", added, MOST_QUADS)):
        failed = failed or value > most
        print(f"{name}: {value:.1%}, at most {most:.0%}: {'holds' if value <= most else 'does not hold'}")
    return failed


def _ratios(times: list[float]) -> str:
    return ", ".join(f"{time:+.1%}" for time in times)


if __name__ == "__main__":
    main()
