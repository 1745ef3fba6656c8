"""The rules that are functions, because more than the words of one sentence decides what they find."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kg.model.facts import (
    Agreement,
    Event,
    Fact,
    Figure,
    Founding,
    Location,
    Membership,
    Participation,
    Project,
    RegionTie,
    Role,
    Route,
)
from kg.reading.figures import figures
from kg.reading.rules import derived
from kg.reading.rules.kazakh import places
from kg.reading.rules.kazakh.agreements import agreements
from kg.reading.rules.kazakh.events import events, participations
from kg.reading.rules.kazakh.figures import figures as kazakh_figures
from kg.reading.rules.kazakh.memberships import memberships
from kg.reading.rules.kazakh.projects import projects
from kg.reading.rules.kazakh.roles import roles
from kg.reading.rules.kazakh.routes import routes
from kg.reading.rules.russian import dating, naming


@dataclass(frozen=True, slots=True)
class FunctionRule:
    """One name under which a function's facts stand in the graph."""

    language: str
    name: str
    fact: type[Fact]
    function: Callable[..., Any]

    @property
    def described(self) -> str:
        """The first line of the function's docstring, or of its module's where it is what the module is about."""
        text = self.function.__doc__ or sys.modules[self.function.__module__].__doc__ or ""
        return text.strip().partition("\n")[0]


FUNCTION_RULES = (
    FunctionRule("ru", "event-named", Event, naming.named),
    FunctionRule("ru", "agreement-named", Agreement, naming.named),
    FunctionRule("ru", "project-named", Project, naming.underway),
    FunctionRule("ru", "corridor-named-by-places", Route, naming.routed),
    FunctionRule("ru", "event-dated", Event, dating.dated),
    FunctionRule("ru", "event-of-transcript", Event, dating.recorded),
    FunctionRule("ru", "figure-level", Figure, figures),
    FunctionRule("ru", "figure-change", Figure, figures),
    FunctionRule("ru", "parties-of-document", Agreement, derived.bilateral),
    FunctionRule("ru", "agreement-of-regions", RegionTie, derived.ties),
    FunctionRule("ru", "speaker-attends", Participation, derived.attendance),
    FunctionRule("kk", "agreement", Agreement, agreements),
    FunctionRule("kk", "region-tie-of-agreement", RegionTie, agreements),
    FunctionRule("kk", "event", Event, events),
    FunctionRule("kk", "participation", Participation, participations),
    FunctionRule("kk", "figure", Figure, kazakh_figures),
    FunctionRule("kk", "location", Location, places.locations),
    FunctionRule("kk", "founding", Founding, memberships),
    FunctionRule("kk", "membership", Membership, memberships),
    FunctionRule("kk", "region-tie", RegionTie, places.ties),
    FunctionRule("kk", "route", Route, routes),
    FunctionRule("kk", "project", Project, projects),
    FunctionRule("kk", "role", Role, roles),
)
