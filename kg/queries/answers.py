"""What a query answers, as bytes of a format or as rows for people."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Final, TypeAlias

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

from kg.graph.companions import what_queries_see
from kg.model.errors import QueryError, StoreError
from kg.model.namespaces import PREFIXES, SKOS, XSD
from kg.queries.outgoing import calls_out, names_dataset

Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True, eq=False)
class AnswerFormat:
    """A format that answers are given in, on the command line and over HTTP."""

    name: str
    """What `--format` and `?format=` call it."""
    label: str
    """As people write it."""
    media_types: tuple[str, ...]
    """The first is its own; the others are what clients ask for instead, and are then answered with."""
    writes: QueryResultsFormat | RdfFormat | None = None
    """None for a page."""
    aliases: tuple[str, ...] = ()
    """What clients say in `?format=` besides; SPARQLWrapper asks for graphs as «xml», «rdf+xml», «json-ld», «n3»."""

    def is_called(self, name: str) -> bool:
        return name == self.name or name in self.aliases or name in self.media_types


ROWS: Final = (
    AnswerFormat("json", "JSON", ("application/sparql-results+json", "application/json"), QueryResultsFormat.JSON),
    AnswerFormat(
        "xml", "XML", ("application/sparql-results+xml", "application/xml", "text/xml"), QueryResultsFormat.XML
    ),
    AnswerFormat("csv", "CSV", ("text/csv",), QueryResultsFormat.CSV),
    AnswerFormat("tsv", "TSV", ("text/tab-separated-values",), QueryResultsFormat.TSV),
)
TRUTHS: Final = ROWS[:2]
"""Those that can hold the answer of an ASK."""
GRAPHS: Final = (
    AnswerFormat("turtle", "Turtle", ("text/turtle", "application/x-turtle"), RdfFormat.TURTLE, ("ttl", "n3")),
    AnswerFormat("ntriples", "N-Triples", ("application/n-triples", "text/plain"), RdfFormat.N_TRIPLES, ("nt",)),
    AnswerFormat(
        "rdfxml",
        "RDF/XML",
        ("application/rdf+xml", "application/xml", "text/xml"),
        RdfFormat.RDF_XML,
        ("xml", "rdf+xml", "rdf"),
    ),
    AnswerFormat(
        "jsonld", "JSON-LD", ("application/ld+json", "application/json"), RdfFormat.JSON_LD, ("json-ld", "json")
    ),
    AnswerFormat("trig", "TriG", ("application/trig",), RdfFormat.TRIG),
    AnswerFormat("nquads", "N-Quads", ("application/n-quads",), RdfFormat.N_QUADS),
)
TABLE: Final = "table"
"""What people read in a terminal."""
XLSX: Final = "xlsx"
FORMATS: Final = (TABLE, *(form.name for form in ROWS), XLSX, *(form.name for form in GRAPHS))
_AMOUNT: Final = XSD + "decimal"
_NUMBERS: Final = frozenset({_AMOUNT, XSD + "integer", XSD + "double", XSD + "float", XSD + "int", XSD + "long"})
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
"""Without it Excel takes CSV for the code page of its country."""
_LONGEST_CELL: Final = 32_767
"""Characters that Excel has room for."""


def ask(store: Store, text: str, *, stated: bool = False) -> Answer:
    """The answer to a SPARQL 1.1 query: with what is known beforehand and what follows, or from what is `stated` alone.

    Raises QueryError when it does not parse, cannot be run or asks another service, StoreError when the store cannot be
    read."""
    if calls_out(text, _on_nothing):
        raise QueryError("the query asks another service, and kg calls none; give it to an engine that may")
    try:
        if stated or names_dataset(text, _on_nothing):
            return store.query(text, prefixes=PREFIXES)
        return store.query(text, prefixes=PREFIXES, default_graph=what_queries_see(store))
    except SyntaxError as error:
        # The parser lists every character that would have done; up to there it says where the fault is.
        where, _, expected = " ".join(str(error).split()).partition(": expected one of")
        hint = f": expected one of{expected}" if 0 < len(expected) < 60 else ""
        raise QueryError(f"the query does not parse: {where}{hint}") from None
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query failed: {' '.join(str(error).split())}") from None
    except ValueError as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())}") from None


def _on_nothing(text: str) -> object:
    return Store().query(text, prefixes=PREFIXES)


def serialise(answer: Answer, form: str) -> bytes:
    """The answer in a format of `FORMATS` other than «table». Raises QueryError when the two do not go together."""
    what, formats = (
        ("a CONSTRUCT or DESCRIBE", GRAPHS)
        if isinstance(answer, QueryTriples)
        else ("an ASK", TRUTHS)
        if isinstance(answer, QueryBoolean)
        else ("a SELECT", ROWS)
    )
    chosen = next((one.writes for one in formats if one.name == form), None)
    if isinstance(answer, QueryTriples) and isinstance(chosen, RdfFormat):
        return serialize(answer, format=chosen, prefixes=PREFIXES) or b""
    if not isinstance(answer, QueryTriples) and isinstance(chosen, QueryResultsFormat):
        return answer.serialize(format=chosen) or b""
    if form == XLSX and isinstance(answer, QuerySolutions):
        return _workbook(answer)
    sheets = (XLSX,) if isinstance(answer, QuerySolutions) else ()
    allowed = ", ".join((TABLE, *(one.name for one in formats), *sheets))
    raise QueryError(f"{what} query cannot be given as {form}; its formats: {allowed}")


def _workbook(answer: QuerySolutions) -> bytes:
    """One sheet: numbers as numbers, everything else as text."""
    try:
        import xlsxwriter
    except ImportError:
        raise QueryError("xlsx needs the package xlsxwriter: pip install 'kg[documents]'") from None
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})  # the same answer, the same bytes
    sheet = book.add_worksheet("kg")
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, [variable.value for variable in answer.variables], book.add_format({"bold": True}))
    for at, row in enumerate(answer, start=1):
        for column, term in enumerate(row):
            words = str(getattr(term, "value", ""))
            if isinstance(term, Literal) and term.datatype.value in _NUMBERS:
                sheet.write_number(at, column, float(words))
            elif words:
                sheet.write_string(at, column, words[:_LONGEST_CELL])
    book.close()
    return content.getvalue()


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
