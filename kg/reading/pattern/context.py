"""Patterns of what stands around: what is passed over, what comes next, what came before."""

from collections.abc import Iterator

from kg.reading.pattern.base import NOTHING, Pattern, State
from kg.reading.pattern.combinators import seq
from kg.reading.pattern.sentence import Sentence


def gap(most: int, stop: str = ": ;", until: Pattern | None = None) -> Pattern:
    """Up to so many tokens of any sort, as few as will do; none in `stop` (separated by spaces), none that begins
    what `until` matches."""
    stopping = frozenset(stop.split())

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        for at in range(state.at, min(state.at + most, len(sentence.tokens)) + 1):
            yield State(at, state.slots, state.facts)
            if at < len(sentence.tokens) and sentence.tokens[at].lower_ in stopping:
                return
            if until and any(True for _ in until.ways(sentence, State(at))):
                return

    return Pattern(ways)


def _ahead(parts: tuple[Pattern | str, ...], *, wanted: bool) -> Pattern:
    part = seq(*parts)

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        if any(True for _ in part.ways(sentence, state)) is wanted:
            yield state

    return Pattern(ways, first=part.first if wanted else NOTHING, parts=(part,))


def ahead(*parts: Pattern | str) -> Pattern:
    """Matches nothing, where these come next."""
    return _ahead(parts, wanted=True)


def unless(*parts: Pattern | str) -> Pattern:
    """Matches nothing, where these do not come next."""
    return _ahead(parts, wanted=False)


def unless_after(*parts: Pattern | str, most: int = 10) -> Pattern:
    """Matches nothing, where these do not end here; they may be so many tokens long."""
    part = seq(*parts)

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        for at in range(max(state.at - most, 0), state.at):
            if any(after.at == state.at for after in part.ways(sentence, State(at))):
                return
        yield state

    return Pattern(ways, first=NOTHING, parts=(part,))


def _start(sentence: Sentence, state: State) -> Iterator[State]:
    if state.at == 0:
        yield state


def _end(sentence: Sentence, state: State) -> Iterator[State]:
    if state.at == len(sentence.tokens):
        yield state


START = Pattern(_start, first=NOTHING)
"""Matches nothing, before the first token of the sentence."""
END = Pattern(_end, first=NOTHING)
"""Matches nothing, after the last token of the sentence."""


def earlier(*parts: Pattern | str, most: int = 10) -> Pattern:
    """Matches nothing here, where these stood in one of so many sentences before, the nearest first."""
    part = seq(*parts)

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        before = sentence.previous
        for _ in range(most):
            if before is None:
                return
            if part.needs is None or before.holds(part.needs):
                for at in range(len(before.tokens)):
                    for after in part.ways(before, State(at, state.slots, state.facts)):
                        yield State(state.at, after.slots, after.facts)
                        return
            before = before.previous

    return Pattern(ways, first=NOTHING, parts=(part,))
