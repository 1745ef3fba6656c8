"""Builds killed at random moments, while somebody reads: is the store in use whole each time, and the same in the end?

python benchmarks/crash_safety.py --corpus DIR [--documents 300] [--kills 50] [--jobs 2]

Before each build the folder of texts grows or shrinks to a random size, so that there is always something to read, to
drop and to write. Half of the kills strike at a moment within the first seconds, the others while the next generation
is written. They strike the whole tree of processes or, every other time, only the one that builds, as the kernel does
when memory is short. At the end all texts are there and a build runs undisturbed: its dump is compared, byte by byte,
with that of a store that was built at once."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import varied_corpus
from pyoxigraph import NamedNode

from kg.graph import store

_CONTENT = NamedNode("https://w3id.org/interregional/ontology#content")
_READING, _WRITING = 20, 2
"""Seconds within which a kill strikes after the start, and after the next generation has appeared."""


class Reader(threading.Thread):
    """Opens the current generation over and over, and compares it with the list of its documents."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.looks = 0
        self.generations: set[str] = set()
        self.broken: list[str] = []
        self._folder = folder
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(0.2):
            if before := store.current_name(self._folder):
                self._look(before)

    def _look(self, name: str) -> None:
        try:
            opened = store.open_current(self._folder)
            listed = len({entry.id for entry in store.manifest(self._folder)})
        except Exception as error:
            self.broken.append(f"{name}: {error}")
            return
        if store.current_name(self._folder) != name:
            return  # two generations were looked at, not one
        found = sum(1 for _ in opened.quads_for_pattern(None, _CONTENT, None, None))
        self.looks += 1
        self.generations.add(name)
        if found != listed:
            self.broken.append(f"{name}: {found} documents, listed are {listed}")

    def end(self) -> None:
        self._ended.set()
        self.join()


def build(texts: Path, folder: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kg.commands", "build", str(texts), "--store", str(folder), "--jobs", str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def finished(texts: Path, folder: Path, jobs: int) -> float:
    """Seconds that a build to the end took."""
    began = time.perf_counter()
    process = build(texts, folder, jobs)
    _, said = process.communicate()
    if process.returncode:
        sys.exit(f"a build failed:\n{said.decode()}")
    return time.perf_counter() - began


def killed(process: subprocess.Popen[bytes], folder: Path, random: Random) -> bool:
    """Whether the build was still running when it was struck. Nothing of it runs when this returns."""
    if random.random() < 1 / 2:
        before = _generations(folder)
        while process.poll() is None and _generations(folder) == before:
            time.sleep(0.01)
        time.sleep(random.uniform(0, _WRITING))
    else:
        time.sleep(random.uniform(0.2, _READING))
    running = process.poll() is None
    if running and random.random() < 1 / 2:
        process.kill()
    elif running:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    _wait_for_orphans(process.pid)
    return running


def _generations(folder: Path) -> set[str]:
    home = folder / "generations"
    return {path.name for path in home.iterdir()} if home.is_dir() else set()


def _wait_for_orphans(group: int) -> None:
    """What the killed process had started has to end by itself."""
    for _ in range(600):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    sys.exit("processes of a killed build still run after a minute")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="folder of texts")
    parser.add_argument("--documents", type=int, default=300, metavar="N")
    parser.add_argument("--kills", type=int, default=50, metavar="N")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    arguments = parser.parse_args()
    with TemporaryDirectory() as name:
        home = Path(name)
        varied_corpus.write(arguments.corpus, arguments.documents, home / "all")
        whole = finished(home / "all", home / "undisturbed", arguments.jobs)
        print(f"undisturbed build of {arguments.documents} documents: {whole:.0f} s", flush=True)
        _kill_on_the_way(home, arguments)
        same = _dump(home / "undisturbed") == _dump(home / "growing")
        print("the dumps are equal, byte by byte" if same else "THE DUMPS DIFFER")
        sys.exit(0 if same else 1)


def _kill_on_the_way(home: Path, arguments: argparse.Namespace) -> None:
    random = Random(arguments.seed)
    texts, folder = home / "texts", home / "growing"
    texts.mkdir()
    reader = Reader(folder)
    reader.start()
    files = sorted((home / "all").iterdir())
    kills = ended = 0
    while kills < arguments.kills:
        _lay_out(files[: random.randint(1, len(files))], texts)
        if killed(build(texts, folder, arguments.jobs), folder, random):
            kills += 1
        else:
            ended += 1
    _lay_out(files, texts)
    took = finished(texts, folder, arguments.jobs)
    print(f"{kills} builds killed, {ended} ended before they were struck; then one to the end in {took:.0f} s")
    reader.end()
    print(
        f"a reader looked {reader.looks} times at {len(reader.generations)} generations; broken: {len(reader.broken)}"
    )
    if reader.broken:
        sys.exit("\n".join(reader.broken))


def _lay_out(files: Sequence[Path], texts: Path) -> None:
    """Makes these files all that lie in the folder."""
    wanted = {file.name for file in files}
    for there in texts.iterdir():
        if there.name not in wanted:
            there.unlink()
    for file in files:
        if not (texts / file.name).exists():
            shutil.copy2(file, texts)


def _dump(folder: Path) -> bytes:
    return store.dump(store.open_current(folder))


if __name__ == "__main__":
    main()
