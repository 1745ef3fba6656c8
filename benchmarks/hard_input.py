"""What a build makes of too much: a text of 20 MB and one beyond it, ten thousand empty ones, names of 5,000 letters.

python benchmarks/hard_input.py --corpus seeds

A text of 20 MB takes longer than the 60 s that it is given here; what a build cannot read has to be named in one line.
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
from kg.graph.store import manifest, open_current

LARGEST = 20_000_000
"""Bytes that a text may have."""
EMPTY, LONG = 10_000, 5_000
TIME_LIMIT = 60
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
    """Gives the names of the files that a build has to read, or to name."""
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
        command = [sys.executable, "-m", "kg.commands", "build", str(texts), "--store", str(store)]
        began = perf_counter()
        with (
            subprocess.Popen([*command, "--time-limit", str(TIME_LIMIT)], stderr=subprocess.PIPE, text=True) as process,
            held_by_tree(process.pid) as most,
        ):
            _, said = process.communicate()
        print(f"exit code {process.returncode}, {perf_counter() - began:.0f} s, at most {most():,.0f} MiB")
        failed = [line for line in said.splitlines() if line.startswith("failed: ")]
        for reason, count in Counter(line.rpartition(": ")[2] for line in failed).most_common():
            print(f"  {count} set aside: {reason}")
        read = {Path(entry.file).name for entry in manifest(store)}
        print(f"{len(open_current(store))} quads of {', '.join(sorted(read))}")
        lost = sorted(name for name in good - read if not any(f"/{name}: " in line for line in failed))
        print(f"LOST: {', '.join(lost)}" if lost else "every text is read, or named with its reason")
        sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
