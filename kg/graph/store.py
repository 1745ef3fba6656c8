"""The store's folder: generations of the graph, one of them current, and the lock of whoever builds the next.

    CURRENT            the name of the current generation, swapped in by one rename
    generations/NAME   an Oxigraph store on disk
    generations/NAME.json  the documents that went into it, and what it was made with
    readings.sqlite    what was read in each document, so that it is read once
    index.sqlite       what identity and the plain triples of the current generation follow from
    rules              the folder of rules of one's own that the documents are read with
    lock               held by the build that runs

A generation begins as a copy of the one before, whose files it shares, and gets what changed. A build that is killed
leaves CURRENT as it was; the next one removes what it left behind."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.model.errors import StoreError

_TOGETHER = 100_000
_FEW = 20_000
"""Quads that a transaction adds faster than a bulk load."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A document of a generation: its id, the file, the PATH it was found under, the SHA-256 of its bytes,
    and the key of its reading."""

    id: str
    file: str
    root: str
    sha256: str
    reading: str
    stamp: str = ""
    """Changes with the file, and with the manifest beside it."""


def open_current(folder: Path) -> Store:
    """Opens the current generation, read-only. Raises StoreError when there is none or it cannot be read."""
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
    """Gives the folder of the current generation. Raises StoreError when there is none."""
    generation = _current(folder)
    if generation is None:
        raise StoreError(f"{folder}: no store here; build one with: kg build --store {folder}")
    return generation


def current_name(folder: Path) -> str:
    """Gives the name of the current generation, empty without one. It changes with every build."""
    generation = _current(folder)
    return generation.name if generation else ""


def manifest(folder: Path) -> tuple[Entry, ...]:
    """Lists the documents of the current generation, in order; none without one. Raises StoreError when it is
    damaged."""
    generation = _current(folder)
    return _listing(generation)[0] if generation else ()


def about(folder: Path) -> Mapping[str, Any]:
    """Tells what was said of the current generation when it was published; nothing of one of an older layout."""
    generation = _current(folder)
    return _listing(generation)[1] if generation else {}


def _listing(generation: Path) -> tuple[tuple[Entry, ...], Mapping[str, Any]]:
    path = _manifest(generation)
    try:
        listing = json.loads(path.read_text(encoding="utf-8"))
        # An older layout is a list of documents.
        entries, said = (listing, {}) if isinstance(listing, list) else (listing["documents"], listing["about"])
        return tuple(Entry(**entry) for entry in entries), dict(said)
    except (OSError, ValueError, TypeError, KeyError):
        raise StoreError(f"{path}: damaged; remove the folder {generation.parent.parent} and build again") from None


def dump(store: Store) -> bytes:
    """Writes the whole store as sorted N-Quads: equal stores, equal bytes."""
    lines = (store.dump(format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps other builds out of the folder, which is made when missing. The system lifts the lock from a killed build.

    Raises StoreError when another process holds it, naming that."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("a+b", buffering=0)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror or error}; a store needs a folder it may write to") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            holder = lock.read().decode().strip() or "another process"
            raise StoreError(f"{folder}: {holder} is building here; wait for it to finish") from None
        lock.truncate(0)
        # Only a word for others: a full disk is told by what needs the place.
        with suppress(OSError):
            lock.write(f"process {os.getpid()} on {os.uname().nodename}".encode())
        try:
            yield
        finally:
            lock.truncate(0)


class Generation:
    """A generation in the making. Nothing of it is seen before `publish`."""

    def __init__(self, folder: Path, *, anew: bool = True) -> None:
        """Begins with nothing, or as a copy of the current generation unless `anew`.

        Call under the lock: it removes what a killed build left."""
        self._folder = folder
        home = folder / "generations"
        home.mkdir(exist_ok=True)
        current = _current(folder)
        # The one before the current one is older than it and whole: only a killed build's can be newer.
        for path in home.iterdir():
            if current is None or path.name.removesuffix(".json") > current.name:
                _remove(path)
        self.path = home / next_name(folder)
        self._before = None if anew else open_current(folder)
        if self._before:
            self._before.backup(str(self.path))
        self._store = Store(str(self.path))
        self._coming: list[Quad] = []
        self._going: list[Quad] = []

    def add(self, quads: Iterable[Quad]) -> None:
        """Adds quads."""
        self.change((), quads)

    def change(self, going: Iterable[Quad], coming: Iterable[Quad]) -> None:
        """Takes quads away and adds others. No quad may both come and go within one build."""
        self._going += going
        self._coming += coming
        # Each bulk load writes files of its own: a document at a time takes longer and more disk than many together.
        if len(self._coming) > _TOGETHER:
            self._write()

    def replace(self, graph: NamedNode, quads: Set[Quad]) -> None:
        """Makes the graph hold these quads and no others."""
        held = set(self._before.quads_for_pattern(None, None, None, graph)) if self._before else set()
        self.change(held - quads, quads - held)

    def _write(self) -> None:
        for quad in self._going:
            self._store.remove(quad)
        if self._before and len(self._coming) < _FEW:
            self._store.extend(self._coming)
        else:
            self._store.bulk_extend(self._coming)
        self._coming, self._going = [], []

    def publish(
        self,
        entries: Sequence[Entry],
        about: Mapping[str, Any] | None = None,
        before_it_is_seen: Callable[[], None] = lambda: None,
    ) -> None:
        """Makes it the current generation, and keeps the one before for whoever still reads it.

        `about` is what there is to say of it, as JSON. `before_it_is_seen` is called when it is whole on disk."""
        self._write()
        if not self._before:
            self._store.optimize()
        self._store.flush()
        del self._store
        self._before = None
        listing = {
            "about": dict(about or {}),
            "files": _files(self.path),
            "documents": [{name: getattr(entry, name) for name in Entry.__slots__} for entry in sorted(entries)],
        }
        for path in sorted(self.path.rglob("*")):
            # What it shares with the generation before is on disk.
            if path.stat().st_nlink == 1:
                _sync(path)
        _sync(self.path)
        write_durably(_manifest(self.path), json.dumps(listing, ensure_ascii=False).encode())
        before_it_is_seen()
        point_to(self._folder, self.path.name)


def is_as_published(folder: Path) -> bool:
    """Tells whether the current generation has the files it was published with: nobody wrote to it since, none is
    lost."""
    generation = _current(folder)
    if generation is None:
        return False
    listing = json.loads(_manifest(generation).read_text(encoding="utf-8"))
    return isinstance(listing, dict) and listing.get("files") == _files(generation)


def _files(generation: Path) -> str:
    """Changes with every write: a store that is opened for writing begins another MANIFEST."""
    kept = [path for path in generation.iterdir() if not path.name.startswith("LO")]
    sizes = sorted((path.name, path.stat().st_size) for path in kept)
    return hashlib.sha256(repr(sizes).encode()).hexdigest()[:16]


def next_name(folder: Path) -> str:
    """Names the generation after the current one."""
    current = current_name(folder)
    return f"{int(current) + 1 if current else 1:06}"


def point_to(folder: Path, name: str) -> None:
    """Makes a generation that is whole on disk the current one; of the older ones that before it is kept."""
    before = current_name(folder)
    write_durably(folder / "CURRENT", name.encode())
    for path in (folder / "generations").iterdir():
        if path.name.removesuffix(".json") not in (name, before):
            _remove(path)


def is_whole(folder: Path, name: str) -> bool:
    """Tells whether a build came to the end of that generation: its listing is written last."""
    return (folder / "generations" / f"{name}.json").is_file()


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
