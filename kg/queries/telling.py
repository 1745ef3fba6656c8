"""Which columns of an answer tell people something, read off its rows, so that a query of one's own is shown as the
saved ones are."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.model.namespaces import DCT

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Rows: TypeAlias = Sequence[Sequence[Term | None]]
OFFSETS: Final = ("start", "end")
_DOCUMENTS: Final = ("source", "document", "doc")
_IDENTIFIER: Final = NamedNode(DCT + "identifier")
_CLAIM, _INDICATOR = (re.compile(rf"/{one}/[^/]+$") for one in ("claim", "indicator"))
_PERIOD_ENDS: Final = ("periodStart", "periodEnd")


@dataclass(frozen=True, slots=True)
class Telling:
    columns: Sequence[str]
    """Those that tell people something, in the order of the answer, the documents not among them."""
    documents: Sequence[str]
    """Columns of documents alone."""
    claims: Sequence[str]
    """Columns of claims alone, which only programs join on."""
    has_offsets: bool
    """Whether `OFFSETS` say where the words stand in the documents."""


def telling(
    variables: Sequence[str], rows: Rows, store: Store, labels: Callable[[NamedNode], Collection[str]]
) -> Telling:
    """What to show of an answer, given as its variables and rows; `labels` are all those of a thing.

    Left out are columns without values, keys, offsets, the ends of a period beside it, a column that is the same as one
    before, and names beside their things."""
    column = {name: [row[at] for row in rows] for at, name in enumerate(variables)}

    def are(name: str, fits: Callable[[Term], bool]) -> bool:
        """Whether it has values and all of them fit."""
        found = {term for term in column.get(name, ()) if term is not None}
        return bool(found) and all(map(fits, found))

    is_document = cache(lambda term: document_of(store, term) is not None)
    documents = [name for name in variables if name in _DOCUMENTS and are(name, is_document)]
    claims = [name for name in variables if len(variables) > 1 and are(name, lambda term: _ends(term, _CLAIM))]
    has_offsets = bool(documents) and all(are(name, _is_whole_number) for name in OFFSETS)
    things = [name for name in variables if name not in claims and are(name, is_iri)]
    left_out = {*documents, *claims, *(OFFSETS if has_offsets else ()), *(_PERIOD_ENDS if "period" in column else ())}
    if claims:
        # Beside its figures.
        left_out |= {name for name in things if are(name, lambda term: _ends(term, _INDICATOR))}
    seen: set[tuple[Term | None, ...]] = {(None,) * len(rows)}
    shown = []
    for name in variables:
        cells = tuple(column[name])
        names_things = name.lower().endswith(("label", "name", "alias")) and any(
            _names_each(column[thing], cells, labels) for thing in things
        )
        if name not in left_out and cells not in seen and not names_things:
            shown.append(name)
        seen.add(cells)
    return Telling(shown, documents, claims, has_offsets)


def document_of(store: Store, term: Term | None) -> NamedNode | None:
    """The document of that file name, or of that IRI."""
    if isinstance(term, Literal):
        quad = next(iter(store.quads_for_pattern(None, _IDENTIFIER, term, None)), None)
        term = quad.subject if quad else None
    return term if isinstance(term, NamedNode) and store.contains_named_graph(term) else None


def text_of(store: Store, document: NamedNode, property_: str) -> str:
    """What a document says of itself; of several the first, empty where it says nothing."""
    quads = store.quads_for_pattern(document, NamedNode(property_), None, document)
    return min((getattr(quad.object, "value", "") for quad in quads), default="")


def is_iri(term: Term) -> bool:
    return isinstance(term, NamedNode)


def _ends(term: Term, end: re.Pattern[str]) -> bool:
    return isinstance(term, NamedNode) and end.search(term.value) is not None


def _is_whole_number(term: Term) -> bool:
    return isinstance(term, Literal) and term.value.isascii() and term.value.isdigit()


def _names_each(
    things: Sequence[Term | None], cells: Sequence[Term | None], labels: Callable[[NamedNode], Collection[str]]
) -> bool:
    """Whether the cells are labels of the things beside them, one of each: two of one are an answer in themselves."""
    told = {(thing, cell) for thing, cell in zip(things, cells, strict=True) if thing is not None and cell is not None}
    return len({thing for thing, _ in told}) == len(told) and all(
        isinstance(thing, NamedNode) and isinstance(cell, Literal) and cell.value in labels(thing)
        for thing, cell in told
    )
