"""`manifest.toml` beside the documents: what is known of them and not written in them.

    ["report.txt"]
    publisher = "Zakon.kz"
    url = "https://…"
    date = "2019-11-07"

A table a file. Other keys are for the reader of the manifest."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.documents import dates
from kg.documents.addresses import address
from kg.model.errors import DocumentError

NAME = "manifest.toml"
KEYS = ("date", "url", "publisher")


def entry(path: Path) -> Mapping[str, str]:
    """What the manifest beside `path` says of it: any of date (ISO 8601), url and publisher.

    Raises DocumentError when the manifest does not parse, or date or url is none."""
    manifest = path.with_name(NAME)
    if not manifest.is_file():
        return {}
    table = _tables(manifest, manifest.stat().st_mtime_ns).get(path.name, {})
    if not isinstance(table, dict):
        raise DocumentError(f'{manifest}: "{path.name}" is no table')
    known = {key: str(table[key]) for key in KEYS if table.get(key)}
    if "date" in known and dates.whole_date(known["date"]) != known["date"]:
        raise DocumentError(f'{manifest}: "{path.name}" has date "{known["date"]}", expected a day like 2022-11-28')
    if "url" in known and not address(known["url"]):
        raise DocumentError(f'{manifest}: "{path.name}" has url "{known["url"]}", expected an http or https address')
    return known


@lru_cache(maxsize=1)
def _tables(manifest: Path, modified: int) -> Mapping[str, Any]:
    """The whole manifest, parsed once for all documents of its folder as long as it was not `modified`."""
    try:
        return tomllib.loads(manifest.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DocumentError(f"{manifest}: {error}") from None
