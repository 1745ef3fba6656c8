"""Which things of the graph a name of somebody's table may be, and how surely: from 0 to 100."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.model.namespaces import COOP, DCT, OWL, PREFIXES, SKOS
from kg.model.spelling import fold, skeleton
from kg.server.answers.task import Graph
from kg.server.view.asking import plain, rows, search_query
from kg.server.view.names import Names, Term, ontology

_SEARCHED = 40
_SHORTEST = 3
"""Letters of a word that is searched for alone."""
_SAME, _SOUNDS, _PART = 100.0, 95.0, 90.0
_TOLD = 0.3
"""How much of a score is for properties, where there are any."""
_FAR = 4
"""Steps from a place to what it lies in."""
_NAMES = (*(NamedNode(SKOS + name) for name in ("prefLabel", "altLabel", "hiddenLabel")), NamedNode(DCT + "title"))
_SAME_AS = (OWL + "sameAs", SKOS + "exactMatch", SKOS + "closeMatch")
_WITHIN = tuple(NamedNode(COOP + name) for name in ("locatedIn", "country"))
_ISO = NamedNode(COOP + "isoCode")
_AN_ITEM = re.compile(r"Q[0-9]{1,12}")
_ITEM = PREFIXES["wd"]
COUNTRY: Final = "country"
WIKIDATA: Final = "wikidata"
"""Properties that a table has by these names, and the graph by others."""
Condition: TypeAlias = tuple[str, tuple[str, ...]]
"""The name of a property, and values of which one is to hold: identifiers, or names in any language."""


@dataclass(frozen=True, slots=True)
class Candidate:
    iri: str
    score: float
    sure: bool = False
    """Whether it and nothing else has that name and fits what else is told."""


def candidates(graph: Graph, name: str, kinds: tuple[str, ...], told: tuple[Condition, ...]) -> list[Candidate]:
    """The likeliest first: by the name, and by what is told of them that identifies. `kinds` are classes, and stand for
    those below them."""
    classes = tuple(sorted({below for kind in kinds for below in subclasses(kind)}))
    found = _Compared(graph, name, told)
    if kinds and not classes:
        return []
    found.compare(thing for thing in _identified(graph, told) if not classes or found.kind(thing) in classes)
    for words in _searches(name):
        query = search_query(words, _SEARCHED, classes)
        found.compare(row["thing"] for row in rows(graph, query))
        if any(found.fitting()):
            break
    return found.ranked()


class _Compared:
    def __init__(self, graph: Graph, name: str, told: tuple[Condition, ...]) -> None:
        self._graph, self._told = graph, told
        self._folded, self._sound = fold(name), skeleton(name)
        self._nameless = not name.strip()
        self._names = Names(graph, "en")
        self._known: dict[str, tuple[float, tuple[bool | None, ...]]] = {}
        """By IRI: how alike the names are, and whether each condition holds, None where the graph does not tell."""

    def compare(self, things: Iterable[Term]) -> None:
        for thing in things:
            if isinstance(thing, NamedNode) and thing.value not in self._known:
                holds = tuple(self._holds(thing, *condition) for condition in self._told)
                self._known[thing.value] = self._likeness(thing), holds

    def kind(self, thing: NamedNode) -> str:
        return self._names.kind(thing.value)

    def fitting(self) -> Iterator[str]:
        """The likeliest of that very name, of which nothing else that is told is known to be otherwise."""
        possible = {iri: alike for iri, (alike, holds) in self._known.items() if False not in holds}
        best = max(possible.values(), default=0.0)
        return (iri for iri, alike in possible.items() if alike == best >= _SOUNDS)

    def ranked(self) -> list[Candidate]:
        fitting = list(self.fitting())
        # «Қостанай» of Kazakhstan is the one of which that is known, beside others of which nothing is.
        proven = [iri for iri in fitting if all(self._known[iri][1])]
        sure = proven if len(proven) == 1 else fitting if len(fitting) == 1 else []
        scored = [Candidate(iri, self._score(*known), iri in sure) for iri, known in self._known.items()]
        return sorted(scored, key=lambda one: (-one.score, not one.sure, len(one.iri), one.iri))

    def _score(self, alike: float, holds: tuple[bool | None, ...]) -> float:
        if not holds:
            return round(alike, 1)
        share = sum({True: 1.0, None: 0.5, False: 0.0}[one] for one in holds) / len(holds)
        return round(alike * (1 - _TOLD + _TOLD * share), 1)

    def _likeness(self, thing: NamedNode) -> float:
        if self._nameless:
            return _SAME
        return max(map(self._alike, _names(self._graph, thing)), default=0.0)

    def _alike(self, name: str) -> float:
        folded = fold(name)
        if folded == self._folded:
            return _SAME
        if self._sound and skeleton(name) == self._sound:
            return _SOUNDS
        shorter, longer = sorted((folded, self._folded), key=len)
        # Only what stands in the other is alike: the search found it by that, or by one of its words.
        return _PART * len(shorter) / len(longer) if shorter in longer else _PART * _shared(shorter, longer)

    def _holds(self, thing: NamedNode, property_: str, values: tuple[str, ...]) -> bool | None:
        if property_ == WIKIDATA:
            known: list[Term] = [Literal(item) for item in wikidata(self._graph, thing)]
        elif property_ in (COUNTRY, "locatedIn"):
            known = [node for node in self._around(thing) if property_ != COUNTRY or self.kind(node) == "Country"]
        else:
            known = list(values_of(self._graph, thing, property_))
        return any(self._is(one, value) for one in known for value in values) if known else None

    def _is(self, term: Term, value: str) -> bool:
        if isinstance(term, NamedNode):
            path = term.value.removeprefix(self._graph.base)
            return value in (term.value, path) or fold(value) in map(fold, _names(self._graph, term))
        return isinstance(term, Literal) and fold(term.value) == fold(value)

    def _around(self, thing: NamedNode) -> Iterator[NamedNode]:
        """What it lies in, as far as that is known; of a region also the country whose code its own begins with."""
        seen, here = {thing}, [thing]
        for _ in range(_FAR):
            beyond = [
                quad.object
                for place in here
                for property_ in _WITHIN
                for quad in self._graph.store.quads_for_pattern(place, property_, None, None)
                if isinstance(quad.object, NamedNode)
            ]
            beyond += [country for place in here for country in self._by_code(place)]
            here = [place for place in dict.fromkeys(beyond) if place not in seen]
            seen.update(here)
            yield from here

    def _by_code(self, place: NamedNode) -> Iterator[NamedNode]:
        for quad in self._graph.store.quads_for_pattern(place, _ISO, None, None):
            code = quad.object.value if isinstance(quad.object, Literal) else ""
            country = Literal(code.partition("-")[0])
            if country.value and country.value != code:
                found = self._graph.store.quads_for_pattern(None, _ISO, country, None)
                yield from (quad.subject for quad in found if isinstance(quad.subject, NamedNode))


def identifiers(graph: Graph, thing: NamedNode) -> list[str]:
    """What it is called in other data, sorted."""
    found = (q.object for one in _SAME_AS for q in graph.store.quads_for_pattern(thing, NamedNode(one), None, None))
    return sorted({one.value for one in found if isinstance(one, NamedNode)})


def wikidata(graph: Graph, thing: NamedNode) -> list[str]:
    """Its items, «Q898»."""
    return [iri.removeprefix(_ITEM) for iri in identifiers(graph, thing) if iri.startswith(_ITEM)]


def values_of(graph: Graph, thing: NamedNode, property_: str) -> Iterator[Term]:
    """Of a property of the ontology; each once, in order."""
    try:
        named = NamedNode(COOP + property_)
    except ValueError:
        return
    found = {quad.object for quad in graph.store.quads_for_pattern(thing, named, None, None)}
    yield from sorted(found, key=str)


@cache
def subclasses(kind: str) -> frozenset[str]:
    """Those of the ontology that are the class or below it; none of what is no class of it."""
    return frozenset(name for name, known in ontology().classes.items() if kind in known.ancestors)


def _identified(graph: Graph, told: tuple[Condition, ...]) -> Iterator[NamedNode]:
    """What has an item of Wikidata, or an ISO code, that is told."""
    for property_, values in told:
        for value in values:
            code = value.strip().upper()
            patterns: list[tuple[NamedNode, NamedNode | Literal]] = []
            if property_ == WIKIDATA and _AN_ITEM.fullmatch(code):
                patterns = [(NamedNode(one), NamedNode(_ITEM + code)) for one in _SAME_AS]
            elif property_ == "isoCode":
                patterns = [(_ISO, Literal(code))]
            for predicate, known in patterns:
                found = graph.store.quads_for_pattern(None, predicate, known, None)
                yield from (quad.subject for quad in found if isinstance(quad.subject, NamedNode))


def _searches(name: str) -> Iterator[str]:
    """The whole name, then its longest words: «г. Омск» finds Омск."""
    yield from [whole] if (whole := plain(name)) else []
    words = sorted({word for word in fold(name).replace("-", " ").split() if len(word) >= _SHORTEST}, key=len)
    yield from (word for word in reversed(words[-2:]) if word != plain(name))


def _names(graph: Graph, thing: NamedNode) -> Iterator[str]:
    for property_ in _NAMES:
        for quad in graph.store.quads_for_pattern(thing, property_, None, None):
            if isinstance(quad.object, Literal):
                yield quad.object.value


def _shared(one: str, other: str) -> float:
    """How many letters of the longer are in words that both have."""
    mine, theirs = set(one.replace("-", " ").split()), set(other.replace("-", " ").split())
    return sum(map(len, mine & theirs)) / max(len(other.replace(" ", "")), 1)
