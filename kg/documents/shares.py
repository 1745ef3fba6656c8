"""How much of a text some letters make up."""

from collections.abc import Collection, Sequence


def share(letters: Sequence[str], among: Collection[str]) -> float:
    return sum(letter in among for letter in letters) / max(len(letters), 1)
