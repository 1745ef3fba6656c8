"""What a target has taken: one SQLite file a target, in the folder `push` of the store."""

import hashlib
import sqlite3
import uuid
from collections.abc import Iterable
from pathlib import Path

from kg.export.push.stored_parts import StoredPart
from kg.model.errors import StoreError

_TABLES = """
CREATE TABLE IF NOT EXISTS ledger (name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS part (
  graph TEXT NOT NULL, subject TEXT NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (graph, subject)) WITHOUT ROWID;
CREATE TEMP TABLE seen (graph TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (graph, subject)) WITHOUT ROWID;
"""


class Ledger:
    """Open to one push at a time."""

    def __init__(self, folder: Path, target: str) -> None:
        """`target` is whatever tells it from others: address, protocol, default graph.

        Raises StoreError when the ledger cannot be kept in `folder`, or another push holds it."""
        self._path = path = folder / f"{hashlib.sha256(target.encode()).hexdigest()[:16]}.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(path, timeout=0, isolation_level=None)
            self._file.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._file.execute("BEGIN EXCLUSIVE")
            self._file.execute("COMMIT")
            self._file.executescript(_TABLES)
        except OSError as error:
            raise StoreError(f"{folder}: {error.strerror or error}; a push keeps there what it has sent") from None
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            raise StoreError(f"{path}: {'another push to this target is running' if busy else error}") from None
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path}: damaged ({error}); remove it, and everything is sent again") from None

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._file.close()
        if isinstance(error, sqlite3.Error):  # a full disk, say
            raise StoreError(
                f"{self._path}: {error}; what was sent and not noted is sent again by the next push"
            ) from None

    @property
    def name(self) -> str:
        """Unique to this ledger since its last reset; empty before the first."""
        row = self._file.execute("SELECT name FROM ledger").fetchone()
        return str(row[0]) if row else ""

    def reset(self) -> None:
        """Forgets everything, under a new name."""
        self._file.executescript("BEGIN; DELETE FROM ledger; DELETE FROM part;")
        self._file.execute("INSERT INTO ledger VALUES (?)", (str(uuid.uuid4()),))
        self._file.execute("COMMIT")

    def digest(self, part: StoredPart) -> bytes | None:
        """Of what the target has taken under that graph and subject."""
        row = self._file.execute("SELECT digest FROM part WHERE graph = ? AND subject = ?", _key(part)).fetchone()
        return bytes(row[0]) if row else None

    def put(self, some: Iterable[StoredPart]) -> None:
        self._all("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", [(*_key(part), part.digest) for part in some])

    def forget(self, some: Iterable[StoredPart]) -> None:
        self._all("DELETE FROM part WHERE graph = ? AND subject = ?", [_key(part) for part in some])

    def see(self, part: StoredPart) -> None:
        """Notes that the store has this part."""
        self._file.execute("INSERT INTO seen VALUES (?, ?)", _key(part))

    def unseen(self) -> list[tuple[str, str]]:
        """Graph and subject of what the target has taken and the store has no longer."""
        return self._file.execute("SELECT graph, subject FROM part EXCEPT SELECT * FROM seen ORDER BY 1, 2").fetchall()

    def _all(self, statement: str, rows: list[tuple[object, ...]]) -> None:
        self._file.execute("BEGIN")
        self._file.executemany(statement, rows)
        self._file.execute("COMMIT")


def _key(part: StoredPart) -> tuple[str, str]:
    return part.graph, part.subject
