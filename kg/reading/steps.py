"""The steps in which a text is read: functions, each with the values it reads and the one it adds.

A list of steps is checked when it is made: each reads only what is given or what a step before it adds."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Any

RESULTS = ("mentions", "said", "facts")
"""What an extraction is made of."""


@dataclass(frozen=True, slots=True)
class Step:
    """A function with the names of the values it is called with, in the order of its parameters, and of its result."""

    function: Callable[..., Any]
    reads: str
    """Names, separated by spaces."""
    adds: str
    """What several steps add under one name is one list, in their order."""

    @property
    def does(self) -> str:
        """What the function says of itself."""
        return described(self.function)


def described(function: Callable[..., Any]) -> str:
    """Gives the first line of the function's docstring, or of its module's where it is what the module is about."""
    text = function.__doc__ or sys.modules[function.__module__].__doc__ or ""
    return text.strip().partition("\n")[0]


class Steps:
    """A list of steps that can be run: `Steps(given, …)` names what `run` is called with."""

    def __init__(self, given: str, *steps: Step) -> None:
        """Raises TypeError for a step that reads what is not there yet, or takes more or fewer values than it reads."""
        self.given, self.steps = given.split(), steps
        there = set(self.given)
        for step in steps:
            name = f"the step {step.function.__name__}"
            missing = [read for read in step.reads.split() if read not in there]
            if missing:
                raise TypeError(
                    f"{name} reads {missing[0]!r}, which no step before it adds: {', '.join(sorted(there))}"
                )
            if step.adds in self.given:
                raise TypeError(f"{name} adds {step.adds!r}, which is given")
            try:
                signature(step.function).bind(*step.reads.split())
            except TypeError as error:
                raise TypeError(f"{name} reads {step.reads!r}: {error}") from None
            there.add(step.adds)
        if missing := [name for name in RESULTS if name not in there]:
            raise TypeError(f"no step adds {missing[0]!r}")

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def run(self, *given: Any) -> Mapping[str, Any]:
        """All values by their names, after the last step."""
        values = dict(zip(self.given, given, strict=True))
        for step in self.steps:
            added = step.function(*(values[name] for name in step.reads.split()))
            added = list(added) if isinstance(added, Iterator) else added
            values[step.adds] = [*values[step.adds], *added] if step.adds in values else added
        return values
