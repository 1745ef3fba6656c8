"""The rule files of a researcher's own folder, as text.

They are read once, so that every process runs what the reading's key was made of, whatever happens to the files."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.model.errors import KgError


@dataclass(frozen=True, slots=True, order=True)
class RuleFile:
    path: str
    """As the folder was given, for messages."""
    text: str


def read_folder(folder: Path) -> tuple[RuleFile, ...]:
    """The files `*.py` of the folder, by name; those that begin with «_» or «.» are none, nor are folders inside it.

    Raises KgError when there is no such folder, no rule file in it, or one that is no UTF-8 text."""
    if not folder.is_dir():
        raise KgError(f"{folder}: no folder with rule files")
    paths = sorted(path for path in folder.glob("*.py") if path.name[0] not in "_." and path.is_file())
    if not paths:
        raise KgError(f"{folder}: no rule files here, which end in .py")
    return tuple(RuleFile(str(path), _text(path)) for path in paths)


def digest(files: Iterable[RuleFile]) -> str:
    """Eight digits that change with the name or text of any file, and not with where the folder lies."""
    whole = hashlib.sha256()
    for file in files:
        for part in (Path(file.path).name, file.text):
            whole.update(hashlib.sha256(part.encode()).digest())
    return whole.hexdigest()[:8]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise KgError(f"{path}:{line}: not UTF-8") from None
    except OSError as error:
        raise KgError(f"{path}: {error.strerror or error}") from None
