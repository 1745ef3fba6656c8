"""What a name says by itself: that a text names an event or agreement, of what kind, with which number."""

from collections.abc import Iterable, Iterator, Sequence

from kg.model.facts import Agreement, Event, Found, Mention, Project, Route
from kg.names.thing import Thing


def named(things: Iterable[Thing]) -> Iterator[Found]:
    """One fact for each event and agreement of the text, on the words of its mention."""
    for thing in things:
        mention = thing.mention
        confidence = 0.9 if mention.named else 0.7
        if mention.kind == "Event":
            yield _found(Event(mention, thing.type, thing.ordinal), "event-named", mention, confidence)
        elif mention.kind == "Agreement":
            yield _found(Agreement(mention, thing.type), "agreement-named", mention, confidence)


def underway(mentions: Iterable[Mention], found: Sequence[Found]) -> Iterator[Found]:
    """A project that the document names, and of which it nowhere says how far it has come, is running."""
    stated = {_same(one.fact.project) for one in found if isinstance(one.fact, Project) and one.fact.status}
    for mention in mentions:
        if mention.kind == "Project" and _same(mention) not in stated:
            yield _found(Project(mention, "running"), "project-named", mention, 0.6)


def _same(project: Mention) -> str:
    return project.key or project.name


def routed(things: Iterable[Thing]) -> Iterator[Found]:
    """The places a corridor's own name puts on it."""
    for thing in things:
        if thing.places:
            yield _found(Route(thing.mention, thing.places), "corridor-named-by-places", thing.mention, 0.95)


def _found(fact: Event | Agreement | Project | Route, rule: str, mention: Mention, confidence: float) -> Found:
    return Found(fact, rule, mention.start, mention.end, "asserted", confidence)
