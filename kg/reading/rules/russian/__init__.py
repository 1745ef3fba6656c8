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

MODULES = (sister_cities, roles, events, agreements, ties, routes, memberships, locations, projects)
RULES: tuple[Rule, ...] = tuple(rule for module in MODULES for rule in module.RULES)
"""In the order in which they are tried."""
