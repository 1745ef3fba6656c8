"""Patterns of what stands around: what is passed over, what comes next, what came before."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.reading.pattern.base import Pattern, State
from kg.reading.pattern.combinators import seq
from kg.reading.pattern.sentence import Sentence


@dataclass(frozen=True, slots=True)
class _Gap(Pattern):
    most: int
    stop: frozenset[str]
    until: Pattern | None

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        for at in range(state.at, min(state.at + self.most, len(sentence.tokens)) + 1):
            yield State(at, state.slots, state.facts)
            if at < len(sentence.tokens) and sentence.tokens[at].lower_ in self.stop:
                return
            if self.until and any(True for _ in self.until.ways(sentence, State(at))):
                return


def gap(most: int, stop: str = ": ;", until: Pattern | None = None) -> Pattern:
    """Up to so many tokens of any sort, as few as will do; none in `stop` (separated by spaces), none that begins
    what `until` matches."""
    return _Gap(most, frozenset(stop.split()), until)


@dataclass(frozen=True, slots=True)
class _Ahead(Pattern):
    part: Pattern
    wanted: bool

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        if any(True for _ in self.part.ways(sentence, state)) is self.wanted:
            yield state

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return self.part.first() if self.wanted else (frozenset(), True)


def ahead(*parts: Pattern | str) -> Pattern:
    """Matches nothing, where these come next."""
    return _Ahead(seq(*parts), True)


def unless(*parts: Pattern | str) -> Pattern:
    """Matches nothing, where these do not come next."""
    return _Ahead(seq(*parts), False)


@dataclass(frozen=True, slots=True)
class _Behind(Pattern):
    part: Pattern
    most: int

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        for at in range(max(state.at - self.most, 0), state.at):
            if any(after.at == state.at for after in self.part.ways(sentence, State(at))):
                return
        yield state

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return frozenset(), True


def unless_after(*parts: Pattern | str, most: int = 10) -> Pattern:
    """Matches nothing, where these do not end here; they may be so many tokens long."""
    return _Behind(seq(*parts), most)


@dataclass(frozen=True, slots=True)
class _Edge(Pattern):
    opening: bool

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        if state.at == (0 if self.opening else len(sentence.tokens)):
            yield state

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return frozenset(), True


START: Pattern = _Edge(opening=True)
"""Matches nothing, before the first token of the sentence."""
END: Pattern = _Edge(opening=False)
"""Matches nothing, after the last token of the sentence."""


@dataclass(frozen=True, slots=True)
class _Earlier(Pattern):
    part: Pattern
    most: int

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        needed, before = self.part.needs(), sentence.previous
        for _ in range(self.most):
            if before is None:
                return
            if needed is None or before.holds(needed):
                for at in range(len(before.tokens)):
                    for after in self.part.ways(before, State(at, state.slots, state.facts)):
                        yield State(state.at, after.slots, after.facts)
                        return
            before = before.previous

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return frozenset(), True


def earlier(*parts: Pattern | str, most: int = 10) -> Pattern:
    """Matches nothing here, where these stood in one of so many sentences before, the nearest first."""
    return _Earlier(seq(*parts), most)
