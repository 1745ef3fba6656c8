"""What a Kazakh text says of a side or a participant in the same breath: that it is none, or would only like to be."""

import pytest

from kg.language.kazakh.pipeline import read as analysed
from kg.model.facts import Agreement, Found, Participation, SisterCities
from kg.reading.kazakh_steps import KAZAKH
from tests.reading.kazakh.texts import GAZETTEER, document


def found(text: str) -> list[Found]:
    return list(KAZAKH.run(analysed(text), document(text), GAZETTEER)["facts"])


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Павлодар Омбымен емес, Томскпен сауда туралы келісім жасады.", {"Павлодар", "Томск"}),
        ("Павлодар Омбымен, Томскпен сауда туралы келісім жасады.", {"Павлодар", "Омбы", "Томск"}),
        (
            "Омбы университеті мен Томск университеті меморандумға қол қойды.",
            {"Омбы университеті", "Томск университеті"},
        ),
    ],
)
def test_sides(text: str, sides: set[str]) -> None:
    papers = (one.fact for one in found(text) if isinstance(one.fact, Agreement))
    assert {each.name for paper in papers for each in paper.party} == sides


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Омбы мен Павлодар бауырлас қала атанғысы келеді.", {"proposed"}),
        ("Омбы мен Павлодар бауырлас қала атанды.", {"asserted"}),
        ("Павлодар облысы Омбы облысымен меморандумға қол қойғысы келеді.", {"proposed"}),
        ("Павлодар облысы Омбы облысымен меморандумға қол қойды.", {"asserted"}),
        ("Павлодар облысы Омбы облысымен меморандумға қол қойды, Томск та қосылғысы келеді.", {"asserted"}),
    ],
)
def test_wishes(text: str, told: set[str]) -> None:
    assert {one.modality for one in found(text) if isinstance(one.fact, SisterCities | Agreement)} == told


def test_who_does_not_come_takes_no_part() -> None:
    text = "«Азия» логистикалық форумы өтті. Мьянма өкілдері форумға келе алмады, Вьетнам өкілдері форумға келді."
    told = {
        (who.name, one.modality)
        for one in found(text)
        if isinstance(one.fact, Participation)
        for who in one.fact.participant
    }
    assert ("Вьетнам", "asserted") in told
    assert ("Мьянма", "asserted") not in told


def test_lines_of_minutes_and_of_a_programme() -> None:
    text = (
        "Хаттама\n\nОмбы және Павлодар облыстарының үйлестіру кеңесінің үшінші отырысы\n\n"
        "Төраға: Асқар Серіков, әкімнің орынбасары\nЖүргізуші: Елена Орлова\n"
        "Алғы сөз сөйлейтіндер: Иван Петров, Айгүл Нұрланова\nХаттаманы жазған: Марат Сейітов\n"
    )
    who = {each.name for one in found(text) if isinstance(one.fact, Participation) for each in one.fact.participant}
    assert who == {"Асқар Серіков", "Елена Орлова", "Иван Петров", "Айгүл Нұрланова"}


PROGRAMME = "«ДОСТЫҚ» ФОРУМЫНЫҢ БАҒДАРЛАМАСЫ\nТараз, 2024 жылғы 22 мамыр\n\n10.00–11.00 Форумның ашылуы.\n"


@pytest.mark.parametrize(
    ("text", "there"),
    [
        (f"{PROGRAMME}Жүргізуші: Тимоти Окелло, сарапшы.", {("форум", "Тимоти Окелло")}),  # a name in no list of names
        (f"{PROGRAMME}Тимоти Окелло, сарапшы.", set()),
        (f"{PROGRAMME}Хатшы: Елена Орлова.", {("форум", "Елена Орлова")}),
        (f"{PROGRAMME}Байланыс: Елена Орлова.", set()),
        (
            f"{PROGRAMME}12.00 «Дала» дөңгелек үстелі.\nСпикерлер:\n– Елена Орлова. Тақырыбы: «Су қайда кетті?»\n"
            "– Иван Петров, сарапшы.",
            {("үстел", "Елена Орлова"), ("үстел", "Иван Петров")},
        ),
        (
            "Алматыдан шыққан делегацияның ҚҰРАМЫ\n(маршрут: Алматы – Омбы)\n1. Орлов Иван Петрович – әкім\n",
            set(),  # of no event
        ),
        (
            "«Достық» форумына баратын делегацияның ҚҰРАМЫ\n(маршрут: Алматы – Омбы)\n1. Орлов Иван Петрович – әкім\n",
            {("форум", "Иван Орлов")},
        ),
        ("АНОНС\nҰйымдастырушы: Елена Орлова\n\n«Достық» форумы мамырда өтеді.", {("форум", "Елена Орлова")}),
    ],
)
def test_who_is_there_by_a_programme(text: str, there: set[tuple[str, str]]) -> None:
    facts = [one.fact for one in found(text) if isinstance(one.fact, Participation)]
    noun = {"форумы": "форум", "үстелі": "үстел"}
    assert {
        (noun[fact.event.name.lower().split()[-1]], who.name) for fact in facts for who in fact.participant
    } == there
