"""The Russian words that tell what kind of place a name is of."""

from typing import Final

from kg.model.facts import Kind

ABBREVIATED: Final = frozenset({"г", "гор", "пос", "оз"})
SETTLEMENTS: Final = frozenset(
    {"город", "г", "гор", "городок", "город-герой", "посёлок", "поселок", "пос", "пгт", "село", "деревня", "станица"}
    | {"аул", "кишлак", "хутор", "райцентр", "облцентр", "моногород", "мегаполис"}
)
WATERS: Final = frozenset(
    {"река", "озеро", "оз", "море", "океан", "залив", "пролив", "водохранилище", "бухта", "канал"}
)
LANDS: Final = frozenset(
    {
        "остров",
        "полуостров",
        "архипелаг",
        "мыс",
        "гора",
        "хребет",
        "пустыня",
        "степь",
        "долина",
        "перевал",
        "месторождение",
        "курган",
    }
)
STRUCTURES: Final = frozenset({"порт", "морпорт", "аэропорт", "станция", "космодром", "полигон", "терминал", "площадь"})
"""Their own word is part of the name: «порт Актау» is not the city."""
REGIONS: Final = frozenset({"область", "край", "округ", "республика", "провинция", "велаят"})

KIND_OF: Final[dict[str, Kind]] = {
    **dict.fromkeys(SETTLEMENTS, "City"),
    **dict.fromkeys(WATERS | LANDS | STRUCTURES, "Feature"),
    **dict.fromkeys(REGIONS, "Region"),
}

# A person seldom stands after these, a place often.
PLACE_PREPOSITIONS: Final = frozenset({"в", "во", "из", "под", "до", "около", "близ", "через"})
MONEY: Final = frozenset({"доллар", "долл", "фунт", "цент"})
