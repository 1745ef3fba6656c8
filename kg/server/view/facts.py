"""What is said of a thing: claims gathered into facts, each with everybody who says so, and where they differ; numbers
as indicators, with their values as each source gives them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode

from kg.model.namespaces import COOP
from kg.server.view.asking import filled, one, rows, sparql, value
from kg.server.view.names import Named, Names, Term, ontology

MOST = 1000
"""Claims of one page."""
_SINGLE = frozenset({"date", "ordinal"})
"""Properties of which a thing has one value, so two are a contradiction."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim as one source states it."""

    quote: str
    language: str
    words: str
    """Leads to the words in their document."""
    speaker: Named
    date: str
    document: Named
    modality: str
    basis: str = ""
    dated: str = ""
    """What dates an event where no words say when it was: a concept's name."""
    page: str = ""


@dataclass(slots=True)
class FactRow:
    """Values that the same words state belong together: «Волгоградской, Новосибирской и Омской»."""

    values: list[Named]
    sayings: list[Saying] = field(default_factory=list)

    @property
    def modalities(self) -> list[str]:
        return sorted({saying.modality for saying in self.sayings})

    @property
    def disputed(self) -> bool:
        """Whether some say so and some say that it is not so."""
        return "denied" in self.modalities and len(self.modalities) > 1


@dataclass(slots=True)
class FactGroup:
    predicate: Named
    inverse: bool
    facts: list[FactRow] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.predicate.value.rpartition("#")[2]

    @property
    def count(self) -> int:
        return sum(len(fact.values) for fact in self.facts)

    @property
    def differ(self) -> bool:
        """Whether sources give different values of what has one; a year and a day in it are the same."""
        values = sorted(one.value for fact in self.facts if fact.modalities != ["denied"] for one in fact.values)
        apart = any(not later.startswith(before) for before, later in zip(values, values[1:], strict=False))
        return not self.inverse and self.name in _SINGLE and apart


def facts_query(thing: NamedNode, name: str = "") -> str:
    """`name` keeps to one property."""
    properties = f"\n  VALUES ?predicate {{ {one(COOP + name)} }}" if name else ""
    return sparql("facts", thing=thing, properties=properties, limit=MOST)


def groups(claims: Iterable[Mapping[str, Term]], names: Names, thing: str) -> list[FactGroup]:
    """By property, the thing's own first, the richest first; values in the order of their first words."""
    both_ways = {edge.iri for edge in ontology().edges if edge.both_ways}
    found: dict[tuple[str, bool], FactGroup] = {}
    facts: dict[tuple[str, bool, str], FactRow] = {}
    for row in claims:
        predicate = value(row, "predicate")
        backwards = value(row, "object") == thing and value(row, "subject") != thing
        inverse = backwards and predicate not in both_ways
        other = names.of(row["subject" if backwards else "object"])
        group = found.setdefault((predicate, inverse), FactGroup(names.named(predicate), inverse))
        key = (predicate, inverse, other.value)
        if key not in facts:
            facts[key] = FactRow([other])
            group.facts.append(facts[key])
        said = saying(row, names)
        if said not in facts[key].sayings:
            facts[key].sayings.append(said)
    for group in found.values():
        group.facts = _together(group.facts)
        group.facts.sort(key=lambda fact: (not fact.disputed, -len(fact.sayings)))
    return sorted(found.values(), key=lambda group: (group.inverse, -len(group.facts), group.name))


def _together(facts: Iterable[FactRow]) -> list[FactRow]:
    same: dict[tuple[Saying, ...], FactRow] = {}
    for fact in facts:
        before = same.setdefault(tuple(fact.sayings), fact)
        if before is not fact:
            before.values += fact.values
    return list(same.values())


def saying(row: Mapping[str, Term], names: Names) -> Saying:
    document = names.of(row["doc"])
    quote = names.of(row["quote"])
    return Saying(
        quote=quote.value,
        language=quote.language,
        words=f"{document.link}#char={value(row, 'begin')},{value(row, 'end')}",
        speaker=names.of(row["speaker"]),
        date=value(row, "statedOn"),
        document=document,
        modality=value(row, "modality").rpartition("/")[2],
        basis=value(row, "basis"),
        dated=value(row, "dated").rpartition("/")[2],
        page=value(row, "page"),
    )


def claimed(groups: Iterable[FactGroup]) -> set[tuple[str, str]]:
    """Property and value of what the thing's own facts state."""
    own = (group for group in groups if not group.inverse)
    return {(group.predicate.value, one.value) for group in own for fact in group.facts for one in fact.values}


@dataclass(frozen=True, slots=True)
class FigureRow:
    value: Decimal
    bound: str
    saying: Saying


@dataclass(slots=True)
class Indicator:
    named: Named
    about: tuple[Named, ...]
    period: str
    unit: Named
    direction: str
    figures: list[FigureRow] = field(default_factory=list)

    @property
    def differ(self) -> bool:
        """Different values from two speakers or two documents; without a period or a thing, another may be meant."""
        said = [figure for figure in self.figures if figure.saying.modality != "denied"]
        sources = {(figure.saying.speaker, figure.saying.document) for figure in said}
        return len({f.value for f in said}) > 1 and len(sources) > 1 and bool(self.period and self.about)

    @property
    def speakers(self) -> int:
        return len({figure.saying.speaker for figure in self.figures})

    def at(self, figure: FigureRow) -> float:
        """Where the value lies between the smallest (0) and the largest (1)."""
        values = [one.value for one in self.figures]
        spread = max(values) - min(values)
        return float((figure.value - min(values)) / spread) if spread else 0.5


def figures_query(which: str, **values: object) -> str:
    """`which` indicators is said by a pattern: `figures-about`, `figures-of` or `contradicting`."""
    return sparql("figures", pattern=filled(which, **values), limit=MOST)


def indicators(names: Names, query: str) -> list[Indicator]:
    """Those whose sources differ first, then the latest period first."""
    found: dict[str, Indicator] = {}
    for row in rows(names.graph, query):
        try:
            number = Decimal(value(row, "value"))
        except InvalidOperation:
            continue
        iri = value(row, "indicator")
        if iri not in found:
            direction = value(row, "direction").rpartition("/")[2]
            about = _about(names, iri)
            found[iri] = Indicator(names.named(iri), about, value(row, "period"), names.of(row["unit"]), direction)
        figure = FigureRow(number, value(row, "bound").rpartition("/")[2], saying(row, names))
        if figure not in found[iri].figures:
            found[iri].figures.append(figure)
    latest = sorted(found.values(), key=lambda one: (one.period, one.named.label), reverse=True)
    return sorted(latest, key=lambda one: (not one.differ, -one.speakers if one.differ else 0))


def _about(names: Names, indicator: str) -> tuple[Named, ...]:
    query = sparql("indicator-about", indicator=one(indicator))
    return tuple(names.of(row["thing"]) for row in rows(names.graph, query))
