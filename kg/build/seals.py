"""What a build keeps for the next one, sealed when the build ends: how it looks, and its checksums.

SQLite keeps files whole through a kill, and does not see a flipped bit in a row. What does not look as it was sealed is
read, and what does not hold what was sealed is made again: readings from the documents, the index from the readings.
The checksums of the generation stand in its listing."""

import json
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kg.build import looks
from kg.graph import store
from kg.model.errors import KgError

NAME = "seals"
_AT_ONCE = 2**18
"""Bytes."""


def seal(folder: Path, names: Iterable[str]) -> None:
    """Seals these files of the store, and its generation."""
    files = {name: [looks.digest(folder / name), _checksum(folder / name)] for name in names}
    sealed = {"files": files, "generation": looks.digest(store.current_path(folder))}
    store.write_durably(folder / NAME, json.dumps(sealed).encode())


def break_seals(folder: Path) -> tuple[list[str], bool]:
    """Removes the files that are not as they were sealed, and gives their names; and tells whether the generation looks
    as it was sealed. A build that is killed from here on leaves no seals, and its files are taken as they are."""
    seals = folder / NAME
    try:
        sealed = json.loads(seals.read_bytes())
        spoilt = [name for name, known in sealed["files"].items() if not _holds(folder / name, *known)]
        generation = sealed["generation"]
    except FileNotFoundError:
        return [], False
    except (OSError, ValueError, AttributeError, TypeError, KeyError):
        spoilt, generation = [path.name for path in folder.glob("*.sqlite")], ""
    for path in (path for name in spoilt for path in folder.glob(f"{name}*")):
        path.unlink()
    seals.unlink()
    with suppress(KgError):
        return spoilt, generation == looks.digest(store.current_path(folder))
    return spoilt, False


def _holds(file: Path, look: str, checksum: int) -> bool:
    return looks.digest(file) == look or _checksum(file) == checksum


def _checksum(path: Path) -> int:
    """Of nothing where there is no such file. CRC-32 sees what SHA-256 sees of a disk's mistakes, in half its time; all
    that was read in a hundred thousand documents is gone through."""
    found = 0
    if path.is_file():
        with path.open("rb") as file:
            while piece := file.read(_AT_ONCE):
                found = zlib.crc32(piece, found)
    return found
