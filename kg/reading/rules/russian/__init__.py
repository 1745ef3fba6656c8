"""The wordings of Russian, one module for each relation."""

from kg.reading.pattern import Rule
from kg.reading.rules.russian import (
    agreements,
    events,
    locations,
    memberships,
    projects,
    roles,
    routes,
    sister_cities,
    ties,
)

RULES: tuple[Rule, ...] = (
    *sister_cities.RULES,
    *roles.RULES,
    *events.RULES,
    *agreements.RULES,
    *ties.RULES,
    *routes.RULES,
    *memberships.RULES,
    *locations.RULES,
    *projects.RULES,
)
