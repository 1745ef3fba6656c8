"""Stamps of files: what changes with a file, or with the manifest beside it.

A stamp is made of what a file holds. Whose size, inode and times are those of the last build is not opened for it: the
stamp that the store lists for it still holds."""

import hashlib
import os
from collections.abc import Collection, Iterable, Mapping, Set
from contextlib import suppress
from pathlib import Path

from kg import documents
from kg.build.looks import Seen
from kg.documents import fingerprint, manifest
from kg.graph.store import ListedDocument, write_durably

NAME = "stamps"


def around(roots: Iterable[Path]) -> set[Path]:
    """Lists where the files under these roots are looked for, and the manifests beside them. Of a pattern, that is all
    below which it looks."""
    folders = {root: documents.folder(root) for root in roots}
    return {folder / manifest.NAME for folder in folders.values()} | {
        root if root.exists() else folder for root, folder in folders.items()
    }


class Stamps:
    """Makes stamps, and remembers in the folder of the store how the files looked that it lists."""

    def __init__(self, folder: Path, listed: Mapping[str, ListedDocument], version: str, seen: Seen) -> None:
        """Knows the stamps of what is listed, by file, and what `keep` kept of that `version` of the list."""
        self._file, self._listed, self._seen = folder / NAME, listed, seen
        self._known: set[str] = set()
        with suppress(OSError):
            of, *known = self._file.read_bytes().decode(errors="surrogateescape").split("\0")
            self._known = set(known) if version and of == version else set()

    def of(self, files: Set[str], where: Collection[Path]) -> dict[str, str]:
        """Stamps files, which lie at or below these places; empty for one that cannot be read."""
        changed = {_path(line) for line in self._lines(where) ^ self._known}
        same = set().union(*(self._seen.at(path).files for path in where)) - changed
        beside = {_folder(path) for path in changed if path.endswith(f"/{manifest.NAME}")}
        found = {file: entry.stamp for file, entry in self._listed.items() if entry.stamp}
        for file in found.keys() - files:
            del found[file]
        # A document in a file of many is as old as that.
        others = {file for file in files - same if _folder(file) not in same} | (files - found.keys())
        if beside:
            others |= {file for file in files if _folder(file) in beside}
        digests: dict[str, bytes] = {}
        return found | {file: _stamp(file, digests) for file in sorted(others)}  # those of one file follow each other

    def keep(self, version: str, where: Collection[Path]) -> None:
        """Remembers of that version of the list how all looks at or below these places, but what had just been written
        to; of other places what it knew."""
        lines, places = self._lines(where), tuple(map(str, where))
        below = tuple(f"{place}/" for place in places)
        gone = ((line, _path(line)) for line in self._known - lines)
        others = [line for line, path in gone if not (path in places or path.startswith(below))]
        kept = lines.difference(*(self._seen.at(path).fresh for path in where)).union(others)
        write_durably(self._file, "\0".join([version, *sorted(kept)]).encode(errors="surrogateescape"))

    def _lines(self, where: Iterable[Path]) -> set[str]:
        return set().union(*(self._seen.at(path).lines for path in where))


def _path(line: str) -> str:
    return line.split(" ", 4)[-1]  # of a line that was cut off, no path


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _stamp(file: str, digests: dict[str, bytes]) -> str:
    """`digests` are those of manifests, by folder."""
    folder, _, name = file.rpartition("/")
    try:
        if folder not in digests:
            digests[folder] = _digest_of(Path(folder, manifest.NAME))
        whole = b"\0".join((os.fsencode(name), fingerprint(Path(file)), digests[folder]))
    except OSError:
        return ""
    return hashlib.sha256(whole).hexdigest()[:32]


def _digest_of(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes() if file.is_file() else b"").digest()
