"""Facts that follow from other facts of the same words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg.facts import Agreement, Found, Mention, Phrase, RegionTie

BODIES = frozenset({"Organisation"})
TERRITORIES = frozenset({"Region", "City", "Country"})


def ties(found: Iterable[Found], mentions: Sequence[Mention]) -> Iterator[Found]:
    """An agreement ties the territories of its parties: «акимат Павлодарской области» stands for the region.

    Only of two territories with a region among them: who pairs with whom in a longer list is not said."""
    for one in found:
        if not isinstance(one.fact, Agreement) or one.modality in ("proposed", "denied"):
            continue
        territories = sorted({t for party in one.fact.party if (t := territory(party, mentions))})
        basis = Phrase(one.fact.agreement.start, one.fact.agreement.end, one.fact.agreement.name)
        if len(territories) != 2:
            continue
        for a, b in combinations(territories, 2):
            region, other = (a, b) if a.kind == "Region" else (b, a)
            if region.kind == "Region" and other.kind in ("Region", "Country"):
                yield Found(
                    RegionTie(region, other, basis),
                    "agreement-of-regions",
                    one.start,
                    one.end,
                    one.modality,
                    one.confidence,
                )


def territory(party: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The territory a party stands for: itself, or the one its name contains, smallest first."""
    if party.kind in TERRITORIES:
        return party
    inside = [m for m in mentions if m.kind in TERRITORIES and party.start <= m.start and m.end <= party.end]
    order = {"Region": 0, "City": 1, "Country": 2}
    return min(inside, key=lambda m: (order[m.kind], m.start), default=None)
