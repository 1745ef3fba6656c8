"""Kazakh bodies named with more or fewer of those they belong to: «ҚР Мәдениет министрлігі Дін істері комитеті»,
«Министрліктің Дін істері комитеті», «Дін істері комитеті»."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.language.kazakh.suffixes import best_parse, nominative
from kg.model.facts import TERRITORIES, Mention
from kg.names.organisations.kazakh_organisations import BODIES, LEVELS
from kg.names.same_names import only


@dataclass(frozen=True, slots=True)
class _Owned:
    """A body's own name, and what stands before it; heads alone («Министрліктің») tell nothing and are left out."""

    own: str
    territory: str
    above: frozenset[str]

    def may_be(self, fuller: "_Owned") -> bool:
        """Is all that is told of it told of the fuller too?"""
        level, _, rest = fuller.own.partition(" ")
        alike = self.own == fuller.own or bool(self.territory) and level in LEVELS and rest == self.own
        return alike and self.territory in ("", fuller.territory) and self.above <= fuller.above


def by_owner(bodies: Sequence[Mention], known: Sequence[Mention]) -> Callable[[Mention], Iterable[Mention]]:
    """A body under the fullest of its names, while the document has one such body only."""
    territories = {place.start: place for place in known if place.kind in TERRITORIES}
    told = {body: _owned(body, territories) for body in bodies}
    names: dict[_Owned, str] = {}
    for body, owned in told.items():
        names[owned] = max(names.get(owned, ""), body.name, key=len)

    def fitting(body: Mention) -> Iterable[Mention]:
        mine = told[body]
        fuller = [owned for owned in names if mine.may_be(owned)] if mine.territory or " " in mine.own else []
        fullest = only(owned for owned in fuller if not any(owned != other and owned.may_be(other) for other in fuller))
        return [replace(body, name=names[fullest])] if fullest else []

    return fitting


def _owned(body: Mention, territories: Mapping[int, Mention]) -> _Owned:
    place = territories.get(body.start)
    words = body.name.split()
    if place is not None and place.end < body.end:
        words = words[len(place.text.split()) :]
    chain, segment = list[str](), list[str]()
    for word in words:
        segment.append(word)
        if best_parse(word).stem in BODIES:
            chain.append(nominative(" ".join(segment)).casefold())
            segment = []
    own = " ".join(segment).casefold() or (chain.pop() if chain else "")
    above = frozenset(each for each in chain if " " in each)
    return _Owned(own, (place.key or place.name) if place is not None else "", above)
