"""The charts of a table: what its rows tie together, when they are, where they lie."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.server.view.names import Names
from kg.server.view.pictures import PagePicture, PlaceRow, TieRow, map_of, on_the_earth
from kg.server.view.table.chosen import Chosen
from kg.server.view.table.columns import Cell, Column
from kg.server.view.ties import in_years
from kg.server.view.ties import place as placed

NAMES = ("map", "time", "world")
_TIES, _PLACES = 80, 300
_ENDS = (("source", "target"), ("a", "b"))
_YEARS = 60
"""Bars at most."""
_FAR_APART = 30
"""Times that the largest value is the least, from which on values need another scale."""


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int
    address: str
    """Chooses these rows; empty where they cannot be chosen."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value at its time."""

    at: float
    """From 0, the first, to 1, the last."""
    height: float
    """From 0 to 1, the largest."""
    title: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The numbers of rows that have one for a period: those of the commonest unit."""

    marks: Sequence[Mark]
    unit: str
    largest: str
    logarithmic: bool
    """Whether each step upwards is ten times as much: the values are too far apart for another."""


@dataclass(frozen=True, slots=True)
class OverTime:
    bars: Sequence[Bar]
    """How many rows fall into each year."""
    first: str
    last: str
    measured: Measured | None


@dataclass(frozen=True, slots=True)
class Charts:
    chosen: Chosen
    names: Names

    @property
    def offered(self) -> list[str]:
        """Those that the columns allow."""
        fits = {"map": self._ends() is not None, "time": self._when() is not None, "world": bool(self._places(1))}
        return [name for name in NAMES if fits[name]]

    @property
    def asked(self) -> str:
        asked = self.chosen.reader.value("_as")
        return asked if asked in self.offered else ""

    def map(self) -> tuple[PagePicture | None, str, int]:
        """The picture, which columns it ties, and how many ties are left out."""
        ends = self._ends()
        assert ends is not None
        one, other = ends
        counted: Counter[tuple[Cell, Cell]] = Counter()
        for row in self.chosen.rows:
            if row.cells[one.name].key and row.cells[other.name].key:
                counted[row.cells[one.name], row.cells[other.name]] += 1
        ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0][0].key, item[0][1].key))
        ties = [
            TieRow(self.names.named(source.key), self.names.named(target.key), "", number)
            for (source, target), number in ranked[:_TIES]
        ]
        return map_of(ties), f"{one.head} – {other.head}", max(0, len(ranked) - _TIES)

    def world(self) -> PagePicture | None:
        return on_the_earth(self._places(_PLACES))

    def over_time(self) -> OverTime:
        column = self._when()
        assert column is not None
        years: Counter[str] = Counter(row.cells[column.name].key[:4] for row in self.chosen.rows)
        years.pop("", None)
        listed = [str(year) for year in range(int(min(years)), int(max(years)) + 1)] if years else [""]
        bars = [Bar(year, years[year], self._in_year(year)) for year in listed[-_YEARS:] if year]
        return OverTime(bars, listed[0], listed[-1], self._measured(column.name))

    def _in_year(self, year: str) -> str:
        if not any(one.name == "year" for one in self.chosen.table.columns):
            return ""
        return self.chosen.reader.address(**{"_is.year": year, "_as": None, "_from": None, "lang": None})

    def _measured(self, when: str) -> Measured | None:
        columns = {column.name: column for column in self.chosen.table.columns}
        if "value" not in columns or columns["value"].form != "number":
            return None
        by_unit: dict[str, list[Mapping[str, Cell]]] = {}
        for row in self.chosen.rows:
            if row.cells[when].key and row.cells["value"].key:
                by_unit.setdefault(row.cells["unit"].named.label if "unit" in columns else "", []).append(row.cells)
        if not by_unit:
            return None
        unit, rows = min(by_unit.items(), key=lambda one: (-len(one[1]), one[0]))
        days = [in_years(cells[when].key) for cells in rows]
        numbers = [abs(cells["value"].order[1]) for cells in rows]
        first, last = min(days), max(days)
        top, least = max(numbers) or Decimal(1), min(numbers)
        logarithmic = least > 0 and top / least > _FAR_APART
        steps = math.log10(top / least) + 1 if logarithmic else 1.0
        marks = [
            Mark(
                (day - first) / ((last - first) or 1),
                (math.log10(number / least) + 1) / steps if logarithmic else float(number / top),
                f"{cells[when].named.label}: {cells['value'].named.label} {unit}",
            )
            for day, number, cells in zip(days, numbers, rows, strict=True)
        ]
        largest = rows[numbers.index(max(numbers))]["value"].named.label
        return Measured(marks, unit, largest, logarithmic)

    def _ends(self) -> tuple[Column, Column] | None:
        """The two columns whose things the rows tie: the first two of things, with a tie at least."""
        things = {c.name: c for c in self.chosen.table.columns if c.form == "thing" and c.name != "speaker" and c.shown}
        named = next((pair for pair in _ENDS if all(end in things for end in pair)), None)
        ends = [things[end] for end in named] if named else list(things.values())[:2]
        return (ends[0], ends[1]) if len(ends) == 2 and self.chosen.rows else None

    def _when(self) -> Column | None:
        dated = [column for column in self.chosen.table.columns if column.form == "date"]
        return dated[0] if dated and self.chosen.rows else None

    def _places(self, most: int) -> list[PlaceRow]:
        """The things of the rows that the graph knows coordinates of, the commonest first."""
        things = [column.name for column in self.chosen.table.columns if column.form == "thing"]
        counted = Counter(row.cells[name].key for row in self.chosen.rows for name in things if row.cells[name].key)
        found: list[PlaceRow] = []
        for iri, number in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
            if place := placed(self.names, iri, number):
                found.append(place)
                if len(found) == most:
                    break
        return found
