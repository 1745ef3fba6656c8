"""A sentence as the patterns see it: tokens without white space, and the mentions that begin at each of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from kg.language.tokens import Doc, Token, once
from kg.model.facts import Mention

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Sentence:
    tokens: tuple[Token, ...]
    mentions: tuple[tuple[tuple[int, Mention], ...], ...]
    """For each token the mentions that begin there, longest first, each with the index after its last token."""
    texts: tuple[str, ...]
    """The tokens in lower case, ё as е."""
    lemmas: tuple[str, ...]
    """Their lemmas, likewise."""
    places: Mapping[str, Sequence[int]] = field(repr=False)
    """Where each text, lemma, part of speech, and kind of mention begins: a rule is tried only where it can match."""
    previous: "Sentence | None" = field(default=None, compare=False, repr=False)
    kept: dict[tuple[Callable[..., Any], int], Any] = field(default_factory=dict, compare=False, repr=False)
    """What `read` has worked out."""

    def read(self, function: Callable[["Sentence", int], Read], at: int) -> Read:
        """What a function finds at a token, worked out once."""
        if (function, at) not in self.kept:
            self.kept[function, at] = function(self, at)
        found: Read = self.kept[function, at]
        return found

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Offsets of the tokens [first, end)."""
        last = self.tokens[end - 1]
        return self.tokens[first].idx, last.idx + len(last)

    def text(self, first: int, end: int) -> str:
        start, stop = self.span(first, end)
        return self.tokens[0].doc.text[start:stop]

    def where(self, words: Iterable[str]) -> set[int]:
        """The indices of the tokens at which one of these begins."""
        return {at for word in words for at in self.places.get(word, ())}

    def holds(self, words: Collection[str]) -> bool:
        """Whether one of these is a text, a lemma, a part of speech or a kind of mention in it."""
        return not self.places.keys().isdisjoint(words)


def sentences(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Sentence]:
    """Gives the document's sentences, with the mentions that lie inside them.

    A mention that runs into a person's name is left out: «… Российской Федерации | ПЕТРОВ Иван Ильич – …» is a list."""
    inner = {at for m in mentions if m.kind == "Person" for at in range(m.start + 1, m.end)}
    begun = {m.start for m in mentions if m.kind == "Person"}
    by_start: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.end not in inner or mention.kind == "Person" or begun.isdisjoint(range(mention.start, mention.end)):
            by_start.setdefault(mention.start, []).append(mention)
    previous = None
    for words in _words(doc):
        previous = _sentence(words, by_start, previous)
        yield previous


class _Words(NamedTuple):
    """What a sentence is without its mentions."""

    tokens: tuple[Token, ...]
    texts: tuple[str, ...]
    lemmas: tuple[str, ...]
    places: Mapping[str, list[int]]
    after: Mapping[int, int]
    """The offset at which a token ends → the index after it."""


@once
def _words(doc: Doc) -> list[_Words]:
    return [_words_of(tokens) for sent in doc.sents if (tokens := tuple(t for t in sent if not t.is_space))]


def _words_of(tokens: tuple[Token, ...]) -> _Words:
    places: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        for word in {token.plain, token.plain_lemma, token.pos_}:
            places.setdefault(word, []).append(at)
    return _Words(
        tokens,
        tuple(token.plain for token in tokens),
        tuple(token.plain_lemma for token in tokens),
        places,
        {token.idx + len(token.text): at for at, token in enumerate(tokens, 1)},
    )


def _sentence(words: _Words, by_start: Mapping[int, Sequence[Mention]], previous: Sentence | None) -> Sentence:
    mentions: list[tuple[tuple[int, Mention], ...]] = [()] * len(words.tokens)
    places: dict[str, Sequence[int]] = dict(words.places)
    begun: dict[str, list[int]] = {}
    for at, token in enumerate(words.tokens):
        if token.idx in by_start:
            here = ((words.after[m.end], m) for m in by_start[token.idx] if m.end in words.after)
            mentions[at] = tuple(sorted(here, key=lambda pair: (-pair[0], pair[1])))
            for kind in {mention.kind for _, mention in mentions[at]}:
                begun.setdefault(kind, []).append(at)
    places.update(begun)
    return Sentence(words.tokens, tuple(mentions), words.texts, words.lemmas, places, previous)
