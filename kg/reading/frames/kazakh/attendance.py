"""Who was at an event that stands elsewhere in a Kazakh text: what «кездесуге», «оған» point back to, and the lines of
a list of participants or of a delegation."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.language.kazakh.noun_phrases import case, is_owned, is_plural
from kg.language.kazakh.numerals import MONTHS
from kg.language.kazakh.suffixes import best_parse
from kg.language.kazakh.verbs import Verb, verb
from kg.language.tokens import Token
from kg.model.facts import Found, Mention, Modality, Participation
from kg.names.events.kazakh_events import EVENT_KINDS
from kg.names.organisations.kazakh_organisations import INSTITUTIONS
from kg.names.undertakings.kazakh_agreements import AGREEMENT_KINDS
from kg.reading.clauses.items import Item
from kg.reading.clauses.kazakh_items import PRONOUNS
from kg.reading.clauses.predications import Predication
from kg.reading.cues import KAZAKH
from kg.reading.frames.frame import BODY, PERSON, TERRITORY
from kg.reading.frames.told_papers import begins_line
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence
from kg.reading.sentence_words import is_in_another_item

LISTED = FunctionRule(
    "kk",
    "listed-participant",
    Participation,
    "Who stands in a list of those who were at an event: «Форумға қатысушылар: Иван Орлов, Айдос Нұрланов».",
)

UNDERSTOOD = FunctionRule(
    "kk",
    "event-understood",
    Participation,
    "Who was at the event named right before: «Сондай-ақ Иван Орлов баяндама жасады», «Делегацияны Иван Орлов "
    "бастап келді».",
)
ACTING = FunctionRule(
    "kk",
    "acts-there",
    Participation,
    "Who does something right after an event is named: «Форум өтті. Қасында Иван Орлов отырды».",
)
ELSEWHERE = KAZAKH.set("attendance.elsewhere")
"""Words of another time, or of what somebody is."""
ALONE = frozenset("сөз_ал сөз_сөйле сөйле шығып_сөйле баяндама_жаса баяндама_оқы төрағалық_ет төрағалық_жаса".split())
"""Verbs that say it of an event that stands before."""
LEADING = frozenset("басқар бастап_кел бастап_бар бастап_жүр баста".split())
"""With «делегация» as their object."""
TO_COME = KAZAKH.words("attendance.to_come")
LEADERS = KAZAKH.words("attendance.leaders")
"""Beginnings of nouns of those who were at the event that stands right before them."""
SEVERAL_LEADERS = KAZAKH.words("attendance.several_leaders")
HONOURED = KAZAKH.set("attendance.honoured")
"""Words between an event and the noun for its guest."""
TO_BE = KAZAKH.set("attendance.to_be")
COUNTED_KINDS = KAZAKH.table("attendance.counted_kinds")
OTHERS = KAZAKH.set("attendance.others")
"""Words before a noun that points to no paper or event named before."""
_CLOSE = 300
"""Characters before «екі облыс» in which the two stand, where the text names more."""
_OPENING = 600
"""Characters in which a programme or an announcement names its event."""
_LED = {":": 10, "–": 3, "—": 3}
"""Tokens from what leads a list in to the name of its first person, a post between them."""
_HOUR = re.compile(r"\d{1,2}[.:]\d{2}\b(?![.:]\d)")
BEFORE_US = KAZAKH.set("attendance.before_us")
PARTS = KAZAKH.words("attendance.parts")
"""How an event's name ends that is a part of the one whose programme it stands in: «форумның ашылуы»."""
_NEAR = 700
"""Characters after an event within which it is understood."""
GENERAL = {
    **dict.fromkeys("шара іс-шара жиын басқосу рәсім салтанат мереке думан".split(), "Event"),
    **dict.fromkeys("құжат қағаз".split(), "Agreement"),
}
"""Nouns that point back to an event or a paper of any kind."""
UNIONS = KAZAKH.set("attendance.unions")
"""Nouns that point back to a body which has them in its name."""
SHORT = 8
"""Words of a heading before its colon."""
LISTING = KAZAKH.words("attendance.listing")
"""Words of a heading under which the lines name who was there."""
COLUMNS = KAZAKH.words("attendance.columns")
"""How the heading of a table's column begins that tells who was there."""
FROM = KAZAKH.set("attendance.from")
"""Words of a heading, within such a list, for one side: «Қазақстан тарапынан: …»."""
GROUPS = KAZAKH.words("attendance.groups")
GUESTS = KAZAKH.words("attendance.guests")
COMERS = KAZAKH.words("attendance.comers")
"""Of these lands, too, are named: «Меймандар қатарында Бурса болды»."""
AMONG = KAZAKH.set("attendance.among")
"""«Делегация құрамында … болды»."""
WERE = KAZAKH.set("attendance.were")


def _is_done(told: Verb, sentence: Sentence) -> bool:
    """In the past, or a converb of what is told so: «Иван Орлов сәлем айтып, сөз берді»."""
    closing = next((verb(t.text) for t in reversed(sentence.tokens) if t.text[0].isalpha()), None)
    return (
        told.form == "past"
        or told.form == "converb"
        and closing is not None
        and closing.form == "past"
        and not closing.denied
    )


def _opens_with_year(sentence: Sentence) -> bool:
    """«2004 – Иран елшісі дәріс оқыды»: a line of a chronicle, where nothing goes on."""
    return len(sentence.texts[0]) == 4 and sentence.texts[0].isdigit()


def _is_to_come(pointing: Token, event: Mention) -> bool:
    """«форум өткізуге келісті. Жиынға әкімдер қатысты»: what was attended is no event that is yet to be."""
    doc = pointing.doc
    span = doc.char_span(event.start, event.end, alignment_mode="expand")
    if span is None or event.kind != "Event" or span.sent == pointing.sent:
        return False
    last = next((verb(t.text) for t in reversed(pointing.sent) if t.text[0].isalpha()), None)
    words = f" {doc[span.end : span.sent.end].text.lower()}"
    return last is not None and last.form == "past" and any(f" {word}" in words for word in TO_COME)


class KazakhAntecedents:
    """The events and papers of a text, by their head noun."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._events = sorted(mention for mention in mentions if mention.kind == "Event")
        self._noted = self._events
        self._sides = sorted(mention for mention in mentions if mention.kind in ("Region", "City", "Organisation"))
        self._named = sorted(mention for mention in mentions if mention.kind in ("Event", "Agreement"))
        self._bodies = [mention for mention in self._sides if mention.kind == "Organisation"]

    def several(self, token: Token, count: int) -> list[Mention]:
        """Whom «екі облыс», «екі университет» means: the only so many that the text names before."""
        kind = COUNTED_KINDS.get(token.lemma_, "")
        own = [each for each in self._sides if each.kind == kind and each.start < token.idx]
        if token.lemma_ in INSTITUTIONS:
            own = [each for each in self._sides if each.start < token.idx and _head(each) == token.lemma_]
        distinct = {each.name: each for each in reversed(own)}
        if len(distinct) > count:
            distinct = {each.name: each for each in reversed(own) if token.idx - each.end < _CLOSE}
        return sorted(distinct.values()) if len(distinct) == count else []

    def at(self, token: Token) -> Mention | None:
        """The event, paper or body that a bare noun, or the pronoun that opens a sentence, points back to."""
        whose = token.lower_ in PRONOUNS and not token.is_sent_start and token.nbor(-1).lower_ == "оның"
        opens = token.nbor(-1) if whose else token
        if token.lower_ in PRONOUNS and (opens.is_sent_start or opens.nbor(-1).text == ","):
            return next((each for each in reversed(self._noted) if each.start < token.idx), None)
        bare = not is_owned(token) and not is_plural(token) and case(token) in ("Dat", "Loc", "Acc", "Abl", "Gen")
        if token.lemma_ in UNIONS and not is_owned(token) and case(token) in ("Dat", "Loc", "Gen", "Ins"):
            same = [each for each in self._bodies if each.start < token.idx and _head(each) == token.lemma_]
            return next(reversed(same), None)
        if token.i and token.nbor(-1).lower_ in OTHERS:
            return None
        if not bare or token.lemma_ not in {*EVENT_KINDS, *AGREEMENT_KINDS, *GENERAL}:
            return None
        kind = GENERAL.get(token.lemma_, "")
        before = [each for each in self._named if each.start < token.idx]
        before = [each for each in before if not _is_to_come(token, each)] or before
        same = [each for each in before if _head(each) == token.lemma_]
        alike = [each for each in before if each.kind == kind]
        return next(reversed(same or alike), None)

    def of_page(self) -> Mention | None:
        """The event that the beginning of the text names: of a programme or an announcement the one that it is of."""
        return next((each for each in self._events if each.start < _OPENING), None)

    def before(self, start: int) -> Mention | None:
        return next((each for each in reversed(self._events) if each.start < start), None)

    def told(self, event: Mention) -> None:
        """Adds one that a verb tells; «оны» right after is who came, not the visit."""
        if event not in self._events:
            self._events = sorted([*self._events, event])


def _head(event: Mention) -> str:
    return best_parse(event.name.split()[-1]).stem.lower()


def _listable(sentence: Sentence) -> frozenset[str]:
    """Bodies too under «Ұйымдастырушы – …»."""
    return PERSON | BODY if sentence.texts[0].startswith("ұйымдастырушы") else PERSON


class KazakhAttendance:
    """Reads the lines of a list of participants, in order."""

    def __init__(self, events: KazakhAntecedents) -> None:
        self._events = events
        self._open = False
        """Whether the lines that follow name who was there."""
        self._listed: Mention | None = None
        """Where a heading has opened a list, its event, if it is named before."""
        self._hour: Mention | None = None
        """In a programme whose items have hours: what is held at the hour, or the event of the page."""
        self._column: int | None = None
        """The column of a table that tells who was there."""

    def _row(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """«3 мамыр | «Көршілер» форумы | Иван Орлов», under a heading with «Қатысушылар»."""
        people = [item for item in items if item.kind in PERSON | BODY and item.mention]
        headed = next((i for i, text in enumerate(sentence.texts) if text.startswith(COLUMNS)), None)
        if headed is not None and not people:
            self._column = sentence.texts[:headed].count("|")
            return
        event = next((item.mention for item in items if item.kind == "Event"), None)
        if event is None or any((told := verb(token.text)) is not None and told.denied for token in sentence.tokens):
            return
        for item in people:
            if item.mention is not None and sentence.texts[: item.first].count("|") == self._column:
                start, end = sentence.span(0, item.end)
                yield LISTED.found(Participation(event, (item.mention,)), start, end, confidence=0.8)

    def _inline(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """«Қатысушылар: …»: the persons of the line."""
        people = [item for item in items if item.kind in _listable(sentence) and item.mention]
        people = people[0].group if people and people[0].kind != "Person" else people
        heading = sentence.texts[: _led_in(sentence, people[0].first) + 1]
        listing = any(f" {word}" in f" {' '.join(heading)} " for word in LISTING)
        event = self._event(sentence) if listing else None
        if self._open and FROM & set(heading):
            event = self._listed or self._event(sentence)
        if event is None or len(heading) > SHORT:
            return
        start, end = sentence.span(0, len(sentence.tokens))
        for item in people:
            if item.preposition == "subject" and item.mention:
                fact = Participation(event, (item.mention,))
                yield LISTED.found(fact, start, end, confidence=0.8)

    def understood(self, sentence: Sentence, names: Sequence[str], said: Predication) -> Iterator[Found]:
        """Who is said to speak, or to lead or make up a delegation, with no event beside the verb."""
        if said.modality in ("denied", "proposed") or any(a.item.kind == "Event" for a in said.arguments):
            return
        if _opens_with_year(sentence):
            return
        low = sentence.lemmas
        guests = any(text.startswith(GUESTS) for text in sentence.texts)
        led = bool(LEADING & set(names)) and ("делегация" in low or guests or sentence.texts[0] == "оны")
        delegation = led or "делегация" in low and {"бар", "құрамында"} <= set(sentence.texts)
        there = "қатыс" in names and not any(case(token) == "Dat" for token in sentence.tokens)
        if not (ALONE & set(names) or delegation or there):
            return
        event = self._events.before(said.head.idx)
        if event is None or said.head.idx - event.end > _NEAR:
            return
        people = tuple(
            dict.fromkeys(
                m for a in said.of("subject", "head") if a.item.kind == "Person" for m in a.item.gives(PERSON)
            )
        )
        if people:
            start = min(said.head.idx, people[0].start)
            end = max(said.head.idx + len(said.head), people[-1].end)
            yield UNDERSTOOD.found(Participation(event, people), start, end, said.modality, 0.75)

    def acting(self, sentence: Sentence, items: Sequence[Item], said: Predication) -> Iterator[Found]:
        """Who does something in the sentences after the one that names the event: «Қасында Иван Орлов отырды»."""
        before, told = sentence.previous, verb(said.head.text)
        people = [a.item for a in said.of("subject") if a.item.kind == "Person"]
        if before is None or not people or told is None or not _is_done(told, sentence) or said.modality != "asserted":
            return
        other = any(item.kind == "Event" for item in items) or not ELSEWHERE.isdisjoint(sentence.texts)
        other = other or any(text.startswith(MONTHS) for text in sentence.texts)
        other = other or _opens_with_year(sentence) or before.texts[-1] in ("…", "...")  # another headline
        event = None if other else self._events.before(sentence.tokens[0].idx)
        if event is None or event.start < (before.previous or before).tokens[0].idx:
            return
        if is_in_another_item(sentence.tokens[0], event.start):
            return
        named = before if event.start >= before.tokens[0].idx or before.previous is None else before.previous
        forms = {found.form for t in named.tokens if (found := verb(t.text)) is not None and found.finite}
        if forms and "past" not in forms:
            return  # one that is to come
        for item in people:
            for mention in item.gives(PERSON):
                start, end = min(said.head.idx, mention.start), max(said.head.idx + len(said.head), mention.end)
                yield ACTING.found(Participation(event, (mention,)), start, end, said.modality, 0.6)

    def _among(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """«Қонақтардың қатарында … бар», «Оның құрамында … болды»: who came with a delegation told of before."""
        at = next((i for i, text in enumerate(sentence.texts[:SHORT]) if text in AMONG), None)
        if not at or not sentence.texts[at - 1].startswith(GROUPS):
            return
        closing = next((t for t in reversed(sentence.tokens) if t.text[0].isalpha()), None)
        told = verb(closing.text) if closing is not None else None
        if closing is None or not (closing.lower_ == "бар" or told and told.stem in WERE and not told.denied):
            return
        own = next((item.mention for item in items if item.kind == "Event" and item.end < at), None)
        event = own or self._events.before(sentence.tokens[0].idx + 1)
        kinds = ("Person", *TERRITORY) if sentence.texts[at - 1].startswith(COMERS) else ("Person",)
        people = [item for item in items if item.kind in kinds and item.mention and item.first > at]
        people = [item for item in people if item.preposition == "subject"]
        if event is None or not people or sentence.tokens[0].idx - event.end > _NEAR:
            return
        start, end = sentence.span(at - 1, people[-1].end)
        who = tuple(dict.fromkeys(item.mention for item in people if item.mention))
        yield UNDERSTOOD.found(Participation(event, who), start, end, confidence=0.8)

    def _before_us(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """«Арамызда Алтай өлкесі мен Ховд аймағының өкілдері отыр», «Бізге Қорған облысынан достар келіп отыр»: whom a
        speaker sees at the event that goes on."""
        if sentence.texts[0] not in BEFORE_US or sentence.lemmas[-2:][:1] != ("отыр",):
            return
        event, who = self._event(sentence), tuple(m for item in items for m in item.gives(PERSON | TERRITORY))
        if event and who:
            start, end = sentence.span(0, len(sentence.tokens))
            yield UNDERSTOOD.found(Participation(event, who), start, end, confidence=0.8)

    def _from_each(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """«Әзербайжаннан Эльнур Садыхлы, Грузиядан Нино Кобахидзе»: who came to an event from each land."""
        people = [
            person.mention
            for land, person in pairwise(items)
            if land.kind in TERRITORY
            and land.case == "Abl"
            and person.mention
            and person.kind == "Person"
            and land.end == person.first
        ]
        event = self._event(sentence)
        if event and len(people) > 1:
            start, end = sentence.span(0, len(sentence.tokens))
            yield UNDERSTOOD.found(Participation(event, tuple(people)), start, end, confidence=0.75)

    def _named(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """«Форумның қонағы Иван Орлов», «сессияның модераторы – Иван Орлов», «форумның құрметті қонақтары Иван Орлов
        пен Айдос Нұрланов болды»."""
        told = [found for token in sentence.tokens if (found := verb(token.text)) is not None]
        if any(found.denied for found in told) or "емес" in sentence.texts:
            return
        closing = next((token.lower_ for token in reversed(sentence.tokens) if token.text[0].isalpha()), "")
        for left, right in zip(items, items[1:], strict=False):
            words = [word for word in sentence.texts[left.end : right.first] if word not in "–—"]
            called = left.kind == "Event" and left.case == "Gen" and right.kind == "Person"
            called = called and right.preposition in ("subject", "") and left.mention is not None
            if not called or not words or not words[-1].startswith(LEADERS) or not HONOURED.issuperset(words[:-1]):
                continue
            listed = right.group if words[-1].startswith(SEVERAL_LEADERS) else [right]
            who = tuple(item.mention for item in listed if item.kind == "Person" and item.mention)
            if left.mention and who:
                start, end = sentence.span(left.first, listed[-1].end)
                modality: Modality = "planned" if closing in TO_BE else "asserted"
                yield LISTED.found(Participation(left.mention, who), start, end, modality, 0.8)

    def read(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """One line: a heading that opens a list, a person of it, or what ends it."""
        if "|" in sentence.texts:
            yield from self._row(sentence, items)
            return
        self._column = None
        if _HOUR.match(sentence.tokens[0].doc.text, sentence.tokens[0].idx):
            own = (i.mention for i in items if i.kind == "Event" and i.mention and not i.mention.name.endswith(PARTS))
            self._hour, self._open = next(own, None) or self._events.of_page(), False
        yield from self._named(sentence, items)
        yield from self._among(sentence, items)
        yield from self._before_us(sentence, items)
        yield from self._from_each(sentence, items)
        named = {at for item in items for at in range(item.first, item.end)}  # «Алматы» is no verb
        free = [token for at, token in enumerate(sentence.tokens) if at not in named]
        told = any((found := verb(t.text)) and found.form in ("past", "present") for t in free)
        listable = _listable(sentence)
        person = next((item for item in items if item.kind in listable and item.mention and item.mention.named), None)
        if person is not None and _led_in(sentence, person.first):
            yield from self._inline(sentence, items)
            return
        if person is None or person.first > 3:
            heading = " ".join(sentence.texts)
            if any(f" {word}" in f" {heading}" for word in LISTING) and (not told or sentence.texts[-1] == ":"):
                self._open, self._listed = True, self._hour or self._events.before(sentence.tokens[-1].idx)
            elif told and sentence.texts[-1] != ":" and begins_line(sentence):
                self._open = False
            return
        parted = sentence.texts[person.end : person.end + 1] in (
            ("–",),
            ("—",),
            ("-",),
            (",",),
            ("(",),
            (";",),
            (".",),
            (),
        )
        event = (self._listed or self._event(sentence)) if self._open else None
        if event is None or told or not parted or person.mention is None:
            self._open = False
            return
        start, end = sentence.span(0, len(sentence.tokens))
        yield LISTED.found(Participation(event, (person.mention,)), start, end, confidence=0.8)

    def _event(self, sentence: Sentence) -> Mention | None:
        """That of the hour of a programme, the one named last, or the first of an announcement."""
        return self._hour or self._events.before(sentence.tokens[0].idx + 1) or self._events.of_page()


def _led_in(sentence: Sentence, first: int) -> int:
    """Where the colon or dash stands that leads in the person at this token; 0 if none does."""
    at = next((i for i in reversed(range(first)) if sentence.texts[i] in _LED), 0)
    return at if at and first - at <= _LED[sentence.texts[at]] else 0
