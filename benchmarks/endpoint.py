"""The endpoint beside native `oxigraph serve-read-only` and rdflib-endpoint, on the same graph, in one run.

python benchmarks/endpoint.py

The load comes from wrk where that is installed (Debian's package), else from processes of this file. rdflib-endpoint is
no dependency of the project; without it (`pip install rdflib-endpoint`) its column is left out."""

import argparse
import asyncio
import importlib.util
import math
import multiprocessing
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter, perf_counter_ns, sleep
from typing import NamedTuple
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from kg.graph.store import Generation, locked
from kg.model.config import Settings
from kg.queries.saved import load

BASE = "http://example.org/"
SUBJECTS, LINKS = 20_000, 8
CONNECTIONS = 8
LEAST = {"point": 0.5, "aggregate": 0.9, "kept": 1.0, "saved": 1.0, "304": 1.0}
"""Of native's rate."""
SAVED = "sister-cities"
ENDLESS = "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = ?f + {request}) }}"


class Load(NamedTuple):
    """Requests, and a header more. `{subject}` is the number of one, `{request}` that of the request: no two of a whole
    run are the same, so that no cache answers what is measured without one."""

    path: str
    header: str = ""


class Rate(NamedTuple):
    per_second: float
    p50: float
    p99: float
    """Milliseconds, both."""


def quads() -> Iterator[Quad]:
    for number in range(SUBJECTS):
        subject = NamedNode(f"{BASE}s{number}")
        for link in range(LINKS):
            target = (number * 7 + link * 13) % SUBJECTS
            yield Quad(subject, NamedNode(f"{BASE}p{link}"), NamedNode(f"{BASE}s{target}"))
        yield Quad(subject, NamedNode(BASE + "number"), Literal(number % 1000))
        yield Quad(subject, NamedNode(BASE + "label"), Literal(f"thing {number}", language="en"))


def asks(query: str) -> str:
    return "?query=" + quote(query, safe="{}").replace("{{", "%7B").replace("}}", "%7D")


POINT = asks(f"SELECT ?o{{request}} {{{{ <{BASE}s{{subject}}> <{BASE}p1> ?o{{request}} }}}}")
TWO_HOPS = asks(f"SELECT ?b{{request}} {{{{ <{BASE}s{{subject}}> <{BASE}p1> ?a . ?a <{BASE}p2> ?b{{request}} }}}}")
AGGREGATE = asks("SELECT ?p (COUNT(*) AS ?n{request}) {{ ?s ?p ?o }} GROUP BY ?p")
KEPT = asks(f"SELECT ?s ?o {{{{ ?s <{BASE}number> 7 ; <{BASE}p1> ?o }}}}")


def loads(server: str, tag: str) -> dict[str, Load]:
    at = "/query" if server == "native" else "/sparql" if server == "kg" else "/"
    found = {
        "point": Load(at + POINT),
        "two hops": Load(at + TWO_HOPS),
        "aggregate": Load(at + AGGREGATE),
    }
    if server == "rdflib":
        return found
    text = load(Settings().queries)[SAVED].text_with({})
    saved = f"/queries/{SAVED}?format=json" if server == "kg" else at + "?query=" + quote(text, safe="")
    conditional = Load(at + KEPT, f"if-none-match: {tag}" if server == "kg" else "")
    return {**found, "kept": Load(at + KEPT), "saved": Load(saved), "304": conditional}


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                if process.poll() is not None:
                    sys.exit(f"it does not start: {' '.join(command)}")
                sleep(0.1)
            yield
        finally:
            process.terminate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def measure(port: int, load: Load, seconds: float, wrk: str | None) -> Rate:
    return _by_wrk(wrk, port, load, seconds) if wrk else _by_processes(port, load, seconds)


def _by_wrk(wrk: str, port: int, load: Load, seconds: float) -> Rate:
    path = load.path.format(subject=f'" .. n % {SUBJECTS} .. "', request='" .. n .. "')
    script = f"""
        local n = {_unused()}
        request = function()
          n = n + 1
          return wrk.format("GET", "{path}")
        end
    """
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--latency", "-s", file.name]
        command += ["-H", load.header] if load.header else []
        said = subprocess.run([*command, f"http://127.0.0.1:{port}"], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said and not load.header:
        sys.exit(f"refused: {said}")
    p50, p99 = (_milliseconds(re.search(rf"^\s+{share}%\s+(\S+)", said, re.MULTILINE)) for share in (50, 99))
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    return Rate(float(rate[1]) if rate else 0.0, p50, p99)


def _unused() -> int:
    """A number from which so many have not been used in this run as there are microseconds until the next call."""
    return perf_counter_ns() // 1000


def _milliseconds(found: re.Match[str] | None) -> float:
    if found is None:
        return 0.0
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", found[1]).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}[unit]


def _by_processes(port: int, load: Load, seconds: float) -> Rate:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        halves = pool.starmap(_ask_for, [(port, load, seconds, at) for at in range(2)])
    taken = sorted(time for half in halves for time in half)
    at = [1000 * taken[int(share * (len(taken) - 1))] for share in (0.5, 0.99)]
    return Rate(len(taken) / seconds, *at)


def _ask_for(port: int, load: Load, seconds: float, half: int) -> list[float]:
    async def connection(number: int) -> list[float]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        taken: list[float] = []
        end = perf_counter() + seconds
        while (begun := perf_counter()) < end:
            number += 1
            path = load.path.format(subject=number % SUBJECTS, request=number)
            extra = f"{load.header}\r\n" if load.header else ""
            writer.write(f"GET {path} HTTP/1.1\r\nhost: here\r\n{extra}\r\n".encode())
            await _read(reader)
            taken.append(perf_counter() - begun)
        writer.close()
        return taken

    async def all_connections() -> list[float]:
        starts = [(half * 4 + at) * 10**12 + _unused() for at in range(CONNECTIONS // 2)]
        return [time for times in await asyncio.gather(*map(connection, starts)) for time in times]

    return asyncio.run(all_connections())


async def _read(reader: asyncio.StreamReader) -> tuple[int, str]:
    """Status and entity tag."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\r\n"))}
    if "content-length" in fields:
        await reader.readexactly(int(fields["content-length"]))
    elif "chunked" in fields.get("transfer-encoding", ""):
        while size := int((await reader.readline()).strip() or b"0", 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(head.split()[1]), fields.get("etag", "")


async def _once(port: int, path: str) -> tuple[int, str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nhost: here\r\n\r\n".encode())
    answer = await _read(reader)
    writer.close()
    return answer


async def flood(port: int, slow: int, quick: int) -> tuple[Counter[int], Counter[int], float]:
    """Statuses of queries that do not end, and of quick ones that come after them; seconds until these had theirs."""
    endless = [asyncio.ensure_future(_once(port, "/sparql" + asks(ENDLESS).format(request=n))) for n in range(slow)]
    await asyncio.sleep(0.5)
    begun = perf_counter()
    answered = await asyncio.gather(
        *(_once(port, f"/sparql{TWO_HOPS}".format(subject=n, request=n)) for n in range(quick))
    )
    seconds = perf_counter() - begun
    refused = await asyncio.gather(*endless)
    return Counter(status for status, _ in refused), Counter(status for status, _ in answered), seconds


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Requests per second and their latency, at 8 connections. Exit 1 when what is asked does not hold.",
        epilog="example: python benchmarks/endpoint.py --rounds 5 --seconds 5",
    )
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="the median of N rounds counts (default 3)")
    parser.add_argument("--seconds", type=float, default=4.0, metavar="S", help="length of a measurement (default 4)")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="fronts of the endpoint (default 2)")
    parser.add_argument("--wrk", default=shutil.which("wrk"), metavar="FILE", help="the load generator, if not on PATH")
    parser.add_argument("--no-flood", action="store_true", help="without the 1,000 slow queries beside 100 quick ones")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        home = Path(folder)
        for line in _machine(arguments.wrk):
            print(line)
        ports = _start(home, servers, arguments.processes)
        tag = asyncio.run(_once(ports["kg"], "/sparql" + KEPT.format()))[1]
        holds = True
        if not arguments.no_flood:
            refused, answered, seconds = asyncio.run(flood(ports["kg"], 1000, 100))
            quick = f"100 quick ones: {dict(answered)}, in {seconds:.1f} s"
            print(f"\n1000 queries that do not end: {dict(refused)}; {quick}", flush=True)
            holds = answered == {200: 100}
        rates = _rates(ports, tag, arguments.rounds, arguments.seconds, arguments.wrk)
        holds = _show(rates) and holds
    print("holds" if holds else "FAILS")
    sys.exit(not holds)


def _start(home: Path, servers: ExitStack, processes: int) -> dict[str, int]:
    with locked(home / "store"):
        generation = Generation(home / "store")
        generation.add(quads())
        generation.publish([])
    store = home / "store" / "generations" / "000001"
    shutil.copytree(store, home / "native")
    ports = {"kg": free_port(), "native": free_port()}
    serve = ["-m", "kg.commands", "serve", "--store", str(home / "store"), "--port", str(ports["kg"])]
    commands = {
        "kg": [sys.executable, *serve, "--processes", str(processes)],
        "native": [
            shutil.which("oxigraph") or str(Path(sys.executable).parent / "oxigraph"),
            *("serve-read-only", "--location", str(home / "native"), "--bind", f"127.0.0.1:{ports['native']}"),
        ],
    }
    if importlib.util.find_spec("rdflib_endpoint"):
        ports["rdflib"] = free_port()
        Store.read_only(str(store)).dump(home / "graph.nt", format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
        program = (
            "import uvicorn; from rdflib import Graph; from rdflib_endpoint import SparqlEndpoint\n"
            f"graph = Graph().parse({str(home / 'graph.nt')!r})\n"
            f"uvicorn.run(SparqlEndpoint(graph=graph), port={ports['rdflib']}, log_level='error')"
        )
        commands["rdflib"] = [sys.executable, "-c", program]
    for name, command in commands.items():
        servers.enter_context(running(command, ports[name]))
    return ports


def _rates(
    ports: dict[str, int], tag: str, rounds: int, seconds: float, wrk: str | None
) -> dict[str, dict[str, list[Rate]]]:
    """By load and server. The servers take turns, so that a busy spell of the machine meets all; rdflib's comes last,
    load by load, since it goes on with what nobody waits for any more."""
    # The first round warms up.
    turns = [(name, kind, at) for at in range(-1, rounds) for name in ("kg", "native") for kind in loads(name, tag)]
    if "rdflib" in ports:
        turns += [("rdflib", kind, at) for kind in loads("rdflib", tag) for at in range(-1, rounds)]
    rates: dict[str, dict[str, list[Rate]]] = {}
    for name, kind, at in turns:
        rate = measure(ports[name], loads(name, tag)[kind], 1 if at < 0 else seconds, wrk)
        if at >= 0:
            rates.setdefault(kind, {}).setdefault(name, []).append(rate)
    return rates


def _show(rates: dict[str, dict[str, list[Rate]]]) -> bool:
    print(f"\n{'':12}{'server':10}{'requests/s':>12}{'p50 ms':>10}{'p99 ms':>10}{'of native':>12}")
    holds = True
    for kind, by_server in rates.items():
        native = median(rate.per_second for rate in by_server["native"])
        for name, measured in by_server.items():
            middle = Rate(*(median(values) for values in zip(*measured, strict=True)))
            share = middle.per_second / native if native else math.inf
            asked = LEAST.get(kind, 0.0) if name == "kg" else 0.0
            verdict = "" if share >= asked else f"  FAILS: less than {asked}"
            holds = holds and not verdict
            print(
                f"{kind:12}{name:10}{middle.per_second:12.0f}{middle.p50:10.2f}{middle.p99:10.2f}{share:12.2f}{verdict}"
            )
    return holds


def _machine(wrk: str | None) -> Iterator[str]:
    yield f"{_processor()}, {os.cpu_count()} cores, {platform.platform()}; load {os.getloadavg()[0]:.1f} at the start"
    libraries = " ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "oxigraph", "uvicorn", "starlette"))
    yield f"Python {platform.python_version()}, {libraries}; load from {wrk or 'two processes of this file'}"
    yield f"{SUBJECTS * (LINKS + 2)} triples, {CONNECTIONS} connections"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
