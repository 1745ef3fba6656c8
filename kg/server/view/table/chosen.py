"""What a reader chooses of the rows of an answer: words, values of columns (facets), an order, a page. It stands in the
address, in parameters that begin with «_», so that links do it without scripts and every format gives exactly that.

`_q=words`, `_is.COLUMN=value`, `_sort=COLUMN` or `_sort=-COLUMN`, `_from=ROW`, `_as=CHART`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples
from starlette.requests import Request

from kg.queries.answers import AnswerFormat
from kg.server.answers.reader import Reader
from kg.server.answers.task import Graph
from kg.server.view.names import Names, Term
from kg.server.view.table.columns import Cell, Column, Raw, Row, Table, tabled

TOGETHER = 100
"""Rows of a page."""
_FEW, _MOST = 8, 60
"""Values of a facet that are seen at once, and that are listed at all."""
_IS = "_is."
READ = 20_000
"""Rows that are read for a page, to count and order them; files of all rows have them all."""
_NOT_OF_FILES: dict[str, None] = {"_from": None, "_as": None}


def of_view(name: str) -> bool:
    """Whether a parameter chooses what of an answer is shown."""
    return name.startswith("_")


def narrowed(request: Request) -> Reader | None:
    """Who reads, where the address chooses."""
    return Reader.of(request) if any(map(of_view, request.query_params)) else None


@dataclass(frozen=True, slots=True)
class Option:
    cell: Cell
    count: int
    chosen: bool
    address: str
    """Chooses it, or takes it back."""


@dataclass(frozen=True, slots=True)
class Facet:
    column: Column
    options: Sequence[Option]
    more: Sequence[Option]
    """Those that are not seen at once."""
    left_out: int

    @property
    def chosen(self) -> bool:
        return any(option.chosen for option in self.options)


@dataclass(frozen=True)
class Chosen:
    """Part of a table in an order."""

    table: Table
    reader: Reader

    @cached_property
    def words(self) -> str:
        return " ".join(self.reader.value("_q").split())[:200]

    @cached_property
    def only(self) -> Mapping[str, str]:
        """The value that each chosen column has to have."""
        known = {column.name for column in self.table.columns}
        given = {name.removeprefix(_IS): value for name, value in self.reader.given if name.startswith(_IS) and value}
        return {name: value for name, value in given.items() if name in known}

    @cached_property
    def rows(self) -> Sequence[Row]:
        """All that is chosen, in order; what is empty comes last either way."""
        kept = [row for row in self.table.rows if all(row.cells[name].key == key for name, key in self.only.items())]
        for word in self.words.casefold().split():
            kept = [row for row in kept if any(word in cell.named.label.casefold() for cell in row.cells.values())]
        column, backwards = self.order
        if column:
            filled = [row for row in kept if row.cells[column].key]
            filled.sort(key=lambda row: row.cells[column].order, reverse=backwards)
            kept = filled + [row for row in kept if not row.cells[column].key]
        return kept

    @cached_property
    def order(self) -> tuple[str, bool]:
        """The column, empty for the order of the answer, and whether it runs backwards."""
        asked = self.reader.value("_sort")
        name = asked.removeprefix("-")
        known = any(column.name == name for column in self.table.columns)
        return (name, asked.startswith("-")) if known else ("", False)

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.only)

    @cached_property
    def begin(self) -> int:
        at = self.reader.number("_from")
        return at if at < len(self.rows) else 0

    @property
    def page(self) -> Sequence[Row]:
        return self.rows[self.begin : self.begin + TOGETHER]

    @property
    def before(self) -> str:
        """The address of the page before; empty on the first."""
        return self._address(_from=max(0, self.begin - TOGETHER) or None) if self.begin else ""

    @property
    def after(self) -> str:
        at = self.begin + TOGETHER
        return self._address(_from=at) if at < len(self.rows) else ""

    def sorted_by(self, column: Column) -> str:
        """The address of this in the order of the column: first upwards, then downwards, then as the answer has it."""
        upwards = {column.name: f"-{column.name}", f"-{column.name}": None}
        return self._address(_sort=upwards.get(self.reader.value("_sort"), column.name), _from=None)

    def as_chart(self, name: str) -> str:
        return self._address(_as=name or None, _from=None)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form that asks for words has to give besides."""
        return [(name, value) for name, value in self.reader.given if name not in ("_q", "_from", "lang")]

    @property
    def whole(self) -> str:
        """The address of all rows."""
        return self._address(
            **{name: None for name, _ in self.reader.given if name.startswith(_IS)}, _q=None, _from=None
        )

    @cached_property
    def facets(self) -> Sequence[Facet]:
        """Of columns whose values come again and again, or that are chosen by, with the counts of what is chosen."""
        facets = (self._facet(column) for column in self.table.columns if column.form in ("thing", "concept", "text"))
        # Concepts are few and tell most; documents have long names.
        return sorted(
            filter(None, facets), key=lambda one: (one.column.name == "document", one.column.form != "concept")
        )

    def _facet(self, column: Column) -> Facet | None:
        name = column.name
        cells = {row.cells[name].key: row.cells[name] for row in self.table.rows if row.cells[name].key}
        if name not in self.only and not _parts(cells, self.table.rows, name):
            return None
        counts = Counter(row.cells[name].key for row in self.rows)
        found = sorted((key for key in cells if counts[key]), key=lambda key: (-counts[key], cells[key].order))
        options = [
            Option(
                cells[key],
                counts[key],
                self.only.get(name) == key,
                self._address(**{_IS + name: None if self.only.get(name) == key else key}, _from=None),
            )
            for key in found[:_MOST]
        ]
        return Facet(column, options[:_FEW], options[_FEW:], len(found) - len(options)) if options else None

    def _address(self, **changed: str | int | None) -> str:
        return self.reader.address(**{"lang": None, **changed})


def _parts(cells: Mapping[str, Cell], rows: Iterable[Row], name: str) -> bool:
    """Several values, each in two rows on average at least, or few of them."""
    filled = sum(1 for row in rows if row.cells[name].key)
    return 1 < len(cells) < filled and (2 * len(cells) <= filled or len(cells) <= _FEW)


def chosen(found: QuerySolutions | QueryTriples, graph: Graph, reader: Reader) -> Chosen:
    """Of the first rows of an answer those that the reader chooses."""
    if isinstance(found, QueryTriples):
        columns = ["subject", "predicate", "object"]
        rows: Iterator[Raw] = (tuple(triple) for triple in found)
    else:
        columns = [variable.value for variable in found.variables]
        rows = (tuple(row) for row in found)
    first = list(islice(rows, READ + 1))
    names = Names(graph, reader.language)
    return Chosen(tabled(columns, first[:READ], names, whole=len(first) <= READ), reader)


def as_query(found: QuerySolutions | QueryTriples, graph: Graph, reader: Reader) -> str:
    """A query that answers with what the reader chooses, for every format is written from an answer."""
    rows = (raw for row in chosen(found, graph, reader).rows for raw in row.raws)
    if isinstance(found, QueryTriples):
        return f"CONSTRUCT {{ {' . '.join(' '.join(map(str, row)) for row in rows)} }} WHERE {{}}"
    listed = " ".join(f"?{variable.value}" for variable in found.variables)
    given = "\n".join(f"({' '.join(map(_term, row))})" for row in rows)
    return f"SELECT {listed} WHERE {{ VALUES ({listed}) {{ {given} }} }}"


def _term(term: Term | None) -> str:
    if term is None:
        return "UNDEF"
    # VALUES has no place for a blank node, whose name is nobody's.
    return str(term if isinstance(term, NamedNode | Literal) else Literal(str(term)))


def files(reader: Reader, query: str, formats: Iterable[AnswerFormat]) -> list[tuple[str, str]]:
    """Labels and addresses of exactly this in other formats."""
    return [(form.label, _file(reader, query, form.name)) for form in formats]


def _file(reader: Reader, query: str, format_: str) -> str:
    """A query that was posted has no address of its own."""
    if reader.path.startswith("/queries/"):
        return reader.address(format=format_, lang=reader.language if reader.value("_q") else None, **_NOT_OF_FILES)
    narrowed = [(name, value) for name, value in reader.given if of_view(name) and name not in _NOT_OF_FILES]
    return f"/sparql?{urlencode([('query', query), ('format', format_), *narrowed])}"
