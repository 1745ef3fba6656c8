"""Decisions applied to the parts of all documents: which are joined whatever else is known, which are kept apart."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.identity.decisions import Decision, contradiction
from kg.identity.parts import Part
from kg.model.spelling import fold


@dataclass(slots=True)
class Rulings:
    """What the decisions come to in this corpus."""

    same: list[tuple[str, list[Part]]] = field(default_factory=list)
    """Why, and the parts that are one thing."""
    apart: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    """By the number of a decision: each of its names with the reason why it is none of the others."""
    notes: list[str] = field(default_factory=list)
    """A line for each name that stands for nothing here."""


def rule(
    parts: Sequence[Part],
    decisions: Sequence[Decision],
    undecided: Mapping[str, Sequence[Part]],
    documents: Mapping[str, str],
) -> Rulings:
    """Gives the parts the identifiers and marks that the decisions say.

    `undecided` holds the parts by the end of the IRI they have without decisions, `documents` file names by document
    id. Raises KgError where two decisions contradict each other about the same part."""
    rulings = Rulings()
    joined: list[tuple[Decision, list[list[Part]]]] = []
    for number, decision in enumerate(decisions):
        meant = [_meant(name, decision, parts, undecided, documents) for name in decision.names]
        rulings.notes += [
            f"{decision.place}: «{name}» names nothing in these documents"
            for name, found in zip(decision.names, meant, strict=True)
            if not found
        ]
        if decision.relation == "different":
            _keep_apart(number, decision, meant, rulings)
        elif len(found := [some for some in meant if some]) > 1:
            joined.append((decision, found))
    for decision, found in joined:
        _make_one(parts, found)
        rulings.same.append((decision.told, list({id(part): part for some in found for part in some}.values())))
    sames = [(decision, some) for (decision, _), (_, some) in zip(joined, rulings.same, strict=True)]
    _refuse_contradictions(parts, sames, decisions)
    return rulings


def _meant(
    name: str,
    decision: Decision,
    parts: Sequence[Part],
    undecided: Mapping[str, Sequence[Part]],
    documents: Mapping[str, str],
) -> list[Part]:
    """The parts of an IRI; else those of that name; else those that hold it as a form of their name."""
    bare, _, file = name.partition(" @ ")
    wanted = fold(bare)
    candidates = [
        part
        for part in parts
        if decision.kind in (None, part.kind)
        and (not file or file in (part.document, documents[part.document], documents[part.document].rpartition(".")[0]))
    ]
    by_iri = next((found for iri, found in undecided.items() if bare == iri or bare.endswith(f"/{iri}")), ())
    if by_iri:
        held = {id(part) for part in candidates}
        return [part for part in by_iri if id(part) in held]
    named = [part for part in candidates if wanted in map(fold, part.names)]
    return named or [part for part in candidates if wanted in map(fold, part.surfaces)]


def _keep_apart(number: int, decision: Decision, meant: list[list[Part]], rulings: Rulings) -> None:
    """Marks the parts of each name. A name that is one among those of another («Путин» beside the person's IRI) is
    taken out of it."""
    sets = [{id(part) for part in found} for found in meant]
    taken: set[int] = set()
    keys: set[str] = set()
    kept = 0
    for at, found in enumerate(meant):
        narrower = set().union(*(other for other in sets if other < sets[at]))
        own = [part for part in found if id(part) not in narrower | taken]
        taken |= {id(part) for part in own}
        kept += bool(own)
        for part in own:
            part.marks.add((number, at))
        _free(own, keys)
        keys |= {part.key for part in own} - {""}
    if kept < 2 and sum(map(bool, meant)) > 1:
        rulings.notes.append(f"{decision.place}: the names stand for the same words here; nothing is kept apart")
    rulings.apart[number] = [
        (name, f"{decision.told}: not {', '.join(f'«{other}»' for other in decision.names if other != name)}")
        for name in decision.names
    ]


def _free(parts: list[Part], keys: set[str]) -> None:
    for part in parts:
        if part.key in keys:
            part.kinds = Counter({part.kind: 1})
            part.key = ""
            part.why.clear()


def _make_one(parts: Sequence[Part], names: Sequence[Sequence[Part]]) -> None:
    """One identifier, that of the first name that has any, one class and one label."""
    for part in names[0]:
        part.leads = True
    found = [part for some in names for part in some]
    keys = list(dict.fromkeys(part.key for part in found if part.key))
    for part in parts:
        if part.key in keys[1:]:
            part.key = keys[0]
    for part in found:
        if keys:
            part.key = keys[0]
        else:
            part.kinds = Counter({found[0].kind: 1})
        part.named = True


def _refuse_contradictions(
    parts: Sequence[Part], sames: Sequence[tuple[Decision, Sequence[Part]]], decisions: Sequence[Decision]
) -> None:
    """What «same» makes one, by a chain of decisions or by an identifier, holds no two names of a «different»."""
    by_key: defaultdict[str, list[Part]] = defaultdict(list)
    for part in parts:
        by_key[part.key].append(part)
    for decision, found in sames:
        reached = {id(part): part for part in found}
        waiting = list(found)
        while waiting:
            part = waiting.pop()
            beside = by_key[part.key] if part.key else []
            chains = (some for _, some in sames if any(one is part for one in some))
            for other in (*beside, *(one for some in chains for one in some)):
                if id(other) not in reached:
                    reached[id(other)] = other
                    waiting.append(other)
        marks = sorted(set().union(*(part.marks for part in reached.values())))
        for (number, one), (other_number, another) in combinations(marks, 2):
            if number == other_number:
                names = decisions[number].names
                raise contradiction(decisions[number], decision, names[one], names[another])
