"""Files to Documents.

`find` lists the files, `read` makes a Document of one. Offsets count code points of the file's text, from the first
character after a byte order mark if there is one; CR LF counts as two."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kg.documents import article, kazakh_latin, kremlin, language, manifest, markdown, webpage
from kg.documents.files import decode, find, load
from kg.documents.layout import Layout
from kg.documents.model import Document
from kg.documents.reading import plain
from kg.errors import DocumentError

__all__ = ["find", "read"]

LAYOUTS: tuple[Callable[[str], Layout | None], ...] = (webpage.recognise, kremlin.recognise, markdown.recognise)
"""Tried in this order on the text with plain spaces; what none of them knows is read as an article."""


def read(path: Path, *, max_bytes: int = 20_000_000) -> Document:
    """The document in the file `path`. What the text lacks is taken from the `manifest.toml` beside it.

    Raises DocumentError when the file is empty, larger than `max_bytes`, no UTF-8 text, or has no letters."""
    content = load(path, max_bytes=max_bytes)
    text = decode(content, path)
    spaced = plain(text)
    layout = next((layout for recognise in LAYOUTS if (layout := recognise(spaced))), None) or article.recognise(spaced)
    if not any(character.isalpha() for character in layout.reading):
        raise DocumentError(f"{path}: no letters in the text")
    guess = language.guess(layout.reading)
    if guess.note == language.LATIN_KAZAKH:
        layout = _transliterated(layout)
    known = manifest.entry(path)
    return Document(
        id=path.stem,
        name=path.name,
        text=text,
        reading=layout.reading,
        language=guess.language,
        kind=layout.kind,
        sha256=hashlib.sha256(content).hexdigest(),
        title=layout.title,
        date=layout.date or known.get("date", ""),
        place=layout.place,
        url=layout.url or known.get("url", ""),
        publisher=layout.publisher or known.get("publisher", ""),
        author=layout.author,
        turns=layout.turns,
        notes=layout.notes + ((guess.note,) if guess.note else ()),
    )


def _transliterated(layout: Layout) -> Layout:
    """The layout in Cyrillic letters, with the date that they tell; what it knows already it keeps."""
    again = article.recognise(kazakh_latin.cyrillic(layout.reading))
    return replace(layout, reading=again.reading, date=layout.date or again.date, turns=layout.turns or again.turns)
