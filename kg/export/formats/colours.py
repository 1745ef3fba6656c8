"""What colour a class of entities has on every map, and a kind of tie on every picture."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Colour = tuple[int, int, int]

CLASSES: Mapping[str, Colour] = {
    "Person": (214, 39, 40),
    "Country": (31, 119, 180),
    "Region": (44, 160, 44),
    "City": (255, 127, 14),
    "Organisation": (148, 103, 189),
    "Corridor": (140, 86, 75),
    "Agreement": (227, 119, 194),
    "Event": (188, 189, 34),
    "Project": (23, 190, 207),
    "Feature": (65, 105, 130),
}
OTHER: Colour = (127, 127, 127)


@dataclass(frozen=True, slots=True)
class Stroke:
    colour: str
    dash: str = ""
    """As `stroke-dasharray` has it; empty for a solid line."""


TIES: Mapping[str, Stroke] = {
    "party": Stroke("#8792a2"),
    "signedAt": Stroke("#8792a2", "6 4"),
    "traverses": Stroke("#8c564b"),
    "sisterCityOf": Stroke("#e07b00"),
    "cooperatesWith": Stroke("#2f8f3f"),
    "participant": Stroke("#a8981c"),
    "holdsPost": Stroke("#c2424a", "2 3"),
    "memberOf": Stroke("#7d57a8"),
    "founder": Stroke("#7d57a8", "6 4"),
    "locatedIn": Stroke("#41698a", "2 3"),
    "related": Stroke("#5b6b7c"),
}
"""By the end of the property's IRI."""
_LINES = ("#1b7f79", "#b4562c", "#3f6fb5", "#b03a62", "#5f8030", "#8a4f9e", "#a5841a", "#4a5560")
_DASHES = ("", "6 4", "2 3", "9 3 2 3")


def strokes(kinds: Iterable[str]) -> dict[str, Stroke]:
    """A stroke for each property, and for others in order: another colour, and after the last colour another dash."""
    found = {kind: TIES.get(kind.rpartition("#")[2]) for kind in sorted(kinds)}
    strangers = [kind for kind, stroke in found.items() if stroke is None]
    for number, kind in enumerate(strangers):
        found[kind] = Stroke(_LINES[number % len(_LINES)], _DASHES[number // len(_LINES) % len(_DASHES)])
    return {kind: stroke for kind, stroke in found.items() if stroke}


def hexadecimal(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
