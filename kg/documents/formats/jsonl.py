"""JSON Lines: a document on each line; JSON: a list of them, or the articles of JSON-LD.

    {"id": "akorda-17", "text": "…", "date": "2022-11-28", "url": "https://…", "publisher": "Ақорда"}

`id` and `text` must be there; `date`, `url`, `title`, `publisher`, `author` and `language` (ru, kk, en) may be. Offsets
count the code points of `text`. Other keys are for other readers."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Any

from kg.documents import dates
from kg.documents.addresses import address
from kg.documents.formats import structured
from kg.documents.formats.packed import DAMAGED, opened
from kg.documents.original import Original, member
from kg.model.errors import DocumentError

KEYS = ("date", "url", "title", "publisher", "author", "language")
_LONGEST_LINE = 128_000_000
"""Bytes: 20 MB of text with every character escaped («\\u0430»)."""
_AT_ONCE = 1_000_000


def documents(file: Path) -> Iterator[tuple[int, Callable[[int], Original]]]:
    """The documents by their lines, counted from 1.

    Raises OSError or DocumentError where the file cannot be read on."""
    number = 0
    with opened(file) as lines:
        try:
            while line := lines.readline(_LONGEST_LINE):
                number += 1
                if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
                    _skip(lines, file, number)
                    yield number, partial(_too_long, f"{file} line {number}")
                elif line.strip():
                    yield number, partial(_on_line, line, f"{file} line {number}")
        except EOFError:
            raise DocumentError(f"{file}: cut off after line {number}, the packed data do not end") from None
        except DAMAGED as error:
            raise DocumentError(f"{file}: damaged gzip data after line {number} ({error})") from None


def array(file: Path) -> Iterator[tuple[int, Callable[[int], Original]]]:
    """The documents of a JSON file by their places, counted from 1. Raises OSError or DocumentError for another one."""
    with opened(file) as whole:
        try:
            content = whole.read(_LONGEST_LINE + 1)
        except (EOFError, *DAMAGED):
            raise DocumentError(f"{file}: damaged gzip data") from None
    if len(content) > _LONGEST_LINE:
        raise DocumentError(f"{file}: more than {_LONGEST_LINE} bytes; give it as JSON Lines")
    nodes = structured.nodes(_parsed(content, str(file)))
    records = [record for node in nodes if (record := structured.article(node) or ("text" in node and node))]
    if not records:
        raise DocumentError(f'{file}: JSON without an object like {{"id": …, "text": …}} or an article of JSON-LD')
    for number, record in enumerate(records, start=1):
        known = {"id": record.get("url") or f"{file.stem}-{number}"} | record
        yield number, partial(_document, known, f"{file} document {number}")


def _skip(lines: IO[bytes], file: Path, number: int) -> None:
    """The rest of a line that is too long; what is longer still is no line, and ends the reading of the file."""
    for _ in range(_LONGEST_LINE // _AT_ONCE):
        rest = lines.readline(_AT_ONCE)
        if not rest or rest.endswith(b"\n"):
            return
    raise DocumentError(f"{file} line {number}: no end of it; what follows is left out")


def _too_long(where: str, max_bytes: int) -> Original:
    raise DocumentError(f"{where}: more than the {max_bytes} bytes allowed")


def _on_line(line: bytes, where: str, max_bytes: int) -> Original:
    record = _parsed(line, where)
    if not isinstance(record, dict):
        raise DocumentError(f'{where}: no object like {{"id": …, "text": …}}')
    return _document(record, where, max_bytes)


def _document(record: Mapping[str, Any], where: str, max_bytes: int) -> Original:
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise DocumentError(f'{where}: no "text"' if text is None else f'{where}: "text" is no text')
    id = record.get("id")
    if isinstance(id, bool) or not isinstance(id, str | int) or not str(id).strip():
        raise DocumentError(f'{where}: no "id"' if id is None else f'{where}: "id" is neither text nor a number')
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise DocumentError(f"{where}: half a character (a lone surrogate) at {error.start} of the text") from None
    if size > max_bytes:
        raise DocumentError(f"{where}: {size} bytes of text, more than the {max_bytes} allowed")
    if "\0" in text:
        raise DocumentError(f"{where}: not a text, zero character at {text.index(chr(0))}")
    return member(str(id).strip(), text, _stated(record, where))


def _parsed(line: bytes, where: str) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{where}: not UTF-8, byte 0x{line[error.start]:02x} at {error.start} of the line"
        ) from None
    except json.JSONDecodeError as error:
        raise DocumentError(f"{where}: not JSON ({error.msg} at character {error.pos})") from None
    except (RecursionError, ValueError) as error:  # nested too deep; a number of thousands of digits
        raise DocumentError(f"{where}: not JSON that can be read ({error})") from None


def _stated(record: Mapping[str, Any], where: str) -> Mapping[str, str]:
    stated = {}
    for key in KEYS:
        value = record.get(key)
        if value is None:
            continue
        if not isinstance(value, str):
            raise DocumentError(f'{where}: "{key}" is no text')
        stated[key] = " ".join(value.encode(errors="replace").decode().split())
    if (date := stated.get("date")) and not (day := dates.whole_date(date)):
        raise DocumentError(f'{where}: date "{date}", expected a day like 2022-11-28')
    if date:
        stated["date"] = day
    if stated.get("url") and not address(stated["url"]):
        raise DocumentError(f'{where}: url "{stated["url"]}", expected an http or https address')
    return {key: value for key, value in stated.items() if value}
