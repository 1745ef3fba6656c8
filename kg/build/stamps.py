"""Stamps of files: what changes with a file, or with the manifest beside it.

A stamp is made of what a file holds. Whose size, inode and times are those of the last build is not opened for it: the
stamp of then still holds."""

import hashlib
import json
import os
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from kg.build import looks
from kg.documents import fingerprint, manifest
from kg.graph.store import write_durably

NAME = "stamps"


class Stamps:
    """Makes stamps, and remembers them in the folder of the store."""

    def __init__(self, folder: Path) -> None:
        """Knows what `keep` kept there; nothing where that cannot be read."""
        self._file = folder / NAME
        self._began = time.time_ns()
        self._known: dict[str, list[str]] = {}
        with suppress(OSError, ValueError):
            found = json.loads(self._file.read_bytes())
            self._known = found if isinstance(found, dict) else {}
        self._now: dict[str, list[str]] = {}
        self._manifests: dict[str, bytes] = {}

    def of(self, files: Iterable[Path]) -> dict[Path, str]:
        """Stamps files; empty for one that cannot be read."""
        return {file: self._stamp(file, str(file)) for file in files}

    def keep(self, files: Collection[str]) -> None:
        """Remembers the stamps of these files, but of those that had just been written to, and of no others."""
        known = {file: told for file, told in sorted((self._known | self._now).items()) if file in files}
        if known != self._known:
            write_durably(self._file, json.dumps(known).encode())

    def _stamp(self, file: Path, path: str) -> str:
        folder, _, name = path.rpartition("/")
        try:
            if folder not in self._manifests:
                self._manifests[folder] = _digest_of(Path(folder, manifest.NAME))
            try:
                stat = os.stat(path)  # noqa: PTH116 – a hundred thousand times
            except NotADirectoryError:  # a document in a file of many
                stat = os.stat(folder)  # noqa: PTH116
            beside = self._manifests[folder]
            look = f"{stat.st_size} {stat.st_ino} {stat.st_ctime_ns} {stat.st_mtime_ns} {beside.hex()}"
            match self._known.get(path):
                case [then, str(known)] if then == look:
                    return known
            whole = b"\0".join((os.fsencode(name), fingerprint(file), beside))
        except OSError:
            return ""
        stamp = hashlib.sha256(whole).hexdigest()[:32]
        if max(stat.st_ctime_ns, stat.st_mtime_ns) < self._began - looks.TICK * 1e9:
            self._now[path] = [look, stamp]
        return stamp


def _digest_of(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes() if file.is_file() else b"").digest()
