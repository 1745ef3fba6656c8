"""Files of many documents: JSON Lines (`.jsonl`), JSON, feeds and web archives (`.warc`), each packed (`.gz`) or not.

A document of such a file has a path below it, its line or record counted from 1: `news.jsonl/00000017`."""

import hashlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from kg.documents.formats import feeds, jsonl, webarchive
from kg.documents.formats.packed import suffix
from kg.documents.original import Original
from kg.model.errors import DocumentError

Reading: TypeAlias = Callable[[int], Original]
"""Gives the original when it is asked for, whose text may hold the given number of bytes; raises DocumentError."""
Numbered: TypeAlias = Iterator[tuple[int, Reading]]

FORMATS: dict[str, Callable[[Path], Numbered]] = {
    ".jsonl": jsonl.documents,
    ".json": jsonl.array,
    ".jsonld": jsonl.array,
    ".warc": webarchive.documents,
    **dict.fromkeys((".rss", ".atom", ".xml"), feeds.documents),
}
OTHERWISE_USED = frozenset({".json", ".xml"})
"""Read when the file is named outright; in a folder it may be anything."""


def has_members(path: Path) -> bool:
    return _format(path) is not None


def find(file: Path) -> Iterator[Path]:
    """The paths of the documents in the file; the file itself when it is of another kind. Where the file cannot be read
    further, or at all, there is one path more, and `read` says for it what is wrong."""
    documents = _format(file)
    if documents is None:
        yield file
        return
    number = 0
    try:
        for number, _ in documents(file):
            yield _path(file, number)
    except (OSError, DocumentError):
        yield _path(file, number + 1)
    else:
        if not number:
            yield _path(file, 1)


def of(path: Path) -> tuple[Path, int] | None:
    """The file and the number of a path that names a document inside a file."""
    return (path.parent, int(path.name)) if has_members(path.parent) and path.name.isdecimal() else None


def read(file: Path, number: int, *, max_bytes: int) -> Original:
    """The document of that number. Quick when documents are asked for in order.

    Raises DocumentError when the file or the document in it cannot be read, or is larger than `max_bytes`."""
    try:
        stat = file.stat()
        return _sequence(file, stat.st_mtime_ns, stat.st_size).at(number)(max_bytes)
    except OSError as error:
        raise DocumentError(f"{file}: {error.strerror or error}") from None


def fingerprint(path: Path) -> bytes:
    """Changes whenever the document at that path does: the SHA-256 of its file, and in a file of many its number there.
    Raises OSError when the file cannot be read."""
    file, number = of(path) or (path, 0)
    stat = file.stat()
    return _digest(file, stat.st_mtime_ns, stat.st_size) + (b"%d" % number if number else b"")


@lru_cache(maxsize=1)
def _digest(file: Path, modified: int, size: int) -> bytes:
    """Of one file at a time: its documents follow each other."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").digest()


class _Sequence:
    """The documents of a file, one after the other; going back begins again."""

    def __init__(self, file: Path, documents: Callable[[Path], Numbered]) -> None:
        self._file, self._documents = file, documents
        self._rest, self._number = documents(file), 0

    def at(self, number: int) -> Reading:
        if number <= self._number:
            self._rest, self._number = self._documents(self._file), 0
        try:
            found = next((found for found in self._rest if found[0] >= number), None)
        except (OSError, DocumentError):
            self._number = number  # the next one begins again, and fails as this one does
            raise
        if found is None or found[0] != number:
            self._number = number
            raise DocumentError(f"{self._file}: {'no documents in it' if number == 1 else 'changed while it was read'}")
        self._number = number
        return found[1]


@lru_cache(maxsize=1)
def _sequence(file: Path, modified: int, size: int) -> _Sequence:
    """One file stays open, as long as it was not changed."""
    return _Sequence(file, FORMATS[suffix(file.name)])


def _format(path: Path) -> Callable[[Path], Numbered] | None:
    return FORMATS.get(suffix(path.name))


def _path(file: Path, number: int) -> Path:
    return file / f"{number:08}"
