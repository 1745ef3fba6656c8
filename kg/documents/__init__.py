"""Files to Documents.

`find` lists the documents, `read` makes a Document of one. Offsets count code points of the document's text: of a file
from the first character after a byte order mark if there is one (CR LF counts as two), of a line of JSON the value of
`text`, of a page in a web archive what its charset decodes."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kg.documents import kazakh_latin, language, manifest
from kg.documents.addresses import host
from kg.documents.document import Document
from kg.documents.files import covers, decode, find, folder, load
from kg.documents.formats import article, kremlin, markdown, members, webpage
from kg.documents.formats.layout import Layout
from kg.documents.formats.members import fingerprint
from kg.documents.formats.packed import named
from kg.documents.original import Original
from kg.documents.reading import plain
from kg.model.errors import DocumentError

__all__ = ["covers", "find", "fingerprint", "folder", "read"]

LAYOUTS: tuple[Callable[[str], Layout | None], ...] = (webpage.recognise, kremlin.recognise, markdown.recognise)
"""Tried in this order on the text with plain spaces; what none of them knows is read as an article."""


def read(path: Path, *, max_bytes: int = 20_000_000) -> Document:
    """The document at `path`, as `find` gives it. What the text of a file lacks is taken from the `manifest.toml`
    beside it; what a line of JSON or a web archive states goes before what the text says.

    Raises DocumentError when the text is empty, larger than `max_bytes`, none in UTF-8, or has no letters."""
    inside = members.of(path)
    original = members.read(*inside, max_bytes=max_bytes) if inside else _file(path, max_bytes)
    text = original.text
    spaced = plain(text)
    layout = next((layout for recognise in LAYOUTS if (layout := recognise(spaced))), None) or article.recognise(spaced)
    if not any(character.isalpha() for character in layout.reading):
        raise DocumentError(f"{path}: no letters in the text")
    stated, otherwise = original.stated, original.otherwise
    guess = language.stated_or_guessed(stated.get("language", ""), layout.reading)
    if guess.note == language.LATIN_KAZAKH:
        layout = _transliterated(layout)
    url = stated.get("url") or layout.url or otherwise.get("url", "")
    title = stated.get("title", "")
    return Document(
        id=original.id,
        name=original.name,
        text=text,
        reading=layout.reading,
        language=guess.language,
        kind=layout.kind,
        sha256=original.sha256,
        title=layout.title,
        headline=title if layout.title is None or title != _words(text, layout) else "",
        date=stated.get("date") or layout.date or otherwise.get("date", ""),
        place=layout.place,
        url=url,
        publisher=stated.get("publisher") or layout.publisher or otherwise.get("publisher", "") or host(url),
        author=layout.author,
        turns=layout.turns,
        notes=original.notes + layout.notes + ((guess.note,) if guess.note else ()),
    )


def _file(path: Path, max_bytes: int) -> Original:
    content = load(path, max_bytes=max_bytes)
    name = named(path)
    # Names of files are bytes, and not all are UTF-8.
    spelt = os.fsencode(name).decode(errors="backslashreplace")
    return Original(
        id=Path(spelt).stem,
        name=spelt,
        text=decode(content, path),
        sha256=hashlib.sha256(content).hexdigest(),
        otherwise=manifest.entry(path) or manifest.entry(path.with_name(name)),
    )


def _words(text: str, layout: Layout) -> str:
    return " ".join(text[layout.title.start : layout.title.end].split()) if layout.title else ""


def _transliterated(layout: Layout) -> Layout:
    """The layout in Cyrillic letters, with the date that they tell; what it knows already it keeps."""
    again = article.recognise(kazakh_latin.cyrillic(layout.reading))
    return replace(layout, reading=again.reading, date=layout.date or again.date, turns=layout.turns or again.turns)
