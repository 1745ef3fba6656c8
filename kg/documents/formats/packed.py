"""Files packed with gzip, known by their names."""

import gzip
import zlib
from os.path import splitext
from pathlib import Path
from typing import IO

DAMAGED = (gzip.BadGzipFile, zlib.error)
"""What reading damaged data raises; EOFError says that they do not end."""


def named(path: Path) -> str:
    """The file name, without `.gz`."""
    return path.name[:-3] if is_packed(path) and path.stem else path.name


def suffix(name: str) -> str:
    """How the name of a file ends, in lower case, without `.gz`. No path is made of the name: there may be many."""
    rest, ending = splitext(name)  # noqa: PTH122
    return (splitext(rest)[1] if ending.lower() == ".gz" else ending).lower()  # noqa: PTH122


def is_packed(path: Path) -> bool:
    return path.suffix.lower() == ".gz"


def opened(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked as far as they are read."""
    return gzip.open(path) if is_packed(path) else path.open("rb")  # type: ignore[return-value]
