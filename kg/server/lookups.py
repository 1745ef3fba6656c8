"""Queries whose cost is known before they run: what stands beside one thing.

A pattern with a constant for its subject or object is read from an index of the store that begins with it, in as many
steps as it has matches. So to count these, up to a bound, tells what the query takes, without running it."""

import re
from itertools import islice

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.namespaces import RDF

_MOST, _LARGEST = 50, 16 * 1024
"""Matches, and characters of their objects together."""
_IRI = r"<[A-Za-z][A-Za-z0-9+.-]*+:[^<>\"{}|^`\\\x00-\x20]*+>"
_VARIABLE = r"[?$][A-Za-z0-9_]++"
_TERM = rf"{_IRI}|{_VARIABLE}"
_ALL, _SOME, _COUNT = r"\*", rf"(?:{_VARIABLE} )++", rf"\( COUNT \( \* \) AS {_VARIABLE} \)"
_LOOKUP = re.compile(
    rf" (?:ASK|SELECT (?:DISTINCT\b)? (?:{_ALL}|{_SOME}|{_COUNT})) (?:WHERE)? "
    rf"\{{ ({_TERM}) ({_TERM}|a) ({_TERM}) \.? \}} (?:LIMIT [0-9]++)? ".replace(" ", r"[ \t\r\n]*+"),
    re.IGNORECASE,
)
"""With whole IRIs, as programs write them. What it takes for a query need not be one: the parser says so."""
_TYPE = NamedNode(RDF + "type")


def is_lookup(query: str, store: Store) -> bool:
    """Whether it asks for one triple pattern of the default graph that has few matches, and little text in them."""
    found = _LOOKUP.fullmatch(query)
    if found is None:
        return False
    try:
        subject, predicate, target = map(_constant, found.groups())
    except ValueError:  # no IRI, as the parser will say
        return False
    if subject is None and target is None:
        return False
    matches = list(islice(store.quads_for_pattern(subject, predicate, target, DefaultGraph()), _MOST + 1))
    return len(matches) <= _MOST and sum([len(str(match.object)) for match in matches]) <= _LARGEST


def _constant(term: str) -> NamedNode | None:
    if term in ("a", "A"):
        return _TYPE
    return NamedNode(term[1:-1]) if term[0] == "<" else None
