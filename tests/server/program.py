"""The server as the program it is, with all its processes."""

import contextlib
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from kg.graph.store import Generation, locked
from kg.server.engine.limits import DEFAULT, Limits
from kg.server.engine.supervisor import FRONT, WORKER
from tests.graph import BASE

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Served:
    address: str
    process: "subprocess.Popen[str]"

    @property
    def sparql(self) -> str:
        return self.address + "sparql"

    def fronts(self) -> list[int]:
        return [child for child in self.children() if _name(child) == FRONT]

    def workers(self) -> list[int]:
        return [child for child in self.children() if _name(child) == WORKER]

    def children(self) -> list[int]:
        pid = self.process.pid
        try:
            return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        except OSError:
            return []


def publish(folder: Path, quads: Iterable[Quad]) -> None:
    """As a build does it."""
    with locked(folder):
        generation = Generation(folder)
        generation.add(quads)
        generation.publish([])


@contextmanager
def serving(
    folder: Path, limits: Limits = DEFAULT, *, processes: int = 1, token: str | None = None, base: str = BASE
) -> Iterator[Served]:
    program = (
        "from pathlib import Path\n"
        "from kg.model.config import Settings\n"
        "from kg.server import Limits, serve\n"
        f"settings = Settings(store=Path({str(folder)!r}), base={base!r}, queries=Path({str(PROJECT / 'queries')!r}))\n"
        f"serve(settings, host='127.0.0.1', port=0, processes={processes}, limits={limits!r}, token={token!r},\n"
        "      on_start=lambda address: print(address, flush=True))\n"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=PROJECT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().strip()
        assert address, process.stderr.read()
        try:
            yield Served(address, process)
        finally:
            process.terminate()
            with contextlib.suppress(ValueError):  # a test may have read the end of it
                print(process.communicate(timeout=20)[1])


def runaway(number: int = 0) -> str:
    """A query that does not end; another number, another query."""
    product = " ".join(f"GRAPH ?g{n} {{ ?s{n} ?p{n} ?o{n} }}" for n in range(6))
    return f"SELECT (COUNT(*) AS ?n{number}) {{ {product} }}"


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:  # it has just ended
        return ""
