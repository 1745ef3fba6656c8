"""What the rows of an answer show a reader: things by their names, documents by title and date, concepts and units in
the reader's language. What only programs need is left out: offsets, IRIs of claims, a name beside its thing.

All is read off the rows, so a query of one's own is shown as the saved ones are."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.model.namespaces import COOP, DCT, VOCABULARY, XSD
from kg.queries.telling import OFFSETS, document_of, is_iri, telling, text_of
from kg.server.view.names import Named, Names, Term
from kg.server.view.texts import texts

_CONCEPTS = frozenset({"kind", "status", "unit", "bound", "dated", "direction", "modality", "measure"})
_WORDS = ("quote", "evidence", "surface")
_NUMBERS = frozenset(
    XSD + name for name in ("decimal", "integer", "double", "float", "int", "long", "nonNegativeInteger")
)
_DATES = frozenset(XSD + name for name in ("date", "gYear", "gYearMonth", "dateTime"))
_DATED = ("date", "start", "end", "statedOn", "period", "published")
_WHEN = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?:/(?:[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)?)?")
_YEAR = re.compile(r"[0-9]{4}")
Raw: TypeAlias = tuple[Term | None, ...]
Order: TypeAlias = tuple[int, Decimal, str]


@dataclass(frozen=True, slots=True)
class Cell:
    named: Named
    key: str = ""
    """What tells it from others: an IRI or the value; empty for an empty cell."""
    order: Order = (2, Decimal(0), "")
    """Of the rows by it: numbers, then words, then what is empty."""


EMPTY = Cell(Named("", ""))


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    head: str
    form: str = "text"
    """`thing`, `concept`, `number`, `date`, or `text`."""
    shown: bool = True
    """Or only there to choose by."""
    make: Callable[[Raw], Cell] = field(default=lambda raw: EMPTY, compare=False, repr=False)
    """Its cell of a row."""


@dataclass(frozen=True, slots=True)
class Row:
    cells: Mapping[str, Cell]
    """By column."""
    raws: tuple[Raw, ...]
    """The rows of the answer that show a reader the same: words that stand twice in a document."""


@dataclass(frozen=True, slots=True)
class Table:
    columns: Sequence[Column]
    rows: Sequence[Row]
    whole: bool = True
    """False when there are more rows than are read for a page."""

    @property
    def read(self) -> int:
        """Rows of the answer that were read."""
        return sum(len(row.raws) for row in self.rows)

    @property
    def shown(self) -> list[Column]:
        return [column for column in self.columns if column.shown]


def tabled(variables: Sequence[str], rows: Sequence[Raw], names: Names, *, whole: bool) -> Table:
    """The table of an answer, given as its variables and rows."""
    return _Reading(variables, rows, names).table(whole)


@dataclass(frozen=True, slots=True)
class _Document:
    iri: str = ""
    date: str = ""
    language: str = ""


class _Reading:
    def __init__(self, variables: Sequence[str], rows: Sequence[Raw], names: Names) -> None:
        self._variables, self._rows, self._names = variables, rows, names
        self._store, self._t = names.graph.store, texts(names.language)
        self._at = {name: at for at, name in enumerate(variables)}
        self._document = cache(self._document_of)
        self._cell = cache(self._cell_of)

    def table(self, whole: bool) -> Table:
        told = telling(self._variables, self._rows, self._store, lambda thing: self._names.labels(thing.value).values())
        columns = [self._column(name, told.claims) for name in told.columns]
        documents = told.documents
        things = [column for column in columns if column.form == "thing"]
        if documents:
            # A document that the rows are about comes first, one that they are from last.
            itself = documents[0] == self._variables[0] and self._all(documents[0], is_iri)
            about = self._about_document(documents[0], told.has_offsets, {column.name for column in columns})
            columns = [about[0], *columns] if itself else [*columns, *about]
        columns += self._to_choose_by(columns, things, documents)
        made = _rows([({column.name: column.make(row) for column in columns}, row) for row in self._rows])
        # What only helps to choose must part the rows.
        columns = [c for c in columns if c.shown or len({row.cells[c.name].key for row in made} - {""}) > 1]
        if any(_tells_the_same(made, one.name, "published") for one in columns if one.form == "date"):
            columns = [column for column in columns if column.name != "published"]
        return Table(columns, made, whole)

    def _values(self, name: str) -> Iterable[Term]:
        at = self._at[name]
        return (term for row in self._rows if (term := row[at]) is not None)

    def _all(self, name: str, fits: Callable[[Term], bool]) -> bool:
        found = set(self._values(name))
        return bool(found) and all(map(fits, found))

    def _column(self, name: str, claims: Sequence[str]) -> Column:
        at = self._at[name]
        form = self._form(name)
        claim = next((self._at[one] for one in claims), None)

        def make(row: Raw) -> Cell:
            term = row[at]
            cell = self._cell(term, name, form) if term is not None else EMPTY
            said = row[claim] if name in _WORDS and claim is not None else None
            if isinstance(said, NamedNode):
                # The words lead to the claim that they make.
                return replace(cell, named=replace(cell.named, link=self._names.link(said.value)))
            return cell

        return Column(name, self._head(name), form, make=make)

    def _form(self, name: str) -> str:
        if self._all(name, is_iri):
            return "concept" if name == "predicate" or self._all(name, _is_declared) else "thing"
        if name in _CONCEPTS:
            return "concept"
        if self._all(name, _is_number):
            return "number"
        return "date" if self._all(name, lambda term: _is_date(term, name)) else "text"

    def _head(self, name: str) -> str:
        declared = self._names.labels(COOP + name)
        return self._t.named("column", name, self._names.declared(name) if declared else name)

    def _cell_of(self, term: Term, name: str, form: str) -> Cell:
        if isinstance(term, NamedNode):
            named = self._names.of(term)
            return Cell(named, term.value, _by_words(named.label))
        text = getattr(term, "value", str(term))
        named = self._names.of(term)
        if form == "concept" and self._names.labels(VOCABULARY + text):
            named = replace(named, label=self._names.named(VOCABULARY + text).label, language="")
        elif name == "class" and self._names.labels(COOP + text):
            named = replace(named, label=self._names.declared(text), kind=text)
        elif name == "language":
            named = replace(named, label=self._t.named("language", text))
        elif form == "number":
            return Cell(replace(named, label=self._t.number(text)), text, (0, _decimal(text), ""))
        elif form == "date":
            return Cell(replace(named, label=self._t.period(text)), text, (1, Decimal(0), text))
        return Cell(named, text, _by_words(named.label))

    def _about_document(self, name: str, offsets: bool, taken: set[str]) -> list[Column]:
        at = self._at[name]
        ends = [self._at[one] for one in OFFSETS] if offsets else []

        def title(row: Raw) -> Cell:
            if not (found := self._document(row[at])).iri:
                return EMPTY
            named = self._names.named(found.iri)
            words = f"#char={','.join(getattr(row[end], 'value', '') for end in ends)}" if ends else ""
            return Cell(replace(named, link=named.link + words), found.iri, _by_words(named.label))

        def said(row: Raw) -> Cell:
            return self._given(self._document(row[at]).date, "published", "date")

        def language(row: Raw) -> Cell:
            return self._given(self._document(row[at]).language, "language", "concept")

        made = [
            Column("document", self._t("column.document"), make=title),
            Column("published", self._t("column.published"), "date", make=said),
        ]
        if "language" not in taken:
            made.append(self._only_to_choose_by("language", language))
        return made

    def _to_choose_by(
        self, columns: Sequence[Column], things: Sequence[Column], documents: Sequence[str]
    ) -> list[Column]:
        """The year of the first date, and the class of the first thing that may have several."""
        made: list[Column] = []
        when = next((column.name for column in columns if column.form == "date"), "")
        if when and "year" not in self._at:
            at, document = self._at.get(when), next((self._at[one] for one in documents), None)

            def year(row: Raw) -> Cell:
                if at is not None:
                    return _year(getattr(row[at], "value", ""))
                return _year(self._document(row[document]).date) if document is not None else EMPTY

            made.append(self._only_to_choose_by("year", year))
        if things and "class" not in self._at:
            first = self._at[things[0].name]

            def kind(row: Raw) -> Cell:
                return self._given(self._names.of(row[first]).kind, "class", "concept")

            made.append(self._only_to_choose_by("class", kind))
        return made

    def _only_to_choose_by(self, name: str, make: Callable[[Raw], Cell]) -> Column:
        return Column(name, self._t(f"column.{name}"), "concept", shown=False, make=make)

    def _given(self, text: str, name: str, form: str) -> Cell:
        return self._cell(Literal(text), name, form) if text else EMPTY

    def _document_of(self, term: Term | None) -> _Document:
        """Without an IRI where there is none."""
        if not (iri := document_of(self._store, term)):
            return _Document()
        date, language = (text_of(self._store, iri, one) for one in (DCT + "date", DCT + "language"))
        return _Document(iri.value, date, language)


def _tells_the_same(rows: Iterable[Row], one: str, other: str) -> bool:
    """Whether the other column, where it is filled, has what the one has."""
    return one != other and all(
        row.cells[other].key in ("", row.cells[one].key) if other in row.cells else False for row in rows
    )


def _rows(found: Iterable[tuple[Mapping[str, Cell], Raw]]) -> list[Row]:
    gathered: dict[tuple[str, ...], Row] = {}
    for cells, raw in found:
        key = tuple(cell.key for cell in cells.values())
        before = gathered.get(key)
        gathered[key] = Row(before.cells, (*before.raws, raw)) if before else Row(cells, (raw,))
    return list(gathered.values())


def _year(text: str) -> Cell:
    found = _YEAR.match(text)
    return Cell(Named(found[0], found[0]), found[0], (1, Decimal(0), found[0])) if found else EMPTY


def _by_words(text: str) -> Order:
    return 1, Decimal(0), text.casefold()


def _decimal(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return Decimal(0)
    return found if found.is_finite() else Decimal(0)


def _is_declared(term: Term) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith((COOP, VOCABULARY))


def _is_number(term: Term) -> bool:
    return isinstance(term, Literal) and term.datatype.value in _NUMBERS


def _is_date(term: Term, name: str) -> bool:
    """Of a datatype of dates, or written as one in a column that says when."""
    if not isinstance(term, Literal) or not _WHEN.fullmatch(term.value):
        return False
    return term.datatype.value in _DATES or name in _DATED
