"""The language rules are written in: small patterns over the tokens and mentions of one sentence.

A pattern is a value. It matches at a token and yields every way it can go on, longest first where it repeats, so the
first way that fits the whole rule wins. A mention is one item however many tokens it has, and any mention that begins
at a token may be taken there, so nested names («Правительства Волгоградской …») are all within reach.

Slots (`into=`) collect what a fact is made of; `as_fact` closes the group: it takes the slots filled inside it. A
field that is a tuple collects all values of its slot; any other makes one fact of each value."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from itertools import product
from typing import Any, get_origin, get_type_hints

from spacy.tokens import Doc, Token

from kg.facts import Fact, Found, Kind, Mention, Modality, Phrase


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of a sentence without white space, and the mentions that begin at each of them."""

    tokens: tuple[Token, ...]
    mentions: tuple[tuple[tuple[int, Mention], ...], ...]
    """For each token the mentions that begin there, longest first, each with the index after its last token."""
    words: frozenset[str]
    """Every lower-case text, lemma and kind of mention in it, to pass over rules that cannot match."""
    begin: tuple[frozenset[str], ...]
    """For each token its text, lemma and part of speech, and the kinds of the mentions that begin there."""
    previous: "Sentence | None" = field(default=None, compare=False, repr=False)

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Offsets of the tokens [first, end)."""
        last = self.tokens[end - 1]
        return self.tokens[first].idx, last.idx + len(last)

    def text(self, first: int, end: int) -> str:
        start, stop = self.span(first, end)
        return self.tokens[0].doc.text[start:stop]


def sentences(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Sentence]:
    """The document's sentences with the mentions that lie inside them.

    A mention that runs into a person's name is left out: «… Российской Федерации | ПЕТРОВ Иван Ильич – …» is a list."""
    inner = {at for m in mentions if m.kind == "Person" for at in range(m.start + 1, m.end)}
    begun = {m.start for m in mentions if m.kind == "Person"}
    by_start: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.end not in inner or mention.kind == "Person" or begun.isdisjoint(range(mention.start, mention.end)):
            by_start.setdefault(mention.start, []).append(mention)
    previous = None
    for sent in doc.sents:
        tokens = tuple(token for token in sent if not token.is_space)
        if not tokens:
            continue
        after = {token.idx + len(token): i + 1 for i, token in enumerate(tokens)}
        starting = tuple(
            tuple(
                sorted(
                    ((after[m.end], m) for m in by_start.get(token.idx, ()) if m.end in after),
                    key=lambda pair: (-pair[0], pair[1]),
                )
            )
            for token in tokens
        )
        begin = tuple(
            frozenset((_plain(token.lower_), _plain(token.lemma_.lower()), token.pos_, *(m.kind for _, m in at)))
            for token, at in zip(tokens, starting, strict=True)
        )
        previous = Sentence(tokens, starting, frozenset().union(*begin), begin, previous)
        yield previous


def _plain(text: str) -> str:
    return text.replace("ё", "е")


@dataclass(frozen=True, slots=True)
class State:
    """Where a match stands: the next token, the open slots, the facts closed so far."""

    at: int
    slots: tuple[tuple[str, Any], ...] = ()
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
        return _AsFact(self, fact, tuple(sorted(constants.items())))


def _pattern(item: "Pattern | str") -> Pattern:
    return word(item) if isinstance(item, str) else item


@dataclass(frozen=True, slots=True)
class _Tokens(Pattern):
    """One of several runs of tokens, compared by one of their attributes."""

    runs: tuple[tuple[str, ...], ...]
    """Longest first."""
    attribute: str
    feats: tuple[tuple[str, tuple[str, ...]], ...]
    into: str | None

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        for run in self.runs:
            end = state.at + len(run)
            here = sentence.tokens[state.at : end]
            if len(here) == len(run) and all(_reads(t, self.attribute, w) for t, w in zip(here, run, strict=True)):
                if not _has(here[-1], self.feats):
                    continue
                slots = state.slots
                if self.into:
                    value = run[0] if self.attribute == "lemma" else sentence.text(state.at, end)
                    slots = (*slots, (self.into, value))
                yield State(end, slots, state.facts)

    def needs(self) -> frozenset[str] | None:
        first = frozenset(run[0] for run in self.runs)
        return None if any(w.startswith("*") for w in first) else first

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return self.needs(), False


def _reads(token: Token, attribute: str, wanted: str) -> bool:
    read = (token.lemma_.lower() if attribute == "lemma" else token.lower_).replace("ё", "е")
    return bool(read.endswith(wanted[1:]) if wanted.startswith("*") else read == wanted)


def _has(token: Token, feats: tuple[tuple[str, tuple[str, ...]], ...]) -> bool:
    return all(set(token.morph.get(name, [])) & set(values) for name, values in feats)


def _feats(feats: dict[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(value.split("|"))) for name, value in sorted(feats.items()))


def _runs(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    runs = {tuple(text.lower().replace("ё", "е").split()) for text in texts}
    return tuple(sorted(runs, key=lambda run: (-len(run), run)))


def word(*texts: str, into: str | None = None) -> Pattern:
    """One of these texts as they stand, case and ё aside; a text of several words matches several tokens."""
    return _Tokens(_runs(texts), "text", (), into)


def lemma(*lemmas: str, into: str | None = None, **feats: str) -> Pattern:
    """A form of one of these words; features are Universal Dependencies' (`Case="Ins|Dat"`).

    «*-побратим» is any word that ends so: compounds have no lemma that can be relied on."""
    return _Tokens(_runs(lemmas), "lemma", _feats(feats), into)


@dataclass(frozen=True, slots=True)
class _Tag(Pattern):
    pos: frozenset[str]
    feats: tuple[tuple[str, tuple[str, ...]], ...]
    but: frozenset[str]

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        if state.at < len(sentence.tokens):
            token = sentence.tokens[state.at]
            if token.pos_ in self.pos and _has(token, self.feats) and token.lemma_.lower() not in self.but:
                yield State(state.at + 1, state.slots, state.facts)

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return self.pos, False


def tag(pos: str, but: Sequence[str] = (), **feats: str) -> Pattern:
    """Any token with one of these parts of speech (`"NOUN|PROPN"`) and features, except these lemmas."""
    return _Tag(frozenset(pos.split("|")), _feats(feats), frozenset(but))


@dataclass(frozen=True, slots=True)
class _Mention(Pattern):
    kinds: frozenset[str]
    into: str | None
    feats: tuple[tuple[str, tuple[str, ...]], ...]
    named: bool | None
    holding: frozenset[str]

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        if state.at >= len(sentence.tokens):
            return
        for end, found in sentence.mentions[state.at]:
            if found.kind not in self.kinds or self.named not in (None, found.named):
                continue
            inside = sentence.tokens[state.at : end]
            if self.feats and not any(_has(t, self.feats) for t in inside):
                continue
            if self.holding and not any(t.lemma_.lower() in self.holding for t in inside):
                continue
            slots = (*state.slots, (self.into, found)) if self.into else state.slots
            yield State(end, slots, state.facts)

    def needs(self) -> frozenset[str] | None:
        return self.kinds

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return self.kinds, False


def mention(
    *kinds: Kind, into: str | None = None, named: bool | None = None, holding: Sequence[str] = (), **feats: str
) -> Pattern:
    """A mention of one of these kinds; features hold for at least one of its tokens, as does one lemma of `holding`."""
    return _Mention(frozenset(kinds), into, _feats(feats), named, frozenset(holding))


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


_KINDS = frozenset(
    ("Person", "Country", "Region", "City", "Organisation", "Corridor", "Agreement", "Event", "Project", "Feature")
)


def seq(*parts: Pattern | str) -> Pattern:
    """One after another."""
    return _Seq(tuple(_pattern(part) for part in parts))


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
    return _Either(tuple(_pattern(choice) for choice in choices))


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
    return _Many(_pattern(part), None if sep is None else _pattern(sep), least)


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
            if needed is None or needed & before.words:
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


@dataclass(frozen=True, slots=True)
class _Every(Pattern):
    part: Pattern
    most: int
    stop: frozenset[str]

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        at, end, slots, facts = state.at, state.at, state.slots, state.facts
        covered = state.at
        for _ in range(min(self.most, len(sentence.tokens) - state.at)):
            if at >= len(sentence.tokens) or not self.stop.isdisjoint(sentence.begin[at]):
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
    return _Every(_pattern(part), most, frozenset(stop.split()))


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


Reading = Callable[[Sentence, int], tuple[int, Mapping[str, Any]] | None]
"""Reads at a token: the index after what was read and the slots it fills, or None."""


@dataclass(frozen=True, slots=True)
class _Reader(Pattern):
    read: Reading
    names: frozenset[str]
    begun: frozenset[str] | None

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        if state.at < len(sentence.tokens) and (done := self.read(sentence, state.at)) is not None:
            end, slots = done
            kept = tuple((name, value) for name, value in slots.items() if name in self.names and value is not None)
            yield State(end, (*state.slots, *kept), state.facts)

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return self.begun, False


def reader(read: Reading, *into: str, first: Iterable[str] | None = None) -> Pattern:
    """What grammar alone can delimit (a noun phrase, a post), read by a function that fills the slots `into`.

    `first` are the words or lemmas it can begin with; without, it is tried at every token."""
    return _Reader(read, frozenset(into), None if first is None else frozenset(map(_plain, first)))


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


@dataclass(frozen=True, slots=True)
class _AsFact(Pattern):
    part: Pattern
    fact: type[Fact]
    constants: tuple[tuple[str, Any], ...]

    def __post_init__(self) -> None:
        known = {f.name for f in fields(self.fact)}  # type: ignore[arg-type]
        wrong = {name for name, _ in self.constants} - known | (_slots(self.part) - known)
        if wrong:
            allowed = ", ".join(sorted(known))
            raise TypeError(f"{self.fact.__name__} has no field {', '.join(sorted(wrong))} (fields: {allowed})")

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        for after in self.part.ways(sentence, State(state.at, (), state.facts)):
            needed = _shape(self.fact)[1]  # type: ignore[arg-type]
            filled = {name for name, _ in after.slots}
            around = tuple(slot for slot in state.slots if slot[0] in needed and slot[0] not in filled)
            if made := _make(self.fact, (*self.constants, *around, *after.slots)):
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


@cache
def _shape(fact: type[Fact]) -> tuple[frozenset[str], frozenset[str]]:
    """The fields that repeat, and those that must be filled."""
    hints = get_type_hints(fact)
    declared = fields(fact)  # type: ignore[arg-type]
    return (
        frozenset(f.name for f in declared if get_origin(hints[f.name]) is tuple),
        frozenset(f.name for f in declared if f.default is MISSING and f.default_factory is MISSING),
    )


def _make(fact: type[Fact], slots: Iterable[tuple[str, Any]]) -> list[Fact]:
    """The facts these slots state: none when a field that must be filled is not, several when a plain one is twice."""
    repeats, needed = _shape(fact)  # type: ignore[arg-type]
    values: dict[str, list[Any]] = {}
    for name, value in slots:
        values.setdefault(name, []).append(value)
    if not needed <= values.keys():
        return []
    names = sorted(values)
    choices = [[tuple(values[name])] if name in repeats else values[name] for name in names]
    return [fact(**dict(zip(names, choice, strict=True))) for choice in product(*choices)]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named wording. Its facts stand on the words of the sentence that it matched."""

    name: str
    pattern: Pattern
    example: str
    """A sentence it reads, for the table of rules in the documentation."""
    modality: Modality = "asserted"
    confidence: float = 0.9

    def find(self, sentence: Sentence) -> Iterator[Found]:
        """The facts of this wording in the sentence, left to right; a match begins where the last one ended."""
        needed = self.pattern.needs()
        if needed is not None and not needed & sentence.words:
            return
        first, empty = self.pattern.first()
        at = 0
        while at < len(sentence.tokens):
            if first is not None and not empty and first.isdisjoint(sentence.begin[at]):
                at += 1
                continue
            way = next((w for w in self.pattern.ways(sentence, State(at)) if w.facts), None)
            if way is None:
                at += 1
                continue
            start, end = sentence.span(at, way.at)
            for fact in way.facts:
                yield Found(fact, self.name, start, end, self.modality, self.confidence)
            at = max(way.at, at + 1)
