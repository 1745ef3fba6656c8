"""Meetings that a verb tells and no noun names: «встретился с мэром Гродно».

One that the document describes elsewhere with a noun («встреча», «переговоры») is that one."""

from collections.abc import Iterator, Sequence

from kg.model.facts import Event, Found, Mention, Participation
from kg.reading.clauses.predications import Predication
from kg.reading.function_rule import FunctionRule

MEETING = FunctionRule(
    "ru", "meeting-told", Event, "A meeting that a verb tells: «Иван Орлов встретился с мэром Гродно»."
)
MET = FunctionRule(
    "ru", "met", Participation, "Who met, where a verb tells it: «Иван Орлов встретился с мэром Гродно»."
)
UNITS = frozenset("встретиться встречаться переговорить побеседовать принять принимать".split())
_NOUNS = ("встреч", "переговор", "бесед", "разговор", "консультац")
_STEM = 4
"""Letters by which a name and its case forms are known for one."""


def told_events(predication: Predication, events: Sequence[Mention]) -> Iterator[Found]:
    """The event with its kind, place and participants; `events` are those that the document names or describes."""
    if predication.modality in ("denied", "proposed"):
        return
    unit = predication.head.lemma_.lower().replace("ё", "е")
    met = "object" if unit in ("принять", "принимать") else "с"
    hosts = [m for a in predication.of("subject") for m in a.item.gives({"Person"})]
    partners = [m for a in predication.of(met) for m in a.item.gives({"Person"})]
    people = list(dict.fromkeys([*hosts, *partners]))
    if len(people) < 2 or not hosts or not (partners or unit.startswith("встре")):
        return
    place = next((m for a in predication.of("в") for m in a.item.gives({"City"})), None)
    head = predication.head
    keys = [m.name.split()[-1][:_STEM].lower() for m in people]
    known = next((e for e in events if _is_meeting(e.name) and any(key in e.name.lower() for key in keys)), None)
    event = known or Mention(
        head.idx, head.idx + len(head), "Event", head.text, f"Встреча: {', '.join(m.name for m in people)}", named=False
    )
    spans = [(m.start, m.end) for m in (*people, *([place] if place else []))]
    first, last = min(head.idx, *(s for s, _ in spans)), max(head.idx + len(head), *(e for _, e in spans))
    if known is None:
        fact = Event(event, kind="meeting", located_in=place)
        yield MEETING.found(fact, first, last, predication.modality, 0.75)
    yield MET.found(Participation(event, tuple(people)), first, last, predication.modality, 0.75)


def _is_meeting(name: str) -> bool:
    return name.lower().startswith(_NOUNS)
