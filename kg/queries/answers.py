"""What a query answers, as bytes of a format or as a table for people."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg.model.errors import QueryError, StoreError, printable
from kg.model.namespaces import PREFIXES, SKOS, XSD
from kg.queries.outgoing import calls_out

if TYPE_CHECKING:
    from rich.console import Console

Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples

ROWS: Final = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPHS: Final = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
_AMOUNT: Final = XSD + "decimal"
FORMATS: Final = ("table", *ROWS, *GRAPHS)


def ask(store: Store, text: str) -> Answer:
    """The answer to a SPARQL 1.1 query. Raises QueryError when it does not parse, cannot be run or asks another
    service, StoreError when the store cannot be read."""
    if calls_out(text, lambda changed: Store().query(changed, prefixes=PREFIXES)):
        raise QueryError("the query asks another service, and kg calls none; give it to an engine that may")
    try:
        return store.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        # The parser lists every character that would have done; up to there it says where the fault is.
        where, _, expected = " ".join(str(error).split()).partition(": expected one of")
        hint = f": expected one of{expected}" if 0 < len(expected) < 60 else ""
        raise QueryError(f"the query does not parse: {where}{hint}") from None
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query failed: {' '.join(str(error).split())}") from None
    except ValueError as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())}") from None


def serialise(answer: Answer, form: str) -> bytes:
    """The answer in a format of `FORMATS` other than «table». Raises QueryError when the two do not go together."""
    if isinstance(answer, QueryTriples):
        if form not in GRAPHS:
            raise QueryError(
                f"a CONSTRUCT or DESCRIBE query gives a graph; its formats: {', '.join(('table', *GRAPHS))}"
            )
        return serialize(answer, format=GRAPHS[form], prefixes=PREFIXES) or b""
    if form not in ROWS or (isinstance(answer, QueryBoolean) and form not in ("json", "xml")):
        kind, allowed = ("an ASK", ("json", "xml")) if isinstance(answer, QueryBoolean) else ("a SELECT", tuple(ROWS))
        raise QueryError(f"{kind} query cannot be given as {form}; its formats: {', '.join(('table', *allowed))}")
    return answer.serialize(format=ROWS[form]) or b""


def cells(answer: QuerySolutions | QueryTriples, store: Store) -> tuple[list[str], list[list[str]]]:
    """Head and rows for reading: IRIs by their labels, else by the end of the IRI; long numbers in groups of three.

    Left out is what tells people nothing: a column that repeats another («eventLabel»), the IRIs of claims."""
    name = _namer(store)
    if isinstance(answer, QueryTriples):
        triples = ((triple.subject, triple.predicate, triple.object) for triple in answer)
        return ["subject", "predicate", "object"], [[name(term) for term in triple] for triple in triples]
    head = [variable.value for variable in answer.variables]
    terms = [[row[variable] for variable in head] for row in answer]
    rows = [[name(term) for term in row] for row in terms]
    columns = list(zip(*rows, strict=True))
    shown = [
        at
        for at in range(len(columns))
        if columns[at] not in columns[:at] and not all(_is_key(row[at]) for row in terms)
    ]
    if not rows:
        return head, rows
    return [head[at] for at in shown], [[row[at] for at in shown] for row in rows]


def _is_key(term: object) -> bool:
    """An IRI that only machines join on."""
    return isinstance(term, NamedNode) and re.search(r"/(claim|indicator)/[^/]*$", term.value) is not None


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]], console: "Console") -> None:
    """Columns as far as the console is wide; else each row as a block of «name value» lines. Long values are folded."""
    from rich.table import Table
    from rich.text import Text

    if not rows:
        console.print("no rows")
        return
    if sum(_least(column) + 2 for column in zip(head, *rows, strict=True)) <= console.width:
        table = Table(*head, box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
        for column in table.columns:
            column.overflow = "fold"
        for row in rows:
            table.add_row(*(Text(printable(cell)) for cell in row))
        console.print(table)
        return
    for at, row in enumerate(rows):
        block = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for name, value in zip(head, row, strict=True):
            if value:
                block.add_row(name, Text(printable(value)))
        if at:
            console.print()
        console.print(block)


def _least(column: Sequence[str]) -> int:
    """The width below which a column cannot be read: its longest word, and a phrase in not too many lines."""
    longest_word = max(len(word) for cell in column for word in cell.split() or [""])
    return max(len(column[0]), min(longest_word, 24), min(max(map(len, column)), 18))


def _namer(store: Store) -> Callable[[object], str]:
    preferred = NamedNode(SKOS + "prefLabel")

    @cache
    def label(iri: NamedNode) -> str:
        labels = [quad.object for quad in store.quads_for_pattern(iri, preferred, None, DefaultGraph())]
        by_language = {one.language: one.value for one in labels if isinstance(one, Literal)}
        named = [by_language[language] for language in ("ru", "kk", "en") if language in by_language]
        return named[0] if named else re.split(r"[/#]", iri.value.rstrip("/#"))[-1] or iri.value

    def name(term: object) -> str:
        if isinstance(term, NamedNode):
            return label(term)
        text = " ".join(str(getattr(term, "value", "")).split())
        if isinstance(term, Literal) and term.datatype.value == _AMOUNT and len(text) > 4:
            whole, point, rest = text.partition(".")
            return f"{int(whole):,}".replace(",", " ") + point + rest
        return text

    return name
