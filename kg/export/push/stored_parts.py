"""What a store consists of for a push: parts that are compared, sent and replaced as one."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store


@dataclass(frozen=True)
class StoredPart:
    """The graph of a document, or the triples of one subject in the default graph, or the whole default graph."""

    graph: str
    """An IRI, or empty for the default graph."""
    subject: str
    """An IRI, or empty for the whole graph."""
    lines: Collection[str]
    """N-Triples."""

    @property
    def name(self) -> str:
        return self.subject or self.graph or "the default graph"

    @property
    def gone(self) -> bool:
        """Whether the store has it no longer."""
        return self.lines == ()

    @property
    def size(self) -> int:
        """Of its lines, in bytes."""
        return sum(len(line.encode()) for line in self.lines)

    @cached_property
    def digest(self) -> bytes:
        """Equal for equal triples, in whatever order they come."""
        whole = sum(int.from_bytes(hashlib.sha256(line.encode()).digest()) for line in self.lines)
        return (whole % 2**256).to_bytes(32)


def parts(store: Store, *, by_subject: bool) -> Iterator[StoredPart]:
    """The parts of a store on disk. Documents first, so that no plain triple stands anywhere without its claims."""
    for graph in sorted(store.named_graphs(), key=str):
        if isinstance(graph, NamedNode):
            yield StoredPart(graph.value, "", [_line(quad) for quad in _quads(store, graph)])
    if by_subject:
        # On disk Oxigraph keeps quads in the order of graph and subject: those of one subject come together.
        for subject, quads in groupby(_quads(store, DefaultGraph()), key=lambda quad: quad.subject):
            yield StoredPart("", subject.value, [_line(quad) for quad in quads])
    elif (default := _DefaultGraph(store)) and any(True for _ in default):
        yield StoredPart("", "", default)


class _DefaultGraph(Collection[str]):
    """Its lines, read from the store as often as they are asked for: they need not fit into memory."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __iter__(self) -> Iterator[str]:
        return (_line(quad) for quad in _quads(self._store, DefaultGraph()))

    def __len__(self) -> int:
        return sum(1 for _ in _quads(self._store, DefaultGraph()))

    def __contains__(self, line: object) -> bool:
        return any(line == own for own in self)


def _quads(store: Store, graph: NamedNode | DefaultGraph) -> Iterable[Quad]:
    return store.quads_for_pattern(None, None, None, graph)


def _line(quad: Quad) -> str:
    return f"{quad.subject} {quad.predicate} {quad.object} ."
