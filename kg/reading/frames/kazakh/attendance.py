"""Who was at an event that stands elsewhere in a Kazakh text: what «кездесуге», «оған» point back to, and the lines of
a list of participants or of a delegation."""

from collections.abc import Iterator, Sequence

from kg.language.kazakh.noun_phrases import case, is_owned, is_plural
from kg.language.kazakh.suffixes import best_parse
from kg.language.kazakh.verbs import verb
from kg.language.tokens import Token
from kg.model.facts import Found, Mention, Participation
from kg.names.events.kazakh_events import EVENT_KINDS
from kg.names.undertakings.kazakh_agreements import AGREEMENT_KINDS
from kg.reading.clauses.items import Item
from kg.reading.clauses.kazakh_items import PRONOUNS
from kg.reading.clauses.predications import Predication
from kg.reading.frames.frame import PERSON
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

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
ALONE = frozenset("сөз_ал сөз_сөйле сөйле шығып_сөйле баяндама_жаса баяндама_оқы төрағалық_ет төрағалық_жаса".split())
"""Verbs that say it of an event that stands before."""
LEADING = frozenset("басқар бастап_кел бастап_бар баста".split())
"""With «делегация» as their object."""
LEADERS = ("қонағы", "модератор", "спикер", "қатысушы", "баяндамашы", "төраға")
"""Beginnings of nouns of those who were at the event that stands right before them."""
_NEAR = 700
"""Characters after an event within which it is understood."""
GENERAL = {
    **dict.fromkeys("шара іс-шара жиын басқосу".split(), "Event"),
    **dict.fromkeys("құжат қағаз".split(), "Agreement"),
}
"""Nouns that point back to an event or a paper of any kind."""
SHORT = 8
"""Words of a heading before its colon."""
LISTING = ("қатысушы", "қатысты", "қатысады", "құрам", "тізім", "делегация", "спикер", "баяндамашы")
"""Words of a heading under which the lines name who was there."""


class KazakhAntecedents:
    """The events and papers of a text, by their head noun."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._events = sorted(mention for mention in mentions if mention.kind == "Event")
        self._named = sorted(mention for mention in mentions if mention.kind in ("Event", "Agreement"))

    def at(self, token: Token) -> Mention | None:
        """The event or paper that a bare noun, or the pronoun that opens a sentence, points back to."""
        if token.lower_ in PRONOUNS and (token.is_sent_start or token.nbor(-1).text == ","):
            return self.before(token.idx)
        bare = not is_owned(token) and not is_plural(token) and case(token) in ("Dat", "Loc", "Acc", "Abl", "Gen")
        if not bare or token.lemma_ not in {*EVENT_KINDS, *AGREEMENT_KINDS, *GENERAL}:
            return None
        kind = GENERAL.get(token.lemma_, "")
        before = [each for each in self._named if each.start < token.idx]
        same = [each for each in before if _head(each) == token.lemma_]
        alike = [each for each in before if each.kind == kind]
        return next(reversed(same or alike), None)

    def before(self, start: int) -> Mention | None:
        return next((each for each in reversed(self._events) if each.start < start), None)


def _head(event: Mention) -> str:
    return best_parse(event.name.split()[-1]).stem.lower()


class KazakhAttendance:
    """Reads the lines of a list of participants, in order."""

    def __init__(self, events: KazakhAntecedents) -> None:
        self._events = events
        self._open: Mention | None = None

    def _inline(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """«Қатысушылар: …»: the persons of the line."""
        people = [item for item in items if item.kind == "Person" and item.mention]
        heading = sentence.texts[: people[0].first]
        event = self._events.before(sentence.tokens[0].idx + 1)
        if event is None or len(heading) > SHORT or not any(word.startswith(LISTING) for word in heading):
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
        low = sentence.lemmas
        delegation = "делегация" in low and bool(LEADING & set(names) or {"бар", "құрамында"} <= set(sentence.texts))
        if not (ALONE & set(names) or delegation):
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

    def _named(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """«Форумның қонағы Иван Орлов», «сессияның модераторы – Иван Орлов»."""
        for left, right in zip(items, items[1:], strict=False):
            dashed = [word for word in sentence.texts[left.end : right.first] if word not in "–—"]
            called = left.kind == "Event" and left.case == "Gen" and right.kind == "Person" and right.mention
            if called and right.mention and left.mention and len(dashed) == 1 and dashed[0].startswith(LEADERS):
                start, end = sentence.span(left.first, right.end)
                yield LISTED.found(Participation(left.mention, (right.mention,)), start, end, confidence=0.8)

    def read(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """One line: a heading that opens a list, a person of it, or what ends it."""
        yield from self._named(sentence, items)
        told = any((found := verb(t.text)) and found.form in ("past", "present") for t in sentence.tokens)
        person = next((item for item in items if item.kind == "Person" and item.mention and item.mention.named), None)
        if person is not None and sentence.texts[: person.first][-1:] in ((":",), ("–",)):
            yield from self._inline(sentence, items)
            return
        if person is None or person.first > 3:
            heading = " ".join(sentence.texts)
            if any(f" {word}" in f" {heading}" for word in LISTING) and (not told or sentence.texts[-1] == ":"):
                self._open = self._events.before(sentence.tokens[-1].idx)
            elif told and sentence.texts[-1] != ":":
                self._open = None
            return
        parted = sentence.texts[person.end : person.end + 1] in (("–",), ("—",), ("-",), (",",), ("(",), (";",), ())
        if self._open is None or told or not parted or person.mention is None:
            self._open = None
            return
        start, end = sentence.span(0, len(sentence.tokens))
        yield LISTED.found(Participation(self._open, (person.mention,)), start, end, confidence=0.8)
