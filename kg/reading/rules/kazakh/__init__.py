"""What Kazakh texts say, by rules over suffixes, heads and mentions."""

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc

from kg.documents.document import Document
from kg.model.facts import Found, Mention, Utterance
from kg.reading.rules.kazakh import quotations
from kg.reading.rules.kazakh.agreements import agreements
from kg.reading.rules.kazakh.events import events, participations
from kg.reading.rules.kazakh.figures import figures
from kg.reading.rules.kazakh.memberships import memberships
from kg.reading.rules.kazakh.places import locations, ties
from kg.reading.rules.kazakh.projects import projects
from kg.reading.rules.kazakh.roles import roles
from kg.reading.rules.kazakh.routes import routes
from kg.reading.rules.kazakh.scene import Scene

RULES: tuple[Callable[[Scene], Iterator[Found]], ...] = (
    agreements,
    events,
    figures,
    locations,
    memberships,
    participations,
    projects,
    roles,
    routes,
    ties,
)


def found(doc: Doc, document: Document, mentions: Sequence[Mention]) -> Iterator[Found]:
    """Every fact the rules read in the document, in the order of its words."""
    scene = Scene(doc, document, tuple(sorted(mentions)))
    facts = [each for rule in RULES for each in rule(scene)]
    yield from sorted(facts, key=lambda each: (each.start, each.end, each.rule))


def utterances(doc: Doc, document: Document, mentions: Sequence[Mention]) -> list[Utterance]:
    """Direct quotations and reported speech with a known speaker."""
    return quotations.utterances(Scene(doc, document, tuple(sorted(mentions))))
