"""Who bears a name: the things of a store that a label, another form, a surname, the words of a text or the end of an
IRI stand for.

All that takes a name from people asks here (a parameter of a query, what a map is drawn around, `kg identity show`), so
that a name stands for the same thing everywhere."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store

from kg.model.config import Settings
from kg.model.errors import QueryError
from kg.model.facts import KINDS
from kg.model.labels import LANGUAGES
from kg.model.namespaces import COOP, PREFIXES, RDF, SKOS, VOCABULARY
from kg.model.spelling import PersonName, fold, nearest, person_name, skeleton

_TYPE, _IN_SCHEME = NamedNode(RDF + "type"), NamedNode(SKOS + "inScheme")
_LABEL, _ALIAS = NamedNode(SKOS + "prefLabel"), NamedNode(SKOS + "altLabel")
_TEXT, _REFERS = NamedNode(COOP + "text"), NamedNode(COOP + "refersTo")
_CLASSES = (*KINDS, "Post")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:\S++")
_PATH = re.compile(r"[^\s/]++(?:/[^\s/]++)++/?")
_TOLD, _NEAREST = 8, 5
"""Choices in a message, and names that are like one."""
LABELLED, ALSO, SOUNDS, ENDS, SAID = range(5)
"""By what a name stands for a thing, the surest first: its label or its surname, another form of it, the same sound in
another script or spelling, the end of its IRI, or that a text calls it so."""


@dataclass(frozen=True, slots=True, order=True)
class Bearer:
    """A thing that bears a name, by what, its class and the label that people know it by."""

    by: int
    iri: str
    kind: str
    label: str


class SeveralError(QueryError):
    """A name stands for several things, the `choices`."""

    def __init__(self, what: str, name: str, choices: Sequence[Bearer]) -> None:
        told = ", ".join(f"{end(one.iri)} ({one.kind} «{one.label}»)" for one in choices[:_TOLD])
        more = f" and {len(choices) - _TOLD} more" if len(choices) > _TOLD else ""
        super().__init__(f"{what}{name!r} is the name of several; give one of: {told}{more}")
        self.name, self.choices = name, tuple(choices)


class NobodyError(QueryError):
    """Nothing bears a name; what is called nearly so are the `choices`."""

    def __init__(self, what: str, name: str, near: Sequence[Bearer]) -> None:
        told = f"; nearest: {', '.join(f'«{one.label}»' for one in near)}" if near else ""
        super().__init__(f"{what}nothing is called {name!r} here{told}")
        self.name, self.choices = name, tuple(near)


def end(iri: str) -> str:
    """The path of a thing's IRI, which stands for it where people write: «city/omsk»."""
    return "/".join(iri.rsplit("/", 2)[-2:])


def as_iri(value: str) -> str:
    """The IRI that a value is by its form: absolute, with a known prefix (`v:tradeTurnover`), or relative, a path
    (`city/omsk`). Empty where it has the form of a name."""
    if _IRI.fullmatch(value):
        prefix, _, local = value.partition(":")
        return PREFIXES[prefix] + local if prefix in PREFIXES else value
    return value if _PATH.fullmatch(value) else ""


def register(store: Store, among: str) -> "Register":
    """The names of the things of a class («country») or of the concepts of a scheme («measure»), if `among` is one;
    else of all things."""
    kind = next((kind for kind in _CLASSES if kind.casefold() == among.casefold()), "")
    if not kind and among and any(_vocabulary().quads_for_pattern(None, _IN_SCHEME, _scheme(among))):
        return Register(_vocabulary(), scheme=among)
    return Register(store, kinds=[kind] if kind else KINDS)


@cache
def _vocabulary() -> Store:
    store = Store()
    store.load(path=str(Settings().ontology / "vocabulary.ttl"), format=RdfFormat.TURTLE)
    return store


def _scheme(name: str) -> NamedNode:
    return NamedNode(VOCABULARY + "".join(letter for letter in name if letter.isalnum()))


class Register:
    """The names of a store, those of things of some classes, or of the concepts of a scheme."""

    def __init__(
        self,
        store: Store,
        *,
        kinds: Collection[str] = KINDS,
        scheme: str = "",
        within: Collection[str] | None = None,
    ) -> None:
        """Of these IRIs only, where `within` says which."""
        self._store, self._within, self._scheme = store, within, scheme
        self._kinds = {COOP + kind: kind for kind in kinds}

    def one(self, name: str, what: str = "") -> str:
        """The IRI of the one thing that the name stands for most surely. `what` begins the message when SeveralError or
        NobodyError is raised."""
        found = self._labelled(name)
        # «Путин» may be the label of somebody of whom no more is known, and is the surname of others too.
        if not found or any(one.kind == "Person" for one in found):
            found = self.find(name)
        best = [one for one in found if one.by == found[0].by]
        if len(best) > 1:
            raise SeveralError(what, name, best)
        if not best:
            raise NobodyError(what, name, self.like(name))
        return best[0].iri

    def _labelled(self, name: str) -> list[Bearer]:
        """Those with exactly that label, which takes no time in a store of any size."""
        found = {
            quad.subject.value
            for tag in LANGUAGES
            for quad in self._store.quads_for_pattern(None, _LABEL, Literal(name, language=tag), DefaultGraph())
            if isinstance(quad.subject, NamedNode)
        }
        return self._bearers(dict.fromkeys(found, LABELLED))

    def find(self, name: str) -> list[Bearer]:
        """Finds all that bear the name, the surest first. Case, ё, quotes and dashes do not matter."""
        found: dict[str, int] = {}
        wanted, sound, path = fold(name), skeleton(name), f"/{name.casefold().strip('/')}"
        person = person_name(name)
        for predicate, by in ((_LABEL, LABELLED), (_ALIAS, ALSO)):
            for iri, form in self._forms(predicate):
                likely = _begins_so(form, sound)
                if likely and fold(form) == wanted:
                    how = by
                elif predicate == _LABEL and "/person/" in iri and _surname(form, sound, person):
                    how = LABELLED
                elif likely and sound and skeleton(form) == sound:
                    how = SOUNDS
                elif f"/{iri.casefold()}".endswith(path):
                    how = ENDS
                else:
                    continue
                found[iri] = min(how, found.get(iri, how))
        found = found or dict.fromkeys(self._said(name), SAID)
        return self._bearers(found)

    def like(self, name: str) -> list[Bearer]:
        """Finds the things whose names are like it, the likest first."""
        known = {form: iri for predicate in (_ALIAS, _LABEL) for iri, form in self._forms(predicate)}
        near = dict.fromkeys(known[form] for form in nearest(name, known, 2 * _NEAREST))
        return [one for iri in near for one in self._bearers({iri: SAID})][:_NEAREST]

    def _forms(self, predicate: NamedNode) -> Iterator[tuple[str, str]]:
        for quad in self._store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.subject.value, quad.object.value

    def _said(self, name: str) -> Iterator[str]:
        for words in sorted({name, name.lower(), name.upper(), name.title(), name[:1].upper() + name[1:]}):
            for tag in LANGUAGES:
                for quad in self._store.quads_for_pattern(None, _TEXT, Literal(words, language=tag), None):
                    for told in self._store.quads_for_pattern(quad.subject, _REFERS, None, quad.graph_name):
                        if isinstance(told.object, NamedNode):
                            yield told.object.value

    def _bearers(self, found: dict[str, int]) -> list[Bearer]:
        kinds = {iri: self._kind(iri) for iri in found}
        return sorted(Bearer(by, iri, kinds[iri], self._label(iri)) for iri, by in found.items() if kinds[iri])

    def _kind(self, iri: str) -> str:
        """Empty of what does not count."""
        if self._within is not None and iri not in self._within:
            return ""
        node = NamedNode(iri)
        if self._scheme:
            belongs = self._store.quads_for_pattern(node, _IN_SCHEME, _scheme(self._scheme), None)
            return self._scheme if any(belongs) else ""
        types = [
            quad.object.value
            for quad in self._store.quads_for_pattern(node, _TYPE, None, DefaultGraph())
            if isinstance(quad.object, NamedNode)
        ]
        return min((self._kinds[one] for one in types if one in self._kinds), default="")

    def _label(self, iri: str) -> str:
        labels = {
            quad.object.language: quad.object.value
            for quad in self._store.quads_for_pattern(NamedNode(iri), _LABEL, None, DefaultGraph())
            if isinstance(quad.object, Literal)
        }
        return next((labels[tag] for tag in LANGUAGES if tag in labels), iri)


def _begins_so(form: str, sound: str) -> bool:
    """Whether it may sound so at all. That is told by its first letters, of which there are few, and soon: a store has
    many names."""
    first = _initial(form[:4])
    return not first or not sound or first == sound[0]


@lru_cache(maxsize=100_000)
def _initial(letters: str) -> str:
    return skeleton(letters)[:1]


def _surname(label: str, sound: str, person: PersonName | None) -> bool:
    """Whether the label is of a person with that surname, or whom those initials fit."""
    if not _begins_so(label.rpartition(" ")[2], person.surname if person else sound):
        return False
    parsed = person_name(label)
    return parsed is not None and (parsed.surname == sound or (person is not None and person.could_be(parsed)))
