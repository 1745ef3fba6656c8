"""Meetings and visits that a verb tells and no noun names: «встретился с мэром Гродно», «Омск посетил аким Костаная».

One that the document describes elsewhere with a noun («встреча», «поездка») is that one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.language.russian.nominative import nominative
from kg.language.russian.ordinals import ordinal
from kg.language.tokens import Token
from kg.model.facts import Event, Found, Mention, Participation
from kg.names.events.held import DAYS
from kg.reading.clauses.antecedents import Antecedents, is_union
from kg.reading.clauses.items import Item
from kg.reading.clauses.predications import Argument, Predication
from kg.reading.cues import RUSSIAN
from kg.reading.frames.frame import BODY, PERSON, TERRITORY
from kg.reading.function_rule import FunctionRule

MEETING = FunctionRule(
    "ru", "meeting-told", Event, "A meeting that a verb tells: «Иван Орлов встретился с мэром Гродно»."
)
MET = FunctionRule(
    "ru", "met", Participation, "Who met, where a verb tells it: «Иван Орлов встретился с мэром Гродно»."
)
SESSION = FunctionRule(
    "ru", "session-told", Event, "A sitting that a verb tells: «Совет регионов соберётся в Омске 20 июня»."
)
OPENING = FunctionRule(
    "ru",
    "opening-told",
    Event,
    "An opening that a verb tells: «Губернатор Иван Орлов открыл в Павлодаре торговый дом «Омск»».",
)
OPENED_BY = FunctionRule(
    "ru",
    "opened-by",
    Participation,
    "Who was at an opening that a verb tells: «Торговый дом открыли губернатор Иван Орлов и аким Павлодара».",
)
VISIT = FunctionRule(
    "ru", "visit-told", Event, "A visit that a verb tells: «Павлодар посетил губернатор Омской области Иван Орлов»."
)
VISITED = FunctionRule(
    "ru",
    "visited",
    Participation,
    "Who came on a visit, where a verb tells it: «В Павлодар прибыла делегация Омской области».",
)
MEETINGS = RUSSIAN.set("told_events.meetings")
RETURNS = frozenset("вернуться возвратиться возвращаться".split())
"""Verbs of visits that name the place with «из»."""
VISITS = RETURNS | frozenset(
    "посетить посещать прибыть прибывать приехать приезжать прилететь прилетать побывать вылететь отправиться "
    "съездить ездить поехать ехать слетать заехать наведаться приземлиться гостить".split()
)
STAYS = frozenset("день неделя сутки выходной".split())
"""With «провести» they say that one was there: «три дня провела в Омске делегация»."""
SESSIONS = frozenset("заседать собраться собираться".split())
"""Verbs that say that a body sits."""
HOLDING = frozenset("провести проводить".split())
"""With «заседание» they say that a body sits."""
OPENINGS = {
    **dict.fromkeys("открыть открывать открыться открываться заработать".split(), "Открытие"),
    **dict.fromkeys("запустить запускать".split(), "Запуск"),
    **dict.fromkeys("заложить закладывать".split(), "Закладка"),
}
"""Verbs of openings, with what is held then."""
FACILITIES = RUSSIAN.set("told_events.facilities")
"""What is opened on a day, with whom or without."""
OPENED = frozenset({"Organisation", "Feature", "Project", "Corridor"})
UNITS = MEETINGS | VISITS | SESSIONS | OPENINGS.keys()
OFTEN = RUSSIAN.set("told_events.often")
"""Beside the verb: it tells of no single event («встречались 12 раз»)."""
LABELS = {"meeting": "Встреча", "call": "Телефонный разговор", "visit": "Визит"}
OBJECTS = ("принять", "принимать")
TALKING = RUSSIAN.set("told_events.talking")
"""What two hold with each other, where a verb tells it: «провели переговоры»."""
_TALKS = RUSSIAN.words("told_events.talks")
_TRIPS = RUSSIAN.words("told_events.trips")
_NEAR = 600
"""Characters after a description that names nobody within which it is what the verb tells."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What one verb tells: who, and where."""

    people: tuple[Mention, ...]
    phrases: tuple[str, ...]
    place: Mention | None


class ToldEvents:
    """Reads the predications of a document in order; what was told once is the same event when it is told again."""

    def __init__(self, mentions: Sequence[Mention], antecedents: Antecedents) -> None:
        """`mentions` hold the events that the document names or describes; `antecedents` learn of those told."""
        self._antecedents = antecedents
        people = [m for m in mentions if m.kind == "Person"]
        self._described = [
            (event, {m.name for m in people if event.holds(m)})
            for event in sorted(mentions)
            if event.kind == "Event" and event.name.lower().startswith(_TALKS + _TRIPS)
        ]
        self._told: dict[tuple[str, frozenset[str]], Mention] = {}

    def read(self, predication: Predication) -> Iterator[Found]:
        """The event with its kind and place, and who was there."""
        words = {child.lemma_.lower() for child in predication.head.subtree} | {
            child.lemma_.lower() for child in predication.head.children
        }
        asked = [t for t in predication.head.sent if not t.is_space][-1:]
        if predication.modality in ("denied", "proposed") or any(predication.of("self")) or asked[0].text == "?":
            return
        if OFTEN & {child.lemma_.lower() for child in predication.head.children} or ("раз" in words):
            return
        unit = predication.head.lemma_.lower().replace("ё", "е")
        if unit in MEETINGS and (told := _meeting(predication, unit)):
            called = unit == "созвониться" or not words.isdisjoint(("телефон", "телефонный"))
            yield from self._found(predication, told, "call" if called else "meeting")
        elif (unit in VISITS or (unit in HOLDING and STAYS & words)) and (told := _visit(predication)):
            yield from self._found(predication, told, "visit")
        elif unit in SESSIONS or (unit in HOLDING and _sitting(predication)):
            yield from self._session(predication)
        elif unit in OPENINGS:
            yield from self._opening(predication, OPENINGS[unit])

    def _session(self, predication: Predication) -> Iterator[Found]:
        bodies = [a for a in predication.of("subject") if a.item.kind == "Organisation" and a.item.mention]
        places = [m for a in predication.of("в", "на") for m in a.item.gives({"City", "Region"})]
        if not bodies or not bodies[0].item.mention or not is_union(bodies[0].item.mention.name):
            return
        sitting = _sitting(predication)
        number = next((n for c in sitting.children if (n := ordinal(c.text, c.lemma_))), None) if sitting else None
        if not places and number is None and not DAYS & {child.lemma_.lower() for child in predication.head.children}:
            return
        head, body = predication.head, bodies[0].item.mention
        if self._told.get(("Заседание", frozenset({body.name}))):
            return
        event = Mention(head.idx, head.idx + len(head), "Event", head.text, f"Заседание: {body.name}", named=False)
        self._remember(("Заседание", frozenset({body.name})), event)
        spans = [(body.start, body.end), *((m.start, m.end) for m in places[:1])]
        first, last = min(head.idx, *(s for s, _ in spans)), max(head.idx + len(head), *(e for _, e in spans))
        fact = Event(event, "commission_session", number, located_in=places[0] if places else None)
        yield SESSION.found(fact, first, last, predication.modality, 0.75)

    def _opening(self, predication: Predication, noun: str) -> Iterator[Found]:
        """What officials open, «в четверг» or anywhere: a company opens a plant without a ceremony."""
        opened = [a.item for a in predication.of("object") if a.item.kind in OPENED and a.item.mention]
        people = [
            a
            for a in predication.of("subject")
            if (a.item.kind == "Side" and a.item.case != "Gen")  # «Центр двух городов открыли …»
            or (a.item.kind == "Person" and (a.item.stands_for or a.item.titled))
        ]
        who = tuple(dict.fromkeys(m for a in people for m in a.item.gives(PERSON | TERRITORY | BODY)[:1]))
        if "Inf" in predication.head.morph.get("VerbForm", []):
            return
        if not opened or not who or opened[0].mention is None:
            if what := _facility(predication, by_officials=bool(who)):
                yield from self._opened(predication, noun, what, who)
            return
        thing = opened[0].mention
        yield from self._opened(predication, noun, thing.name, who, (thing,))

    def _opened(
        self, predication: Predication, noun: str, called: str, who: tuple[Mention, ...], told: Sequence[Mention] = ()
    ) -> Iterator[Found]:
        head = predication.head
        place = next((m for a in predication.of("в") for m in a.item.gives({"City"})), None)
        spans = [(m.start, m.end) for m in (*told, *who, *([place] if place else []))]
        first, last = min([head.idx, *(s for s, _ in spans)]), max([head.idx + len(head), *(e for _, e in spans)])
        event = self._told.get((noun, frozenset({called})))
        if event is None:
            event = Mention(head.idx, head.idx + len(head), "Event", head.text, f"{noun}: {called}", named=False)
            self._remember((noun, frozenset({called})), event)
            kind = "opening" if noun == "Открытие" else "launch"
            fact = Event(event, kind=kind, located_in=place)
            yield OPENING.found(fact, first, last, predication.modality, 0.7)
        if who:
            yield OPENED_BY.found(Participation(event, who), first, last, predication.modality, 0.75)

    def _remember(self, key: tuple[str, frozenset[str]], event: Mention) -> None:
        self._told[key] = event
        self._antecedents.told(event)

    def _found(self, predication: Predication, told: _Told, kind: str) -> Iterator[Found]:
        head, names, noun = predication.head, frozenset(m.name for m in told.people), LABELS[kind]
        meeting = kind != "visit"
        where = told.place.name if told.place and not meeting else ""
        event = self._known(head.idx, told, _TALKS if meeting else _TRIPS)
        spans = [(m.start, m.end) for m in (*told.people, *([told.place] if told.place else []))]
        first, last = min(head.idx, *(s for s, _ in spans)), max(head.idx + len(head), *(e for _, e in spans))
        if event is None:
            event = self._told.get((noun + where, names))
        if event is None:
            label = f"{noun}: {', '.join((*told.phrases, *([where] if where else [])))}"
            event = Mention(head.idx, head.idx + len(head), "Event", head.text, label, named=False)
            self._remember((noun + where, names), event)
            fact = Event(event, kind=kind, located_in=told.place)
            yield (MEETING if meeting else VISIT).found(fact, first, last, predication.modality, 0.75)
        rule = MET if meeting else VISITED
        yield rule.found(Participation(event, told.people), first, last, predication.modality, 0.75)

    def _known(self, at: int, told: _Told, nouns: tuple[str, ...]) -> Mention | None:
        """The description of these people's meeting; else one that names nobody and stands right before."""
        names = {m.name for m in told.people}
        alike = [(event, inside) for event, inside in self._described if event.name.lower().startswith(nouns)]
        for event, inside in alike:
            if inside and inside <= names and (nouns == _TALKS or _leads_to(event, told.place)):
                return event
        return next(
            (
                event
                for event, inside in reversed(alike)
                if not inside
                and event.start < at <= event.end + _NEAR
                and (nouns == _TALKS or _leads_to(event, told.place))
            ),
            None,
        )


def _facility(predication: Predication, *, by_officials: bool) -> str:
    """What was opened by officials or on a day that the clause tells: «В пятницу запустили новый цех»."""
    head = predication.head
    near = [child for child in head.children if child.pos_ != "VERB"]
    days = {t.lemma_.lower() for child in near for t in (child, *child.children)}
    wanted = ("nsubj",) if head.lemma_.endswith("ся") or head.lemma_ == "заработать" else ("obj", "nsubj:pass")
    what = next((c for c in near if c.dep_ in wanted and c.lemma_.lower() in FACILITIES), None)
    if what is None or not (by_officials or days & DAYS) or "Plur" in what.morph.get("Number", []):
        return ""
    if any(a.item.kind == "Event" for a in predication.of("subject", "object")):
        return ""  # «Летняя школа «Ковыль» откроется 6 июля» is held then itself
    clause = {t.i for child in what.children if child.dep_.startswith(("acl", "punct")) for t in child.subtree}
    return nominative([t for t in what.subtree if t.i not in clause and t.text != ","])


def _sitting(predication: Predication) -> Token | None:
    """«Совет провёл седьмое своё заседание»: the noun, which no event is named by."""
    if any(a.item.kind == "Event" for a in predication.of("object")):
        return None
    objects = (child for child in predication.head.children if child.dep_ == "obj")
    return next((child for child in objects if child.lemma_.lower() in ("заседание", "сессия")), None)


def _leads_to(event: Mention, place: Mention | None) -> bool:
    """Whether the description of a visit names no other place."""
    if place is None:
        return True
    words = event.name.split()
    return len(words) < 3 or any(word.lower().startswith(place.name.lower()[:4]) for word in words)


def _meeting(predication: Predication, unit: str) -> _Told | None:
    met = "object" if unit in OBJECTS else "с"
    hosts = list(predication.of("subject"))
    partners = list(predication.of(met))
    first, second = _people(hosts, PERSON), _people(partners, PERSON | BODY | TERRITORY)
    people = list(dict.fromkeys([*first, *second]))
    beside = {child.lemma_.lower() for child in predication.head.children}
    if not first and unit.startswith("встре") and all(a.item.kind == "Holder" for a in hosts):
        first = _people(hosts, TERRITORY)  # «Главы Омской и Томской областей встретились»
        people = list(dict.fromkeys([*first, *second]))
    mutual = unit.startswith("встре") or unit == "обсудить" or (unit == "провести" and bool(beside & TALKING))
    if unit == "провести" and not mutual:
        return None
    if not first or len(people) < 2 or not (second or (mutual and len(first) == len(people))):
        return None
    if unit in OBJECTS and ("участие" in beside or not _may_be_received(partners)):
        return None  # «приняли участие министр и мэр»
    place = next((m for a in predication.of("в") for m in a.item.gives({"City"}) if m not in people), None)
    return _Told(tuple(people), _phrases([*hosts, *partners]), place)


def _people(arguments: Sequence[Argument], kinds: frozenset[str]) -> list[Mention]:
    """Persons; a delegation or a post without name gives who sent it, a body or territory itself is nobody to meet."""
    given = [(argument.item, argument.item.gives(kinds)) for argument in arguments]
    sent = [m for item, found in given if item.kind == "Side" for m in found]
    offices = [m for item, found in given if item.kind == "Holder" for m in found if m.kind in ("Region", "City")]
    return [m for item, found in given if item.kind == "Person" for m in found[:1]] + sent + offices


def _may_be_received(partners: Sequence[Argument]) -> bool:
    """«принял посла», «принял делегацию»; not «принял бюджет области»."""
    return all(argument.item.kind in ("Person", "Side") for argument in partners)


def _visit(predication: Predication) -> _Told | None:
    """Only who has a post or sends a delegation: tourists come too."""
    goers = [
        a
        for a in _nearest(predication)
        if a.item.kind == "Side" or (a.item.kind == "Person" and (a.item.stands_for or a.item.titled))
    ]
    people = [m for a in goers for m in a.item.gives(PERSON | TERRITORY | BODY)[:1]]
    unit = predication.head.lemma_.lower()
    if any(a.item.kind == "Event" for a in predication.of("с")):
        return None  # «прибыл с официальным визитом»: the noun tells it
    if "Inf" in predication.head.morph.get("VerbForm", []):
        return None  # «пригласил посетить Татарстан»: who will go is another
    to = ("object",) if unit.startswith("посе") else ("из",) if unit in RETURNS else ("в", "на")
    near = sorted(predication.of(*to), key=lambda a: (abs(a.item.head.i - predication.head.i), a.item.first))
    places = [m for a in near if a.item.kind in TERRITORY for m in a.item.gives(TERRITORY)]
    if not people or not places or places[0] in people:
        return None
    return _Told(tuple(dict.fromkeys(people)), _phrases(goers), places[0])


def _nearest(predication: Predication) -> Sequence[Argument]:
    """The subjects in the list that stands nearest to the verb; one that only order tells stands right beside it."""
    head = predication.head
    subjects = sorted(predication.of("subject"), key=lambda a: abs(a.item.head.i - head.i))
    told = [a for a in subjects if a.tree or abs(a.item.head.i - head.i) == 1]
    led = ("с участием", "с")  # «делегация Омска во главе с мэром прибыла», «Вместе с мэром прибыл ректор»
    own = [a for a in told if a.item.preposition not in led] or told
    return [a for a in told if a.item.group is own[0].item.group or a.item.preposition in led]


def _phrases(arguments: Sequence[Argument]) -> tuple[str, ...]:
    """What each is called, the longest way: «президент Казахстана Касым-Жомарт Токаев»."""
    called: dict[str, str] = {}
    for item in (argument.item for argument in arguments):
        if item.kind in ("Person", "Side", "Holder") and item.gives(PERSON | TERRITORY | BODY):
            who = item.mention.name if item.mention else str(item.first)
            called[who] = max(called.get(who, ""), _phrase(item), key=len)
    return tuple(called.values())


def _phrase(item: Item) -> str:
    """«мэр Гродно Антон Белый», in the nominative."""
    tokens = [t for t in item.head.sent if not t.is_space][item.first : item.end]
    if item.mention and not item.titled:
        return item.mention.name
    before = [m for m in item.gives(PERSON | TERRITORY | BODY) if m.end <= tokens[0].idx]
    meant = [m.name for m in before if m.kind != "Country"] or [m.name for m in before]
    if meant and not item.mention:
        guests = nominative(tokens)
        return f"{guests[:1].lower()}{guests[1:]} ({', '.join(meant)})"  # «гости», who were named before
    words = tokens if not item.mention else [t for t in tokens if t.idx < item.mention.start]
    return f"{nominative(words)} {item.mention.name if item.mention else ''}".strip()
