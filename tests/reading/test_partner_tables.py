"""Tables of partners in both languages: bars, tabs, and cells that are lines of their own; and tables that are none."""

from pathlib import Path

import pytest

from kg import documents
from kg.model.facts import Agreement, Fact, Location, RegionTie, Route, SisterCities
from kg.reading.extraction import extract
from tests.reading.kazakh.texts import GAZETTEER

TWINS = [("Семей", "Барнауыл"), ("Семей", "Кония")]
IN_COUNTRIES = [("Барнауыл", "Ресей"), ("Кония", "Түркия")]
TIED = [("Томская область", "Витебская область"), ("Томская область", "Восточно-Казахстанская область")]

READ = [
    (
        "a.txt",
        "Семей қаласының бауырлас қалалары\n\n| № | Ел | Қала | Жылы |\n|---|---|---|---|\n"
        "| 1 | Ресей | Барнаул | 1998 |\n| 2 | Түркия | Кония | 2012 |\n| 3 | Германия | Лейпциг | тоқтатылған |\n",
        {SisterCities: TWINS, Location: [*IN_COUNTRIES, ("Лейпциг", "Германия")]},
    ),
    (
        "a.txt",
        "Семей қаласының бауырлас қалалары\n\nҚала\nЕл\nЖылы\n\nБарнаул\nРесей\n1998\n\nКония\nТүркия\n2012\n",
        {SisterCities: TWINS, Location: IN_COUNTRIES},
    ),
    (
        "a.txt",
        "Атырау облысының серіктес өңірлері\n\nЕл\tӨңір\tҚұжат\tКүні\n"
        "Ресей\tАстрахан облысы\tЫнтымақтастық туралы келісім\t12.03.2018\n",
        {
            Agreement: [("Ынтымақтастық туралы келісім", "2018-03-12", "Атырау облысы", "Астрахан облысы")],
            RegionTie: [("Атырау облысы", "Астрахан облысы")],
        },
    ),
    (
        "a.txt",
        "Партнёры Томской области за рубежом\n\nРегион\nСтрана\nДокумент\nДата\n\n"
        "Восточно-Казахстанская область\nКазахстан\nСоглашение о сотрудничестве\n12.05.2014\n\n"
        "Витебская область\nБелоруссия\nСоглашение о сотрудничестве\n2016\n",
        {
            Agreement: [
                (
                    "Соглашение о сотрудничестве",
                    "2014-05-12",
                    "Томская область",
                    "Восточно-Казахстанская область",
                ),
                (
                    "Соглашение о сотрудничестве: Томская область, Витебская область",
                    "2016",
                    "Томская область",
                    "Витебская область",
                ),
            ],
            RegionTie: TIED,
        },
    ),
    (
        "a.txt",
        "Внешняя торговля Томской области\n\nСтрана | Экспорт | Импорт\nКазахстан | 31,4 | 2,2\nКитай | 18,7 | 40,1\n",
        {RegionTie: [("Томская область", "Казахстан"), ("Томская область", "Китай")], Agreement: []},
    ),
    (
        "a.txt",
        "Новые пути\n\nЛиния | Где | Длина, км\nТомск – Кызыр | Томская область | 90\nТомск – Белый Яр | – | 40\n"
        "Томск – Тара | расторгнуто | 70\n",
        {Route: [("Томск – Кызыр", "Томск", "Кызыр", "Томская область"), ("Томск – Белый Яр", "Томск", "Белый Яр")]},
    ),
    (
        "a.txt",
        "Жаңа пойыздар туралы\n\nПойыз | Қайдан | Қайда | Жолаушы\n«Тұлпар» | Томск | Омбы | 7 мың\n"
        "«Ертіс» | Томск | жоқ | –\nТомск | Омбы | Қазақстан | –\n",
        {Route: [("«Тұлпар»", "Томск", "Омбы")]},
    ),
    (
        "a.md",
        "# Города-побратимы Томска\n\nГород дружит с другими городами, сообщили в администрации города.\n\n"
        "| Город | Страна | Год |\n|---|---|---|\n| Ульсан | Республика Корея | 2003 |\n| Кызыр | Казахстан | 2012 |\n",
        {
            SisterCities: [("Томск", "Кызыр"), ("Томск", "Ульсан")],
            Location: [("Кызыр", "Казахстан"), ("Ульсан", "Республика Корея")],
        },
    ),
    # a row that says it is none
    (
        "a.md",
        "# Города-побратимы Томска\n\n| Город | Страна | Основание |\n|---|---|---|\n"
        "| Ульсан | Республика Корея | договор 2003 года |\n| Кызыр | Казахстан | не является побратимом |\n"
        "| Тара | Россия | документа нет |\n| Омск | Россия | является побратимом |\n",
        {SisterCities: [("Томск", "Омск"), ("Томск", "Ульсан")]},
    ),
    (
        "a.md",
        "# Семей қаласының бауырлас қалалары\n\n| Қала | Ел | Негізі |\n|---|---|---|\n"
        "| Ульсан | Корея Республикасы | 2003 жылғы шарт |\n| Барнаул | Ресей | бауырлас болып табылмайды |\n"
        "| Омбы | Ресей | құжат жоқ |\n| Томск | Ресей | бауырлас болып табылады |\n",
        {SisterCities: [("Семей", "Ульсан"), ("Семей", "Томск")]},
    ),
]


def _facts(tmp_path: Path, name: str, text: str) -> list[Fact]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = documents.read(path)
    found = extract(document, GAZETTEER).found
    return [one.fact for one in found if one.rule.endswith("-in-table") and one.rule != "figure-in-table"]


def _told(fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, SisterCities):
        return (fact.city.name, fact.sister_city_of.name)
    if isinstance(fact, Location):
        return (fact.place.name, fact.located_in.name)
    if isinstance(fact, RegionTie):
        return (fact.region.name, fact.cooperates_with.name)
    if isinstance(fact, Route):
        return (fact.corridor.name, *(place.name for place in fact.traverses))
    assert isinstance(fact, Agreement)
    return (fact.agreement.name, fact.date, *(party.name for party in fact.party))


@pytest.mark.parametrize(("name", "text", "expected"), READ)
def test_a_table_of_partners(
    name: str, text: str, expected: dict[type[Fact], list[tuple[str, ...]]], tmp_path: Path
) -> None:
    facts = _facts(tmp_path, name, text)
    for kind, told in expected.items():
        assert sorted(_told(fact) for fact in facts if isinstance(fact, kind)) == sorted(told)


OTHER = [
    "Семей қаласының мектептері\n\nҚала\nЖылы\n\nБарнаул мен Семей туралы көрме 1998 жылы ашылды, деді қала әкімі.\n",
    "Томск принял гостей\n\nГород\nСтрана\n\nБарнаул посетили гости из Казахстана, сообщили в администрации.\n",
    "Счёт | Голы\nТомск – Тара | 2\n",
    "| Показатель | 2021 |\n|---|---|\n| Томск | 120 |\n",
]


@pytest.mark.parametrize("text", OTHER)
def test_other_lines_are_no_table_of_partners(text: str, tmp_path: Path) -> None:
    assert _facts(tmp_path, "a.txt", text) == []
