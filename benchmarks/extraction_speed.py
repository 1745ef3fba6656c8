"""Speed and memory of the whole extraction beside the bare models, on a folder of Russian texts.

python benchmarks/extraction_speed.py --corpus seeds

Each side reads in a process of its own, with one thread, and every text once: nothing is known of a text before it
comes. `bare` is spaCy with slovnet as anybody would have it (`bare_pipeline.py`), with nothing of this package;
`tokens` is what of the extraction stands in its place; `extraction` is all of it. What is loaded once a process, with
a sentence that no text has, does not count."""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from kg.documents import find, read
from kg.documents.document import Document
from kg.language.analysis import analyse
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.names.gazetteer import Gazetteer
from kg.reading.extraction import extract

LEAST_RATIO = 0.8
MOST_MEMORY = 1024.0
"""MiB."""
LENGTHS = (50_000, 100_000, 200_000, 1_000_000)
MOST_FOR_LENGTH = 20.0
"""What a text of the last length may cost, in texts of the first."""
FIRST = "Делегация Новгородской области во главе с В.П. Сидоровым прибыла 3 мая 2019 года в Уральск."
BARE, TOKENS, EXTRACTION = "bare", "tokens", "extraction"


class Run(NamedTuple):
    tokens: int
    wall: float
    processor: float
    memory: float
    """MiB at the peak, models and libraries included."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Measures tokens per second and peak memory of the extraction beside bare spaCy with slovnet, and "
        "the time of longer texts. Exit 1 when it has less than .8 of the bare models' speed, takes more than 1 GiB, "
        "or a text of 1,000,000 characters takes more than twenty of 50,000.",
        epilog="example: python benchmarks/extraction_speed.py --corpus seeds --limit 20",
    )
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="folder of texts; Russian ones count")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N texts by name")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="the median of N rounds counts (default 3)")
    parser.add_argument("--no-lengths", action="store_true", help="without the rows for length, which take a minute")
    parser.add_argument("--side", choices=(TOKENS, EXTRACTION), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        print(json.dumps(_read(arguments.side, json.load(sys.stdin))))
        return
    try:
        documents = [read(path) for path in find([arguments.corpus])[: arguments.limit]]
    except KgError as error:
        parser.error(str(error))
    texts = [document.reading for document in documents if document.language == "ru"]
    if not texts:
        parser.error(f"{arguments.corpus}: no Russian texts there")
    print("\n".join(_machine()))
    holds = _speeds(texts, arguments.rounds)
    if not arguments.no_lengths:
        holds = _lengths(texts) and holds
    sys.exit(not holds)


def _speeds(texts: Sequence[str], rounds: int) -> bool:
    """The sides in turn, so that a busy spell of the machine meets all."""
    runs: dict[str, list[Run]] = {side: [] for side in (BARE, TOKENS, EXTRACTION)}
    for _ in range(rounds):
        for side, done in runs.items():
            done.append(_run(side, texts))
    print(f"{len(texts)} texts, {runs[BARE][0].tokens} tokens, each text new; median of {rounds} rounds\n")
    print(f"{'':12}{'tokens/s of processor time':>28}{'tokens/s':>10}{'peak memory':>14}{'ratio':>8}   of each round")
    for side, done in runs.items():
        ratios = [bare.processor / run.processor for bare, run in zip(runs[BARE], done, strict=True)]
        speeds = [median(run.tokens / seconds for run, seconds in told) for told in _timed(done)]
        memory = max(run.memory for run in done)
        each = " ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"{side:12}{speeds[0]:28.0f}{speeds[1]:10.0f}{memory:10.0f} MiB{median(ratios):8.2f}   {each}")
    ratio = median(bare.processor / run.processor for bare, run in zip(runs[BARE], runs[EXTRACTION], strict=True))
    memory = max(run.memory for run in runs[EXTRACTION])
    return _tell(
        f"at least {LEAST_RATIO} of the bare models and at most {MOST_MEMORY:.0f} MiB",
        ratio >= LEAST_RATIO and memory <= MOST_MEMORY,
    )


def _timed(done: Sequence[Run]) -> Iterator[list[tuple[Run, float]]]:
    yield [(run, run.processor) for run in done]
    yield [(run, run.wall) for run in done]


def _lengths(texts: Sequence[str]) -> bool:
    """One long text, made of all of them, cut at different lengths."""
    whole = "".join(islice(_characters(texts), LENGTHS[-1]))
    print(f"\n{'characters':>12}{'processor':>12}{'a million':>12}{'peak memory':>14}")
    seconds = {}
    for length in LENGTHS:
        run = _run(EXTRACTION, [whole[:length]])
        seconds[length] = run.processor
        print(f"{length:12}{run.processor:10.2f} s{run.processor / length * 1e6:10.1f} s{run.memory:10.0f} MiB")
    times = seconds[LENGTHS[-1]] / seconds[LENGTHS[0]]
    print(f"{LENGTHS[-1]:,} characters take {times:.1f} times what {LENGTHS[0]:,} take")
    return _tell(f"at most {MOST_FOR_LENGTH:.0f} times", times <= MOST_FOR_LENGTH)


def _characters(texts: Sequence[str]) -> Iterator[str]:
    for text in cycle(texts):
        yield from text
        yield from "\n\n"


def _tell(bound: str, holds: bool) -> bool:
    print(f"\n{bound}: {'holds' if holds else 'FAILS'}")
    return holds


def _run(side: str, texts: Iterable[str]) -> Run:
    """A process of its own that reads the texts."""
    bare = str(Path(__file__).with_name("bare_pipeline.py"))
    command = [sys.executable, bare] if side == BARE else [sys.executable, __file__, "--corpus", ".", "--side", side]
    threads = dict.fromkeys((f"{library}_NUM_THREADS" for library in ("OPENBLAS", "OMP", "MKL")), "1")
    given = json.dumps([FIRST, *texts])
    ended = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, input=given, text=True, env={**os.environ, **threads}
    )
    tokens, wall, processor, peak = json.loads(ended.stdout)
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    return Run(tokens, wall, processor, peak * unit / 2**20)


def _read(side: str, texts: Sequence[str]) -> tuple[int, float, float, int]:
    work = _work(side)
    first, *documents = (Document(f"t{at}", "t.txt", text, text, "ru", "plain", "") for at, text in enumerate(texts))
    work(first)
    wall, processor = perf_counter(), process_time()
    for document in documents:
        work(document)
    seconds = perf_counter() - wall, process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return sum(not token.is_space for document in documents for token in analyse(document)), *seconds, peak


def _work(side: str) -> Callable[[Document], object]:
    if side == TOKENS:
        return analyse
    gazetteer = Gazetteer.load(Settings().ontology / "gazetteer.ttl")
    return lambda document: extract(document, gazetteer)


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
