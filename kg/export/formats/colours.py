"""The colours of classes and ties on every map: those of the ontology, and for what it gives none one that is free."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.ontology import Ontology
from kg.model.facts import KINDS
from kg.model.namespaces import COOP

OTHER = "#848488"
"""Of nodes whose class has none."""
_LINES = ("#1b7f79", "#b4562c", "#3f6fb5", "#b03a62", "#5f8030", "#8a4f9e", "#a5841a", "#4a5560")
_DASHES = ("", "6 4", "2 3", "9 3 2 3")


@dataclass(frozen=True, slots=True)
class Stroke:
    colour: str
    dash: str = ""
    """As `stroke-dasharray` has it; empty for a solid line."""
    quiet: bool = False
    """Whether it is thinner and paler than others."""


def node_colours(ontology: Ontology) -> dict[str, str]:
    """#rrggbb by the name of the class, for those that have a colour; first the classes that texts name."""
    names = sorted(ontology.classes, key=lambda name: KINDS.index(name) if name in KINDS else len(KINDS))
    return {name: colour for name in names if (colour := ontology.classes[name].colour)}


def strokes(ontology: Ontology, kinds: Iterable[str]) -> dict[str, Stroke]:
    """A stroke for each property, and for others in order: another colour, and after the last colour another dash."""
    found, strangers = {}, 0
    for kind in sorted(kinds):
        known = ontology.properties.get(kind.removeprefix(COOP))
        if known and known.colour:
            found[kind] = Stroke(known.colour, known.dash, known.quiet)
        else:
            found[kind] = Stroke(_LINES[strangers % len(_LINES)], _DASHES[strangers // len(_LINES) % len(_DASHES)])
            strangers += 1
    return found
