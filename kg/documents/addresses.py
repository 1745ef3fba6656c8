"""Web addresses that can stand in a graph as they are."""

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def address(text: str) -> str:
    """`text` when it is an absolute http or https address and a valid IRI, or empty."""
    return text if _ADDRESS.fullmatch(text) and host(text) else ""


def host(url: str) -> str:
    """The site of an address, «kremlin.ru», without `www.`; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # «http://[kremlin.ru/»
        return ""
