"""The endpoint beside native `oxigraph serve-read-only` and rdflib-endpoint, on the same graph, in one run.

python benchmarks/endpoint.py

The load comes from wrk where that is installed (Debian's package), else from processes of this file. rdflib-endpoint is
no dependency of the project; without it (`pip install rdflib-endpoint`) its column is left out."""

import argparse
import asyncio
import importlib.util
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
from contextlib import ExitStack, contextmanager, suppress
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
LEAST = {"point": 0.4, "two hops": 0.33, "optional": 0.8, "rows": 0.9, "kept": 1.0, "saved": 1.0, "304": 1.0}
"""Requests for the processor time that native takes for one."""
SAVED = "sister-cities"
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = ?f + {request}) }}",
    "SELECT * {{ ?a ?b ?c . ?d ?e ?f }} ORDER BY RAND() LIMIT {request}",
    "SELECT (COUNT(*) AS ?n) {{ ?a (!<x:y{request}>)* ?b . ?c (!<x:y>)* ?d }}",
    "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?c), '(a|b|[0-9])*{request}') && ?c != ?f) }}",
    "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f)); separator='{request}') AS ?x) {{ ?a ?b ?c . ?d ?e ?f }}",
    "SELECT DISTINCT ?a ?c ?d ?f {{ ?a ?b ?c . ?d ?e ?f }} ORDER BY ?f LIMIT {request}",
)
"""Products, sorting, paths, patterns, one long text, and memory."""
MEMORY = 2560
"""MiB that all processes of the endpoint may take amid these."""


class Load(NamedTuple):
    """Requests, and a header more. `{subject}` is the number of one, `{request}` that of the request: no two of a whole
    run are the same, so that no cache answers what is measured without one."""

    path: str
    header: str = ""
    post: bool = False
    """Whether what stands after «?» is sent as a form."""


class Rate(NamedTuple):
    per_second: float
    p50: float
    p99: float
    """Milliseconds, both."""
    cpu: float
    """Seconds of processor time for 1,000 requests, of all processes of the server."""


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
THREE = asks(
    f"SELECT ?b{{request}} ?n {{{{ <{BASE}s{{subject}}> ?p ?a . ?a <{BASE}p2> ?b{{request}} . "
    f"?b{{request}} <{BASE}number> ?n }}}}"
)
OPTIONAL = asks(
    f"SELECT ?a ?b{{request}} ?n {{{{ <{BASE}s{{subject}}> ?p ?a . ?a <{BASE}p2> ?b{{request}} . "
    f"?b{{request}} <{BASE}p3> ?d OPTIONAL {{{{ ?d <{BASE}number> ?n }}}} }}}} ORDER BY ?n ?b{{request}}"
)
ROWS = asks("SELECT * {{ ?s{request} ?p ?o }} LIMIT 50000")
AGGREGATE = asks("SELECT ?p (COUNT(*) AS ?n{request}) {{ ?s ?p ?o }} GROUP BY ?p")
KEPT = asks(f"SELECT ?s ?o {{{{ ?s <{BASE}number> 7 ; <{BASE}p1> ?o }}}}")


def loads(server: str, tag: str) -> dict[str, Load]:
    at = "/query" if server == "native" else "/sparql" if server == "kg" else "/"
    found = {
        "point": Load(at + POINT),
        "two hops": Load(at + TWO_HOPS),
        "aggregate": Load(at + AGGREGATE),
    }
    accept = "accept: application/sparql-results+json"
    if server == "rdflib":
        return found
    text = load(Settings().queries)[SAVED].text_with({})
    saved = f"/queries/{SAVED}?format=json" if server == "kg" else at + "?query=" + quote(text, safe="")
    conditional = Load(at + KEPT, f"if-none-match: {tag}" if server == "kg" else "")
    found |= {
        "post": Load(at + TWO_HOPS, accept, post=True),
        "three": Load(at + THREE),
        "optional": Load(at + OPTIONAL),
        "rows": Load(at + ROWS, accept),
    }
    return {**found, "kept": Load(at + KEPT), "saved": Load(saved), "304": conditional}


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[int]:
    """The number of its process."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                if process.poll() is not None:
                    sys.exit(f"it does not start: {' '.join(command)}")
                sleep(0.1)
            yield process.pid
        finally:
            process.terminate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def measure(server: "Server", load: Load, seconds: float, wrk: str | None) -> Rate:
    before = _processor_time(server.pid)
    count, rate = _by_wrk(wrk, server.port, load, seconds) if wrk else _by_processes(server.port, load, seconds)
    return rate._replace(cpu=1000 * (_processor_time(server.pid) - before) / max(count, 1))


class Server(NamedTuple):
    port: int
    pid: int


def _processes(pid: int) -> list[int]:
    """It and all below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        children = []
    return [pid, *(one for child in children for one in _processes(int(child)))]


def _processor_time(pid: int) -> float:
    """Seconds that a process and all below it have had, and those of them that have ended."""
    ticks = 0
    for one in _processes(pid):
        with suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """MiB, of what processes share each its part."""
    shares = 0
    for one in _processes(pid):
        with suppress(OSError):
            found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text(), re.MULTILINE)
            shares += int(found[1]) if found else 0
    return shares / 1024


def _by_wrk(wrk: str, port: int, load: Load, seconds: float) -> tuple[int, Rate]:
    path, _, query = load.path.format(subject=f'" .. n % {SUBJECTS} .. "', request='" .. n .. "').partition("?")
    form = '{["content-type"] = "application/x-www-form-urlencoded"}'
    said = f'"POST", "{path}", {form}, "{query}"' if load.post else f'"GET", "{path}?{query}"'
    script = f"""
        local n = {_unused()}
        request = function()
          n = n + 1
          return wrk.format({said})
        end
    """
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--latency", "-s", file.name]
        command += ["-H", load.header] if load.header else []
        said = subprocess.run([*command, f"http://127.0.0.1:{port}"], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said and "if-none-match" not in load.header:
        sys.exit(f"refused: {said}")
    p50, p99 = (_milliseconds(re.search(rf"^\s+{share}%\s+(\S+)", said, re.MULTILINE)) for share in (50, 99))
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    count = re.search(r"^\s+(\d+) requests in", said, re.MULTILINE)
    return int(count[1]) if count else 0, Rate(float(rate[1]) if rate else 0.0, p50, p99, 0.0)


def _unused() -> int:
    """A number from which so many have not been used in this run as there are microseconds until the next call."""
    return perf_counter_ns() // 1000


def _milliseconds(found: re.Match[str] | None) -> float:
    if found is None:
        return 0.0
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", found[1]).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}[unit]


def _by_processes(port: int, load: Load, seconds: float) -> tuple[int, Rate]:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        halves = pool.starmap(_ask_for, [(port, load, seconds, at) for at in range(2)])
    taken = sorted(time for half in halves for time in half)
    at = [1000 * taken[int(share * (len(taken) - 1))] for share in (0.5, 0.99)]
    return len(taken), Rate(len(taken) / seconds, *at, 0.0)


def _ask_for(port: int, load: Load, seconds: float, half: int) -> list[float]:
    async def connection(number: int) -> list[float]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        taken: list[float] = []
        end = perf_counter() + seconds
        while (begun := perf_counter()) < end:
            number += 1
            path = load.path.format(subject=number % SUBJECTS, request=number)
            extra = f"{load.header}\r\n" if load.header else ""
            at, _, query = path.partition("?")
            form = f"content-type: application/x-www-form-urlencoded\r\ncontent-length: {len(query)}\r\n"
            head = f"POST {at} HTTP/1.1\r\n{form}" if load.post else f"GET {path} HTTP/1.1\r\n"
            writer.write(f"{head}host: here\r\n{extra}\r\n{query if load.post else ''}".encode())
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


class Flood(NamedTuple):
    refused: Counter[int]
    answered: Counter[int]
    """Statuses of queries that do not end, and of quick ones that come after them."""
    slowest: float
    """Seconds of a quick one."""
    memory: float
    """MiB of all processes, at most."""


async def flood(server: Server, slow: int, quick: int) -> Flood:
    paths = ["/sparql" + asks(ENDLESS[n % len(ENDLESS)]).format(request=n + 1) for n in range(slow)]
    endless = [asyncio.ensure_future(_once(server.port, path)) for path in paths]
    await asyncio.sleep(0.5)
    few = asyncio.Semaphore(50)

    async def timed(number: int) -> tuple[int, float]:
        async with few:
            begun = perf_counter()
            status, _ = await _once(server.port, f"/sparql{TWO_HOPS}".format(subject=number, request=number))
            return status, perf_counter() - begun

    answering = asyncio.gather(*map(timed, range(quick)))
    refusing = asyncio.gather(*endless)
    most = 0.0
    while not (answering.done() and refusing.done()):
        most = max(most, await asyncio.to_thread(_memory, server.pid))
        await asyncio.sleep(0.2)
    answered = await answering
    refused = Counter(status for status, _ in await refusing)
    return Flood(refused, Counter(status for status, _ in answered), max(seconds for _, seconds in answered), most)


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Requests per second and their latency, at 8 connections. Exit 1 when what is asked does not hold.",
        epilog="example: python benchmarks/endpoint.py --rounds 5 --seconds 5",
    )
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="the median of N rounds counts (default 3)")
    parser.add_argument("--seconds", type=float, default=4.0, metavar="S", help="length of a measurement (default 4)")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="fronts of the endpoint (default 2)")
    parser.add_argument("--wrk", default=shutil.which("wrk"), metavar="FILE", help="the load generator, if not on PATH")
    parser.add_argument("--no-flood", action="store_true", help="without 1,000 endless queries beside quick ones")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        home = Path(folder)
        for line in _machine(arguments.wrk):
            print(line)
        started = _start(home, servers, arguments.processes)
        tag = asyncio.run(_once(started["kg"].port, "/sparql" + KEPT.format()))[1]
        sleep(15)  # workers that nobody needs end
        print(f"idle: {_memory(started['kg'].pid):.0f} MiB, native {_memory(started['native'].pid):.0f}", flush=True)
        holds = True
        if not arguments.no_flood:
            seen = asyncio.run(flood(started["kg"], 1000, 1000))
            quick = f"1000 quick ones: {dict(seen.answered)}, the slowest {seen.slowest:.1f} s"
            print(f"1000 queries that do not end: {dict(seen.refused)}; {quick}; {seen.memory:.0f} MiB", flush=True)
            holds = seen.answered == {200: 1000} and not seen.refused[500] and seen.memory < MEMORY
        rates = _rates(started, tag, arguments.rounds, arguments.seconds, arguments.wrk)
        holds = _show(rates) and holds
    print("holds" if holds else "FAILS")
    sys.exit(not holds)


def _start(home: Path, servers: ExitStack, processes: int) -> dict[str, Server]:
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
    return {
        name: Server(ports[name], servers.enter_context(running(command, ports[name])))
        for name, command in commands.items()
    }


def _rates(
    started: dict[str, Server], tag: str, rounds: int, seconds: float, wrk: str | None
) -> dict[str, dict[str, list[Rate]]]:
    """By load and server. The servers take turns, so that a busy spell of the machine meets all; rdflib's comes last,
    load by load, since it goes on with what nobody waits for any more."""
    # The first round warms up.
    turns = [(name, kind, at) for at in range(-1, rounds) for name in ("kg", "native") for kind in loads(name, tag)]
    if "rdflib" in started:
        turns += [("rdflib", kind, at) for kind in loads("rdflib", tag) for at in range(-1, rounds)]
    rates: dict[str, dict[str, list[Rate]]] = {}
    for name, kind, at in turns:
        rate = measure(started[name], loads(name, tag)[kind], 1 if at < 0 else seconds, wrk)
        if at >= 0:
            rates.setdefault(kind, {}).setdefault(name, []).append(rate)
    return rates


def _show(rates: dict[str, dict[str, list[Rate]]]) -> bool:
    print(f"\n{'':12}{'server':10}{'requests/s':>12}{'p50 ms':>10}{'p99 ms':>10}{'s/1000':>10}{'rate':>8}{'time':>8}")
    holds = True
    for kind, by_server in rates.items():
        native = Rate(*(median(values) for values in zip(*by_server["native"], strict=True)))
        for name, measured in by_server.items():
            middle = Rate(*(median(values) for values in zip(*measured, strict=True)))
            share = native.cpu / max(middle.cpu, 1e-9)
            rate = middle.per_second / max(native.per_second, 1e-9)
            asked = LEAST.get(kind, 0.0) if name == "kg" else 0.0
            verdict = "" if share >= asked else f"  FAILS: less than {asked}"
            holds = holds and not verdict
            print(
                f"{kind:12}{name:10}{middle.per_second:12.0f}{middle.p50:10.2f}{middle.p99:10.2f}"
                f"{middle.cpu:10.3f}{rate:8.2f}{share:8.2f}{verdict}"
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
