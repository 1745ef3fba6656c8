import pytest

from kg.language.russian.trees import repaired

CASES = [
    ([], []),
    ([0], [0]),
    ([1, 1, 1], [1, 1, 1]),  # a tree stays as it is
    ([0, 1, 1], [0, 0, 1]),  # two roots
    ([1, 0], [0, 0]),  # no root, one cycle
    ([1, 2, 1, 3], [1, 3, 1, 3]),  # a cycle beside the root, opened where it begins
    ([9, 0, -2], [0, 0, 0]),  # heads outside the sentence
    ([1, 2, 0, 4, 3, 5], [5, 2, 0, 5, 3, 5]),  # two cycles
]


@pytest.mark.parametrize(("heads", "expected"), CASES)
def test_one_root_and_no_cycle(heads: list[int], expected: list[int]) -> None:
    found, relations = repaired(heads, ["x"] * len(heads))
    assert found == expected
    assert relations.count("root") == min(len(heads), 1)
