"""How a Russian text is read: names first, then who speaks, then what the sentences say with the names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.language.tokens import Doc
from kg.model.facts import (
    PLACES,
    Agreement,
    Event,
    Fact,
    Found,
    Founding,
    Mention,
    Participation,
    Project,
    Role,
    Route,
)
from kg.model.offsets import Starts
from kg.names.events.described import described
from kg.names.events.editions import one_event_each
from kg.names.known import keyed, known, things_keyed
from kg.names.noun_phrases import OPENING
from kg.names.persons.russian_persons import persons
from kg.names.places.russian_places import places
from kg.names.thing import NamedThing
from kg.names.things import things
from kg.names.undertakings.russian_corridors import corridors
from kg.reading.amounts import told
from kg.reading.figures import figures
from kg.reading.frames import framed
from kg.reading.frames.containment import at_home
from kg.reading.home import home
from kg.reading.modality import is_absent, is_void, modality, unasked
from kg.reading.of_whom import of_whom
from kg.reading.pattern import Rule, RuleIndex, Sentence, sentences
from kg.reading.rules.derived import attendance, bilateral, ties, undertaken
from kg.reading.rules.russian.dating import dated, named_by_time, recorded, reported
from kg.reading.rules.russian.naming import named, routed, underway
from kg.reading.steps import Step, Steps
from kg.reading.tables import tabled
from kg.reading.tables.partners import partners
from kg.reading.titles import holder, titles
from kg.reading.utterances import utterances

NESTED = (*PLACES, "Organisation")
"""Kinds of what may be no more than words in the name of a body."""


def settled(*groups: Iterable[Mention | NamedThing]) -> list[Mention]:
    """Keeps one mention for each span and kind, in order: a name before a description, one with a key before others."""
    mentions = (one.mention if isinstance(one, NamedThing) else one for group in groups for one in group)
    best: dict[tuple[int, int, str], Mention] = {}
    for mention in sorted(mentions, key=lambda m: (not m.named, not m.key, m)):
        best.setdefault((mention.start, mention.end, mention.kind), mention)
    bodies = Starts(m for m in best.values() if m.kind == "Organisation")
    return sorted(m for m in best.values() if m.kind not in NESTED or not _is_part_of_body(m, bodies))


def _is_part_of_body(place: Mention, bodies: Starts[Mention]) -> bool:
    """«Ассоциация городов | Поволжья», ««Поти | Терминалс»», ««РЖД | Логистика»»: no place or body of which something
    is told; a territory is one outside of a quotation, «Правительство | России»."""
    for body in bodies.around(place.start, place.end):
        if body is place:
            continue
        before, after = body.text[: place.start - body.start], body.text[place.end - body.start :]
        begins = not before and place.kind != "Organisation"  # «МИД | России»
        quoted = (begins or any(mark in before for mark in OPENING)) and after.strip('»”“"')
        told = place.kind == "Feature" and place.key and body.text != place.text
        if told or quoted and place.kind != "Country":
            return True
    return False


def kept(things: Iterable[NamedThing], mentions: Sequence[Mention]) -> list[NamedThing]:
    """Keeps the things whose mention was the one that settled."""
    there = set(mentions)
    return [thing for thing in things if thing.mention in there]


def read_by(rules: Sequence[Rule], sentences: Iterable[Sentence]) -> Iterator[Found]:
    """Reads every sentence by every wording."""
    index = RuleIndex(rules)
    for sentence in sentences:
        for rule in index.fitting(sentence):
            yield from rule.find(sentence)


def _bearer(fact: Fact) -> Mention | None:
    """What the fact is not true without."""
    if isinstance(fact, Event | Participation):
        return fact.event
    if isinstance(fact, Project):
        return fact.project
    return fact.agreement if isinstance(fact, Agreement) else None


def with_modality(doc: Doc, found: Iterable[Found]) -> Iterator[Found]:
    """Gives each fact the modality of its rule where that has one, else the one that its sentence tells."""
    for one in found:
        span = doc.char_span(one.start, one.end, alignment_mode="expand")
        sentence = [t for t in span.sent if not t.is_space] if span is not None else []
        route, void = isinstance(one.fact, Route), _bearer(one.fact)
        if route and is_absent(sentence, one.start) or void and is_void(sentence, void.start):
            yield replace(one, modality="planned" if isinstance(one.fact, Event) else "denied")
            continue
        if one.modality != "asserted" or not sentence or isinstance(one.fact, Role | Route | Founding):
            yield one  # who somebody is and where a route leads is said as it is, whatever is proposed beside it
            continue
        yield replace(one, modality=modality(sentence, one.start, one.end))


RUSSIAN = Steps(
    "doc document gazetteer rules",
    Step(places, "doc document gazetteer", "listed"),
    Step(known, "document gazetteer", "listed"),
    Step(persons, "doc document listed", "persons"),
    Step(keyed, "persons gazetteer", "people"),
    Step(corridors, "doc listed", "corridors"),
    Step(things_keyed, "corridors gazetteer", "things"),
    Step(things, "doc listed", "things"),
    Step(described, "doc listed people things", "things"),
    Step(one_event_each, "doc things gazetteer", "named"),
    Step(settled, "listed people named", "names"),
    Step(sentences, "doc names", "lines"),
    Step(holder, "document gazetteer", "holder"),
    Step(titles, "lines holder", "titles"),
    Step(settled, "names titles", "mentions"),
    Step(utterances, "doc document mentions", "said"),
    Step(kept, "named mentions", "kept"),
    Step(named, "kept", "stated"),
    Step(routed, "kept", "stated"),
    Step(sentences, "doc mentions", "sentences"),
    Step(read_by, "rules sentences", "stated"),
    Step(framed, "doc sentences mentions said stated", "stated"),
    Step(at_home, "sentences gazetteer", "stated"),
    Step(underway, "mentions stated", "stated"),
    Step(unasked, "doc stated", "told"),
    Step(with_modality, "doc told", "facts"),
    Step(home, "doc document mentions", "home"),
    Step(bilateral, "doc facts home mentions", "facts"),
    Step(ties, "facts mentions", "facts"),
    Step(undertaken, "document facts mentions", "facts"),
    Step(dated, "doc document mentions facts", "facts"),
    Step(named_by_time, "mentions facts", "facts"),
    Step(recorded, "document mentions", "facts"),
    Step(reported, "doc document mentions said facts", "facts"),
    Step(attendance, "document mentions said", "facts"),
    Step(figures, "doc document mentions home said", "figures"),
    Step(tabled, "document mentions", "figures"),
    Step(of_whom, "doc document mentions home said facts figures", "owned"),
    Step(told, "document mentions home facts owned", "facts"),
    Step(partners, "document mentions", "facts"),
)
