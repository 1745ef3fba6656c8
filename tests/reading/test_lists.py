"""Lists: sister cities in tables, chronicles, answers and brackets; the stops of a corridor after its name."""

import pytest

from kg.model.facts import Found, Route, SisterCities
from tests.reading.test_frames import names, read

SAID = ("asserted", "planned")

SISTERS: list[tuple[str, set[str]]] = [
    # a table under a heading, its owner in the title
    (
        "Связи [Омска:City]\n\nПобратимские связи\n\nГород\nСтрана\n\n[Пуэбла:City]\nМексика\n1985\n\n[Гомель:City]\n",
        {"Омска–Пуэбла", "Омска–Гомель"},
    ),
    # a paragraph may stand between
    (
        "Связи [Омска:City]\n\nПобратимские связи\n\nРаботу ведёт управление.\n\n[Пуэбла:City]\n[Гомель:City]\n",
        {"Омска–Пуэбла", "Омска–Гомель"},
    ),
    (
        "Летопись побратимства [Омска:City]\n1986 – [Пуэбла:City].\n2000 – вместе с [Баку:City] и [Гомелем:City].\n",
        {"Омска–Пуэбла", "Омска–Баку", "Омска–Гомелем"},
    ),
    (
        "Мэрия [Омска:City].\n– Сколько у нас побратимов?\n– Три. В Китае это [Урумчи:City] и [Харбин:City].\n",
        {"Омска–Урумчи", "Омска–Харбин"},
    ),
    (
        "Побратимы [Бердска:City] ([Каракол:City], [Гомель:City]) и [Искитима:City] ([Брест:City]) известны.",
        {"Бердска–Каракол", "Бердска–Гомель", "Искитима–Брест"},
    ),
    ("[Махачкала:City], побратим [Сари:City] с 2008 года, рада.", {"Махачкала–Сари"}),
    ("Помимо [Тары:City] у [Омска:City] побратимские узы с [Гомелем:City].", {"Омска–Тары", "Омска–Гомелем"}),
    # what is no list of them
    ("Связи [Омска:City]\n\nПобратимские связи\n\nВ городе работает театр.\n[Гомель:City] далеко.\n", set()),
    ("Мэрия [Омска:City].\n– Сколько у нас побратимов?\n– А [Гомель:City]?\n", set()),
    ("О породнении говорили и с [Гомелем:City], сказал мэр [Омска:City].", set()),
    ("С [Гомелем:City] побратимские узы разорваны, с [Брестом:City] – сохранены.", set()),
    ("Города [Омска:City]\n\nПартнёрские предприятия\n\n[Гомель:City]\n", set()),
]

STOPS: list[tuple[str, set[str]]] = [
    ("[Линия «Волна»:Corridor]: [Баку:City] – [Актау:City] – [Достык:City].", {"Баку", "Актау", "Достык"}),
    ("Идёт поезд [«Волна»:Corridor] ([Баку:City] – [Актау:City]).", {"Баку", "Актау"}),
    (
        "[Коридор «Волна»:Corridor] пересекает [Казахстан:Country] ([Достык:City], [Актау:City]).",
        {"Казахстан", "Достык", "Актау"},
    ),
    (
        "[Коридор «Волна»:Corridor] проходит через [Самару:City], а там – через [Уральск:City] и [Актау:City].",
        {"Самару", "Уральск", "Актау"},
    ),
    (
        "Открыт [коридор «Волна»:Corridor]. Он начинается в [Баку:City] и проходит через [Актау:City].",
        {"Баку", "Актау"},
    ),
    ("Открыт [коридор «Волна»:Corridor]. Маршрут проходит через [Актау:City].", {"Актау"}),
    ("[Коридор «Волна»:Corridor]: в [Баку:City] рады.", set()),
    ("[Коридор «Волна»:Corridor] не проходит через [Самару:City], а через [Актау:City] пройдут другие.", set()),
    ("Открыт [коридор «Волна»:Corridor]. Рад [Иван Орлов:Person]. Он идёт через [Актау:City].", set()),
]


def stated(found: list[Found], kind: type) -> list[Found]:
    return [one for one in found if isinstance(one.fact, kind) and one.modality in SAID]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), SISTERS)
def test_sister_cities_in_lists(text: str, expected: set[str]) -> None:
    found = stated(read(text), SisterCities)
    assert {f"{names(one, 'city')[0]}–{names(one, 'sister_city_of')[0]}" for one in found} == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), STOPS)
def test_stops_of_a_corridor(text: str, expected: set[str]) -> None:
    assert {name for one in stated(read(text), Route) for name in names(one, "traverses")} == expected
