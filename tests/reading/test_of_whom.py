"""Whom a figure is about beyond its clause, and which figures are amounts."""

from dataclasses import replace

import pytest

from kg.language.analysis import analyse
from kg.model.facts import Amount, Event, Figure, Found, Mention, Phrase, Role
from kg.reading.amounts import told
from kg.reading.figures import figures
from kg.reading.figures.kinds import kind_of, nouns_of
from kg.reading.of_whom import of_whom
from kg.reading.utterances import utterances
from tests.reading.marked import marked

pytestmark = pytest.mark.model

WHOM = [
    ("[Завод «Заря»:Organisation] растёт. Выручка достигла 5 млрд рублей.", ["Завод «Заря»"]),
    ("[Омская область:Region] строит. В регионе отремонтированы 40 школ.", ["Омская область"]),
    ("[Омская область:Region] открыта. [Город Тула:City] ждёт. В регионе 40 школ.", ["Омская область"]),
    ("В [Омской области:Region] завершён год; по итогам открыты 40 школ.", ["Омской области"]),
    ("[Омская область:Region] строит. Открыты 40 школ. Ещё 12 больниц ремонтируют.", ["Омская область"] * 2),
    ("[Туркмения:Country] – наш партнёр.\nИнвестиции выросли на 5 процентов.", ["Туркмения"]),
    ("Открыты 40 школ.", [""]),
    ("Передаёт [Novosti.kz:Organisation]: открыты 40 школ.", [""]),
    ("[Омская область:Region] строит. Во всех регионах открыты 40 школ.", [""]),
    ("[Омская область:Region] строит. В новых субъектах больше 40 школ.", [""]),
    ("[Омская область:Region] строит. В новых школах региона 40 классов.", ["Омская область"]),
    ("Цены на нефть упали ниже 30 долларов, а в [Чили:Country] выросли её запасы.", [""]),
    ("Цены на нефть в [Чили:Country] упали ниже 30 долларов.", ["Чили"]),
    ("Область науки расширили, открыты 40 школ. [Тула:City] ждёт.", ["Тула"]),
    ("[Форум «Волга»:Event] прошёл. Выручка достигла 5 млрд рублей.", [""]),
    ("[Форум «Волга»:Event] прошёл. Приехали 400 участников.", ["Форум «Волга»"]),
    ("[Встреча с министром:~Event] прошла. Открыты 40 школ.", [""]),
    ("По данным [Минстроя:Organisation], открыты 40 школ.", [""]),
    ("Собрались восемь государств: [Канада:Country], [Чили:Country].", [""]),
    ("[Омская область:Region] строит. Областной бюджет достиг 5 млрд рублей.", ["Омская область"]),
    ("[Омская область:Region] в [России:Country]. Завод региона даёт 36,4 % меди страны.", ["Омская область"]),
    ("[Омская область:Region] помнит. У неё 15 Героев [Советского Союза:Country].", ["Омская область"]),
    ("Завод заложен при [Советском Союзе:Country], выпускает 40 машин.", [""]),
    ("[Три соглашения:Agreement] готовы. Приехали 40 врачей.", [""]),
    ("По [Соглашению о дружбе:Agreement] прибыли три врача.", ["Соглашению о дружбе"]),
    ("Корреспондент [Казинформа:Organisation] сообщил: открыты 40 школ.", [""]),
    (
        "[Иван Орлов:Person], [ТВ «Мир»:Organisation]. Открыты 40 школ. [Омская область:Region] ждёт.",
        ["Омская область"],
    ),
    (
        "В [Омской области:Region] рады [Банку «Луч»:Organisation] и [Дому «Заря»:Organisation].\nДействуют 40 банков.",
        ["Омской области"],
    ),
    ("В городах [Тула:City], [Омск:City] и [Пермь:City] построят 40 школ.", ["Омск, Пермь, Тула"]),
    ("[Волхов:City] ждёт. Здесь больница на 110 мест, в [Туле:City] – на 700.", ["Волхов", "Туле"]),
    ("[Перу:Country] ждёт. В мире от кори умирают 5 тысяч детей.", [""]),
    ("[Перу:Country] ждёт. По миру открыты 40 школ.", [""]),
    ("[Перу:Country] ждёт. Ради мира открыты 40 школ.", ["Перу"]),
    ("[Завод «Заря»:Organisation] растёт. Число жителей достигло 5 тысяч человек.", [""]),
    ("[Омская область:Region] растёт. Число жителей достигло 5 тысяч человек.", ["Омская область"]),
    ("[Тула:City] и [Омск:City] ждут.\nОткрыты 40 школ.", [""]),
    ("С [Фондом «Рост»:Organisation] построили 40 школ. [Банк «Луч»:Organisation] ждёт.", [""]),
    ("[Фонд «Рост»:Organisation] построил 40 школ.", ["Фонд «Рост»"]),
    (
        "Договоры с [Банком «Луч»:Organisation] и [Домом «Заря»:Organisation] готовы. В университете 40 кафедр.",
        [""],
    ),
    (
        "Договоры с [Банком «Луч»:Organisation] и [Вузом «Волга»:Organisation] готовы. В вузе открыты 40 кафедр.",
        ["Вузом «Волга»"],
    ),
    (
        "Договоры с [Банком «Луч»:Organisation] и [Вузом «Волга»:Organisation] готовы. В любом вузе открыты 40 кафедр.",
        [""],
    ),
    ("«Открыты сразу 40 новых школ», – сообщили в [министерстве:Organisation].", [""]),
]


def owned(text: str, *facts: Found) -> list[Found]:
    document, mentions = marked(text)
    doc = analyse(document)
    said = utterances(doc, document, mentions)
    return list(of_whom(doc, document, mentions, (), said, facts, list(figures(doc, document, mentions, (), said))))


def whom(found: list[Found]) -> list[str]:
    return [", ".join(one.text for one in found_.fact.about) for found_ in found if isinstance(found_.fact, Figure)]


@pytest.mark.parametrize(("text", "expected"), WHOM)
def test_whom_a_figure_is_about(text: str, expected: list[str]) -> None:
    assert whom(owned(text)) == expected


def test_a_speaker_tells_of_his_own_territory() -> None:
    text = "[Иван Орлов:Person] сообщил: открыты 40 школ."
    _, (person,) = marked(text)
    region = Mention(0, 0, "Region", "", "Омская область", "region/RU-OMS")
    role = Role(person, Phrase(0, 0, "губернатор"), region)
    (found,) = owned(text, Found(role, "post-person", 0, 5))
    assert isinstance(found.fact, Figure)
    assert (found.fact.about, found.confidence) == ((region,), 0.8)


def test_trade_told_by_another_country_is_that_of_both() -> None:
    text = "[Иван Орлов:Person] сообщил: «[Монголия:Country] – друг. В прошлом году товарооборот вырос на 5 процентов»."
    _, (person, *_) = marked(text)
    country = Mention(0, 0, "Country", "", "Россия", "country/RU")
    role = Role(person, Phrase(0, 0, "президент"), country)
    sides = [
        sorted(one.name for found in owned(said, Found(role, "role", 0, 10)) for one in found.fact.about)  # type: ignore[attr-defined]
        for said in (text, text.replace("товарооборот вырос", "население выросло"))
    ]
    assert sides == [["Монголия", "Россия"], ["Монголия"]]


def test_who_heads_a_region_tells_of_it_whatever_town_he_named() -> None:
    text = "[Иван Орлов:Person] сообщил, что [Тула:City] растёт. Открыты 40 школ."
    _, (person, _) = marked(text)
    region = Mention(0, 0, "Region", "", "Омская область", "region/RU-OMS")
    (found,) = owned(text, Found(Role(person, Phrase(0, 0, "губернатор"), region), "post-person", 0, 5))
    assert isinstance(found.fact, Figure)
    assert found.fact.about == (region,)


def test_what_is_counted_at_an_event_is_of_its_days() -> None:
    text = "[Форум «Волга»:Event] прошёл. Приехали 400 участников."
    _, (forum,) = marked(text)
    said = Found(Event(forum, date="2021-05-12", last_day="2021-05-14"), "event-dated", 0, 5)
    dated = Found(Event(forum, date="2021-05-12", date_from="documentDate"), "event-of-report", 0, 5)
    assert [one.fact.period for one in owned(text, said) if isinstance(one.fact, Figure)] == ["2021-05-12/2021-05-14"]
    assert [one.fact.period for one in owned(text, dated) if isinstance(one.fact, Figure)] == [""]


TELLING = [
    ("[Омская область:Region] строит. Открыты 40 школ.", [None]),
    ("[Омская область:Region] строит. В регионе открыты 40 школ.", ["institutions"]),
    ("[Омская область:Region] строит. Всего 30 миллиардов рублей.", [None]),
    ("[Омская область:Region] строит. Открыты две школы.", [None]),
    ("[Омская область:Region] строит. Эта сумма выросла на 30 миллиардов рублей.", [None]),
    ("[Омская область:Region] растёт. Экспорт пшеницы достиг 5 тысяч тонн.", ["exports"]),
    ("Омичи строят. Экспорт достиг 5 млрд рублей.", ["exports"]),
    ("Омичи строят. В 2021 году сдано 5 тысяч тонн тресты.", [""]),
    ("Омичи строят. Всего сдано 5 тысяч тресты.", []),
    ("В [Омской области:Region] и [Томской области:Region] открыты 40 школ.", [None]),
    ("[Перу:Country] ждёт. Батон стоит 15 гривен.", [None]),
    ("Если [Омская область:Region] откроет 40 новых школ, дети рады.", [None]),
    ("Если взять в [Омской области:Region] 40 новых школ, дети рады.", ["institutions"]),
    ("Из [Омска:City] ушёл паром вместимостью до 500 человек и 40 машин.", [None, None]),
    ("Помогут [Омску:City] и землям, у которых больше 40 аварийных домов.", [None]),
    (
        "В [Омской области:Region] доля экспорта – 60 %, в 2014 году – 50 % и 30 % соответственно.",
        [None, None, None],
    ),
    ("В [Омской области:Region] помогут сёлам от 5 тысяч жителей и больше.", [None]),
    ("В [Омской области:Region] конкурс – 10 человек на место.", [None]),
    ("В [Омской области:Region] открыты 40 новых школ на месте старых.", ["institutions"]),
    ("[Омская область:Region] и [Томская область:Region] нарастили экспорт на 5 млрд рублей.", ["exports"]),
]


@pytest.mark.parametrize(("text", "kinds"), TELLING)
def test_what_tells_a_reader_nothing_is_an_amount(text: str, kinds: list[str | None]) -> None:
    document, mentions = marked(text)
    found = [one.fact for one in told(replace(document, kind="transcript"), mentions, (), (), owned(text))]
    assert [None if isinstance(fact, Amount) else fact.kind for fact in found if isinstance(fact, Amount | Figure)] == (
        kinds
    )


IN_A_LONG_TEXT = [
    ("[Омская область:Region] строит. Открыты 40 школ.", [None]),
    ("[Омская область:Region] строит. В 2021 году открыты 40 школ.", [None]),
    ("[Омская область:Region] строит. В регионе открыты 40 школ.", ["institutions"]),
    ("В [Омской области:Region] отремонтируют дороги в 40 районах.", [None]),
    ("В [Омской области:Region] учатся в 40 новых школах.", [None]),
    ("[Омская область:Region] растёт. В регионе 40 проектов.", [None]),
    ("[Омская область:Region] растёт. В регионе 40 совместных проектов.", ["projects"]),
    ("[Омская область:Region] помогает. Мы поддержали 40 регионов.", [None]),
    ("В [Омской области:Region] даёт доход 40 процентов ВРП [Омской области:Region].", [None]),
    ("Доля [Омска:City] в экономике области – 21 процент.", ["rate"]),
    ("В [Омской области:Region] построены 40 новых школ.", ["institutions"]),
    ("В [Омской области:Region] экспорт – 60 процентов.", [None]),
    ("[Омская область:Region] растёт. В регионе площадь пашни – 5 тысяч гектаров.", [None]),
    ("[Омская область:Region] растёт. В регионе площадь орошаемой пашни – 5 тысяч гектаров.", ["area"]),
    ("В [Омской области:Region] уровень безработицы – 2 процента.", ["rate"]),
    ("В [Омской области:Region] открыты 40 школ.", ["institutions"]),
    ("[Омская область:Region] растёт. Экспорт достиг 5 млрд рублей.", ["exports"]),
]


@pytest.mark.parametrize(("text", "kinds"), IN_A_LONG_TEXT)
def test_in_a_long_text_a_figure_says_of_whom_or_when_it_is(text: str, kinds: list[str | None]) -> None:
    document, mentions = marked(text + " Дождь шёл." * 600)
    found = [one.fact for one in told(document, mentions, (), (), owned(text))]
    assert [None if isinstance(fact, Amount) else fact.kind for fact in found if isinstance(fact, Amount | Figure)] == (
        kinds
    )


KINDS = [
    ("экспорт пшеницы", "tonne", "ru", "exports"),
    ("экспорт пшеницы", "percent", "ru", "exports"),
    ("экспорт пшеницы", "km", "ru", None),
    ("завод удобрений", "USD", "ru", None),
    ("число заводов", "item", "ru", "companies"),
    ("протяжённость дороги", "km", "ru", "length"),
    ("бидай экспорты", "tonne", "kk", "exports"),
    ("жолдың ұзындығы", "km", "kk", "length"),
    ("объём торговли", "USD", "ru", "tradeTurnover"),
    ("сауда көлемі", "USD", "kk", "tradeTurnover"),
    ("объём", "tonne", "ru", "cargoVolume"),
    ("число городов", "item", "ru", "regions"),
    ("число реформ государства", "item", "ru", None),
    ("зауыт", "KZT", "kk", None),
]


@pytest.mark.parametrize(("measure", "unit", "language", "name"), KINDS)
def test_kinds_of_measures(measure: str, unit: str, language: str, name: str | None) -> None:
    kind = kind_of(nouns_of(measure, language), unit, language)
    assert (kind.name if kind else None) == name
