"""How a Kazakh text is read: names first, then who speaks, then what the sentences say with the names."""

from kg.names.kazakh_mentions import mentions
from kg.names.known import keyed
from kg.names.persons.kazakh_offices import heads
from kg.reading.rules.kazakh.agreements import agreements
from kg.reading.rules.kazakh.dates import day_written
from kg.reading.rules.kazakh.events import events, participations
from kg.reading.rules.kazakh.figures import figures
from kg.reading.rules.kazakh.memberships import memberships
from kg.reading.rules.kazakh.places import locations, sister_cities, ties
from kg.reading.rules.kazakh.projects import projects
from kg.reading.rules.kazakh.quotations import utterances
from kg.reading.rules.kazakh.roles import roles
from kg.reading.rules.kazakh.routes import routes
from kg.reading.rules.kazakh.scene import Scene
from kg.reading.steps import Step, Steps

KAZAKH = Steps(
    "doc document gazetteer",
    Step(day_written, "document", "day"),
    Step(heads, "gazetteer day", "heads"),
    Step(mentions, "doc document gazetteer heads", "names"),
    Step(keyed, "names gazetteer", "mentions"),
    Step(Scene, "doc document mentions", "scene"),
    Step(utterances, "scene", "said"),
    Step(agreements, "scene", "facts"),
    Step(events, "scene", "facts"),
    Step(participations, "scene", "facts"),
    Step(figures, "scene", "facts"),
    Step(locations, "scene", "facts"),
    Step(memberships, "scene", "facts"),
    Step(projects, "scene", "facts"),
    Step(roles, "scene", "facts"),
    Step(routes, "scene", "facts"),
    Step(sister_cities, "scene", "facts"),
    Step(ties, "scene", "facts"),
)
