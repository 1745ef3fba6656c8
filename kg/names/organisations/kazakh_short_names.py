"""Kazakh things named with all their words and with some: «Семей медицина университеті» and «Семей университеті»."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.language.kazakh.suffixes import nominative
from kg.model.facts import Mention
from kg.names.name_words import KAZAKH
from kg.names.same_names import only

DIVISIONS = frozenset({"облысы", "ауданы", "республикасы", "өлкесі", "провинциясы", "аймағы"})
"""Territories called like their town, whose bodies are not the town's."""
PLACED = KAZAKH.words("places.short")
"""How features end whose kind is told with more words or fewer."""


def by_fewer_words(things: Sequence[Mention], known: Sequence[Mention]) -> Callable[[Mention], Iterable[Mention]]:
    """A thing under the name that has all words of its own and more, in their order, while one only has them."""
    words = {each.name: _words(each.name) for each in things}
    fuller = {name: _fullest(name, words) for name in words}

    def fitting(thing: Mention) -> Iterable[Mention]:
        whole = fuller[thing.name]
        return [replace(thing, name=whole)] if whole else []

    return fitting


def features_named_once(located: Sequence[Mention]) -> list[Mention]:
    """Gives crossing posts, ports and airports one name each: «Шымкент халықаралық әуежайы», «Шымкент әуежайы»."""
    short = [place for place in located if place.kind == "Feature" and not place.key and place.name.endswith(PLACED)]
    fitting = by_fewer_words(short, ())
    called = {place: only(fitting(place)) or place for place in short}
    return [called.get(place, place) for place in located]


def _fullest(name: str, words: dict[str, tuple[str, ...]]) -> str | None:
    """The longest of the names that this one is short for, which it has to be for all others between them too."""
    mine = words[name]
    if len(mine) < 2 or not any(word[:1].isupper() for word in name.strip('«"“').split()):
        return None
    longer = [other for other, theirs in words.items() if len(theirs) > len(mine) and _is_short_for(mine, theirs)]
    ends = [
        one
        for one in longer
        if all(words[other] == words[one] or _within(words[other], words[one]) for other in longer)
    ]
    return only(ends)


def _is_short_for(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    return mine[-1] == theirs[-1] and _within(mine, theirs) and DIVISIONS.isdisjoint({*theirs} - {*mine})


def _within(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    rest = iter(theirs)
    return all(word in rest for word in mine)


def _words(name: str) -> tuple[str, ...]:
    return tuple(nominative(word).casefold() for word in name.translate(str.maketrans("", "", '«»"“”')).split())
