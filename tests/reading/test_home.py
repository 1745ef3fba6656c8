import pytest

from kg.language.analysis import analyse
from kg.model.facts import Fact, Kind, Membership, Mention, RegionTie
from kg.reading.home import home, is_of_its_own, neighbours
from tests.reading.marked import marked

ABOUT = [
    ("[Россия:Country] и [Куба:Country] растут. [Россия:Country] поможет. [Куба:Country] тоже.", ("Россия", "Куба")),
    ("[Россия:Country] растёт. [Россия:Country] поможет.", ()),
    ("[Россия:Country] поможет [Куба:Country], [Чили:Country] и [Перу:Country].", ()),
    ("[Россия:Country] и [Куба:Country], а также [Чили:Country].", ()),
    (
        "[Россия:Country] и [Чили:Country]. [Чили:Country] и [Россия:Country]. Помогает [Куба:Country].",
        ("Россия", "Чили"),
    ),
    ("[Россия:Country] растёт." + " Слово." * 120 + " [Куба:Country], [Россия:Country], [Куба:Country].", ()),
    ("[Омская область:Region] и [Тверь:City] растут.", ()),
    ("[Омская область:Region] растёт. [Россия:Country] и [Куба:Country] покупают у [Омская область:Region].", ()),
    (
        "[Омская область:Region] и [Гавана:Region] дружат. [Россия:Country] и [Куба:Country] рады. "
        "[Гавана:Region], [Омская область:Region].",
        ("Россия", "Куба"),
    ),
    ("", ()),
]


@pytest.mark.parametrize(("text", "expected"), ABOUT)
def test_the_two_countries_of_a_text(text: str, expected: tuple[str, ...]) -> None:
    document, mentions = marked(text)
    found = home(analyse(document), document, mentions)
    assert tuple(mention.name for mention in found) == expected


OMSK, TVER, TULA = "[Омская область:Region]", "[Тверская область:Region]", "[Тульская область:Region]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{OMSK} и {TVER} дружат.", 2),
        (f"{OMSK} и {TVER} дружат. {TVER}, {OMSK}, {OMSK}, {TVER}. Помогает {TULA}.", 2),
        (f"{OMSK}, {TVER} и {TULA} дружат.", 0),
        (f"{OMSK} и {TVER} дружат. {TVER}, {OMSK}. Помогает {TULA}.", 0),
        (f"{OMSK} растёт." + " Слово." * 120 + f" {TVER}.", 0),
        ("[Омск:City] и [Тверь:City] дружат.", 0),
    ],
)
def test_the_two_regions_of_a_text(text: str, expected: int) -> None:
    assert len(neighbours(marked(text)[1])) == expected


def territory(kind: Kind, key: str) -> Mention:
    return Mention(0, 1, kind, "А", "А", key)


KERALA, INDIA = territory("Region", "region/IN-KL"), territory("Country", "country/IN")


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (RegionTie(KERALA, INDIA), True),
        (RegionTie(INDIA, KERALA), True),
        (RegionTie(KERALA, territory("Country", "country/RU")), False),
        (RegionTie(KERALA, territory("Region", "region/IN-GJ")), False),
        (RegionTie(territory("Region", ""), territory("Country", "")), False),
        (Membership(KERALA, INDIA), False),
    ],
)
def test_a_region_and_its_own_country_are_no_two_sides(fact: Fact, expected: bool) -> None:
    assert is_of_its_own(fact) is expected
