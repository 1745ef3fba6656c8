"""What the graph says of one IRI, as far as one answer may hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.model.namespaces import COOP, RDF

_SUBJECT, _OBJECT = NamedNode(RDF + "subject"), NamedNode(RDF + "object")
_ABOUT, _INDICATOR, _EVIDENCE = (NamedNode(COOP + name) for name in ("about", "indicator", "evidence"))

_DOCUMENT = 10


@dataclass(frozen=True, slots=True)
class Statements:
    quads: tuple[Quad, ...]
    """Sorted."""
    whole: bool
    """False when there are more than were asked for."""


def statements(store: Store, thing: NamedNode, *, evidence: bool, most: int) -> Statements:
    """Of a document: its graph. Of anything else: what it is the subject of, in any graph, and the entities that point
    to it; of a claim also its words; with `evidence` the claims about it with their words, in their graphs.

    At most `most` statements of each of these kinds; of a document's graph so many times more that long transcripts
    are whole. No quads when the IRI is unknown."""
    if store.contains_named_graph(thing):
        taken = _Taken(most * _DOCUMENT)
        taken.add(store.quads_for_pattern(None, None, None, thing))
        taken.add(store.quads_for_pattern(None, None, thing, DefaultGraph()))
        return taken.statements()
    taken = _Taken(most)
    own = taken.add(store.quads_for_pattern(thing, None, None, None))
    for quad in own:
        taken.add(_words(store, quad))
    pointing = taken.add(store.quads_for_pattern(None, None, thing, DefaultGraph()))
    if not own and not pointing or _is_span(thing):
        # A rule is known by its claims alone, a span by what is said in it.
        taken.add(store.quads_for_pattern(None, None, thing, None))
    elif evidence:
        taken.add(quad for claim in _claims(store, thing) for quad in _with_words(store, claim))
    return taken.statements()


class _Taken:
    def __init__(self, most: int) -> None:
        self._most = most
        self._quads: set[Quad] = set()
        self._whole = True

    def add(self, quads: Iterable[Quad]) -> list[Quad]:
        found = list(islice(quads, self._most + 1))
        self._whole = self._whole and len(found) <= self._most
        self._quads.update(found[: self._most])
        return found[: self._most]

    def statements(self) -> Statements:
        return Statements(tuple(sorted(self._quads, key=_order)), self._whole)


def _order(quad: Quad) -> tuple[str, str, str, str]:
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return graph, str(quad.subject), str(quad.predicate), str(quad.object)


def _is_span(thing: NamedNode) -> bool:
    return "#" in thing.value


def _claims(store: Store, thing: NamedNode) -> Iterator[Quad]:
    """One statement of each claim about it: it is the subject, or the object, or a figure is about it."""
    yield from store.quads_for_pattern(None, _SUBJECT, thing, None)
    yield from store.quads_for_pattern(None, _OBJECT, thing, None)
    for about in store.quads_for_pattern(None, _ABOUT, thing, DefaultGraph()):
        yield from store.quads_for_pattern(None, _INDICATOR, about.subject, None)


def _with_words(store: Store, claim: Quad) -> Iterator[Quad]:
    for quad in store.quads_for_pattern(claim.subject, None, None, claim.graph_name):
        yield quad
        yield from _words(store, quad)


def _words(store: Store, quad: Quad) -> Iterator[Quad]:
    """Of the span that it names as evidence, if it does."""
    if quad.predicate == _EVIDENCE and isinstance(quad.object, NamedNode):
        yield from store.quads_for_pattern(quad.object, None, None, quad.graph_name)
