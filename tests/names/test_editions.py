import pytest

from kg.language.analysis import analyse
from kg.names.events.described import described
from kg.names.events.editions import by_fuller_description, editions
from kg.names.same_names import one_name_each
from kg.names.things import things
from tests.reading.marked import marked

EDITIONS: list[tuple[str, list[tuple[str, int | None]]]] = [
    (
        "Завершился XII Форум регионов [Беларуси:Country]. Участники форума довольны.",
        [("XII Форум регионов Беларуси", 12), ("XII Форум регионов Беларуси", 12)],
    ),
    ("Завершился экономический форум. Участники форума довольны.", []),
    (
        "Прошёл XII Форум регионов [Беларуси:Country]. Двенадцатый Форум регионов завершён.",
        [("XII Форум регионов Беларуси", 12), ("XII Форум регионов Беларуси", 12)],
    ),
    (
        "Прошёл XII Форум регионов [Беларуси:Country], и готовится XIII Форум регионов [Беларуси:Country].",
        [("XII Форум регионов Беларуси", 12), ("XIII Форум регионов Беларуси", 13)],
    ),
    (
        "Прошёл XII Форум регионов [Беларуси:Country]. Следующий форум будет в Гомеле.",
        [("XII Форум регионов Беларуси", 12)],
    ),
    (
        "Следующее заседание Совета глав правительств [Армении:Country] пройдёт в Гюмри.",
        [("Следующее Заседание Совета глав правительств Армении", None)],
    ),
    ("Следующий Форум городов [Армении:Country] пройдёт в Гюмри.", [("Следующий Форум городов Армении", None)]),
    (
        "Прошёл XII Форум регионов [Беларуси:Country]. Закрылся V саммит стран Африки.",
        [("XII Форум регионов Беларуси", 12), ("V саммит стран Африки", 5)],
    ),
    (
        "Прошёл XII Форум регионов [Беларуси:Country]. Завершился Петербургский экономический форум.",
        [("XII Форум регионов Беларуси", 12), ("Петербургский экономический форум", None)],
    ),
]
ABOUT = "XII Форум регионов Беларуси"
BARE = [
    ("Нынешний форум завершён.", True),
    ("Доволен наш форум.", True),
    ("Гости прибыли на оренбургский форум.", True),
    ("Это обсудили на отдельном форуме в Минске.", False),
    ("Пройдёт специальный форум.", False),
    ("Собрали другой молодёжный форум.", False),
    ("Нужен ещё один форум.", False),
    ("Нужен новый форум.", False),
    ("Новые участники форума довольны.", True),
]


@pytest.mark.parametrize(("text", "is_main"), BARE)
def test_the_forum_of_the_document(text: str, is_main: bool) -> None:
    document, mentions = marked(f"Завершился XII Форум регионов [Беларуси:Country]. {text}")
    doc = analyse(document)
    events = [thing for thing in things(doc, mentions) if thing.mention.kind == "Event"]
    assert len([event for event in editions(doc, events) if event.mention.name == ABOUT]) == 1 + is_main


@pytest.mark.parametrize(("text", "expected"), EDITIONS)
def test_editions(text: str, expected: list[tuple[str, int | None]]) -> None:
    document, mentions = marked(text)
    doc = analyse(document)
    events = [thing for thing in things(doc, mentions) if thing.mention.kind == "Event"]
    found = sorted(editions(doc, events), key=lambda event: event.mention)
    assert [(event.mention.name, event.ordinal) for event in found] == expected


FULLER: list[tuple[str, list[str]]] = [
    (
        "Заявления для прессы по итогам саммита. Заявления для прессы сделаны.",
        ["Заявления для прессы по итогам саммита"],
    ),
    (
        "Программа сотрудничества с [Перу:Country]. Программа сотрудничества с [Чили:Country].",
        ["Программа сотрудничества с Перу", "Программа сотрудничества с Чили"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FULLER)
def test_the_fuller_description_names(text: str, expected: list[str]) -> None:
    document, mentions = marked(text)
    found = one_name_each(described(analyse(document), mentions), (), (by_fuller_description,))
    assert list(dict.fromkeys(thing.mention.name for thing in found)) == expected
