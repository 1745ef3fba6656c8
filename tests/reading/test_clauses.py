"""What a clause leaves to its reader: titles behind a paper's head, several territories behind one post, lists, a verb
left out, a pronoun; and what only looks like it."""

import pytest

from kg.language.analysis import analyse
from kg.model.facts import (
    Agreement,
    Found,
    Founding,
    Location,
    Membership,
    Mention,
    Participation,
    Phrase,
    Project,
    RegionTie,
    Role,
    Utterance,
)
from kg.reading.frames import framed
from kg.reading.pattern import sentences
from tests.reading.marked import marked
from tests.reading.test_frames import names, read

SAID = ("asserted", "planned")

PARTIES: list[tuple[str, set[str]]] = [
    # a capital makes a name of the paper's noun to the tagger
    ("[Тула:City] и [Гродно:City] заключили [Меморандум об обмене:Agreement].", {"Тула", "Гродно"}),
    # a participle and a relative belong to the paper, not to a noun of its title
    (
        "[Соглашение о сотрудничестве:Agreement], подписанное [Омской областью:Region] и [Тверской областью:Region], "
        "действует.",
        {"Омской областью", "Тверской областью"},
    ),
    (
        "Действует [соглашение о дружбе народов:Agreement], которое подписали [Тула:City] и [Гродно:City].",
        {"Тула", "Гродно"},
    ),
    # a post and a body of several territories
    (
        "Губернаторы [Омской:Region] и [Тверской областей:Region] подписали [соглашение о дружбе:Agreement].",
        {"Омской", "Тверской областей"},
    ),
    (
        "Министры культуры [России:Country] и [Китая:Country] подписали [соглашение о дружбе:Agreement].",
        {"России", "Китая"},
    ),
    # a territory in brackets behind a person
    (
        "Губернатор [Иван Орлов:Person] ([Омская область:Region]) и аким [Айдос Нурланов:Person] "
        "([Костанайская область:Region]) подписали [договор о дружбе:Agreement].",
        {"Омская область", "Костанайская область"},
    ),
    # brackets within a list
    (
        "[Тула:City] подписала [договор о дружбе:Agreement] с [заводом «Луч»:Organisation] (кабель) и "
        "[заводом «Рубин»:Organisation] (стекло).",
        {"Тула", "заводом «Луч»", "заводом «Рубин»"},
    ),
    # the verb left out
    (
        "[Договор о дружбе:Agreement] подписал мэр [Тулы:City] [Иван Орлов:Person], с белорусской стороны – мэр "
        "[Гродно:City] [Антон Белый:Person].",
        {"Тулы", "Гродно"},
    ),
    # a pronoun for the paper
    (
        "Готов [договор о дружбе:Agreement] (подпишут его [Тула:City] и [Гродно:City]).",
        {"Тула", "Гродно"},
    ),
    # other verbs and nouns
    ("[Тула:City] и [Гродно:City] связаны [договором о дружбе:Agreement].", {"Тула", "Гродно"}),
    ("Сторонами [договора о дружбе:Agreement] выступают [Тула:City] и [Гродно:City].", {"Тула", "Гродно"}),
    ("Между [Тулой:City] и [Гродно:City] есть [договор о дружбе:Agreement].", {"Тулой", "Гродно"}),
    ("К [соглашению о торговле:Agreement] присоединилась [Монголия:Country].", {"Монголия"}),
    ("[Соглашение о торговле:Agreement] ратифицировали [Россия:Country] и [Монголия:Country].", {"Россия", "Монголия"}),
    (
        "Под [договором о дружбе:Agreement] стоят подписи мэра [Тулы:City] и мэра [Гродно:City].",
        {"Тулы", "Гродно"},
    ),
    (
        "[Тула:City] и [Гродно:City] обменялись экземплярами [договора о дружбе:Agreement].",
        {"Тула", "Гродно"},
    ),
    # and what only looks like it
    ("С казахстанской стороны [договор о дружбе:Agreement] не подписал никто из [Тулы:City].", set()),
    ("[Тула:City] и [Гродно:City] не связаны [договором о дружбе:Agreement].", set()),
    ("[Тула:City] отказалась присоединиться к [договору о дружбе:Agreement].", set()),
    ("[Договор о дружбе:Agreement] связан с праздником в [Туле:City].", set()),
    ("Губернаторы [Омской:Region] и [Тверской областей:Region] обсудили [соглашение о дружбе:Agreement].", set()),
]

MEMBERS: list[tuple[str, set[str]]] = [
    ("[Омск:City] и [Томск:City] как члены [Союза городов:Organisation] приняли съезд.", {"Омск", "Томск"}),
    ("[Омск:City] как гость [Союза городов:Organisation] принял съезд.", set()),
    ("В составе [Союза городов:Organisation] – [Омск:City] и [Томск:City].", {"Омск", "Томск"}),
    ("Среди членов [Союза городов:Organisation] есть [Омск:City] и [Томск:City].", {"Омск", "Томск"}),
    ("Среди гостей [Союза городов:Organisation] есть [Омск:City] и [Томск:City].", set()),
    # a pronoun, or a bare noun, that the sentence before tells of; Анна is «она» by herself
    ("[Омская область:Region] растёт. Она вступила в [Союз областей:Organisation].", {"Омская область"}),
    ("[Палата торговли:Organisation] растёт. Она состоит в [Союзе палат:Organisation].", {"Палата торговли"}),
    ("[Омск:City] растёт. Сам город входит в [Союз городов:Organisation].", {"город"}),
    ("[Омская область:Region] растёт. Он вступил в [Союз областей:Organisation].", set()),
    ("[Омская область:Region] рада [Анне:Person]. Она вступила в [Союз областей:Organisation].", {"Она"}),
    ("[Омская область:Region] ждёт [Тверскую область:Region]. Она вступила в [Союз:Organisation].", set()),
    ("Жизнь в [Омской области:Region] дорога. Она вступила в [Союз областей:Organisation].", set()),
    ("Создана [Ассоциация городов:Organisation]. В неё вошли [Омск:City] и [Томск:City].", {"Омск", "Томск"}),
    ("Создан [Союз городов:Organisation]. Его членами стали [Омск:City] и [Томск:City].", {"Омск", "Томск"}),
    ("[Омск:City], член [Союза городов:Organisation], принял съезд.", {"Омск"}),
    ("[Омск:City] получил статус наблюдателя в [Союзе городов:Organisation].", {"Омск"}),
    ("Членство в [Союзе городов:Organisation] получили [Омск:City] и [Томск:City].", {"Омск", "Томск"}),
    ("Председательство в [Союзе городов:Organisation] перешло к [Омску:City].", {"Омску"}),
    ("Акционерами [банка «Луч»:Organisation] являются [Россия:Country] и [Китай:Country].", {"Россия", "Китай"}),
    ("Государства-члены [ЕАЭС:Organisation]: [Россия:Country] и [Армения:Country].", {"Россия", "Армения"}),
    ("Создан [завод «Луч»:Organisation]. В него вошли [Омск:City] и [Томск:City].", set()),  # no union
    ("Создана [Ассоциация городов:Organisation]. В него вошли [Омск:City] и [Томск:City].", set()),  # another gender
    ("[Омск:City] не получил статус наблюдателя в [Союзе городов:Organisation].", set()),
    ("[Омск:City] получил деньги в [Союзе городов:Organisation].", set()),
    ("Отдел в составе [Союза городов:Organisation] ([Омск:City]) открыт.", set()),
    ("[Омск:City], гость [Союза городов:Organisation], принял съезд.", set()),
]

FOUNDERS: list[tuple[str, set[str]]] = [
    (
        "[Фонд «Луч»:Organisation] учредили [Омская область:Region] и [Тверская область:Region].",
        {"Омская область", "Тверская область"},
    ),
    ("[Фонд «Луч»:Organisation] не учредили [Омская область:Region] и [Тверская область:Region].", set()),
]

ATTENDED: list[tuple[str, set[str]]] = [
    ("Гостями [форума «Соседи»:Event] стали [Иван Орлов:Person] и [Пётр Лисин:Person].", {"Иван Орлов", "Пётр Лисин"}),
    ("Участниками [форума «Соседи»:Event] стали делегации [Омска:City] и [Томска:City].", {"Омска", "Томска"}),
    ("Среди участников [форума «Соседи»:Event] – [Омск:City] и [Томск:City].", {"Омск", "Томск"}),
    (
        "Губернаторы [Омской:Region] и [Тверской областей:Region] выступили на [форуме «Соседи»:Event].",
        {"Омской", "Тверской областей"},
    ),
    ("На [заседании комиссии:Event] под председательством [Ивана Орлова:Person] обсудили дороги.", {"Ивана Орлова"}),
    ("[Иван Орлов:Person] подчеркнул, что впервые прибыл с [официальным визитом:Event].", {"Иван Орлов"}),
    ("Приехал [Иван Орлов:Person]. Он выступил на [форуме «Соседи»:Event].", {"Иван Орлов"}),
    ("Приехали [Иван Орлов:Person] и [Пётр Лисин:Person]. Он выступил на [форуме «Соседи»:Event].", set()),  # which?
    ("Гостями [форума «Соседи»:Event] не стали [Иван Орлов:Person] и [Пётр Лисин:Person].", set()),
    ("Президенты [России:Country] и [Китая:Country] выступили на [форуме «Соседи»:Event].", set()),  # not the countries
    ("[Иван Орлов:Person] подчеркнул, что никто не прибыл с [официальным визитом:Event].", set()),
    (
        "[Иван Орлов:Person] подчеркнул, что [Пётр Лисин:Person] прибыл с [официальным визитом:Event].",
        {"Пётр Лисин"},
    ),
    # what is done to a body at an event is no doing of it there
    ("[Клуб «Луч»:Organisation], созданный на [форуме «Соседи»:Event], принял устав.", set()),
    ("[Союз «Волга»:Organisation], учреждённый в ходе [форума «Соседи»:Event], избрал совет.", set()),
    ("[Клуб «Луч»:Organisation] на [форуме «Соседи»:Event] подписал договор.", {"Клуб «Луч»"}),
    ("Мэр [Иван Орлов:Person], избранный на [форуме «Соседи»:Event], подписал договор.", {"Иван Орлов"}),
]

PROJECTS: list[tuple[str, set[tuple[str, str]]]] = [
    ("Вузы договорились открыть в [Омске:City] общую лабораторию.", {("Общая лаборатория в Омске", "planned")}),
    ("Планируется построить в [Омске:City] элеватор.", {("Элеватор в Омске", "planned")}),
    ("В [Омске:City] началось строительство хаба.", {("Хаб в Омске", "running")}),
    ("В [Омске:City] разворачивается совместное производство.", {("Совместное производство в Омске", "running")}),
    ("[Тула:City] реализует проект по созданию кластера.", {("Кластер", "running")}),
    ("[Иран:Country] достроил 37 км железной дороги.", {("Железная дорога", "completed")}),
    ("Хаб, который строит [компания «Луч»:Organisation], растёт.", {("Хаб", "running")}),
    ("В [Омске:City] работает совместный завод «Луч».", {("Совместный завод «Луч»", "running")}),
    ("Скоро начнёт ходить поезд «Степной экспресс».", {("Поезд «Степной экспресс»", "planned")}),
    (
        "Между [Омском:City] и [Томском:City] откроют прямой рейс.",
        {("Прямой рейс Омском – Томском", "planned")},
    ),
    ("[Тула:City] построит в [Омске:City] склад.", {("Склад в Омске", "planned")}),
    ("[Тула:City] учредила в [Омске:City] химический парк.", {("Химический парк в Омске", "completed")}),
    ("Гости привезли проект – совместную больницу в [Омске:City].", {("Совместная больница в Омске", "running")}),
    ("Завод стекла, который финансирует [Тула:City], растёт.", {("Завод стекла", "running")}),
    ("[Тула:City] вложила миллион в завод стекла в [Омске:City].", {("Завод стекла в Омске", "completed")}),
    ("Завтра в [Омске:City] открывают торговый дом «Волга».", {("Торговый дом «Волга»", "planned")}),
    ("[Пункт пропуска «Луч»:Feature], реконструированный весной, открыт.", {("Пункт пропуска «Луч»", "completed")}),
    ("Из [Омска:City] в [Тару:City] запустят автобус.", {("Автобус Омска – Тару", "planned")}),
    ("[Автобус Омск – Тара:Corridor] пойдёт через неделю.", {("Автобус Омск – Тара", "planned")}),
    ("[Омск:City] и [Тару:City] свяжет рейс.", {("Рейс Омск – Тару", "planned")}),
    ("[Компания «Луч»:Organisation] строит под [Омском:City] цех стекла.", {("Цех стекла под Омском", "running")}),
    (
        "Из [Омска:City] через [Тулу:City] до [Тары:City] пойдёт скорый поезд.",
        {("Скорый поезд Омска – Тулу – Тары", "planned")},
    ),
    ("Стороны договорились о [рейсе Омск – Тара:Corridor].", {("рейсе Омск – Тара", "planned")}),
    ("Весной в [музее Абая:Organisation] откроют омский зал.", {("Омский зал", "planned")}),
    ("[Омск:City] и [Тара:City] наладят обмен студентами.", {("Обмен студентами", "planned")}),
    ("Между [Омском:City] и [Тарой:City] идёт обмен школьниками.", {("Обмен школьниками", "running")}),
    ("[Школа Абая:Organisation] и [школа Гёте:Organisation] обмениваются классами.", {("Обмен классами", "running")}),
    ("[Омск:City] и [Тара:City] обменялись опытом.", set()),
    ("[Омск:City] и [Тара:City] не будут обмениваться студентами.", set()),
    ("[Омск:City] начнёт обмен студентами.", set()),  # with whom?
    ("Из [России:Country] в [Индию:Country] запустили поезд.", set()),
    ("Стороны договорились о встрече.", set()),
    ("Из [Омска:City] не запустят автобус в [Тару:City].", set()),
    ("Совместная больница закрыта.", set()),
    ("[Омск:City] и [Тару:City] связывает дружба.", set()),
    ("[Тула:City] вложила миллион в рекламу.", set()),
    ("Автобус пойдёт через неделю.", set()),
    ("В [Омске:City] работает завод.", set()),
    ("В [Омске:City] открыли магазин и завод.", set()),
    ("Вузы отказались открыть в [Омске:City] общую лабораторию.", set()),
    ("Не планируется построить в [Омске:City] элеватор.", set()),
    ("В [Омске:City] обсудили возможность строительства хаба.", set()),
    ("Откроют прямой рейс.", set()),
    ("Центр, который открыли в [Омске:City], большой.", set()),
    ("Повреждения сооружений канала в [Омске:City] велики.", set()),
    ("Договор открывает дорогу [Омску:City].", set()),
    ("В [Омске:City] построены новые школы.", set()),
    ("Построена [Сангтудинская ГЭС:Feature] в [Таджикистане:Country].", set()),  # it stands
]


def fields(text: str, kind: type, field: str) -> set[str]:
    found = [one for one in read(text) if isinstance(one.fact, kind) and one.modality in SAID]
    return {name for one in found for name in names(one, field)}


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), PARTIES)
def test_parties(text: str, expected: set[str]) -> None:
    assert fields(text, Agreement, "party") == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), MEMBERS)
def test_members(text: str, expected: set[str]) -> None:
    assert fields(text, Membership, "member") == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), FOUNDERS)
def test_founders(text: str, expected: set[str]) -> None:
    assert fields(text, Founding, "founder") == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), ATTENDED)
def test_participants(text: str, expected: set[str]) -> None:
    found = [one for one in read(text) if isinstance(one.fact, Participation) and one.modality in SAID]
    people = {m.name for one in found if isinstance(one.fact, Participation) for m in one.fact.participant}
    assert people == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), PROJECTS)
def test_undertakings(text: str, expected: set[tuple[str, str]]) -> None:
    facts = [one.fact for one in read(text) if one.modality in SAID]
    assert {(fact.project.name, fact.status) for fact in facts if isinstance(fact, Project)} == expected


def within_body(text: str, body: str) -> list[Found]:
    """What is read where the body holds the marked names."""
    document, mentions = marked(text)
    start = document.reading.index(body)
    mentions = sorted([*mentions, Mention(start, start + len(body), "Organisation", body, body)])
    doc = analyse(document)
    return list(framed(doc, sentences(doc, mentions), mentions, [], []))


@pytest.mark.model
def test_a_region_and_its_country_within_a_name() -> None:
    text = (
        "[Договор о дружбе:Agreement] подписала Администрация [Омской области:Region] [Российской Федерации:Country]."
    )
    found = within_body(text, "Администрация Омской области Российской Федерации")
    places = [one for one in found if isinstance(one.fact, Location)]
    assert {(names(one, "place")[0], names(one, "located_in")[0]) for one in places} == {
        ("Омской области", "Российской Федерации")
    }


@pytest.mark.model
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Министерства культуры", {"России", "Китая"}),
        ("Комиссия", {"Комиссия России и Китая"}),  # one body of two countries
    ],
)
def test_a_ministry_of_two_countries_is_two(body: str, expected: set[str]) -> None:
    text = f"{body} [России:Country] и [Китая:Country] подписали [договор о дружбе:Agreement]."
    found = within_body(text, f"{body} России и Китая")
    assert {name for one in found if isinstance(one.fact, Agreement) for name in names(one, "party")} == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Мы с [Петром Лисиным:Person] выступили на [форуме «Соседи»:Event].", {"Иван Орлов", "Петром Лисиным"}),
        ("Мы выступили на [форуме «Соседи»:Event].", set()),  # who else, nobody says
    ],
)
def test_we_are_who_speaks_and_who_is_named(words: str, expected: set[str]) -> None:
    document, mentions = marked(f"[Иван Орлов:Person]: {words}")
    doc = analyse(document)
    speaker = next(m for m in mentions if m.name == "Иван Орлов")
    said = [Utterance(speaker.end, len(document.reading), speaker, "turn")]
    found = framed(doc, sentences(doc, mentions), mentions, said, [])
    assert {m.name for one in found if isinstance(one.fact, Participation) for m in one.fact.participant} == expected


LINES: list[tuple[str, type, str, set[str]]] = [
    # members under a heading, after a colon, among others
    ("Члены [Союза городов:Organisation]:\n– [Омск:City]\n– [Томск:City]\n", Membership, "member", {"Омск", "Томск"}),
    (
        "В [Союз городов:Organisation] входят:\n1. [Омск:City];\n2. [Томск:City].\n",
        Membership,
        "member",
        {"Омск", "Томск"},
    ),
    ("Состав [Союза городов:Organisation]: [Омск:City], [Томск:City].", Membership, "member", {"Омск", "Томск"}),
    (
        "[Союз городов:Organisation] объединяет 20 городов, среди которых [Омск:City] и [Томск:City].",
        Membership,
        "member",
        {"Омск", "Томск"},
    ),
    (
        "В состав [Союза городов:Organisation] входят: от [России:Country] – [Омск:City] и [Томск:City].",
        Membership,
        "member",
        {"Омск", "Томск"},
    ),
    ("Гости [Союза городов:Organisation]:\n– [Омск:City]\n– [Томск:City]\n", Membership, "member", set()),
    ("Не входят в [Союз городов:Organisation]:\n– [Омск:City]\n", Membership, "member", set()),
    (
        "Члены [Союза городов:Organisation]:\n– [Омск:City]\nПрошёл дождь.\n– [Томск:City]\n",
        Membership,
        "member",
        {"Омск"},
    ),
    ("[Союз городов:Organisation] объединяет города [России:Country].", Membership, "member", set()),
    (
        "[Союз «Дон»:Organisation] собрался на территории государств – участников [Лиги стран:Organisation].",
        Membership,
        "member",
        set(),
    ),
    ("[Союз «Дон»:Organisation] объединяет семь областей [России:Country].", Membership, "member", set()),
    (
        "Консорциум [«Заря»:Organisation] пополнился [Омским университетом:Organisation] ([Омск:City]).",
        Membership,
        "member",
        {"Омским университетом"},
    ),
    (
        "Зона приняла в участники [компанию «Луч»:Organisation] — [завод «Дон»:Organisation].",
        Membership,
        "member",
        set(),
    ),
    # participants
    (
        "Прошёл [форум «Соседи»:Event].\nУчастники форума:\n– [Омская область:Region];\n"
        "– [завод «Луч»:Organisation].\n",
        Participation,
        "participant",
        {"Омская область", "завод «Луч»"},
    ),
    (
        "Прошёл [форум «Соседи»:Event].\nВ форуме приняли участие:\n– [Иван Орлов:Person], мэр\n"
        "– делегация [Томска:City]\n",
        Participation,
        "participant",
        {"Иван Орлов", "Томска"},
    ),
    (
        "Прошёл [форум «Соседи»:Event].\nНе приняли участие:\n– [Иван Орлов:Person], мэр\n",
        Participation,
        "participant",
        set(),
    ),
    (
        "Прошёл [форум «Соседи»:Event].\nАдреса:\n– [Омская область:Region];\n",
        Participation,
        "participant",
        set(),
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "kind", "field", "expected"), LINES)
def test_lists_over_lines(text: str, kind: type, field: str, expected: set[str]) -> None:
    assert fields(text, kind, field) == expected


OMSK, TVER = "[Омская область:Region]", "[Тверская область:Region]"
TIES: list[tuple[str, set[tuple[str, str]]]] = [
    (
        "Партнёры [Омской области:Region] – [Казахстан:Country] и [Китай:Country].",
        {("Омской области", "Казахстан"), ("Омской области", "Китай")},
    ),
    (f"{OMSK} – главный партнёр [Казахстана:Country].", {("Омская область", "Казахстана")}),
    (
        "На [Казахстан:Country] приходится половина торговли [Омской области:Region].",
        {("Омской области", "Казахстан")},
    ),
    (
        "Товарооборот между [Омской областью:Region] и [Казахстаном:Country] вырос.",
        {("Омской областью", "Казахстаном")},
    ),
    (f"{OMSK} реализует с [Тверской областью:Region] программу обменов.", {("Омская область", "Тверской областью")}),
    ("Компании [Омской области:Region] экспортируют в [Казахстан:Country] шины.", {("Омской области", "Казахстан")}),
    ("[Казахстан:Country] – не партнёр [Омской области:Region].", set()),
    (f"{OMSK} – партнёр завода.", set()),
    (f"{OMSK} вышла, а {TVER} – партнёр завода.", set()),
    (f"{OMSK} реализует с [Тверской областью:Region] старые машины.", set()),
    (
        "Товарооборот между [Омской областью:Region], [Тверской областью:Region] и [Казахстаном:Country] вырос.",
        set(),  # who with whom?
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), TIES)
def test_ties(text: str, expected: set[tuple[str, str]]) -> None:
    found = [one for one in read(text) if isinstance(one.fact, RegionTie) and one.modality in SAID]
    assert {(names(one, "region")[0], names(one, "cooperates_with")[0]) for one in found} == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Товарооборот с [Казахстаном:Country] вырос.", {("Омская область", "Казахстаном")}),
        (
            "Товарооборот [Тверской области:Region] с [Казахстаном:Country] вырос.",
            {("Тверской области", "Казахстаном")},
        ),
        ("Экспорт в [Казахстан:Country] вырос.", {("Омская область", "Казахстан")}),
        ("Экспорт [России:Country] в [Казахстан:Country] вырос.", set()),
        ("Российский экспорт в [Казахстан:Country] вырос.", set()),
        ("Экспорт в [Казахстан:Country] не вырос, в [Тверской области:Region] тоже.", set()),
        ("Дружба с [Казахстаном:Country] крепнет.", set()),
    ],
)
def test_trade_that_a_governor_tells_is_his_regions(words: str, expected: set[tuple[str, str]]) -> None:
    document, mentions = marked(f"{OMSK}. [Иван Орлов:Person]: {words}")
    doc = analyse(document)
    region, speaker = (next(m for m in mentions if m.name == name) for name in ("Омская область", "Иван Орлов"))
    said = [Utterance(speaker.end, len(document.reading), speaker, "turn")]
    role = Role(speaker, Phrase(speaker.start, speaker.end, "губернатор"), region)
    stated = [Found(role, "post-person", speaker.start, speaker.end)]
    found = framed(doc, sentences(doc, mentions), mentions, said, stated)
    ties = [one for one in found if isinstance(one.fact, RegionTie) and one.modality in SAID]
    assert {(names(one, "region")[0], names(one, "cooperates_with")[0]) for one in ties} == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Рабочая группа", {("Омской области", "Тверской области")}),
        ("Союз городов", set()),
    ],
)
def test_a_working_group_ties_the_regions_in_its_name(body: str, expected: set[tuple[str, str]]) -> None:
    text = f"{body} [Омской области:Region] и [Тверской области:Region] обсудила дороги."
    found = within_body(text, f"{body} Омской области и Тверской области")
    ties = [one for one in found if isinstance(one.fact, RegionTie)]
    assert {(names(one, "region")[0], names(one, "cooperates_with")[0]) for one in ties} == expected
