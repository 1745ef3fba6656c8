"""What a query answers, as bytes of a format or as rows for people."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO, StringIO
from typing import Final, TypeAlias

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kg.graph.companions import what_queries_see
from kg.model.errors import QueryError, StoreError
from kg.model.labels import LANGUAGES
from kg.model.namespaces import DCT, PREFIXES, SKOS, XSD
from kg.model.spelling import did_you_mean
from kg.queries.faults import fault
from kg.queries.outgoing import calls_out, names_dataset
from kg.queries.telling import Term, document_of, telling, text_of

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
    AnswerFormat("nquads", "N-Quads", ("application/n-quads",), RdfFormat.N_QUADS, ("nq",)),
)
TABLE: Final = "table"
"""What people read in a terminal."""
XLSX: Final = "xlsx"
FORMATS: Final = (TABLE, *(form.name for form in ROWS), XLSX, *(form.name for form in GRAPHS))
_AMOUNT: Final = XSD + "decimal"
_PREFERRED = NamedNode(SKOS + "prefLabel")
_NUMBERS: Final = frozenset({_AMOUNT, XSD + "integer", XSD + "double", XSD + "float", XSD + "int", XSD + "long"})
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
"""Without it Excel takes CSV for the code page of its country."""
_PIECE: Final = 8192
"""Bytes that are written at a time."""
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
        raise QueryError(f"the query does not parse: {fault(text, str(error), PREFIXES)}") from None
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
    if isinstance(answer, QuerySolutions) and chosen is QueryResultsFormat.CSV:
        return b"".join(csv_of(answer))
    if not isinstance(answer, QueryTriples) and isinstance(chosen, QueryResultsFormat):
        return answer.serialize(format=chosen) or b""
    if form == XLSX and isinstance(answer, QuerySolutions):
        return _workbook(answer)
    sheets = (XLSX,) if isinstance(answer, QuerySolutions) else ()
    allowed = ", ".join((TABLE, *(one.name for one in formats), *sheets))
    raise QueryError(f"{what} query cannot be given as {form}; its formats: {allowed}")


def csv_of(answer: QuerySolutions) -> Iterator[bytes]:
    """SPARQL 1.1 CSV in pieces. Oxigraph writes the comma of an IRI («…#char=0,5») as one between fields."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(variable.value for variable in answer.variables)
    for solution in answer:
        if text.tell() > _PIECE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
        writer.writerow("" if term is None else _plain(term) for term in solution)
    yield text.getvalue().encode()


def _plain(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


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


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column for people to read."""

    name: str
    cells: tuple[str, ...]

    @property
    def says_one_thing(self) -> bool:
        """Whether all rows say the same, so that it tells the least."""
        return len(self.cells) > 1 and len(set(self.cells)) == 1


def columns(
    answer: QuerySolutions | QueryTriples, store: Store, chosen: Sequence[str] = (), *, language: str = ""
) -> list[AnswerColumn]:
    """The answer for reading: IRIs by their labels, in the `language` if they have one, else by the end of the IRI;
    long numbers in groups of three.

    `chosen` names columns, in their order; raises QueryError on one that the answer has not. Otherwise those that tell
    people something, and last the document, told by its date and title instead of its file."""
    names = _Names(store, language)
    if isinstance(answer, QueryTriples):
        variables = ["subject", "predicate", "object"]
        rows: list[tuple[Term | None, ...]] = [(one.subject, one.predicate, one.object) for one in answer]
    else:
        variables = [variable.value for variable in answer.variables]
        rows = [tuple(row) for row in answer]
    shown = {name: AnswerColumn(name, tuple(names.shown(row[at]) for row in rows)) for at, name in enumerate(variables)}
    told = telling(variables, rows, store, lambda thing: {one.value for one in names.of(thing).values()})
    if (file := next(iter(told.documents), None)) and not (chosen and file == DOCUMENT):
        at, titled = variables.index(file), cache(lambda term: _titled(term, store))
        shown[DOCUMENT] = AnswerColumn(DOCUMENT, tuple(titled(row[at]) for row in rows))
    for one in chosen:
        if one not in shown:
            meant = did_you_mean(one, shown)
            raise QueryError(f"the answer has no column {one!r}; its columns: {', '.join(shown)}{meant}")
    kept = chosen or [*told.columns, *([DOCUMENT] if file else [])]
    return [shown[one] for one in kept] or [*shown.values()]


DOCUMENT: Final = "document"
"""The column that tells of a document what its readers know it by."""


def _titled(term: Term | None, store: Store) -> str:
    """Date and title of the document of that file name or IRI; the name itself where it has none."""
    if not (document := document_of(store, term)):
        return ""
    date, title = (text_of(store, document, one) for one in (DCT + "date", DCT + "title"))
    return " ".join(f"{date} {title}".split()) or getattr(term, "value", "")


class _Names:
    """What terms are called, in one language before others."""

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self._order = dict.fromkeys([language, *LANGUAGES])
        self._known: dict[NamedNode, dict[str, Literal]] = {}

    def of(self, thing: NamedNode) -> dict[str, Literal]:
        """Gives the labels of a thing by language."""
        if thing not in self._known:
            quads = self._store.quads_for_pattern(thing, _PREFERRED, None, DefaultGraph())
            labels = (quad.object for quad in quads)
            self._known[thing] = {one.language or "": one for one in labels if isinstance(one, Literal)}
        return self._known[thing]

    def shown(self, term: object) -> str:
        if isinstance(term, NamedNode):
            labels = self.of(term)
            named = [labels[language].value for language in self._order if language in labels]
            return named[0] if named else re.split(r"[/#]", term.value.rstrip("/#"))[-1] or term.value
        text = " ".join(str(getattr(term, "value", "")).split())
        if isinstance(term, Literal) and term.datatype.value == _AMOUNT and len(text) > 4:
            whole, point, rest = text.partition(".")
            return f"{int(whole):,}".replace(",", " ") + point + rest
        return text
