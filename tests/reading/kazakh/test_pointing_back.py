"""Parties, ties and participants that a Kazakh text names before, or in a list; and what must not be read so."""

import pytest

from kg.model.facts import Agreement, Location, Participation, RegionTie
from tests.reading.kazakh.sentences import framed, of

VISIT = "Қостанай облысына Омбы облысының делегациясы келді. "
FORUM = "Омбыда достық форумы өтті.\n"


def parties(text: str) -> set[str]:
    """The parties of papers that are asserted."""
    found = [one for one in framed(text) if isinstance(one.fact, Agreement) and one.modality == "asserted"]
    return {party.name for one in found if isinstance(one.fact, Agreement) for party in one.fact.party}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{VISIT}Кездесуде екі облыс арасындағы іс-шаралар жоспарына қол қойылды.",
            {"Қостанай облысы", "Омбы облысы"},
        ),
        (f"{VISIT}Екі өңір достық туралы келісім жасасты.", {"Қостанай облысы", "Омбы облысы"}),
        (
            "Ош университеті мен Томск университеті танысты. Екі университет қос диплом туралы шарт жасасты.",
            {"Ош университеті", "Томск университеті"},
        ),
        ("Абай облысының жаңалығы. Омбы облысымен 2022 жылы жасалған келісім бар.", {"Абай облысы", "Омбы облысы"}),
        ("Абай облысы үлкен. Алғашқысы – Омбы облысымен арадағы шарт.", {"Абай облысы", "Омбы облысы"}),
        (
            "«Барс» комбинаты «Нота» компаниясымен жылына 6 мың тонна ет жеткізу шартын ұзартты.",
            {"«Барс» комбинаты", "«Нота» компаниясы"},
        ),
        ("Абай облысы мен Омбы облысының достық хартиясы бар.", {"Абай облысы", "Омбы облысы"}),
        ("Омбы облысы, Томск облысы, Абай облысы. Екі облыс достық туралы келісім жасасты.", set()),
        ("Екі облыс достық туралы келісім жасасты.", set()),
        ("«Омбы облысы Абай облысымен көмір жеткізу шартын жасасты» деген хабар жалған.", set()),
        ("Абай облысында Омбы облысымен шарт жасасу мүмкін.", set()),
        ("Абай облысы. Қатысу шарты Омбы облысымен бірдей.", set()),
    ],
)
def test_parties(text: str, expected: set[str]) -> None:
    assert parties(text) == expected


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        (f"{VISIT}Былтыр екі облыстың тауар айналымы өсті.", ["Қостанай облысы", "Омбы облысы"]),
        ("Павлодар облысынан Омбы облысына тұз экспорты өсті.", ["Павлодар облысы", "Омбы облысы"]),
        ("Омбы және Томск облыстарынан тұз экспорты өсті.", []),
        ("Былтыр екі облыстың тауар айналымы өсті.", []),
    ],
)
def test_ties(text: str, ties: list[str]) -> None:
    assert [names for _, names in of(RegionTie, text)][:1] == ([ties] if ties else [])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (f"{VISIT}Оны облыс министрі Иван Орлов бастап жүр.", ["Иван Орлов"]),
        (f"{VISIT}Қонақтардың қатарында Иван Орлов пен Павел Серов бар.", ["Иван Орлов", "Павел Серов"]),
        (f"{VISIT}Оның құрамында Иван Орлов, Павел Серов болды.", ["Иван Орлов", "Павел Серов"]),
        (f"{VISIT}Меймандарды Қостанай облысының әкімі Айдос Нұрланов қабылдады.", ["Айдос Нұрланов"]),
        (f"{FORUM}Модератор – сарапшы Иван Орлов.", ["Иван Орлов"]),
        (f"{FORUM}Баяндамашылар: Иван Орлов, Павел Серов.", ["Иван Орлов", "Павел Серов"]),
        (
            f"{FORUM}Форумға қатысқандар:\nҚазақстан тарапынан: Айдос Нұрланов;\nРесей тарапынан: Иван Орлов.",
            ["Айдос Нұрланов", "Иван Орлов"],
        ),
        (f"{VISIT}Оның құрамында Иван Орлов болған жоқ.", []),
        (f"{VISIT}Дүкендердің қатарында Иван Орлов дүкені бар.", []),
        ("Оның құрамында Иван Орлов болды.", []),
        (f"{FORUM}Қазақстан тарапынан: Айдос Нұрланов.", []),
        (f"{FORUM}Байланыс: Айдос Нұрланов.", []),
    ],
)
def test_participants(text: str, people: list[str]) -> None:
    found = [one.fact for one in framed(text) if isinstance(one.fact, Participation)]
    assert [m.name for fact in found for m in fact.participant if m.kind == "Person"] == people


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Рудныйдағы «Барс» зауыты ашылды.", ["«Барс» зауыты", "Рудный"]),
        ("Семейдегі Шәкәрім университетінің студенті", ["Шәкәрім университеті", "Семей"]),
        ("Семейде Шәкәрім университеті туралы айтылды.", []),
        ("Семейдегі студенттер мен Шәкәрім университеті", []),
    ],
)
def test_where_a_body_is(text: str, places: list[str]) -> None:
    assert [name for _, names in of(Location, text) for name in names] == places
