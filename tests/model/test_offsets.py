"""Things of a text by their offsets."""

from dataclasses import dataclass

import pytest

from kg.model.offsets import Extents, Starts, extents


@dataclass(frozen=True)
class Thing:
    start: int
    end: int
    name: str = ""


NESTED, INNER, AFTER, EMPTY = Thing(2, 10, "a"), Thing(4, 6, "b"), Thing(10, 12, "c"), Thing(20, 20, "d")
GIVEN = [AFTER, INNER, NESTED, EMPTY]


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [(0, 100, "cbad"), (2, 5, "ba"), (3, 5, "b"), (5, 10, ""), (5, 11, "c"), (20, 21, "d"), (20, 20, ""), (9, 3, "")],
)
def test_what_begins_there_in_the_order_given(start: int, end: int, names: str) -> None:
    assert "".join(thing.name for thing in Starts(GIVEN).within(start, end)) == names


@pytest.mark.parametrize(
    ("start", "end", "names"), [(4, 6, "ba"), (5, 6, "ba"), (2, 10, "a"), (5, 7, "a"), (9, 11, ""), (10, 11, "c")]
)
def test_what_holds_all_of_it(start: int, end: int, names: str) -> None:
    assert "".join(thing.name for thing in Starts(GIVEN).around(start, end)) == names


@pytest.mark.parametrize(
    ("start", "end", "met"),
    [(0, 2, False), (0, 3, True), (7, 8, True), (9, 10, True), (11, 15, True), (12, 19, False), (19, 25, False)],
)
def test_whether_one_is_there(start: int, end: int, met: bool) -> None:
    assert extents([NESTED, INNER, AFTER]).meet(start, end) is met


def test_offsets_inside() -> None:
    inside = Extents([(5, 7), (0, 2)])
    assert [at for at in range(9) if at in inside] == [0, 1, 5, 6]
    assert 0 not in Extents(())
    assert Starts[Thing](()).within(0, 9) == []
    assert Starts[Thing](()).around(0, 9) == []
