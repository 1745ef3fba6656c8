"""Speed and memory of the whole extraction beside the bare models, on a folder of texts, in one process and one thread.

python benchmarks/extraction_speed.py --corpus seeds"""

import argparse
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from kg.language.analysis import analyse  # before numpy is imported: it sets one BLAS thread

# isort: split
from kg.documents import find, read
from kg.documents.document import Document
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.names.gazetteer import Gazetteer
from kg.reading.extraction import extract

LEAST_RATIO = 0.5
MOST_MEMORY = 1024.0
"""MiB."""

Work = Callable[[Document], object]


class Seconds(NamedTuple):
    wall: float
    processor: float


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Measures tokens per second and peak memory of the extraction beside the bare models (names, "
        "forms, trees, lemmas). Exit 1 when it is less than half as fast as the models or takes more than 1 GiB.",
        epilog="example: python benchmarks/extraction_speed.py --corpus seeds --limit 20",
    )
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="folder of texts")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N texts by name")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="the median of N rounds counts (default 3)")
    parser.add_argument("--memory-of", choices=WORK, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    try:
        documents = [read(path) for path in find([arguments.corpus])[: arguments.limit]]
    except KgError as error:
        parser.error(str(error))
    if not documents:
        parser.error(f"{arguments.corpus}: no texts there")
    if arguments.memory_of:
        work = WORK[arguments.memory_of]()
        for document in documents:
            work(document)
        print(_peak())
        return
    print("\n".join(_machine()))
    # First, while this process is small: on Linux a child's peak begins at the memory of the one it was started from.
    memory = {name: _memory_of(name, arguments.corpus, arguments.limit) for name in WORK}
    tokens = sum(not token.is_space for document in documents for token in analyse(document))
    print(
        f"{len(documents)} texts, {tokens} tokens; median of {arguments.rounds} rounds, reading of files not counted\n"
    )
    speeds = _speeds(documents, arguments.rounds)
    print(f"{'':12}{'tokens/s':>10}{'tokens/s of processor time':>28}{'peak memory':>14}")
    for name, seconds in speeds.items():
        print(f"{name:12}{tokens / seconds.wall:10.0f}{tokens / seconds.processor:28.0f}{memory[name]:10.0f} MiB")
    wall, processor = (b / e for b, e in zip(speeds["models"], speeds["extraction"], strict=True))
    print(f"{'ratio':12}{wall:10.2f}{processor:28.2f}")
    holds = processor >= LEAST_RATIO and memory["extraction"] <= MOST_MEMORY
    print(
        f"\nat least {LEAST_RATIO} of processor time and at most {MOST_MEMORY:.0f} MiB: {'holds' if holds else 'FAILS'}"
    )
    sys.exit(not holds)


def _models() -> Work:
    return analyse


def _extraction() -> Work:
    gazetteer = Gazetteer.load(Settings().ontology / "gazetteer.ttl")
    return lambda document: extract(document, gazetteer)


WORK: dict[str, Callable[[], Work]] = {"models": _models, "extraction": _extraction}


def _speeds(documents: Sequence[Document], rounds: int) -> dict[str, Seconds]:
    """Both in turn, so that a busy spell of the machine meets both."""
    works = {name: prepare() for name, prepare in WORK.items()}
    for work in works.values():
        work(documents[0])
    taken: dict[str, list[Seconds]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            wall, processor = perf_counter(), process_time()
            for document in documents:
                work(document)
            taken[name].append(Seconds(perf_counter() - wall, process_time() - processor))
    return {
        name: Seconds(median(s.wall for s in seconds), median(s.processor for s in seconds))
        for name, seconds in taken.items()
    }


def _memory_of(name: str, corpus: Path, limit: int | None) -> float:
    """Peak resident memory in MiB of a process of its own, models and libraries included."""
    command = [sys.executable, __file__, "--corpus", str(corpus), "--memory-of", name]
    command += ["--limit", str(limit)] if limit is not None else []
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _peak() -> float:
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def _machine() -> Iterator[str]:
    yield f"{_processor()}, {os.cpu_count()} cores, {platform.platform()}"
    libraries = " ".join(f"{name} {version(name)}" for name in ("spacy", "slovnet", "numpy", "pymorphy3"))
    yield f"Python {platform.python_version()}, {libraries}; load {os.getloadavg()[0]:.1f} at the start"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
