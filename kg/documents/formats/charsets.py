"""Bytes to text, in whatever code page they are."""

import codecs
import re
from contextlib import suppress

from kg.model.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Longer ones before those they begin with."""
_DECLARED = re.compile(rb"<(?:meta|\?xml)\b[^>]*(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.I)
_HEAD = 4096
"""Bytes in which a page says its charset."""
_FEW = 0.01
"""Damaged characters that a text may have, and letters of a neighbour's."""
_PAGES = ["cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "kz1048", "utf_16_le", "utf_16_be"]
"""Those of Cyrillic, in which it is looked for."""


def text_of(content: bytes, where: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text, line ends as they are, and notes. A byte order mark is no part of it: offset 0 is the character after.

    What is valid UTF-8 is that, whatever is declared in it or by `declared`; a declared charset that is not that of the
    words is passed over. Raises DocumentError for what is no text; its offsets count bytes, from 0."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, where, len(mark)), ()
    zeros = content.count(b"\0")
    if 0 < zeros < 2 * _FEW * len(content):
        raise _no_text(content, where)
    if not zeros:
        with suppress(UnicodeDecodeError):
            return content.decode("utf-8"), ()
        text = content.decode("utf-8", errors="replace")
        if text.count("\ufffd") < _FEW * len(text):
            return text, ("bytes that are no utf-8 are read as «\ufffd»",)
    from charset_normalizer import from_bytes  # few files need it

    meta = _DECLARED.search(content[:_HEAD])
    said = _known(declared) or _known(meta[1].decode() if meta else "")
    found = from_bytes(content, cp_isolation=sorted({*_PAGES, said} - {""})).best()
    if found is None or not any("\u0400" <= character <= "\u052f" for character in str(found)):
        if zeros:
            raise _no_text(content, where)
        return _strictly(content, said or "utf-8", where), ()
    page = said if said in found.could_be_from_charset else found.encoding
    text = content.decode(page)
    if page == "cp1251" and sum(text.count(letter) for letter in "ќѕЌЅ") > _FEW * len(text):
        page, text = "kz1048", content.decode("kz1048")  # «қ ң»
    return text, () if page == said else (f"no UTF-8: read as {page.replace('_', '-')}, by its letters",)


def _strictly(content: bytes, encoding: str, where: str, skipped: int = 0) -> str:
    try:
        return content[skipped:].decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + skipped
        raise DocumentError(
            f"{where}: not {encoding.upper()}, byte 0x{content[at]:02x} at offset {at}; "
            f"if it is a text, convert it: iconv -f CODEPAGE -t UTF-8"
        ) from None


def _no_text(content: bytes, where: str) -> DocumentError:
    return DocumentError(f"{where}: not a text, zero byte at offset {content.index(0)}")


def _known(charset: str) -> str:
    """The name of a charset as charset-normalizer spells it; empty when there is none of that name."""
    try:
        return codecs.lookup(charset).name.replace("-", "_") if charset else ""
    except LookupError:
        return ""
