"""Which events of a document are one event: editions of a series by number, and «форум» for the one it speaks of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from kg.language.russian.morphology import parses
from kg.language.russian.ordinals import roman
from kg.language.tokens import Doc, Token
from kg.model.facts import Mention
from kg.model.offsets import extents
from kg.names.gazetteer import Gazetteer
from kg.names.known import things_keyed
from kg.names.name_words import RUSSIAN
from kg.names.same_names import beginnings, one_name_each
from kg.names.thing import NamedThing

SERIES = RUSSIAN.set("events.series")
OTHERS = RUSSIAN.set("events.others")
UNIFIED = frozenset({"joint_statement", "programme", "plan", "exhibition", "press_conference"})
"""Types of which a text rarely has two that one description would fit."""
NEXT = {"masc": "Следующий", "femn": "Следующая", "neut": "Следующее", "plur": "Следующие"}
Edition = tuple[str, int]
"""The type of an event, and its number."""


def one_event_each(doc: Doc, things: Sequence[NamedThing], gazetteer: Gazetteer) -> list[NamedThing]:
    """Gives events and descriptions one name each; editions of a series that the gazetteer knows get their key."""
    events = editions(doc, [thing for thing in things if thing.mention.kind == "Event"])
    others = [thing for thing in things if thing.mention.kind != "Event"]
    return one_name_each([*others, *things_keyed(events, gazetteer)], (), (by_fuller_description,))


def editions(doc: Doc, events: Sequence[NamedThing]) -> list[NamedThing]:
    """Gives the events one name each, and adds the bare «форум» that stands for the only numbered one of its type.

    «XVIII Форум межрегионального сотрудничества» and «восемнадцатый по счёту Форум регионов» have one number and one
    type; a title without number joins the edition whose words it repeats. Two numbered editions stay two, and
    «следующий форум» is an edition of its own."""
    done = one_name_each([_set_apart(doc, event) for event in events], (), (by_edition,))
    return done + list(_bare(doc, done, _numbered(events)))


def _numbered(events: Sequence[NamedThing]) -> dict[Edition, str]:
    """The editions that the text names in full, in its order."""
    names: dict[Edition, str] = {}
    for event in events:
        if event.ordinal is not None and event.mention.named and len(event.mention.name.split()) > 2:
            names.setdefault((event.type, event.ordinal), event.mention.name)
    return names


def _set_apart(doc: Doc, event: NamedThing) -> NamedThing:
    """«Следующий» before a title makes it another's, in the gender of its noun: «Следующее заседание …»."""
    if event.ordinal is not None or not event.mention.named or not _follows(doc, event.mention.start):
        return event
    nouns = (parses(word)[:1] for word in event.mention.name.split())
    tag = next((parse.tag for first in nouns for parse in first if parse.tag.POS == "NOUN"), None)
    told = NEXT["plur" if tag and tag.number == "plur" else tag.gender if tag and tag.gender in NEXT else "masc"]
    return event.called(f"{told} {event.mention.name}", named=False)


def _follows(doc: Doc, start: int) -> bool:
    """Is there «следующий» before the name at this offset?"""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    return span is not None and span.start > 0 and doc[span.start - 1].lemma_.lower() in ("следующий", "будущий")


def by_edition(events: Sequence[NamedThing], known: Sequence[Mention]) -> Callable[[NamedThing], Iterable[NamedThing]]:
    """Events of one type and number, and a title without number with the edition whose words it repeats."""
    names = _numbered(events)

    def fitting(event: NamedThing) -> Iterator[NamedThing]:
        if event.ordinal is not None:
            if name := names.get((event.type, event.ordinal)) or _of_series(event, names):
                yield event.called(name)
        elif event.mention.named:
            mine = beginnings(event.mention.name)
            for (type_, number), name in names.items():
                if type_ == event.type and len(mine) > 1 and mine <= beginnings(name):
                    yield replace(event.called(name), ordinal=number)

    return fitting


def by_fuller_description(
    things: Sequence[NamedThing], known: Sequence[Mention]
) -> Callable[[NamedThing], Iterable[NamedThing]]:
    """A description that says no more than another of its type: «визит» beside «официальный визит»."""

    def fitting(thing: NamedThing) -> Iterator[NamedThing]:
        if thing.mention.named or thing.type not in UNIFIED:
            return
        mine = beginnings(thing.mention.name)
        for other in things:
            same = other.type == thing.type and other.mention.kind == thing.mention.kind
            if same and mine < beginnings(other.mention.name):
                yield thing.called(other.mention.name)

    return fitting


def _of_series(event: NamedThing, names: dict[Edition, str]) -> str:
    """«II форум» beside «XIV Форум межрегионального сотрудничества» is of that series when the text has no other."""
    of_type = sorted(name for (type_, _), name in names.items() if type_ == event.type)
    words = event.mention.name.split()
    if len(of_type) != 1 or len(words) != 2 or words[1].lower() not in of_type[0].lower():
        return ""
    head, _, rest = of_type[0].partition(" ")
    return f"{words[0]} {rest}" if roman(head) else ""


def _bare(doc: Doc, events: Sequence[NamedThing], names: dict[Edition, str]) -> Iterable[NamedThing]:
    """«нынешний форум», «участники форума», «оренбургский форум»: the edition the document is about, named first.

    «специальный форум», «ещё один форум» is another."""
    taken = extents(event.mention for event in events)
    main: dict[str, Edition] = {}
    for key in names:  # in the order of the text
        main.setdefault(key[0], key)
    for token in doc:
        lemma = token.lemma_.lower()
        if lemma not in SERIES or "Plur" in token.morph.get("Number", []) or _follows(doc, token.idx):
            continue
        if _is_another(token):
            continue
        edition = main.get("summit" if lemma == "саммит" else "forum")
        if edition and lemma in names[edition].lower() and token.idx not in taken:
            mention = Mention(token.idx, token.idx + len(token), "Event", token.text, names[edition], named=False)
            yield NamedThing(mention, *edition)


def _is_another(token: Token) -> bool:
    """«на отдельном молодёжном форуме»: one of the adjectives before the noun sets it apart."""
    before = takewhile(lambda word: word.pos_ in ("ADJ", "DET", "NUM", "ADV", "PART"), _backwards(token))
    return any(word.lemma_.lower() in OTHERS for word in before)


def _backwards(token: Token) -> Iterator[Token]:
    return (token.doc[i] for i in range(token.i - 1, token.sent.start - 1, -1))
