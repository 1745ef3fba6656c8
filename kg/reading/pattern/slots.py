"""Facts made of what slots hold."""

from collections.abc import Iterable
from dataclasses import MISSING, fields
from itertools import product
from typing import Any, NamedTuple, get_origin, get_type_hints

from kg.model.facts import Fact

Slot = tuple[str, Any]


class Shape(NamedTuple):
    """What a kind of fact is made of."""

    fields: frozenset[str]
    repeated: frozenset[str]
    """Fields that hold a tuple."""
    needed: frozenset[str]
    """Fields without a default."""


def shape_of(fact: type[Fact]) -> Shape:
    hints = get_type_hints(fact)
    declared = fields(fact)  # type: ignore[arg-type]  # every Fact is a dataclass, the bare base is never met
    return Shape(
        frozenset(f.name for f in declared),
        frozenset(f.name for f in declared if get_origin(hints[f.name]) is tuple),
        frozenset(f.name for f in declared if f.default is MISSING and f.default_factory is MISSING),
    )


def made_of(slots: Iterable[Slot], fact: type[Fact], shape: Shape) -> list[Fact]:
    """The facts these slots state: none when a field that must be filled is not, several when a plain one is twice."""
    values: dict[str, list[Any]] = {}
    for name, value in slots:
        values.setdefault(name, []).append(value)
    if not shape.needed <= values.keys():
        return []
    names = sorted(values)
    choices = [[tuple(values[name])] if name in shape.repeated else values[name] for name in names]
    return [fact(**dict(zip(names, choice, strict=True))) for choice in product(*choices)]
