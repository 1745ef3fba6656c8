"""What Kazakh texts say, by rules over suffixes, heads and mentions."""

from collections.abc import Callable, Iterator

from kg.model.facts import Found
from kg.reading.rules.kazakh.agreements import agreements
from kg.reading.rules.kazakh.events import events, participations
from kg.reading.rules.kazakh.figures import figures
from kg.reading.rules.kazakh.memberships import memberships
from kg.reading.rules.kazakh.places import locations, sister_cities, ties
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
    sister_cities,
    ties,
)
