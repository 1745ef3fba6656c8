"""What the clauses of a text state, by frames."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.language.kazakh.verbs import verb
from kg.language.tokens import Doc
from kg.model.facts import Agreement, Event, Found, Mention, Participation, Role, Route, Utterance
from kg.reading.clauses.antecedents import Antecedents
from kg.reading.clauses.items import TERRITORIES, items_of
from kg.reading.clauses.kazakh_clauses import predications as kazakh_predications
from kg.reading.clauses.kazakh_items import items_of as kazakh_items
from kg.reading.clauses.offices import UNITS as OFFICES
from kg.reading.clauses.offices import occupations, offices, shared_offices, signatures
from kg.reading.clauses.predications import Predication, predications
from kg.reading.frames.attendance.event_elsewhere import UNITS as ATTENDING
from kg.reading.frames.attendance.event_elsewhere import Attendance
from kg.reading.frames.attendance.named_among import named_among
from kg.reading.frames.chairs import UNITS as LEADING
from kg.reading.frames.chairs import chairs
from kg.reading.frames.containment import containments
from kg.reading.frames.frame import Frame
from kg.reading.frames.gatherings import GATHERINGS, evoked_anywhere
from kg.reading.frames.kazakh.attendance import KazakhAntecedents, KazakhAttendance
from kg.reading.frames.kazakh.chairs import KazakhChairs
from kg.reading.frames.kazakh.containment import kazakh_containments
from kg.reading.frames.kazakh.members import KazakhMembers
from kg.reading.frames.kazakh.told_visits import KazakhVisits
from kg.reading.frames.kazakh.twinning import KazakhTwinning
from kg.reading.frames.members import MemberLists, listed_members
from kg.reading.frames.paper_sides import PaperSides
from kg.reading.frames.relations import (
    COOPERATION_BETWEEN,
    KAZAKH_COOPERATION_BETWEEN,
    RELATIONS,
    TRADED,
    kazakh_shares,
    of_joint_bodies,
    of_owner,
    of_pairs,
    shares,
    trade_with_home,
    with_home,
)
from kg.reading.frames.stops import Ways, further_stops, listed_stops
from kg.reading.frames.told_events import UNITS as TELLING
from kg.reading.frames.told_events import ToldEvents
from kg.reading.frames.told_papers import UNITS as TELLING_PAPERS
from kg.reading.frames.told_papers import PaperLists, PapersOfText, ToldPapers
from kg.reading.frames.told_projects import EXCHANGING, Exchanges, ToldProjects
from kg.reading.frames.told_projects import UNITS as TELLING_PROJECTS
from kg.reading.frames.twinning import Twinning
from kg.reading.home import is_digest
from kg.reading.pattern import Sentence

FRAMES = (*GATHERINGS, *RELATIONS)
PARTIES = frozenset(rule.name for frame in FRAMES if frame.fact is Agreement for rule in frame.rules)
"""The rules that tell the parties of a paper."""


def _by_unit(language: str) -> dict[str, list[Frame]]:
    frames: dict[str, list[Frame]] = defaultdict(list)
    for frame in FRAMES:
        for unit in sorted(frame.units[language]):
            frames[unit].append(frame)
    return dict(frames)


_RUSSIAN, _KAZAKH = _by_unit("ru"), _by_unit("kk")
_KAZAKH_ANY = _KAZAKH.pop("*")
"""Frames that any verb evokes beside an event."""
ROUTES = next(frame.units["ru"] for frame in RELATIONS if frame.fact is Route)
"""The verbs that say where a corridor leads."""
NOT_THERE = frozenset(
    "дайындал дайында шақыр арна ұсын үміттен сұра айнал бөл жұмса ұқса қара тоқтал сана жібер құлшын бағала кешік күт "
    "тапсыр таңда жөнел айналдыр әзірлен жаз үлгер аудар көш ауыс ескерт тырыс қажет тосқауыл кел бар тарт".split()
)
"""With an event in the dative they say nothing of who was there."""
_LEAD = 300
"""Characters in which a text says what it is about."""
_EVOKING = _RUSSIAN.keys() | TELLING | TELLING_PAPERS | TELLING_PROJECTS | EXCHANGING | ATTENDING | LEADING | OFFICES


def _most_named(cities: Sequence[Mention]) -> Mention | None:
    """The city that a text names oftener than any other."""
    (first, times), *others = Counter(m.name for m in cities).most_common(2) or [("", 0)]
    if times < 2 or any(times == count for _, count in others):
        return None
    return next(m for m in cities if m.name == first)


def framed(
    doc: Doc,
    sentences: Iterable[Sentence],
    mentions: Sequence[Mention],
    said: Sequence[Utterance],
    found: Iterable[Found],
) -> Iterator[Found]:
    """Reads every sentence by every frame; who stands for what is told by the roles found before, who «мы» is by who
    speaks. Whose the papers are that name no sides is read last."""
    found, sides = list(found), PaperSides(mentions)
    told = list(_framed(doc, sentences, mentions, said, found, sides))
    yield from told
    yield from sides.read([*found, *told])


def _framed(
    doc: Doc,
    sentences: Iterable[Sentence],
    mentions: Sequence[Mention],
    said: Sequence[Utterance],
    found: Iterable[Found],
    sides: PaperSides,
) -> Iterator[Found]:
    found = list(found)
    title = next((sent for sent in doc.sents if sent.text.strip()), doc[:0])
    cities = [m for m in mentions if m.kind == "City"]
    titled = (m for m in cities if title.start_char <= m.start < title.end_char)
    topic = next(titled, None)
    home = topic or _most_named(cities) or next((m for m in cities if m.start < _LEAD), None)
    territory_of = {
        one.fact.person.name: one.fact.post_of
        for one in found
        if isinstance(one.fact, Role) and one.fact.post_of and one.fact.post_of.kind in (*TERRITORIES, "Organisation")
    }
    twinning = Twinning(topic, home)
    exchanges, ways = Exchanges(), Ways([m for m in mentions if m.kind == "Corridor"])
    lists = PaperLists(mentions, list(territory_of.values()))
    own_papers = PapersOfText(doc, mentions, list(territory_of.values()))
    antecedents = Antecedents(mentions, (one.fact for one in found if isinstance(one.fact, Role)), said)
    attendance, members = Attendance(antecedents, territory_of), MemberLists(antecedents)

    def owner(at: int) -> Mention | None:
        speaker = antecedents.speaker(at)
        return territory_of.get(speaker.name) if speaker else own_papers.owner

    sides.speaks_for = antecedents.owner = owner
    stated = {(one.fact.person.name, one.fact.title.start) for one in found if isinstance(one.fact, Role)}
    told, papers, projects = ToldEvents(mentions, antecedents), ToldPapers(mentions), ToldProjects(mentions)
    for sentence in sentences:
        items = items_of(sentence, territory_of, antecedents)
        sides.saw(sentence, items)
        anywhere = evoked_anywhere(sentence, items)
        evoked = [at for at, lemma in enumerate(sentence.lemmas) if lemma in _EVOKING or at in anywhere]
        yield from containments(sentence, items)
        yield from twinning.read(sentence, items)
        yield from attendance.read(sentence, items)
        yield from named_among(sentence, items, antecedents)
        yield from listed_stops(sentence, items)
        yield from ways.read(sentence, items)
        yield from members.read(sentence, items)
        yield from of_joint_bodies(sentence, items)
        yield from of_pairs(sentence, items, COOPERATION_BETWEEN)
        own = owner(sentence.tokens[0].idx)
        yield from shares(sentence, items, own if own and own.kind == "Region" else None)
        yield from lists.read(sentence)
        yield from shared_offices(sentence)
        for one in (*occupations(sentence), *signatures(sentence)):
            if isinstance(one.fact, Role) and (one.fact.person.name, one.fact.title.start) not in stated:
                yield one
        yield from papers.paired(sentence, items)
        for at in evoked:
            clause, *gapped = predications(sentence, items, at)
            for each in (clause, *gapped):
                for frame in (*_RUSSIAN.get(sentence.lemmas[at], ()), *anywhere.get(at, ())):
                    yield from frame.read(each)
            if sentence.lemmas[at] in TRADED:
                own = owner(sentence.tokens[at].idx)
                yield from of_owner(clause, own, items) if own and own.kind == "Region" else ()
            if sentence.lemmas[at] in OFFICES:
                for one in offices(sentence, at, clause, antecedents):
                    if isinstance(one.fact, Role) and (one.fact.person.name, one.fact.title.start) not in stated:
                        yield one
            if sentence.lemmas[at] in ROUTES:
                yield from further_stops(sentence, items, clause)
            if sentence.lemmas[at] in TELLING:
                yield from told.read(clause)
            if sentence.lemmas[at] in TELLING_PAPERS:
                yield from papers.read(clause, sentence)
            if sentence.lemmas[at] in TELLING_PROJECTS:
                yield from projects.read(sentence, items, clause)
            if sentence.lemmas[at] in EXCHANGING:
                yield from exchanges.read(sentence, items, clause)
            if sentence.lemmas[at] in LEADING:
                yield from chairs(sentence, items, antecedents, at)
            if sentence.lemmas[at] in ATTENDING:
                for each in (clause, *gapped):
                    yield from attendance.understood(each)
    yield from own_papers.titled(sides.of_text)
    yield from papers.unsaid(sides)


def _is_about(home: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the text is about the region it names first: it names no other oftener, and is no digest."""
    times = Counter(m.name for m in mentions if m.kind == "Region")
    return times[home.name] == max(times.values()) and not is_digest(mentions)


def _is_at_event(said: Predication, names: Sequence[str]) -> bool:
    """Something is done at it, or to it by a verb that no frame has: «форумға Иван Орлов төрелік жасады»."""
    functions = {one.function for one in said.arguments if one.item.kind == "Event"}
    told = verb(said.head.text)
    if told is None or "locative" not in functions and not _KAZAKH.keys().isdisjoint(names):
        return False
    named = any(one.item.kind in ("Person", "Side") for one in said.of("subject"))  # «форумға өңірлердің басшылары …»
    to_it = "dative" in functions and named and said.modality == "asserted" and NOT_THERE.isdisjoint(names)
    return "locative" in functions or to_it


def framed_kazakh(
    sentences: Iterable[Sentence], mentions: Sequence[Mention], found: Iterable[Found]
) -> Iterator[Found]:
    """Reads every Kazakh sentence by every frame; its clauses come from suffixes."""
    found, sides = list(found), PaperSides(mentions)
    told = list(_framed_kazakh(sentences, mentions, found, sides))
    yield from told
    yield from sides.read([*found, *told])


def _framed_kazakh(
    sentences: Iterable[Sentence], mentions: Sequence[Mention], found: Iterable[Found], sides: PaperSides
) -> Iterator[Found]:
    acts_for: dict[str, list[Mention]] = defaultdict(list)
    for one in found:
        if isinstance(one.fact, Role) and one.fact.post_of:
            acts_for[one.fact.person.name].append(one.fact.post_of)
    home = next((m for m in mentions if m.kind == "Region"), None)
    own = home if home and _is_about(home, mentions) else None
    sides.speaks_for = lambda at: own
    twinning = KazakhTwinning(next((m for m in mentions if m.kind == "City"), None))
    events = KazakhAntecedents(mentions)
    attendance = KazakhAttendance(events)
    visits, members, seats = KazakhVisits(mentions), KazakhMembers(mentions), KazakhChairs(mentions)
    for sentence in sentences:
        items = kazakh_items(sentence, acts_for, home, events.at, events.several)
        sides.saw(sentence, items)
        yield from attendance.read(sentence, items)
        yield from listed_stops(sentence, items)
        yield from listed_members(sentence, items)
        yield from members.read(sentence, items)
        yield from seats.read(sentence, items)
        yield from of_pairs(sentence, items, KAZAKH_COOPERATION_BETWEEN)
        yield from kazakh_shares(sentence, items, own)
        yield from kazakh_containments(sentence, items)
        yield from twinning.read(sentence, items)
        if not items:
            continue
        for names, said in kazakh_predications(sentence, items):
            frames = {id(frame): frame for frame in (_KAZAKH_ANY if _is_at_event(said, names) else ())}
            frames |= {id(frame): frame for name in names for frame in _KAZAKH.get(name, ())}
            told = [one for frame in frames.values() for one in frame.read(said)]
            for one in told:
                yield one
                yield from with_home(one, own, items)
            yield from trade_with_home(names, said, own, items)
            for one in visits.read(sentence, names, said):
                if isinstance(one.fact, Event):
                    events.told(one.fact.event)
                told.append(one)
                yield one
            told += (understood := list(attendance.understood(sentence, names, said)))
            yield from understood
            if not any(isinstance(one.fact, Participation) for one in told):
                yield from attendance.acting(sentence, items, said)
            yield from seats.directed(sentence, names, said)
