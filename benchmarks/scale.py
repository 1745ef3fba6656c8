"""What a document costs, measured by building a folder of texts, and what 1, 10 and 100 million would take.

python benchmarks/scale.py --corpus seeds

With the addresses of another store, what pushing there costs too (credentials as for `kg push`):

python benchmarks/scale.py --corpus seeds --push http://127.0.0.1:7879/update --query-url http://127.0.0.1:7879/query"""

import argparse
import platform
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from pyoxigraph import DefaultGraph

from kg.graph.store import manifest, open_current

SIZES = (1_000_000, 10_000_000, 100_000_000)
CORES = 64
"""What the hours are divided by, in the last column but one."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--push", default="")
    parser.add_argument("--query-url", default="")
    arguments = parser.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}, {_processor()}\n")
    with TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        _kg("build", str(arguments.corpus), "--store", str(home))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        store, documents = open_current(home), len({entry.id for entry in manifest(home)})
        quads = len(store)
        plain = sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
        stored, readings = _size(home / "generations"), _size(home / "readings")
        print(f"{documents} documents; of one:")
        print(f"  quads         {quads / documents:10.0f}, of them {plain / documents:.0f} in the default graph")
        print(f"  in the store  {stored / documents / 1000:10.0f} kB, {stored / quads:.0f} bytes a quad")
        print(f"  its reading   {readings / documents / 1000:10.0f} kB")
        print(f"  to build      {seconds / documents:10.2f} s of one core, the start of the program shared by all")
        pushed = 0.0
        if arguments.push:
            began = perf_counter()
            there = ["--query-url", arguments.query_url] if arguments.query_url else []
            _kg("push", arguments.push, *there, "--store", str(home))
            pushed = perf_counter() - began
            print(f"  pushed        {pushed / documents:10.2f} s, {quads / pushed:.0f} quads a second")
    print(f"\n  documents     quads     store  readings  core hours  {CORES} cores  pushed")
    for size in SIZES:
        times = size / documents
        hours = seconds * times / 3600
        disk = f"{stored * times / 1e12:6.2f} TB {readings * times / 1e12:6.2f} TB"
        sent = f"{pushed * times / 3600:5.0f} h" if pushed else "      –"
        print(f"{size:11,} {quads * times / 1e9:7.1f} G {disk} {hours:11,.0f} {hours / CORES:7.0f} h {sent}")


def _kg(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "kg.commands", *arguments], check=True, stderr=subprocess.DEVNULL)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.processor()


if __name__ == "__main__":
    main()
