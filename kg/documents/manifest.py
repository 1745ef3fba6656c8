"""`manifest.toml` beside the documents: what is known of them and not written in them.

    ["report.txt"]
    publisher = "Zakon.kz"
    url = "https://…"
    date = "2019-11-07"

A table a file. `title`, `language` and `comment` are for the reader of the manifest."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.documents import dates
from kg.documents.addresses import address

NAME = "manifest.toml"
KEYS = ("date", "url", "publisher")
FOR_READERS = ("title", "language", "comment")


def entry(path: Path) -> Mapping[str, str]:
    """What the manifest beside `path` says of it: any of date (ISO 8601), url and publisher. What is wrong there is
    left out, and told by `mistakes`."""
    try:
        table = _tables(path.with_name(NAME)).get(path.name)
    except (OSError, ValueError):
        return {}
    table = table if isinstance(table, dict) else {}
    return {key: str(table[key]) for key in KEYS if table.get(key) and not _wrong(key, table[key])}


def mistakes(manifest: Path) -> Iterator[str]:
    """A line for each mistake in a manifest; none where there is no such file."""
    try:
        tables = _tables(manifest)
    except (FileNotFoundError, NotADirectoryError):
        return
    except (OSError, ValueError) as error:
        yield f"{manifest}: {error}"
        return
    for name, table in tables.items():
        if not isinstance(table, dict):
            yield f'{manifest}: "{name}" is no table'
            continue
        if not any(manifest.with_name(name + packed).exists() for packed in ("", ".gz", ".GZ")):
            yield f'{manifest}: "{name}" is no file here'
        for key, value in table.items():
            if wrong := _wrong(key, value):
                yield f'{manifest}: "{name}" has {wrong}'


def _wrong(key: str, value: object) -> str:
    if key == "date" and value and dates.whole_date(str(value)) != str(value):
        return f'date "{value}", expected a day like 2022-11-28'
    if key == "url" and value and not address(str(value)):
        return f'url "{value}", expected an http or https address'
    if key not in KEYS + FOR_READERS:
        return f'"{key}", which is none of {", ".join(KEYS + FOR_READERS)}'
    return ""


def _tables(manifest: Path) -> Mapping[str, Any]:
    return _parsed(manifest, manifest.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _parsed(manifest: Path, modified: int) -> Mapping[str, Any]:
    """The whole manifest, parsed once for all documents of its folder as long as it was not `modified`."""
    return tomllib.loads(manifest.read_text("utf-8"))
