"""Named organisations, objects, events and agreements, by their head nouns and by the model's ORG spans (Russian)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.facts import Mention
from kg.mentions.heads import BY_LEMMA, Head
from kg.mentions.nominal import CLOSING, OPENING, Line, is_adjective
from kg.names import nominative
from kg.ordinals import ordinal

LONGEST = {"Agreement": 60}
"""Tokens; a title beyond that (beyond 30 in the other kinds) has run into the next clause."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A mention with what its own words say of it."""

    mention: Mention
    type: str = ""
    """The kind of event or agreement."""
    ordinal: int | None = None


def things(doc: Doc, known: Sequence[Mention]) -> list[Thing]:
    """Names by head nouns, then ORG spans of the model that none of them covers.

    `known` are the places and gazetteer names that are there already."""
    found: list[Thing] = []
    closed = [(m.start, m.end) for m in known if m.kind in ("Organisation", "Corridor")]
    for sent in doc.sents:
        tokens = [token for token in sent if not token.is_space]
        line = Line.of(tokens, known)
        found += (t for t in _by_heads(line) if not any(s <= t.mention.start < e for s, e in closed))
    taken = [(m.start, m.end) for m in (*(t.mention for t in found), *known)]
    for span in doc.ents:
        if span.label_ == "ORG" and not any(s < span.end_char and span.start_char < e for s, e in taken):
            found += (Thing(mention) for mention in _organisation(span))
    return found


def _by_heads(line: Line) -> Iterator[Thing]:
    tokens, at = line.tokens, 0
    while at < len(tokens):
        step = 1
        for head in BY_LEMMA.get(tokens[at].lemma_.lower(), ()):
            extent = _extent(line, at, head)
            if extent is not None:
                first, end = extent
                before = tokens[first:at]
                number = next((n for t in before if (n := ordinal(t.text, t.lemma_))), None)
                yield Thing(_mention(tokens[first:end], head), head.type, number)
                step = max(end - at, 1) if head.kind in ("Agreement", "Event") else 1
                break
        at += step


def _extent(line: Line, at: int, head: Head) -> tuple[int, int] | None:
    """First token and end of the name around this head, or None when it is no name."""
    tokens, first = line.tokens, line.phrase_start(at)
    end = line.phrase_end(at, head.prepositions, head.genitives)
    if end - first > LONGEST.get(head.kind, 30) or "Plur" in tokens[at].morph.get("Number", []):
        return None
    before, after = tokens[first:at], tokens[at + 1 : end]
    if head.adjectives and not any(t.lemma_.lower() in head.adjectives for t in (*before, *after)):
        return None
    if "quote" in head.named_by and any(t.text in OPENING for t in after):
        return first, end
    if "genitive" in head.named_by and after and after[0].morph.get("Case", []) == ["Gen"]:
        return first, end
    if "ordinal" in head.named_by and any(ordinal(t.text, t.lemma_) for t in before):
        return first, end
    if "capital" in head.named_by and _proper(before, after, tokens[at], first):
        return first, end
    if "adjective" in head.named_by and first > 0 and before and before[0].text[0].isupper():
        return first, end
    opener = after[0].lower_ if after else ""
    if opener in head.named_by:
        return first, end
    return None


def _proper(before: Sequence[Token], after: Sequence[Token], head: Token, first: int) -> bool:
    """A capital that is not the sentence's: «Красноярский экономический форум», «Форум регионов», «акимат Астаны»."""
    if first > 0 and before and before[0].text[0].isupper():
        return True
    if first == 0 and before and before[0].text[0].isupper() and head.ent_type_ == "ORG":
        return True
    if not before and first > 0 and head.text[0].isupper() and after:
        return True
    return any(t.text[0].isupper() and t.pos_ in ("PROPN", "NOUN", "ADJ") for t in after)


def _mention(tokens: Sequence[Token], head: Head) -> Mention:
    first, last = tokens[0], tokens[-1]
    end = last.idx + len(last)
    text = first.doc.text[first.idx : end]
    return Mention(first.idx, end, head.kind, text, titled(nominative(tokens)))


def titled(name: str) -> str:
    """The name with its first letter capital, inside an opening quote too."""
    for i, letter in enumerate(name):
        if letter.isalpha():
            return name[:i] + letter.upper() + name[i + 1 :]
        if letter not in OPENING:
            break
    return name


GENERIC = frozenset(
    "правительство министерство администрация акимат комиссия компания совет группа союз банк фонд".split()
)


def _organisation(span: Span) -> Iterator[Mention]:
    tokens = [t for t in span if not t.is_space]
    while tokens and tokens[0].text in OPENING:
        tokens = tokens[1:]
    while tokens and tokens[-1].text in CLOSING and not any(t.text in OPENING for t in tokens):
        tokens = tokens[:-1]
    if not tokens or not any(t.is_alpha for t in tokens) or "\n" in span.text:
        return
    if len(tokens) == 1 and (tokens[0].lemma_.lower() in GENERIC or is_adjective(tokens[0])):
        return
    first, last = tokens[0], tokens[-1]
    end = last.idx + len(last)
    yield Mention(first.idx, end, "Organisation", span.doc.text[first.idx : end], titled(nominative(tokens)))
