"""JSON-LD: what it says of the articles in it, by the names of schema.org."""

import re
from collections.abc import Iterator
from typing import Any

from kg.documents import dates
from kg.documents.addresses import address

_ARTICLES = re.compile("(?:News|Blog|Reportage|Analysis|Scholarly)?(?:Article|Posting|Report)")


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The objects in a value, those of its graphs among them."""
    for node in _several(value):
        if isinstance(node, dict):
            yield node
            yield from nodes(node.get("@graph", []))


def article(node: dict[str, Any]) -> dict[str, str]:
    """Title, date, url, publisher, author and text of an article, as far as they are there; else nothing."""
    if not any(isinstance(kind, str) and _ARTICLES.fullmatch(kind) for kind in _several(node.get("@type"))):
        return {}
    body = node.get("articleBody")
    found = {
        "title": _name(node.get("headline")),
        "date": dates.whole_date(_name(node.get("datePublished"))),
        "url": next((url for key in ("url", "mainEntityOfPage", "@id") if (url := address(_name(node.get(key))))), ""),
        "publisher": _name(node.get("publisher")),
        "author": _name(node.get("author")),
        "text": body if isinstance(body, str) else "",
    }
    return {key: value for key, value in found.items() if value}


def _name(value: Any) -> str:
    """Of a thing, which may be an object or a list of them."""
    value = next(iter(_several(value)), "")
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or ""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
