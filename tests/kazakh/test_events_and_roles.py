"""Events, who took part, and who holds which post."""

import pytest

from kg.facts import Event, Participation, Role
from tests.kazakh.reading import facts, of

FORUM = "Қазақстан мен Ресейдің XVI өңіраралық ынтымақтастық форумы"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{FORUM} өтті.", {"kind": "forum", "ordinal": 16}),
        (
            "Астанада Түркі мемлекеттері ұйымының IX саммиті өтті.",
            {"kind": "summit", "ordinal": 9, "located_in": "Астана"},
        ),
        (
            "2022 жылғы 21 желтоқсанда Омбы қаласында XVIII форум өтті.",
            {"kind": "forum", "ordinal": 18, "date": "2022-12-21", "located_in": "Омбы"},
        ),
        (
            "Келесі өңіраралық форумды 2020 жылы Көкшетау қаласында өткізуді ұсынды.",
            {"kind": "forum", "date": "2020", "located_in": "Көкшетау"},
        ),
        (
            "Ол форумның тақырыбын «Жасыл өсім» деп атауды, ал XVII форумды өткізуді ұсынды.",
            {"kind": "forum", "ordinal": 17, "theme": "Жасыл өсім"},
        ),
        ("XX форумның пленарлық отырысы басталды.", {"kind": "forum", "ordinal": 20}),
        ("Комиссияның 17-отырысы өтті.", {"kind": "commission_session", "ordinal": 17}),
        ("Тоқаев Өзбекстанға мемлекеттік сапармен барды.", {"kind": "visit"}),
    ],
)
def test_events(text: str, expected: dict[str, object]) -> None:
    event = next(of(Event, text))
    assert {name: value for name, value in event.items() if name != "event"} == expected


@pytest.mark.parametrize(
    "text", ["форум туралы айтты", "Форумдар өтеді.", "Отырыс басталды.", "Олар кездесті.", "сапар мақсаты"]
)
def test_no_event(text: str) -> None:
    assert list(of(Event, text)) == []


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        (f"Қасым-Жомарт Тоқаев {FORUM}на қатысты.", ("Қасым-Жомарт Тоқаев",)),
        (f"{FORUM}на Қасым-Жомарт Тоқаев пен Владимир Путин қатысты.", ("Қасым-Жомарт Тоқаев", "Владимир Путин")),
        ("Қасым-Жомарт Тоқаевтың қатысуымен XVI форум өтті.", ("Қасым-Жомарт Тоқаев",)),
        ("Қасым-Жомарт Тоқаев Владимир Путинмен кездесті.", ("Қасым-Жомарт Тоқаев", "Владимир Путин")),
        ("Қасым-Жомарт Тоқаев Өзбекстанға мемлекеттік сапармен барды.", ("Қасым-Жомарт Тоқаев",)),
        ("XVI форум өтті, деп хабарлады Қасым-Жомарт Тоқаев.", None),
        ("Қасым-Жомарт Тоқаевтың айтуынша, XVI форум өтті.", None),
        ("Қазақстан мен Ресейдің XVI форумы өтті.", None),
        ("XVI форумға Назарбаев университетінің ғимараты жақын.", None),
    ],
)
def test_participants(text: str, participants: tuple[str, ...] | None) -> None:
    found = [each["participant"] for each in of(Participation, text)]
    assert found == ([] if participants is None else [participants])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Өзбекстан Президенті Шавкат Мирзиёев келді.", ("Шавкат Мирзиёев", "Президент", "Өзбекстан")),
        (
            "Қазақстан Республикасының Президенті Қасым-Жомарт Тоқаев келді.",
            ("Қасым-Жомарт Тоқаев", "Президент", "Қазақстан"),
        ),
        ("Сыртқы істер министрі Мұрат Нұртілеу келді.", ("Мұрат Нұртілеу", "Сыртқы істер министрі", None)),
        ("Павлодар облысының әкімі Асайын Байханов келді.", ("Асайын Байханов", "әкім", "Павлодар облысы")),
        ("Татарстан Республикасының Раисі Рустам Минниханов келді.", ("Рустам Минниханов", "Раис", "Татарстан")),
        (
            "Қазақстанда Мемлекет басшысы Қасым-Жомарт Тоқаев сөйледі.",
            ("Қасым-Жомарт Тоқаев", "Мемлекет басшысы", "Қазақстан"),
        ),
    ],
)
def test_roles(text: str, expected: tuple[str, str, str | None]) -> None:
    (role,) = of(Role, text)
    assert (role["person"], role["title"], role.get("post_of")) == expected


@pytest.mark.parametrize(
    "text", ["Қасым-Жомарт Тоқаев келді.", "Министрлер келді.", "Облыс әкімі айтты.", "Президент сайлауы өтті."]
)
def test_no_role(text: str) -> None:
    assert list(of(Role, text)) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("XVII форумды Омбы қаласында өткізуді ұсынды.", "proposed"),
        ("XVII форум ертең өтеді.", "planned"),
        ("XVII форум өтті.", "asserted"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert [each.modality for each in facts(text) if isinstance(each.fact, Event)] == [modality]


def test_the_session_of_a_forum_has_no_number_of_its_own() -> None:
    text = "Қасым-Жомарт Тоқаев XX форумның пленарлық отырысына қатысты."
    assert [each.get("ordinal") for each in of(Event, text)] == [20, None]
    assert [each["event"] for each in of(Participation, text)] == ["XX форумның пленарлық отырысы"]
