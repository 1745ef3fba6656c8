"""Names compared with FactRuEval's objects, in the two ways that published figures use."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import networkx as nx
from factrueval_gold import KINDS, Annotated, Kind, Object, Span, apart

Names = dict[Kind, list[Span]]
"""What a system found in one document, quotation marks at the ends left off."""


@dataclass(slots=True)
class Count:
    right: int = 0
    found: int = 0
    asked: int = 0
    inside: int = 0
    """Of those found and not right, how many stand inside an object that was found (a place in a body's name)."""
    missed: list[Span] = field(default_factory=list)
    wrong: list[Span] = field(default_factory=list)

    def __add__(self, other: "Count") -> "Count":
        """The sum of the numbers; the lists belong to one document and are dropped."""
        return Count(
            self.right + other.right,
            self.found + other.found,
            self.asked + other.asked,
            self.inside + other.inside,
        )

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        both = self.found + self.asked
        return 2 * self.right / both if both else 0.0


def bare(text: str, start: int, end: int) -> Span:
    """The span without the quotation marks, brackets and spaces at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def nested(gold: Annotated, names: Names) -> dict[Kind, Count]:
    """Each name against each object of its kind, one to one, at any depth.

    A name is right when it holds all naming words of the object and no word that is not the object's: with or without
    its descriptor («движения «Солидарность»», «Солидарность»). As in the task's comparator an object without naming
    words is not asked for, nor an organisation that lies in a larger one which was found; what answers to the former
    is not counted as found either."""
    return {kind: _nested([o for o in gold.objects if o.kind == kind], sorted(set(names[kind]))) for kind in KINDS}


def _nested(objects: Sequence[Object], spans: Sequence[Span]) -> Count:
    pairs = _pairs(objects, spans)
    held = [objects[i].extent for i in pairs]
    asked = [i for i, o in enumerate(objects) if o.core and (i in pairs or not _within_organisation(o, held))]
    answers = {j: i for i, j in pairs.items()}
    counted = [j for j in range(len(spans)) if j not in answers or objects[answers[j]].core]
    wrong = [spans[j] for j in counted if j not in answers]
    return Count(
        right=sum(i in pairs for i in asked),
        found=len(counted),
        asked=len(asked),
        inside=sum(any(extent.holds(span) for extent in held) for span in wrong),
        missed=[objects[i].extent for i in asked if i not in pairs],
        wrong=wrong,
    )


def _within_organisation(inner: Object, held: Iterable[Span]) -> bool:
    return inner.kind == "organisation" and any(outer != inner.extent and outer.holds(inner.extent) for outer in held)


def _pairs(objects: Sequence[Object], spans: Sequence[Span]) -> dict[int, int]:
    """Object → span, as many pairs as can be, objects that are asked for first."""
    graph = nx.Graph()
    for i, thing in enumerate(objects):
        for j, span in enumerate(spans):
            if thing.agrees(span):
                graph.add_edge(("object", i), ("span", j), weight=2 if thing.core else 1)
    pairs = {}
    for edge in nx.max_weight_matching(graph):
        ends = dict(edge)
        pairs[ends["object"]] = ends["span"]
    return pairs


def flat(gold: Annotated, names: Names) -> dict[Kind, Count]:
    """Proper names alone, exact to the character, nothing nested: the outer of two that overlap is kept on both sides.

    So the figures published for taggers are counted: of «движение «Солидарность»» the gold has «Солидарность»."""
    wanted = _outer([(name, o.kind) for o in gold.objects for name in o.names])
    found = _outer([(span, kind) for kind in KINDS for span in names[kind]])
    return {kind: _exact(wanted, found, kind) for kind in KINDS}


def _outer(spans: list[tuple[Span, Kind]]) -> set[tuple[Span, Kind]]:
    outer = set(apart([span for span, _ in spans]))
    kinds: dict[Span, Kind] = {}
    for span, kind in spans:
        kinds.setdefault(span, kind)
    return {(span, kinds[span]) for span in outer}


def _exact(wanted: set[tuple[Span, Kind]], found: set[tuple[Span, Kind]], kind: Kind) -> Count:
    gold = {span for span, k in wanted if k == kind}
    ours = {span for span, k in found if k == kind}
    return Count(
        right=len(gold & ours),
        found=len(ours),
        asked=len(gold),
        missed=sorted(gold - ours),
        wrong=sorted(ours - gold),
    )
