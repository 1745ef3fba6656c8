"""The rules that are functions, of all modules that declare some."""

from collections.abc import Iterator
from importlib import import_module

from kg.reading.function_rule import FunctionRule

_RUSSIAN = (
    "kg.reading.rules.russian.naming kg.reading.rules.russian.dating kg.reading.figures kg.reading.rules.derived "
    "kg.reading.frames.gatherings kg.reading.frames.attendance.described "
    "kg.reading.frames.attendance.event_elsewhere kg.reading.frames.attendance.named_among kg.reading.frames.relations "
    "kg.reading.frames.containment kg.reading.frames.twinning kg.reading.frames.told_events kg.reading.frames.stops "
    "kg.reading.frames.paper_sides kg.reading.frames.told_papers kg.reading.frames.told_projects "
    "kg.reading.frames.members kg.reading.frames.chairs kg.reading.clauses.offices"
)
_KAZAKH = "agreements events figures places memberships routes projects roles"
_FRAMES = "attendance twinning containment told_visits members chairs"
_MODULES = (
    *_RUSSIAN.split(),
    "kg.reading.tables",
    "kg.reading.tables.partners",
    "kg.reading.amounts",
    *(f"kg.reading.rules.kazakh.{name}" for name in _KAZAKH.split()),
    *(f"kg.reading.frames.kazakh.{name}" for name in _FRAMES.split()),
)


def _declared() -> Iterator[tuple[FunctionRule, str]]:
    for name in reversed(_MODULES):  # so that of two modules that have a rule the one before declares it
        yield from ((one, name) for one in vars(import_module(name)).values() if isinstance(one, FunctionRule))


MODULES = dict(_declared())
"""The module that declares each rule."""
FUNCTION_RULES = tuple(sorted(MODULES, key=lambda rule: _MODULES.index(MODULES[rule])))
