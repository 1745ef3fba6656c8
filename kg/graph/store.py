"""The store's folder: generations of the graph, one of them current, and the lock of whoever builds the next.

    CURRENT            the name of the current generation, swapped in by one rename
    generations/NAME   an Oxigraph store on disk
    generations/NAME.json  the documents that went into it, and what it was made with
    readings.sqlite    what was read in each document, so that it is read once
    index.sqlite       what identity, plain triples and counts of the current generation follow from
    seals              checksums of those two when the last build ended
    looks              how all that a build depends on looked
    stamps             how the files looked whose stamps the current generation lists
    lock               held by the build that runs

A generation begins as a copy of the one before, whose files it shares, and gets what changed. A build that is killed
leaves CURRENT as it was; the next one removes what it left behind."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.graph import listing
from kg.graph.listing import ListedDocument as ListedDocument
from kg.model.errors import DamageError, StoreError

_TOGETHER = 100_000
_FEW = 20_000
"""Quads that a transaction adds faster than a bulk load."""


def open_current(folder: Path) -> Store:
    """Opens the current generation, read-only. Raises StoreError when there is none or it cannot be read, and as far as
    that is seen in no time when it is not whole."""
    generation = current_path(folder)
    listed = listing.read(generation)
    if why := listing.damage(generation, listed.files or {}, full=False):
        raise _damaged(folder, why)
    try:
        store = Store.read_only(str(generation))
        first = next(iter(store.quads_for_pattern(None, None, None, None)), None)
    except (OSError, RuntimeError, ValueError) as error:
        why = _first_line(error)
        if "file descriptors" in why or "Too many open files" in why:
            raise StoreError(f"{folder}: too few files may be open at once; allow more: ulimit -n 1024") from None
        raise _damaged(folder, why) from None
    if first is None and listed.documents:
        raise _damaged(folder, f"it is empty, and was built from {listed.documents} documents")
    return store


def check_whole(folder: Path) -> None:
    """Reads all of the current generation. Raises DamageError when it is not as it was written."""
    generation = current_path(folder)
    listing.documents(generation)
    if why := listing.damage(generation, listing.read(generation).files or {}, full=True):
        raise _damaged(folder, why)


def _damaged(folder: Path, why: str) -> DamageError:
    return DamageError(f"{folder}: the store is damaged ({why}); build it again: kg build --store {folder}")


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


def manifest(folder: Path) -> tuple[ListedDocument, ...]:
    """Lists the documents of the current generation, in order; none without one. Raises StoreError when it is
    damaged."""
    generation = _current(folder)
    return listing.documents(generation) if generation else ()


def about(folder: Path) -> Mapping[str, Any]:
    """Tells what was said of the current generation when it was published; nothing of one of an older layout."""
    generation = _current(folder)
    return listing.read(generation).about if generation else {}


def version(folder: Path) -> str:
    """Tells what changes with the documents of the current generation; nothing without one."""
    generation = _current(folder)
    return listing.read(generation).version if generation else ""


def mended(folder: Path, *, anew: bool) -> tuple[tuple[ListedDocument, ...], str]:
    """Lists the documents of the current generation. Where CURRENT, or the listing of what it names, is damaged the
    newest generation whose listing can be read is the current one then, and a line tells what was wrong. Call it under
    the lock.

    Where none can be read the store begins `anew`, or StoreError is raised."""
    try:
        about(folder)
        return manifest(folder), ""
    except DamageError as error:
        for path in sorted((folder / "generations").glob("*.json"), reverse=True):
            with suppress(DamageError):
                generation = path.with_suffix("")
                if (
                    generation.is_dir()
                    and listing.read(generation).documents
                    and (held := listing.documents(generation))
                ):
                    point_to(folder, generation.name)
                    return held, f"{_what(error)}; that of generation {generation.name} was taken"
        if not anew:
            raise StoreError(f"{_what(error)}; name the documents: kg build PATH --store {folder}") from None
        (folder / "CURRENT").unlink()
        return (), _what(error)


def _what(error: DamageError) -> str:
    return str(error).partition("; build it again")[0]


def dump(store: Store) -> bytes:
    """Writes the whole store as sorted N-Quads: equal stores, equal bytes."""
    lines = (store.dump(format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))


@contextmanager
def locked(folder: Path, doing: str = "is building here") -> Iterator[None]:
    """Keeps other builds out of the folder, which is made when missing. The system lifts the lock from a killed build.

    Raises StoreError when another process holds it, naming that and what it is `doing`."""
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
            holder = lock.read().decode(errors="replace").strip() or "another process is building here"
            raise StoreError(f"{folder}: {holder}; wait for it to finish, or stop it") from None
        lock.truncate(0)
        # Only a word for others: a full disk is told by what needs the place.
        with suppress(OSError):
            lock.write(f"process {os.getpid()} on {os.uname().nodename} {doing}".encode())
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
        self._known = listing.read(current).files or {} if self._before and current else {}
        if self._before:
            self._before.backup(str(self.path))
        self._store = Store(str(self.path))
        self._coming: list[Quad] = []
        self._going: list[Quad] = []
        self._lines: list[bytes] = []
        """N-Quads that come, which need not become objects here."""
        self._count = 0

    def add(self, quads: Iterable[Quad]) -> None:
        """Adds quads."""
        self.change((), quads)

    def change(self, going: Iterable[Quad], coming: Iterable[Quad]) -> None:
        """Takes quads away and adds others. No quad may both come and go within one build."""
        self._going += going
        self._coming += coming
        # Each bulk load writes files of its own: a document at a time takes longer and more disk than many together.
        if len(self._coming) + self._count > _TOGETHER:
            self._write()

    def held(
        self, subject: Any = None, predicate: Any = None, value: Any = None, graph: NamedNode | None = None
    ) -> Iterator[Quad]:
        """Gives the quads of a pattern that the generation before has."""
        return self._before.quads_for_pattern(subject, predicate, value, graph) if self._before else iter(())

    def replace(self, graph: NamedNode, quads: bytes, about: NamedNode | None = None) -> None:
        """Makes the graph hold these N-Quads and no others, or no others `about` something."""
        if held := set(self.held(about, graph=graph)):
            now = set(parse(quads, format=RdfFormat.N_QUADS))
            self.change(held - now, now - held)
        else:
            self._lines.append(quads)
            self._count += quads.count(b"\n")
            if self._count > _TOGETHER:
                self._write()

    def _write(self) -> None:
        for quad in self._going:
            self._store.remove(quad)
        if self._before and len(self._coming) + self._count < _FEW:
            self._store.extend(self._coming)
            self._store.load(b"".join(self._lines), format=RdfFormat.N_QUADS)
        else:
            self._store.bulk_extend(self._coming)
            self._store.bulk_load(b"".join(self._lines), format=RdfFormat.N_QUADS)
        self._coming, self._going, self._lines, self._count = [], [], [], 0

    def publish(
        self,
        entries: Sequence[ListedDocument],
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
        files = listing.files_of(self.path, self._known)
        for path in sorted(self.path.rglob("*")):
            # What it shares with the generation before is on disk.
            if path.stat().st_nlink == 1:
                _sync(path)
        _sync(self.path)
        write_durably(listing.beside(self.path), listing.written(entries, about or {}, files))
        before_it_is_seen()
        point_to(self._folder, self.path.name)


def is_as_published(folder: Path) -> bool:
    """Whether the current generation is whole, and nobody wrote to it since."""
    generation = _current(folder)
    return generation is not None and _is_whole(generation)


def _is_whole(generation: Path) -> bool:
    files = listing.read(generation).files
    if not files or listing.was_written_to(generation, files):
        return False
    return not listing.damage(generation, files, full=True)


def next_name(folder: Path) -> str:
    """Names the generation after the current one."""
    current = current_name(folder)
    return f"{int(current) + 1 if current else 1:06}"


def point_to(folder: Path, name: str) -> None:
    """Makes a generation that is whole on disk the current one; of the older ones that before it is kept."""
    try:
        before = current_name(folder)
    except DamageError:
        before = ""
    write_durably(folder / "CURRENT", f"{name} {_check(name)}".encode())
    for path in (folder / "generations").iterdir():
        if path.name.removesuffix(".json") not in (name, before):
            _remove(path)


def is_whole(folder: Path, name: str) -> bool:
    """Whether a build came to the end of that generation: its listing is written last."""
    generation = folder / "generations" / name
    with suppress(DamageError):
        return listing.beside(generation).is_file() and _is_whole(generation)
    return False


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
        name, _, check = (folder / "CURRENT").read_text(encoding="utf-8").strip().partition(" ")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _damaged(folder, f"CURRENT is not readable: {_first_line(error)}") from None
    generation = folder / "generations" / name
    if not (name.isdecimal() and generation.is_dir() and check in ("", _check(name))):
        raise _damaged(folder, f"CURRENT names {f'{name} {check}'.strip()!r}, which is no generation here")
    return generation


def _check(name: str) -> str:
    """Keeps one generation's name from becoming another's by a flipped bit."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]


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
