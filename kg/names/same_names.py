"""Which names of a document are one thing's: the one way in which a thing comes to the name of another.

A comparator looks through all things of a document and gives a function that tells what each would be called after the
others it fits. Where they agree it is called so; where they do not, or it fits none, it keeps its own name."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from kg.model.facts import Mention

Named = TypeVar("Named")
Comparator = Callable[[Sequence[Named], Sequence[Mention]], Callable[[Named], Iterable[Named]]]
"""Of things and of the names known before them."""
STEM = 5
"""Letters that tell a word apart from others whatever its ending."""


def one_name_each(
    things: Iterable[Named], known: Sequence[Mention], comparators: Iterable[Comparator[Named]]
) -> list[Named]:
    """Gives the things one name for each that the document speaks of, by one comparator after the other."""
    settled = list(things)
    for comparator in comparators:
        fitting = comparator(settled, known)
        settled = [only(fitting(thing)) or thing for thing in settled]
    return settled


def only(found: Iterable[Named]) -> Named | None:
    """Picks the one there is: a name that several fit is nobody's."""
    distinct = list(dict.fromkeys(found))
    return distinct[0] if len(distinct) == 1 else None


def beginnings(text: str) -> frozenset[str]:
    """Gives the beginnings of the longer words, in small letters and without ё."""
    return frozenset(word[:STEM] for word in text.casefold().replace("ё", "е").split() if len(word) > 2)
