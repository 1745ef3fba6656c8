"""Kinds of measures, and the units each is told in: an export in dollars or tonnes, a road in kilometres.

A noun whose kind the unit does not fit is not what the number measures: «завод на 5 миллиардов» tells of money."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.language.russian.morphology import parses
from kg.reading.cues import KAZAKH, RUSSIAN


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of measure, by its name in the vocabulary."""

    name: str
    nouns: frozenset[str]
    units: str
    """Families of the units it is told in; percent and times are told of all."""


_FAMILIES: Mapping[str, str] = {
    unit.replace(" ", "_"): name for unit, name in RUSSIAN.by_word("measures.families").items()
}
KINDS: Mapping[str, Sequence[Kind]] = {
    "ru": tuple(RUSSIAN.rows("measures.kinds", Kind)),
    "kk": tuple(KAZAKH.rows("figures.kinds", Kind)),
}


_WRAPPERS = {"ru": RUSSIAN.words("concepts.wrappers"), "kk": KAZAKH.words("figures.wrappers")}


SHARED = frozenset("industrialProduction goods companies people population students institutions regions".split())
"""What so many percent are a share of."""
PARTED = frozenset({"exports", "imports", "area", "length", "housing"})
"""What so many percent are a share of, said behind a dash."""
LASTING = frozenset({"cost", "length", "area", "capacity"})
"""What costs so much or is so long is so at all times, whenever it was built."""


def family(unit: str) -> str:
    """«money» of USD, «mass» of tonne; empty for percent, times and what else is told of anything."""
    return _FAMILIES.get(unit, "")


def counted(value: Decimal, unit: str) -> Decimal:
    """A number of people or things is whole: of «683,273 человека» the comma only parts thousands."""
    return value * 1000 if family(unit) == "count" and value % 1 and value.as_tuple().exponent == -3 else value


def kind_of(nouns: Iterable[str], unit: str, language: str) -> Kind | None:
    """The kind that the first noun with any (lemmas in Russian, words in Kazakh) says, where the unit fits it; «объём»
    and «число» only where nothing else is said."""
    wanted = family(unit)
    for at, noun in enumerate(sorted(nouns, key=lambda one: one.startswith(_WRAPPERS[language]))):
        kinds = [kind for kind in KINDS[language] if _says(noun, kind, language)]
        if at and any(kind.name == "regions" for kind in kinds):
            continue  # «число реформ государства» is none of states
        if kinds:
            return next((kind for kind in kinds if not wanted or wanted in kind.units.split()), None)
    return None


def _says(noun: str, kind: Kind, language: str) -> bool:
    return noun in kind.nouns if language == "ru" else noun.startswith(tuple(kind.nouns))


def nouns_of(phrase: str, language: str) -> Sequence[str]:
    """The nouns of a measure as `kind_of` takes them; a Kazakh phrase has its head at its end."""
    words = phrase.lower().replace("ё", "е").partition(", котор")[0].replace(",", "").split()
    if language == "kk":
        return words[::-1]
    read = ([one.normal_form for one in parses(word)[:2] if one.tag.POS == "NOUN"] for word in words)
    return [noun.replace("ё", "е") for nouns in read for noun in nouns]
