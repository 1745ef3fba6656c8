"""TriG of RDF 1.2, in which a claim is a reifier: `claim rdf:reifies <<( subject predicate object )>>` in the place of
`rdf:subject`, `rdf:predicate` and `rdf:object` (w3.org/TR/rdf12-turtle)."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, serialize

from kg.export.dataset.description import DESCRIPTION_PREFIXES
from kg.export.formats.dumps import parsed, parts
from kg.export.formats.format import InterchangeFormat
from kg.export.formats.interchange.claims import OBJECT, PREDICATE, SUBJECT, Term, claimed
from kg.model.config import Publication
from kg.model.namespaces import RDF

_REIFIES = NamedNode(RDF + "reifies")


def write(store: Store, out: BinaryIO, base: str, publication: Publication) -> None:
    """The whole store, sorted as in other dumps, after its description."""
    quads = (
        quad
        for graph, lines in parts(store, base, publication=publication)
        for quad in _with_reifiers(parsed(lines, graph))
    )
    serialize(quads, out, RdfFormat.TRIG, prefixes=DESCRIPTION_PREFIXES)


_FOR = "stores of RDF 1.2: claims as reifiers"
_TITLE, _FILE = "Entities and evidence", "graph-rdf12"
FORMATS = (
    InterchangeFormat(
        "trig --rdf12", "TriG 1.2", RdfFormat.TRIG.media_type, "trig", _FOR, holds=_TITLE, file=_FILE, writes=write
    ),
)


def _with_reifiers(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Of one graph. What lacks one of the three parts stays as it is."""
    held = list(quads)
    told: dict[object, dict[NamedNode, Term]] = {}
    for quad in held:
        if quad.predicate in (SUBJECT, PREDICATE, OBJECT) and not isinstance(quad.graph_name, DefaultGraph):
            told.setdefault(quad.subject, {})[quad.predicate] = quad.object
    whole = {claim: claimed(parts) for claim, parts in told.items()}
    for quad in held:
        triple = whole.get(quad.subject)
        if triple is None or quad.predicate not in (SUBJECT, PREDICATE, OBJECT):
            yield quad
        elif quad.predicate == SUBJECT:
            yield Quad(quad.subject, _REIFIES, triple, quad.graph_name)
