"""RSS and Atom: every item that has words is a document."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path

from lxml import etree

from kg.documents import dates
from kg.documents.addresses import address
from kg.documents.formats.packed import DAMAGED, opened
from kg.documents.original import Original, member
from kg.model.errors import DocumentError

_LARGEST = 128_000_000
"""Bytes of a feed."""
_WORDS = ("encoded", "content", "description", "summary")
"""Elements that hold an item's words, the fullest first."""
_TIMES = ("pubDate", "published", "date", "updated")


def documents(file: Path) -> Iterator[tuple[int, Callable[[int], Original]]]:
    """The items by their places, counted from 1. Raises OSError or DocumentError for what is no feed."""
    with opened(file) as whole:
        try:
            content = whole.read(_LARGEST)
        except (EOFError, *DAMAGED):
            raise DocumentError(f"{file}: damaged gzip data") from None
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"{file}: no XML that can be read ({error})") from None
    items = list(root.iter("{*}item", "{*}entry"))
    publisher = _text(root, "title") or next((_text(channel, "title") for channel in root.iter("{*}channel")), "")
    if not items:
        raise DocumentError(f"{file}: XML, but no item of RSS or Atom in it")
    for number, item in enumerate(items, start=1):
        yield number, partial(_document, item, publisher, f"{file} item {number}")


def _document(item: etree._Element, publisher: str, where: str, max_bytes: int) -> Original:
    words = next((words for name in _WORDS if (words := _text(item, name))), "")
    if not words:
        raise DocumentError(f"{where}: no words in it")
    if len(words.encode()) > max_bytes:
        raise DocumentError(f"{where}: more than the {max_bytes} bytes allowed")
    url = address(_text(item, "link") or next((link.get("href", "") for link in item.iter("{*}link")), ""))
    said: Mapping[str, str] = {
        "title": " ".join(_text(item, "title").split()),
        "date": next((day for name in _TIMES if (day := _day(_text(item, name)))), ""),
        "url": url,
        "publisher": " ".join(publisher.split()),
    }
    text = f"<body>{words}</body>" if "</" in words else words
    id = _text(item, "guid") or _text(item, "id") or url or where.rsplit("/", 1)[-1]
    return member(id, text, {key: value for key, value in said.items() if value})


def _text(node: etree._Element, name: str) -> str:
    found = node.find(f"{{*}}{name}")
    return "".join(found.itertext()).strip() if found is not None else ""


def _day(said: str) -> str:
    """RFC 822 in RSS, ISO 8601 in Atom."""
    with suppress(ValueError):
        return parsedate_to_datetime(said).date().isoformat()
    return dates.whole_date(said)
