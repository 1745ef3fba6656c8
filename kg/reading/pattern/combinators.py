"""Patterns made of others."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.language.tokens import Token
from kg.model.facts import KINDS, Phrase
from kg.reading.pattern.base import NOTHING, First, Pattern, State, around
from kg.reading.pattern.sentence import Sentence
from kg.reading.pattern.tokens import pattern_of

_KINDS = frozenset(KINDS)


def seq(*parts: Pattern | str) -> Pattern:
    """One after another."""
    row = tuple(pattern_of(part) for part in parts)

    def ways(sentence: Sentence, state: State, done: int = 0) -> Iterator[State]:
        if done == len(row):
            yield state
            return
        for after in row[done].ways(sentence, state):
            yield from ways(sentence, after, done + 1)

    needed = [part.needs for part in row if part.needs is not None]
    rarest = min(needed, key=lambda words: (bool(words & _KINDS), len(words)), default=None)
    return Pattern(ways, rarest, _first(row), row)


def _first(row: Sequence[Pattern]) -> First:
    """Where a row begins: with its first part, and with each after it while those before may match nothing."""
    begun, _ = NOTHING
    for part in row:
        words, empty = part.first
        if words is None or begun is None:
            return None, empty
        begun |= words
        if not empty:
            return begun, False
    return begun, True


def either(*choices: Pattern | str) -> Pattern:
    """The first of these that lets the rest match."""
    options = tuple(pattern_of(choice) for choice in choices)

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        for option in options:
            yield from option.ways(sentence, state)

    needed = [option.needs for option in options if option.needs is not None]
    begun = [words for words, _ in (option.first for option in options) if words is not None]
    return Pattern(
        ways,
        frozenset().union(*needed) if len(needed) == len(options) else None,
        (frozenset().union(*begun), any(option.first[1] for option in options))
        if len(begun) == len(options)
        else (None, True),
        options,
    )


def maybe(*parts: Pattern | str) -> Pattern:
    """These, or nothing."""
    part = seq(*parts)

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        yield from part.ways(sentence, state)
        yield state

    return Pattern(ways, None, (part.first[0], True), (part,))


def many(part: Pattern | str, sep: Pattern | str | None = None, least: int = 1) -> Pattern:
    """As many of these as there are, with a separator between them."""
    one, separator = pattern_of(part), None if sep is None else pattern_of(sep)

    def ways(sentence: Sentence, state: State, done: int = 0) -> Iterator[State]:
        starts: Iterable[State] = (state,)
        if done and separator:
            starts = separator.ways(sentence, state)
        for start in starts:
            for after in one.ways(sentence, start):
                if after.at > state.at:
                    yield from ways(sentence, after, done + 1)
        if done >= least:
            yield state

    words, empty = one.first
    parts = (one, separator) if separator else (one,)
    return Pattern(ways, one.needs if least else None, (words, empty or not least), parts)


def every(part: Pattern | str, most: int = 600, stop: str = ". ; который") -> Pattern:
    """All of these among the next tokens, whatever stands between them, up to a word or lemma in `stop`; one way only.

    What lies inside of a mention is passed over: «университет имени Баумана» is not Бауман."""
    one, stopping = pattern_of(part), frozenset(stop.split())

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        at, end, slots, facts = state.at, state.at, state.slots, state.facts
        covered, stops = state.at, sentence.where(stopping)
        for _ in range(min(most, len(sentence.tokens) - state.at)):
            if at >= len(sentence.tokens) or at in stops:
                break
            after = next(one.ways(sentence, State(at, slots, facts)), None)
            if after is not None and after.at > at and (after.at > covered or at >= covered):
                at, end, slots, facts = after.at, after.at, after.slots, after.facts
                continue
            covered = max(covered, *(stop for stop, _ in sentence.mentions[at]), at)
            at += 1
        if end > state.at:
            yield State(end, slots, facts)

    return Pattern(ways, one.needs, parts=(one,))


def inside(part: Pattern, one: Pattern, least: int = 0) -> Pattern:
    """The first, and in its words all there is of the second: the persons in «встреча Иванова с Петровым»."""

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        for outer in part.ways(sentence, state):
            held, count = outer, 0
            at, covered = state.at, state.at
            while at < outer.at:
                after = next(one.ways(sentence, State(at, held.slots, held.facts)), None)
                if after is not None and at < after.at <= outer.at and at >= covered:
                    held, count = State(outer.at, after.slots, after.facts), count + 1
                    at = after.at
                    continue
                nested = (stop for stop, _ in sentence.mentions[at] if at > state.at)
                covered = max(covered, *nested, at)
                at += 1
            if count >= least:
                yield held

    return around(part, ways, one)


def begins(*parts: Pattern | str) -> Pattern:
    """These match from here on, their slots are kept, and the next part starts here again: a name read from inside."""
    part = seq(*parts)

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        for after in part.ways(sentence, state):
            yield State(state.at, after.slots, after.facts)

    return around(part, ways)


def together(one: Pattern, other: Pattern) -> Pattern:
    """Both over the same tokens: «Президенту Казахстана» is a post and stands for a person."""

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        for first in one.ways(sentence, state):
            for second in other.ways(sentence, State(state.at, first.slots, first.facts)):
                if second.at == first.at:
                    yield second

    return around(other, ways, one)


def slot(into: str, *parts: Pattern | str, name: Callable[[Sequence[Token]], str] | None = None) -> Pattern:
    """Whatever these match, as a phrase; `name` turns its tokens into the phrase's text (the nominative, say)."""
    part = seq(*parts)

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        for after in part.ways(sentence, state):
            if after.at > state.at:
                start, stop = sentence.span(state.at, after.at)
                tokens = sentence.tokens[state.at : after.at]
                value = Phrase(start, stop, name(tokens) if name else sentence.text(state.at, after.at))
                yield State(after.at, (*after.slots, (into, value)), after.facts)

    return around(part, ways, fills=frozenset({into}))
