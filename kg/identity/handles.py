"""IRIs, labels and handles of all things, so that none stands for two.

Two things of one path both get a hash of their name. A preferred label that several of a class have gets what tells
each of them apart («Пленарное заседание (2019-11-07)»). Any other form that several have («форум») is a name of none:
the mentions still hold it. Only what its label has is a name of all who bear it: surname and given name, «Верховный
суд». Namesakes that nothing tells apart but their identifiers keep their label.

What a thing gets depends on whether others have the same words, not on how many have: so one more or less touches one
other at most."""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from kg.identity.entities import Entity, Referent, Thing, first_name
from kg.identity.index import Index, number_of
from kg.model.iris import short_hash, short_slug
from kg.model.labels import Name
from kg.model.spelling import fold


@dataclass(slots=True)
class Placed:
    """A thing among all others: what it says of itself, and what it gets."""

    thing: Thing
    shown: bool
    """Whether a document mentions it in words that stand in its text."""
    iri: str = ""
    dated: tuple[Name, ...] = ()
    """Its labels once those that are shared have the shorter of what tells them apart."""
    labels: tuple[Name, ...] = ()
    aliases: tuple[Name, ...] = ()
    handle: str = ""

    @property
    def referent(self) -> Referent:
        return Referent(self.iri, self.thing.kind, self.handle)

    @property
    def entity(self) -> Entity:
        thing = self.thing
        return Entity(
            self.iri, thing.kind, thing.key, self.labels, self.aliases, thing.merged, thing.apart, thing.cases
        )


Stage = tuple[Callable[[Placed], set[int]], Callable[[Placed, Collection[int], str], None]]
"""The words that a thing has (as numbers), and what follows for it from those that others have as well."""


def _path(one: Placed) -> set[int]:
    return {number_of("path", one.thing.path)}


def _iri(one: Placed, shared: Collection[int], base: str) -> None:
    thing = one.thing
    alone = thing.key or not _path(one) & set(shared)
    one.iri = base + (thing.path if alone else f"{thing.path}-{short_hash(thing.full)}")


def _words(stage: str, one: Placed, names: Iterable[Name]) -> set[int]:
    return {number_of(stage, one.thing.kind, fold(name)) for _, name in names}


def _own(one: Placed) -> set[int]:
    return _words("own", one, one.thing.preferred)


def _tell(one: Placed, way: int) -> tuple[Name, ...]:
    return tuple((language, f"{name} ({one.thing.told_by[way]})") for language, name in one.thing.preferred)


def _date(one: Placed, shared: Collection[int], _: str) -> None:
    told = one.thing.told_by and not _own(one).isdisjoint(shared)
    one.dated = _tell(one, 0) if told else one.thing.preferred


def _dated(one: Placed) -> set[int]:
    return _words("dated", one, one.dated)


def _label(one: Placed, shared: Collection[int], _: str) -> None:
    told = len(one.thing.told_by) > 1 and not _dated(one).isdisjoint(shared)
    one.labels = _tell(one, 1) if told else one.dated


def _forms(one: Placed) -> set[int]:
    borne = _borne(one)
    return _words("form", one, (other for other in (*one.labels, *one.thing.others) if other not in borne))


def _borne(one: Placed) -> set[Name]:
    """What all who bear it are called by: surname and given name, «Верховный суд» of «Верховный суд России»."""
    names = [name for _, name in one.labels]
    if one.thing.kind == "Organisation":
        return {other for other in one.thing.others if any(name.startswith(f"{other[1]} ") for name in names)}
    words = {word for name in names for word in name.split()} if one.thing.kind == "Person" else ()
    return {other for other in one.thing.others if other[1] in words}


def _alias(one: Placed, shared: Collection[int], _: str) -> None:
    borne = _borne(one)
    one.aliases = tuple(
        other for other in one.thing.others if other in borne or _words("form", one, [other]).isdisjoint(shared)
    )


def _slug(one: Placed) -> set[int]:
    return {number_of("handle", short_slug(first_name(one.labels)))}


def _handle(one: Placed, shared: Collection[int], base: str) -> None:
    alone = _slug(one).isdisjoint(shared)
    one.handle = short_slug(first_name(one.labels)) if alone else one.iri.removeprefix(base).replace("/", "-")


_STAGES: tuple[Stage, ...] = ((_path, _iri), (_own, _date), (_dated, _label), (_forms, _alias), (_slug, _handle))


class Things:
    """The things of an index."""

    def __init__(self, index: Index, base: str) -> None:
        self._index = index
        self._base = base

    def exchange(self, gone: Collection[int], came: dict[int, Placed]) -> tuple[dict[int, Placed], dict[int, Placed]]:
        """Takes things away and brings others in, by their numbers.

        Returns what was and what is now: those, and the things that their coming or going changes."""
        index = self._index
        before = self._load(gone)
        now = dict(came)
        for words, settle in _STAGES:
            old = {(word, number) for number, one in before.items() for word in words(one)}
            new = {(word, number) for number, one in now.items() for word in words(one)}
            changed = {word for word, _ in old ^ new}
            had = self._shared(changed) if before or index.rows("SELECT 1 FROM holder LIMIT 1") else set()
            index.file.executemany("DELETE FROM holder WHERE name = ? AND thing = ?", old - new)
            index.file.executemany("INSERT INTO holder VALUES (?, ?)", new - old)
            flipped = had ^ self._shared(changed)
            holders = index.rows_of("SELECT thing FROM holder WHERE name IN (*)", flipped)
            more = self._load({number for (number,) in holders} - set(now))
            before |= more
            now |= {number: replace(one) for number, one in more.items()}
            shared = self._shared({word for word, _ in new}.union(*(words(now[number]) for number in more)))
            for one in now.values():
                settle(one, shared, self._base)
        index.file.executemany("DELETE FROM thing WHERE number = ?", [(number,) for number in gone])
        index.file.executemany(
            "INSERT OR REPLACE INTO thing VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    number,
                    one.iri,
                    one.thing.kind,
                    one.thing.key,
                    one.handle,
                    int(one.shown),
                    json.dumps(asdict(one), ensure_ascii=False),
                )
                for number, one in now.items()
            ),
        )
        return before, now

    def _shared(self, words: Collection[int]) -> set[int]:
        question = "SELECT name FROM holder WHERE name IN (*) GROUP BY name HAVING COUNT(*) > 1"
        return {word for (word,) in self._index.rows_of(question, words)}

    def _load(self, numbers: Collection[int]) -> dict[int, Placed]:
        rows = self._index.rows_of("SELECT number, told FROM thing WHERE number IN (*)", numbers)
        return {number: _placed(json.loads(told)) for number, told in rows}


def _placed(told: dict[str, Any]) -> Placed:
    thing = Thing(**{name: _tuples(value) for name, value in told.pop("thing").items()})
    return Placed(thing, **{name: _tuples(value) for name, value in told.items()})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
