"""The graph served by the oxigraph program alone: fast SPARQL without pages, saved queries and limits."""

import os
import shutil
import sysconfig
from pathlib import Path
from typing import NoReturn

from kg.graph.store import current_path
from kg.model.errors import KgError


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
