"""Where places and bodies lie, told by how names stand beside each other or by a verb; and what only stands so."""

import pytest

from kg.model.facts import Location
from tests.reading.test_frames import names, read

LIES: list[tuple[str, set[tuple[str, str]]]] = [
    # a verb, in its voices
    ("[Завод «Луч»:Organisation] находится в [Омске:City].", {("Завод «Луч»", "Омске")}),
    ("[Завод «Луч»:Organisation], расположенный в [Омске:City], растёт.", {("Завод «Луч»", "Омске")}),
    ("В [Омске:City] базируется [завод «Луч»:Organisation].", {("завод «Луч»", "Омске")}),
    ("Штаб-квартира [банка «Луч»:Organisation] находится в [Омске:City].", {("банка «Луч»", "Омске")}),
    ("[Завод «Луч»:Organisation] не находится в [Омске:City].", set()),
    ("[Завод «Луч»:Organisation] находится в кризисе, [Омск:City] растёт.", set()),
    ("В [Омске:City] находится делегация [Тверской области:Region].", set()),
    ("[Завод «Луч»:Organisation] находится не в [Таре:City], а в [Омске:City].", {("Завод «Луч»", "Омске")}),
    ("[Завод «Луч»:Organisation] находится в [Омске:City], а не в [Таре:City].", {("Завод «Луч»", "Омске")}),
    ("[Центр «Луч»:Organisation], работающий в [Омске:City], растёт.", {("Центр «Луч»", "Омске")}),
    ("[Банк «Луч»:Organisation] работает в [Китае:Country].", set()),
    # where a body is at home
    ("[Завод «Луч»:Organisation] из [Омска:City] растёт.", {("Завод «Луч»", "Омска")}),
    ("[Завод «Луч»:Organisation] получил из [Омска:City] уголь.", set()),
    ("[Союз «Луч»:Organisation] со штаб-квартирой в [Омске:City] растёт.", {("Союз «Луч»", "Омске")}),
    ("Штаб-квартира [Союза «Луч»:Organisation] — в [Омске:City].", {("Союза «Луч»", "Омске")}),
    ("[Институт воды:Organisation], [Омск:City].", {("Институт воды", "Омск")}),
    ("[Тара:City], что в [Омской области:Region], растёт.", {("Тара", "Омской области")}),
    ("[Таврический район:Region] [Омской области:Region] растёт.", {("Таврический район", "Омской области")}),
    ("[Томская область:Region] [Омской области:Region] не помеха.", set()),
    # brackets, both ways; a body's region lies there, not the body
    ("Гости из [Баку:City] ([Азербайджан:Country]) уехали.", {("Баку", "Азербайджан")}),
    ("[Институт воды:Organisation] ([Омск:City]) растёт.", {("Институт воды", "Омск")}),
    ("Путь пересекает [Казахстан:Country] ([Достык:City], [Актогай:City]).", {
        ("Достык", "Казахстан"), ("Актогай", "Казахстан")}),
    ("[Южная Азия:Feature] ([Индия:Country], [Пакистан:Country]) растёт.", set()),
    ("[Тихоокеанский альянс:Organisation] ([Чили:Country], [Перу:Country]) растёт.", set()),
    ("Форум прошёл в [Минске:City] в [Беларуси:Country].", {("Минске", "Беларуси")}),
    ("Улицы [Минска:City] в [Беларуси:Country] чисты.", {("Минска", "Беларуси")}),
    ("Партнёр [Омска:City] в [Китае:Country] – банк.", set()),
    ("Представительство [Омска:City] в [Китае:Country] растёт.", set()),
    # called its capital, port, centre
    ("[Шанхай:City] – крупнейший порт [Китая:Country].", {("Шанхай", "Китая")}),
    ("[Ош:City], южная столица [Киргизии:Country], растёт.", {("Ош", "Киргизии")}),
    ("Столица [Татарстана:Region] [Казань:City] растёт.", {("Казань", "Татарстана")}),
    ("[Омск:City], партнёр столицы [Татарстана:Region], растёт.", set()),
    ("Порт [Китая:Country] закрыт, [Омск:City] растёт.", set()),
    # a list under its country or region
    ("В [Казахстане:Country] – через [Актобе:City] и [Хоргос:City].", {
        ("Актобе", "Казахстане"), ("Хоргос", "Казахстане")}),
    ("Дорога идёт по [Сибири:Region] через [Омск:City] и [Томск:City].", {("Омск", "Сибири"), ("Томск", "Сибири")}),
    ("Регионы [Казахстана:Country]: [Абайская область:Region] и [Улытау:Region].", {
        ("Абайская область", "Казахстана"), ("Улытау", "Казахстана")}),
    ("Гости [Казахстана:Country]: [Омск:City] и [Томск:City].", set()),
    ("Из [Казахстана:Country] через [Омск:City] едут гости.", set()),
    # side by side
    ("Растут [Нукус:City] в [Каракалпакии:Region] и другие.", {("Нукус", "Каракалпакии")}),
    ("Открыт [порт Курык:Feature] [Абайской области:Region].", {("порт Курык", "Абайской области")}),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), LIES)
def test_where_places_and_bodies_lie(text: str, expected: set[tuple[str, str]]) -> None:
    found = [one for one in read(text) if isinstance(one.fact, Location) and one.modality == "asserted"]
    assert {(names(one, "place")[0], names(one, "located_in")[0]) for one in found} == expected
