"""Queries that would make this machine send requests to others.

Read-only is not harmless: SERVICE fetches whatever address a query gives, inside the network the server stands in."""

import re

_CALL = re.compile(r"service\s*+(?:silent\s*+)?(?:[#<?$:]|[^\W\d][\w.-]{0,64}:)", re.IGNORECASE)
_WITHIN_A_NAME = re.compile(r"(?:[?$]\w*|:[\w.:%-]*)\Z")
_LONGEST_NAME = 64
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def calls_out(query: str) -> bool:
    """Whether SERVICE with an address stands anywhere in the query, be it in a comment or a string.

    Comments and strings are not told apart on purpose: where one begins depends on the grammar («?a <#x> …» is an IRI
    in one place, «less than» and a comment in another), and a mistake about that would hide the word."""
    return any(_keyword(text, found.start()) for text in {query, _unescaped(query)} for found in _CALL.finditer(text))


def _keyword(text: str, at: int) -> bool:
    """Not `?service`, not `ex:service`."""
    return _WITHIN_A_NAME.search(text[max(0, at - _LONGEST_NAME) : at]) is None


def _unescaped(query: str) -> str:
    """SPARQL has \\uXXXX undone before a query is read (19.2), though not every parser does it."""
    return _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), query)
