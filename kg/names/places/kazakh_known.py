"""The gazetteer's places, in whatever case their Kazakh names stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.documents.kazakh_latin import loan_spellings
from kg.language.kazakh.suffixes import parses
from kg.language.tokens import Span
from kg.names.name_words import KAZAKH

SPELLINGS = KAZAKH.table("places.spellings")
FURTHER_PLACES = KAZAKH.by_word("places.further")
REGION_ENDINGS = frozenset(KAZAKH.table("places.region_heads").values())
FROM = KAZAKH.words("places.made_of_towns")
"""Endings of adjectives made of names of places."""
Names = Mapping[str, tuple[str, str]]
"""A place's nominative name in Kazakh, its kind and its key."""


@dataclass(frozen=True)
class KnownPlaces:
    """The names of a gazetteer, whatever case they stand in."""

    names: Names
    doubtful: frozenset[str] = frozenset()
    """Names that are also ordinary words or surnames."""

    @cached_property
    def preferred(self) -> Mapping[str, str]:
        """Key → its first name: a territory is called «Қазақстан», though the text says «Қазақстан Республикасы»."""
        first: dict[str, str] = {}
        for name, (_, key) in self.names.items():
            first.setdefault(key, name)
        return first

    def exactly(self, name: str) -> tuple[str, str, str] | None:
        """Preferred name, kind and key of a nominative name, be it transliterated from Latin letters."""
        spellings = (name, *loan_spellings(name))
        return next((found for each in spellings if (found := self._exactly(each)) is not None), None)

    def _exactly(self, name: str) -> tuple[str, str, str] | None:
        known = name if name in self.names else SPELLINGS.get(name, name.replace("-", " "))  # «Шығыс-Қазақстан облысы»
        if known in self.names:
            kind, key = self.names[known]
            return (known if kind == "Feature" else self.preferred[key]), kind, key
        if name in FURTHER_PLACES:
            return name, FURTHER_PLACES[name], ""
        return self._region_of(name)

    def _region_of(self, name: str) -> tuple[str, str, str] | None:
        """«Оренбург облысы»: the region called after a city that the text calls as in Russian."""
        town, _, head = name.rpartition(" ")
        if head not in REGION_ENDINGS or self.names.get(town, ("",))[0] != "City":
            return None
        kind, key = self.names.get(f"{self.preferred[self.names[town][1]]} {head}", ("", ""))
        return (self.preferred[key], kind, key) if kind == "Region" else None

    def find(self, words: Span | str) -> tuple[str, str, str] | None:
        text = str(words).replace("\u00a0", " ")
        last = text if isinstance(words, str) else words[-1].text
        if not last[0].isalpha():
            return None
        nominatives = (text[: len(text) - len(last)] + each.nominative for each in parses(last))
        return next((found for name in nominatives if (found := self.exactly(name)) is not None), None)

    def key(self, name: str, kind: str) -> str:
        found = self.exactly(name)
        return found[2] if found is not None and found[1] == kind else ""
