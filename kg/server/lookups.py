"""Queries whose cost is known before they run: what stands beside one thing.

A pattern with a constant for its subject or object is read from an index of the store that begins with it, in as many
steps as it has matches. So to count these, up to a bound, tells what the query takes, without running it; and where
they are all that is wanted, they are the answer."""

import re
from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store

from kg.namespaces import RDF, XSD

_MOST, _LARGEST = 50, 16 * 1024
"""Matches, and characters of what is found together."""
_IRI = r"<[A-Za-z][A-Za-z0-9+.-]*+:[^<>\"{}|^`\\\x00-\x20]*+>"
_VARIABLE = r"[?$][A-Za-z0-9_]++"
_TERM = rf"{_IRI}|{_VARIABLE}"
_COUNT = rf"\( (?i:COUNT) \( \* \) (?i:AS) {_VARIABLE} \)"
_LOOKUP = re.compile(
    rf" (?:(?i:ASK)|(?i:SELECT) (?:(?P<some>(?:{_VARIABLE} )++)|(?i:DISTINCT\b)? (?:\*|(?:{_VARIABLE} )++|{_COUNT}))) "
    rf"(?i:WHERE)? \{{ (?P<subject>{_TERM}) (?P<predicate>{_TERM}|a) (?P<object>{_TERM}) \.? \}} "
    r"(?P<limit>(?i:LIMIT) [0-9]++)? ".replace(" ", r"[ \t\r\n]*+")
)
"""With whole IRIs, as programs write them. What it takes for a query need not be one: the parser says so."""
_TYPE = NamedNode(RDF + "type")
_STRING = XSD + "string"


class Lookup(NamedTuple):
    """A pattern that has few matches."""

    variables: Sequence[str]
    """The names of those in the pattern, in order; one that stands there twice is here twice."""
    matches: Sequence[Sequence[object]]
    """Their values."""
    wanted: Sequence[str]
    """The variables, if the query wants the values of these and nothing else."""

    def as_json(self) -> bytes | None:
        """The answer in SPARQL 1.1 Query Results JSON, byte by byte as Oxigraph writes it, which takes three times as
        long; None where more is wanted, or something that JSON has other words for."""
        at = [self.variables.index(name) for name in self.wanted if self.variables.count(name) == 1]
        if not at or len(set(at)) < len(self.wanted):
            return None
        keys = [encode_basestring(name) for name in self.wanted]
        rows = []
        for match in self.matches:
            values = [_as_json(match[place]) for place in at]
            if "" in values:
                return None
            rows.append(f"{{{','.join([f'{key}:{value}' for key, value in zip(keys, values, strict=True)])}}}")
        return f'{{"head":{{"vars":[{",".join(keys)}]}},"results":{{"bindings":[{",".join(rows)}]}}}}'.encode()


def lookup(query: str, store: Store) -> Lookup | None:
    """What it finds, if it asks for one triple pattern of the default graph that has few matches, and little text in
    them."""
    found = _LOOKUP.fullmatch(query)
    if found is None:
        return None
    some, *terms, limit = found.groups()
    try:
        pattern = [_constant(term) for term in terms]
    except ValueError:  # no IRI, as the parser will say
        return None
    subject, predicate, target = pattern
    if subject is None and target is None:
        return None
    free = [at for at, constant in enumerate(pattern) if constant is None]
    matches: list[list[object]] = []
    size = 0
    for quad in store.quads_for_pattern(subject, predicate, target, DefaultGraph()):
        match = [quad[at] for at in free]
        size += sum([len(str(value)) for value in match])
        if len(matches) == _MOST or size > _LARGEST:
            return None
        matches.append(match)
    # «?o» and «$o» are one variable.
    wanted = [name[1:] for name in some.split()] if some and not limit else ()
    return Lookup([terms[at][1:] for at in free], matches, wanted)


def _constant(term: str) -> NamedNode | None:
    if term[0] == "<":
        return NamedNode(term[1:-1])
    return _TYPE if term == "a" else None


def _as_json(term: object) -> str:
    """Empty for what has other words than a resource or a literal."""
    if isinstance(term, NamedNode):
        return f'{{"type":"uri","value":{encode_basestring(term.value)}}}'
    if isinstance(term, BlankNode):
        return f'{{"type":"bnode","value":{encode_basestring(term.value)}}}'
    if not isinstance(term, Literal) or term.direction:
        return ""
    value = encode_basestring(term.value)
    if term.language:
        return f'{{"type":"literal","value":{value},"xml:lang":{encode_basestring(term.language)}}}'
    if term.datatype.value == _STRING:
        return f'{{"type":"literal","value":{value}}}'
    return f'{{"type":"literal","value":{value},"datatype":{encode_basestring(term.datatype.value)}}}'
