"""What every pattern is, and the one that closes its slots into a fact."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.model.facts import Fact
from kg.reading.pattern.sentence import Sentence
from kg.reading.pattern.slots import Shape, Slot, made_of, shape_of


@dataclass(frozen=True, slots=True)
class State:
    """Where a match stands: the next token, the open slots, the facts closed so far."""

    at: int
    slots: tuple[Slot, ...] = ()
    facts: tuple[Fact, ...] = ()


class Pattern:
    """Base of all patterns."""

    __slots__ = ()

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        """Every state in which this pattern has matched from `state` on."""
        raise NotImplementedError

    def needs(self) -> frozenset[str] | None:
        """Words of which a sentence has one if the pattern is to match; None when it needs none."""
        return None

    def first(self) -> tuple[frozenset[str] | None, bool]:
        """What a token has one of for the pattern to begin at it (None: anything), and whether it may match nothing."""
        return None, True

    def as_fact(self, fact: type[Fact], **constants: Any) -> "Pattern":
        """Closes the slots filled inside this pattern into a fact.

        A field that must be filled and is not is taken from the slots open around the group: one person holds both
        posts of «Иван Ильин – президент, председатель правления банка».

        Raises TypeError at import when a slot or constant is no field of the fact."""
        return _AsFact(self, fact, tuple(sorted(constants.items())), shape_of(fact))


@dataclass(frozen=True, slots=True)
class _AsFact(Pattern):
    part: Pattern
    fact: type[Fact]
    constants: tuple[Slot, ...]
    shape: Shape = field(repr=False)

    def __post_init__(self) -> None:
        known = self.shape.fields
        wrong = {name for name, _ in self.constants} - known | (_slots(self.part) - known)
        if wrong:
            allowed = ", ".join(sorted(known))
            raise TypeError(f"{self.fact.__name__} has no field {', '.join(sorted(wrong))} (fields: {allowed})")

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        for after in self.part.ways(sentence, State(state.at, (), state.facts)):
            filled = {name for name, _ in after.slots}
            around = (slot for slot in state.slots if slot[0] in self.shape.needed and slot[0] not in filled)
            if made := made_of((*self.constants, *around, *after.slots), self.fact, self.shape):
                yield State(after.at, state.slots, (*after.facts, *made))

    def needs(self) -> frozenset[str] | None:
        return self.part.needs()

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return self.part.first()


def _slots(pattern: Pattern) -> set[str]:
    """The slots a pattern leaves open."""
    if isinstance(pattern, _AsFact):
        return set()
    names = {into} if (into := getattr(pattern, "into", None)) else set()
    names |= getattr(pattern, "names", frozenset())
    for name in ("part", "separator", "one", "other"):
        if isinstance(inner := getattr(pattern, name, None), Pattern):
            names |= _slots(inner)
    for inner in (*getattr(pattern, "parts", ()), *getattr(pattern, "choices", ())):
        names |= _slots(inner)
    return names
