"""What was read in each document, kept on disk as JSON, so that a document that did not change is not read again."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from kg import facts
from kg.documents import model
from kg.documents.model import Document
from kg.facts import Extraction
from kg.store import write_durably

_TYPES = {
    name: value
    for module in (facts, model)
    for name, value in vars(module).items()
    if isinstance(value, type) and is_dataclass(value)
}


def key(document: Document) -> str:
    """What a reading is kept under: 32 hexadecimal digits of the SHA-256 of all that the reading depends on."""
    return hashlib.sha256(encode(document)).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Readings:
    """Documents with their extractions, by `key`, as one version of the extractor gives them."""

    folder: Path
    version: str

    def get(self, name: str) -> tuple[Document, Extraction] | None:
        """The reading under that key; None when there is none, or it is damaged."""
        return _load(self._path(name))

    def document(self, name: str) -> Document | None:
        """The document under that key, whichever version read it."""
        return next(
            (reading[0] for path in sorted(self.folder.glob(f"{name}-*.json")) if (reading := _load(path))), None
        )

    def put(self, name: str, document: Document, extraction: Extraction) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        write_durably(self._path(name), encode((document, extraction)))

    def keep_only(self, names: Collection[str]) -> None:
        """Removes all readings but those under these keys."""
        kept = {self._path(name) for name in names}
        for path in self.folder.glob("*"):
            if path not in kept:
                path.unlink()

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}-{self.version}.json"


def _load(path: Path) -> tuple[Document, Extraction] | None:
    try:
        document, extraction = decode(path.read_bytes())
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return document, extraction


def encode(value: object) -> bytes:
    """Records of kg.facts and kg.documents.model, and tuples of them, as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode()


def decode(content: bytes) -> Any:
    """Inverse of `encode`. Raises ValueError, TypeError or KeyError for anything else."""
    return json.loads(content, object_hook=_record)


def _plain(value: object) -> object:
    if is_dataclass(value):
        known = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"": type(value).__name__, **known}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _record(known: dict[str, Any]) -> object:
    kind = _TYPES[known.pop("")]
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in known.items()})
