"""What a store of many documents costs: to build, to build again, to add one document to; in seconds and in memory.

python benchmarks/corpus_growth.py --corpus DIR --documents 10000 --jobs 2

Ten thousand documents take the better part of an hour; each build is told as it ends. Texts and stores stay where
`--work` says."""

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter, sleep

from pyoxigraph import RdfFormat, Store
from varied_corpus import copies

from kg.documents import find
from kg.graph.store import open_current

MOST_TO_ADD, MOST_UNCHANGED = 2.5, 1.0
"""Processor seconds, with the start of the program."""
MOST_TO_CHECK = 0.05
"""Processor seconds a document."""
MOST_SERIAL = 2.0
"""Milliseconds of processor a document, in the one process that decides who is who and writes."""
MOST_MEMORY = 2048.0
"""MiB."""
LEAST_RATE, LEAST_LOAD = 0.85, 0.5
LEAST_GAIN = 1.7
"""How many times faster two jobs read than one."""
_BUILD = """
import gc, json, sys, time
from dataclasses import replace
from pathlib import Path
from kg.graph import store
from kg.build import run as building
from kg.model.config import Settings
steps, load, serial = {}, 0.0, 0.0
def on_progress(step, done, total):
    steps.setdefault(step, [time.perf_counter(), 0, done])
    steps[step][1:] = [time.perf_counter(), done]
def timed(method):
    def run(*arguments):
        global load
        began = time.perf_counter()
        try:
            return method(*arguments)
        finally:
            load += time.perf_counter() - began
    return run
def counted(function):
    def run(*arguments):
        global serial
        began = time.process_time()
        try:
            return function(*arguments)
        finally:
            serial += time.process_time() - began
    return run
if __name__ == "__main__":
    gc.set_threshold(1_000_000)  # as the command does
    store.Generation._write = timed(store.Generation._write)
    building._write = counted(building._write)
    folder, where, jobs = sys.argv[1:]
    settings = replace(Settings(), store=Path(where))
    report = building.build([Path(folder)], settings, jobs=int(jobs), on_progress=on_progress)
    told = {"documents": report.documents, "read": report.read, "steps": steps, "load": load, "serial": serial}
    print(json.dumps(told))
"""


@dataclass(frozen=True, slots=True)
class Run:
    seconds: float
    processor: float
    """Seconds of all processes together."""
    memory: float
    """MiB, the most that the process and all below it held together."""
    told: dict[str, object]

    @property
    def rate(self) -> float:
        """Documents read in a second, once the models are loaded."""
        first, last, done = self.told["steps"]["read"]  # type: ignore[index]
        return float((done - 1) / (last - first))


def build(folder: Path, store: Path, jobs: int, script: Path) -> Run:
    began, used = perf_counter(), _used()
    command = [sys.executable, str(script), str(folder), str(store), str(jobs)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process,
        held_by_tree(process.pid) as most,
    ):
        output, _ = process.communicate()
    if process.returncode:
        sys.exit(f"the build of {folder} ended with {process.returncode}")
    run = Run(perf_counter() - began, _used() - used, most(), json.loads(output))
    told = f"{run.told['documents']} documents, {run.told['read']} read, {jobs} jobs"
    print(f"{told}: {run.seconds:.1f} s, {run.processor:.1f} s of processor, {run.memory:.0f} MiB", file=sys.stderr)
    return run


@contextmanager
def held_by_tree(process: int) -> Iterator[Callable[[], float]]:
    """Watches a process and all below it; gives the most that they held together, in MiB."""
    most, done = 0.0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.25):
            most = max(most, sum(map(_held, _tree(process))))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield lambda: most
    finally:
        done.set()
        watching.join()


def check(store: Path) -> float:
    """Processor seconds of `kg check`."""
    used = _used()
    subprocess.run([sys.executable, "-m", "kg.commands", "check", "--store", str(store)], check=True)
    return _used() - used


def _used() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def _tree(process: int) -> Iterator[int]:
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                yield from _tree(int(child))
        except OSError:
            continue


def _held(process: int) -> float:
    """MiB; what processes share counts for each."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


def quads_and_bulk_load(store: Path, work: Path) -> tuple[int, float]:
    """How many quads, and the seconds in which pyoxigraph's bulk_load loads them from a file."""
    quads = open_current(store)
    quads.dump(str(work / "dump.nq"), format=RdfFormat.N_QUADS)
    began = perf_counter()
    loaded = Store(str(work / "loaded"))
    loaded.bulk_load(path=str(work / "dump.nq"), format=RdfFormat.N_QUADS)
    return len(quads), perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="folder of texts, which are varied")
    parser.add_argument("--documents", type=int, default=10_000, metavar="N")
    parser.add_argument("--few", type=int, default=200, metavar="N", help="documents of the build to compare with")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    parser.add_argument("--work", type=Path, metavar="DIR", help="new folder for texts and stores, which are kept")
    arguments = parser.parse_args()
    work = arguments.work or Path(tempfile.mkdtemp(prefix="growth-"))
    work.mkdir(parents=True, exist_ok=not arguments.work)
    try:
        failed = measure(arguments.corpus, arguments.documents, arguments.few, arguments.jobs, work)
    finally:
        if not arguments.work:
            shutil.rmtree(work)
    sys.exit(1 if failed else 0)


def measure(corpus: Path, documents: int, few: int, jobs: int, work: Path) -> bool:
    """Prints the figures; whether one is out of its bounds."""
    (script := work / "timed_build.py").write_text(_BUILD)
    (work / "few").mkdir()
    (work / "all").mkdir()
    texts = list(copies(find([corpus]), documents + 1))
    last_name, last_text = texts.pop()
    for at, (name, text) in enumerate(texts):
        (work / "all" / name).write_text(text, encoding="utf-8")
        if at < few:
            (work / "few" / name).write_text(text, encoding="utf-8")
    alone = build(work / "few", work / "few-store-alone", 1, script)
    small = build(work / "few", work / "few-store", jobs, script)
    whole = build(work / "all", work / "store", jobs, script)
    quads, bulk_load = quads_and_bulk_load(work / "store", work)
    checked = check(work / "few-store")
    (work / "all" / last_name).write_text(last_text, encoding="utf-8")
    # What was written to just before a build has to be read by the next one, to be sure.
    sleep(3)
    one = build(work / "all", work / "store", 1, script)
    same = build(work / "all", work / "store", 1, script)
    size = sum(
        file.stat().st_size for file in (work / "store").rglob("*") if file.is_file() and file.stat().st_nlink == 1
    )
    loaded, serial = (float(whole.told[name]) for name in ("load", "serial"))  # type: ignore[arg-type]
    figures = [
        (f"{few} documents with one job: read a second", alone.rate, 0.0, True),
        (f"{few} documents: read a second", small.rate, LEAST_GAIN * alone.rate if jobs == 2 else 0.0, True),
        (f"{documents} documents: read a second", whole.rate, LEAST_RATE * small.rate, True),
        (f"{documents} documents: seconds", whole.seconds, 0.0, True),
        ("most memory of all processes, MiB", whole.memory, MOST_MEMORY, False),
        ("quads", float(quads), 0.0, True),
        ("quads loaded a second", quads / loaded, LEAST_LOAD * quads / bulk_load, True),
        ("quads that bulk_load loads a second", quads / bulk_load, 0.0, True),
        ("store, MiB", size / 2**20, 0.0, True),
        ("to decide and write, ms a document", 1000 * serial / documents, MOST_SERIAL, False),
        ("one document more: seconds", one.seconds, 0.0, True),
        ("one document more: processor seconds", one.processor, MOST_TO_ADD, False),
        ("nothing changed: seconds", same.seconds, 0.0, True),
        ("nothing changed: processor seconds", same.processor, MOST_UNCHANGED, False),
        (f"check of {few} documents: processor s", checked, MOST_TO_CHECK * few + 1, False),
    ]
    print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}")
    print(f"Python {platform.python_version()}, pyoxigraph {version('pyoxigraph')}, {jobs} jobs")
    failed = False
    for name, value, bound, least in figures:
        holds = not bound or (value >= bound if least else value <= bound)
        failed = failed or not holds
        told = f"   {'at least' if least else 'at most'} {bound:,.1f}: {'holds' if holds else 'does not hold'}"
        print(f"{name:40} {value:14,.1f}{told if bound else ''}")
    return failed


if __name__ == "__main__":
    main()
