"""The Russian words that tell what kind of place a name is of."""

from typing import Final

from kg.model.facts import Kind
from kg.names.name_words import RUSSIAN

ABBREVIATED = RUSSIAN.set("places.abbreviated")
SETTLEMENTS = RUSSIAN.set("places.settlements")
WATERS = RUSSIAN.set("places.waters")
LANDS = RUSSIAN.set("places.lands")
STRUCTURES = RUSSIAN.set("places.structures")
REGIONS = RUSSIAN.set("places.regions")

KIND_OF: Final[dict[str, Kind]] = {
    **dict.fromkeys(SETTLEMENTS, "City"),
    **dict.fromkeys(WATERS | LANDS | STRUCTURES, "Feature"),
    **dict.fromkeys(REGIONS, "Region"),
}

PLACE_PREPOSITIONS = RUSSIAN.set("places.prepositions")
MONEY = RUSSIAN.set("places.money")
