"""How a thing comes to the name of another: when the comparators find one that it fits, and only then."""

from collections.abc import Callable, Iterable, Sequence

import pytest

from kg.model.facts import Mention
from kg.names.same_names import beginnings, one_name_each, only


def by_beginning(things: Sequence[str], known: Sequence[Mention]) -> Callable[[str], Iterable[str]]:
    """A word that others begin with."""
    return lambda thing: [other for other in things if other != thing and other.startswith(thing)]


@pytest.mark.parametrize(
    ("things", "expected"),
    [
        (["форум", "форум регионов"], ["форум регионов", "форум регионов"]),
        (["форум", "форум регионов", "форум «Волга»"], ["форум", "форум регионов", "форум «Волга»"]),
        (["форум", "форум регионов", "форум регионов"], ["форум регионов"] * 3),
        (["форум"], ["форум"]),
        ([], []),
    ],
)
def test_one_name_each(things: list[str], expected: list[str]) -> None:
    assert one_name_each(things, (), (by_beginning,)) == expected


def test_a_comparator_sees_what_the_one_before_it_made() -> None:
    def in_capitals(things: Sequence[str], known: Sequence[Mention]) -> Callable[[str], Iterable[str]]:
        return lambda thing: [thing.upper()]

    assert one_name_each(["а", "аб"], (), (by_beginning, in_capitals)) == ["АБ", "АБ"]


def test_only() -> None:
    assert (only("aa"), only("ab"), only("")) == ("a", None, None)


def test_beginnings() -> None:
    assert beginnings("Форум о регионах ЁЛКИ") == {"форум", "регио", "елки"}
