"""Visits and receptions that a Kazakh verb tells and no noun names: «Омбыға Павлодар облысының делегациясы келді».

A visit that the document describes elsewhere with a noun («сапар») is that one."""

from collections.abc import Iterator, Sequence

from kg.language.kazakh.noun_phrases import case
from kg.language.kazakh.numerals import MONTHS
from kg.language.kazakh.suffixes import nominative
from kg.language.kazakh.verbs import verb
from kg.model.facts import Event, Found, Mention, Participation
from kg.names.events.kazakh_events import EVENT_KINDS, MET
from kg.names.persons.kazakh_persons import TITLES
from kg.reading.clauses.items import Item
from kg.reading.clauses.kazakh_items import LEADING, SIDES
from kg.reading.clauses.predications import Predication
from kg.reading.cues import KAZAKH
from kg.reading.frames.frame import BODY, PERSON, TERRITORY
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

VISIT = FunctionRule(
    "kk",
    "visit-told",
    Event,
    "A visit or reception that a verb tells: «Павлодарға Омбы облысының губернаторы Иван Орлов келді».",
)
VISITED = FunctionRule(
    "kk",
    "visited",
    Participation,
    "Who came or was received, where a verb tells it: «Омбыға Павлодар облысының делегациясы келді».",
)
GOING = frozenset(
    "кел бар аттан сапарла қонақ_бол соқ басын_бұр басын_тіре жол_тарт табан_тіре сапар_шек сапар_жаса аяқ_бас".split()
)
STAYING = KAZAKH.set("visits.staying")
GUESTS = KAZAKH.words("visits.guests")
RECEIVING = frozenset({"қабылда", "қарсы_ал"})
UNITS = GOING | STAYING | RECEIVING
COMPANY = (SIDES | MET | {"топ", "қонақ", "мейман"}) - {"жақ", "тарап"}
"""Who comes without a name."""
HERE = KAZAKH.set("visits.here")
OFTEN = frozenset("рет жиі үнемі әрдайым сайын бірнеше жыл_сайын".split())
"""Words beside the verb with which it tells of no single visit."""
SENDERS = PERSON | TERRITORY | BODY
_NEAR = 600
"""Characters after the noun for a visit within which a verb tells of the same."""


class KazakhVisits:
    """Reads the predications of a document in order; what was told once is the same visit when it is told again."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._described = [m for m in sorted(mentions) if m.kind == "Event" and m.name.split()[-1].startswith("сапар")]
        self._events = [(m.start, m.end) for m in mentions if m.kind == "Event"]
        self._told: dict[tuple[str, ...], Mention] = {}
        self._last: Mention | None = None
        """Who came last."""

    def read(self, sentence: Sentence, names: Sequence[str], said: Predication) -> Iterator[Found]:
        """The event with its kind and place, and who was there."""
        unit = next((name for name in names if name in UNITS), "")
        told = verb(said.head.text)
        if not unit or told is None or told.form == "noun" or said.modality in ("denied", "proposed"):
            return
        if OFTEN & set(sentence.texts):
            return
        if any(a.item.kind in ("Event", "Agreement") for a in said.arguments):
            if unit in GOING and (guest := next(_guests(sentence, said), None)):
                self._last = guest  # «сапармен келді»: the noun tells of the visit, and «оны» is who came
            return
        if any(
            t.lemma_ in EVENT_KINDS.keys() - {"апта", "күн"} and case(t) in ("Dat", "Loc") and t.i < said.head.i
            for t in sentence.tokens
        ):
            return  # «форумға келді»: the noun tells what for
        if any(start <= said.head.idx < end for start, end in self._events):
            return
        came = [a.item for a in said.of("subject", "head") if _comes(sentence, a.item)]
        hosts: list[Item] = []
        if unit in RECEIVING:
            hosts = [a.item for a in said.of("subject") if a.item.kind == "Person"]
            came = [
                a.item
                for a in said.of("object")
                if a.item.kind == "Side" or unit != "қабылда" and _comes(sentence, a.item)
            ]
            before = range(self._at(sentence, said))
            received = (i for i in before if sentence.texts[i].startswith(GUESTS) and case(sentence.tokens[i]) == "Acc")
            at = next(received, None)
            if not came and (at is not None or "оны" in sentence.texts[: len(before)] and self._last is not None):
                yield from self._received(sentence, said, hosts, at)
                return
        if not came and unit in GOING:
            came = _sent(sentence, [a.item for a in said.of("ablative")], self._at(sentence, said))
        where = ("locative",) if unit not in GOING else ("dative",)
        places = [m for a in said.of(*where) if a.item.kind in TERRITORY for m in a.item.gives(TERRITORY)]
        place = next(iter(places), None)
        people = [m for item in (*hosts, *came) for m in item.gives(SENDERS)[:1]]
        if not came or not people or place in people:
            return
        if unit in RECEIVING and not hosts:
            return
        dated = any(t.lemma_.lower() in MONTHS for t in sentence.tokens)  # «Мамырда Омбы мэрі Иван Орлов келді»
        led = "бастап" in sentence.texts  # «Иван Орлов делегацияны бастап келді»
        here = (
            unit == "кел"
            and (came[0].head.lemma_ in SIDES and came[0].kind == "Side" or dated or led)
            or HERE & set(sentence.texts)
        )
        if unit not in RECEIVING and place is None and not here:
            return
        self._last = next((m for m in people if m.kind == "Person"), self._last)
        yield from self._found(sentence, said, tuple(dict.fromkeys(people)), [*hosts, *came], place, not hosts)

    def _at(self, sentence: Sentence, said: Predication) -> int:
        return next((i for i, token in enumerate(sentence.tokens) if token.i == said.head.i), 0)

    def _received(
        self, sentence: Sentence, said: Predication, hosts: Sequence[Item], guests: int | None
    ) -> Iterator[Found]:
        """«Оны облыс әкімі Айдос Нұрланов қабылдады», «Қонақтарды … қабылдады»: who came in the visit told before."""
        people = tuple(m for item in hosts for m in item.gives(PERSON)[:1])
        others = (self._last,) if self._last and self._last not in people else ()
        if people:
            come_from = guests is not None and sentence.texts[max(guests - 1, 0)] == "келген"
            whom = nominative(sentence.text(guests - 2 * come_from, guests + 1)) if guests is not None else ""
            whom = whom if come_from else whom.lower()  # «Қонақтарды» may open a sentence
            yield from self._found(sentence, said, (*people, *others), hosts, None, False, whom)

    def _found(
        self,
        sentence: Sentence,
        said: Predication,
        people: tuple[Mention, ...],
        items: Sequence[Item],
        place: Mention | None,
        visit: bool,
        whom: str = "",
    ) -> Iterator[Found]:
        where = place.name if place and visit else ""
        called = (where, *sorted(m.name for m in people))
        event = self._told.get(called) or (self._known(said.head.idx, people, place) if visit else None)
        spans = [sentence.span(item.first, item.end) for item in items]
        spans += [(place.start, place.end)] if place and sentence.tokens[0].idx <= place.start else []
        first = min(said.head.idx, *(start for start, _ in spans))
        last = max(said.head.idx + len(said.head), *(end for _, end in spans))
        if event is None:
            others = [m.name for m in people if not any(m in item.gives(SENDERS) for item in items)]
            called_by = [*(_phrase(sentence, item) for item in items), *others, *filter(None, (whom, where))]
            called_by = [
                name for name in called_by if not any(name != one and one.endswith(f" {name}") for one in called_by)
            ]
            label = f"{'Сапар' if visit else 'Кездесу'}: {', '.join(called_by)}"
            event = Mention(said.head.idx, said.head.idx + len(said.head), "Event", said.head.text, label, named=False)
            fact = Event(event, kind="visit" if visit else "meeting", located_in=place)
            yield VISIT.found(fact, first, last, said.modality, 0.75)
        self._told[called] = event
        yield VISITED.found(Participation(event, people), first, last, said.modality, 0.75)

    def _known(self, at: int, people: Sequence[Mention], place: Mention | None) -> Mention | None:
        """The noun's visit that leads to the same place or is of the same person, else one right before that names
        neither."""
        words = [
            name.split()[-1][:4].lower() for name in (place.name if place else "", *(m.name for m in people)) if name
        ]
        alike = (m for m in self._described if any(word in m.name.lower() for word in words))
        bare = (m for m in reversed(self._described) if len(m.name.split()) < 3 and m.start < at <= m.end + _NEAR)
        return next(alike, None) or next(bare, None)


def _guests(sentence: Sentence, said: Predication) -> Iterator[Mention]:
    """The persons who come."""
    for argument in said.of("subject", "head"):
        if argument.item.kind == "Person" and _comes(sentence, argument.item):
            yield from argument.item.gives(PERSON)[:1]


def _sent(sentence: Sentence, whence: Sequence[Item], at: int) -> list[Item]:
    """«Омбыдан елу адамдық топ келді», «Омбы облысынан 20 кәсіпкер келді»: where those are from who have no name."""
    group = any(sentence.lemmas[i] in COMPANY and case(sentence.tokens[i]) == "Nom" for i in range(max(at - 2, 0), at))
    return [item for item in whence if item.kind in TERRITORY and item.end < at] if group else []


def _comes(sentence: Sentence, item: Item) -> bool:
    """Who has a post, leads or sends a delegation: tourists come too."""
    if sentence.texts[item.end : item.end + 1] == (":",):
        return False  # «Мэр Иван Орлов: – Делегация келді»: who says it
    if item.kind == "Side":
        return True
    leading = _leads(sentence, item) or sentence.texts[item.end + 1 : item.end + 2] == ("бастап",)
    if not leading and SIDES & set(sentence.lemmas[item.end : item.end + 2]):
        return False  # «Иван Орлов делегациясының құрамында келді»: the delegation is his
    titled = item.first > 0 and sentence.lemmas[item.first - 1] in TITLES
    return item.kind == "Person" and bool(item.stands_for or titled or _leads(sentence, item))


def _leads(sentence: Sentence, item: Item) -> bool:
    """«Иван Орлов бастаған делегация»."""
    after = sentence.texts[item.end : item.end + 1]
    return bool(set(after) & LEADING) and bool(SIDES & set(sentence.lemmas[item.end + 1 : item.end + 3]))


def _phrase(sentence: Sentence, item: Item) -> str:
    """What they are called, the longest way: «Омбы облысының губернаторы Иван Орлов»."""
    words = nominative(sentence.text(item.first, item.end))
    return f"{words} бастаған делегация" if _leads(sentence, item) else words
