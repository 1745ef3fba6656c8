"""Which files are documents, and what text a file holds."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import DocumentError, KgError

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm"})
UTF8_MARK = b"\xef\xbb\xbf"
OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def find(paths: Sequence[Path]) -> list[Path]:
    """All documents under `paths`, sorted, each once.

    A file named outright is taken whatever its name. In a folder and those below it, hidden files, manifests and
    README files are left out. Raises KgError when a path does not exist."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.update(_documents_in(path))
        elif path.is_file():
            found.add(path)
        else:
            raise KgError(f"{path}: no such file or folder")
    return sorted(found)


def _documents_in(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        about_the_folder = path.name.lower().startswith(("manifest.", "readme"))
        if path.suffix.lower() in SUFFIXES and not hidden and not about_the_folder and path.is_file():
            yield path


def load(path: Path, *, max_bytes: int) -> bytes:
    """The file's bytes. Raises DocumentError when there are none, or more than `max_bytes`."""
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise DocumentError(f"{path}: {size} bytes, more than the {max_bytes} allowed")
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror or error}") from None
    if not content.removeprefix(UTF8_MARK).strip():
        raise DocumentError(f"{path}: the file is empty")
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
