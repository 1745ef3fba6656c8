"""A text's tokens with what is known of each, made once: asking a token is reading an attribute.

The names are those of spaCy, whose pipeline makes the Russian ones; its own tokens are made anew for every question."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, wraps
from itertools import pairwise
from typing import Any, Literal, TypeVar, Union, overload
from unicodedata import category


class Morph(dict[str, list[str]]):
    """A word's features by their names: `get("Case", [])` is a list. Words of one form share theirs."""

    def to_dict(self) -> dict[str, str]:
        return {name: ",".join(values) for name, values in self.items()}


class Token:
    """A word, a mark, or white space that is not one space."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lemma_",
        "lower_",
        "morph",
        "plain",
        "plain_lemma",
        "pos_",
        "sent",
        "text",
        "whitespace_",
    )

    doc: "Doc"
    i: int
    """Its place in the Doc."""
    idx: int
    """Its offset in the text."""
    text: str
    lower_: str
    plain: str
    """In small letters, ё as е, which texts write or not as they please."""
    whitespace_: str
    """The space after it, or nothing."""
    is_space: bool
    is_punct: bool
    lemma_: str
    plain_lemma: str
    pos_: str
    morph: Morph
    head: "Token"
    """Itself, where it is a root."""
    dep_: str
    children: Sequence["Token"]
    ent_type_: str
    ent_iob_: str
    """B, I, or nothing outside of names."""
    sent: "Span"
    is_sent_start: bool

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        return self.text + self.whitespace_

    @property
    def like_num(self) -> bool:
        return self.doc.tells_number(self.text)

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        return self.text.isdigit()

    @property
    def is_lower(self) -> bool:
        return self.text.islower()

    @property
    def is_upper(self) -> bool:
        return self.text.isupper()

    @property
    def is_title(self) -> bool:
        return self.text.istitle()

    @property
    def subtree(self) -> Iterator["Token"]:
        """Itself and all that hangs on it, in the order of the text."""
        below = [self]
        for token in below:
            below += token.children
        return iter(sorted(below, key=lambda token: token.i))

    def nbor(self, places: int = 1) -> "Token":
        """The token so many places after it. Raises IndexError outside of the text."""
        at = self.i + places
        if at < 0:
            raise IndexError(at)
        return self.doc.tokens[at]


class Span:
    """Tokens from one index to another of a Doc."""

    __slots__ = ("doc", "end", "end_char", "label_", "start", "start_char")

    def __init__(self, doc: "Doc", start: int, end: int, label_: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label_
        self.start_char = doc.tokens[start].idx if start < len(doc.tokens) else len(doc.text)
        self.end_char = self.start_char if start == end else doc.tokens[end - 1].idx + len(doc.tokens[end - 1].text)

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> "Span": ...
    def __getitem__(self, at: int | slice) -> Union[Token, "Span"]:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[self.start : self.end][at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return self.text

    @property
    def _key(self) -> tuple[int, int, int, str]:
        return id(self.doc), self.start, self.end, self.label_

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> "Span":
        """The sentence in which it begins."""
        return self.doc.tokens[self.start].sent

    @property
    def ents(self) -> Sequence["Span"]:
        """The names that lie inside it."""
        ents = self.doc.ents
        first = bisect_left(ents, self.start, key=lambda ent: ent.start)
        return ents[first : bisect_right(ents, self.end, lo=first, key=lambda ent: ent.end)]


class Doc:
    """The tokens of a text, one after another: `"".join(t.text_with_ws for t in doc)` is the text."""

    def __init__(
        self, words: Sequence[str], spaces: Sequence[bool], like_num: Callable[[str], bool] | None = None
    ) -> None:
        """Tokens with what their letters tell; the pipeline of the language adds forms, sentences and names.

        `like_num` tells numbers, by default those in digits."""
        self.tells_number = like_num or is_number
        self.tokens = [Token() for _ in words]
        self.kept: dict[Callable[..., Any], Any] = {}
        self.breaks: Sequence[int] = ()
        """Offsets at which a sentence ends whatever the punctuation, in ascending order."""
        self.ents: tuple[Span, ...] = ()
        self.sents: tuple[Span, ...] = ()
        letters: dict[str, tuple[str, str, bool, bool]] = {}
        none = Morph()
        at = 0
        for place, (token, word, space) in enumerate(zip(self.tokens, words, spaces, strict=True)):
            known = letters.get(word)
            if known is None:
                low = word.lower()
                known = letters[word] = low, plain(low), word.isspace(), is_punctuation(word)
            token.lower_, token.plain, token.is_space, token.is_punct = known
            token.doc, token.i, token.idx, token.text = self, place, at, word
            token.whitespace_ = " " if space else ""
            token.lemma_ = token.plain_lemma = token.pos_ = token.dep_ = token.ent_type_ = token.ent_iob_ = ""
            token.morph, token.head, token.children = none, token, ()
            at += len(word) + space
        self.text = "".join(token.text + token.whitespace_ for token in self.tokens)

    def divide(self, starts: Iterable[bool]) -> None:
        """Sentences, told by whether one begins at each token."""
        begun = [place for place, begins in enumerate(starts) if begins or not place]
        self.sents = tuple(Span(self, start, end) for start, end in pairwise([*begun, len(self.tokens)]))
        for sentence in self.sents:
            for token in sentence:
                token.sent, token.is_sent_start = sentence, token.i == sentence.start

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[at]

    def char_span(
        self, start: int, end: int, alignment_mode: Literal["strict", "contract", "expand"] = "strict"
    ) -> Span | None:
        """The tokens from one offset to another, if there are.

        Where an offset is inside a token: nothing, the tokens wholly between them, or those in part too."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        begins, ends = first.idx == start, last.idx + len(last.text) == end
        if alignment_mode == "strict":
            return Span(self, first.i, last.i + 1) if begins and ends else None
        if alignment_mode == "contract":
            from_, to = first.i + (not begins), last.i + (last.idx + len(last.text) <= end)
            return Span(self, from_, to) if from_ < to else None
        return Span(self, first.i + (start == first.idx + len(first.text)), last.i + 1)

    def _at(self, offset: int) -> Token | None:
        """The token with the character there, or the space after it."""
        if not 0 <= offset < len(self.text):
            return None
        return self.tokens[bisect_right(self._offsets, offset) - 1]

    @cached_property
    def _offsets(self) -> list[int]:
        return [token.idx for token in self.tokens]


Given = TypeVar("Given")


def once(function: Callable[[Doc], Given]) -> Callable[[Doc], Given]:
    """Makes of a function what is worked out once for each Doc, which keeps it."""

    @wraps(function)
    def kept(doc: Doc) -> Given:
        if function not in doc.kept:
            doc.kept[function] = function(doc)
        given: Given = doc.kept[function]
        return given

    return kept


def plain(text: str) -> str:
    """е for ё, which texts write or not as they please."""
    return text.replace("ё", "е")


def is_punctuation(word: str) -> bool:
    return all(category(letter).startswith("P") for letter in word)


def is_number(word: str) -> bool:
    """In digits, «1/2» among them."""
    bare = word[1:] if word.startswith(("+", "-", "±", "~")) else word
    parts = bare.replace(",", "").replace(".", "").split("/")
    return len(parts) < 3 and all(part.isdigit() for part in parts)
