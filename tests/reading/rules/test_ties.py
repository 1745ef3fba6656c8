import pytest

from kg.model.facts import RegionTie
from kg.reading.rules.russian.ties import RULES
from tests.reading.marked import stated

CASES: list[tuple[str, list[tuple[str, ...]]]] = [
    (
        "Поставки в [Индию:Country] из [Томской области:Region] выросли на 5 процентов, из [Татарстана:Region] – на 7.",
        [("Томской области", "Индию", "Поставки"), ("Татарстана", "Индию", "Поставки")],
    ),
    ("Товарооборот [Татарстана:Region] с [Индией:Country] вырос.", [("Татарстана", "Индией", "Товарооборот")]),
    (
        "Растёт сотрудничество между [Томской областью:Region] и [Кубой:Country].",
        [("Томской областью", "Кубой", "сотрудничество")],
    ),
    ("[Татарстан:Region] давно сотрудничает с [Индией:Country].", [("Татарстан", "Индией")]),
    (
        "Создана рабочая группа по сотрудничеству [Татарстана:Region] и [Кубы:Country].",
        [("Татарстана", "Кубы", "рабочая группа")],
    ),
    ("Речь о связях [Татарстана:Region] с [Кубой:Country].", [("Татарстана", "Кубой", "связях")]),
    ("Поставки в [Индию:Country] из [России:Country] выросли.", []),
    ("Товарооборот [Татарстана:Region] вырос, с [Индией:Country] граничит море.", []),
    ("[Татарстан:Region] граничит с [Индией:Country].", []),
    ("Границы между [Томской областью:Region] и [Кубой:Country] нет.", []),
    ("[Татарстан:Region] не сотрудничает с [Индией:Country].", []),
    ("Приехали гости из [Татарстана:Region] и [Кубы:Country].", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_ties(text: str, expected: list[tuple[str, ...]]) -> None:
    assert stated(RULES, text, RegionTie) == expected
