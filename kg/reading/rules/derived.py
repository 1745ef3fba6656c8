"""Facts that follow from other facts, or from how the document is made."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg.documents.document import Document
from kg.language.tokens import Doc, Token
from kg.model.facts import (
    TERRITORIES,
    Agreement,
    Found,
    Mention,
    Participation,
    Phrase,
    Project,
    RegionTie,
    Role,
    SisterCities,
    Utterance,
)
from kg.model.offsets import Starts
from kg.names.places.place_text import TWINNED
from kg.reading.cues import RUSSIAN
from kg.reading.function_rule import FunctionRule
from kg.reading.home import country_of

ANNIVERSARY = re.compile(r"\b(?:годовщина|юбилей|\w*летие)\b", re.IGNORECASE)


PARTIES = FunctionRule(
    "ru",
    "parties-of-document",
    Agreement,
    "Agreements without stated parties are those of the two countries a document is about, where no governor acts.",
)
OF_REGIONS = FunctionRule(
    "ru",
    "agreement-of-regions",
    RegionTie,
    "An agreement ties the territories of its parties: «акимат Павлодарской области» stands for the region.",
)
UNDERTAKEN = FunctionRule(
    "ru",
    "project-of-regions",
    RegionTie,
    "What two territories undertake together ties them: «Омская и Томская области строят хаб «Сибирь»».",
)
KAZAKH_UNDERTAKEN = FunctionRule(
    "kk",
    "project-of-regions",
    RegionTie,
    "What two territories undertake together ties them: «Омбы мен Томск облыстары «Сібір» хабын салады».",
)
OF_CITIES = FunctionRule(
    "ru",
    "agreement-of-cities",
    SisterCities,
    "Two towns that sign a paper on their twinning are sister cities: «Мэры Омска и Павлодара подписали соглашение о "
    "побратимстве».",
)
ATTENDS = FunctionRule(
    "ru",
    "speaker-attends",
    Participation,
    "Who speaks in a transcript, or is quoted in a report on one sitting, takes part in it.",
)
SITTING = re.compile(
    r"\b(?:форум|конференци|конгресс|съезд|симпозиум|семинар|совещани|заседани|сесси|брифинг|пресс-конференци)",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:пройд[её]т|состоится|состоятся|пройдут|планируется|предстоящ|откроется|намечен|ждут|готов)", re.IGNORECASE
)
SIGNERS = RUSSIAN.set("papers.lesser_signers")
"""Whose a paper is, named or not, that no state has signed."""
_LEAD = 400
"""Characters in which a report says what it is about."""
_SITTINGS = 3


def ties(found: Iterable[Found], mentions: Sequence[Mention]) -> Iterator[Found]:
    """An agreement ties the territories of its parties: «акимат Павлодарской области» stands for the region.

    Two parties are tied to each other. Who pairs with whom in a longer list is not said: each region is tied to the
    country on the other side."""
    begun = Starts(mentions)
    for one in found:
        if not isinstance(one.fact, Agreement) or one.modality in ("proposed", "denied"):
            continue
        territories = sorted(
            {t for party in one.fact.party if (t := territory(party, begun.within(party.start, party.end)))}
        )
        basis = Phrase(one.fact.agreement.start, one.fact.agreement.end, one.fact.agreement.name)
        told = one.fact.agreement.name.lower().split()
        towns = [t for t in territories if t.kind == "City"]
        twins = any(word.startswith(TWINNED) for word in told) and not any(w.startswith("намерени") for w in told)
        if twins and len(territories) == len(towns) == 2 and one.modality == "asserted" and one.rule != PARTIES.name:
            yield OF_CITIES.found(SisterCities(*towns), one.start, one.end, "asserted", one.confidence)
        for region, other in _pairs(territories, mentions):
            tie = RegionTie(region, other, basis)
            yield OF_REGIONS.found(tie, one.start, one.end, one.modality, one.confidence)


def undertaken(document: Document, found: Iterable[Found], mentions: Sequence[Mention]) -> Iterator[Found]:
    """What two territories undertake together ties them, and what one undertakes in the region of another country."""
    begun, rule = Starts(mentions), KAZAKH_UNDERTAKEN if document.language == "kk" else UNDERTAKEN
    for one in found:
        if not isinstance(one.fact, Project) or one.modality in ("proposed", "denied"):
            continue
        work, place = one.fact.project, one.fact.located_in
        sides = {t for party in one.fact.party if (t := territory(party, begun.within(party.start, party.end)))}
        if len(sides) == 1 and place and place.kind == "Region":
            sides |= {place} if _are_abroad(place, *sides) else set()
        basis = Phrase(work.start, work.end, work.name)
        for region, other in _pairs(sorted(sides), mentions) if len(sides) == 2 else ():
            tie = RegionTie(region, other, basis)
            yield rule.found(tie, one.start, one.end, one.modality, one.confidence)


def _are_abroad(one: Mention, other: Mention) -> bool:
    """Whether both are known to lie in countries, and not in the same."""
    lands = {country_of(one), country_of(other)}
    return "" not in lands and len(lands) > 1


def _pairs(territories: Sequence[Mention], mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    regions = [t for t in territories if t.kind == "Region"]
    if len(territories) == 2:
        other = next((t for t in territories if t is not regions[0]), None) if regions else None
        if other is not None and other.kind != "City":
            yield regions[0], other
        return
    sides = sorted({side for t in territories if (side := country_of(t))})
    if len(sides) == len(regions) == len(territories) == 3:
        yield from combinations(regions, 2)  # a region of each of three countries: all with each other
        return
    countries = {m.key: m for m in reversed(mentions) if m.kind == "Country"}
    if len(sides) == 2:
        for region in regions:
            across = next(side for side in sides if side != country_of(region))
            if country_of(region) and across in countries:
                yield region, countries[across]


def main_event(document: Document, mentions: Sequence[Mention]) -> Mention | None:
    """What a transcript records: the first event that its title or opening names, else the first it describes there.

    None for a text without turns, and for a transcript that names its event nowhere before them. An anniversary is
    what people meet on the occasion of."""
    if not document.turns:
        return None
    start = document.turns[0].label.start
    opening = [m for m in mentions if m.kind == "Event" and m.start < start and not ANNIVERSARY.search(m.name)]
    return next((m for m in opening if m.named), opening[0] if opening else None)


def attendance(document: Document, mentions: Sequence[Mention], said: Iterable[Utterance]) -> Iterator[Found]:
    """Who speaks in a transcript, or is quoted in a report on one sitting, takes part in it."""
    event = main_event(document, mentions)
    reported = None if document.turns or document.language != "ru" else sitting(document, mentions)
    event, forms = (event, {"turn"}) if event else (reported, {"quotation", "reported"})
    if event is None:
        return
    seen: set[str] = set()
    for utterance in said:
        speaker = utterance.speaker
        if utterance.form in forms and speaker.kind == "Person" and speaker.name not in seen:
            seen.add(speaker.name)
            confidence = 0.8 if "turn" in forms else 0.7
            yield ATTENDS.found(Participation(event, (speaker,)), speaker.start, speaker.end, confidence=confidence)


def sitting(document: Document, mentions: Sequence[Mention]) -> Mention | None:
    """The forum, conference or sitting that the beginning of a text reports as past; a digest has many."""
    sittings = [m for m in mentions if m.kind == "Event" and SITTING.search(m.name)]
    if not sittings or len({m.name for m in sittings}) > _SITTINGS or sittings[0].start > _LEAD:
        return None
    return None if AHEAD.search(document.reading[: sittings[0].end + _LEAD]) else sittings[0]


def bilateral(
    doc: Doc, found: Iterable[Found], home: Sequence[Mention], mentions: Sequence[Mention]
) -> Iterator[Found]:
    """Agreements without stated parties are those of the two countries the document is about, unless governors or
    mayors act in it and not the presidents or ministers of both, and in a sentence that names nobody else who could be
    a party: «Омская область и Павлодарская область подписали соглашение»."""
    found = list(found)
    acting = {one.fact.post_of for one in found if isinstance(one.fact, Role) and one.fact.post_of}
    local = any(side.kind in ("Region", "City") for side in acting)
    if len(home) != 2 or (local and not {country.key for country in home} <= {side.key for side in acting}):
        return
    others = sorted(m.start for m in mentions if m.kind in ("Region", "City", "Organisation"))
    stated = {one.fact.agreement.name for one in found if isinstance(one.fact, Agreement) and one.fact.party}
    for one in found:
        if not isinstance(one.fact, Agreement) or not one.fact.kind or one.fact.agreement.name in stated:
            continue
        span = doc.char_span(one.start, one.end, alignment_mode="expand")
        if span is not None and any(_is_other_side(token) for token in span.sent):
            continue
        if span is None or bisect_left(others, span.sent.start_char) == bisect_left(others, span.sent.end_char):
            fact = Agreement(one.fact.agreement, party=tuple(home))
            yield PARTIES.found(fact, one.start, one.end, one.modality, confidence=0.6)


def _is_other_side(token: Token) -> bool:
    """«университеты продлили соглашение», «декларация, к которой присоединились 19 городов», «два музея готовят …»."""
    several = "Plur" in token.morph.get("Number", []) or any(c.dep_.startswith("nummod") for c in token.children)
    return several and token.dep_.startswith("nsubj") and token.lemma_.lower() in SIGNERS


def territory(party: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The territory a party stands for: itself, or the one its name contains, smallest first."""
    if party.kind in TERRITORIES:
        return party
    inside = [m for m in mentions if m.kind in TERRITORIES and party.holds(m)]
    order = {"Region": 0, "City": 1, "Country": 2}
    return min(inside, key=lambda m: (order[m.kind], m.start), default=None)
