"""A sentence as the patterns see it: tokens without white space, and the mentions that begin at each of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.language.tokens import Doc, Token
from kg.model.facts import Mention


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
    for sent in doc.sents:
        tokens = tuple(token for token in sent if not token.is_space)
        if tokens:
            previous = _sentence(tokens, by_start, previous)
            yield previous


def _sentence(
    tokens: tuple[Token, ...], by_start: Mapping[int, Sequence[Mention]], previous: Sentence | None
) -> Sentence:
    after = {token.idx + len(token): i + 1 for i, token in enumerate(tokens)}
    mentions = tuple(
        tuple(
            sorted(
                ((after[m.end], m) for m in by_start.get(token.idx, ()) if m.end in after),
                key=lambda pair: (-pair[0], pair[1]),
            )
        )
        for token in tokens
    )
    texts = tuple(token.plain for token in tokens)
    lemmas = tuple(token.plain_lemma for token in tokens)
    places: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        for word in {texts[at], lemmas[at], token.pos_, *(m.kind for _, m in mentions[at])}:
            places.setdefault(word, []).append(at)
    return Sentence(tokens, mentions, texts, lemmas, places, previous)
