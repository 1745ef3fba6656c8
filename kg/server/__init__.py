"""The SPARQL endpoint with its pages: a supervisor, fronts that speak HTTP, and workers for what may take long."""

import os
import shutil
import sysconfig
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import NoReturn

from kg.graph.store import current_path, locked
from kg.model.config import Settings
from kg.model.errors import KgError, StoreError
from kg.server.engine.limits import DEFAULT, Limits

__all__ = ["Limits", "serve", "serve_native"]

_COUNTS = "kg-counts-"
_A_MINUTE = 60.0


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    log: Path | None = None,
    processes: int = 1,
    limits: Limits = DEFAULT,
    token: str | None = None,
    hosts: Collection[str] = (),
    on_start: Callable[[str], None] = lambda address: None,
) -> None:
    """Serves until SIGINT or SIGTERM; `on_start` is told the address once it is open, port 0 being any free one.

    With a token the graph may be written to by whoever has it; there is then one front, and no build meanwhile. `hosts`
    are those that a query may ask. Requests are written to `log`, «-» for stderr. Call it in the main thread of a
    process that has no other.

    Raises KgError when the address or the log cannot be had, or there is no store."""
    with _counting_together():
        from kg.server.processes import run

        run(settings, host, port, log, 1 if token is not None else processes, limits, token, hosts, on_start)


@contextmanager
def _counting_together() -> Iterator[None]:
    """A folder where the processes of the server count together: prometheus_client looks where when it is first
    imported. It is locked for as long as one of them lives."""
    for left in Path(tempfile.gettempdir()).glob(f"{_COUNTS}*"):
        _remove_abandoned(left)
    with tempfile.TemporaryDirectory(prefix=_COUNTS) as folder, locked(Path(folder), "counts here"):
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        try:
            yield
        finally:
            os.environ.pop("PROMETHEUS_MULTIPROC_DIR")


def _remove_abandoned(folder: Path) -> None:
    """What a server left that was killed: nobody has locked it. Not one that has just been made, to be locked."""
    with suppress(OSError, StoreError):
        known = folder.lstat()
        if known.st_uid == os.geteuid() and time() - known.st_mtime > _A_MINUTE:
            with locked(folder):
                shutil.rmtree(folder)


def serve_native(folder: Path, *, host: str, port: int) -> NoReturn:
    """Becomes `oxigraph serve-read-only` over the current generation of the store in `folder`; a later build is not
    seen. Raises KgError without a store, the program, or a port."""
    if not port:
        raise KgError("the native server does not tell which port it took; give it one with --port")
    scripts = sysconfig.get_path("scripts")
    program = shutil.which("oxigraph", path=scripts) or shutil.which("oxigraph")
    if program is None:
        raise KgError("no program oxigraph here; it comes with the package: pip install oxigraph")
    shown = f"[{host}]" if ":" in host else host
    asked = ["serve-read-only", "--location", str(current_path(folder)), "--bind", f"{shown}:{port}", "--cors"]
    os.execv(program, [program, *asked])
