"""The words of a language as data: each list once, in `russian.toml` or `kazakh.toml` of the package that knows it.

A list is a string of words, or an array where an entry has several; «@name» in it stands for another list of its table.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


class Lexicon:
    """The lists of one file, each by its table's name and its own: `places.settlements`."""

    def __init__(self, path: Path) -> None:
        """Raises OSError when there is no such file, TOMLDecodeError when it is no TOML."""
        self._path = path
        self._tables: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))

    def words(self, name: str) -> tuple[str, ...]:
        """The entries of a list in their order. Raises KeyError when the file has no list of that name."""
        table = self.table(name.rpartition(".")[0])
        return tuple(_entries(self._at(name), table))

    def set(self, name: str) -> frozenset[str]:
        """The entries of a list."""
        return frozenset(self.words(name))

    def groups(self, name: str) -> dict[str, tuple[str, ...]]:
        """The lists of a table by their names."""
        table = self.table(name)
        return {own: tuple(_entries(value, table)) for own, value in table.items()}

    def by_word(self, name: str) -> dict[str, str]:
        """Each entry of a table's lists, with the name of its list."""
        return {word: group for group, words in self.groups(name).items() for word in words}

    def table(self, name: str) -> dict[str, Any]:
        """A table as it stands: names with words, numbers or lists."""
        return dict(self._at(name))

    def _at(self, name: str) -> Any:
        found: Any = self._tables
        for part in filter(None, name.split(".")):
            if part not in found:
                raise KeyError(f"{self._path.name} has no {name}")
            found = found[part]
        return found


def _entries(value: Any, table: Mapping[str, Any]) -> Iterator[str]:
    for word in value.split() if isinstance(value, str) else value:
        if word[:1] == "@":
            yield from _entries(table[word[1:]], table)
        else:
            yield word


RUSSIAN = Lexicon(Path(__file__).with_name("russian.toml"))
KAZAKH = Lexicon(Path(__file__).with_name("kazakh.toml"))
