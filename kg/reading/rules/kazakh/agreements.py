"""Agreements and the ties of regions that follow from them.

«… облысының әкімдігі мен … облысының үкіметі арасындағы … ынтымақтастық туралы келісім», in a list under «мынадай
құжаттарға қол қойылды:», or in a sentence that says what was done with it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from kg.language.tokens import Span
from kg.model.facts import TERRITORIES, Agreement, Found, Mention, Modality, Phrase, RegionTie
from kg.names.persons.kazakh_offices import HOME
from kg.names.undertakings.kazakh_agreements import AGREEMENT_KINDS, JOINTS
from kg.names.undertakings.kazakh_projects import LIST_ITEM
from kg.reading.cues import KAZAKH
from kg.reading.function_rule import FunctionRule
from kg.reading.rules.kazakh.dates import period
from kg.reading.rules.kazakh.scene import Surroundings, names, says

CUES = KAZAKH.groups("agreements.cues")
STATUSES = (
    ("to_be_signed", CUES["to_be_signed"]),
    ("signed", CUES["signed"]),
    ("proposed", CUES["proposed"]),
    ("signed", CUES["concluded"]),
    ("in_force", CUES["in_force"]),
)
"""What the sentence says was done, first match first."""
MODALITIES: dict[str, Modality] = {"proposed": "proposed", "to_be_signed": "planned"}
SIGNED = KAZAKH.words("agreements.signed")
UNSIGNED = KAZAKH.words("agreements.unsigned")
BILATERAL = KAZAKH.words("agreements.bilateral")
STATES = KAZAKH.words("agreements.states")
"""Who concludes an agreement of two states."""
LOCAL = KAZAKH.words("agreements.local")
"""Where these are spoken of, an agreement is not that of two states."""
TOPIC_LINKS = KAZAKH.set("agreements.topic_links")
COUNT = re.compile(r"(\d+)")


AGREEMENT = FunctionRule(
    "kk",
    "agreement",
    Agreement,
    "An agreement that the text names, with status, parties, topic and occasion: «… туралы меморандумға қол қойылды».",
)
TIE = FunctionRule(
    "kk",
    "region-tie-of-agreement",
    RegionTie,
    "An agreement ties the territories of its parties, where one of them is a region.",
)


def agreements(scene: Surroundings) -> Iterator[Found]:
    for mention in scene.mentions:
        if mention.kind != "Agreement":
            continue
        header = list_header(scene, mention)
        status = status_of(scene, mention, header)
        parties = parties_of(scene, mention)
        topic = topic_of(scene, mention)
        fact = Agreement(
            agreement=mention,
            kind=kind_of(scene, mention),
            status=status,
            date=_signing_date(scene, mention, status),
            count=_count(scene, mention),
            topic=topic,
            party=parties,
            signed_at=_occasion(scene, mention, header) if status == "signed" else None,
        )
        unsigned = scene.case(mention) == "Dat" and says(scene.after(mention, 8), UNSIGNED)
        modality = "denied" if unsigned or scene.is_refuted(mention) else MODALITIES.get(status, "asserted")
        yield AGREEMENT.found(fact, mention.start, mention.end, modality)
        yield from _ties(scene, mention, parties, modality)


def sides_only(scene: Surroundings, found: Iterable[Found]) -> Iterator[Found]:
    """Papers without those who are said to be no side of theirs («Омбымен емес, Томскпен келісім») and without the town
    that only the name of a side has in it («Семей университеті»)."""
    found = list(found)
    bodies = {
        (one.fact.agreement.name, each.name)
        for one in found
        if isinstance(one.fact, Agreement)
        for each in one.fact.party
        if each.kind == "Organisation"
    }
    for one in found:
        if not isinstance(one.fact, Agreement) or not one.fact.party:
            yield one
            continue
        paper = one.fact.agreement.name
        sides = tuple(
            each
            for each in one.fact.party
            if scene.after(each).text.lower() != "емес"
            and not any((paper, whole.name) in bodies and whole != each for whole in scene.around(each.start, each.end))
        )
        if sides or one.fact.kind:
            yield one if sides == one.fact.party else replace(one, fact=replace(one.fact, party=sides))


def kind_of(scene: Surroundings, mention: Mention) -> str:
    kind: str = AGREEMENT_KINDS.get(scene.last_word(mention).lemma_, "other")
    return kind


def list_header(scene: Surroundings, mention: Mention) -> Span | None:
    """The sentence ending in a colon that opens the list in which the mention is an item."""
    own = scene.sentence(mention)
    if not LIST_ITEM.match(own.text):
        return None
    before = bisect_left(scene.doc.sents, own.start, key=lambda sentence: sentence.start)
    for sentence in (scene.doc.sents[at] for at in range(before - 1, -1, -1)):
        if sentence.text.rstrip().endswith(":"):
            return _line(scene, sentence)
        if sentence.text.strip() and not LIST_ITEM.match(sentence.text):
            return None
    return None


def _line(scene: Surroundings, sentence: Span) -> Span:
    """The sentence with those before it on its line: «… 14 келісімге қол қойылды. Олардың арасында:»."""
    start = sentence.start
    while start > 0 and "\n" not in scene.doc[start - 1].text:
        start -= 1
    return scene.doc[start : sentence.end]


def status_of(scene: Surroundings, mention: Mention, header: Span | None) -> str:
    sentence = scene.sentence(mention)
    following = scene.doc[scene.span(mention).end : sentence.end]
    if scene.case(mention) == "Acc" and says(following[:3], ("іске асыр", "жүзеге асыр", "орында")):
        return "in_force"
    for status, phrases in STATUSES:
        if header is not None and status.endswith("signed") and says(header, phrases):
            return status
        if header is None and says(sentence, phrases):
            return status
    return ""


def parties_of(scene: Surroundings, mention: Mention) -> tuple[Mention, ...]:
    """Bodies named before «арасындағы», else territories, else the two countries of a hyphen or of the whole text."""
    text = scene.doc.text[mention.start : mention.end]
    between = text.find("арасында")
    reach = mention.start + between if between >= 0 else mention.end
    two = scene.within(mention.start, reach, ("Organisation", *TERRITORIES))[:2]
    alike = len(two) == 2 and two[0].kind == two[1].kind and two[0].start == mention.start and between < 0
    if alike and scene.doc.text[two[0].end : two[1].start].strip() in JOINTS:
        return tuple(two)  # «Омбы облысы – Павлодар облысы меморандумы»
    if between >= 0:
        bodies = scene.within(mention.start, reach, ("Organisation",))
        if len(bodies) >= 2:
            return tuple(bodies)
        sides = scene.within(mention.start, reach, ("Organisation", *TERRITORIES))
        starts = {scene.span(each).start for each in sides}
        sides = [each for each in sides if scene.span(each).end not in starts]  # «Ресей Федерациясының Алтай өлкесі»
        sides = [each for each in sides if scene.doc.text[each.start - 1] != "("]  # «Тараз (Қазақстан)»
        if len(sides) >= 2:
            return tuple(sides)
    hyphenated = tuple(each for each in scene.countries() if re.search(rf"{each.name}[-–]|[-–]{each.name}\b", text))
    if len(hyphenated) == 2:
        return hyphenated
    countries = tuple(scene.within(mention.start, reach, ("Country",)))
    if len(countries) >= 2:
        return countries
    if together := _together(scene, mention):
        return together
    sentence = scene.sentence(mention)
    told = (scene.case(mention) != "Nom" or mention.named) and says(sentence, BILATERAL)
    counted = not mention.named and bool(COUNT.match(scene.words(mention)))
    told = told or (counted and says(sentence, SIGNED))
    local = names(sentence, LOCAL) or scene.in_sentence(sentence, ("Region", "City"))
    opening = next(iter(scene.doc.sents), sentence)
    of_states = says(opening, STATES) or says(sentence, STATES)
    return scene.two_countries() if told and of_states and not local else ()


def _together(scene: Surroundings, mention: Mention) -> tuple[Mention, ...]:
    """«Әзербайжан мен Грузияның органдарымен бірлесіп, … келісімді әзірлеу»: those, and the country that does it."""
    sentence = scene.sentence(mention)
    joint = next((t for t in sentence if t.lower_ in {"бірлесіп", "бірге", "бірлесе"} and t.idx < mention.start), None)
    if joint is None:
        return ()
    sides = scene.within(sentence.start_char, joint.idx, ("Country",))
    sides = [each for each in sides if each.name != HOME]
    own = [each for each in scene.countries() if each.name == HOME]
    return (*own, *sides) if sides and own else ()


def topic_of(scene: Surroundings, mention: Mention) -> Phrase | None:
    """What stands between the parties and «туралы», «жөніндегі», «саласындағы»."""
    span = scene.span(mention)
    links = [token.i for token in span if token.lower_ in TOPIC_LINKS]
    if not links:
        return None
    starts = [
        token.i + 1 for token in span if token.lower_ in {"арасындағы", "арасында", "арналған"} and token.i < links[-1]
    ]
    return scene.phrase(starts[-1] if starts else span.start, links[-1])


def _signing_date(scene: Surroundings, mention: Mention, status: str) -> str:
    sentence = scene.sentence(mention)
    outside = sentence.text.replace(scene.span(mention).text, " ")
    return period(outside, scene.written) if status == "signed" and says(sentence, ("қол қой",)) else ""


def _count(scene: Surroundings, mention: Mention) -> int | None:
    match = COUNT.match(scene.words(mention))
    counted = not mention.named and match and not re.match(r"\d{4}", scene.words(mention))
    return int(match[1]) if match and counted else None


def _occasion(scene: Surroundings, mention: Mention, header: Span | None) -> Mention | None:
    events = scene.in_sentence(header if header is not None else scene.sentence(mention), ("Event",))
    return events[0] if len(events) == 1 else None


def _ties(scene: Surroundings, mention: Mention, parties: tuple[Mention, ...], modality: Modality) -> Iterator[Found]:
    territories: dict[str, Mention] = {}
    for party in parties:
        territory = scene.owner(party) if party.kind == "Organisation" else party
        if territory is not None and territory.kind in {"Region", "Country"}:
            territories.setdefault(territory.name, territory)
    for a, b in combinations(territories.values(), 2):
        if "Region" not in (a.kind, b.kind):
            continue
        first, second = (a, b) if a.kind == "Region" else (b, a)
        yield TIE.found(RegionTie(first, second, _basis(scene, mention)), mention.start, mention.end, modality)


def _basis(scene: Surroundings, mention: Mention) -> Phrase | None:
    span = scene.span(mention)
    starts = [token.i + 1 for token in span if token.lower_ == "арасындағы"]
    return scene.phrase(starts[0] if starts else span.start, span.end)
