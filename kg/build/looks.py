"""Whether anything could have changed since a build, told by names, sizes, times and inodes: no text is read.

A build remembers how all that it depends on looked when it began, and how the store looked when it ended. While both
look so, building the same again would change nothing. A file that was written to just before is not to be told from
one written to just after; such a look is not remembered."""

import json
import os
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from stat import S_IFDIR, S_IFMT, S_IFREG
from typing import Any

from kg.graph.store import write_durably

NAME = "looks"
TICK = 2.0
"""Seconds that a file system may count times in."""


@dataclass(slots=True)
class Look:
    """How a file looks, or a folder with all that is in it but hidden files: a line for each."""

    lines: list[str] = field(default_factory=list)
    """«size inode ctime mtime path», in order."""
    files: list[str] = field(default_factory=list)
    """The paths of those that are files."""
    fresh: set[str] = field(default_factory=set)
    """Those of them that had just been written to."""
    digest: str = ""


class Seen:
    """What a build looks at, each thing once."""

    def __init__(self) -> None:
        self._looks: dict[str, Look] = {}

    def at(self, path: str | Path) -> Look:
        """Looks at a file or folder; later as it looked the first time."""
        name = str(path)
        if name not in self._looks:
            self._looks[name] = look = Look()
            _look(name, look, (time.time() - TICK) * 1e9)
            look.lines.sort()
            look.digest = sha256("\0".join(look.lines).encode(errors="surrogateescape")).hexdigest()
        return self._looks[name]

    def files_in(self, folder: Path) -> list[str]:
        """Lists the files in a folder and those below it."""
        return self.at(folder).files

    def digest(self, paths: Iterable[str | Path]) -> str:
        """Changes with how one of them looks."""
        return sha256(" ".join(self.at(path).digest for path in paths).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class FolderLook:
    """How files and folders look now."""

    asked: str
    """What the build was asked to do."""
    watched: tuple[str, ...]
    digest: str
    certain: bool
    """Whether nothing had just been written to."""

    @classmethod
    def at(cls, asked: Sequence[object], watched: Iterable[Path], seen: Seen) -> "FolderLook":
        """Looks at files and folders."""
        paths = tuple(sorted({str(path) for path in watched}))
        return cls(repr(asked), paths, seen.digest(paths), not any(seen.at(path).fresh for path in paths))


def remember(folder: Path, look: FolderLook, report: Any) -> None:
    """Keeps the look with what the build reported; forgets those of other generations."""
    if look.certain:
        now = _of_store(folder)
        before = {asked: kept for asked, kept in _kept(folder).items() if kept["store"] == now}
        kept = {"watched": look.watched, "digest": look.digest, "store": now, "report": report}
        write_durably(folder / NAME, json.dumps(before | {look.asked: kept}).encode())


def unchanged(folder: Path, asked: Sequence[object], seen: Seen) -> Any:
    """Gives what the last build reported that was asked to do the same, if all looks as it did then; else None."""
    kept = _kept(folder).get(repr(asked))
    if kept and kept["store"] == _of_store(folder) and kept["digest"] == seen.digest(kept["watched"]):
        return kept["report"]
    return None


def digest(path: Path) -> str:
    """Changes with how the file looks now, or the folder with all that is in it."""
    return Seen().at(path).digest


def _kept(folder: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        found = json.loads((folder / NAME).read_bytes())
        return found if isinstance(found, dict) else {}
    return {}


def _of_store(folder: Path) -> str:
    return Seen().digest([folder / "CURRENT", folder / "generations"])


def _look(path: str, look: Look, since: float) -> None:
    """Looks at a file, or at what is in a folder, folder by folder; a hundred thousand files are looked at here."""
    folders = []
    add, file = look.lines.append, look.files.append
    try:
        with os.scandir(path) as found:
            for entry in found:
                if entry.name[0] == "." or entry.name == "__pycache__":
                    continue
                try:
                    stat = entry.stat()
                except OSError:  # a link to nothing
                    add(f"0 0 0 0 {entry.path}")
                    continue
                if (kind := S_IFMT(stat.st_mode)) == S_IFDIR:
                    # What is in it counts, and not when it was changed. One that a link leads to is not gone into for
                    # documents either.
                    add(f"0 0 0 0 {entry.path}")
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                else:
                    add(line := f"{stat.st_size} {stat.st_ino} {stat.st_ctime_ns} {stat.st_mtime_ns} {entry.path}")
                    if stat.st_ctime_ns >= since:
                        look.fresh.add(line)
                    if kind == S_IFREG:
                        file(entry.path)
    except NotADirectoryError:
        stat = os.stat(path)  # noqa: PTH116
        add(line := f"{stat.st_size} {stat.st_ino} {stat.st_ctime_ns} {stat.st_mtime_ns} {path}")
        file(path)
        if stat.st_ctime_ns >= since:
            look.fresh.add(line)
    except OSError as error:
        add(f"{type(error).__name__} 0 0 0 {path}")
    for folder in folders:
        _look(folder, look, since)
