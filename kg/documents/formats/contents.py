"""What kind of file it is, by its first bytes; the words of a PDF or DOCX, which the extra `kg[documents]` reads."""

import io
import logging
import zipfile
from pathlib import Path

from kg.documents.document import PAGE_BREAK
from kg.documents.formats.charsets import text_of as decoded
from kg.model.errors import DocumentError

_OTHERS = (
    (b"{\\rtf", "RTF; save it as DOCX or text"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file; save it as DOCX"),
    (b"\x1f\x8b", "packed with gzip; name it .gz"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
)


def text_of(content: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a file with notes for its reader.

    Raises DocumentError for what holds no text, or needs a library that is not installed, with the way out."""
    if content.lstrip()[:5] == b"%PDF-":
        return _of_pdf(content, path), ("text extracted from a PDF; offsets are those of the extracted text",)
    if content[:4] == b"PK\3\4":
        return _of_docx(content, path), ("text extracted from a DOCX; offsets are those of the extracted text",)
    for mark, kind in _OTHERS:
        if content.startswith(mark):
            raise DocumentError(f"{path}: {kind}")
    return decoded(content, str(path))


def _of_pdf(content: bytes, path: Path) -> str:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise DocumentError(f"{path}: a PDF; pip install 'kg[documents]' reads it") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is damaged is told in one line
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"{path}: an encrypted PDF; save it without a password")
        text = PAGE_BREAK.join(page.extract_text().replace(PAGE_BREAK, "\n") for page in reader.pages)
    except DocumentError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        ImportError,
    ) as error:
        raise DocumentError(f"{path}: a damaged PDF ({' '.join(str(error).split())[:80]})") from None
    if not text.strip():
        raise DocumentError(f"{path}: a PDF of pictures without text; recognise its words first (ocrmypdf)")
    return _sound(text)


def _of_docx(content: bytes, path: Path) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise DocumentError(f"{path}: a damaged ZIP or DOCX ({error})") from None
    if "word/document.xml" not in names:
        raise DocumentError(f"{path}: a ZIP archive that is no DOCX; unpack it, or save it as DOCX")
    try:
        from docx import Document
        from docx.table import Table
    except ImportError:
        raise DocumentError(f"{path}: a DOCX; pip install 'kg[documents]' reads it") from None
    try:
        blocks = []
        for block in Document(io.BytesIO(content)).iter_inner_content():
            if isinstance(block, Table):
                blocks += [" ".join(cell.text for cell in row.cells) for row in block.rows]
            else:
                blocks.append(block.text)
    except (zipfile.BadZipFile, ValueError, KeyError, AttributeError, OSError, SyntaxError) as error:
        raise DocumentError(f"{path}: a damaged DOCX ({' '.join(str(error).split())[:80]})") from None
    text = "\n\n".join(blocks)
    if not text.strip():
        raise DocumentError(f"{path}: a DOCX without text")
    return _sound(text)


def _sound(text: str) -> str:
    """Without halves of characters, which no file can hold."""
    return text.encode("utf-8", errors="replace").decode()
