"""What was read in each document, kept on disk, so that a document that did not change is not read again.

A reading is in the file as soon as it is made: the build after a killed one goes on from there."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Collection
from dataclasses import fields, is_dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from kg.documents import document as model
from kg.documents.document import Document
from kg.model import facts
from kg.model.facts import Extraction

_TYPES = {
    name: value
    for module in (facts, model)
    for name, value in vars(module).items()
    if isinstance(value, type) and is_dataclass(value)
}
_TABLES = """
CREATE TABLE IF NOT EXISTS reading (key TEXT PRIMARY KEY, version TEXT, document BLOB, extraction BLOB) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS made ON reading (version, key);
CREATE TABLE IF NOT EXISTS source (stamp TEXT PRIMARY KEY, key TEXT, id TEXT, sha256 TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS source_of ON source (key);
"""
_MOST = 500
"""Values in one question."""
_TOGETHER = 16
"""Readings in one transaction: so many are made again after a kill."""


def key(document: Document) -> str:
    """Makes what a reading is kept under: 32 hexadecimal digits of the SHA-256 of all that the reading depends on."""
    return hashlib.sha256(encode(document)).hexdigest()[:32]


class KnownDocument(NamedTuple):
    """A document that was read: the key of its reading, its id and the SHA-256 of its bytes."""

    key: str
    id: str
    sha256: str


class DamagedReadingError(Exception):
    """The reading under this key, which was there, is not to be read."""


class Readings:
    """Documents with their extractions, by `key`, as one version of the extractor gives them."""

    def __init__(self, path: Path, version: str) -> None:
        """Opens the file, or makes it; one that is damaged is begun anew."""
        self.path, self.version = path, version
        self._waiting = 0
        try:
            self._open(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            for damaged in path.parent.glob(f"{path.name}*"):
                damaged.unlink()
            self._open(path)

    def _open(self, path: Path) -> None:
        self._file = sqlite3.connect(path)
        # With a write-ahead log a commit waits for no disk; a power cut loses the last readings and damages none.
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = NORMAL")
        self._file.executescript(_TABLES)
        self.made = {name for (name,) in self._rows("SELECT key FROM reading WHERE version = ?", self.version)}
        """The keys of all readings of this version."""

    def __contains__(self, name: str) -> bool:
        """Whether there is a reading of this version under that key."""
        return name in self.made

    def get(self, name: str) -> tuple[Document, Extraction] | None:
        """Gives the reading under that key; None when there is none of this version, or it is damaged."""
        for document, extraction in self._rows(
            "SELECT document, extraction FROM reading WHERE key = ? AND version = ?", name, self.version
        ):
            try:
                return decode(zlib.decompress(document)), decode(zlib.decompress(extraction))
            except (zlib.error, ValueError, TypeError, KeyError):
                self.forget(name)
        return None

    def document(self, name: str) -> Document | None:
        """Gives the document under that key, whichever version read it."""
        for (document,) in self._rows("SELECT document FROM reading WHERE key = ?", name):
            try:
                return decode(zlib.decompress(document))  # type: ignore[no-any-return]
            except (zlib.error, ValueError, TypeError, KeyError):
                self.forget(name)
        return None

    def put(self, name: str, document: Document, extraction: Extraction) -> None:
        """Keeps what was read in a document."""
        content = (zlib.compress(encode(document), 1), zlib.compress(encode(extraction), 1))
        self._file.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", (name, self.version, *content))
        self.made.add(name)
        self._waiting += 1
        if self._waiting >= _TOGETHER:
            self.save()

    def sources(self, stamps: Collection[str]) -> dict[str, KnownDocument]:
        """Tells what files of these stamps held when this version last read them, as far as the readings are here."""
        found = {}
        waiting = iter(stamps)
        while some := [self.version + stamp for stamp in islice(waiting, _MOST)]:
            question = f"SELECT stamp, key, id, sha256 FROM source WHERE stamp IN ({','.join('?' * len(some))})"
            for stamp, *known in self._rows(question, *some):
                if known[0] in self.made:
                    found[stamp.removeprefix(self.version)] = KnownDocument(*known)
        return found

    def put_source(self, stamp: str, known: KnownDocument) -> None:
        """Remembers what a file of that stamp holds."""
        row = (self.version + stamp, known.key, known.id, known.sha256)
        self._file.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)", row)

    def forget(self, name: str) -> None:
        """Removes the reading under that key."""
        self._forget([name])
        self.save()

    def save(self) -> None:
        """Makes sure that everything until now survives a kill."""
        self._file.commit()
        self._waiting = 0

    def keep_only(self, names: Collection[str]) -> None:
        """Removes all readings but those of this version under these keys."""
        self._forget(self.made.difference(names))
        # Each of the two is a range of an index.
        for other in ("<", ">"):
            self._file.execute(f"DELETE FROM reading WHERE version {other} ?", (self.version,))
        self._file.execute("DELETE FROM source WHERE stamp < ? OR stamp >= ?", (self.version, self.version + "g"))
        self.save()

    def _forget(self, names: Collection[str]) -> None:
        for table in ("reading", "source"):
            self._file.executemany(f"DELETE FROM {table} WHERE key = ?", [(name,) for name in names])
        self.made.difference_update(names)

    def close(self) -> None:
        """Saves, and closes the file."""
        self.save()
        self._file.close()

    def _rows(self, question: str, *values: str) -> list[Any]:
        return self._file.execute(question, values).fetchall()


def encode(value: object) -> bytes:
    """Writes records of kg.model.facts and kg.documents.document, and tuples of them, as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode()


def decode(content: bytes) -> Any:
    """Reads what `encode` writes. Raises ValueError, TypeError or KeyError for anything else."""
    return json.loads(content, object_hook=_record)


def _plain(value: object) -> object:
    if is_dataclass(value):
        known = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"": type(value).__name__, **known}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _record(known: dict[str, Any]) -> object:
    kind = _TYPES[known.pop("")]
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in known.items()})
