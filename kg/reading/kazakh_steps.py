"""How a Kazakh text is read: names first, then who speaks, then what the sentences say with the names."""

from collections.abc import Iterable, Iterator, Sequence

from kg.model.facts import Found, Mention
from kg.names.kazakh_mentions import mentions
from kg.names.known import keyed
from kg.names.persons.kazakh_offices import heads
from kg.reading.amounts import told
from kg.reading.frames import PARTIES, framed_kazakh
from kg.reading.frames.kazakh.containment import at_home
from kg.reading.frames.paper_sides import SIDES_TOLD
from kg.reading.modality import unasked
from kg.reading.of_whom import of_whom
from kg.reading.pattern import sentences
from kg.reading.rules import derived
from kg.reading.rules.derived import attendance
from kg.reading.rules.kazakh.agreements import TIE, agreements, sides_only
from kg.reading.rules.kazakh.dates import day_written
from kg.reading.rules.kazakh.events import events, participations, reported
from kg.reading.rules.kazakh.figures import figures
from kg.reading.rules.kazakh.memberships import memberships
from kg.reading.rules.kazakh.places import locations, ties
from kg.reading.rules.kazakh.projects import projects
from kg.reading.rules.kazakh.quotations import utterances
from kg.reading.rules.kazakh.roles import roles
from kg.reading.rules.kazakh.routes import routes
from kg.reading.rules.kazakh.scene import Surroundings
from kg.reading.steps import Step, Steps
from kg.reading.tables import tabled
from kg.reading.tables.partners import partners


def ties_of_parties(found: Iterable[Found], mentions: Sequence[Mention]) -> Iterator[Found]:
    """An agreement whose parties a frame has read ties their territories."""
    stated = [one for one in found if one.rule in {*PARTIES, *(rule.name for rule in SIDES_TOLD)}]
    for one in derived.ties(stated, mentions):
        yield TIE.found(one.fact, one.start, one.end, one.modality, one.confidence)


KAZAKH = Steps(
    "doc document gazetteer",
    Step(day_written, "document", "day"),
    Step(heads, "gazetteer day", "heads"),
    Step(mentions, "doc document gazetteer heads", "names"),
    Step(keyed, "names gazetteer", "mentions"),
    Step(Surroundings, "doc document mentions", "scene"),
    Step(utterances, "scene", "said"),
    Step(agreements, "scene", "stated"),
    Step(events, "scene", "stated"),
    Step(participations, "scene", "stated"),
    Step(figures, "scene", "figures"),
    Step(tabled, "document mentions", "figures"),
    Step(locations, "scene", "stated"),
    Step(memberships, "scene", "stated"),
    Step(projects, "scene", "stated"),
    Step(roles, "scene", "stated"),
    Step(routes, "scene", "stated"),
    Step(ties, "scene", "stated"),
    Step(sentences, "doc mentions", "sentences"),
    Step(framed_kazakh, "sentences mentions stated", "stated"),
    Step(at_home, "sentences gazetteer", "stated"),
    Step(sides_only, "scene stated", "sided"),
    Step(Surroundings.undenied, "scene sided", "undenied"),
    Step(Surroundings.unwished, "scene undenied", "meant"),
    Step(Surroundings.unrefuted, "scene meant", "believed"),
    Step(unasked, "doc believed", "facts"),
    Step(partners, "document mentions", "facts"),
    Step(reported, "scene facts", "facts"),
    Step(attendance, "document mentions said", "facts"),
    Step(ties_of_parties, "facts mentions", "facts"),
    Step(derived.undertaken, "document facts mentions", "facts"),
    Step(Surroundings.two_countries, "scene", "home"),
    Step(of_whom, "doc document mentions home said facts figures", "owned"),
    Step(told, "document mentions home facts owned", "facts"),
)
