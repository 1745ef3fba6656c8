"""Finds known names in a text, the longest at every place.

Names are compared word by word: «ё» is «е», any dash is any other, NO-BREAK SPACE is a space. Capitals count: a name
written with a capital is not found in small letters, an abbreviation only as it stands."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_DASH: Final = re.compile(r"\s?[-‐‑‒–—−]\s?")
_SPACE: Final = re.compile(r"[^\S\n]+")
_SIGNS: Final = re.compile(r"[^\w\n]{1,4}")
_FOLDED: Final = str.maketrans("ёЁ", "еЕ")


@dataclass(frozen=True, slots=True)
class Hit:
    """Names that stand at this place."""

    start: int
    end: int
    form: str
    """The name in the form it was found in, as it was given to the index."""
    keys: tuple[str, ...]
    """Of all the things that may be called so, in order."""


_Words = list[re.Match[str]]


def _words(text: str) -> _Words:
    return list(_WORD.finditer(text))


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return word.translate(_FOLDED).lower()


def _spelt_like(word: str, name: str) -> bool:
    """«Москва» and «МОСКВА» are spelt like «Москва», «москва» is not; «сша» and «Сша» are not like «США»."""
    if len(name) > 1 and name.isupper():
        return word.isupper()
    return not name[0].isupper() or word[0].isupper()


class NameIndex:
    def __init__(self) -> None:
        self._forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        """First word → name → keys."""
        self._split: dict[str, _Words] = {}
        """Names that a text came near to, in words."""

    def add(self, name: str, key: str) -> None:
        if first := _WORD.search(name):
            self._forms[_folded(first[0])][name].add(key)

    def find(self, text: str) -> Iterator[Hit]:
        """All hits from left to right, the longest at each place; they do not overlap."""
        words = _words(text)
        place = 0
        while place < len(words):
            hit, length = self._at(text, words, place)
            if hit:
                yield hit
            place += length

    def _at(self, text: str, words: _Words, place: int) -> tuple[Hit | None, int]:
        names = self._forms.get(_folded(words[place][0]), {})
        fitting = [name for name in names if self._fits(name, text, words, place)]
        if not fitting:
            return None, 1
        length = max(len(self._split[name]) for name in fitting)
        longest = sorted(name for name in fitting if len(self._split[name]) == length)
        keys = tuple(sorted({key for name in longest for key in names[name]}))
        end = words[place + length - 1].end()
        # «Республики Саха (Якутия)»: the bracket that the name ends in belongs to it.
        end += longest[0].endswith(")") and text[end : end + 1] == ")"
        return Hit(words[place].start(), end, longest[0], keys), length

    def _fits(self, name: str, text: str, words: _Words, place: int) -> bool:
        if name not in self._split:
            self._split[name] = _words(name)
        parts = self._split[name]
        found = words[place : place + len(parts)]
        if len(found) < len(parts):
            return False
        if not all(
            _folded(word[0]) == _folded(part[0]) and _spelt_like(word[0], part[0])
            for word, part in zip(found, parts, strict=True)
        ):
            return False
        return all(
            _same_gap(text[found[i].end() : found[i + 1].start()], name[parts[i].end() : parts[i + 1].start()])
            for i in range(len(parts) - 1)
        )


def _same_gap(gap: str, name_gap: str) -> bool:
    if _SPACE.fullmatch(name_gap):
        return bool(_SPACE.fullmatch(gap))
    if _DASH.fullmatch(name_gap):
        return bool(_DASH.fullmatch(gap))
    return bool(_SIGNS.fullmatch(gap))


def index_of(names: Iterable[tuple[str, str]]) -> NameIndex:
    """An index of pairs of name and key."""
    index = NameIndex()
    for name, key in names:
        index.add(name, key)
    return index
