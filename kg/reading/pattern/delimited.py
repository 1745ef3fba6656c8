"""A pattern whose words a function delimits."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kg.reading.pattern.base import Pattern, State
from kg.reading.pattern.sentence import Sentence, plain

Reading = Callable[[Sentence, int], tuple[int, Mapping[str, Any]] | None]
"""Reads at a token: the index after what was read and the slots it fills, or None."""


def reader(read: Reading, *into: str, first: Iterable[str] | None = None) -> Pattern:
    """What grammar alone can delimit (a noun phrase, a post), read by a function that fills the slots `into`.

    `first` are the words or lemmas it can begin with; without, it is tried at every token."""

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        if state.at < len(sentence.tokens) and (done := read(sentence, state.at)) is not None:
            end, slots = done
            kept = tuple((name, value) for name, value in slots.items() if name in into and value is not None)
            yield State(end, (*state.slots, *kept), state.facts)

    return Pattern(ways, first=(None if first is None else frozenset(map(plain, first)), False), fills=frozenset(into))
