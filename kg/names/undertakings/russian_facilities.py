"""What stands under a name in quotation marks and is being built (Russian): «строительство логистического узла
«Айритом»», «визит-центр «Четыре границы» (готовность 35 %)»."""

from collections.abc import Iterator, Sequence

from kg.language.russian.nominative import nominative
from kg.language.tokens import Token
from kg.names.name_words import RUSSIAN
from kg.names.noun_phrases import OPENING, SentenceLine, case_of
from kg.names.thing import NamedThing, mention_of, titled

FACILITIES = RUSSIAN.set("projects.facilities")
WORKS = RUSSIAN.set("projects.works")
"""What is done to something that is being built, before its name."""
DONE = RUSSIAN.words("projects.done")
"""How words begin that say so behind it."""
_BEFORE, _BEHIND = 12, 4
"""Tokens between a name and what tells that it is being built."""
_OF_WHAT = 2
"""Words between what it is and its name: «питомник рододендронов «Аллея»»."""


def facilities(line: SentenceLine) -> Iterator[NamedThing]:
    """The undertakings of a sentence that are called so."""
    tokens = line.tokens
    for at, token in enumerate(tokens):
        if token.text not in OPENING or (end := line.quoted_end(at)) < at + 3:
            continue
        head = next((i for i in range(at - 1, max(at - 2 - _OF_WHAT, -1), -1) if _is_facility(tokens[i])), None)
        if head is None or any(not t.is_lower for t in tokens[head + 1 : at]):
            continue
        if not _is_built(tokens, head, end):
            continue
        first = line.phrase_start(head)
        words = tokens[first:end]
        yield NamedThing(mention_of(words, "Project", titled(nominative(words))))


def instead(things: Sequence[NamedThing], works: Sequence[NamedThing]) -> Iterator[NamedThing]:
    """The things with these undertakings for the places and bodies that the same names would be."""
    for thing in things:
        inside = any(
            work.mention.start <= thing.mention.start and thing.mention.end <= work.mention.end
            for work in works
            if thing.mention.kind in ("Feature", "Organisation")
        )
        if not inside:
            yield thing
    yield from works


def _is_facility(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return lemma in FACILITIES or lemma.rpartition("-")[2] in FACILITIES


def _is_built(tokens: Sequence[Token], head: int, end: int) -> bool:
    """Works before it in its clause, or their state behind it; not of what «не строят»."""
    for i in range(head - 1, max(head - _BEFORE, -1), -1):
        if tokens[i].text in ",;:—–.":
            break
        if tokens[i].lemma_.lower() in WORKS:
            own = case_of(tokens[head]) in (("Gen",) if tokens[i].pos_ == "NOUN" else ("Acc", "Nom"))
            return own and not (i and tokens[i - 1].lower_ in ("не", "ни"))
    behind = tokens[end : end + _BEHIND]
    told = next((t for t in behind if t.lower_.startswith(DONE)), None)
    return told is not None and not any(t.lower_ == "не" for t in behind)
