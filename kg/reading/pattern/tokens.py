"""Patterns of one token, one run of tokens or one mention."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.model.facts import Kind
from kg.reading.pattern.base import Pattern, State
from kg.reading.pattern.sentence import Sentence, plain


def pattern_of(item: Pattern | str) -> Pattern:
    """A string is the word it spells."""
    return word(item) if isinstance(item, str) else item


@dataclass(frozen=True, slots=True)
class _Tokens(Pattern):
    """One of several runs of tokens, compared by one of their attributes."""

    runs: tuple[tuple[str, ...], ...]
    """Longest first."""
    attribute: str
    feats: tuple[tuple[str, tuple[str, ...]], ...]
    into: str | None
    begun: frozenset[str] | None
    """The first word of each run; None when one is a compound."""

    def ways(self, sentence: Sentence, state: State) -> Iterator[State]:
        if state.at >= len(sentence.tokens):
            return
        read = sentence.lemmas if self.attribute == "lemma" else sentence.texts
        if self.begun is not None and read[state.at] not in self.begun:
            return
        for run in self.runs:
            end = state.at + len(run)
            if _reads(read[state.at : end], run) and _has(sentence.tokens[end - 1], self.feats):
                slots = state.slots
                if self.into:
                    value = run[0] if self.attribute == "lemma" else sentence.text(state.at, end)
                    slots = (*slots, (self.into, value))
                yield State(end, slots, state.facts)

    def needs(self) -> frozenset[str] | None:
        return self.begun

    def first(self) -> tuple[frozenset[str] | None, bool]:
        return self.begun, False


def _reads(read: tuple[str, ...], run: tuple[str, ...]) -> bool:
    if read == run:
        return True
    return len(read) == len(run) and all(
        word == wanted or (wanted.startswith("*") and word.endswith(wanted[1:]))
        for word, wanted in zip(read, run, strict=True)
    )


def _has(token: Token, feats: tuple[tuple[str, tuple[str, ...]], ...]) -> bool:
    return all(set(token.morph.get(name, [])) & set(values) for name, values in feats)


def _feats(feats: dict[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(value.split("|"))) for name, value in sorted(feats.items()))


def _tokens(
    texts: Iterable[str], attribute: str, feats: tuple[tuple[str, tuple[str, ...]], ...], into: str | None
) -> _Tokens:
    runs = sorted({tuple(plain(text.lower()).split()) for text in texts}, key=lambda run: (-len(run), run))
    begun = frozenset(run[0] for run in runs)
    compound = any(word.startswith("*") for word in begun)
    return _Tokens(tuple(runs), attribute, feats, into, None if compound else begun)


def word(*texts: str, into: str | None = None) -> Pattern:
    """One of these texts as they stand, case and ё aside; a text of several words matches several tokens."""
    return _tokens(texts, "text", (), into)


def lemma(*lemmas: str, into: str | None = None, **feats: str) -> Pattern:
    """A form of one of these words; features are Universal Dependencies' (`Case="Ins|Dat"`).

    «*-побратим» is any word that ends so: compounds have no lemma that can be relied on."""
    return _tokens(lemmas, "lemma", _feats(feats), into)


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
