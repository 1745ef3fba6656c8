"""How bodies and works are told to be one: «Правительство России» and «… Российской Федерации», «МИД», «Лавна».

The first full name stays; a short form belongs to a fuller one only when the document has a single one that fits."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from kg.language.russian.declension import declined
from kg.model.facts import TERRITORIES, Mention
from kg.names.name_words import RUSSIAN
from kg.names.noun_phrases import CLOSING, OPENING
from kg.names.same_names import only
from kg.names.thing import NamedThing, titled

BODIES = RUSSIAN.table("bodies.short")
QUOTED = re.compile(r"[«„“\"]([^«»„“”\"]+)[»“”\"]")
OF_STATES = frozenset({*BODIES, *BODIES.values(), *RUSSIAN.set("bodies.of_states")})
"""Bodies of which a state has one; all ministries are."""
_MIXED = re.compile(r"([А-ЯЁ][а-яё]+)([А-ЯЁ]{2,})")
_OFTEN = 3
"""Times a text names the country that it is about, at least."""
WORKS = frozenset({"Event", "Project", "Organisation", "Feature"})
"""Kinds whose quoted name is theirs alone."""
PARTS_OF_BODIES = RUSSIAN.set("bodies.parts")


def by_territory(
    things: Sequence[NamedThing], known: Sequence[Mention]
) -> Callable[[NamedThing], Iterable[NamedThing]]:
    """A body of one country under its country's two names, and without it when no other country has such a body, be it
    that the text is about one country alone, or tells of no other's bodies."""
    places = _territories(known)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    states: set[str] = set()
    for thing in things:
        base, owner = _split(thing.mention, places)
        if owner:
            names[base].setdefault(owner, thing.mention.name)
            states |= {places[thing.mention.end].name} if _is_of_state(base) else set()
    for mention in known:
        place = places.get(mention.end) if mention.kind == "Organisation" else None
        if place is not None and place.start > mention.start:
            states.add(place.name)
    whose = _country(known, states)

    def fitting(thing: NamedThing) -> Iterable[NamedThing]:
        base, owner = _split(thing.mention, places)
        owners = names.get(base, {})
        if whose and not owners and _is_of_state(base):
            return [thing.called(f"{thing.mention.name} {whose}")]
        return map(thing.called, [owners[owner]] if owner else owners.values())

    return fitting


def _is_of_state(base: str) -> bool:
    return base in OF_STATES or base.startswith("министерство ")


def _country(known: Sequence[Mention], states: Collection[str]) -> str:
    """The genitive of the country a text names more often than all others together, or than any other where its bodies
    are the only ones that the text gives to a land (`states`)."""
    count = Counter(mention.name for mention in known if mention.kind == "Country")
    name, times = max(count.items(), key=lambda pair: pair[1], default=("", 0))
    about = times >= _OFTEN and times > count.total() - times
    return declined(name)[:2][-1] if about or set(states) == {name} else ""


def _territories(known: Sequence[Mention]) -> dict[int, Mention]:
    """The territories by the offset they end at, the longest where two end together."""
    return {m.end: m for m in sorted(known, key=lambda m: -m.start) if m.kind in TERRITORIES}


def _split(mention: Mention, places: dict[int, Mention]) -> tuple[str, str]:
    """The name of a body without the territory it ends in, folded, and that territory."""
    if mention.kind != "Organisation":
        return "", ""
    place = places.get(mention.end)
    if place is None or place.start <= mention.start or not mention.name.endswith(place.text):
        return mention.name.casefold(), ""
    return mention.name.removesuffix(place.text).strip().casefold(), place.key or place.name


def by_short_form(
    things: Sequence[NamedThing], known: Sequence[Mention]
) -> Callable[[NamedThing], Iterable[NamedThing]]:
    """«Минобороны России» beside «Министерство обороны …», «РФПИ» beside «Российский фонд прямых инвестиций».

    «ФСО России» is «Федеральная служба охраны» while no other country's is spoken of."""
    organisations = sorted({t.mention for t in things if t.mention.kind == "Organisation"})
    listed = (mention for mention in known if mention.kind == "Organisation")
    long = sorted({mention.name for mention in (*organisations, *listed) if " " in mention.name})
    places = _territories(known)
    owners: dict[str, set[str]] = defaultdict(set)
    for mention in organisations:
        base, owner = _split(mention, places)
        owners[base].add(owner)

    def fuller(mention: Mention) -> list[str]:
        first, _, rest = mention.name.partition(" ")
        base, _ = _split(mention, places)
        alone = base == first.casefold() and len(owners[base] - {""}) <= 1
        if (full := BODIES.get(first.lower())) is not None:
            wanted = f"{full} {rest}".strip().casefold()
            same = [name for name in long if f"{name.casefold()} ".startswith(f"{wanted} ")]
            return same if len(same) == 1 or not alone else [name for name in long if name.casefold() == full]
        if alone and (school := _MIXED.fullmatch(first)):  # «ТюмГУ» is «Тюменский государственный университет»
            return [name for name in long if _is_shortened(name, *school.groups())]
        if alone and first.isupper() and first.isalpha() and len(first) > 2:
            return [name for name in long if name != mention.name and first in _initials(name)]
        return []

    return lambda thing: map(thing.called, fuller(thing.mention) if thing.mention.kind == "Organisation" else ())


def _is_shortened(name: str, stem: str, initials: str) -> bool:
    words = re.findall(r"\w+", name)
    capitals = "".join(word[0] for word in words[1:]).upper()
    return words[0].casefold().startswith(stem.casefold()) and capitals.startswith(initials)


def _initials(name: str) -> frozenset[str]:
    """All beginnings of the row of initials: small words counted and not, those of the quotation alone."""
    words = re.findall(r"\w+", name)
    rows = {"".join(w[0] for w in words).upper(), "".join(w[0] for w in words if len(w) > 2).upper()}
    rows |= {"".join(re.findall(r"\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]", quoted)) for quoted in QUOTED.findall(name)}
    return frozenset(row[:end] for row in rows for end in range(3, len(row) + 1))


def by_quotation(
    things: Sequence[NamedThing], known: Sequence[Mention]
) -> Callable[[NamedThing], Iterable[NamedThing]]:
    """«порт «Лавна»» and «терминал «Лавна»», «ПАО «НК «Роснефть»» and the «Роснефть» the gazetteer knows, a party
    «Возрождение» and the one «Возрождение Казахстана»."""
    keyed = {form.casefold(): m for m in known if m.kind == "Organisation" for form in (m.text, m.name)}
    places = {m.end: m.text.casefold() for m in known if m.kind in TERRITORIES}
    first: dict[tuple[str, str], Mention] = {}
    kinds: dict[str, str] = {}
    longer: dict[str, set[str]] = defaultdict(set)
    for thing in things:
        if quoted := _quoted(thing.mention):
            first.setdefault((quoted, thing.mention.kind), thing.mention)
            place = places.get(thing.mention.end - 1)
            if place and quoted.endswith(f" {place}"):
                longer[quoted.removesuffix(place).strip()].add(quoted)
            if thing.mention.kind in ("Feature", "Organisation"):
                kinds[quoted] = min(kinds.get(quoted, "Organisation"), thing.mention.kind)

    def fitting(thing: NamedThing) -> Iterator[NamedThing]:
        mention, quoted = thing.mention, _quoted(thing.mention)
        if mention.kind == "Organisation" and not quoted and mention.name.casefold() in {*kinds, *longer}:
            quoted = mention.name.casefold()
        quoted = only(longer.get(quoted, ())) or quoted
        if mention.kind == "Organisation" and quoted in keyed:
            yield thing.called(keyed[quoted].name, key=keyed[quoted].key)
        elif quoted:
            kind = kinds.get(quoted, mention.kind) if mention.kind in ("Feature", "Organisation") else mention.kind
            model = first.get((quoted, kind), mention)
            yield thing.called(model.name, kind=model.kind)

    return fitting


def _quoted(mention: Mention) -> str:
    """The quotation that ends the name and is all of it, folded; none for a part of the quoted («совет «Движения»»)."""
    if mention.kind not in WORKS or not mention.named or mention.name.split()[0].lower() in PARTS_OF_BODIES:
        return ""
    found = QUOTED.findall(mention.text)
    ends = bool(found) and mention.text[-1] in CLOSING and mention.text.rstrip('»”“"').endswith(found[-1])
    return titled(found[-1].strip()).casefold() if ends and not mention.text.startswith(tuple(OPENING)) else ""
