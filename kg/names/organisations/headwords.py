"""Bodies that a text says what they are: «ДУНАЙСКИЙ СОЮЗ ПОРТОВ — международная ассоциация портов Европы»."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.language.russian.morphology import parses
from kg.language.tokens import Token
from kg.model.facts import Mention
from kg.names.heads import BY_LEMMA
from kg.names.noun_phrases import SentenceLine
from kg.names.organisations.model_spans import is_finite
from kg.names.thing import NamedThing, mention_of

_DASHES = frozenset("–—")
_LONGEST = 9
_KINDS = ("Organisation", "Event")
_OF_PLACE = re.compile(r"[А-ЯЁ][а-яё-]+[сц]к(?:ий|ая|ое|ие)")
_PROPER = frozenset({"Geox", "Name", "Surn", "Orgn"})


def described(line: SentenceLine, things: Sequence[NamedThing]) -> Iterator[NamedThing]:
    """The things of a sentence; what a body is, behind the dash, is a naming of that body and no name of another."""
    headword = next((at for at, token in enumerate(line.tokens[: _LONGEST + 1]) if token.text in _DASHES), 0)
    behind = line.tokens[headword + 1] if 0 < headword < len(line.tokens) - 1 else None
    said = next((t for t in things if behind is not None and _describes(t.mention, behind)), None)
    body = _defined(line.tokens[:headword], things) if said else None
    if said is None or body is None:
        yield from things
        return
    yield NamedThing(body)
    for thing in things:
        if thing is said:
            yield thing.called(body.name)
        elif not body.holds(thing.mention):
            yield thing


def _describes(mention: Mention, first: Token) -> bool:
    """«… — международная ассоциация портов»: a body without a capital or quotes."""
    return mention.kind == "Organisation" and mention.start == first.idx and first.is_lower and "«" not in mention.text


def _defined(tokens: Sequence[Token], things: Iterable[NamedThing]) -> Mention | None:
    """The body that these words name: all in capitals, or as a body or a forum is called."""
    if len(tokens) > 1 and all(token.is_alpha and token.is_upper for token in tokens):
        return mention_of(tokens, "Organisation", " ".join([tokens[0].text.title(), *map(_in_small, tokens[1:])]))
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    named = [t.mention for t in things if (t.mention.start, t.mention.end) == (start, end)]
    bodies = [m for m in named if m.kind in _KINDS]
    if bodies:
        return mention_of(tokens, "Organisation", bodies[0].name)
    words = len(tokens) > 1 and all(token.is_alpha for token in tokens) and not any(map(is_finite, tokens))
    if not words or tokens[0].ent_type_ == "PER":
        return None
    heads = BY_LEMMA.get(tokens[1].lemma_.lower(), ()) if _OF_PLACE.fullmatch(tokens[0].text) else ()
    if any(head.kind in _KINDS for head in heads):
        return mention_of(tokens, "Organisation", " ".join(token.text for token in tokens))
    return None


def _in_small(token: Token) -> str:
    """A word of capitals as within a sentence: «малых», but «Сибири»."""
    known = [parse for parse in parses(token.text) if parse.is_known]
    common = any(not _PROPER & set(parse.tag.grammemes) for parse in known)
    return token.lower_ if common else token.text.title()
