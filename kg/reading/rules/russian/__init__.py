"""The wordings of Russian, one module for each relation."""

from kg.reading.rules.russian import agreements, events, locations, projects, roles

RELATIONS = (roles, events, agreements, locations, projects)
"""In the order in which their wordings are tried."""
RULES = tuple(rule for relation in RELATIONS for rule in relation.RULES)
