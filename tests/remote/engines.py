"""Other engines, started on loopback for the time of the tests: native Oxigraph, and Virtuoso where it is installed."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
VIRTUOSO = shutil.which("virtuoso-t")
PASSWORD = "dba"


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def oxigraph(folder: Path, *, union: bool = False) -> Iterator[str]:
    """The address of an empty native Oxigraph: `/query`, `/update` and `/store` below it."""
    address = f"127.0.0.1:{free_port()}"
    options = ["--union-default-graph"] if union else []
    command = [str(OXIGRAPH), "serve", "--location", str(folder / "oxigraph"), "--bind", address, *options]
    with _running(command, folder, f"http://{address}/query?query=ASK%7B%7D"):
        yield f"http://{address}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address of an empty Virtuoso with Debian's settings, its user `dba` with the password above: `/sparql`,
    `/sparql-auth` and `/sparql-graph-crud-auth` below it."""
    port = free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(folder=folder, server=free_port(), http=port))
    command = [str(VIRTUOSO), "+foreground", "+configfile", "virtuoso.ini", "+wait"]
    with _running(command, folder, f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], folder: Path, probe: str) -> Iterator[None]:
    with (folder / "log").open("w") as log, subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as process:
        try:
            for _ in range(600):
                if process.poll() is not None:
                    raise RuntimeError(f"{command[0]} ended: {(folder / 'log').read_text()[-500:]}")
                try:
                    httpx.get(probe, timeout=5)
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield
        finally:
            process.kill()


_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{server}
DisableUnixSocket = 1
MaxClientConnections = 10
CheckpointInterval = 0
CaseMode = 2
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
MaxQueryMem = 256M
MaxMemPoolSize = 200000000
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
EnabledGzipContent = 1
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 60
"""
