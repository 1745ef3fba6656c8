"""Which parts of several documents are one thing, and why."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.parts import Part
from kg.spelling import fold, person_name


@dataclass(slots=True)
class Group:
    parts: list[Part]
    reasons: set[str]

    @property
    def key(self) -> str:
        return next((part.key for part in self.parts if part.key), "")

    @property
    def described(self) -> bool:
        return not any(part.named or part.key for part in self.parts)


def merge(parts: list[Part]) -> list[Group]:
    """Key decides, then name, then a person's initials. A step joins a group to another only where one alone fits."""
    groups = [Group([part], set()) for part in parts]
    groups = _join(groups, lambda g: [("key", g.key)] if g.key else [], "key {1}")
    groups = _join(groups, _name_signatures, "name «{2}»")
    groups = _join(groups, _person_signatures, "spelling of «{1} {2}»")
    return _join_initials(groups)


def _join(groups: list[Group], signatures: Callable[[Group], Iterable[tuple[str, ...]]], reason: str) -> list[Group]:
    """Joins the groups that share a signature, unless that would make one thing of two keys."""
    by_signature: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        for signature in sorted(set(signatures(group))):
            by_signature[signature].append(at)
    links = [(signature, members) for signature, members in sorted(by_signature.items()) if len(members) > 1]
    root = list(range(len(groups)))
    keys = [{group.key} - {""} for group in groups]

    def find(at: int) -> int:
        while root[at] != at:
            at = root[at] = root[root[at]]
        return at

    for signature, members in links:
        tops = sorted({find(at) for at in members})
        if len(set().union(*(keys[top] for top in tops))) > 1:
            tops = [top for top in tops if not keys[top]]
        if len(tops) < 2:
            continue
        for top in tops[1:]:
            root[top] = tops[0]
            keys[tops[0]] |= keys[top]
        groups[tops[0]].reasons.add(reason.format(*signature))
    merged: dict[int, Group] = {}
    for at, group in enumerate(groups):
        into = merged.setdefault(find(at), Group([], set()))
        into.parts += group.parts
        into.reasons |= group.reasons
    return list(merged.values())


def _name_signatures(group: Group) -> Iterator[tuple[str, ...]]:
    for part in group.parts:
        if not part.named:
            continue
        if part.kind == "Event":
            ordinal, year = str(part.ordinal or ""), "" if part.ordinal else part.year
            yield (part.kind, f"{ordinal} {year}".strip(), part.series)
            continue
        for name in part.names:
            yield (part.kind, "", fold(name))


def _person_signatures(group: Group) -> Iterator[tuple[str, ...]]:
    for part in group.parts:
        if part.kind == "Person" and part.named:
            for name in part.names:
                parsed = person_name(name)
                if parsed and not parsed.initials:
                    yield ("Person", "-".join(parsed.given), parsed.surname)


def _join_initials(groups: list[Group]) -> list[Group]:
    """«В. Путин» joins the one Путин whose given name begins so; where two could be meant it stays alone."""
    persons = {
        at: {
            parsed
            for part in group.parts
            if part.kind == "Person" and part.named
            for parsed in map(person_name, part.names)
            if parsed
        }
        for at, group in enumerate(groups)
    }
    by_surname: defaultdict[str, set[int]] = defaultdict(set)
    for at, names in persons.items():
        for name in names:
            if not name.initials:
                by_surname[name.surname].add(at)
    gone: set[int] = set()
    for at, names in persons.items():
        if not names or not all(name.initials for name in names) or groups[at].key:
            continue
        could_be = {
            other
            for short in names
            for other in by_surname[short.surname]
            for full in persons[other]
            if short.could_be(full)
        }
        if len(could_be) == 1:
            into = groups[could_be.pop()]
            short_name = min(name for part in groups[at].parts for name in part.names)
            into.parts += groups[at].parts
            into.reasons |= groups[at].reasons | {f"initials «{short_name}»"}
            gone.add(at)
    return [group for at, group in enumerate(groups) if at not in gone]
