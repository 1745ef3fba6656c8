"""Patterns made of others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.model.facts import KINDS, Phrase
from kg.reading.pattern.base import Pattern, State
from kg.reading.pattern.sentence import Sentence
from kg.reading.pattern.tokens import pattern_of


@dataclass(frozen=True, slots=True)
class _Seq(Pattern):
    parts: tuple[Pattern, ...]

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        if not self.parts:
            yield state
            return
        rest = _Seq(self.parts[1:])
        for after in self.parts[0].ways(sentence, state):
            yield from rest.ways(sentence, after)

    def needs(self) -> frozenset[str] | None:
        known = [needed for part in self.parts if (needed := part.needs()) is not None]
        return min(known, key=lambda n: (bool(n & _KINDS), len(n))) if known else None

    def first(self) -> tuple[frozenset[str] | None, bool]:
        begun: frozenset[str] = frozenset()
        for part in self.parts:
            words, empty = part.first()
            if words is None:
                return None, empty
            begun |= words
            if not empty:
                return begun, False
        return begun, True


_KINDS = frozenset(KINDS)


def seq(*parts: Pattern | str) -> Pattern:
    """One after another."""
    return _Seq(tuple(pattern_of(part) for part in parts))


@dataclass(frozen=True, slots=True)
class _Either(Pattern):
    choices: tuple[Pattern, ...]

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        for choice in self.choices:
            yield from choice.ways(sentence, state)

    def needs(self) -> frozenset[str] | None:
        needed = [choice.needs() for choice in self.choices]
        if any(n is None for n in needed):
            return None
        return frozenset().union(*(n for n in needed if n is not None))

    def first(self) -> tuple[frozenset[str] | None, bool]:
        begun: frozenset[str] = frozenset()
        found = [choice.first() for choice in self.choices]
        for words, _ in found:
            if words is None:
                return None, True
            begun |= words
        return begun, any(empty for _, empty in found)


def either(*choices: Pattern | str) -> Pattern:
    """The first of these that lets the rest match."""
    return _Either(tuple(pattern_of(choice) for choice in choices))


@dataclass(frozen=True, slots=True)
class _Maybe(Pattern):
    part: Pattern

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        yield from self.part.ways(sentence, state)
        yield state

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return self.part.first()[0], True


def maybe(*parts: Pattern | str) -> Pattern:
    """These, or nothing."""
    return _Maybe(seq(*parts))


@dataclass(frozen=True, slots=True)
class _Many(Pattern):
    part: Pattern
    separator: Pattern | None
    least: int

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        yield from self._from(sentence, state, 0)

    def _from(self, sentence: Sentence, state: State, done: int) -> Iterator[State]:
        starts: Iterable[State] = (state,)
        if done and self.separator:
            starts = self.separator.ways(sentence, state)
        for start in starts:
            for after in self.part.ways(sentence, start):
                if after.at > state.at:
                    yield from self._from(sentence, after, done + 1)
        if done >= self.least:
            yield state

    def needs(self) -> frozenset[str] | None:
        return self.part.needs() if self.least else None

    def first(self) -> tuple[frozenset[str] | None, bool]:
        words, empty = self.part.first()
        return words, empty or not self.least


def many(part: Pattern | str, sep: Pattern | str | None = None, least: int = 1) -> Pattern:
    """As many of these as there are, with a separator between them."""
    return _Many(pattern_of(part), None if sep is None else pattern_of(sep), least)


@dataclass(frozen=True, slots=True)
class _Every(Pattern):
    part: Pattern
    most: int
    stop: frozenset[str]

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        at, end, slots, facts = state.at, state.at, state.slots, state.facts
        covered, stops = state.at, sentence.where(self.stop)
        for _ in range(min(self.most, len(sentence.tokens) - state.at)):
            if at >= len(sentence.tokens) or at in stops:
                break
            after = next(self.part.ways(sentence, State(at, slots, facts)), None)
            if after is not None and after.at > at and (after.at > covered or at >= covered):
                at, end, slots, facts = after.at, after.at, after.slots, after.facts
                continue
            covered = max(covered, *(stop for stop, _ in sentence.mentions[at]), at)
            at += 1
        if end > state.at:
            yield State(end, slots, facts)

    def needs(self) -> frozenset[str] | None:
        return self.part.needs()


def every(part: Pattern | str, most: int = 600, stop: str = ". ; который") -> Pattern:
    """All of these among the next tokens, whatever stands between them, up to a word or lemma in `stop`; one way only.

    What lies inside of a mention is passed over: «университет имени Баумана» is not Бауман."""
    return _Every(pattern_of(part), most, frozenset(stop.split()))


@dataclass(frozen=True, slots=True)
class _Inside(Pattern):
    part: Pattern
    one: Pattern
    least: int

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        for outer in self.part.ways(sentence, state):
            held, count = outer, 0
            at, covered = state.at, state.at
            while at < outer.at:
                after = next(self.one.ways(sentence, State(at, held.slots, held.facts)), None)
                if after is not None and at < after.at <= outer.at and at >= covered:
                    held, count = State(outer.at, after.slots, after.facts), count + 1
                    at = after.at
                    continue
                nested = (stop for stop, _ in sentence.mentions[at] if at > state.at)
                covered = max(covered, *nested, at)
                at += 1
            if count >= self.least:
                yield held

    def needs(self) -> frozenset[str] | None:
        return self.part.needs()

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return self.part.first()


def inside(part: Pattern, one: Pattern, least: int = 0) -> Pattern:
    """The first, and in its words all there is of the second: the persons in «встреча Иванова с Петровым»."""
    return _Inside(part, one, least)


@dataclass(frozen=True, slots=True)
class _Begins(Pattern):
    part: Pattern

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        for after in self.part.ways(sentence, state):
            yield State(state.at, after.slots, after.facts)

    def needs(self) -> frozenset[str] | None:
        return self.part.needs()

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return self.part.first()


def begins(*parts: Pattern | str) -> Pattern:
    """These match from here on, their slots are kept, and the next part starts here again: a name read from inside."""
    return _Begins(seq(*parts))


@dataclass(frozen=True, slots=True)
class _Together(Pattern):
    one: Pattern
    other: Pattern

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        for first in self.one.ways(sentence, state):
            for second in self.other.ways(sentence, State(state.at, first.slots, first.facts)):
                if second.at == first.at:
                    yield second

    def needs(self) -> frozenset[str] | None:
        return self.other.needs()

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return self.other.first()


def together(one: Pattern, other: Pattern) -> Pattern:
    """Both over the same tokens: «Президенту Казахстана» is a post and stands for a person."""
    return _Together(one, other)


@dataclass(frozen=True, slots=True)
class _Slot(Pattern):
    part: Pattern
    into: str
    name: Callable[[Sequence[Token]], str] | None

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        for after in self.part.ways(sentence, state):
            if after.at > state.at:
                start, stop = sentence.span(state.at, after.at)
                tokens = sentence.tokens[state.at : after.at]
                value = Phrase(start, stop, self.name(tokens) if self.name else sentence.text(state.at, after.at))
                yield State(after.at, (*after.slots, (self.into, value)), after.facts)

    def needs(self) -> frozenset[str] | None:
        return self.part.needs()

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return self.part.first()


def slot(into: str, *parts: Pattern | str, name: Callable[[Sequence[Token]], str] | None = None) -> Pattern:
    """Whatever these match, as a phrase; `name` turns its tokens into the phrase's text (the nominative, say)."""
    return _Slot(seq(*parts), into, name)
