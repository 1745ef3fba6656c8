from dataclasses import replace

import pytest

from kg.documents.document import Span, Turn
from kg.language.analysis import analyse
from kg.model.facts import Event
from kg.reading.rules.russian.dating import DATED, dated, named_by_time, recorded, reported
from tests.reading.marked import marked

CASES = [
    ("На [II форуме:Event] в 2005 году договорились о туризме.", [("II форуме", "2005")]),
    ("В прошлом месяце прошёл [Каспийский форум:Event] предпринимателей.", [("Каспийский форум", "2022-10")]),
    ("[Заседание подкомиссии:~Event] было проведено в октябре 2019 года.", [("Заседание подкомиссии", "2019-10")]),
    ("Ждём вас на [форуме «Иннопром»:Event] в июне следующего года.", [("форуме «Иннопром»", "2023-06")]),
    ("Сегодня открывается [выставка «Сделано в Омске»:Event].", [("выставка «Сделано в Омске»", "2022-11-28")]),
    ("[Форум регионов:Event] прошёл успешно.", []),
    ("За 2021 год торговля выросла, сказали на [форуме регионов:Event].", []),
    ("[Юбилей:~Event], который мы отметим в 2024 году, близок.", []),
    ("Между [саммитом:~Event] и [форумом регионов:Event] в 2020 году прошёл год.", []),
    ("С 2010 по 2020 год проводился [форум регионов:Event].", []),
    ("На [форуме регионов:Event] сравнили 2020 год и 2021 год.", []),
    (
        "13 марта министр проведёт [переговоры с послом:~Event], который посетит край с [официальным визитом:~Event].",
        [("переговоры с послом", "2022-03-13"), ("официальным визитом", "2022-03-13")],
    ),
    ("[Форум регионов:Event] прошёл накануне.", [("Форум регионов", "2022-11-27")]),
    ("[Форум регионов:Event] прошёл в пятницу.", [("Форум регионов", "2022-11-25")]),
    ("[Форум регионов:Event] пройдёт в пятницу.", [("Форум регионов", "2022-12-02")]),
    ("[Форум регионов:Event] прошёл в понедельник.", [("Форум регионов", "2022-11-28")]),
    ("[Форум регионов:Event] прошёл в минувший понедельник.", [("Форум регионов", "2022-11-21")]),
    ("[Форум регионов:Event] откроется на этой неделе.", [("Форум регионов", "2022")]),
    ("[Форум регионов:Event] прошёл на прошлой неделе.", [("Форум регионов", "2022-11")]),
    ("[Форум регионов:Event] открылся позавчера.", [("Форум регионов", "2022-11-26")]),
    ("Накануне [форума регионов:Event] прошёл дождь.", []),
    ("[Съезд:~Event] 27 февраля и [форум:~Event] в мае 2021 года были удачны.", [("Съезд", "2022-02-27")]),
    ("Гостей пригласили на [праздник города:~Event] 5 декабря.", [("праздник города", "2022-12-05")]),
    ("Гости приехали на [праздник города:~Event] 5 декабря.", [("праздник города", "2021-12-05")]),
    (
        "28 октября 2022 Сегодня прошёл [форум регионов:Event].\n27 октября 2022 Министр уехал.",
        [("форум регионов", "2022-10-28")],
    ),
    (
        "На [заседании комиссии:~Event] в прошлую пятницу, 25 ноября, решили строить до 2030 года.",
        [("заседании комиссии", "2022-11-25")],
    ),
    ("В марте на [встрече с послом:~Event] договорились до 2030 года и 2035 года.", [("встрече с послом", "2022-03")]),
    ("29 мая 2022 года сказали: [заседание:~Event] состоится в Омске в 2023 году.", [("заседание", "2023")]),
    ("[Форум:~Event] прошёл на днях.", []),
    ("13 марта, в преддверии [саммита:~Event], министр уехал.", []),
    ("Встречу назначили на 13 марта: [саммит:~Event] близок.", []),
    # by when something is to be done, and after what
    ("[Совещание о флоте:~Event] до 2050 года закрыли.", []),
    ("[Совещание о флоте:~Event] к маю 2023 года готово.", []),
    ("После 5 мая [совещание:~Event] закрыли.", []),
    ("До 5 мая, на [совещании:~Event] 7 марта, решено строить.", [("совещании", "2022-03-07")]),
]
DAYS = [
    ("С 12 по 14 мая прошёл [форум регионов:Event].", ("2022-05-12", "2022-05-14")),
    ("7–10 мая 2021 года председатель посетит край с [официальным визитом:~Event].", ("2021-05-07", "2021-05-10")),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_an_event_of_several_days_has_its_first_and_last(text: str, days: tuple[str, str]) -> None:
    document, mentions = marked(text)
    document = replace(document, date="2022-11-28")
    (found,) = dated(analyse(document), document, mentions, [])
    assert isinstance(found.fact, Event)
    assert (found.fact.date, found.fact.last_day) == days


NAMES = [
    ("[80-летие Победы:~Event]", "2025-05-09"),
    ("[80-я годовщина Победы:~Event]", "2025-05-09"),
    ("[80-летие Победы в Великой Отечественной войне:~Event]", "2025-05-09"),
    ("[44-я годовщина победы Исламской революции:~Event]", None),
    ("[Выставка «Иннопром-2024»:Event]", "2024"),
    ("[Чемпионат мира 2018 года:Event]", "2018"),
    ("[600-летие Соловков:~Event]", ""),
    ("[Парад Победы:~Event]", ""),
    ("[Презентация заявки «Алматы-2022»:~Event]", ""),
    ("[Форум 2024 участников:~Event]", ""),
]


@pytest.mark.parametrize(("text", "date"), NAMES)
def test_a_name_may_tell_when(text: str, date: str) -> None:
    _, (event,) = marked(text)
    found = [one.fact for one in named_by_time([event], [])]
    assert found == ([Event(event, date=date, date_from="reckoned")] if date else [])
    assert list(named_by_time([event], [DATED.found(Event(event, date="2020"), 0, 1)])) == []


@pytest.mark.parametrize(("text", "dates"), CASES)
def test_dates_of_events(text: str, dates: list[tuple[str, str]]) -> None:
    document, mentions = marked(text)
    document = replace(document, date="2022-11-28")
    found = dated(analyse(document), document, mentions, [])
    assert [(one.fact.event.text, one.fact.date) for one in found if isinstance(one.fact, Event)] == dates


def test_a_transcript_bears_the_date_of_its_event() -> None:
    document, (forum,) = marked("[Форум регионов:Event] И.Ильин: Прошу.")
    turn = Turn(24, 30, Span(15, 22))
    transcript = replace(document, date="2022-11-28", turns=(turn,))
    (found,) = recorded(transcript, [forum])
    assert (found.fact, found.rule) == (
        Event(forum, date="2022-11-28", date_from="documentDate"),
        "event-of-transcript",
    )
    assert list(recorded(transcript, [])) == list(recorded(replace(transcript, date=""), [forum])) == []


def test_a_text_without_turns_records_no_event() -> None:
    document, mentions = marked("[Форум регионов:Event] прошёл.")
    assert list(recorded(replace(document, date="2022-11-28"), mentions)) == []


REPORTS = [
    ("Состоялся [телефонный разговор:~Event] президентов.", ["телефонный разговор"]),
    ("[Встреча с послом:~Event]", ["Встреча с послом"]),
    ("Министр принял участие в [заседании:~Event].", ["заседании"]),
    ("В мае 2021 года состоялась [встреча:~Event].", []),
    ("Скоро пройдёт [встреча:~Event], о которой договорились.", []),
    ("Поздравление министра участникам и гостям [форума:~Event]", []),
    ("Министр рассказал о планах. " * 20 + "Прошла [встреча:~Event].", ["встреча"]),
    ("Министр рассказал о планах. " * 20 + "Ранее прошла [встреча:~Event].", []),
    ("Министр рассказал о планах. " * 20 + "Не прошла [встреча:~Event].", []),
    ("Министр рассказал о планах. " * 20 + "Нужна [встреча:~Event].", []),
    ("Министр рассказал о планах. " * 150 + "Прошла [встреча:~Event].", []),
    ("Посол прибывает с [визитом:~Event].", ["визитом"]),
    ("В Омск прибыл посол, прошла [встреча:~Event] и [переговоры:~Event].", ["встреча", "переговоры"]),
    ("Посол вспомнил о [встрече:~Event] на недавнем [форуме:~Event].", ["встрече"]),
    ("Министр поздравил всех, прошёл [юбилей:~Event].", []),
]


@pytest.mark.parametrize(("text", "events"), REPORTS)
def test_a_text_of_a_day_dates_what_it_reports(text: str, events: list[str]) -> None:
    document, mentions = marked(text)
    document = replace(document, date="2022-11-28")
    found = [one.fact for one in reported(analyse(document), document, mentions, [], [])]
    assert [(fact.event.text, fact.date) for fact in found if isinstance(fact, Event)] == [
        (event, "2022-11-28") for event in events
    ]
    undated = replace(document, date="2022-11")
    assert list(reported(analyse(undated), undated, mentions, [], [])) == []
