"""The store's folder: generations of the graph, one of them current, and the lock of whoever builds the next.

    CURRENT            the name of the current generation, swapped in by one rename
    generations/NAME   an Oxigraph store on disk
    generations/NAME.json  the documents that went into it
    readings/          what was read in each document, so that it is read once
    rules              the folder of rules of one's own that the documents are read with
    lock               held by the build that runs

A build that is killed leaves CURRENT as it was; the next one removes what it left behind."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from kg.errors import StoreError

_TOGETHER = 100_000


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A document of a generation: its id, the file, the PATH it was found under, the SHA-256 of its bytes,
    and the key of its reading."""

    id: str
    file: str
    root: str
    sha256: str
    reading: str


def open_current(folder: Path) -> Store:
    """The current generation, read-only. Raises StoreError when there is none or it cannot be read."""
    generation = current_path(folder)
    try:
        store = Store.read_only(str(generation))
        next(iter(store.quads_for_pattern(None, None, None, None)), None)
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(
            f"{folder}: the store is damaged ({_first_line(error)}); build it again: kg build --store {folder}"
        ) from None
    return store


def current_path(folder: Path) -> Path:
    """The folder of the current generation. Raises StoreError when there is none."""
    generation = _current(folder)
    if generation is None:
        raise StoreError(f"{folder}: no store here; build one with: kg build --store {folder}")
    return generation


def current_name(folder: Path) -> str:
    """The name of the current generation, empty without one. It changes with every build."""
    generation = _current(folder)
    return generation.name if generation else ""


def manifest(folder: Path) -> tuple[Entry, ...]:
    """The documents of the current generation, in order; none without one. Raises StoreError when it is damaged."""
    generation = _current(folder)
    if generation is None:
        return ()
    path = _manifest(generation)
    try:
        return tuple(Entry(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise StoreError(f"{path}: damaged; remove the folder {folder} and build again") from None


def dump(store: Store) -> bytes:
    """The whole store as sorted N-Quads: equal stores, equal bytes."""
    lines = (store.dump(format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps other builds out of the folder, which is made when missing. The system lifts the lock from a killed build.

    Raises StoreError when another process holds it, naming that."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror or error}; a store needs a folder it may write to") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            holder = lock.read().strip() or "another process"
            raise StoreError(f"{folder}: {holder} is building here; wait for it to finish") from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()} on {os.uname().nodename}")
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


class Generation:
    """A generation in the making. Nothing of it is seen before `publish`."""

    def __init__(self, folder: Path) -> None:
        """Call under the lock: it removes what a killed build left."""
        self._folder = folder
        home = folder / "generations"
        home.mkdir(exist_ok=True)
        current = _current(folder)
        # The one before the current one is older than it and whole: only a killed build's can be newer.
        for path in home.iterdir():
            if current is None or path.name.removesuffix(".json") > current.name:
                _remove(path)
        self.path = home / f"{int(current.name) + 1 if current else 1:06}"
        self._store = Store(str(self.path))
        self._waiting: list[Quad] = []

    def add(self, quads: Iterable[Quad]) -> None:
        # Each bulk load writes files of its own: a document at a time takes longer and more disk than many together.
        self._waiting += quads
        if len(self._waiting) > _TOGETHER:
            self._write()

    def _write(self) -> None:
        self._store.bulk_extend(self._waiting)
        self._waiting = []

    def publish(self, entries: Sequence[Entry]) -> None:
        """Makes it the current generation, and keeps the one before for whoever still reads it."""
        self._write()
        self._store.optimize()
        self._store.flush()
        del self._store
        listing = json.dumps([asdict(entry) for entry in sorted(entries)], ensure_ascii=False, indent=1)
        write_durably(_manifest(self.path), listing.encode())
        for path in sorted(self.path.rglob("*")):
            _sync(path)
        _sync(self.path)
        _sync(self.path.parent)
        before = _current(self._folder)
        write_durably(self._folder / "CURRENT", self.path.name.encode())
        keep = {self.path.name, before.name if before else ""}
        for path in (self._folder / "generations").iterdir():
            if path.name.removesuffix(".json") not in keep:
                _remove(path)


def write_durably(path: Path, content: bytes) -> None:
    """Writes a whole file or none: another name first, on disk, then one rename."""
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync(path.parent)


def _current(folder: Path) -> Path | None:
    try:
        name = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{folder / 'CURRENT'}: not readable ({_first_line(error)}); remove the folder and build again"
        ) from None
    generation = folder / "generations" / name
    if not (name.isdecimal() and generation.is_dir()):
        raise StoreError(
            f"{folder}: CURRENT names {name!r}, which is no generation here; remove the folder and build again"
        )
    return generation


def _manifest(generation: Path) -> Path:
    return generation.with_name(generation.name + ".json")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
