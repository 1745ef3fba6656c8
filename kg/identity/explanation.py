"""What a name stands for in a store: the names of the thing, their documents, why they are one, what is apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store
from rapidfuzz import fuzz

from kg.model.facts import KINDS, Kind
from kg.model.labels import LANGUAGES, Name
from kg.model.namespaces import COOP, DCT, OWL, RDF, SKOS
from kg.model.spelling import PersonName, edition, fold, person_name, skeleton

_LABEL, *_OTHERS = (SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel"))
_LINKS = (OWL + "sameAs", SKOS + "exactMatch", SKOS + "closeMatch")
_PLACES = frozenset({"Country", "Region", "City", "Feature"})
_ALIKE, _MOST = 88, 12


@dataclass(frozen=True, slots=True)
class Apart:
    """Another thing that one could take for it, and why it is not."""

    iri: str
    kind: Kind
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What a store knows of one thing: its names, where they stand, why they are one, what is apart."""

    iri: str
    kind: Kind
    labels: tuple[Name, ...]
    aliases: tuple[Name, ...]
    links: tuple[tuple[str, str], ...]
    """(owl:sameAs or skos:closeMatch, IRI)."""
    sources: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    """File name of a document, and its words for the thing with how often they come."""
    reasons: tuple[str, ...]
    apart: tuple[Apart, ...]

    @property
    def name(self) -> str:
        return _first_label(self.labels)


class Identities:
    """All named things of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kinds: dict[str, Kind] = {
            quad.subject.value: kind
            for kind in KINDS
            for quad in store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(COOP + kind), DefaultGraph())
            if isinstance(quad.subject, NamedNode)
        }
        self._labels = self._literals(_LABEL)
        self._aliases = self._literals(*_OTHERS)

    def identity(self, iri: str) -> Identity:
        """Tells all of a thing of the store."""
        node = NamedNode(iri)
        links = [
            (predicate, quad.object.value)
            for predicate in _LINKS
            for quad in self._store.quads_for_pattern(node, NamedNode(predicate), None, DefaultGraph())
            if isinstance(quad.object, NamedNode)
        ]
        notes = self._store.quads_for_pattern(node, NamedNode(SKOS + "editorialNote"), None, DefaultGraph())
        return Identity(
            iri,
            self._kinds[iri],
            tuple(sorted(self._labels[iri])),
            tuple(sorted(self._aliases[iri])),
            tuple(sorted(links)),
            tuple(self._sources(node)),
            tuple(sorted(quad.object.value for quad in notes if isinstance(quad.object, Literal))),
            tuple(self._apart(iri)),
        )

    def _literals(self, *predicates: str) -> defaultdict[str, list[Name]]:
        found: defaultdict[str, list[Name]] = defaultdict(list)
        for predicate in predicates:
            for quad in self._store.quads_for_pattern(None, NamedNode(predicate), None, DefaultGraph()):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                    found[quad.subject.value].append((quad.object.language or "", quad.object.value))
        return found

    def _sources(self, node: NamedNode) -> Iterator[tuple[str, tuple[tuple[str, int], ...]]]:
        words: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for quad in self._store.quads_for_pattern(None, NamedNode(COOP + "refersTo"), node):
            document = quad.graph_name
            if not isinstance(document, NamedNode):
                continue
            names = self._store.quads_for_pattern(document, NamedNode(DCT + "identifier"), None, document)
            file = next((name.object.value for name in names if isinstance(name.object, Literal)), document.value)
            for text in self._store.quads_for_pattern(quad.subject, NamedNode(COOP + "text"), None, document):
                if isinstance(text.object, Literal):
                    words[file][" ".join(text.object.value.split())] += 1
        for file, counts in sorted(words.items()):
            yield file, tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def _apart(self, iri: str) -> list[Apart]:
        kind, names = self._kinds[iri], self._names(iri)
        main = fold(_first_label(self._labels[iri]))
        found = [
            (-fuzz.ratio(main, fold(name)), Apart(other, other_kind, name, why))
            for other, other_kind in self._kinds.items()
            if other != iri and (name := _first_label(self._labels[other]))
            if (why := _why_apart(kind, names, other_kind, self._names(other)))
        ]
        return [apart for _, apart in sorted(found, key=lambda one: (one[0], one[1].iri))[:_MOST]]

    def _names(self, iri: str) -> list[str]:
        """The preferred labels: near misses are told by them, not by every form of a text."""
        return [name for _, name in self._labels[iri]]


def _first_label(labels: Iterable[Name]) -> str:
    by_language = dict(sorted(labels, reverse=True))
    return next((by_language[language] for language in LANGUAGES if language in by_language), "")


def _why_apart(kind: Kind, names: Sequence[str], other_kind: Kind, others: Sequence[str]) -> str:
    """Why two things are not one, where one might think so; empty where nobody would."""
    if kind != other_kind:
        if {fold(name) for name in names} & {fold(other) for other in others}:
            return f"the same name, another class ({other_kind} beside {kind})"
        if {kind, other_kind} <= _PLACES and _holds(names, others):
            return f"a name made from the other, another class ({other_kind} beside {kind})"
        if kind == "Person" and other_kind in ("Organisation", "Project") and _surname_in(names, others):
            return f"called by that surname, another class ({other_kind} beside {kind})"
        return ""
    if kind == "Person":
        return next((why for name in names for other in others if (why := _persons_apart(name, other))), "")
    if kind == "Event":
        return next((why for name in names for other in others if (why := _events_apart(name, other))), "")
    if {fold(name) for name in names} & {fold(other) for other in others}:
        return "the same name, another identifier"
    likest = max((fuzz.ratio(fold(name), fold(other)) for name in names for other in others), default=0)
    return f"another name, {likest:.0f} % of its letters alike" if likest >= _ALIKE else ""


def _holds(names: Iterable[str], others: Iterable[str]) -> bool:
    """«Омск» and «Омская область», «Актау» and «порт Актау»."""
    pairs = [sorted((fold(name), fold(other)), key=len) for name in names for other in others]
    return any(
        len(short) > 3 and any(word.startswith(short[: max(4, len(short) - 1)]) for word in long.split())
        for short, long in pairs
        if len(long.split()) > len(short.split()) == 1
    )


def _surname_in(names: Iterable[str], others: Iterable[str]) -> bool:
    surnames = {fold(name).split()[-1] for name in names}
    return any(word.startswith(surname) for other in others for word in fold(other).split() for surname in surnames)


def _persons_apart(name: str, other: str) -> str:
    one, two = person_name(name), person_name(other)
    if _surname(one, name) != _surname(two, other):
        return ""
    if one is None or two is None:
        return "a surname alone may be anybody's"
    if one.initials or two.initials:
        return "initials that fit nobody, or more than one"
    return "" if one == two else "the same surname, another given name"


def _surname(parsed: PersonName | None, name: str) -> str:
    return parsed.surname if parsed else skeleton(name)


def _events_apart(name: str, other: str) -> str:
    one, two = edition(name), edition(other)
    if one.series != two.series or not one.series:
        return ""
    if one.ordinal != two.ordinal:
        return f"another edition ({_told(two.ordinal, two.year)} beside {_told(one.ordinal, one.year)})"
    return "the same name, another year or document"


def _told(ordinal: int | None, year: str) -> str:
    return str(ordinal) if ordinal is not None else year or "no number"
