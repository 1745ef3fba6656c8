"""Numbers: indicators with their values as each source gives them, and those whose sources contradict each other."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from kg.server.view.asking import one, rows, sparql, text, value, with_prefixes
from kg.server.view.facts import MOST, Saying, saying
from kg.server.view.names import Named, Names

_ABOUT = """  VALUES ?thing { %s }
  ?indicator coop:about ?thing .
  GRAPH ?doc { ?claim coop:indicator ?indicator }"""
_ITSELF = "  VALUES ?indicator { %s }"


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


def figures_about(thing: str) -> str:
    return _query(_ABOUT % one(thing))


def figures_of(indicator: str) -> str:
    return _query(_ITSELF % one(indicator))


def contradicting() -> str:
    return _query("  " + text("contradicting"))


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
    query = with_prefixes(f"SELECT ?thing WHERE {{ {one(indicator)} coop:about ?thing }} ORDER BY ?thing")
    return tuple(names.of(row["thing"]) for row in rows(names.graph, query))


def _query(pattern: str) -> str:
    return sparql("figures", pattern=pattern, limit=MOST)
