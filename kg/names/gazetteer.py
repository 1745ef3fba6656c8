"""What is known before reading: places, organisations, corridors, event series, heads of state."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg.language.russian.declension import declined
from kg.model.config import BASE
from kg.model.errors import KgError
from kg.model.facts import PLACES
from kg.names.authority import Authority
from kg.names.name_index import NameIndex, index_of
from kg.names.places.world_places import World

_COOP: Final = "https://w3id.org/interregional/ontology#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SAME: Final = "http://www.w3.org/2002/07/owl#sameAs"

_RANK: Final = {"Feature": 0, "Region": 1, "City": 2, "Country": 3}
"""Whose name it is when several kinds of place share one: «Алматы» is the city."""

FORMS: Final = "gazetteer-forms.tsv"
"""Beside the gazetteer, by `scripts/write_name_forms.py`: the forms of its Russian names. One that is not there is
declined when it is asked for."""

_SURE: Final = 5
"""Letters of a borrowed name that is hardly anything else."""

_Value = Literal | NamedNode | BlankNode
_Said = Mapping[str, list[_Value]]
"""What is said of one subject, by predicate."""


@dataclass(frozen=True, slots=True)
class TermOfOffice:
    """A term of office; dates are ISO 8601, both days belong to it."""

    of: str
    title: str
    start: str
    until: str
    """Empty while it runs."""

    def holds_on(self, date: str) -> bool:
        return self.start <= date and (not self.until or date <= self.until)


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    """The end of the IRI: «country/KZ», «city/omsk»."""
    kind: str
    """A class of the ontology: «City», «EventSeries»."""
    labels: Mapping[str, str]
    """Language → preferred name."""
    alternatives: Mapping[str, tuple[str, ...]]
    """Language → abbreviations, official and old names."""
    ambiguous: frozenset[str]
    """Russian names that are also ordinary words or surnames."""
    iso: str
    population: int
    capital: str
    same_as: tuple[str, ...]
    terms: tuple[TermOfOffice, ...]
    within: frozenset[str] = frozenset()
    """Identifiers of the territories it lies in."""

    def name(self, language: str) -> str:
        """The preferred name in the language, else in Russian, else any."""
        return self.labels.get(language) or self.labels.get("ru") or next(iter(self.labels.values()))

    def names(self, language: str) -> tuple[str, ...]:
        """All names in the language, the preferred one first."""
        own = (self.labels[language],) if language in self.labels else ()
        return own + self.alternatives.get(language, ())


@dataclass(frozen=True)
class Gazetteer:
    entries: Mapping[str, Entry]
    world: World | None = None
    """Places that have no entry, for Russian texts."""
    folder: Path | None = None
    """Where `FORMS` lies."""

    @classmethod
    def load(cls, path: Path, authority: Authority | None = None) -> Self:
        """Reads `ontology/gazetteer.ttl`, and what an authority adds. Raises `KgError` when it is none."""
        return cls.of(known_quads(path, authority), path.parent)

    @classmethod
    def of(cls, quads: Iterable[Quad], folder: Path) -> Self:
        """The gazetteer that says this, with the places of the world that lie in the folder."""
        return cls({entry.id: entry for entry in _entries(quads)}, World(folder), folder)

    def of_kind(self, *kinds: str) -> Iterator[Entry]:
        return (entry for entry in self.entries.values() if entry.kind in kinds)

    @cached_property
    def russian_places(self) -> NameIndex:
        """All forms of the Russian names of countries, regions, cities and features."""
        return self._index(*PLACES)

    @cached_property
    def russian_others(self) -> NameIndex:
        """All forms of the Russian names of organisations, corridors and event series.

        Of an organisation's name of three words and more also with a small first letter, as a newspaper has it:
        «каспийским трубопроводным консорциумом»."""
        kinds = ("Organisation", "Corridor", "EventSeries")
        forms = [(form, id) for form, id in self._forms if self.entries[id].kind in kinds]
        small = [
            (form[0].lower() + form[1:], id)
            for form, id in forms
            if self.entries[id].kind == "Organisation" and len(form.split()) > 2 and form[1].islower()
        ]
        return index_of([*forms, *small])

    def _index(self, *kinds: str) -> NameIndex:
        return index_of((form, id) for form, id in self._forms if self.entries[id].kind in kinds)

    @cached_property
    def _forms(self) -> Mapping[tuple[str, str], str]:
        """Russian form and identifier → the name it is a form of. Persons' names are left to the rules for persons."""
        found: dict[tuple[str, str], str] = {}
        for entry in self.entries.values():
            for name in entry.names("ru") if entry.kind != "Person" else ():
                for form in self._forms_of(name):
                    found.setdefault((form, entry.id), name)
        return found

    def table_of_forms(self) -> str:
        """Makes what `FORMS` should hold: the name of each line first, then its other forms."""
        names = {name for entry in self.entries.values() if entry.kind != "Person" for name in entry.names("ru")}
        names |= {name for entry in self.entries.values() for name in entry.ambiguous}
        return "".join("\t".join(declined(name)) + "\n" for name in sorted(names))

    def _forms_of(self, name: str) -> Sequence[str]:
        return self._declined.get(name) or declined(name)

    @cached_property
    def _declined(self) -> Mapping[str, Sequence[str]]:
        """The forms of names as `FORMS` has them, by the name: to decline them all takes half a second."""
        path = self.folder / FORMS if self.folder else None
        if path is None or not path.exists():
            return {}
        lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
        return {forms[0]: forms for forms in lines}

    def nominative(self, form: str, id: str) -> str:
        """Which of an entry's Russian names a form that was found belongs to."""
        return self._forms.get((form, id), self.entries[id].name("ru"))

    @cached_property
    def kazakh(self) -> Mapping[str, tuple[str, str]]:
        """Kazakh name of a place → its class and identifier; the biggest city of a name wins.

        Kazakh texts also call a city as in Russian, where nothing else has that name: «Чебоксары», «Омск»."""
        own = {name: (entry.kind, entry.id) for entry in self._ranked for name in entry.names("kk")}
        return own | {name: ("City", entry.id) for name, entry in self._borrowed.items() if name not in own}

    @cached_property
    def kazakh_doubtful(self) -> frozenset[str]:
        """Names in `kazakh` taken from Russian that are also ordinary words or surnames, or too short to tell."""
        doubtful = {name for name, entry in self._borrowed.items() if entry.ambiguous or len(name) < _SURE}
        return frozenset(doubtful - {name for entry in self._ranked for name in entry.names("kk")})

    @cached_property
    def _ranked(self) -> list[Entry]:
        places = (entry for entry in self.of_kind("City", "Feature", "Region", "Country"))
        return sorted(places, key=lambda entry: (_RANK[entry.kind], entry.population, entry.id))

    @cached_property
    def _borrowed(self) -> Mapping[str, Entry]:
        cities = (entry for entry in self._ranked if entry.kind == "City" and "ru" in entry.labels)
        return {name: entry for entry in cities for name in (entry.labels["ru"], entry.labels["ru"].replace("ё", "е"))}

    @cached_property
    def doubtful(self) -> frozenset[tuple[str, str]]:
        """Pairs of form and key: in this form the name is also an ordinary word or a surname."""
        return frozenset(
            (form, entry.id)
            for entry in self.entries.values()
            for name in entry.ambiguous
            for form in self._forms_of(name)
        )

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Entry, ...]]:
        """Name in any language, as it is spelt → entries, the biggest city first."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            for name in dict.fromkeys(name for language in entry.labels for name in entry.names(language)):
                found[name].append(entry)
        return {name: tuple(sorted(ones, key=lambda one: (-one.population, one.id))) for name, ones in found.items()}

    @cached_property
    def hyphenated(self) -> Mapping[str, str]:
        """Names with hyphens by their spelling without: «Северо-Казахстанская область»."""
        return {name.replace("-", "").capitalize(): name for name in self.by_name if "-" in name and " " in name}

    def around(self, id: str) -> frozenset[str]:
        """Identifiers of the territories that a place is known to lie in."""
        entry = self.entries.get(id)
        beyond = self.world.lands.get(id) if self.world and entry is None else None
        return entry.within if entry else frozenset({f"country/{beyond}"} if beyond else ())

    def capital(self, of: str) -> Entry | None:
        """The capital of a country, by the country's identifier, where the gazetteer has it."""
        country = self.entries.get(of)
        return self.entries.get(country.capital) if country else None

    def holder(self, of: str, date: str, title: str = "") -> Entry | None:
        """Who holds an office of a country on a day: the office of that title, else the head of state's."""
        for entry in self.of_kind("Person"):
            for term in entry.terms:
                head = term.title != "премьер-министр"
                if term.of == of and (term.title == title if title else head) and term.holds_on(date):
                    return entry
        return None


def known_quads(path: Path, authority: Authority | None = None) -> list[Quad]:
    """All that the gazetteer in this file says, and what an authority adds to it."""
    try:
        quads = list(parse(path=str(path), format=RdfFormat.TURTLE, base_iri=BASE))
    except (OSError, SyntaxError, ValueError) as error:
        raise KgError(f"{path}: not readable as Turtle: {error}") from error
    if authority is None:
        return quads
    known = {quad.subject.value.removeprefix(BASE) for quad in quads if isinstance(quad.subject, NamedNode)}
    return [*quads, *authority.quads(known)]


def _entries(quads: Iterable[Quad]) -> Iterator[Entry]:
    statements: dict[str, dict[str, list[_Value]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        statements[str(quad.subject)][quad.predicate.value].append(quad.object)  # type: ignore[arg-type]
    for subject, said in sorted(statements.items()):
        if subject.startswith("<"):
            terms = [_term(statements[str(term)]) for term in said.get(_COOP + "tenure", [])]
            yield _entry(subject[1:-1].removeprefix(BASE), said, terms)


def _values(said: _Said, predicate: str) -> list[str]:
    return [value.value for value in said.get(predicate, [])]


def _one(said: _Said, predicate: str) -> str:
    return next(iter(_values(said, predicate)), "")


def _entry(id: str, said: _Said, terms: Iterable[TermOfOffice]) -> Entry:
    alternatives: dict[str, tuple[str, ...]] = {}
    for name in said.get(_SKOS + "altLabel", []):
        if isinstance(name, Literal):
            language = name.language or ""
            alternatives[language] = (*alternatives.get(language, ()), name.value)
    return Entry(
        id=id,
        kind=_one(said, _TYPE).removeprefix(_COOP),
        labels={label.language or "": label.value for label in said[_SKOS + "prefLabel"] if isinstance(label, Literal)},
        alternatives=alternatives,
        ambiguous=frozenset(_values(said, _COOP + "ambiguousName")),
        iso=_one(said, _COOP + "isoCode"),
        population=int(_one(said, _COOP + "population") or 0),
        capital=_one(said, _COOP + "capital").removeprefix(BASE),
        same_as=tuple(_values(said, _SAME)),
        terms=tuple(sorted(terms, key=lambda term: term.start)),
        within=frozenset(value.removeprefix(BASE) for value in _values(said, _COOP + "locatedIn")),
    )


def _term(said: _Said) -> TermOfOffice:
    return TermOfOffice(
        of=_one(said, _COOP + "postOf").removeprefix(BASE),
        title=_one(said, _SKOS + "prefLabel"),
        start=_one(said, _COOP + "validFrom"),
        until=_one(said, _COOP + "validUntil"),
    )
