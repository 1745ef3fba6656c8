"""A store with a bit flipped or a file cut: is an answer ever another one, or empty, and is there a way back?

python benchmarks/damaged_store.py [--corpus seeds] [--times 200] [--seed 1]

Each time one file of a whole store is damaged: half of the times a bit of it is flipped, else it is cut, at a place
that the seed decides; every file of the folder is as likely as any other, the large and the small. Then `kg query` is
asked a saved query, each time another: it has to give the answer it gave before, or fail with one line. `kg check` has
to find what is wrong with the graph, and `kg build --store` without a path to give the graph that was there, byte by
byte."""

import argparse
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

QUERIES = ("mentions", "entities", "figures")
NOT_READ = ("lock", "LOG", "LOCK")
"""Files that say something to people, or nothing at all."""


def kg(*arguments: str, store: Path) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "kg.commands", *arguments, "--store", str(store)]
    return subprocess.run(command, capture_output=True, check=False, timeout=600)


def dump(store: Path) -> bytes:
    return kg("export", "nquads", store=store).stdout


def spoil(store: Path, random: Random) -> str:
    """Damages one file; says which, and how."""
    files = sorted(
        path
        for path in store.rglob("*")
        if path.is_file() and not path.name.startswith(NOT_READ) and path.stat().st_size
    )
    file = random.choice(files)
    content = bytearray(file.read_bytes())
    at = random.randrange(len(content))
    if random.random() < 1 / 2:
        content[at] ^= 1 << random.randrange(8)
        done = f"bit flipped in byte {at}"
    else:
        del content[at:]
        done = f"cut after {at} bytes"
    # A new file: those of a store may be shared by two generations.
    file.unlink()
    file.write_bytes(content)
    return f"{file.relative_to(store)}: {done}"


def wrong_after(store: Path, query: str, answer: bytes, graph: bytes, counts: Counter[str]) -> str:
    """What should not have happened, empty when all is as promised."""
    asked = kg("query", query, "--format", "csv", store=store)
    if asked.returncode:
        counts["queries refused with a line"] += 1
        lines = asked.stderr.decode().splitlines()
        if asked.stdout or len(lines) != 1 or "build it again: kg build" not in lines[0]:
            return f"{query}: no clear line: {asked.stderr.decode()[-300:]}"
    elif asked.stdout != answer:
        return f"{query}: ANOTHER ANSWER of {len(asked.stdout)} bytes, not {len(answer)}"
    else:
        counts["queries with the right answer"] += 1
    checked = kg("check", store=store)
    counts["checks that find it" if checked.returncode else "checks that find nothing, nor is the graph damaged"] += 1
    if asked.returncode and not checked.returncode:
        return "a query finds it and check does not"
    built = kg("build", store=store)
    counts["builds without a path"] += 1
    if built.returncode and b"name the documents: kg build PATH" in built.stderr:
        counts["  after which paths had to be named"] += 1
        built = kg("build", str(store.parent / "texts"), store=store)
    if built.returncode:
        return f"no way back: {built.stderr.decode()[-300:]}"
    return "" if dump(store) == graph else "ANOTHER GRAPH after it was built again"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=Path("seeds"), metavar="DIR")
    parser.add_argument("--times", type=int, default=200, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    arguments = parser.parse_args()
    random = Random(arguments.seed)
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as name:
        home = Path(name)
        shutil.copytree(arguments.corpus, home / "texts")
        built = kg("build", str(home / "texts"), store=home / "whole")
        if built.returncode:
            sys.exit(f"not every document is read: {built.stderr.decode()[-300:]}")
        graph = dump(home / "whole")
        before = {one: kg("query", one, "--format", "csv", store=home / "whole").stdout for one in QUERIES}
        if not (graph and all(before.values())):
            sys.exit("the whole store does not answer")
        wrong = []
        for time in range(arguments.times):
            shutil.rmtree(home / "store", ignore_errors=True)
            shutil.copytree(home / "whole", home / "store")
            done = spoil(home / "store", random)
            query = QUERIES[time % len(QUERIES)]
            if found := wrong_after(home / "store", query, before[query], graph, counts):
                wrong.append(f"{time}: {done}: {found}")
                print(wrong[-1], flush=True)
    for outcome, count in sorted(counts.items()):
        print(f"{count:5} {outcome}")
    print(f"{arguments.times} damages, {len(wrong)} broken promises")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
