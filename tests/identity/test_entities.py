"""Which mentions are one thing across documents, and under which IRI."""

from itertools import permutations

import pytest

from kg.documents.document import Document
from kg.model.facts import Event, Extraction, Found, Kind, Mention
from kg.model.spelling import PersonName, edition, fold, person_name, skeleton
from tests.identities import Identities, resolve
from tests.reading_by_hand import Language, document, mention

BASE = "https://example.org/"
Named = tuple[str, Kind, str] | tuple[str, Kind, str, bool]


def corpus(*names: Named, labels: dict[str, dict[str, str]] | None = None) -> Identities:
    """A document for each (name, kind, key), in this order."""
    return resolve(dict(map(one, range(len(names)), names)), labels or {}, BASE)


def one(at: int, name: Named) -> tuple[str, tuple[Document, Extraction]]:
    text, kind, key, *rest = name
    language: Language = "kk" if set("қңғәөұүі") & set(text.casefold()) else "ru"
    made = Mention(0, len(text), kind, text, text, key, named=all(rest))
    return f"d{at}", (document(text, f"d{at}", language=language), Extraction((made,)))


def iris(identities: Identities) -> list[str]:
    return [iri.removeprefix(BASE) for iri in identities.entities]


ONE_THING = [
    # key decides, whatever the names
    (("Костанайская область", "Region", "region/KZ-KUS"), ("Кустанайская область", "Region", "region/KZ-KUS")),
    # spelling of a name
    (("Орёл", "City", ""), ("Орел", "City", "")),
    (("Омский НПЗ", "Organisation", ""), ("ОМСКИЙ НПЗ", "Organisation", "")),
    (("Север – Юг", "Corridor", ""), ("Север-Юг", "Corridor", "")),
    (("завод «КамАЗ»", "Organisation", ""), ('завод "КамАЗ"', "Organisation", "")),
    (("Полярный коридор", "Corridor", ""), ("Полярный транспортный коридор", "Corridor", "")),
    (("Полярная магистраль", "Corridor", ""), ("Полярная железнодорожная магистраль", "Corridor", "")),
    (("Северный\u00a0Казахстан", "Region", ""), ("Северный Казахстан", "Region", "")),
    # given names that not everybody has
    (("Абай", "Person", ""), ("Абай", "Person", "")),
    # a name beside a name with a key
    (("Омск", "City", "city/omsk"), ("Омск", "City", "")),
    # persons: initials, patronymics, Kazakh and English spelling
    (("В. Путин", "Person", ""), ("Владимир Путин", "Person", "")),
    (("К.-Ж. Токаев", "Person", ""), ("Касым-Жомарт Токаев", "Person", "")),
    (("К.-Ж.Токаев", "Person", ""), ("Касым-Жомарт Токаев", "Person", "")),
    (("Владимир Владимирович Путин", "Person", ""), ("Владимир Путин", "Person", "")),
    (("Геннадий Геннадиевич Онищук", "Person", ""), ("Геннадий Геннадьевич Онищук", "Person", "")),
    (("Қасым-Жомарт Тоқаев", "Person", ""), ("Касым-Жомарт Токаев", "Person", "")),
    (("Kassym-Jomart Tokayev", "Person", ""), ("Касым-Жомарт Токаев", "Person", "")),
    (("Бақытжан Сағынтаев", "Person", ""), ("Бакытжан Сагинтаев", "Person", "")),
    # a case that the text's reader did not undo
    (("Касым-Жомартом Токаевым", "Person", ""), ("Касым-Жомарт Токаев", "Person", "")),
    (("Нурсултану Назарбаеву", "Person", ""), ("Нурсултан Назарбаев", "Person", "")),
    (("Володя Зеленский", "Person", ""), ("Владимир Зеленский", "Person", "")),
    (("Атомфлоте", "Organisation", ""), ("Атомфлот", "Organisation", "")),
    (("Авиалесоохраной", "Organisation", ""), ("Авиалесоохрана", "Organisation", "")),
    (("Сибуром", "Organisation", ""), ("СИБУР", "Organisation", "")),
    (("Горнале", "City", ""), ("Горналь", "City", "")),
    # whom it is named after, with initials and without
    (("МГТУ им. Н.Э.Баумана", "Organisation", ""), ("МГТУ имени Баумана", "Organisation", "")),
    (("ЕНУ им. Л.Н. Гумилева", "Organisation", ""), ("ЕНУ имени Л.Н.Гумилёва", "Organisation", "")),
    # one edition, numbered in two ways
    (("XVIII Форум регионов", "Event", ""), ("18-й форум регионов", "Event", "")),
    # its number dates an anniversary of what has a name
    (("80-летие Победы", "Event", "", False), ("80-я годовщина Великой Победы", "Event", "", False)),
    (("550-летие Казахского ханства", "Event", "", False), ("550-летие Казахского ханства", "Event", "", False)),
]
TWO_THINGS = [
    (("Костанайская область", "Region", "region/KZ-KUS"), ("Костанайская область", "Region", "region/XX-KUS")),
    (("Павлодар", "City", ""), ("Павлодар", "Feature", "")),
    (("Новый Орёл", "City", ""), ("Орёл", "City", "")),
    (("Кировское", "City", ""), ("Кировск", "City", "")),
    (("Пушкино", "City", ""), ("Пушкин", "City", "")),
    (("Горнале", "City", ""), ("Горналь", "Organisation", "")),
    (("Минфин", "Organisation", ""), ("Минфин Чили", "Organisation", "")),
    (("Володя Зеленский", "Person", ""), ("Виктор Зеленский", "Person", "")),
    (("Школа имени Пушкина", "Organisation", ""), ("Лицей имени Пушкина", "Organisation", "")),
    (("Полярный коридор", "Corridor", ""), ("Полярный морской коридор", "Corridor", "")),
    (("А. Иванов", "Person", ""), ("Борис Иванов", "Person", "")),
    (("Сергей Борисович Иванов", "Person", ""), ("Сергей Викторович Иванов", "Person", "")),
    (("Александра Иванова", "Person", ""), ("Александр Иванов", "Person", "")),
    (("Артём Ким", "Person", ""), ("Арт К", "Person", "")),
    (("Александром Ивановым", "Person", ""), ("Александр Иванько", "Person", "")),
    (("В. Путина", "Person", ""), ("Владимир Путин", "Person", "")),
    (("Александр Петров", "Person", ""), ("Алексей Петров", "Person", "")),
    (("Токаев", "Person", ""), ("Касым-Жомарт Токаев", "Person", "")),
    (("Александр Сергеевич", "Person", ""), ("Александр Сергеевич", "Person", "")),
    (("Ольга", "Person", ""), ("Ольга", "Person", "")),
    (("XVII Форум регионов", "Event", ""), ("XVIII Форум регионов", "Event", "")),
    (("Форум регионов", "Event", ""), ("XVIII Форум регионов", "Event", "")),
    (("Форум регионов 2021", "Event", ""), ("Форум регионов 2022", "Event", "")),
    (("официальный визит", "Event", "", False), ("официальный визит", "Event", "", False)),
    (("75-летие Победы", "Event", "", False), ("80-летие Победы", "Event", "", False)),
    (("60-летие установления связей", "Event", "", False), ("60-летие установления связей", "Event", "", False)),
    (("официальный визит", "Event", "", False), ("официальный визит", "Event", "", True)),
]


@pytest.mark.parametrize("pair", ONE_THING)
def test_one_thing(pair: tuple[Named, Named]) -> None:
    (entity,) = corpus(*pair).entities.values()
    assert entity.merged, "a merge has a reason"


MEETINGS = (("Встреча Ивана Орлова и Льва Левина", "Встреча Бориса Панова и Петра Ивина"), "встретился")
WORDED = (("Деловой форум", "Делового форум"), "делового форума")


@pytest.mark.parametrize(("told", "things"), [(MEETINGS, 2), (WORDED, 1)], ids=("told by a verb", "worded alike"))
def test_what_one_document_describes_alike(told: tuple[tuple[str, str], str], things: int) -> None:
    (first, second), words = told
    text = f"{words}, {words}"
    end = len(words)
    made = (
        Mention(0, end, "Event", words, first, named=False),
        Mention(end + 2, len(text), "Event", words, second, named=False),
    )
    found = resolve({"d0": (document(text, "d0", language="ru"), Extraction(made))}, {}, BASE)
    assert len(found.entities) == things


@pytest.mark.parametrize("pair", TWO_THINGS)
def test_two_things(pair: tuple[Named, Named]) -> None:
    entities = list(corpus(*pair).entities.values())
    assert len(entities) == 2
    assert not any(entity.merged for entity in entities)


def test_one_name_of_two_patronymics_is_two_people() -> None:
    surfaces = ["Сергея Викторовича Иванова", "Иванов Сергей Борисович", "Иванова Сергея Борисовича"]
    documents = {
        f"d{at}": (document(text, f"d{at}"), Extraction((Mention(0, len(text), "Person", text, "Сергей Иванов"),)))
        for at, text in enumerate(surfaces)
    }
    assert len(resolve(documents, {}, BASE).entities) == 2


def test_initials_that_fit_two_people_stay_alone() -> None:
    ambiguous = corpus(("А. Иванов", "Person", ""), ("Андрей Иванов", "Person", ""), ("Алексей Иванов", "Person", ""))
    assert iris(ambiguous) == ["person/a-ivanov", "person/aleksey-ivanov", "person/andrey-ivanov"]


TRUMP: Named = ("Дональд Трамп", "Person", "")
SURNAMES = [
    # two documents name him in full
    ([TRUMP, TRUMP, ("Трамп", "Person", "")], ["person/donald-tramp"]),
    ([("Kassym-Jomart Tokayev", "Person", ""), ("Касым-Жомарт Токаев", "Person", ""), ("Тоқаев", "Person", "")], 1),
    # five for the one who is named in one, and no less
    ([*[TRUMP] * 5, ("Мелания Трамп", "Person", ""), ("Трамп", "Person", "")], 2),
    ([*[TRUMP] * 4, ("Мелания Трамп", "Person", ""), ("Трамп", "Person", "")], 3),
    # one document is none to go by, a feminine surname another's, a given name nobody's
    ([TRUMP, ("Трамп", "Person", "")], 2),
    ([("Иван Петров", "Person", ""), ("Иван Петров", "Person", ""), ("Петрова", "Person", "")], 2),
    ([TRUMP, TRUMP, ("Дональд", "Person", "")], 2),
    # two identifiers stay two
    ([TRUMP, TRUMP, ("Трамп", "Organisation", "")], 2),
]


@pytest.mark.parametrize(("names", "expected"), SURNAMES)
def test_a_surname_alone(names: list[Named], expected: int | list[str]) -> None:
    found = iris(corpus(*names))
    assert found == expected if isinstance(expected, list) else len(found) == expected


def test_whom_a_school_is_named_after_is_nobody_by_surname_alone() -> None:
    full = dict(one(at, ("Нурсултан Назарбаев", "Person", "")) for at in range(2))
    text = "Назарбаев мектебі"
    school = (Mention(0, len(text), "Organisation", text, text), Mention(0, 9, "Person", text[:9], text[:9]))
    docs = {**full, "school": (document(text, "school", language="kk"), Extraction(school))}
    people = [iri for iri in iris(resolve(docs, {}, BASE)) if iri.startswith("person/")]
    assert people == ["person/nazarbaev", "person/nursultan-nazarbaev"]


CALLED = [
    # one name of its own, and one kind where any is said
    (["Авиакомпания Ryanair", "Компания «Ryanair»", "Ryanair"], 1),
    (["Ирландский профсоюз пилотов Forsa", "Forsa"], 1),
    (["ИА REGNUM", "REGNUM", "Агентство REGNUM"], 1),
    (["Партия «Единая Россия»", "Единая Россия"], 1),
    (["АО «Заря»", "Акционерное общество «Заря»"], 1),
    # in the other language, and in other letters
    (["АО «Астана полиграфия»", "«Астана полиграфия» акционерлік қоғамы"], 1),
    (["ПАО «Татнефть»", "«Tatneft» компаниясы", "Tatneft"], 1),
    (["АО «Заря»", "«Заря» банкі"], 2),
    (["АО «Заря»", "«Заря» мұражайы"], 2),
    # called after the same, and one says more of what it is
    (["Вятский университет имени Н.П. Рябова", "Вятский медицинский университет имени Рябова"], 1),
    (["ВМУ им. Рябова", "Вятский медицинский университет имени Рябова"], 1),
    (["Вятский университет имени Рябова", "Омский медицинский университет имени Рябова"], 2),
    (["Вятский университет имени Рябова", "Вятский медицинский университет имени Шохина"], 2),
    (["Вятская школа имени Рябова", "Вятская средняя школа имени Рябова"], 2),
    # a legal form before what says itself what it is
    (["АНО «Фонд развития села»", "Фонд развития села"], 1),
    (["Общественная организация «Союз ткачей Вятки»", "Союз ткачей Вятки"], 1),
    (["Филиал ФГБУ «Институт зерна»", "Институт зерна"], 2),
    (["Премия «Союз ткачей»", "Союз ткачей"], 2),
    # two kinds: none tells whose the bare name is
    (["Банк «Заря»", "Фонд «Заря»", "Заря"], 3),
    (["Банк «Заря»", "Фонд «Заря»"], 2),
    # parts of a body, those who serve it, and what only begins alike
    (["Администрация Ryanair", "Ryanair"], 2),
    (["Агентство по защите Ryanair", "Ryanair"], 2),
    (["Компания Ryanair", "Ryanair Sun"], 2),
    (["Красный Крест", "Крест"], 2),
]


@pytest.mark.parametrize(("names", "expected"), CALLED)
def test_a_body_and_what_it_is_called(names: list[str], expected: int) -> None:
    assert len(corpus(*((name, "Organisation", "") for name in names)).entities) == expected


WATERS = [
    (["Жасыбай көлі", "Жасыбай"], 1),
    (["Жасыбай көлі", "озеро Жасыбай", "Жасыбай"], 1),
    (["Қарасу өзені", "река Карасу"], 1),
    (["Қарасу өзені", "озеро Карасу"], 2),
    (["Қарасу өзені", "озеро Карасу", "Карасу"], 3),
    (["Жасыбай көлі", "Жасыл"], 2),
    (["порт Жасыбай", "Жасыбай"], 2),
]


@pytest.mark.parametrize(("names", "expected"), WATERS)
def test_a_water_and_what_it_is_called(names: list[str], expected: int) -> None:
    assert len(corpus(*((name, "Feature", "") for name in names)).entities) == expected


ABBREVIATED = [
    # how many bodies there are: full names that their texts shorten so, and the abbreviation alone
    (["Агентство сельских инициатив"], "АСИ", 1),
    (["Агентство сельских инициатив", "Академия северных искусств"], "АСИ", 3),
    (["Агентство сельских инициатив"], "АСЛ", 2),
    (["АСИ Вятки"], "АСИ", 2),
    # each state has one
    (["Министерство иностранных дел"], "МИД", 2),
]


@pytest.mark.parametrize(("full", "short", "bodies"), ABBREVIATED)
def test_an_abbreviation_alone(full: list[str], short: str, bodies: int) -> None:
    docs = dict([one(len(full), (short, "Organisation", ""))])
    for at, name in enumerate(full):
        text = f"{name} ({short})"
        mentions = (
            Mention(0, len(name), "Organisation", name, name),
            Mention(len(name) + 2, len(text) - 1, "Organisation", short, name),
        )
        docs[str(at)] = (document(text, str(at)), Extraction(mentions))
    assert len(resolve(docs, {}, BASE).entities) == bodies


OTHER_CASES = [
    # what its reader made of the words, the words, the name another text states; whether they are one
    ("Асий Биби", "Асии Биби", "Асия Биби", True),
    ("Зара Биби", "Зары Биби", "Сара Биби", False),
    ("Амелиту Акино", "Амелиту Акино", "Амелита Акино", True),
    ("Саджида Джавида", "Саджиду Джавиду", "Саджид Джавид", True),
    ("Мин Аун Хлайном", "Мин Аун Хлайном", "Мин Аун Хлайн", True),
    ("Александра Иванова", "Александра Иванова", "Александр Иванов", False),
    ("Камила Нурланова", "Камила Нурланова", "Камил Нурланов", False),
    ("Асий Биби", "Асии Биби", "Асина Биби", False),
    ("Джон Ли", "Джоном Ли", "Джоан Ли", False),
]


@pytest.mark.parametrize(("name", "words", "stated", "same"), OTHER_CASES)
def test_a_case_that_a_reader_did_not_undo(name: str, words: str, stated: str, same: bool) -> None:
    bent = Mention(0, len(words), "Person", words, name)
    docs = {"a": (document(words, "a"), Extraction((bent,))), **dict([one(1, (stated, "Person", ""))])}
    entities = list(resolve(docs, {}, BASE).entities.values())
    assert len(entities) == (1 if same else 2)
    if same:
        assert entities[0].name == stated
        assert ("ru", words) in entities[0].cases


def test_a_given_name_heard_otherwise() -> None:
    bent = Mention(0, 9, "Person", "Азии Биби", "Азия Биби")
    docs = {"a": (document("Азии Биби", "a"), Extraction((bent,))), **dict([one(1, ("Асия Биби", "Person", ""))])}
    assert [entity.name for entity in resolve(docs, {}, BASE).entities.values()] == ["Асия Биби"]


def test_all_who_bear_a_surname_are_called_by_it() -> None:
    names = ["Дональд Трамп", "Мелания Трамп"]
    docs = {
        name: (
            document(f"{name} Трамп", name),
            Extraction(
                (
                    Mention(0, len(name), "Person", name, name),
                    Mention(len(name) + 1, len(name) + 6, "Person", "Трамп", name),
                )
            ),
        )
        for name in names
    }
    assert all(("ru", "Трамп") in one.aliases for one in resolve(docs, {}, BASE).entities.values())


def test_bodies_of_two_countries_are_called_alike() -> None:
    names = ["Верховный суд Кубы", "Верховный суд Чили"]
    docs = {
        name: (
            document(f"{name} Верховный суд", name),
            Extraction(
                (
                    Mention(0, len(name), "Organisation", name, name),
                    Mention(len(name) + 1, len(name) + 14, "Organisation", "Верховный суд", name),
                )
            ),
        )
        for name in names
    }
    assert all(("ru", "Верховный суд") in one.aliases for one in resolve(docs, {}, BASE).entities.values())


def test_a_bare_name_does_not_join_two_keys() -> None:
    places = corpus(("Актау", "City", "city/aktau-1"), ("Актау", "City", "city/aktau-2"), ("Актау", "City", ""))
    assert iris(places) == ["city/aktau", "city/aktau-1", "city/aktau-2"]


@pytest.mark.parametrize(
    "names", [[side for pair in ONE_THING for side in pair][:6], [("XVII Форум регионов", "Event", ""), *ONE_THING[-1]]]
)
def test_order_of_documents_does_not_matter(names: list[Named]) -> None:
    results = {
        tuple(resolve(dict(one(names.index(name), name) for name in order), {}, BASE).entities.values())
        for order in permutations(names, len(names))
    }
    assert len(results) == 1


IRIS = [
    (
        [("Федеральный проект «Жильё»", "Project", ""), ("Программа «Жильё»", "Project", "")],
        ["project/programma-zhile"],
    ),
    (
        [("Проект «Жильё»", "Project", ""), ("Канал «Жильё»", "Project", "")],
        ["project/kanal-zhile", "project/proekt-zhile"],
    ),
    ([("Касым-Жомарт Токаев", "Person", "")], ["person/kasym-zhomart-tokaev"]),
    ([("Костанайская область", "Region", "region/KZ-KUS")], ["region/KZ-KUS"]),
    ([("XVIII Форум регионов", "Event", "")], ["event/forum-regionov-18"]),
    # a description is of its document alone
    ([("новый завод", "Project", "", False)], ["project/d0/novyy-zavod"]),
]


@pytest.mark.parametrize(("names", "expected"), IRIS)
def test_iri(names: list[Named], expected: list[str]) -> None:
    assert iris(corpus(*names)) == expected


def test_two_things_of_one_slug_both_get_a_hash() -> None:
    first, second = iris(corpus(("Завод-5", "Organisation", ""), ("Завод 5", "Organisation", "")))
    assert first != second
    assert all(
        iri.startswith("organisation/zavod-5-") and len(iri) == len("organisation/zavod-5-12345678")
        for iri in (first, second)
    )


def test_a_long_name_is_cut_at_a_word() -> None:
    name = "Соглашение между правительствами о сотрудничестве в области охраны окружающей среды и водных ресурсов"
    (iri,) = iris(corpus((name, "Agreement", "")))
    slug = iri.removeprefix("agreement/")
    assert len(slug) <= 80
    assert (
        slug.rsplit("-", 1)[0] in "soglashenie-mezhdu-pravitelstvami-o-sotrudnichestve-v-oblasti-ohrany-okruzhayushchey"
    )


def test_events_of_a_recurring_kind_are_dated_by_their_document() -> None:
    text = "Форум регионов"
    event = Mention(0, len(text), "Event", text, text)
    docs = {
        year: (
            document(text, year, date=f"{year}-06-01"),
            Extraction((event,), (), (Found(Event(event, "forum"), "r", 0, 5),)),
        )
        for year in ("2021", "2022")
    }
    assert iris(resolve(docs, {}, BASE)) == ["event/forum-regionov-2021", "event/forum-regionov-2022"]


def test_labels() -> None:
    labels = {"city/omsk": {"ru": "Омск", "kk": "Омбы", "en": "Omsk"}}
    (omsk,) = corpus(
        ("Омск", "City", "city/omsk"), ("Омбы қаласы", "City", "city/omsk"), labels=labels
    ).entities.values()
    assert omsk.labels == (("en", "Omsk"), ("kk", "Омбы"), ("ru", "Омск"))
    assert omsk.aliases == (("kk", "Омбы қаласы"),)


@pytest.mark.parametrize(
    ("name", "proper"),
    [
        ("завод «Барс»", True),
        ("Сталелитейный завод «Барс»", True),
        ("АО «Барс»", True),
        ("«Барс» зауыты", True),
        ("«Барс» кен байыту комбинаты", True),
        ('"Барс" АҚ', True),
        ("филиал АО «Барс»", False),
        ("Комиссия по делам «Барс»", False),
        ("«Барс» партиясының фракциясы", False),
        ("«Барс» ҰК кәсіпорны", False),
        ("Завод «Барс» в Омске", False),
        ("«Барс»", False),
    ],
)
def test_a_body_is_called_by_what_stands_in_quotation_marks(name: str, proper: bool) -> None:
    (entity,) = corpus((name, "Organisation", "")).entities.values()
    assert ("Барс" in {label for _, label in entity.aliases}) is proper


def test_label_is_the_full_name_however_often_the_initials_come() -> None:
    initials: list[Named] = [("В. Путин", "Person", "")] * 3
    (putin,) = corpus(*initials, ("Владимир Путин", "Person", "")).entities.values()
    assert putin.labels == (("ru", "Владимир Путин"),)
    assert ("ru", "В. Путин") in putin.aliases


def test_publisher_is_the_organisation_that_the_text_names() -> None:
    text = "Омск Здесь"
    docs = {
        "a": (document(text, "a"), Extraction((Mention(0, 10, "Organisation", text, text),))),
        "b": (document("Без слов", "b", publisher="«Омск здесь»"), Extraction()),
        "c": (document("Без слов", "c"), Extraction()),
    }
    identities = resolve(docs, {}, BASE)
    assert [identities.publisher(id) for id in "abc"] == ["", BASE + "organisation/omsk-zdes", ""]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Владимир Путин", PersonName(("vladimir",), False, "putin")),
        ("В. В. Путин", PersonName(("v", "v"), True, "putin")),
        ("Серик Макашевич Жумангарин", PersonName(("serik",), False, "jumangarin")),
        ("Путин", None),
        ("Владимир Владимирович", None),
        ("Путин В.", None),
    ],
)
def test_person_name(name: str, expected: PersonName | None) -> None:
    assert person_name(name) == expected


@pytest.mark.parametrize(
    ("name", "series", "ordinal", "year"),
    [
        ("XVIII Форум регионов", "форум регионов", 18, ""),
        ("Форум-1234", "форум-1234", None, ""),
        ("18-й форум регионов", "форум регионов", 18, ""),
        ("Қазақстан мен Ресейдің XVI форумы", "қазақстан мен ресейдің форумы", 16, ""),
        ("Экспо-2030", "экспо-2030", None, "2030"),
        ("Иннопром 2022", "иннопром", None, "2022"),
        # no numerals: a word of Cyrillic letters, a school, a Latin word
        ("Форум сотрудничества", "форум сотрудничества", None, ""),
        ("Vix", "vix", None, ""),
    ],
)
def test_edition(name: str, series: str, ordinal: int | None, year: str) -> None:
    got = edition(name)
    assert (got.series, got.ordinal, got.year) == (series, ordinal, year)


def test_folding_keeps_different_names_apart() -> None:
    assert fold("«Орёл»") == fold("Орел") != fold("Орёлъ")
    assert skeleton("Токаев") != skeleton("Такаев")


def test_editions_of_a_series_are_one_in_all_its_names() -> None:
    names = [
        "XVI Форум межрегионального сотрудничества",
        "XVI Форум России и Казахстана",
        "Қазақстан мен Ресейдің XVI форумы",
    ]
    series = [["Форум России и Казахстана", "Форум межрегионального сотрудничества", "Қазақстан мен Ресейдің форумы"]]
    docs = dict(one(at, (name, "Event", "")) for at, name in enumerate([*names, "XVII Форум России и Казахстана"]))
    both = ["event/forum-rossii-i-kazahstana-16", "event/forum-rossii-i-kazahstana-17"]
    assert iris(resolve(docs, {}, BASE, series=series)) == both
    assert len(resolve(docs, {}, BASE).entities) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XVI Форум регионов; Форум регионов", 1),
        ("XVI Форум регионов; XVII Форум регионов; Форум регионов", 3),
        ("XVI Форум регионов; Форум городов", 2),
    ],
)
def test_the_edition_a_text_numbers_is_meant_where_it_leaves_the_number_out(text: str, expected: int) -> None:
    mentions = tuple(mention(text, name, "Event") for name in text.split("; ")[:-1])
    last = text.rpartition("; ")[2]
    mentions += (Mention(text.rindex(last), len(text), "Event", last, last),)
    assert len(resolve({"a": (document(text), Extraction(mentions))}, {}, BASE).entities) == expected


def test_a_name_taken_for_another_class() -> None:
    names: list[Named] = [
        ("Российская Федерация", "Organisation", ""),
        ("Тенгиз", "City", ""),
        ("Тенгиз", "Organisation", ""),
        ("Правительство Российской Федерации", "Organisation", ""),
    ]
    docs = dict(map(one, range(len(names)), names))
    known: dict[tuple[Kind, str], str] = {
        ("Organisation", "Российская Федерация"): "country/RU",
        ("City", "Тенгиз"): "feature/tengiz",
    }
    kinds = [(entity.kind, entity.key) for entity in resolve(docs, {}, BASE, known=known).entities.values()]
    assert kinds == [
        ("Country", "country/RU"),
        ("Feature", "feature/tengiz"),
        ("Organisation", ""),
        ("Organisation", ""),
    ]
