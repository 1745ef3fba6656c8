"""Descriptions of one occasion: «официальный визит» and «визит в Россию», a meeting told twice (Russian).

Two descriptions are one occasion when nothing in them contradicts it: another guest, another destination, another
manner («рабочий визит», «государственный визит»), another number."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.language.russian.ordinals import ordinal
from kg.model.facts import TERRITORIES, Mention
from kg.names.name_words import RUSSIAN
from kg.names.persons.name_forms import looks_like_patronymic
from kg.names.same_names import STEM
from kg.names.thing import NamedThing

MANNERS = RUSSIAN.words("events.manners")
WITH = frozenset({"с", "со", "между"})
TO = frozenset({"в", "во", "на"})
MOST = 0.75
"""The same of two meetings, which have more in common by their kind."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a description tells of an occasion; an empty part says nothing."""

    type: str
    nouns: frozenset[str]
    manners: frozenset[str]
    persons: frozenset[str]
    """The persons after «с»."""
    guests: frozenset[str]
    """The persons, or without any the bodies and countries, after «с»."""
    places: frozenset[str]
    """The destination."""
    visitors: frozenset[str]
    """The persons before the destination."""
    number: int | None
    of: str
    """Beginning of the noun an anniversary is of."""
    words: frozenset[str]
    """Beginnings of its longer words."""
    pair: frozenset[str]
    """Beginnings of the two countries: of «российско-кубинские»."""
    lands: frozenset[str]
    """Beginnings of the words of the countries after «с»."""
    polite: bool
    """It calls who is met by given name and patronymic, as a host does."""
    bare: bool
    """It names nothing."""
    local: bool
    """To a town or region, as «визит Макрона в Киев»: not the visit a text is about."""


ALIKE = {"negotiations": frozenset({"перег", "консу"}), "anniversary": frozenset({"годов", "летие", "юбиле"})}
"""Nouns of a type that are told apart from no other of them."""
BY_GUEST = frozenset({"meeting", "call"})
"""Types of which a text has several, so that a shared guest is needed."""
TYPES = frozenset({"visit", "negotiations", "meeting", "call", "anniversary", "ceremony", "joint_statement"})
_OF_LAND = 3
"""Letters that a country and its adjective have in common: «Катар», «катарский»."""
ENOUGH = 0.6
"""Share of words that two descriptions of one ceremony have in common."""


def by_occasion(things: Sequence[NamedThing], known: Sequence[Mention]) -> Callable[[NamedThing], Iterable[NamedThing]]:
    """Descriptions of one occasion, by the first of them or a fuller one."""
    groups: list[list[tuple[NamedThing, Occasion]]] = []
    for thing in things:
        if thing.type in TYPES:
            occasion = _occasion(thing, known)
            group = next((g for g in groups if all(_agree(occasion, other) for _, other in g)), None)
            if group is None:
                groups.append(group := [])
            group.append((thing, occasion))
    names = {}
    for group in groups:
        fullest, _ = max(group, key=lambda pair: (*_fullness(pair[1]), -pair[0].mention.start))
        names.update({thing.mention: fullest.mention.name for thing, _ in group})
    return lambda thing: [thing.called(names[thing.mention])] if thing.mention in names else []


def _fullness(occasion: Occasion) -> tuple[bool, int]:
    """One by the two countries («российско-кубинские переговоры»), then a description with names tells most."""
    if occasion.type == "visit":
        return bool(occasion.pair), 2 * bool(occasion.places) + bool(occasion.visitors) + bool(occasion.manners)
    return bool(occasion.pair), int(not occasion.bare)


def _occasion(thing: NamedThing, known: Sequence[Mention]) -> Occasion:
    mention = thing.mention
    words = [word.strip('«»"().,').lower().replace("ё", "е") for word in mention.text.split()]
    inside = [m for m in known if mention.holds(m)]
    party = _after(mention, WITH)
    guests = [m for m in inside if party >= 0 and m.start >= party]
    persons = frozenset(m.key or m.name for m in guests if m.kind == "Person")
    goal = _after(mention, TO)
    places = [m for m in inside if m.kind in TERRITORIES and 0 <= goal <= m.start]
    visitors = (m.key or m.name for m in inside if m.kind == "Person" and (goal < 0 or m.start < goal))
    told = next((n for word in words if (n := number(word)) is not None), None)
    noun = next((i for i, word in enumerate(words) if _noun(word) in ALIKE.get(thing.type, ())), None)
    of = words[noun + 1 :] if noun is not None and thing.type == "anniversary" else []
    return Occasion(
        thing.type,
        frozenset(_noun(word) for word in words) if thing.type in BY_GUEST else frozenset(),
        frozenset(m for m in MANNERS for word in words if word.startswith(m)),
        persons,
        persons or frozenset(m.key or m.name for m in guests),
        frozenset(m.key or m.name for m in places),
        frozenset(visitors) if thing.type == "visit" else frozenset(),
        told,
        next((word[:STEM] for word in of if not word.endswith(("ой", "ого", "их", "ых", "ей"))), ""),
        frozenset(word[: word.find("-") + 1] or word[:STEM] for word in words if len(word) > 3),
        frozenset(half[:_OF_LAND] for word in words if "ско-" in word for half in word.split("-")),
        frozenset(
            part[:_OF_LAND]
            for m in inside
            if m.kind == "Country" and 0 <= party <= m.start
            for part in m.text.lower().replace("-", " ").split()
        ),
        any(m.kind == "Person" and looks_like_patronymic(m.text.split()[-1]) for m in guests),
        not inside,
        any(m.kind != "Country" for m in places),
    )


def _after(mention: Mention, words: frozenset[str]) -> int:
    """The offset in the text after the first of these words, or -1."""
    at = mention.start
    for word in mention.text.split(" "):
        at += len(word) + 1
        if word.lower() in words:
            return at
    return -1


def _noun(word: str) -> str:
    """«80-летия» and «восьмидесятилетие» are both «летие»."""
    return "летие" if "лети" in word else word[:STEM]


def number(word: str) -> int | None:
    """«80-летия», «80-й», «восьмидесятилетие» are 80."""
    if (value := ordinal(word)) is not None:
        return value
    digits = word.partition("-")[0]
    if digits.isdigit():
        return int(digits)
    stem, found, _ = word.partition("илети")
    return ordinal(f"{stem.removesuffix('т')}тый") if found else None


def _agree(one: Occasion, other: Occasion) -> bool:
    if one.type != other.type:
        return False
    if one.type in BY_GUEST:
        heads = one.nouns & other.nouns & {"встре", "бесед", "разго", "совещ"}
        return bool(heads) and (bool(one.persons & other.persons) or _repeats(one, other))
    if one.type == "anniversary":
        numbers = {one.number, other.number} - {None}
        return one.of == other.of and len(numbers) < 2
    if one.type == "joint_statement":
        return one.bare or other.bare or one.words == other.words
    if one.type == "ceremony":
        return len(one.words & other.words) >= ENOUGH * min(len(one.words), len(other.words))
    if one.type == "negotiations":
        for pair, told in ((one, other), (other, one)):
            if pair.pair and not pair.guests and (pair.pair & told.lands or told.polite):
                return True  # «Российско-катарские переговоры», «переговоры с Эмиром Катара Тамимом Аль Тани»
        return bool(one.guests) == bool(other.guests) and not _differ(one.guests, other.guests)
    return not (
        _differ(one.manners, other.manners)
        or _differ(one.visitors, other.visitors)
        or _differ(one.places, other.places)
        or (one.bare and other.local)
        or (other.bare and one.local)
    )


def _repeats(one: Occasion, other: Occasion) -> bool:
    """«разговор с Президентом ОАЭ» twice, be it with a fuller name; not with his minister, whose post is another."""
    if one.bare or other.bare or bool(one.persons) != bool(other.persons):
        return False
    return len(one.words & other.words) >= MOST * min(len(one.words), len(other.words))


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Both say something, and nothing in common."""
    return bool(one) and bool(other) and not one & other
