"""Whole small documents: metadata, and what is left to read (words only, one line for each line)."""

from pathlib import Path

import pytest

from kg.documents import read
from kg.documents.document import Document, Span


def document(folder: Path, text: str, name: str = "a.txt") -> Document:
    path = folder / name
    path.write_bytes(text.encode())
    return read(path)


def lines(found: Document) -> list[str]:
    return [" ".join(line.split()) for line in found.reading.splitlines() if line.strip()]


def words(found: Document, span: Span | None) -> str:
    return found.reading[span.start : span.end] if span else ""


PAGE = (
    "\nВстреча с губернатором\n\n\n2025-04-10\n\nМосква, Кремль\n\n"
    "События Встреча с губернатором Губернатор доложил о делах. 10 апреля 2025 года 13:50 Москва, Кремль "
    "Встреча с губернатором В.Путин: Добрый день! Смотрите также Участники встречи. 10 апреля 2025 года нет. "
    "А.Дрозденко Дрозденко Александр Юрьевич губернатор Ленинградской области : Дела идут. "
    "Смотрите также Посещение завода «Знание. Первые» 9 апреля 2025 года Новости Совета Безопасности "
    "Дополнительно Указ № 64 pdf, 21.8 кБ В.Путин: Дополнительно строим дороги. <…> "
    "География Ленинградская область Темы Регионы Ещё 2 Лица Дрозденко Александр Юрьевич "
    "Статус материала Опубликован в разделах: Новости , Выступления и стенограммы "
    "Дата публикации: 10 апреля 2025 года, 13:50 Ссылка на материал: kremlin.ru/d/76668 Текстовая версия\n\n"
    "Участники встречи\n\nУчастники встречи 10 апреля 2025 года ИВАНОВ Пётр Ильич – директор завода\n\n\n"
    "http://kremlin.ru/events/president/news/76668\n"
)


def test_saved_page(tmp_path: Path) -> None:
    found = document(tmp_path, PAGE)
    assert lines(found) == [
        "Встреча с губернатором",
        "Москва, Кремль",
        "Губернатор доложил о делах.",
        "В.Путин: Добрый день! Смотрите также Участники встречи. 10 апреля 2025 года нет. "
        "А.Дрозденко Дрозденко Александр Юрьевич губернатор Ленинградской области : Дела идут.",
        "В.Путин: Дополнительно строим дороги.",
        "Участники встречи",
        "ИВАНОВ Пётр Ильич – директор завода",
    ]
    assert [words(found, turn.label) for turn in found.turns] == ["В.Путин", "А.Дрозденко", "В.Путин"]
    assert [words(found, turn.card) for turn in found.turns][
        1
    ] == "Дрозденко Александр Юрьевич губернатор Ленинградской области"
    assert found.reading[found.turns[-1].start : found.turns[-1].end] == "Дополнительно строим дороги."
    assert (found.kind, found.date, found.publisher) == ("transcript", "2025-04-10", "kremlin.ru")


def test_announcement_has_the_day_of_its_publication(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "\n10 мая пройдут переговоры\n\n\n\n\n\n\nСобытия 10 мая пройдут переговоры Анонс на 10 мая 2025 года "
        "Добавить в Календарь Календари Яндекс iCal Google Президент проведёт переговоры. "
        "География Вьетнам Статус материала Опубликован в разделах: Новости , Анонсы "
        "Дата публикации: 6 мая 2025 года, 16:10 Текстовая версия\n\n\nhttp://kremlin.ru/events/76855\n",
    )
    assert lines(found) == ["10 мая пройдут переговоры", "Президент проведёт переговоры."]
    assert (found.kind, found.date, found.place) == ("article", "2025-05-06", None)


PLACES = [
    ("Москва, Кремль", "Москва, Кремль"),
    ("Московская область, Ново-Огарёво", "Московская область, Ново-Огарёво"),
    ("Владимир Путин принял участие в работе форума.", ""),
    ("Открытие: как это было", ""),
]


@pytest.mark.parametrize(("line", "place"), PLACES)
def test_dateline(tmp_path: Path, line: str, place: str) -> None:
    found = document(tmp_path, f"Форум\n\n2022-11-28 13:50:00\n\n{line}\n\nВладимир Путин принял участие в форуме.\n")
    assert words(found, found.place) == place
    assert lines(found)[-1] == "Владимир Путин принял участие в форуме."


DAYS = [
    ("«ОМСКИЕ ВЕДОМОСТИ», № 38 (11 204), 21 сентября 2023 г.\n\nФорум открылся.", "2023-09-21"),
    ("КОРОТКО | Лента новостей за 12 апреля 2022 года\n\nФорум открылся.", "2022-04-12"),
    ("СТЕНОГРАММА\nзаседания комитета\nг. Омск, 5 февраля 2020 года\n\nФорум открылся.", "2020-02-05"),
    ("Форум\n11:20, 27 октября 2021 г. | Автор: пресс-служба\n\nФорум открылся.", "2021-10-27"),
    ("Обзор за неделю, 3–9 июня 2024\n\nФорум открылся.", "2024-06-09"),
    ("Форум\nВыступления (запись, 18 сентября 2024 года, второй день)\n\nФорум открылся.", "2024-09-18"),
    ("Форум\n\nОмск, 14 марта 2024 года. Форум открылся, и гости приехали.", "2024-03-14"),
    (
        "Форум\n\nФорум открылся.\n\nГости приехали.\n\nБеседовал Ильин. Интервью вышло 4 сентября 2024 года.",
        "2024-09-04",
    ),
    (
        "Форум\n\nФорум ашылды.\n\nҚонақтар келді.\n\nОл аяқталды.\n\nБітті.\n\n«Ақтөбе» газеті, 14 қыркүйек 2022 жыл",
        "2022-09-14",
    ),
    ("Мосты\n\nОмск — Тула, 15 марта 2025 г. (Агентство)\n\nФорум открылся.", "2025-03-15"),
    ("ПРОТОКОЛ № 3\nзаседания группы\n\nг. Омск" + " " * 120 + "27 мая 2025 г.\n\nРешили разойтись.", "2025-05-27"),
    ("МИНИСТЕРСТВО\n\nИсх. № 1482-П от 18.10.2024\n\nДепутату Ильину", "2024-10-18"),
    ("Справка управления (к заседанию 7 февраля 2024 г.)\n\nФорум открылся.", "2024-02-07"),
    ("Прямой эфир «Радио», 9 февраля 2023 года, расшифровка. Ведущая: Добрый день. " + "Да. " * 60, "2023-02-09"),
    ("Соглашение от 5 мая 2019 года вступило в силу\n\nФорум открылся.", ""),
    ("Вх. № 12, ответ на письмо № 11 от 5 мая 2019 года\n\nФорум открылся.", ""),
    ("Губернатор, 9 февраля 2023 года открывший форум, уехал. " + "Да. " * 60, ""),
    ("Форум\n\nФорум открылся в Омске, 5 мая 2019 года.", ""),
    ("Форум\n\nФорум открыли 5 мая 2019 года, и гости уехали.", ""),
    ("Форум, прошедший 5 мая 2019 года\n\nФорум открылся.", ""),
    ("Форум\n\nОн открылся.\n\nА ещё пришли гости.\n\nДоговор подписан 5 мая 2019 года.", ""),
]


@pytest.mark.parametrize(("text", "date"), DAYS)
def test_day_of_a_text(tmp_path: Path, text: str, date: str) -> None:
    assert document(tmp_path, text).date == date


MARKDOWN = """
# Форум в **Омске**

Published at: **2019-11-07T00:00:00+00:00**

Author: **Анна Бамбульская**

Original: [Омск Здесь](https://omskzdes.ru/politics/66138.html)

Форум _закрыли_ в [Омске](https://example.org/omsk), цена 5*3 руб.
- Росло всё, - сказал он.
> Автор: неизвестен.
![карта](map.png)

        Фото: kremlin.ru
"""


def test_markdown(tmp_path: Path) -> None:
    found = document(tmp_path, MARKDOWN)
    assert lines(found) == [
        "Форум в Омске",
        "Форум закрыли в Омске, цена 5*3 руб.",
        "- Росло всё, - сказал он.",
        "Автор: неизвестен.",
    ]
    assert found.author == "Анна Бамбульская"
    assert (found.date, found.publisher, found.url) == (
        "2019-11-07",
        "Омск Здесь",
        "https://omskzdes.ru/politics/66138.html",
    )
    assert found.kind == "article"


LEAD = "Главы двух государств закрыли форум, который собрал в Омске более тысячи человек из всех областей."
ARTICLES = [
    (f"Форум закрыт\n{LEAD}", "Форум закрыт", "", "", "article"),
    (f"Форум закрыт\n\nОмск.\n{LEAD}", "Форум закрыт", "", "", "article"),
    (f"28 ноября 2022 года\nФорум закрыт\n{LEAD}", "Форум закрыт", "2022-11-28", "", "article"),
    (f"Форум закрыт\n2022-11-28\n{LEAD}", "Форум закрыт", "2022-11-28", "", "article"),
    (f"{LEAD}\n28.11.2022", "", "2022-11-28", "", "article"),
    (f"{LEAD}\n\nhttps://www.omskzdes.ru/1", "", "", "https://www.omskzdes.ru/1", "article"),
    (f"{LEAD}\nИсточник: https://omskzdes.ru/1", "", "", "https://omskzdes.ru/1", "article"),
    (f"{LEAD}\nПодробнее на https://omskzdes.ru/1", "", "", "", "plain"),
    (f"{LEAD}\n{LEAD}", "", "", "", "plain"),
    (LEAD, "", "", "", "plain"),
    (f"– Форум закрыт\n{LEAD}", "", "", "", "plain"),
    (f"Он сказал следующее:\n{LEAD}", "", "", "", "plain"),
    (f"28 ноября 2022 года форум закрыт.\n{LEAD}", "", "", "", "plain"),
    (f"В.Путин: Добрый день\n{LEAD}", "", "", "", "transcript"),
]


@pytest.mark.parametrize(("text", "title", "date", "url", "kind"), ARTICLES)
def test_article(tmp_path: Path, text: str, title: str, date: str, url: str, kind: str) -> None:
    found = document(tmp_path, text)
    assert (words(found, found.title), found.date, found.url, found.kind) == (title, date, url, kind)
    assert found.publisher == ("omskzdes.ru" if url else "")
    header = {"28 ноября 2022 года", "2022-11-28", "28.11.2022"} if date else set()
    blanked = [word for line in text.splitlines() if line in header or (url and url in line) for word in line.split()]
    assert len(found.reading.split()) == len(text.split()) - len(blanked)


STATED = [
    (f"АСТАНА. 3 июня 2021 года. – {LEAD}", "2021-06-03", ""),
    (f"Форум закрыт\n\n15 октября 2021 12:30\n\n{LEAD}", "2021-10-15", ""),
    (f"Форум закрыт 15 октября 2021 года 12:30 Москва, Кремль {LEAD}", "2021-10-15", ""),
    (f"{LEAD}\nВ 2021 году, 15 октября, форум закрыли.", "", ""),
    (f"Форум закрыт\nАвтор: Анна Бамбульская\n{LEAD}", "", "Анна Бамбульская"),
    (f"{LEAD}\nАвтор: неизвестен.", "", ""),
]


@pytest.mark.parametrize(("text", "date", "author"), STATED)
def test_what_a_text_states(tmp_path: Path, text: str, date: str, author: str) -> None:
    found = document(tmp_path, text)
    assert (found.date, found.author) == (date, author)


def test_a_document_without_title_is_called_by_its_first_line(tmp_path: Path) -> None:
    assert document(tmp_path, f"Форум закрыт\n\n{LEAD}").called == "Форум закрыт"
    assert document(tmp_path, "Омск и Павлодар — побратимы.").called == "Омск и Павлодар — побратимы."
    called = document(tmp_path, f"{LEAD} {LEAD}").called
    assert called.endswith("…")
    assert len(called) <= 100
