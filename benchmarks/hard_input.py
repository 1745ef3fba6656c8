"""What a build makes of too much: a text of 20 MB and one beyond it, ten thousand empty ones, names of 5,000 letters.

python benchmarks/hard_input.py --corpus seeds

A first build gives each text 20 s, so that the large one is set aside; the next gives it the minutes that it needs.
A full disk, a store that may only be read and a file that vanishes are in `tests/test_storage_failures.py`."""

import argparse
import subprocess
import sys
from collections import Counter
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from corpus_growth import held_by_tree
from varied_corpus import copies

from kg.documents import find
from kg.store import manifest, open_current

LARGEST = 20_000_000
"""Bytes that a text may have."""
EMPTY, LONG = 10_000, 5_000
LIMITS = (20, 3600)
"""Seconds for each text."""
SISTERS = "Города-побратимы Омск и Павлодар."


def large(corpus: Path, size: int) -> str:
    """So many bytes of the corpus's texts, one after the other, no two alike."""
    pieces, held = [], 0
    for _, text in copies(find([corpus]), 10**6):
        pieces.append(text)
        held += len(text.encode())
        if held >= size:
            break
    whole = "\n\n".join(pieces).encode()[:size]
    text = whole.decode(errors="ignore")
    return text + " " * (size - len(text.encode()))


def lay_out(corpus: Path, folder: Path) -> set[str]:
    """Gives the names of the files that a build has to read."""
    folder.mkdir()
    for file in find([corpus]):
        (folder / file.name).write_bytes(file.read_bytes())
    good = {file.name for file in folder.iterdir()}
    letters = "".join(islice(cycle("абвгдежз"), LONG))
    names = [f"Министерство {letters}", f"Иван {letters.capitalize()}", f"форум «{letters}»", letters.upper()]
    (folder / "long-names.txt").write_text(f"{SISTERS} {'. '.join(f'Выступил {name}' for name in names)}.")
    (folder / "large.txt").write_text(large(corpus, LARGEST))
    (folder / "too-large.txt").write_text(large(corpus, LARGEST + 1))
    for number in range(EMPTY):
        (folder / f"empty-{number:05}.txt").touch()
    return good | {"long-names.txt", "large.txt"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="folder of texts")
    arguments = parser.parse_args()
    with TemporaryDirectory() as name:
        texts, store = Path(name) / "texts", Path(name) / "store"
        good = lay_out(arguments.corpus, texts)
        for time_limit in LIMITS:
            command = [sys.executable, "-m", "kg", "build", str(texts), "--store", str(store)]
            command += ["--time-limit", str(time_limit)]
            began = perf_counter()
            with (
                subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process,
                held_by_tree(process.pid) as most,
            ):
                _, said = process.communicate()
            told = f"exit code {process.returncode}, {perf_counter() - began:.0f} s, at most {most():,.0f} MiB"
            print(f"at most {time_limit} s a text: {told}", flush=True)
            failed = [line for line in said.splitlines() if line.startswith("failed: ")]
            reasons = Counter(line.rpartition(": ")[2] for line in failed)
            for reason, count in reasons.most_common():
                print(f"  {count} set aside: {reason}")
        read = {Path(entry.file).name for entry in manifest(store)}
        print(f"{len(open_current(store))} quads; read are {', '.join(sorted(read & good))}")
        missing = sorted(good - read)
        print(f"not read: {', '.join(missing)}" if missing else "nothing else is missing")
        sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
