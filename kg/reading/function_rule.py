"""Rules that are functions, because more than the words of one sentence decides what they find.

Each is declared in the module of its function, and facts are stated by what was declared: no fact has a rule that
nothing describes."""

from dataclasses import dataclass

from kg.model.facts import Fact, Found, Modality


@dataclass(frozen=True, slots=True)
class FunctionRule:
    """One name under which a function's facts stand in the graph."""

    language: str
    name: str
    fact: type[Fact]
    reads: str
    """What the function reads, in a line."""

    def found(
        self, fact: Fact, start: int, end: int, modality: Modality = "asserted", confidence: float = 0.9
    ) -> Found:
        """Raises TypeError when the rule is not declared to state such facts."""
        if not isinstance(fact, self.fact):
            raise TypeError(f"rule {self.name} states {self.fact.__name__}, not {type(fact).__name__}")
        return Found(fact, self.name, start, end, modality, confidence)
