"""Facts that follow from other facts, or from how the document is made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from kg.documents.model import Document
from kg.facts import Agreement, Found, Mention, Participation, Phrase, RegionTie, Utterance

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


def attendance(document: Document, events: Sequence[Mention], said: Iterable[Utterance]) -> Iterator[Found]:
    """Who speaks in a transcript takes part in what it records: the first event its title or opening names."""
    if not document.turns:
        return
    opening = [m for m in events if m.start < document.turns[0].label.start]
    event = next((m for m in opening if m.named), opening[0] if opening else None)
    if event is None:
        return
    seen: set[str] = set()
    for utterance in said:
        speaker = utterance.speaker
        if utterance.form == "turn" and speaker.name not in seen:
            seen.add(speaker.name)
            yield Found(Participation(event, (speaker,)), "speaker-attends", speaker.start, speaker.end, confidence=0.8)


def bilateral(found: Iterable[Found], home: Sequence[Mention]) -> Iterator[Found]:
    """Agreements without stated parties are those of the two countries the document is about."""
    if len(home) != 2:
        return
    stated = {one.fact.agreement.name for one in found if isinstance(one.fact, Agreement) and one.fact.party}
    for one in found:
        if isinstance(one.fact, Agreement) and one.fact.kind and one.fact.agreement.name not in stated:
            yield replace(
                one, fact=Agreement(one.fact.agreement, party=tuple(home)), rule="parties-of-document", confidence=0.6
            )


def territory(party: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The territory a party stands for: itself, or the one its name contains, smallest first."""
    if party.kind in TERRITORIES:
        return party
    inside = [m for m in mentions if m.kind in TERRITORIES and party.start <= m.start and m.end <= party.end]
    order = {"Region": 0, "City": 1, "Country": 2}
    return min(inside, key=lambda m: (order[m.kind], m.start), default=None)
