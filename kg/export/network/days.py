"""Dates as far as a text knows them, as periods of whole days."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

Precision = Literal["year", "month", "day"]
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAY = timedelta(days=1)
_LENGTH = {"year": 4, "month": 7, "day": 10}


class Period(NamedTuple):
    """First and last day, both included, and how precisely the text knows them."""

    start: date
    end: date
    precision: Precision = "day"

    def __str__(self) -> str:
        """ISO 8601 as far as it is known: «2022», «2022-06», «2022-11-28», «2021/2023»."""
        length = _LENGTH[self.precision]
        first, last = self.start.isoformat()[:length], self.end.isoformat()[:length]
        return first if first == last else f"{first}/{last}"

    def touches(self, first: date, last: date) -> bool:
        return self.start <= last and self.end >= first


@lru_cache(maxsize=10_000)
def period(first: str, last: str = "") -> Period | None:
    """«2022» is the whole year, «2022-06» the month; None for what is no date of the calendar."""
    begun, ended = _widened(first), _widened(last or first)
    if begun is None or ended is None or begun.start > ended.end:
        return None
    return Period(begun.start, ended.end, coarsest((begun.precision, ended.precision)))


def coarsest(precisions: Iterable[Precision]) -> Precision:
    known = set(precisions)
    return "year" if "year" in known else "month" if "month" in known else "day"


def union(periods: Iterable[Period]) -> list[Period]:
    """Periods that overlap or follow each other are one."""
    joined: list[Period] = []
    for one in sorted(periods):
        if joined and one.start <= joined[-1].end + _DAY:
            precision = coarsest((joined[-1].precision, one.precision))
            joined[-1] = Period(joined[-1].start, max(joined[-1].end, one.end), precision)
        else:
            joined.append(one)
    return joined


def _widened(text: str) -> Period | None:
    parts = _DATE.fullmatch(text[:10])
    if parts is None:
        return None
    year, month, day = (int(part) if part else 0 for part in parts.groups())
    try:
        if day:
            return Period(date(year, month, day), date(year, month, day))
        if parts[2]:
            return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")
        return Period(date(year, 1, 1), date(year, 12, 31), "year")
    except ValueError:
        return None
