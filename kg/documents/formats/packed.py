"""Files packed with gzip, known by their names."""

import gzip
import zlib
from pathlib import Path
from typing import IO

DAMAGED = (gzip.BadGzipFile, zlib.error)
"""What reading damaged data raises; EOFError says that they do not end."""


def named(path: Path) -> str:
    """The file name, without `.gz`."""
    return path.name[:-3] if is_packed(path) and path.stem else path.name


def suffix(name: str) -> str:
    """How the name of a file ends, in lower case, without `.gz`. No path is made of the name: there may be many."""
    rest, _, ending = name.lower().rpartition(".")
    if ending == "gz":
        rest, _, ending = rest.rpartition(".")
    # «.txt» alone is a name.
    return f".{ending}" if rest.rstrip(".")[-1:] not in ("", "/") and "/" not in ending else ""


def is_packed(path: Path) -> bool:
    return path.suffix.lower() == ".gz"


def opened(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked as far as they are read."""
    return gzip.open(path) if is_packed(path) else path.open("rb")  # type: ignore[return-value]
