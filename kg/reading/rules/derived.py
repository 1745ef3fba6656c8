"""Facts that follow from other facts, or from how the document is made."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.documents.document import Document
from kg.language.tokens import Doc, Token
from kg.model.facts import (
    TERRITORIES,
    Agreement,
    Found,
    Mention,
    Participation,
    Phrase,
    RegionTie,
    Role,
    SisterCities,
    Utterance,
)
from kg.model.offsets import Starts, extents
from kg.names.places.place_text import TWINNED
from kg.reading.function_rule import FunctionRule
from kg.reading.home import neighbours
from kg.reading.modality import SUPPOSED

_COUNTED = re.compile(r"\d+\b|\w+ (?:соглашений|договоров|меморандумов|документов|контрактов)", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:между|со?|арасында)\b|арасындағы", re.IGNORECASE)
_TALKED = re.compile(r"\b(?:обсу[дж]|рассм[ао]тр|талқыла|қарастыр)", re.IGNORECASE)
_SIDES = ("Region", "City", "Organisation", "Feature")
_NO_SIDES = ("Event", "Corridor", "Project")
"""What stands in their names signs nothing."""
_BEFORE = 4
"""Tokens before a side in which a preposition or a post of it may stand."""
_UNSURE = frozenset(
    "не нет ни якобы будто бы если вместо отложить отменить отказаться расторгнуть денонсировать отклонить отвергнуть "
    "сорвать перенести проект предложить предлагать предложение призвать слух обсудить обсуждать обсуждение готовить "
    "разрабатывать прорабатывать вопрос".split()
)
"""Beside these it is open whether there is a paper."""
ANNIVERSARY = re.compile(r"\b(?:годовщина|юбилей|\w*летие)\b", re.IGNORECASE)


PARTIES = FunctionRule(
    "ru",
    "parties-of-document",
    Agreement,
    "Agreements without stated parties are those of the two countries a document is about, where no governor acts.",
)
OF_TWO = FunctionRule(
    "ru",
    "parties-of-two",
    Agreement,
    "An agreement without stated parties, or with one of them, is that of the two regions a document is about.",
)
KAZAKH_OF_TWO = FunctionRule(
    "kk",
    "parties-of-two",
    Agreement,
    "The same of two regions: «Омбы облысының делегациясы келді. Тараптар меморандумға қол қойды.»",
)
OF_SENTENCE = FunctionRule(
    "ru",
    "parties-of-sentence",
    Agreement,
    "A paper is that of the only two in its sentence who could be its sides, where it joins or pairs them: «Отношения "
    "Омска с Павлодаром закрепляет меморандум о дружбе».",
)
OF_REGIONS = FunctionRule(
    "ru",
    "agreement-of-regions",
    RegionTie,
    "An agreement ties the territories of its parties: «акимат Павлодарской области» stands for the region.",
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


def _pairs(territories: Sequence[Mention], mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    regions = [t for t in territories if t.kind == "Region"]
    if len(territories) == 2:
        other = next((t for t in territories if t is not regions[0]), None) if regions else None
        if other is not None and other.kind != "City":
            yield regions[0], other
        return
    sides = sorted({side for t in territories if (side := _country(t))})
    countries = {m.key: m for m in reversed(mentions) if m.kind == "Country"}
    if len(sides) == 2:
        for region in regions:
            across = next(side for side in sides if side != _country(region))
            if _country(region) and across in countries:
                yield region, countries[across]


def _country(territory: Mention) -> str:
    """The key of the country a territory lies in: «country/KZ» for «region/KZ-KUS»."""
    if territory.kind == "Country":
        return territory.key
    return f"country/{territory.key.removeprefix('region/')[:2]}" if territory.key.startswith("region/") else ""


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
        if span is None or bisect_left(others, span.sent.start_char) == bisect_left(others, span.sent.end_char):
            fact = Agreement(one.fact.agreement, party=tuple(home))
            yield PARTIES.found(fact, one.start, one.end, one.modality, confidence=0.6)


def of_two(doc: Doc, found: Iterable[Found], mentions: Sequence[Mention]) -> Iterator[Found]:
    """Agreements without stated parties, or with one of them, are those of the two regions that the document is
    about, where the sentence names nobody else who could be a party."""
    pair = neighbours(mentions)
    papers = [(one, one.fact) for one in found if isinstance(one.fact, Agreement)] if pair else []
    both = {m.name for m in pair}
    stated: dict[str, set[str]] = defaultdict(set)
    begun = Starts(mentions)
    for _, fact in papers:
        stated[fact.agreement.name] |= {m.name for m in fact.party}
    for one, fact in papers:
        span = doc.char_span(one.start, one.end, alignment_mode="expand")
        name, sides = fact.agreement.name, stated[fact.agreement.name]
        if not fact.kind or not sides < both or span is None or _COUNTED.match(name):
            continue
        if SUPPOSED & {t.lower_ for t in span.sent}:
            continue  # «под меморандумом якобы стоят автографы глав»
        if not sides and (_BETWEEN.search(name) or _TALKED.search(span.sent.text)):
            continue  # its sides stand in its name, or nobody is said to have signed it
        named = [m for m in begun.within(span.sent.start_char, span.sent.end_char) if m.kind in _SIDES]
        # «докладчик из управления внешних связей края» signs nothing
        named = [m for m in named if m.kind != "Organisation" or not m.text.islower()]
        others = [m for m in named if m.kind != "City" or doc.text[max(m.start - 3, 0) : m.start] != " в "]
        if all(m.name in both for m in others):
            yield OF_TWO.found(Agreement(fact.agreement, party=pair), one.start, one.end, one.modality, 0.6)


def of_sentence(doc: Doc, found: Iterable[Found], mentions: Sequence[Mention]) -> Iterator[Found]:
    """Whatever is done with a paper in a sentence that names two possible sides, «Омск и Тара исполняют план …», «с
    Тарой Омск связывает договор», it is theirs, unless it is not to be or the two do not belong together."""
    papers = [(one, one.fact) for one in found if isinstance(one.fact, Agreement)]
    stated: dict[str, set[str]] = defaultdict(set)
    for _, fact in papers:
        stated[fact.agreement.name] |= {m.name for m in fact.party}
    begun = Starts(mentions)
    for one, fact in papers:
        paper, sides = fact.agreement, stated[fact.agreement.name]
        span = doc.char_span(one.start, one.end, alignment_mode="expand")
        if fact.kind in ("", "concept") or len(sides) > 1 or span is None or _COUNTED.match(paper.name):
            continue  # a concept is nobody's but its author's
        words = [t for t in span.sent if not t.is_space]
        if _UNSURE & {fold for t in words for fold in (t.lower_, t.lemma_.lower())}:
            continue
        named = begun.within(span.sent.start_char, span.sent.end_char)
        inside = extents([m for m in named if m.kind in _NO_SIDES and m != paper])
        signing = [
            m for m in named if m.kind in _SIDES and m.kind != "Feature"
        ]  # not «в Азиатско-Тихоокеанском регионе»
        pair = {m.name: m for m in signing if not inside.meet(m.start, m.end)}
        pair = {
            name: m for name, m in pair.items() if not any(o != m and o.kind in _SIDES and o.holds(m) for o in named)
        }
        two = sorted(pair.values())
        if len(two) != 2 or len({m.kind for m in two}) > 1 or not sides <= pair.keys():
            continue
        if any(m.kind == "Agreement" and m.name != paper.name for m in named):
            continue
        if _joined(words, *two):
            yield OF_SENTENCE.found(Agreement(paper, party=tuple(two)), one.start, one.end, one.modality, 0.65)


def _joined(words: Sequence[Token], one: Mention, other: Mention) -> bool:
    """«Омск и Тара», «Омск … с Тарой», «от Омска …, от Тары …»; not «из Омска в Тару»."""
    lead = [[t.lower_ for t in words if t.idx < m.start][-_BEFORE:] for m in (one, other)]
    between = [t for t in words if one.end <= t.idx < other.start]
    if any("от" in before for before in lead[:1]) and "от" in lead[1]:
        return True
    if {"с", "со", "между"} & {*lead[0]} or {"с", "со"} & {t.lower_ for t in between[-_BEFORE:]}:
        return True
    return any(t.lower_ == "и" for t in between) and not any("Fin" in t.morph.get("VerbForm", []) for t in between)


def territory(party: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The territory a party stands for: itself, or the one its name contains, smallest first."""
    if party.kind in TERRITORIES:
        return party
    inside = [m for m in mentions if m.kind in TERRITORIES and party.holds(m)]
    order = {"Region": 0, "City": 1, "Country": 2}
    return min(inside, key=lambda m: (order[m.kind], m.start), default=None)
