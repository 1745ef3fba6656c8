"""Tables of Markdown, HTML and plain text: number, unit, time, measure, whom it is about; and what is no table."""

from pathlib import Path

import pytest

from kg import documents
from kg.model.facts import Figure
from kg.reading.tables import tabled
from kg.reading.tables.values import unit_in, value_in
from tests.reading.figures.sentences import mentions

RUSSIAN = "Областной форум открылся утром. Участники обсудили торговлю, сообщили в правительстве области.\n\n"
KAZAKH = "Облыстың жылдық есебі жарияланды. Онда сауда туралы айтылған, деді облыс әкімі.\n\n"

READ = [
    (
        "a.md",
        RUSSIAN
        + "| Позиция | км |\n|---|---|\n| План ввода дорог на 2012 год, всего | 716 |\n"
        + "| – Омск | 532 |\n| Мосты | 5 |\n",
        [
            ("716", "km", "2012", "план ввода дорог на 2012 год", ""),
            ("532", "km", "2012", "план ввода дорог на 2012 год", "Омск"),
            ("5", "km", "", "мосты", ""),
        ],
    ),
    (
        "a.md",
        RUSSIAN
        + "Внешняя торговля, млн долл. США\n\n"
        + "| Страна | 2021 год | 2022 год |\n|---|---|---|\n| Казахстан | 861 | 1 020,5 |\n",
        [
            ("861000000", "USD", "2021", "внешняя торговля", "Казахстан"),
            ("1020500000", "USD", "2022", "внешняя торговля", "Казахстан"),
        ],
    ),
    (
        "a.md",
        RUSSIAN
        + "| Показатель | 2021 |\n|---|---|\n| Перевалка грузов, тыс. тонн | 120 |\n| Доля вагонов, % | 12,5 |\n",
        [("120000", "tonne", "2021", "перевалка грузов", ""), ("12.5", "percent", "2021", "доля вагонов", "")],
    ),
    (
        "a.html",
        f"<html><body><article><p>{RUSSIAN}</p><table><tr><th>Страна</th><th>Экспорт, млн долл.</th></tr>"
        f"<tr><td>Китай</td><td>640</td></tr></table><p>{RUSSIAN}</p></article></body></html>",
        [("640000000", "USD", "", "экспорт", "Китай")],
    ),
    (
        "a.txt",
        RUSSIAN + "Год\tЭкспорт, млн тенге\n2020\t10\n2021\t11\n",
        [("10000000", "KZT", "2020", "экспорт", ""), ("11000000", "KZT", "2021", "экспорт", "")],
    ),
    (
        "a.txt",
        RUSSIAN + "Длина дорог\n\nУчасток\nКм\nВ работе\n1621\nОткрыто\n448,5\n",
        [("1621", "km", "", "в работе", ""), ("448.5", "km", "", "открыто", "")],
    ),
    (
        "a.txt",
        RUSSIAN
        + "Итоги I полугодия 2021 года\n\nОборот всего, млн долл. США – 2 418 (–6,2 %)\n"
        + "в том числе:\nКитай – 640 (+11 %)\n",
        [
            ("2418000000", "USD", "2021-01/2021-06", "оборот", ""),
            ("6.2", "percent", "2021-01/2021-06", "снижение: оборот", ""),
            ("640000000", "USD", "2021-01/2021-06", "оборот", "Китай"),
            ("11", "percent", "2021-01/2021-06", "рост: оборот", "Китай"),
        ],
    ),
    (
        "a.txt",
        KAZAKH
        + "Көрсеткіш\n2021 жыл\nЖыл соңына жоспар\nЖүк, тонна\n733 мың\n3,2 млн\nКонтейнер, ЖФЭ\n10 мың\n50 мың\n",
        [
            ("733000", "tonne", "2021", "жүк", ""),
            ("3200000", "tonne", "", "жүк", ""),
            ("10000", "TEU", "2021", "контейнер", ""),
            ("50000", "TEU", "", "контейнер", ""),
        ],
    ),
    (
        "a.txt",
        RUSSIAN + "Торговля\n\nСтрана\nОборот, млн долл. США, 2022 г.\nЭкспорт, 2023 г.\nОснова\n"
        "Китай\n412,6\n138,2\nДоговор, 18.09.2009\nОмск\nн/д\n20,5\nнет\n",
        [
            ("412600000", "USD", "2022", "оборот", "Китай"),
            ("138200000", "USD", "2023", "экспорт", "Китай"),
            ("20500000", "USD", "2023", "экспорт", "Омск"),
        ],
    ),
    (
        "a.txt",
        KAZAKH + "Дәліз\n2023 ж., мың тонна\nБекеттер\nАстана\n11 800\nДостық, Қарталы\nОмск\n2 760\nОзинки\n",
        [("11800000", "tonne", "2023", "салмақ", "Астана"), ("2760000", "tonne", "2023", "салмақ", "Омск")],
    ),
    ("a.txt", RUSSIAN + "Глава первая\n5\nтонн груза было тут\nГлава вторая\n17\nтонн не было\n", []),
    (
        "a.md",
        RUSSIAN + "| № | Документ | Год |\n|---|---|---|\n| 1 | Соглашение | 2019 |\n| 2 | Меморандум | 2020 |\n",
        [],
    ),
    ("a.md", RUSSIAN + "| Приёмная | Телефон |\n|---|---|\n| Министр | 30-00-17 |\n| Отдел | 31 |\n", []),
    ("a.txt", RUSSIAN + "Команда\tСчёт\nОмск\t3:2\nТула\t2:3\n", []),
    ("a.txt", RUSSIAN + "Китай – 640\nТула – 12\n", []),
    ("a.txt", RUSSIAN + "Первая глава\n5\nВторая глава\n17\n", []),
]


@pytest.mark.parametrize(("name", "text", "expected"), READ)
def test_figures(tmp_path: Path, name: str, text: str, expected: list[tuple[str, ...]]) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = documents.read(path)
    found = [one.fact for one in tabled(document, mentions(document.reading))]
    read = [one for one in found if isinstance(one, Figure)]
    about = [", ".join(mention.name for mention in one.about) for one in read]
    assert [(o.value, o.unit, o.period, o.measure.text, a) for o, a in zip(read, about, strict=True)] == expected


@pytest.mark.parametrize(
    ("cell", "number", "unit"),
    [
        ("1 020,5", "1020.5", ""),
        ("1,5 тыс. тонн", "1500", "tonne"),
        ("5 мыңнан астам", "5000", ""),
        ("–6,2 %", "6.2", "percent"),
        ("12 фур", "", ""),
        ("12.10.2009", "", ""),
        ("2022 год", "", ""),
    ],
)
def test_a_cell(cell: str, number: str, unit: str) -> None:
    read = value_in(cell)
    assert (f"{read.number.normalize():f}" if read else "", read.unit if read else "") == (number, unit)


@pytest.mark.parametrize(
    ("label", "what", "code", "power"),
    [
        ("Экспорт, млн долл. США", "Экспорт", "USD", 6),
        ("Площадь (тыс. кв. км)", "Площадь", "km2", 3),
        ("Тауар айналымы, млн АҚШ доллары", "Тауар айналымы", "USD", 6),
        ("Км", "", "km", 0),
        ("Страна", "", "", 0),
        ("Тонна нефти", "", "", 0),
        ("План, 2022 год", "", "", 0),
    ],
)
def test_the_unit_of_a_label(label: str, what: str, code: str, power: int) -> None:
    unit = unit_in(label)
    assert (unit.what, unit.code, unit.power) == (what, code, power) if unit else (code == "")
