"""Abbreviations that a text introduces in brackets: «Союз координационных советов (СКС)» (Russian).

They may be those of another language, «Евразийская группа (ERG)». From there on they are another name of it,
wherever they stand in the document."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.language.tokens import Doc, Token
from kg.model.facts import Mention
from kg.names.heads import BY_LEMMA
from kg.names.thing import NamedThing

KINDS = ("Organisation", "Event")
LONGEST = 9
"""Letters: what is longer in capitals is a heading or a surname."""


def abbreviated(doc: Doc, things: Sequence[NamedThing], known: Sequence[Mention]) -> list[NamedThing]:
    """The things, and the abbreviations of them and of known organisations as further mentions.

    An abbreviation that is known itself stays what it is («Российский фонд (США)»)."""
    called = dict(_introduced(doc, (*(NamedThing(mention) for mention in known), *things)))
    spelt = {short for short in _spelt_out(doc) if short not in called}
    same = [_same(thing, called) for thing in things if thing.mention.text not in spelt]
    if not called:
        return same
    taken = {token for m in (*known, *(t.mention for t in same)) for token in range(m.start, m.end)}
    return same + [
        _mentioned(called[token.text], token) for token in doc if token.text in called and token.idx not in taken
    ]


def _introduced(doc: Doc, things: Iterable[NamedThing]) -> Iterator[tuple[str, NamedThing]]:
    starts = {token.idx: token for token in doc}
    for thing in sorted(things, key=lambda thing: (thing.mention.end, thing.mention.start)):
        mention = thing.mention
        opening = starts.get(mention.end + 1)
        if mention.kind not in KINDS or " " not in mention.text or opening is None or opening.text != "(":
            continue
        short = doc[opening.i + 1 : opening.i + 3]
        if len(short) == 2 and short[1].text == ")" and _is_short_for(short[0], mention.text):
            yield short[0].text, thing


def _spelt_out(doc: Doc) -> Iterator[str]:
    """What the text gives in common words that are no body: «иранской ядерной программы (ИЯП)», «КЦП [контрольных цифр
    приёма]»."""
    for token in doc[:-1]:
        if not (token.is_upper and token.is_alpha and 1 < len(token) <= LONGEST):
            continue
        length = len(token)
        opens = token.nbor().text in "[(" or (token.i and token.nbor(-1).text in "[(")
        before = doc[max(token.i - 1 - length, 0) : max(token.i - 1, 0)]
        for words in (before, doc[token.i + 2 : token.i + 2 + length]) if opens else ():
            alike = "".join(word.text[0] for word in words).upper() == token.text
            if alike and all(word.is_lower for word in words) and not any(map(_is_of_body, words)):
                yield token.text


def _is_of_body(word: Token) -> bool:
    return any(head.kind == "Organisation" for head in BY_LEMMA.get(word.lemma_, ()))


def _is_short_for(token: Token, name: str) -> bool:
    """«(СКС)» by its letters; «Морское управление (MPA)» is short for its name in another language, «Институт зерна
    (ФНИИЗ)» for more than its name here."""
    foreign = token.is_upper and token.text.isascii() and token.ent_type_ == "ORG" and len(token) > 1
    initials = "".join(word[0] for word in name.split() if len(word) > 2).upper()
    fuller = token.is_upper and len(initials) > 2 and token.text.endswith(initials)
    return foreign or fuller or _shortens(token.text, name)


def _shortens(short: str, name: str) -> bool:
    """Whether all letters of the capitals come in the name in this order, the first of them as a word's first."""
    several = sum(map(str.isupper, short)) > 1 and short[0].isupper()  # «ОшГУ»
    if not (short.isalpha() and several and 1 < len(short) <= LONGEST):
        return False
    words = name.casefold().split()
    first = next((i for i, word in enumerate(words) if word.strip('«„“"').startswith(short[0].casefold())), None)
    if first is None:
        return False
    letters = iter("".join(words[first:]))
    return all(letter in letters for letter in short.casefold())


def _same(thing: NamedThing, called: dict[str, NamedThing]) -> NamedThing:
    """What the model took for a body of its own."""
    meant = called.get(thing.mention.text)
    if meant is None or thing.mention.key:
        return thing
    return replace(
        meant, mention=replace(thing.mention, kind=meant.mention.kind, name=meant.mention.name, key=meant.mention.key)
    )


def _mentioned(meant: NamedThing, token: Token) -> NamedThing:
    start, end = token.idx, token.idx + len(token)
    return replace(meant, mention=replace(meant.mention, start=start, end=end, text=token.text))
