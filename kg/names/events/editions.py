"""Which events of a document are one event: editions of a series by number, and «форум» for the one it speaks of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.language.russian.ordinals import roman
from kg.model.facts import Mention
from kg.names.thing import Thing
from kg.names.words import RUSSIAN

SERIES = RUSSIAN.set("events.series")
OTHERS = RUSSIAN.set("events.others")
STEM = 5
"""Letters that tell a word apart from others whatever its ending."""


def editions(doc: Doc, events: Sequence[Thing]) -> list[Thing]:
    """The events with one name for each, and the bare «форум» that stands for the only numbered one of its type.

    «XVIII Форум межрегионального сотрудничества» and «восемнадцатый по счёту Форум регионов» have one number and one
    type; a title without number joins the edition whose words it repeats. Two numbered editions stay two, and
    «следующий форум» is an edition of its own."""
    names: dict[tuple[str, int], str] = {}
    for event in events:
        if event.ordinal is not None and event.mention.named and len(event.mention.name.split()) > 2:
            names.setdefault((event.type, event.ordinal), event.mention.name)
    done = [_named(doc, event, names) for event in events]
    return done + list(_bare(doc, done, names))


def _named(doc: Doc, event: Thing, names: dict[tuple[str, int], str]) -> Thing:
    mention = event.mention
    if event.ordinal is not None:
        name = names.get((event.type, event.ordinal)) or _of_series(event, names)
        return replace(event, mention=replace(mention, name=name)) if name else event
    if not mention.named:
        return event
    if (next_one := _following(doc, mention.start)) is not None:
        return replace(event, mention=replace(mention, name=f"{next_one} {mention.name}", named=False))
    same = [(key, name) for key, name in sorted(names.items()) if key[0] == event.type and _repeats(event, name)]
    if len(same) == 1:
        (_, number), name = same[0]
        return Thing(replace(mention, name=name), event.type, number)
    return event


def _following(doc: Doc, start: int) -> str | None:
    """«Следующий» before the name at this offset."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None or span.start == 0 or doc[span.start - 1].lemma_.lower() not in ("следующий", "будущий"):
        return None
    return "Следующий"


def _of_series(event: Thing, names: dict[tuple[str, int], str]) -> str:
    """«II форум» beside «XIV Форум межрегионального сотрудничества» is of that series when the text has no other."""
    of_type = sorted(name for (type_, _), name in names.items() if type_ == event.type)
    words = event.mention.name.split()
    if len(of_type) != 1 or len(words) != 2 or words[1].lower() not in of_type[0].lower():
        return ""
    head, _, rest = of_type[0].partition(" ")
    return f"{words[0]} {rest}" if roman(head) else ""


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in text.casefold().replace("ё", "е").split() if len(word) > 2)


def _repeats(event: Thing, name: str) -> bool:
    mine = _stems(event.mention.name)
    return len(mine) > 1 and mine <= _stems(name)


def _bare(doc: Doc, events: Sequence[Thing], names: dict[tuple[str, int], str]) -> Iterable[Thing]:
    """«нынешний форум», «участники форума», «оренбургский форум»: the edition the document is about, named first.

    «специальный форум», «ещё один форум» is another."""
    taken = [(e.mention.start, e.mention.end) for e in events]
    main: dict[str, tuple[str, int]] = {}
    for key in names:  # in the order of the text
        main.setdefault(key[0], key)
    for token in doc:
        lemma = token.lemma_.lower()
        if lemma not in SERIES or "Plur" in token.morph.get("Number", []) or _following(doc, token.idx):
            continue
        if _is_another(token):
            continue
        edition = main.get("summit" if lemma == "саммит" else "forum")
        if edition and lemma in names[edition].lower() and not any(start <= token.idx < end for start, end in taken):
            mention = Mention(token.idx, token.idx + len(token), "Event", token.text, names[edition], named=False)
            yield Thing(mention, *edition)


def _is_another(token: Token) -> bool:
    """«на отдельном молодёжном форуме»: one of the adjectives before the noun sets it apart."""
    before = takewhile(lambda word: word.pos_ in ("ADJ", "DET", "NUM", "ADV", "PART"), _backwards(token))
    return any(word.lemma_.lower() in OTHERS for word in before)


def _backwards(token: Token) -> Iterator[Token]:
    return (token.doc[i] for i in range(token.i - 1, token.sent.start - 1, -1))


UNIFIED = frozenset({"joint_statement", "programme", "plan", "exhibition", "press_conference"})
"""Types of which a text rarely has two that one description would fit."""


def unified(things: Sequence[Thing]) -> list[Thing]:
    """Descriptions that say no more than another of their type take its name: «визит» beside «официальный визит»."""
    return [_unified(thing, things) for thing in things]


def _unified(thing: Thing, things: Sequence[Thing]) -> Thing:
    if thing.mention.named or thing.type not in UNIFIED:
        return thing
    mine = _stems(thing.mention.name)
    fuller = {
        other.mention.name
        for other in things
        if other.type == thing.type and other.mention.kind == thing.mention.kind and mine < _stems(other.mention.name)
    }
    if len(fuller) != 1:
        return thing
    return replace(thing, mention=replace(thing.mention, name=next(iter(fuller))))
