"""The rules that are functions, because more than the words of one sentence decides what they find."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kg.model import facts
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
from kg.reading.steps import described


@dataclass(frozen=True, slots=True)
class FunctionRule:
    """One name under which a function's facts stand in the graph."""

    language: str
    name: str
    fact: type[facts.Fact]
    function: Callable[..., Any]

    @property
    def described(self) -> str:
        """What the function says of itself."""
        return described(self.function)


FUNCTION_RULES = (
    FunctionRule("ru", "event-named", facts.Event, naming.named),
    FunctionRule("ru", "agreement-named", facts.Agreement, naming.named),
    FunctionRule("ru", "project-named", facts.Project, naming.underway),
    FunctionRule("ru", "corridor-named-by-places", facts.Route, naming.routed),
    FunctionRule("ru", "event-dated", facts.Event, dating.dated),
    FunctionRule("ru", "event-of-transcript", facts.Event, dating.recorded),
    FunctionRule("ru", "figure-level", facts.Figure, figures),
    FunctionRule("ru", "figure-change", facts.Figure, figures),
    FunctionRule("ru", "parties-of-document", facts.Agreement, derived.bilateral),
    FunctionRule("ru", "agreement-of-regions", facts.RegionTie, derived.ties),
    FunctionRule("ru", "speaker-attends", facts.Participation, derived.attendance),
    FunctionRule("kk", "agreement", facts.Agreement, agreements),
    FunctionRule("kk", "region-tie-of-agreement", facts.RegionTie, agreements),
    FunctionRule("kk", "event", facts.Event, events),
    FunctionRule("kk", "participation", facts.Participation, participations),
    FunctionRule("kk", "figure", facts.Figure, kazakh_figures),
    FunctionRule("kk", "location", facts.Location, places.locations),
    FunctionRule("kk", "founding", facts.Founding, memberships),
    FunctionRule("kk", "membership", facts.Membership, memberships),
    FunctionRule("kk", "region-tie", facts.RegionTie, places.ties),
    FunctionRule("kk", "route", facts.Route, routes),
    FunctionRule("kk", "sister-cities", facts.SisterCities, places.sister_cities),
    FunctionRule("kk", "project", facts.Project, projects),
    FunctionRule("kk", "role", facts.Role, roles),
)
