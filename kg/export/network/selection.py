"""What a map is about: which ties it draws, of what, when, by whose word, and around whom."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal, TypeAlias

from pyoxigraph import Store

from kg.export.network.edges import Network, NetworkNode, ending, ends
from kg.export.network.nodes import nodes_of
from kg.export.network.ties import Tie, asked, edges_of, stated
from kg.export.network.views import merged, neighbourhood, projected
from kg.graph.bearers import NobodyError, Register, as_iri, end
from kg.graph.ontology import Ontology
from kg.model.errors import KgError
from kg.model.spelling import nearest

_Called: TypeAlias = Callable[[str, Collection[str]], str]
_NAMED = 8
"""How many names an error message lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The options, in the order in which they apply."""

    query: str = ""
    """SPARQL; without one all claims of the properties that the ontology draws."""
    documents: Sequence[str] = ()
    """Names of files, with or without their extension."""
    speakers: Sequence[str] = ()
    """Names, IRIs or their ends."""
    first: date | None = None
    last: date | None = None
    undated: Literal["", "keep", "drop"] = ""
    """Ties of no known time; unless told they stay as long as no time is asked for."""
    project: str = ""
    """A class: its members go, and what they join is tied, weighed by how many of them it shares."""
    classes: Sequence[str] = ()
    """With their subclasses; an edge stays when both ends do."""
    merge: bool = False
    """Parallel ties as one edge."""
    least: float = 0.0
    """The least weight of an edge."""
    around: str = ""
    """An entity by its label, its IRI or the end of it."""
    depth: int = 1
    """How many steps away from it."""


def network_of(store: Store, ontology: Ontology, selection: Selection) -> Network:
    """Raises QueryError when the query gives no ties, and KgError naming what the map does not know."""
    ties = asked(store, selection.query) if selection.query else stated(store, ontology)
    edges = edges_of(_chosen(ties, selection, partial(_called, store=store, ontology=ontology)), ontology)
    nodes = {node.id: node for node in nodes_of(store, list(ends(edges)))}
    if selection.project:
        members = _of_classes(nodes.values(), [selection.project], ontology)
        edges = projected(edges, members, {one: nodes[one].label for one in members})
    if selection.classes:
        members = _of_classes(nodes.values(), selection.classes, ontology)
        edges = [edge for edge in edges if edge.source in members and edge.target in members]
    if selection.merge:
        edges = merged(edges)
    if selection.least:
        edges = [edge for edge in edges if edge.weight >= selection.least]
    if selection.around:
        centre = _entity(selection.around, [nodes[one] for one in ends(edges)], store, ontology)
        near = neighbourhood(centre, edges, selection.depth)
        edges = [edge for edge in edges if edge.source in near and edge.target in near]
    return Network([nodes[one] for one in ends(edges)], edges, ontology)


def _chosen(ties: Iterable[Tie], selection: Selection, called: _Called) -> Iterable[Tie]:
    ties = _of_name(ties, "document", selection.documents, lambda tie: (tie.evidence.document, tie.evidence.document))
    ties = _of_name(ties, "speaker", selection.speakers, lambda tie: (tie.speaker, tie.evidence.speaker), called)
    first, last = selection.first or date.min, selection.last or date.max
    undated = selection.undated == "keep" or not (selection.undated or selection.first or selection.last)
    return (tie for tie in ties if (tie.evidence.period.touches(first, last) if tie.evidence.period else undated))


def _of_name(
    ties: Iterable[Tie],
    what: str,
    wanted: Sequence[str],
    told: Callable[[Tie], tuple[str, str]],
    called: "_Called | None" = None,
) -> Iterable[Tie]:
    """Ties of which `told` gives one of the wanted: the name of a file, or an IRI and its label. Both go by their end
    too, a file without its extension, and a thing by any name it bears. Raises KgError on a name of none."""
    if not wanted:
        return ties
    ties = list(ties)
    labels = {key: label for key, label in map(told, ties) if key}
    forms: dict[str, set[str]] = {}
    for key, label in labels.items():
        for form in (key, label, end(key), ending(key), key.rpartition(".")[0]):
            forms.setdefault(form.casefold(), set()).add(key)
    for name in wanted:
        if name.casefold() not in forms:
            try:
                found = called(name, set(labels)) if called else ""
            except NobodyError:
                found = ""
            if not found:
                raise _unknown(what, name, labels.values())
            forms[name.casefold()] = {found}
    kept = {key for name in wanted for key in forms[name.casefold()]}
    return [tie for tie in ties if told(tie)[0] in kept]


def _of_classes(nodes: Iterable[NetworkNode], names: Sequence[str], ontology: Ontology) -> set[str]:
    """The ids of the nodes in the classes, which go by their name or label in any letter case."""
    known = {
        form.casefold(): name for name, found in ontology.classes.items() for form in (name, *found.labels.values())
    }
    wanted = set()
    for name in names:
        if name.casefold() not in known:
            raise _unknown("class", name, ontology.classes)
        wanted.add(known[name.casefold()])
    classes = {name for name, found in ontology.classes.items() if found.ancestors & wanted}
    return {node.id for node in nodes if node.kind in classes}


def _entity(name: str, nodes: Collection[NetworkNode], store: Store, ontology: Ontology) -> str:
    try:
        return _called(name, {node.id for node in nodes}, store, ontology)
    except NobodyError:
        raise _unknown("entity", name, [form for node in nodes for form in (node.label, end(node.id))]) from None


def _called(name: str, among: Collection[str], store: Store, ontology: Ontology) -> str:
    """Which of the IRIs a name stands for. Raises SeveralError, NobodyError."""
    iri = as_iri(name)
    return iri if iri in among else Register(store, kinds=ontology.classes, within=among).one(name)


def _unknown(what: str, name: str, known: Iterable[str]) -> KgError:
    names = sorted(set(known) - {""})
    if not names:
        return KgError(f"no {what} {name!r} here: this map has none")
    if near := nearest(name, names, _NAMED):
        return KgError(f"no {what} {name!r} here; nearest: {', '.join(near)}")
    more = ", …" if len(names) > _NAMED else ""
    return KgError(f"no {what} {name!r} here; there are: {', '.join(names[:_NAMED])}{more}")
