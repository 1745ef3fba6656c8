"""The way back from what is read to the stored text."""

from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from kg.documents.document import Document

_Read = TypeVar("_Read")


def stored(read: _Read, document: Document) -> _Read:
    """The same records, each of their spans leading into the stored text instead of the text that is read."""
    mapped: _Read = _stored(read, document) if document.origin else read
    return mapped


def _stored(value: Any, document: Document) -> Any:
    if isinstance(value, tuple):
        return tuple(_stored(part, document) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    known = {field.name: _stored(getattr(value, field.name), document) for field in fields(value)}
    if "start" in known:
        known["start"], known["end"] = document.stored(known["start"], known["end"])
    return type(value)(**known)
