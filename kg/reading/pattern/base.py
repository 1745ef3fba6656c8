"""What every pattern is, and how its slots close into a fact."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.model.facts import Fact
from kg.reading.pattern.sentence import Sentence
from kg.reading.pattern.slots import Slot, made_of, shape_of

Words = frozenset[str]
"""Texts, lemmas, parts of speech and kinds of mention, as `Sentence.places` has them."""
First = tuple[Words | None, bool]
NOTHING: First = (frozenset(), True)
"""Of what matches no token."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a match stands: the next token, the open slots, the facts closed so far."""

    at: int
    slots: tuple[Slot, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A pattern over the tokens and mentions of a sentence; the functions of this package make them."""

    ways: Callable[[Sentence, State], Iterator[State]] = field(repr=False)
    """Yields every state in which the pattern has matched from a state on."""
    needs: Words | None = None
    """Words of which a sentence has one if the pattern is to match; None when it needs none."""
    first: First = (None, True)
    """What a token has one of for the pattern to begin at it (None: anything), and whether it may match nothing."""
    parts: tuple["Pattern", ...] = ()
    """The patterns it is made of."""
    fills: Words = frozenset()
    """The slots it fills by itself, beside those of its parts."""
    kinds: Words = frozenset()
    """The kinds of mention it asks for."""
    fact: type[Fact] | None = None
    """What it closes its slots into."""
    constants: tuple[Slot, ...] = ()

    def as_fact(self, fact: type[Fact], **constants: Any) -> "Pattern":
        """Closes the slots filled inside this pattern into a fact.

        A field that must be filled and is not is taken from the slots open around the group: one person holds both
        posts of «Иван Ильин – президент, председатель правления банка».

        Raises TypeError at import when a slot or constant is no field of the fact."""
        shape, given = shape_of(fact), tuple(sorted(constants.items()))
        wrong = (constants.keys() | _open(self)) - shape.fields
        if wrong:
            allowed = ", ".join(sorted(shape.fields))
            raise TypeError(f"{fact.__name__} has no field {', '.join(sorted(wrong))} (fields: {allowed})")

        def ways(sentence: Sentence, state: State) -> Iterator[State]:
            for after in self.ways(sentence, State(state.at, (), state.facts)):
                filled = {name for name, _ in after.slots}
                around = (slot for slot in state.slots if slot[0] in shape.needed and slot[0] not in filled)
                if made := made_of((*given, *around, *after.slots), fact, shape):
                    yield State(after.at, state.slots, (*after.facts, *made))

        return around(self, ways, fact=fact, constants=given)


def around(part: Pattern, ways: Callable[[Sentence, State], Iterator[State]], *others: Pattern, **own: Any) -> Pattern:
    """A pattern that begins where this part of it does, and needs what that needs."""
    return Pattern(ways, part.needs, part.first, (part, *others), **own)


def _open(pattern: Pattern) -> set[str]:
    """The slots a pattern leaves open."""
    inner = set() if pattern.fact else {name for part in pattern.parts for name in _open(part)}
    return inner | pattern.fills
