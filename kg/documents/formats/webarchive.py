"""Web archives (WARC, ISO 28500): every HTML page that was answered is a document, its address the source.

The text is the page as its charset decodes it; offsets count its code points. Other records (pictures, redirects,
requests, pages that were not there) are no documents."""

import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from kg.documents.addresses import address
from kg.documents.formats.charsets import text_of
from kg.documents.formats.packed import DAMAGED, opened
from kg.documents.original import Original, member
from kg.model.errors import DocumentError

_PAGES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


def documents(file: Path) -> Iterator[tuple[int, Callable[[int], Original]]]:
    """The pages by their records, counted from 1. Each is to be read before the next one is asked for.

    Raises OSError or DocumentError where the file cannot be read on."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    number = 0
    with opened(file) as content:
        try:
            unpacked = _Unpacked(content)
            # Parsing HTTP headers, warcio takes a record that ends before them for the end of the archive.
            for record in ArchiveIterator(unpacked, no_record_parse=True):
                number += 1
                if _is_page(record):
                    yield number, partial(_document, record, f"{file} record {number}")
                while record.raw_stream.limit and record.raw_stream.read(100_000):
                    pass
                if record.raw_stream.limit:
                    raise DocumentError(f"{file}: cut off in record {number}")
            if number and unpacked.end.strip(b"\r\n"):
                raise DocumentError(f"{file}: cut off after record {number}")
        except _CutError:
            raise DocumentError(f"{file}: cut off after record {number}, the packed data do not end") from None
        except DAMAGED as error:
            raise DocumentError(f"{file}: damaged gzip data after record {number} ({error})") from None
        except (ArchiveLoadFailed, StatusAndHeadersParserException, AttributeError, ValueError) as error:
            # warcio lets an AttributeError through for a record that ends among its headers.
            reason = "cut off" if isinstance(error, AttributeError) else _line(error)
            raise DocumentError(f"{file}: no web archive after record {number} ({reason})") from None


class _CutError(Exception):
    """Packed data that do not end. To warcio an EOFError is the end of the archive."""


class _Unpacked:
    """What warcio reads: packed data up to where they are cut, which it would itself take for their end."""

    def __init__(self, content: IO[bytes]) -> None:
        self._read = getattr(content, "read1", content.read)
        self.end = b""
        """The last two bytes: line ends, after a whole record."""

    def read(self, size: int) -> bytes:
        try:
            some = bytes(self._read(size))
        except EOFError:
            raise _CutError from None
        self.end = (self.end + some)[-2:]
        return some


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    if record.rec_type == "response":
        from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

        try:
            record.http_headers = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"]).parse(record.raw_stream)
        except (EOFError, StatusAndHeadersParserException):
            return False
        if record.http_headers.get_statuscode() != "200":
            return False
    return _type(record).partition(";")[0].strip().lower() in _PAGES


def _type(record: Any) -> str:
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    return headers.get_header("Content-Type") or ""


def _document(record: Any, where: str, max_bytes: int) -> Original:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    try:
        content = record.content_stream().read(max_bytes + 1)
    except _CutError:
        raise DocumentError(f"{where}: cut off, the packed data do not end") from None
    except (zlib.error, ValueError) as error:
        raise DocumentError(f"{where}: damaged content ({_line(error)})") from None
    if len(content) > max_bytes:
        raise DocumentError(f"{where}: more than the {max_bytes} bytes allowed")
    if record.raw_stream.limit and not content:
        raise DocumentError(f"{where}: cut off")
    if not content.strip():
        raise DocumentError(f"{where}: the page is empty")
    said = _CHARSET.search(_type(record))
    text, notes = text_of(content, where, said[1] if said else "")
    id = re.sub(r"^https?://(www\.)?", "", url).rstrip("/") or str(record.rec_headers.get_header("WARC-Record-ID"))
    return member(id, text, {"url": url} if address(url) else {}, notes)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
