"""What a build keeps for the next one, sealed with its checksums when the build ends.

SQLite keeps files whole through a kill, and does not see a flipped bit in a row. What is not as it was sealed is made
again: readings from the documents, the index from the readings."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from kg.graph.store import write_durably

NAME = "seals"


def seal(folder: Path, names: Iterable[str]) -> None:
    write_durably(folder / NAME, json.dumps({name: _sha256(folder / name) for name in names}).encode())


def break_seals(folder: Path) -> list[str]:
    """Removes the files that are not as they were sealed, and gives their names. A build that is killed from here on
    leaves no seals, and its files are taken as they are."""
    seals = folder / NAME
    try:
        sealed = json.loads(seals.read_bytes())
        spoilt = [name for name, digest in sealed.items() if _sha256(folder / name) != digest]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, AttributeError):
        spoilt = [path.name for path in folder.glob("*.sqlite")]
    for path in (path for name in spoilt for path in folder.glob(f"{name}*")):
        path.unlink()
    seals.unlink()
    return spoilt


def _sha256(path: Path) -> str:
    """Of nothing where there is no such file."""
    return hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest()
