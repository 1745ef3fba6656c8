"""What the gazetteer knows beside places: organisations, corridors, persons and event series (Russian)."""

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.documents.document import Document
from kg.model.facts import Mention, kind_of
from kg.names.gazetteer import Entry, Gazetteer
from kg.names.thing import NamedThing

_DASHES = re.compile(r" ?[–—-] ?")
BY_NAME = ("Organisation", "Corridor")


def known(document: Document, gazetteer: Gazetteer) -> list[Mention]:
    """Finds organisations and corridors wherever a form of their name stands."""
    found = []
    for hit in gazetteer.russian_others.find(document.reading):
        entries = [gazetteer.entries[key] for key in hit.keys]
        entry = next((e for e in entries if e.kind in BY_NAME and (hit.form, e.id) not in gazetteer.doubtful), None)
        if entry:
            text = document.reading[hit.start : hit.end]
            found.append(Mention(hit.start, hit.end, kind_of(entry.kind), text, entry.name("ru"), entry.id))
    return found


def keyed(mentions: Iterable[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """Gives mentions the gazetteer's key where their name is one of its names.

    A route told by its places is the corridor of that name: «железная дорога Казахстан – Туркменистан – Иран»."""
    return [_keyed(mention, gazetteer) for mention in mentions]


def things_keyed(things: Iterable[NamedThing], gazetteer: Gazetteer) -> list[NamedThing]:
    """Gives corridors their key, and numbered editions of a known series one of series and number, in any language."""
    return [
        _edition_keyed(thing, gazetteer) if thing.ordinal else replace(thing, mention=_keyed(thing.mention, gazetteer))
        for thing in things
    ]


def _keyed(mention: Mention, gazetteer: Gazetteer) -> Mention:
    if mention.key or mention.kind not in ("Person", *BY_NAME):
        return mention
    names = [mention.name]
    if mention.kind == "Corridor":
        words = mention.name.split()
        names += [" ".join(words[i:]) for i in range(1, len(words)) if words[i][:1].isupper()]
        while len(words) > 1 and words[-1].islower():  # «Шығыс-Батыс бағыты»
            words.pop()
            names.append(_DASHES.sub(" – ", " ".join(words)))
    for name in names:
        entry = _entry(name, mention.kind, gazetteer)
        if entry:
            return replace(mention, key=entry.id)
    return mention


def _entry(name: str, kind: str, gazetteer: Gazetteer) -> Entry | None:
    return next((entry for entry in gazetteer.by_name.get(name, ()) if entry.kind == kind), None)


def _edition_keyed(event: NamedThing, gazetteer: Gazetteer) -> NamedThing:
    _, _, series = event.mention.name.partition(" ")
    entry = _entry(series, "EventSeries", gazetteer)
    if entry is None:
        return event
    key = f"event/{entry.id.rpartition('/')[2]}-{event.ordinal}"
    return replace(event, mention=replace(event.mention, key=key))
