"""Which files are documents, and what text a file holds."""

import re
from collections.abc import Iterator, Sequence
from fnmatch import translate
from glob import glob, has_magic
from pathlib import Path

from kg.documents.formats import members
from kg.documents.formats.packed import DAMAGED, is_packed, named, opened
from kg.model.errors import DocumentError, KgError

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm"})
UTF8_MARK = b"\xef\xbb\xbf"
OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_LONGEST_SHOWN = 200


def find(paths: Sequence[Path]) -> list[Path]:
    """All documents under `paths`, sorted, each once. A path is a file, a folder, or a glob pattern (`**` for folders
    of any depth). What a file of many documents holds comes as paths below that file (see `members`).

    A file named outright is taken whatever its name. In a folder and those below it, and by a pattern, hidden files,
    manifests and README files are left out. Raises KgError when a path does not exist, or a pattern finds nothing."""
    found: set[Path] = set()
    for path in paths:
        try:
            found.update(member for file in _files(path) for member in members.find(file))
        except OSError as error:
            raise KgError(f"{shown(path)}: {error.strerror or error}") from None
    return sorted(found)


def covers(path: Path, file: Path) -> bool:
    """Whether `file` is what `path` names, below it, or fits it as a pattern, be the file there or not."""
    if file.is_relative_to(path):
        return True
    if not has_magic(str(path)):
        return False
    parts = (r"(?:[^/]+/)*" if part == "**" else _in_one_folder(part) + "/" for part in path.parts[1:])
    return bool(re.compile(f"{re.escape(path.anchor)}{''.join(parts)}.*").match(f"{file}/"))


def folder(path: Path) -> Path:
    """The folder that a path is, or lies in; of a pattern the one below which it looks."""
    while has_magic(str(path)) and not path.exists():
        path = path.parent
    return path if path.is_dir() else path.parent


def shown(path: Path) -> str:
    """The path for a message, cut where it would fill the screen."""
    name = str(path)
    return name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}… ({len(name)} characters)"


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from _documents_in(path)
    elif path.is_file():
        yield path
    elif has_magic(str(path)):
        base = folder(path)
        # Path.glob takes no absolute pattern.
        every = (Path(name) for name in glob(str(path), recursive=True))  # noqa: PTH207
        some = [file for file in every if file.is_file() and _is_document(file, base)]
        if not some:
            raise KgError(f"{shown(path)}: no document fits this pattern")
        yield from some
    else:
        raise KgError(f"{shown(path)}: no such file or folder")


def _documents_in(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        suffix = Path(named(path)).suffix.lower()
        if (suffix in SUFFIXES or members.has_members(path)) and _is_document(path, folder) and path.is_file():
            yield path


def _is_document(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and not path.name.lower().startswith(("manifest.", "readme", "identity.toml"))


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


def decode(content: bytes, path: Path) -> str:
    """The text, line ends as they are. A byte order mark is no part of it: offset 0 is the first character after.

    Raises DocumentError for anything but UTF-8 text; offsets in its message count bytes of the file, from 0."""
    encoding = OTHER_ENCODINGS.get(content[:2])
    if encoding:
        raise DocumentError(f"{path}: {encoding}, expected UTF-8")
    if b"\0" in content:
        raise DocumentError(f"{path}: not a text, zero byte at offset {content.index(0)}")
    body = content.removeprefix(UTF8_MARK)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start + len(content) - len(body)
        raise DocumentError(f"{path}: not UTF-8, byte 0x{content[offset]:02x} at offset {offset}") from None
