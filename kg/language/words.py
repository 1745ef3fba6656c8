"""The words of a language as data: each list once, in `russian.toml` or `kazakh.toml` of the package that knows it.

A list is a string of entries. «_» in an entry is a space, «@name» stands for the entries of that list, which is in the
same table or, for the rows of a table, in the one around it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

Row = TypeVar("Row")


class Lexicon:
    """The lists of one file, each by its table's name and its own: `places.settlements`.

    All its methods raise KeyError where the file has nothing of that name."""

    def __init__(self, path: Path) -> None:
        """Raises OSError when there is no such file, TOMLDecodeError when it is no TOML."""
        self._path = path
        self._tables: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))

    def words(self, name: str) -> tuple[str, ...]:
        """The entries of a list, in its order."""
        return tuple(_entries(self._at(name), self._around(name)))

    def set(self, name: str) -> frozenset[str]:
        """The entries of a list, for looking up."""
        return frozenset(self.words(name))

    def groups(self, name: str) -> dict[str, tuple[str, ...]]:
        """The lists of a table by their names."""
        table = self.table(name)
        return {own: tuple(_entries(listed, table)) for own, listed in table.items()}

    def by_word(self, name: str) -> dict[str, Any]:
        """Each entry of a table's lists, with the name of its list."""
        return {word: group for group, words in self.groups(name).items() for word in words}

    def table(self, name: str) -> dict[str, Any]:
        """A table as it stands: names with words or numbers."""
        return dict(self._at(name))

    def rows(self, name: str, row: type[Row]) -> Iterator[Row]:
        """The rows of a table as this dataclass, one or several under a name, which is the first field of each.

        What a field of type `frozenset[str]` holds is a list."""
        first, *others = fields(row)  # type: ignore[arg-type]
        lists = {field.name for field in others if field.type == frozenset[str]}
        around = self._around(name)
        for own, written in self.table(name).items():
            for values in written if isinstance(written, list) else [written]:
                read = {
                    field: frozenset(_entries(value, around)) if field in lists else value
                    for field, value in values.items()
                }
                yield row(**{first.name: own}, **read)

    def _at(self, name: str) -> Any:
        found: Any = self._tables
        for part in filter(None, name.split(".")):
            if part not in found:
                raise KeyError(f"{self._path.name} has no {name}")
            found = found[part]
        return found

    def _around(self, name: str) -> Mapping[str, str]:
        table: Mapping[str, str] = self._at(name.rpartition(".")[0])
        return table


def _entries(listed: str, table: Mapping[str, str]) -> Iterator[str]:
    for word in listed.split():
        if word.startswith("@"):
            yield from _entries(table[word[1:]], table)
        else:
            yield word.replace("_", " ")


RUSSIAN = Lexicon(Path(__file__).with_name("russian.toml"))
KAZAKH = Lexicon(Path(__file__).with_name("kazakh.toml"))
