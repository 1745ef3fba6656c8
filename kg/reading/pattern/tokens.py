"""Patterns of one token, one run of tokens, one mention, or what a function delimits."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.language.tokens import Token, plain
from kg.model.facts import Kind
from kg.reading.pattern.base import Pattern, State
from kg.reading.pattern.sentence import Sentence

Reading = Callable[[Sentence, int], tuple[int, Mapping[str, Any]] | None]
"""Reads at a token: the index after what was read and the slots it fills, or None."""
Features = tuple[tuple[str, frozenset[str]], ...]


def pattern_of(item: Pattern | str) -> Pattern:
    """A string is the word it spells. Raises TypeError for what is neither."""
    if isinstance(item, str):
        return word(item)
    if not isinstance(item, Pattern):
        raise TypeError(f"{item!r} is neither a pattern nor a word")
    return item


def _reads(read: tuple[str, ...], run: tuple[str, ...]) -> bool:
    if read == run:
        return True
    return len(read) == len(run) and all(
        word == wanted or (wanted.startswith("*") and word.endswith(wanted[1:]))
        for word, wanted in zip(read, run, strict=True)
    )


def _features(feats: dict[str, str]) -> Features:
    return tuple((name, frozenset(value.split("|"))) for name, value in sorted(feats.items()))


def _has(token: Token, features: Features) -> bool:
    return all(not values.isdisjoint(token.morph.get(name, [])) for name, values in features)


def _runs(texts: Iterable[str], into: str | None, features: Features = (), *, lemmas: bool = False) -> Pattern:
    """One of several runs of tokens, the longest first, compared by their texts or lemmas."""
    runs = sorted({tuple(plain(text.lower()).split()) for text in texts}, key=lambda run: (-len(run), run))
    begun = frozenset(run[0] for run in runs)
    compound = any(word.startswith("*") for word in begun)
    first = None if compound else begun

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        if state.at >= len(sentence.tokens):
            return
        read = sentence.lemmas if lemmas else sentence.texts
        if first is not None and read[state.at] not in first:
            return
        for run in runs:
            end = state.at + len(run)
            if _reads(read[state.at : end], run) and _has(sentence.tokens[end - 1], features):
                slots = state.slots
                if into:
                    slots = (*slots, (into, run[0] if lemmas else sentence.text(state.at, end)))
                yield State(end, slots, state.facts)

    return Pattern(ways, first, (first, False), fills=frozenset({into} if into else ()))


def word(*texts: str, into: str | None = None) -> Pattern:
    """One of these texts as they stand, case and ё aside; a text of several words matches several tokens."""
    return _runs(texts, into)


def lemma(*lemmas: str, into: str | None = None, **feats: str) -> Pattern:
    """A form of one of these words; features are Universal Dependencies' (`Case="Ins|Dat"`).

    «*-побратим» is any word that ends so: compounds have no lemma that can be relied on."""
    return _runs(lemmas, into, _features(feats), lemmas=True)


def tag(pos: str, but: Sequence[str] = (), **feats: str) -> Pattern:
    """Any token with one of these parts of speech (`"NOUN|PROPN"`) and features, except these lemmas."""
    parts, features = frozenset(pos.split("|")), _features(feats)

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        if state.at < len(sentence.tokens):
            token = sentence.tokens[state.at]
            if token.pos_ in parts and _has(token, features) and token.lemma_.lower() not in but:
                yield State(state.at + 1, state.slots, state.facts)

    return Pattern(ways, first=(parts, False))


def mention(
    *kinds: Kind, into: str | None = None, named: bool | None = None, holding: Sequence[str] = (), **feats: str
) -> Pattern:
    """A mention of one of these kinds; features hold for at least one of its tokens, as does one lemma of `holding`."""
    wanted, features, held = frozenset(kinds), _features(feats), frozenset(holding)

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        if state.at >= len(sentence.tokens):
            return
        for end, found in sentence.mentions[state.at]:
            if found.kind not in wanted or named not in (None, found.named):
                continue
            inside = sentence.tokens[state.at : end]
            if features and not any(_has(t, features) for t in inside):
                continue
            if held and not any(t.lemma_.lower() in held for t in inside):
                continue
            slots = (*state.slots, (into, found)) if into else state.slots
            yield State(end, slots, state.facts)

    return Pattern(ways, wanted, (wanted, False), fills=frozenset({into} if into else ()), kinds=wanted)


def reader(read: Reading, *into: str, first: Iterable[str] | None = None) -> Pattern:
    """What grammar alone can delimit (a noun phrase, a post), read by a function that fills the slots `into`.

    `first` are the words or lemmas it can begin with; without, it is tried at every token."""

    def ways(sentence: Sentence, state: State) -> Iterator[State]:
        if state.at < len(sentence.tokens) and (done := sentence.read(read, state.at)) is not None:
            end, slots = done
            kept = tuple((name, value) for name, value in slots.items() if name in into and value is not None)
            yield State(end, (*state.slots, *kept), state.facts)

    return Pattern(ways, first=(None if first is None else frozenset(map(plain, first)), False), fills=frozenset(into))
