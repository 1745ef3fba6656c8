"""What an address asks of a map: the options of `kg export` as parameters."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.export.network.days import Period, period
from kg.export.network.selection import Selection
from kg.export.picture.scene import LANGUAGES, Language
from kg.model.errors import KgError

EDGES = 2000
"""Edges of a map, unless the address says how many."""
_MOST_EDGES, _DEEPEST, _MOST_LABELS, _MOST_NAMES, _LONGEST = 20_000, 10, 2000, 100, 1000
_SEVERAL = ("document", "speaker", "class")
_ONE = (
    *("from", "until", "undated", "project", "merge", "min-weight", "around", "depth"),
    *("edges", "layout", "geographic", "labels", "max-labels", "size"),
)
_SMALLEST, _LARGEST = 300, 3000
_SIZE = re.compile("([0-9]{3,4})x([0-9]{3,4})")
_WHOLE = re.compile("[0-9]{1,6}")
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")
T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class MapOptions:
    selection: Selection = Selection()
    """Without the query."""
    edges: int = EDGES
    """At most so many, the strongest."""
    layout: bool = True
    geographic: bool = False
    labels: Language = "ru"
    most_labels: int = 200
    size: tuple[int, int] | None = None
    """Width and height of a picture in pixels; None for as large as the map needs."""


def read(fields: Mapping[str, Sequence[str]], besides: Collection[str] = ()) -> MapOptions:
    """`besides` are parameters that mean something else here. Raises KgError on what is unknown or malformed."""
    # A form sends its empty fields too.
    given = {name: tuple(filter(None, values)) for name, values in fields.items() if name not in besides}
    for name, values in given.items():
        if name not in (*_SEVERAL, *_ONE):
            raise KgError(f"a map has no option {name[:40]!r}; there are: {', '.join((*_SEVERAL, *_ONE))}")
        if len(values) > (most := 1 if name in _ONE else _MOST_NAMES):
            raise KgError(f"{name} is given {len(values)} times; at most {most} is taken")
        if any(len(value) > _LONGEST for value in values):
            raise KgError(f"{name} is longer than {_LONGEST} characters")
    one = {name: values[0] for name, values in given.items() if values}
    if "depth" in one and "around" not in one:
        raise KgError("depth counts steps from an entity; say which with around")
    first, last = _dates("from", one), _dates("until", one)
    return MapOptions(
        Selection(
            documents=given.get("document", ()),
            speakers=given.get("speaker", ()),
            classes=given.get("class", ()),
            first=first and first.start,
            last=last and last.end,
            undated=_choice("undated", one, ("", "keep", "drop")),
            project=one.get("project", ""),
            merge=_yes("merge", one),
            least=_weight(one),
            around=one.get("around", ""),
            depth=_whole("depth", one, 1, _DEEPEST, 1),
        ),
        edges=_whole("edges", one, 1, _MOST_EDGES, EDGES),
        layout=_choice("layout", one, ("forces", "none")) == "forces",
        geographic=_yes("geographic", one),
        labels=_choice("labels", one, LANGUAGES),
        most_labels=_whole("max-labels", one, 0, _MOST_LABELS, 200),
        size=_size(one),
    )


def _dates(name: str, one: Mapping[str, str]) -> Period | None:
    if name not in one:
        return None
    found = period(one[name]) if len(one[name]) <= 10 else None
    if found is None:
        raise KgError(f"{name} {one[name]!r}: expected a date like 2019, 2019-11 or 2019-11-07")
    return found


def _choice(name: str, one: Mapping[str, str], choices: Sequence[T]) -> T:
    """The first of them unless the address says which."""
    value = one.get(name, choices[0])
    found = next((choice for choice in choices if choice == value), None)
    if found is None:
        raise KgError(f"{name} {value!r}: expected {' or '.join(filter(None, choices))}")
    return found


def _yes(name: str, one: Mapping[str, str]) -> bool:
    return _choice(name, one, ("no", "yes")) == "yes"


def _whole(name: str, one: Mapping[str, str], least: int, most: int, default: int) -> int:
    value = one.get(name, str(default))
    if not _WHOLE.fullmatch(value) or not least <= int(value) <= most:
        raise KgError(f"{name} {value!r}: expected a whole number from {least} to {most}")
    return int(value)


def _size(one: Mapping[str, str]) -> tuple[int, int] | None:
    if "size" not in one:
        return None
    sides = _SIZE.fullmatch(one["size"])
    width, height = map(int, sides.groups()) if sides else (0, 0)
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise KgError(f"size {one['size']!r}: expected a size like 1600x1130, each from {_SMALLEST} to {_LARGEST}")
    return width, height


def _weight(one: Mapping[str, str]) -> float:
    value = one.get("min-weight", "0")
    if not _NUMBER.fullmatch(value):
        raise KgError(f"min-weight {value!r}: expected a number like 2 or 1.5")
    return float(value)
