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


def is_packed(path: Path) -> bool:
    return path.suffix.lower() == ".gz"


def opened(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked as far as they are read."""
    return gzip.open(path) if is_packed(path) else path.open("rb")  # type: ignore[return-value]
