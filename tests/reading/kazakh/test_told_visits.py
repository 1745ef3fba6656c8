"""Visits and receptions that a verb tells, and what is none."""

import pytest

from kg.model.facts import Event, Participation
from tests.reading.kazakh.sentences import framed

IVAN, DELEGATION = "Омбы облысының губернаторы Иван Орлов", "Омбы облысының делегациясы"
CASES = [
    (f"Павлодарға {IVAN} келді.", "visit", "Павлодар", ["Иван Орлов"]),
    (f"{IVAN} Павлодарға барды.", "visit", "Павлодар", ["Иван Орлов"]),
    (f"{DELEGATION} Павлодарға аттанды.", "visit", "Павлодар", ["Омбы облысы"]),
    ("Павлодарға Иван Орлов бастаған делегация келді.", "visit", "Павлодар", ["Иван Орлов"]),
    (f"Павлодарға барған {IVAN} зауытты аралады.", "visit", "Павлодар", ["Иван Орлов"]),
    (f"{IVAN} Павлодарда болып қайтты.", "visit", "Павлодар", ["Иван Орлов"]),
    (f"{DELEGATION} қыркүйекте келіп кетті.", "visit", None, ["Омбы облысы"]),
    (f"Облыс әкімі Айдос Нұрланов {DELEGATION}н қабылдады.", "meeting", None, ["Айдос Нұрланов", "Омбы облысы"]),
    (f"Мамырда {IVAN} келді.", "visit", None, ["Иван Орлов"]),
    (f"{IVAN} қыркүйекте осында болды.", "visit", None, ["Иван Орлов"]),
    ("Павлодарға Омбы облысынан елу адамдық топ келді.", "visit", "Павлодар", ["Омбы облысы"]),
    ("Өткен аптада Павлодарға Омбыдан 20 кәсіпкер келді.", "visit", "Павлодар", ["Омбы"]),
    (f"{IVAN} Павлодарға ат басын бұрды.", "visit", "Павлодар", ["Иван Орлов"]),
    (f"Омбы мэрі Иван Орлов: – {DELEGATION} Павлодарға қыркүйекте келді.", "visit", "Павлодар", ["Омбы облысы"]),
    (f"Омбы мэрі Иван Орлов: «{DELEGATION} Павлодарға келді».", "visit", "Павлодар", ["Омбы облысы"]),
    (f"{DELEGATION} Павлодарға келмек.", "visit", "Павлодар", ["Омбы облысы"]),
]
NONE = [
    f"{DELEGATION} Павлодарға келген жоқ.",
    f"{DELEGATION} Павлодарға келмейді.",
    f"{IVAN} Павлодарға келуі мүмкін.",
    f"{DELEGATION} Павлодарға жиі келеді.",
    f"{DELEGATION} Павлодарға үш рет келді.",
    f"{DELEGATION} форумға келді.",
    f"{IVAN} Павлодарға ат басын бұрмады.",
    "Павлодарға Омбыдан хат келді.",
    "Павлодарға Омбыдан 20 студент келген жоқ.",
    "Туристер Алматыға келді.",
    "Иван Орлов Павлодарға келді.",
    f"{IVAN} келісімге келді.",
    f"{IVAN} келді.",
    f"{IVAN} осында болмады.",
]


@pytest.mark.parametrize(("text", "kind", "place", "people"), CASES)
def test_a_verb_tells_it(text: str, kind: str, place: str | None, people: list[str]) -> None:
    facts = [one.fact for one in framed(text)]
    (event,) = [each for each in facts if isinstance(each, Event)]
    assert (event.kind, event.located_in and event.located_in.name) == (kind, place)
    came = [each for each in facts if isinstance(each, Participation) and each.event == event.event]
    assert [[who.name for who in each.participant] for each in came] == [people]


@pytest.mark.parametrize("text", NONE)
def test_no_visit(text: str) -> None:
    assert [one.fact for one in framed(text) if isinstance(one.fact, Event)] == []


def test_what_a_noun_names_is_the_same_visit() -> None:
    text = f"Павлодарға жұмыс сапары басталды. Бүгін {IVAN} Павлодарға келді."
    (came,) = [one.fact for one in framed(text) if isinstance(one.fact, Participation)]
    assert came.event.name == "Павлодарға жұмыс сапары"


RECEIVED = [
    (f"{IVAN} Павлодарға барады. Оны облыс әкімі Айдос Нұрланов қабылдайды.", ["Айдос Нұрланов", "Иван Орлов"]),
    (
        "Павлодарға жұмыс сапарымен Иван Орлов бастаған делегация келді. Қонақтарды облыс әкімі Айдос Нұрланов "
        "қабылдады.",
        ["Айдос Нұрланов", "Иван Орлов"],
    ),
    (
        f"Павлодарға сапармен {IVAN} келді. Қонақтарды облыс әкімі Айдос Нұрланов қабылдады.",
        ["Айдос Нұрланов", "Иван Орлов"],
    ),
    (
        "Павлодарға хат келді. Қонақтарды облыс әкімі Айдос Нұрланов қабылдады.",
        ["Айдос Нұрланов"],
    ),
    (
        f"{IVAN} сапармен келген жоқ. Қонақтарды облыс әкімі Айдос Нұрланов қабылдады.",
        ["Айдос Нұрланов"],
    ),
]


@pytest.mark.parametrize(("text", "people"), RECEIVED)
def test_who_is_received_came_in_the_sentence_before(text: str, people: list[str]) -> None:
    meeting = next(one.fact for one in framed(text) if isinstance(one.fact, Event) and one.fact.kind == "meeting")
    came = [one.fact for one in framed(text) if isinstance(one.fact, Participation)]
    assert [[who.name for who in each.participant] for each in came if each.event == meeting.event] == [people]


HOSTS = [
    ("«Соседи» форумын Павлодар қабылдады.", ["Павлодар"]),
    ("Келесі «Соседи» форумын Павлодар қабылдайды.", ["Павлодар"]),
    ("«Соседи» форумына Павлодар иелік етті.", ["Павлодар"]),
    ("«Соседи» форумына Павлодар қатысты.", []),
    ("«Соседи» форумын Павлодар қабылдамады.", []),
]


@pytest.mark.parametrize(("text", "places"), HOSTS)
def test_what_receives_an_event_is_where_it_is(text: str, places: list[str]) -> None:
    told = [one for one in framed(text) if one.rule == "hosts" and one.modality in ("asserted", "planned")]
    assert [f.located_in.name for one in told if isinstance(f := one.fact, Event) and f.located_in] == places
