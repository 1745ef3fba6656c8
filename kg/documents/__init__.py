"""Files to Documents.

`find` lists the documents, `read` makes a Document of one. Offsets count code points of the document's text: of a file
from the first character after a byte order mark if there is one (CR LF counts as two), of a line of JSON the value of
`text`, of a page in a web archive what its charset decodes, of a PDF or DOCX the text extracted from it."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from kg.documents import kazakh_latin, language, manifest, turns
from kg.documents.addresses import host
from kg.documents.cleaning import cleaned
from kg.documents.document import Document
from kg.documents.files import covered, find, folder, load, names, passed_over
from kg.documents.formats import article, contents, kremlin, markdown, members, webpage
from kg.documents.formats.layout import Markup
from kg.documents.formats.members import fingerprint
from kg.documents.formats.packed import named
from kg.documents.original import Original
from kg.documents.paragraphs import joined
from kg.documents.reading import Reading, blank
from kg.model.errors import DocumentError

__all__ = ["covered", "find", "fingerprint", "folder", "names", "passed_over", "read"]


def read(path: Path, *, max_bytes: int = 20_000_000) -> Document:
    """The document at `path`, as `find` gives it. What the text of a file lacks is taken from the `manifest.toml`
    beside it; what a line of JSON or a web archive states goes before what the text says.

    Raises DocumentError when the text is empty, larger than `max_bytes`, not to be decoded, or has no letters."""
    inside = members.of(path)
    original = members.read(*inside, max_bytes=max_bytes) if inside else _file(path, max_bytes)
    markup = (
        webpage.recognise(original.text) or markdown.recognise(original.text, path) or Markup(Reading.of(original.text))
    )
    reading = cleaned(markup.reading)
    reading = joined(reading) if markup.wrapped else reading
    if not any(character.isalpha() for character in reading.text):
        raise DocumentError(f"{path}: no letters in the text")
    told = language.told(original.stated.get("language", ""), reading.text)
    if told.script:
        reading = kazakh_latin.cyrillic(reading, told.script)
    title = reading.read(markup.title)
    layout = kremlin.recognise(reading.text) or article.recognise(reading.text, title)
    prose = blank(reading.text, [*layout.furniture, *told.foreign])
    found = turns.find(prose, ends=layout.ends, one_line=layout.one_line)
    if layout.title and found and found[0].label.start < layout.title.end:
        layout = replace(layout, title=None)
    sources = (original.stated, markup.stated, layout.stated, original.otherwise)

    def stated(key: str) -> str:
        return next((known[key] for known in sources if known.get(key)), "")

    headline = stated("title")
    words = " ".join(prose[layout.title.start : layout.title.end].split()) if layout.title else ""
    return Document(
        id=original.id,
        name=original.name,
        text=original.text,
        reading=blank(prose, turns.breaks(prose)),
        language=told.language,
        kind="transcript" if found else "plain" if layout.plain and markup.wrapped else "article",
        sha256=original.sha256,
        title=layout.title,
        headline=headline if words != headline else "",
        date=stated("date"),
        place=layout.place,
        url=stated("url"),
        publisher=stated("publisher") or host(stated("url")),
        author=stated("author"),
        turns=found,
        passages=told.passages,
        origin=reading.origin(),
        notes=original.notes + markup.notes + told.notes,
    )


def _file(path: Path, max_bytes: int) -> Original:
    content = load(path, max_bytes=max_bytes)
    name = named(path)
    text, notes = contents.text_of(content, path)
    # Names of files are bytes, and not all are UTF-8.
    spelt = os.fsencode(name).decode(errors="backslashreplace")
    return Original(
        id=Path(spelt).stem,
        name=spelt,
        text=text,
        sha256=hashlib.sha256(content).hexdigest(),
        otherwise=manifest.entry(path) or manifest.entry(path.with_name(name)),
        notes=notes,
    )
