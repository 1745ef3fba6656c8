"""The listing beside a generation: its documents, what it was made with, its files; and whether all of it is whole.

    generations/NAME.json  {"sha256": of the rest, "about": …, "files": {name: [bytes, SHA-256]},
                            "documents": [how many, SHA-256 of the second line]}
                           [[id, file, root, …], …]

Of a hundred thousand documents the second line takes a second to read, so it is read only where they matter.

A generation is whole when its listing and its files are what the build wrote. That is read in full where it matters,
else as far as it takes no time: sizes always, and the contents of the smallest files, among them those that name the
others. What RocksDB reads it checks by checksums of its own."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from kg.model.errors import DamageError, StoreError

LAYOUT = "3"
"""Changes when a store's folder holds something else than before."""
_IN_NO_TIME = 16 * 2**20
"""Bytes."""
_WRONG = (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError)
Files: TypeAlias = Mapping[str, tuple[int, str]]


class ListedDocument(NamedTuple):
    """A document of a generation: its id, the file, the PATH it was found under, the SHA-256 of its bytes,
    and the key of its reading."""

    id: str
    file: str
    root: str
    sha256: str
    reading: str
    stamp: str = ""
    """Changes with the file, and with the manifest beside it."""


@dataclass(frozen=True, slots=True)
class Listing:
    documents: int = 0
    about: Mapping[str, Any] = field(default_factory=dict)
    """What was said of the generation when it was published; nothing in one of an older layout."""
    files: Files | None = None
    """None where the listing does not tell."""
    version: str = ""
    """Changes with the documents."""


def beside(generation: Path) -> Path:
    return generation.with_name(generation.name + ".json")


def written(entries: Iterable[ListedDocument], about: Mapping[str, Any], files: Files) -> bytes:
    """The listing as `read` and `documents` take it."""
    listed = sorted(entries)
    # In ASCII, for names of files may be no UTF-8.
    second = json.dumps(listed).encode()
    content = {"about": dict(about), "files": files, "documents": [len(listed), _sha256_of(second)]}
    return json.dumps({"sha256": _digest(content), **content}).encode() + b"\n" + second


def read(generation: Path) -> Listing:
    """The listing of the generation without its documents; one that knows nothing when there is none.

    Raises DamageError when it is damaged, StoreError when its layout is newer than this program."""
    try:
        with beside(generation).open("rb") as lines:
            content = json.loads(lines.readline())
        if isinstance(content, list):
            return Listing(len(content))
        layout = str(content["about"].get("made_with", {}).get("layout", LAYOUT))
        if layout.isdecimal() and int(layout) > int(LAYOUT):
            raise StoreError(
                f"{generation.parent.parent}: its layout is {layout}, newer than the {LAYOUT} that this kg knows; "
                "use the kg that built it, or build into another folder"
            )
        if content.pop("sha256", None) not in (None, _digest(content)):
            raise ValueError
        files, told = content["files"], content["documents"]
        known = {name: (size, digest) for name, (size, digest) in files.items()} if isinstance(files, dict) else None
        about = dict(content["about"])
        return Listing(len(told), about, known) if _is_older(told) else Listing(told[0], about, known, told[1])
    except FileNotFoundError:
        return Listing()
    except _WRONG:
        raise _damaged(generation) from None


def documents(generation: Path) -> tuple[ListedDocument, ...]:
    """The documents of the generation, in order. Raises DamageError as `read` does."""
    try:
        with beside(generation).open("rb") as lines:
            first = json.loads(lines.readline())
            told = first if isinstance(first, list) else first["documents"]
            if _is_older(told):
                return tuple(ListedDocument(**entry) for entry in told)
            if _sha256_of(second := lines.read()) != told[1]:
                raise ValueError
        return tuple(map(ListedDocument._make, json.loads(second)))
    except FileNotFoundError:
        return ()
    except _WRONG:
        raise _damaged(generation) from None


def _is_older(told: Any) -> bool:
    """Whether the documents stand in the first line, as in older layouts."""
    return not told or isinstance(told[0], dict)


def _damaged(generation: Path) -> DamageError:
    return DamageError(
        f"{beside(generation)}: the store's list of documents is damaged; build it again: "
        f"kg build --store {generation.parent.parent}"
    )


def files_of(generation: Path, known: Files) -> Files:
    """Sizes and checksums of its files; those it shares with a generation before are `known`."""
    shared = {path.name for path in _files(generation) if path.stat().st_nlink > 1}
    return {
        path.name: known[path.name] if path.name in shared & set(known) else (path.stat().st_size, _sha256(path))
        for path in _files(generation)
    }


def damage(generation: Path, files: Files, *, full: bool) -> str:
    """What is not as it was written, in a few words; empty when all is. Where somebody wrote to the generation
    afterwards (`was_written_to`), of what is left from before."""
    later = was_written_to(generation, files)
    left = _IN_NO_TIME
    for name, (size, digest) in sorted(files.items(), key=lambda item: item[1]):
        path = generation / name
        if later and not (path.suffix == ".sst" and path.exists()):
            continue
        try:
            if (now := path.stat().st_size) != size:
                return f"{name} has {now} bytes, not {size}"
            left -= size
            if (full or left > 0) and _sha256(path) != digest:
                return f"{name} does not hold what was written"
        except OSError as error:
            return f"{name}: {error.strerror}"
    return ""


def was_written_to(generation: Path, files: Files) -> bool:
    """Whether it was opened for writing since it was published: its files are then named by another MANIFEST."""
    try:
        named = (generation / "CURRENT").read_text("ascii").strip()
    except (OSError, ValueError):
        return False
    return named.startswith("MANIFEST-") and named not in files and (generation / named).is_file()


def _files(generation: Path) -> list[Path]:
    """All but the log for people and the lock, in order."""
    return sorted(path for path in generation.iterdir() if not path.name.startswith("LO"))


def _digest(content: Any) -> str:
    return _sha256_of(json.dumps(content, sort_keys=True).encode())


def _sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
