"""Who leads or sits on a body in Kazakh, and where a route leads that a list tells."""

import pytest

from kg.model.facts import Membership, Role, Route
from tests.reading.kazakh.sentences import of
from tests.reading.kazakh.texts import facts

BODY = "«Барс» үйлестіру кеңесі"
MADE = f"{BODY} құрылды. "
TEAM = "Бүгін Бірлескен жұмыс тобы құрылды. "


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (f"{MADE}Кеңестің алғашқы төрағасы болып Омбы әкімінің орынбасары Иван Орлов сайланды.", ["Иван Орлов"]),
        (f"{MADE}Оның орынбасарлары – Иван Орлов және Павел Серов.", ["Иван Орлов", "Павел Серов"]),
        (f"{BODY}нің мүшелері: Иван Орлов, Павел Серов.", ["Иван Орлов", "Павел Серов"]),
        (f"{TEAM}Ол топты Иван Орлов пен Павел Серов басқарған еді.", ["Иван Орлов", "Павел Серов"]),
        (f"{TEAM}Топты Иван Орлов басқарды.", ["Иван Орлов"]),
        ("Топты Иван Орлов басқарды.", []),
        (f"{TEAM}Топты Иван Орлов басқармайды.", []),
        (f"{TEAM}Топты Иван Орлов басқаруды ұсынды.", []),
        (f"{MADE}Кеңестің төрағасы болып Иван Орлов сайланбады.", []),
        (f"{MADE}Кеңестің төрағасы туралы Иван Орлов айтты.", []),
        ("«Барс» компаниясы құрылды. Оның орынбасары – Иван Орлов.", []),
    ],
)
def test_who_sits_on_it(text: str, people: list[str]) -> None:
    assert [names[0] for _, names in of(Membership, text)] == people


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Иван Орлов Омбы облысының губернаторы болып тағайындалды.", ["Иван Орлов", "Омбы облысы"]),
        ("Омбы қаласының мэрі болып Иван Орлов сайланды.", ["Иван Орлов", "Омбы"]),
        ("Иван Орлов Омбы облысының губернаторы болып тағайындалмады.", []),
        ("Иван Орлов пен Павел Серов Омбы облысының губернаторы болып тағайындалды.", []),
        ("Иван Орлов Омбы облысының губернаторы туралы айтты.", []),
    ],
)
def test_who_is_appointed(text: str, post: list[str]) -> None:
    assert [name for _, names in of(Role, text) for name in names] == post


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("«Барс» қауымдастығының құрамында Омбы, Томск және Павлодар бар.", ["Омбы", "Томск", "Павлодар"]),
        ("Бүгін Еуразиялық қалалар желісі құрылды. Желіге Омбы мен Томск қосылды.", ["Омбы", "Томск"]),
        ("«Барс» қауымдастығы құрылды. Қауымдастық мүшелері: Омбы (Ресей), Томск.", ["Омбы", "Томск"]),
        ("«Барс» қауымдастығының құрамында Омбы жоқ.", []),
        ("«Барс» дүкенінің қатарында Омбы бар.", []),
    ],
)
def test_members(text: str, members: list[str]) -> None:
    assert [names[0] for _, names in of(Membership, text)] == members


def test_the_post_to_which_one_is_chosen() -> None:
    ((_, names),) = of(Role, f"{MADE}Кеңестің төрағасы болып Иван Орлов сайланды.")
    assert names == ["Иван Орлов", BODY]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Ташкент – Түркістан жүрдек пойызы жүреді. Маршруты белгілі: Ташкент, Шымкент, Түркістан.",
            ["Ташкент", "Шымкент", "Түркістан"],
        ),
        ("Маршруты белгілі: Ташкент, Шымкент, Түркістан.", []),
        ("Ташкент – Түркістан жүрдек пойызы жүреді. Қалалары: Ташкент, Шымкент.", []),
    ],
)
def test_a_list_tells_where_a_route_leads(text: str, places: list[str]) -> None:
    told = [one.fact for one in facts(text) if isinstance(one.fact, Route) and one.rule == "route-places"]
    assert [place.name for fact in told for place in fact.traverses] == places
