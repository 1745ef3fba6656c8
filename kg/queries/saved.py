"""The saved queries: what each is called, what it asks for, and its text with the answers filled in.

A query file begins with `#+` lines as grlc reads them: `key: value`, or `key:` and a line `- item` or `- name: value`
for each entry (summary, description, question, tags, defaults, endpoint_in_url; and for the evaluation gold, identity).
Parameters are variables: `?_name` must be given unless `defaults` has it, `?__name` may be left out. The end of the
name says what it takes: `_iri`, `_integer`, `_decimal`, `_date`, `_ru`/`_kk`/`_en` (text in that language), or else
plain text. Where an IRI is taken a name is too; one called after a class (`?_region_iri`) or a scheme of the vocabulary
(`?_measure_iri`) takes the names of those alone."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

from pyoxigraph import Literal, NamedNode, Store, Variable

from kg.graph.bearers import as_iri, register
from kg.model.errors import QueryError
from kg.model.labels import LANGUAGES
from kg.model.namespaces import XSD
from kg.model.spelling import did_you_mean, nearest

_TOKEN = re.compile(
    r"""(?P<string>"{3}(?:[^"\\]|\\.|"(?!""))*"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                   | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<comment>\#[^\n\r]*)
      | (?P<variable>[?$]\w+)
      | (?P<name>[^\W\d]?[\w.-]{0,200}:(?:[\w.:%-]|\\.)*)
      | (?P<word>\w+)
      | (?P<brace>[{}])""",
    re.VERBOSE | re.DOTALL,
)
_DATATYPES = {
    "integer": (XSD + "integer", re.compile(r"[+-]?[0-9]+")),
    "decimal": (XSD + "decimal", re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")),
}
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_EXPECTED = {
    "iri": "IRI or name; expected one like https://…, city/omsk or Омск",
    "integer": "integer; expected a whole number like 5",
    "decimal": "decimal; expected a number like 1.5",
    "date": "date; expected one like 2019, 2019-11 or 2019-11-07",
}
OPEN = ("0001-01-01", "9999-12-31")
"""Defaults of dates that leave a time open at its beginning or its end."""
_UNPRINTED = re.compile(r"[\x00-\x20\x7f]")
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that the user fills."""

    variable: str
    """As it stands in the query, without «?»."""
    name: str
    """As users give it: `entity` for `?_entity_iri`."""
    takes: str
    """`iri`, `integer`, `decimal`, `date`, a language, or `text`."""
    default: str = ""

    @property
    def required(self) -> bool:
        return not self.default and not self.variable.startswith("__")

    @property
    def shown(self) -> str:
        """The default that people are to see: not that a time is open."""
        return "" if self.default in OPEN else self.default

    @classmethod
    def of(cls, variable: str, defaults: Mapping[str, str]) -> "Parameter":
        """Makes a parameter of a variable: `?_entity_iri` takes an IRI or a name, and is called `entity`."""
        bare = variable.lstrip("_")
        name, _, suffix = bare.rpartition("_")
        known = bool(name) and (suffix in _EXPECTED or suffix in LANGUAGES)
        name, takes = (name, suffix) if known else (bare, "text")
        return cls(variable, name, takes, defaults.get(name, ""))

    def term(self, value: str, base: str = "", store: Store | None = None) -> NamedNode | Literal:
        """Makes an RDF term of the value; a relative IRI is resolved against `base`, a name is looked up in `store`.

        Raises QueryError on a value of another form, SeveralError or NobodyError on a name that is not one thing's."""
        if self.takes == "iri":
            iri = as_iri(value)
            if not iri and store is not None:
                iri = register(store, self.name).one(value, f"parameter {self.name}: ")
            try:
                # `urljoin` would take line ends and the like out of the value.
                return NamedNode(value if _UNPRINTED.search(iri) else urljoin(base, iri or value))
            except ValueError:
                raise self._wrong(value) from None
        if self.takes == "date":
            return Literal(self._day(value), datatype=NamedNode(XSD + "date"))
        if self.takes in _DATATYPES:
            datatype, form = _DATATYPES[self.takes]
            if not form.fullmatch(value):
                raise self._wrong(value)
            return Literal(value, datatype=NamedNode(datatype))
        return Literal(value, language=self.takes) if self.takes in LANGUAGES else Literal(value)

    def is_name(self, value: str) -> bool:
        """Whether the value has to be looked up in a store."""
        return self.takes == "iri" and bool(value) and not as_iri(value)

    def _day(self, value: str) -> str:
        """A month or a year is its first day, as the value of `until` its last."""
        first, last = f"{value}-01-01"[:10], f"{value}-12-31"[:10]
        with suppress(ValueError):
            if not _DATE.fullmatch(value):
                raise ValueError
            if self.name == "until":
                last = last if len(value) != len("2022-11") else f"{value}-{_days(value)}"
            return date.fromisoformat(last if self.name == "until" else first).isoformat()
        raise self._wrong(value)

    def _wrong(self, value: str) -> QueryError:
        return QueryError(f"parameter {self.name}: {value!r} is no {_EXPECTED[self.takes]}")


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query file: the query, and what its `#+` lines say of it."""

    name: str
    text: str
    summary: str
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    gold: str = ""
    """The type of the annotations that its rows answer for; empty for most."""
    question: str = ""
    """What people ask that it answers."""
    identity: tuple[str, ...] = ()
    """The variables that make two such rows of a document one. Of two things that are tied both ways: `a` and `b`."""

    @property
    def federated(self) -> bool:
        """Whether it asks another service than the store, which nothing here does."""
        return "federated" in self.tags

    @property
    def services(self) -> tuple[str, ...]:
        """The hosts that it asks."""
        return tuple(sorted(set(re.findall(r"(?i)\bSERVICE\s++(?:SILENT\s++)?<https?://([^/>]++)", self.text))))

    @classmethod
    def parse(cls, name: str, text: str) -> "SavedQuery":
        """Reads the text of a query file. Raises QueryError when it is not as it should be."""
        said, lists = _decorators(name, text)
        if not said.get("summary"):
            raise QueryError(f"query {name}: the #+ lines give no summary")
        defaults = dict(_pair(name, item) for item in lists.get("defaults", ()))
        variables = {token[1:] for kind, token, _ in tokens(text) if kind == "variable" and token[1] == "_"}
        parameters = tuple(sorted((Parameter.of(v, defaults) for v in variables), key=lambda p: p.name))
        if strangers := sorted(set(defaults) - {p.name for p in parameters}):
            raise QueryError(f"query {name}: a default for {strangers[0]!r}, which is no parameter of it")
        return cls(
            name=name,
            text=text,
            summary=said["summary"],
            description=said.get("description", ""),
            tags=tuple(lists.get("tags", ())),
            parameters=parameters,
            gold=said.get("gold", ""),
            question=said.get("question", ""),
            identity=tuple(said.get("identity", "").split()),
        )

    def bind(
        self, values: Mapping[str, str], *, base: str = "", store: Store | None = None
    ) -> dict[Variable, NamedNode | Literal]:
        """Makes terms of the parameters' values, defaults included; names are looked up in `store`. Raises QueryError
        on one that is unknown, missing or malformed."""
        allowed = ", ".join(p.name for p in self.parameters) or "none"
        for given in values:
            if given not in {p.name for p in self.parameters}:
                meant = did_you_mean(given, [p.name for p in self.parameters])
                raise QueryError(f"query {self.name} has no parameter {given!r}; it takes: {allowed}{meant}")
        bound: dict[Variable, NamedNode | Literal] = {}
        for parameter in self.parameters:
            value = values.get(parameter.name) or parameter.default
            if value:
                bound[Variable(parameter.variable)] = parameter.term(value, base, store)
            elif parameter.required:
                raise QueryError(f"query {self.name} needs the parameter {parameter.name!r}; it takes: {allowed}")
        return bound

    def names(self, values: Mapping[str, str]) -> bool:
        """Tells whether a value has to be looked up in a store."""
        return any(one.is_name(values.get(one.name, "")) for one in self.parameters)

    def text_with(self, values: Mapping[str, str], *, base: str = "", store: Store | None = None) -> str:
        """Writes the query for any SPARQL 1.1 engine, its parameters bound by a VALUES block at the head of the WHERE
        group.

        pyoxigraph's `substitutions` wants every parameter in the projection, and other engines have no such thing."""
        bound = self.bind(values, base=base, store=store)
        if not bound:
            return self.text
        head = f" VALUES ({' '.join(f'?{v.value}' for v in bound)}) {{ ({' '.join(map(str, bound.values()))}) }}"
        at = _where(self)
        return self.text[:at] + head + self.text[at:]


def _days(month: str) -> int:
    """How many the month has. Raises ValueError when there is no such month."""
    first = date.fromisoformat(f"{month}-01")
    return monthrange(first.year, first.month)[1]


def load(folder: Path) -> dict[str, SavedQuery]:
    """Reads the queries of a folder by name, in order. Raises QueryError naming the file that is not as it should
    be."""
    if not folder.is_dir():
        raise QueryError(f"{folder}: no folder of saved queries")
    files = sorted(folder.glob("*.rq"))
    return {file.stem: SavedQuery.parse(file.stem, file.read_text(encoding="utf-8")) for file in files}


def called(name: str, known: Mapping[str, SavedQuery]) -> SavedQuery:
    """The query of that name. Raises QueryError with the nearest names, or with all where none is near."""
    if name in known:
        return known[name]
    near = nearest(name, known)
    told = f"nearest: {', '.join(near)}" if near else f"there are: {', '.join(known)}"
    raise QueryError(f"no saved query {name!r}; {told}")


def form(text: str) -> str:
    """Tells the form of a query: SELECT, ASK, CONSTRUCT or DESCRIBE. Raises QueryError when the text is none of
    them."""
    words = (token.upper() for kind, token, _ in tokens(text) if kind == "word")
    found = next((word for word in words if word in FORMS), None)
    if not found:
        raise QueryError(f"no query: there is none of {', '.join(FORMS)}")
    return found


def tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, text and end of a query's strings, IRIs, comments, variables, names, words and braces."""
    for match in _TOKEN.finditer(text):
        yield str(match.lastgroup), match.group(), match.end()


def _decorators(name: str, text: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The single values and the lists among the `#+` lines."""
    said: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    key = ""
    for line in text.splitlines():
        if not line.startswith("#+"):
            continue
        entry = line[2:].strip()
        if entry.startswith("- ") and key in lists:
            lists[key].append(entry[2:].strip())
        elif entry:
            key, value = _pair(name, entry)
            if value:
                said[key] = value
            else:
                lists[key] = []
    return said, lists


def _pair(name: str, entry: str) -> tuple[str, str]:
    key, colon, value = entry.partition(":")
    if not colon or not key.strip():
        raise QueryError(f"query {name}: «#+ {entry}» is not «key: value»")
    return key.strip(), value.strip()


def _where(query: SavedQuery) -> int:
    """Just after the brace that opens the WHERE group."""
    after_where = False
    for kind, token, end in tokens(query.text):
        if after_where and token == "{":
            return end
        if kind != "comment":
            after_where = kind == "word" and token.upper() == "WHERE"
    raise QueryError(f"query {query.name} has parameters and no «WHERE {{» to bind them in")
