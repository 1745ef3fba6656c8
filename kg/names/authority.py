"""Authority files: persons and bodies that a researcher knows beforehand, with names and identifiers.

A file is TOML with the tables `persons` and `organisations`, each a list of entries as in `ontology/authority.toml`.
What it says is added to the gazetteer: an entry that the gazetteer has by its first Russian name gets further names and
identifiers, any other is new."""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.model.config import BASE
from kg.model.errors import KgError
from kg.model.namespaces import COOP, OWL, RDF, SKOS, WIKIDATA, XSD
from kg.model.transliteration import slug

KINDS = {"persons": "Person", "organisations": "Organisation"}
LANGUAGES = ("ru", "kk", "en")
_IDENTIFIER = re.compile(r"Q[1-9]\d*+")
_FIELDS = (*LANGUAGES, "wikidata", "ambiguous", "terms")
_OF_TERMS = ("of", "title", "from", "until")


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority file, with its text: a process on another machine cannot read the file."""

    path: str
    text: str

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises KgError for a file that is not there or no authority file, with the place and what was allowed."""
        try:
            authority = cls(str(path.absolute()), path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise KgError(f"{path}: not readable: {error}") from error
        list(authority.quads(()))
        return authority

    def quads(self, known: Collection[str]) -> Iterator[Quad]:
        """What the file says, as a gazetteer says it; `known` are the identifiers that have names already."""
        try:
            tables = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise KgError(f"{self.path}: no TOML: {error}") from error
        if others := sorted(set(tables) - set(KINDS)):
            raise KgError(f"{self.path}: there is {others[0]!r}; allowed are {', '.join(KINDS)}")
        for table, kind in KINDS.items():
            for number, entry in enumerate(tables.get(table, ()), start=1):
                place = f"{self.path}: entry {number} of {table}"
                _check(entry, place)
                id = f"{kind.lower()}/{slug(entry['ru'][0])}"
                yield from _said(NamedNode(BASE + id), kind, entry, is_new=id not in known)


def _check(entry: Any, place: str) -> None:
    if not isinstance(entry, dict) or not entry.get("ru"):
        raise KgError(f'{place}: no Russian name; wanted is ru = ["…"]')
    if others := sorted(set(entry) - set(_FIELDS)):
        raise KgError(f"{place}: there is {others[0]!r}; allowed are {', '.join(_FIELDS)}")
    for field in (*LANGUAGES, "ambiguous"):
        names = entry.get(field, [])
        if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
            raise KgError(f'{place}: {field} is {names!r}; wanted is a list of names, {field} = ["…"]')
    wikidata = entry.get("wikidata", "")
    if wikidata and not (isinstance(wikidata, str) and _IDENTIFIER.fullmatch(wikidata)):
        raise KgError(f"{place}: wikidata is {wikidata!r}; wanted is an identifier such as Q7747")
    for term in entry.get("terms", []):
        whole = isinstance(term, dict) and set(term) <= set(_OF_TERMS) and set(term) >= {"of", "title", "from"}
        if not whole or not all(isinstance(term.get(day, date.min), date) for day in ("from", "until")):
            raise KgError(
                f'{place}: a term is {term!r}; wanted is of = "country/KZ", title = "…", from and until as 2024-02-06'
            )


def _said(subject: NamedNode, kind: str, entry: dict[str, Any], *, is_new: bool) -> Iterator[Quad]:
    if is_new:
        yield Quad(subject, NamedNode(RDF + "type"), NamedNode(COOP + kind))
    for language in LANGUAGES:
        for number, name in enumerate(entry.get(language, ())):
            preferred = is_new and number == 0
            yield Quad(
                subject, NamedNode(SKOS + ("prefLabel" if preferred else "altLabel")), Literal(name, language=language)
            )
    for name in entry.get("ambiguous", ()):
        yield Quad(subject, NamedNode(COOP + "ambiguousName"), Literal(name, language="ru"))
    if entry.get("wikidata"):
        yield Quad(subject, NamedNode(OWL + "sameAs"), NamedNode(WIKIDATA + entry["wikidata"]))
    for number, term in enumerate(entry.get("terms", ())):
        node = BlankNode(f"{slug(subject.value)}-{number}".replace("-", ""))
        yield Quad(subject, NamedNode(COOP + "tenure"), node)
        yield Quad(node, NamedNode(RDF + "type"), NamedNode(COOP + "Tenure"))
        yield Quad(node, NamedNode(COOP + "postOf"), NamedNode(BASE + term["of"]))
        yield Quad(node, NamedNode(SKOS + "prefLabel"), Literal(term["title"], language="ru"))
        for said, day in (("validFrom", term["from"]), ("validUntil", term.get("until"))):
            if day:
                yield Quad(node, NamedNode(COOP + said), Literal(day.isoformat(), datatype=NamedNode(XSD + "date")))
