"""Which files are documents, and what text a file holds."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from fnmatch import translate
from glob import glob, has_magic
from os import scandir
from os.path import splitext
from pathlib import Path
from typing import TypeAlias

from kg.documents.formats import members
from kg.documents.formats.packed import DAMAGED, is_packed, opened, suffix
from kg.model.errors import DocumentError, KgError

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx"})
UTF8_MARK = b"\xef\xbb\xbf"
_TAKEN = SUFFIXES | members.FORMATS.keys() - members.OTHERWISE_USED
_LONGEST_SHOWN = 200
FilesIn: TypeAlias = Callable[[Path], Iterable[str]]
"""Lists the paths of the files in a folder and those below it, without hidden ones."""


def find(paths: Sequence[Path]) -> list[Path]:
    """All documents under `paths`, sorted, each once. A path is a file, a folder, or a glob pattern (`**` for folders
    of any depth). What a file of many documents holds comes as paths below that file (see `members`).

    A file named outright is taken whatever its name. In a folder and those below it, and by a pattern, hidden files,
    manifests and README files are left out. Raises KgError when a path does not exist, or a pattern finds nothing."""
    found = set().union(*map(names, paths))
    return [Path(name) for name in sorted(found, key=lambda name: name.split("/"))]


def files_in(folder: str | Path) -> Iterator[str]:
    """The paths of all files in a folder and those below it. As a hundred thousand names are gone through here, they
    are no `Path` yet. Hidden ones are left out; folders that links lead to are not gone into."""
    try:
        with scandir(folder) as found:
            for entry in found:
                if entry.name[0] == "." or entry.name == "__pycache__":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from files_in(entry.path)
                elif entry.is_file():
                    yield entry.path
    except PermissionError:
        return


def names(path: Path, files_in: FilesIn = files_in) -> set[str]:
    """The paths that `find` finds there, in no order; as there may be a hundred thousand, they are no `Path` yet.
    Whoever has been through the folder tells with `files_in` what is there."""
    found, many = set(), []
    try:
        for file, ending in _files(path, files_in):
            if ending in members.FORMATS:
                many.append(file)
            else:
                found.add(file)
        return found.union(*(map(str, members.find(Path(file))) for file in many))
    except OSError as error:
        raise KgError(f"{shown(path)}: {error.strerror or error}") from None


def covered(files: Iterable[str], path: Path) -> set[str]:
    """The files that `path` names, that are below it, or fit it as a pattern, be they there or not."""
    root = str(path).rstrip("/") + "/"
    if not has_magic(root):
        return {file for file in files if f"{file}/".startswith(root)}
    parts = (r"(?:[^/]+/)*" if part == "**" else _in_one_folder(part) + "/" for part in path.parts[1:])
    fits = re.compile(f"{re.escape(root)}|{re.escape(path.anchor)}{''.join(parts)}").match
    return {file for file in files if fits(f"{file}/")}


def folder(path: Path) -> Path:
    """The folder that a path is, or lies in; of a pattern the one below which it looks."""
    while has_magic(str(path)) and not path.exists():
        path = path.parent
    return path if path.is_dir() else path.parent


def shown(path: Path) -> str:
    """The path for a message, cut where it would fill the screen."""
    name = str(path)
    return name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}… ({len(name)} characters)"


def _files(path: Path, files_in: FilesIn) -> Iterator[tuple[str, str]]:
    """Each with how it ends."""
    if path.is_dir():
        for file in files_in(path):
            if (ending := suffix(file)) in _TAKEN and _may_be_document(file):
                yield file, ending
    elif path.is_file():
        yield str(path), suffix(str(path))
    elif has_magic(str(path)):
        base = folder(path)
        # Path.glob takes no absolute pattern.
        every = (Path(name) for name in glob(str(path), recursive=True))  # noqa: PTH207
        some = [str(file) for file in every if file.is_file() and _is_document(file, base)]
        if not some:
            raise KgError(f"{shown(path)}: no document fits this pattern")
        yield from ((file, suffix(file)) for file in some)
    else:
        raise KgError(f"{shown(path)}: no such file or folder")


def passed_over(paths: Sequence[Path], taken: Collection[str] = (), files_in: FilesIn = files_in) -> tuple[str, ...]:
    """A line for each folder among `paths` that holds other files than documents: «…: passed over 12 .csv, 3 .png».
    Which of them are documents need not be asked of those `taken`; what is there is told as for `names`."""
    some = [(path, files_in(path)) for path in paths if path.is_dir()]
    return tuple(f"{path}: passed over {kinds}" for path, there in some if (kinds := _other_kinds(there, taken)))


def _other_kinds(there: Iterable[str], taken: Collection[str]) -> str:
    others = (path for path in there if path not in taken and suffix(path) not in _TAKEN and _may_be_document(path))
    kinds = Counter(splitext(path)[1].lower() or "without an ending" for path in others)  # noqa: PTH122
    return ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0])))


def _is_document(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and _may_be_document(str(path))


def _may_be_document(path: str) -> bool:
    return not path.rpartition("/")[2].lower().startswith(("manifest.", "readme", "identity.toml"))


def _in_one_folder(pattern: str) -> str:
    """A regular expression for one part of a glob pattern; a wildcard does not reach into the next folder."""
    return translate(pattern).removeprefix("(?s:").removesuffix(r")\Z").replace(".*", "[^/]*")


def load(path: Path, *, max_bytes: int) -> bytes:
    """The file's bytes, unpacked when its name ends in `.gz`. Raises DocumentError when there are none, or more than
    `max_bytes`; what is packed is unpacked no further than that."""
    try:
        if is_packed(path):
            content = _unpacked(path, max_bytes)
        else:
            size = path.stat().st_size
            if size > max_bytes:
                raise DocumentError(f"{path}: {size} bytes, more than the {max_bytes} allowed")
            content = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{shown(path)}: {error.strerror or error}") from None
    if not content.removeprefix(UTF8_MARK).strip():
        raise DocumentError(f"{path}: the file is empty")
    return content


def _unpacked(path: Path, max_bytes: int) -> bytes:
    with opened(path) as packed:
        try:
            content = packed.read(max_bytes + 1)
        except EOFError:
            raise DocumentError(f"{path}: cut off, the packed data do not end") from None
        except DAMAGED as error:
            raise DocumentError(f"{path}: damaged gzip data ({error})") from None
    if len(content) > max_bytes:
        raise DocumentError(f"{path}: more than the {max_bytes} bytes allowed when unpacked")
    return content
