"""Queries and updates that would make this machine send requests to others.

SERVICE and LOAD fetch whatever address they are given, inside the network the server stands in, and pyoxigraph gives no
say in it. So the text is looked at before it runs. Where a comment, a string or an IRI begins depends on the grammar
(«?a <#x> …» is an IRI in one place, «less than» and a comment in another), so it is left to the parser itself: a text
that still parses when every such word is misspelt has none of them as a keyword."""

import re
from collections.abc import Callable, Collection

_WORD = re.compile(
    # With an address that can be read in one way only: absolute, no user, no escapes.
    r"""(service|load)
        (?:([ \t\r\n]*+(?:silent[ \t\r\n]*+)?)
           <(https?)://([a-z0-9.-]++)(?::([0-9]{1,5}))?(?:[/?\#][^<>"{}|^`\\\x00-\x20]*+)?>)?""",
    re.IGNORECASE | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PORTS = {"http": "80", "https": "443"}


def calls_out(text: str, run: Callable[[str], object], hosts: Collection[str] = ()) -> bool:
    """Whether a query or update asks another host than those of `hosts` («name», or «name:port» for a port of its own),
    or one that its words do not name.

    `run` does it on an empty store and raises SyntaxError; it is given changed texts that call nobody."""
    lowered = text.lower()
    if text.isascii() and "service" not in lowered and "load" not in lowered and "\\u" not in lowered:
        return False
    known = {host.lower() for host in hosts}
    return any(
        _WORD.search(reading) is not None and not _parses(_WORD.sub(lambda word: _misspelt(word, known), reading), run)
        for reading in {text, _unescaped(text)}
    )


def may_call(text: str) -> bool:
    return _WORD.search(text) is not None


def _parses(text: str, run: Callable[[str], object]) -> bool:
    try:
        run(text)
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        return True
    return True


def _misspelt(word: re.Match[str], hosts: Collection[str]) -> str:
    keyword, gap, scheme, host, port = word.groups()
    if host is not None and _name(scheme.lower(), host.lower(), port) in hosts:
        return f"{keyword}{gap}<x:>"
    return keyword[:-1] + "X" + word[0][len(keyword) :]


def _name(scheme: str, host: str, port: str | None) -> str:
    return host if port is None or port == _PORTS[scheme] else f"{host}:{port}"


def _unescaped(text: str) -> str:
    """SPARQL has \\uXXXX undone before a query is read (19.2), though not every parser does it."""
    return _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)
