"""Queries whose cost is known before they run: what stands beside one thing.

A pattern with a constant for its subject or object is read from an index of the store that begins with it, in as many
steps as it has matches. So to count these, up to a bound, tells what the query takes, without running it; and where
they are all that is wanted, they are the answer."""

import re
from collections.abc import Sequence
from itertools import chain, islice
from json.encoder import encode_basestring
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg.graph.companions import what_queries_see
from kg.model.namespaces import RDF, XSD

_MOST, _LARGEST = 50, 16 * 1024
"""Matches, and characters of them all."""
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

    terms: Sequence[str]
    """Subject, predicate and object as the query writes them, without their first character: names of variables."""
    matches: Sequence[Quad]
    wanted: Sequence[str]
    """The variables, if the query wants the values of these and nothing else."""

    def as_json(self) -> bytes | None:
        """The answer in SPARQL 1.1 Query Results JSON, byte by byte as Oxigraph writes it; None where more is wanted,
        or something that JSON has other words for."""
        terms, matches, wanted = self
        columns = [(f'"{name}":', terms.index(name)) for name in wanted if terms.count(name) == 1]
        if not columns or len(set(columns)) < len(wanted):
            return None
        try:
            rows = [f"{{{','.join([f'{key}{_as_json(quad[at])}' for key, at in columns])}}}" for quad in matches]
        except ValueError:
            return None
        head = ",".join([key[:-1] for key, _ in columns])
        return f'{{"head":{{"vars":[{head}]}},"results":{{"bindings":[{",".join(rows)}]}}}}'.encode()


def lookup(query: str, store: Store) -> Lookup | None:
    """What it finds, if it asks for one triple pattern that has few matches in what queries see, and little text in
    them."""
    found = _LOOKUP.fullmatch(query)
    if found is None:
        return None
    some, subject, predicate, target, limit = found.groups()
    try:
        pattern = _constant(subject), _constant(predicate), _constant(target)
    except ValueError:  # no IRI, as the parser will say
        return None
    if pattern[0] is pattern[2] is None:
        return None
    matches = _matches(pattern, store)
    if len(matches) > _MOST or sum(map(len, map(str, matches))) > _LARGEST:
        return None
    # «?o» and «$o» are one variable.
    wanted = [name[1:] for name in some.split()] if some and not limit else ()
    return Lookup((subject[1:], predicate[1:], target[1:]), matches, wanted)


def _matches(pattern: tuple[NamedNode | None, ...], store: Store) -> list[Quad]:
    """All of them, or more than enough to see that they are many."""
    subject, predicate, target = pattern
    seen = what_queries_see(store)
    # Of all graphs first: to be given the default graph costs pyoxigraph two exceptions.
    found = list(islice(store.quads_for_pattern(subject, predicate, target, None), _MOST + 1))
    if len(found) <= _MOST:
        return [quad for quad in found if quad.graph_name in seen]
    each = (store.quads_for_pattern(subject, predicate, target, graph) for graph in seen)
    return list(islice(chain.from_iterable(each), _MOST + 1))


def _constant(term: str) -> NamedNode | None:
    if term[0] == "<":
        return NamedNode(term[1:-1])
    return _TYPE if term == "a" else None


def _as_json(term: object) -> str:
    """Raises ValueError for what has other words than a resource or a literal."""
    if isinstance(term, NamedNode):
        return f'{{"type":"uri","value":{encode_basestring(term.value)}}}'
    if isinstance(term, BlankNode):
        return f'{{"type":"bnode","value":{encode_basestring(term.value)}}}'
    if not isinstance(term, Literal) or term.direction:
        raise ValueError(term)
    value = encode_basestring(term.value)
    if term.language:
        return f'{{"type":"literal","value":{value},"xml:lang":{encode_basestring(term.language)}}}'
    if term.datatype.value == _STRING:
        return f'{{"type":"literal","value":{value}}}'
    return f'{{"type":"literal","value":{value},"datatype":{encode_basestring(term.datatype.value)}}}'
