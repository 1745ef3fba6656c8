from dataclasses import replace

import pytest

from kg.documents.document import Span, Turn
from kg.language.analysis import analyse
from kg.model.facts import Event
from kg.reading.rules.russian.dating import dated, recorded, reported
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
]


@pytest.mark.parametrize(("text", "dates"), CASES)
def test_dates_of_events(text: str, dates: list[tuple[str, str]]) -> None:
    document, mentions = marked(text)
    document = replace(document, date="2022-11-28")
    found = dated(analyse(document), document, mentions)
    assert [(one.fact.event.text, one.fact.date) for one in found if isinstance(one.fact, Event)] == dates


def test_a_transcript_bears_the_date_of_its_event() -> None:
    document, (forum,) = marked("[Форум регионов:Event] И.Ильин: Прошу.")
    turn = Turn(24, 30, Span(15, 22))
    transcript = replace(document, date="2022-11-28", turns=(turn,))
    (found,) = recorded(transcript, [forum])
    assert (found.fact, found.rule) == (Event(forum, date="2022-11-28"), "event-of-transcript")
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
    ("Министр рассказал о планах. " * 20 + "Прошла [встреча:~Event].", []),
    ("Министр поздравил всех, прошёл [юбилей:~Event].", []),
]


@pytest.mark.parametrize(("text", "events"), REPORTS)
def test_a_text_of_a_day_dates_what_it_reports(text: str, events: list[str]) -> None:
    document, mentions = marked(text)
    document = replace(document, date="2022-11-28")
    found = [one.fact for one in reported(analyse(document), document, mentions, [])]
    assert [(fact.event.text, fact.date) for fact in found if isinstance(fact, Event)] == [
        (event, "2022-11-28") for event in events
    ]
    undated = replace(document, date="2022-11")
    assert list(reported(analyse(undated), undated, mentions, [])) == []
