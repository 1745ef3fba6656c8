"""What a name says by itself: that a text names an event or agreement, of what kind, with which number."""

from collections.abc import Iterable, Iterator, Sequence

from kg.model.facts import Agreement, Event, Fact, Found, Mention, Project, Route
from kg.names.thing import NamedThing
from kg.reading.function_rule import FunctionRule

EVENT_NAMED = FunctionRule(
    "ru", "event-named", Event, "An event that the text names: its kind and number, as the name says."
)
AGREEMENT_NAMED = FunctionRule(
    "ru", "agreement-named", Agreement, "An agreement that the text names: its kind, as the name says."
)
PROJECT_NAMED = FunctionRule(
    "ru",
    "project-named",
    Project,
    "A project that the document names, and of which it nowhere says how far it has come, is running.",
)
CORRIDOR_NAMED = FunctionRule("ru", "corridor-named-by-places", Route, "The places a corridor's own name puts on it.")


def named(things: Iterable[NamedThing]) -> Iterator[Found]:
    """One fact for each event and agreement of the text, on the words of its mention."""
    for thing in things:
        mention = thing.mention
        place = next(iter(thing.places), None)
        confidence = 0.9 if mention.named else 0.7
        if mention.kind == "Event":
            yield _found(EVENT_NAMED, Event(mention, thing.type, thing.ordinal, located_in=place), mention, confidence)
        elif mention.kind == "Agreement":
            yield _found(AGREEMENT_NAMED, Agreement(mention, thing.type), mention, confidence)


def underway(mentions: Iterable[Mention], found: Sequence[Found]) -> Iterator[Found]:
    """A project that the document names, and of which it nowhere says how far it has come, is running."""
    stated = {_same(one.fact.project) for one in found if isinstance(one.fact, Project) and one.fact.status}
    for mention in mentions:
        if mention.kind == "Project" and _same(mention) not in stated:
            yield _found(PROJECT_NAMED, Project(mention, "running"), mention, 0.6)


def _same(project: Mention) -> str:
    return project.key or project.name


def routed(things: Iterable[NamedThing]) -> Iterator[Found]:
    """The places a corridor's own name puts on it."""
    for thing in things:
        if thing.places and thing.mention.kind == "Corridor":
            end = max(thing.mention.end, *(place.end for place in thing.places))
            yield CORRIDOR_NAMED.found(Route(thing.mention, thing.places), thing.mention.start, end, confidence=0.95)


def _found(rule: FunctionRule, fact: Fact, mention: Mention, confidence: float) -> Found:
    return rule.found(fact, mention.start, mention.end, confidence=confidence)
