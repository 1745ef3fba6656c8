"""Names of one thing in one document: «Правительство России» and «Правительство Российской Федерации», «МИД», «Лавна».

A short form belongs to a fuller one only when the document has a single fuller one that fits."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.model.facts import Mention
from kg.names.noun_phrases import CLOSING, OPENING
from kg.names.thing import Thing, titled
from kg.names.words import RUSSIAN

BODIES = RUSSIAN.table("bodies.short")
TERRITORIES = ("Country", "Region", "City")
QUOTED = re.compile(r"[«„“\"]([^«»„“”\"]+)[»“”\"]")
WORKS = frozenset({"Event", "Project", "Organisation", "Feature"})
"""Kinds whose quoted name is theirs alone."""
PARTS_OF_BODIES = RUSSIAN.set("bodies.parts")


def one_name_each(things: Sequence[Thing], known: Sequence[Mention]) -> list[Thing]:
    """The things with one name, kind and key for each thing the document speaks of; the first full name stays."""
    for step in (_by_territory, _by_short_form, _by_quotation):
        things = step(things, known)
    return list(things)


def _by_territory(things: Sequence[Thing], known: Sequence[Mention]) -> Sequence[Thing]:
    """A body of one country under its country's two names, and without it when no other country has such a body."""
    places = _territories(known)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    own: dict[Mention, tuple[str, str]] = {}
    for thing in things:
        mention = thing.mention
        if mention.kind != "Organisation":
            continue
        base, owner = _split(mention, places)
        own[mention] = base, owner
        if owner:
            names[base].setdefault(owner, mention.name)

    def name(mention: Mention) -> str:
        base, owner = own.get(mention, ("", ""))
        owners = names.get(base, {})
        if owner:
            return owners[owner]
        return next(iter(owners.values())) if len(owners) == 1 else ""

    return _renamed(things, name)


def _territories(known: Sequence[Mention]) -> dict[int, Mention]:
    """The territories by the offset they end at, the longest where two end together."""
    return {m.end: m for m in sorted(known, key=lambda m: -m.start) if m.kind in TERRITORIES}


def _split(mention: Mention, places: dict[int, Mention]) -> tuple[str, str]:
    """The name without the territory it ends in, folded, and that territory."""
    place = places.get(mention.end)
    if place is None or place.start <= mention.start or not mention.name.endswith(place.text):
        return mention.name.casefold(), ""
    return mention.name.removesuffix(place.text).strip().casefold(), place.key or place.name


def _by_short_form(things: Sequence[Thing], known: Sequence[Mention]) -> Sequence[Thing]:
    """«Минобороны России» beside «Министерство обороны …», «РФПИ» beside «Российский фонд прямых инвестиций».

    «ФСО России» is «Федеральная служба охраны» while no other country's is spoken of."""
    organisations = sorted({t.mention for t in things if t.mention.kind == "Organisation"})
    long = sorted({mention.name for mention in organisations if " " in mention.name})
    places = _territories(known)
    owners: dict[str, set[str]] = defaultdict(set)
    for mention in organisations:
        base, owner = _split(mention, places)
        owners[base].add(owner)

    def name(mention: Mention) -> str:
        if mention.kind != "Organisation":
            return ""
        first, _, rest = mention.name.partition(" ")
        base, _ = _split(mention, places)
        alone = base == first.casefold() and len(owners[base] - {""}) <= 1
        if (full := BODIES.get(first.lower())) is not None:
            wanted = f"{full} {rest}".strip().casefold()
            same = _only(n for n in long if _begins(n.casefold(), wanted))
            return same or (_only(n for n in long if n.casefold() == full) if alone else "")
        if alone and first.isupper() and first.isalpha() and len(first) > 2:
            return _only(n for n in long if n != mention.name and first in _initials(n))
        return ""

    return _renamed(things, name)


def _begins(name: str, wanted: str) -> bool:
    return name == wanted or name.startswith(f"{wanted} ")


def _initials(name: str) -> frozenset[str]:
    """All beginnings of the row of initials, small words counted and not."""
    words = re.findall(r"\w+", name)
    rows = {"".join(w[0] for w in words).upper(), "".join(w[0] for w in words if len(w) > 2).upper()}
    return frozenset(row[:end] for row in rows for end in range(3, len(row) + 1))


def _by_quotation(things: Sequence[Thing], known: Sequence[Mention]) -> Sequence[Thing]:
    """«порт «Лавна»» and «терминал «Лавна»», «ПАО «НК «Роснефть»» and the «Роснефть» the gazetteer knows."""
    keyed = {m.name.casefold(): m for m in known if m.kind == "Organisation"}
    first: dict[tuple[str, str], Mention] = {}
    kinds: dict[str, str] = {}
    for thing in things:
        quoted = _quoted(thing.mention)
        if quoted:
            first.setdefault((quoted, thing.mention.kind), thing.mention)
            if thing.mention.kind in ("Feature", "Organisation"):
                kinds[quoted] = min(kinds.get(quoted, "Organisation"), thing.mention.kind)

    def same(thing: Thing) -> Thing:
        mention, quoted = thing.mention, _quoted(thing.mention)
        if mention.kind == "Organisation" and not quoted and mention.name.casefold() in kinds:
            quoted = mention.name.casefold()
        if not quoted:
            return thing
        if mention.kind == "Organisation" and quoted in keyed:
            entity = keyed[quoted]
            return replace(thing, mention=replace(mention, name=entity.name, key=entity.key))
        kind = kinds.get(quoted, mention.kind) if mention.kind in ("Feature", "Organisation") else mention.kind
        model = first.get((quoted, kind), mention)
        return replace(thing, mention=replace(mention, kind=model.kind, name=model.name))

    return [same(thing) for thing in things]


def _quoted(mention: Mention) -> str:
    """The quotation that ends the name and is all of it, folded; none for a part of the quoted («совет «Движения»»)."""
    if mention.kind not in WORKS or not mention.named or mention.name.split()[0].lower() in PARTS_OF_BODIES:
        return ""
    found = QUOTED.findall(mention.text)
    ends = bool(found) and mention.text[-1] in CLOSING and mention.text.rstrip('»”“"').endswith(found[-1])
    return titled(found[-1].strip()).casefold() if ends and not mention.text.startswith(tuple(OPENING)) else ""


def _only(names: Iterable[str]) -> str:
    found = sorted(set(names))
    return found[0] if len(found) == 1 else ""


def _renamed(things: Sequence[Thing], name: Callable[[Mention], str]) -> Sequence[Thing]:
    """The things whose mention gets another name, with it; no name leaves them."""
    return [
        replace(thing, mention=replace(thing.mention, name=new)) if (new := name(thing.mention)) else thing
        for thing in things
    ]
