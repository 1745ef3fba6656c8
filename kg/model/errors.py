"""What can go wrong through no fault of the program, each with one line for the user."""

import re

_UNPRINTED = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal obeys, turns other words round, or cannot be written at all; a tabulator may stand."""


def printable(text: str) -> str:
    """The text as one line that shows what is in it and does nothing: an escape character is «\\x1b»."""
    return _UNPRINTED.sub(lambda found: ascii(found[0])[1:-1], text)


class KgError(Exception):
    """Bad usage or input. The message says what, where, and what was allowed; exit code 2."""


class DocumentError(KgError):
    """One document cannot be read. A build sets it aside and goes on."""


class StoreError(KgError):
    """The store is missing, damaged, or held by another program."""


class DamageError(StoreError):
    """The store is there, and is not as it was written."""


class QueryError(KgError):
    """A query is unknown, does not parse, or lacks a parameter."""


class EndpointError(KgError):
    """Another endpoint gives no answer, or none that can be used."""


class ContentRefusedError(EndpointError):
    """Another endpoint does not take what it was sent; it may take something else."""
