"""Whether anything could have changed since a build, told by names, sizes, times and inodes: no text is read.

A build remembers how all that it depends on looked when it began, and how the store looked when it ended. While both
look so, building the same again would change nothing. A file that was written to just before is not to be told from
one written to just after; such a look is not remembered."""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from stat import S_ISDIR
from typing import Any, TypeAlias

from kg.graph.store import write_durably

NAME = "looks"
TICK = 2.0
"""Seconds that a file system may count times in."""
_State: TypeAlias = tuple[str, int, int, int, int]


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
    def at(cls, asked: Sequence[object], watched: Iterable[Path]) -> "FolderLook":
        """Looks at files, and at folders with all that is in them but hidden files."""
        paths = tuple(sorted({str(path) for path in watched}))
        digest, latest = _digest(paths)
        return cls(repr(asked), paths, digest, latest < (time.time() - TICK) * 1e9)


def remember(folder: Path, look: FolderLook, report: Any) -> None:
    """Keeps the look with what the build reported; forgets those of other generations."""
    if look.certain:
        now, _ = _digest(_of_store(folder))
        before = {asked: kept for asked, kept in _kept(folder).items() if kept["store"] == now}
        kept = {"watched": look.watched, "digest": look.digest, "store": now, "report": report}
        write_durably(folder / NAME, json.dumps(before | {look.asked: kept}).encode())


def unchanged(folder: Path, asked: Sequence[object]) -> Any:
    """Gives what the last build reported that was asked to do the same, if all looks as it did then; else None."""
    kept = _kept(folder).get(repr(asked))
    if kept and kept["store"] == _digest(_of_store(folder))[0] and kept["digest"] == _digest(kept["watched"])[0]:
        return kept["report"]
    return None


def digest(path: Path) -> str:
    """Changes with how the file looks, or the folder with all that is in it."""
    return _digest([str(path)])[0]


def _kept(folder: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        found = json.loads((folder / NAME).read_bytes())
        return found if isinstance(found, dict) else {}
    return {}


def _of_store(folder: Path) -> list[str]:
    return [str(folder / "CURRENT"), str(folder / "generations")]


def _digest(paths: Iterable[str]) -> tuple[str, int]:
    """Sums up how the paths look, and gives the time of the last change."""
    whole, latest = sha256(), 0
    for path in paths:
        for folder, states in _states(path):
            whole.update(repr((folder, states)).encode(errors="surrogateescape"))
            latest = max([latest, *(state[3] for state in states)])
    return whole.hexdigest(), latest


def _states(path: str) -> Iterator[tuple[str, list[_State]]]:
    """How a file looks, or what is in a folder, folder by folder."""
    try:
        with os.scandir(path) as found:
            entries = sorted(filter(_is_seen, found), key=attrgetter("name"))
    except NotADirectoryError:
        yield path, [_state(path, partial(os.stat, path))]
        return
    except OSError as error:
        yield path, [(type(error).__name__, 0, 0, 0, 0)]
        return
    yield path, [_state(entry.name, entry.stat) for entry in entries]
    for entry in entries:
        # A folder that a link leads to is not gone into for documents either.
        if entry.is_dir(follow_symlinks=False):
            yield from _states(entry.path)


def _is_seen(entry: os.DirEntry[str]) -> bool:
    return entry.name[0] != "." and entry.name != "__pycache__"


def _state(name: str, stat: Callable[..., os.stat_result]) -> _State:
    """Name, size, inode and times; of a folder, what is in it counts, and not when it was changed."""
    try:
        found = stat()
    except OSError:  # a link to nothing
        return name, 0, 0, 0, 0
    folder = S_ISDIR(found.st_mode)
    return (name, 0, 0, 0, 0) if folder else (name, found.st_size, found.st_ino, found.st_ctime_ns, found.st_mtime_ns)
