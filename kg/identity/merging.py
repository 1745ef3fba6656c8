"""Which parts of several documents are one thing, and why."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import groupby

from kg.identity.called import NamedAfter, abbreviations, called, case_stems, cases, named_after, without_form
from kg.identity.parts import Part
from kg.identity.persons import FullName, bare_surname, full_names, other_readings, patronymics, stated
from kg.model.facts import Kind
from kg.model.spelling import edition, fold, name_from_case, person_name

Link = tuple[str, Sequence[Part]]
"""Parts that are one thing whatever else is known of them, and why."""

_WITNESSES = 2
"""Documents that name a person in full before a surname alone is taken for that one."""
_OUTDOES = 5
"""Documents that name the one for each that names another of that surname."""
_LISTED = 3
"""Documents that a reason names; of the others it gives the number."""


@dataclass(slots=True)
class Group:
    """Parts that are one thing, and the reasons."""

    parts: list[Part]
    reasons: set[str]
    split: bool = False
    """Whether it is one part that stands for several, and nothing said yet why these are one."""

    @property
    def key(self) -> str:
        return next((part.key for part in self.parts if part.key), "")

    @property
    def kind(self) -> Kind:
        return next((part for part in self.parts if part.key), self.parts[0]).kind

    @property
    def described(self) -> bool:
        return all(part.described for part in self.parts)

    @property
    def marks(self) -> set[tuple[int, int]]:
        return set().union(*(part.marks for part in self.parts))

    @property
    def naming(self) -> list[Part]:
        """The parts whose names are the thing's: a description of what has a name elsewhere is none."""
        own = [part for part in self.parts if not part.bent]
        return [part for part in own if part.named] or own or self.parts


def merge(parts: Sequence[Part], decided: Sequence[Link] = ()) -> list[Group]:
    """Joins parts to groups: by decisions first, then the key, then the name, then a person's initials.

    A step joins a group to another only where one alone fits; none joins what a decision keeps apart."""
    groups = [Group([part], set(), part.times > 1) for part in parts]
    if decided:
        groups = _join_decided(groups, decided)
    groups = _join(groups, lambda part: [(part.key,)] if part.key else [], "identifier {0}")
    groups = _join(groups, _description_signatures, "the same words in one document")
    groups = _join(groups, _name_signatures, "name «{2}» {1}")
    groups = _join(groups, lambda part: [("Organisation", part.body)] if part.body else [], "{1}")
    groups = _join(groups, _proper_name_signatures, "{1} «{2}» {3}")
    groups = _join_namesakes(_join_abbreviations(_join_called(groups)))
    groups = _join(groups, _person_signatures, "one name in two spellings ({0} {1})")
    groups = _join_initials(_join_other_cases(_join_words_in_cases(groups)))
    return _join_surnames(groups)


def signatures(part: Part) -> Iterator[tuple[str, ...]]:
    """Gives all that could join the part to another: two that share none, nor are linked by parts that do, stay
    apart."""
    if part.key:
        yield ("key", part.key)
    if part.body:
        yield ("body", part.body)
    for number, step in enumerate((_description_signatures, _name_signatures, _proper_name_signatures)):
        yield from ((str(number), *signature) for signature in step(part))
    if own := called(part):
        yield ("called", part.kind, own.own)
    if after := named_after(part):
        yield ("after", after.who)
    yield from (("short", short) for short in sorted(abbreviations(part)))
    yield from (("stem", stem) for stem in sorted(case_stems(part)))
    yield from (("person", *signature) for signature in _person_signatures(part))
    yield from (("person", *reading) for reading in sorted(other_readings(part)))
    if part.kind == "Person" and part.named:
        surnames = {parsed.surname for parsed in map(person_name, part.names) if parsed} | {bare_surname(part)}
        yield from (("surname", surname) for surname in sorted(surnames - {""}))


def reason(why: str, parts: Iterable[Part]) -> str:
    """Words a reason: «identifier city/omsk: «Омск» in a.txt, b.txt; «Омбы» in c.txt»."""
    by_name: defaultdict[str, list[list[str]]] = defaultdict(list)
    for part in parts:
        by_name[min(part.names)].append(part.documents)
    told = []
    for name, lists in sorted(by_name.items()):
        documents = lists[0] if len(lists) == 1 else set().union(*lists)
        first = nsmallest(_LISTED, documents)
        more = f" and {len(documents) - _LISTED} more" if len(documents) > _LISTED else ""
        told.append(f"«{name}» in {', '.join(first)}{more}")
    return f"{why.strip()}: {'; '.join(told)}"


class _Joining:
    """Groups by their place, and which of them have become one."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        self._root = list(range(len(groups)))
        self._keys = [{part.key for part in group.parts} - {""} for group in groups]
        self._marks = [group.marks for group in groups]
        self._fathers = [set().union(*(patronymics(part) for part in group.parts)) for group in groups]
        self._reasons: list[set[str]] = [set() for _ in groups]
        self._split = [group.split for group in groups]

    def top(self, at: int) -> int:
        while self._root[at] != at:
            at = self._root[at] = self._root[self._root[at]]
        return at

    def clash(self, tops: Sequence[int]) -> bool:
        """Whether together they would have two keys, two patronymics, or two names of one decision that keeps them
        apart."""
        marks = set().union(*(self._marks[top] for top in tops))
        keys = set().union(*(self._keys[top] for top in tops))
        fathers = set().union(*(self._fathers[top] for top in tops))
        return len(keys) > 1 or len(fathers) > 1 or len({decision for decision, _ in marks}) < len(marks)

    def several(self, tops: Sequence[int]) -> bool:
        return len(tops) > 1 or any(self._split[top] for top in tops)

    def join(self, tops: Sequence[int], why: str) -> None:
        self._split[tops[0]] = False
        for top in tops[1:]:
            self._root[top] = tops[0]
            self._keys[tops[0]] |= self._keys[top]
            self._marks[tops[0]] |= self._marks[top]
            self._fathers[tops[0]] |= self._fathers[top]
        self._reasons[tops[0]].add(why)

    def alike(self, tops: Sequence[int]) -> list[list[int]]:
        """Where all together would clash, those whose keys, marks and patronymics are the same."""
        told = sorted(tops, key=self._told)
        return [list(same) for _, same in groupby(told, key=self._told)]

    def _told(self, top: int) -> tuple[list[str], list[tuple[int, int]], list[str]]:
        return sorted(self._keys[top]), sorted(self._marks[top]), sorted(self._fathers[top])

    def groups(self) -> list[Group]:
        merged: dict[int, Group] = {}
        for at, group in enumerate(self._groups):
            top = self.top(at)
            into = merged.setdefault(top, Group([], set(), self._split[top]))
            into.parts += group.parts
            into.reasons |= group.reasons | self._reasons[at]
        return list(merged.values())


def _join_decided(groups: list[Group], decided: Sequence[Link]) -> list[Group]:
    at = {id(part): place for place, group in enumerate(groups) for part in group.parts}
    joining = _Joining(groups)
    for why, parts in decided:
        joining.join(sorted({joining.top(at[id(part)]) for part in parts}), reason(why, parts))
    return joining.groups()


def _join(groups: list[Group], signatures: Callable[[Part], Iterable[tuple[str, ...]]], why: str) -> list[Group]:
    """Joins the groups that share a signature, unless that would clash."""
    by_signature: defaultdict[tuple[str, ...], dict[int, list[Part]]] = defaultdict(dict)
    for at, group in enumerate(groups):
        for part in group.parts:
            for signature in signatures(part):
                by_signature[signature].setdefault(at, []).append(part)
    joining = _Joining(groups)
    for signature, members in sorted(by_signature.items()):
        tops = sorted({joining.top(at) for at in members})
        for some in joining.alike(tops) if joining.clash(tops) else [tops]:
            if joining.several(some):
                parts = [part for at, parts in members.items() if joining.top(at) in some for part in parts]
                joining.join(some, reason(why.format(*signature), parts))
    return joining.groups()


_OF_ROADS = re.compile(" (?:транспортный|железнодорожная) ")
_NAMED_AFTER = re.compile(r"\bим(?:ени\b|\.)\s?(?:[А-ЯЁ]\.\s?){0,3}")
_AFTER_PEOPLE = frozenset({"Organisation", "Feature"})


def _name_signatures(part: Part) -> Iterator[tuple[str, ...]]:
    if not part.named:
        return
    if part.kind == "Event":
        yield (part.kind, _edition(part), part.series)
        return
    for name in sorted(part.names):
        yield (part.kind, "", _said_alike(name, part.kind))


def _said_alike(name: str, kind: Kind) -> str:
    """The name without what it may leave out: «Трансарктический (транспортный) коридор», «имени (Н. Э.) Баумана»,
    «(общественная организация) «Союз писателей»»."""
    if kind == "Corridor":
        return _OF_ROADS.sub(" ", fold(name))
    if kind == "Organisation":
        name = without_form(name)
    return fold(_NAMED_AFTER.sub("имени ", name) if kind in _AFTER_PEOPLE else name)


def _description_signatures(part: Part) -> Iterator[tuple[str, ...]]:
    """A description is one thing wherever its document words it alike, whatever nominative was found for the words.

    Not one that is called after who took part: «встретился» is said of every meeting."""
    if part.described:
        lengths = {len(name.split()) for name in part.names}
        worded = {form for form in part.surfaces if len(form.split()) in lengths}
        for form in sorted({*part.names, *worded}):
            yield (part.kind, part.document, fold(form))


def _edition(part: Part) -> str:
    return str(part.ordinal) if part.ordinal is not None else part.year


_UNDERTAKINGS = frozenset({"проект", "программа"})
_CALLED = re.compile(r"\b(\w+) [«\"“]([^«»\"“”]+)[»\"”]$")


def _proper_name_signatures(part: Part) -> Iterator[tuple[str, ...]]:
    """«Международная промышленная выставка «Иннопром»» is «выставка «Иннопром»» of that year; no year, no telling.
    «Федеральный проект «Жильё»» and «программа «Жильё»» are one."""
    if part.kind == "Project" and part.named:
        for called in filter(None, map(_CALLED.search, sorted(part.names))):
            if called[1].lower() in _UNDERTAKINGS:
                yield (part.kind, "проект", fold(called[2]), "")
    if part.kind == "Event" and part.named and _edition(part):
        for called in filter(None, map(_CALLED.search, sorted(part.names))):
            own = edition(called[2])
            bare = re.sub(rf"(?<![\s-])[\s-]*{own.year}$", "", own.series) if own.year else own.series
            yield (part.kind, fold(called[1]), bare, _edition(part))


def _person_signatures(part: Part) -> Iterator[tuple[str, ...]]:
    if part.kind == "Person" and part.named:
        for parsed in (read(name) for name in sorted(part.names) for read in (person_name, name_from_case)):
            if parsed and not parsed.initials:
                yield ("-".join(parsed.given), parsed.surname)


def _join_called(groups: list[Group]) -> list[Group]:
    """«Авиакомпания Ryanair», «компания «Ryanair»» and «Ryanair»: of one name, and of one kind where they say any."""
    by_name: defaultdict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for at, group in enumerate(groups):
        for own in filter(None, map(called, group.parts)):
            by_name[f"{group.kind} {own.own}"][at].add(own.family)
    joining = _Joining(groups)
    for _, members in sorted(by_name.items()):
        families: set[str] = set().union(*members.values()) - {""}
        tops = sorted({joining.top(at) for at in members})
        if len(families) == 1 and len(tops) > 1 and not joining.clash(tops):
            parts = [part for at in members for part in groups[at].parts]
            joining.join(tops, reason(f"{min(families)} of that name, and no other is called so", parts))
    return joining.groups()


def _join_abbreviations(groups: list[Group]) -> list[Group]:
    """«АСИ», of which a text says no more, is the one body that other texts call so and by its full name."""
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    bare: dict[int, str] = {}
    for at, group in enumerate(groups):
        names = {name for part in group.parts for name in part.names}
        shorts = set().union(*map(abbreviations, group.parts))
        if not group.key and len(names) == 1 and names <= shorts:
            bare[at] = min(names)
        else:
            for short in shorts - names:
                bearers[short].add(at)
    joining = _Joining(groups)
    for at, short in bare.items():
        if len(bearers[short]) == 1 and not joining.clash([into := min(bearers[short]), at]):
            joining.join([joining.top(into), at], reason("an abbreviation of one body alone", groups[at].parts))
    return joining.groups()


def _join_namesakes(groups: list[Group]) -> list[Group]:
    """«ЕНУ имени Гумилёва», «Евразийский университет имени Л. Н. Гумилёва»: the one that says more of itself and is
    called after the same."""
    by_whom: defaultdict[str, dict[int, set[NamedAfter]]] = defaultdict(lambda: defaultdict(set))
    for at, group in enumerate(groups):
        for after in filter(None, map(named_after, group.parts)):
            by_whom[after.who][at].add(after)
    joining = _Joining(groups)
    for _, called_so in sorted(by_whom.items()):
        for at, own in called_so.items():
            fuller = {
                joining.top(other)
                for other, theirs in called_so.items()
                if other != at and any(one.may_be(more) for one in own for more in theirs)
            }
            if (
                len(fuller) == 1
                and not joining.clash([into := min(fuller), joining.top(at)])
                and into != joining.top(at)
            ):
                joining.join([into, joining.top(at)], reason("called after the same", groups[at].parts))
    return joining.groups()


def _join_other_cases(groups: list[Group]) -> list[Group]:
    """A name that no text states, «Асий Биби» for «Асии Биби», is the one name a text states that it comes from."""
    by_name: defaultdict[FullName, set[int]] = defaultdict(set)
    for at, group in enumerate(groups):
        for part in group.parts:
            if stated(part):
                for name in full_names(part):
                    by_name[name].add(at)
    joining = _Joining(groups)
    for at, group in enumerate(groups):
        readings = set().union(*map(other_readings, group.parts)) if not group.key else set()
        meant = {joining.top(other) for name in readings for other in by_name[name]} - {joining.top(at)}
        if len(meant) == 1 and not joining.clash([into := min(meant), joining.top(at)]):
            joining.join([into, joining.top(at)], reason("a form of the name that another text states", group.parts))
            for part in group.parts:
                part.bent = True
    return joining.groups()


def _join_words_in_cases(groups: list[Group]) -> list[Group]:
    """«Атомфлоте», which a text's reader took for a body's nominative, is the «Атомфлот» of this or another text; so
    with towns that no list has."""
    by_stem: defaultdict[str, set[int]] = defaultdict(set)
    for at, group in enumerate(groups):
        for part in group.parts:
            for stem in case_stems(part):
                by_stem[stem].add(at)
    joining = _Joining(groups)
    for at, group in enumerate(groups):
        names = {fold(name) for part in group.parts for name in part.names}
        alike = set().union(*(by_stem[stem] for part in group.parts for stem in case_stems(part))) - {at}
        if group.key or len(names) != 1 or not alike:
            continue
        whose = {joining.top(other) for other in alike if any(names <= cases(part) for part in groups[other].parts)}
        if len(whose) == 1 and not joining.clash([into := min(whose), joining.top(at)]):
            joining.join([into, joining.top(at)], reason("a case of the name that another text has", group.parts))
            for part in group.parts:
                part.bent = True
    return joining.groups()


def _join_surnames(groups: list[Group]) -> list[Group]:
    """«Трамп» alone is the one Trump whom documents name in full, where others of the name hardly come: two documents
    name him at least, and five for each that names another."""
    bearers: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for at, group in enumerate(groups):
        for part in group.parts:
            for _, surname in full_names(part):
                bearers[surname][at].update(part.documents)
    joining = _Joining(groups)
    for at, group in enumerate(groups):
        surnames = {bare_surname(part) for part in group.parts}
        known = bearers[min(surnames)] if len(surnames) == 1 else None
        if not known:
            continue
        into = max(sorted(known), key=lambda one: len(known[one]))
        others = sum(len(documents) for documents in known.values()) - len(known[into])
        if len(known[into]) >= max(_WITNESSES, _OUTDOES * others) and not joining.clash([into, at]):
            joining.join([joining.top(into), at], reason("a surname that hardly another has", group.parts))
    return joining.groups()


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
    joining = _Joining(groups)
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
        if len(could_be) == 1 and not joining.clash([joining.top(into := min(could_be)), at]):
            joining.join([joining.top(into), at], reason("initials that fit one person alone", groups[at].parts))
    return joining.groups()
