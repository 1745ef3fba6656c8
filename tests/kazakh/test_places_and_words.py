"""Locations, routes, sister cities, memberships, projects; and whose words they are."""

import pytest

from kg.facts import Location, Membership, Project, Route, SisterCities
from tests.kazakh.reading import of, quotations


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Қазақстан Республикасы Павлодар облысының әкімдігі", [("Павлодар облысы", "Қазақстан")]),
        ("Ресейдің Омбы облысында", [("Омбы облысы", "Ресей")]),
        (
            'Қазақстанның "Теңіз" және "Қашаған" кен орындарында',
            [("Теңіз кен орны", "Қазақстан"), ("Қашаған кен орны", "Қазақстан")],
        ),
        ("Абай облысындағы Семей қаласында", [("Семей", "Абай облысы")]),
        ("Қазақстан, Павлодар облысы", []),
        ("Қазақстан Шанхай ынтымақтастық ұйымына төраға", []),
        ("Қазақстан Астанада кездесу өткізеді", []),
        ("Омбы облысының Ресейге экспорты", []),
    ],
)
def test_locations(text: str, pairs: list[tuple[str, str]]) -> None:
    assert [(each["place"], each["located_in"]) for each in of(Location, text)] == pairs


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('"Теңіз" кен орны бар. "Теңіз-Новороссийск" мұнай құбыры', ("Теңіз", "Новороссийск")),
        (
            "«Батыс Еуропа – Батыс Қытай» дәлізі Қостанай, Ақтөбе және Орынбор облыстары арқылы өтеді",
            ("Батыс Еуропа", "Батыс Қытай", "Қостанай облысы", "Ақтөбе облысы", "Орынбор облысы"),
        ),
        ('"Солтүстік – Оңтүстік" мегажобасы', None),
        ("көлік дәлізі Омбы арқылы өтеді", None),
    ],
)
def test_routes(text: str, places: tuple[str, ...] | None) -> None:
    assert [each["traverses"] for each in of(Route, text)] == ([] if places is None else [places])


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Шымкент пен Ташкент бауырлас қалалар атанды.", [("Шымкент", "Ташкент")]),
        ("Петропавл мен Омбы қалалары бауырлас болып табылады.", [("Петропавл", "Омбы")]),
        ("Бауырлас қалалар: Петропавл мен Омбы, Семей мен Павлодар.", [("Петропавл", "Омбы"), ("Семей", "Павлодар")]),
        ("Бауырлас қырғыз халқы Омбы мен Семей қалаларында тұрады.", []),
        ("Петропавл мен Омбы қалалары арасында рейс ашылды.", []),
        ("Бауырлас қалалар көп.", []),
    ],
)
def test_sister_cities(text: str, pairs: list[tuple[str, str]]) -> None:
    assert [(each["city"], each["sister_city_of"]) for each in of(SisterCities, text)] == pairs


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Қазақстан Еуразиялық экономикалық одаққа мүше.", ["Қазақстан"]),
        ("Өзбекстан Шанхай ынтымақтастық ұйымына қосылды.", ["Өзбекстан"]),
        ("Қазақстан Еуразиялық экономикалық одақ аясында жұмыс істейді.", []),
        ("Қазақстан Шанхай ынтымақтастық ұйымына төрағалық етеді.", []),
    ],
)
def test_memberships(text: str, members: list[str]) -> None:
    assert [each["member"] for each in of(Membership, text)] == members


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Онда бірлескен жұмыстар жүргізуде.", "running"),
        ("Екі ел мұнай өңдеу зауытын салуды ұсынды.", "planned"),
        ("«Жасыл белдеу» жобасы аяқталды.", "completed"),
    ],
)
def test_projects(text: str, status: str) -> None:
    assert [each["status"] for each in of(Project, text)] == [status]


TOLD = "Мемлекет басшысы Қасым-Жомарт Тоқаев келді.\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TOLD + "– Сауда өсті, – деді Мемлекет басшысы.", ["Сауда өсті,"]),
        (TOLD + "– Сауда өсті\nБіз ризамыз, – деді Президент.", ["Сауда өсті\nБіз ризамыз,"]),
        (
            TOLD + "– Ауыл – елдің тірегі\nОсыны білеміз, – деп атап өтті Қасым-Жомарт Тоқаев.",
            ["Ауыл – елдің тірегі\nОсыны білеміз,"],
        ),
        (TOLD + "«Біз өзара сауданы дамытамыз», – деді Мемлекет басшысы.", ["Біз өзара сауданы дамытамыз"]),
        ("Владимир Путин өз сөзінде: «Біз сауданы дамытамыз», – деді.", ["Біз сауданы дамытамыз"]),
        (TOLD + "Құжаттарға қол қойылды:\n– сауда туралы келісім;\n– спорт туралы меморандум.", []),
        (TOLD + "– Сауда өсті\nБіз ризамыз.", []),
        (TOLD + "«Даму» қоры туралы, – деді ол.", []),
        (TOLD + "– сауда туралы келісім;\n– жол салу.\nЖол салынды, – деді Мемлекет басшысы.", []),
        ("– Сауда өсті, – деді сарапшы.", []),
    ],
)
def test_quotations(text: str, said: list[str]) -> None:
    assert [text[each.start : each.end] for each in quotations(text) if each.form == "quotation"] == said


def test_reported_words() -> None:
    (reported,) = quotations("Қасым-Жомарт Тоқаев сауда өскенін атап өтті.")
    assert (reported.form, reported.speaker.name) == ("reported", "Қасым-Жомарт Тоқаев")
    assert quotations("Бауман атындағы университетте сауда өскені айтылды деп санайды.") == []


MINISTER = "Көлік министрі Марат Қарабаев келді. "


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Марат Қарабаев хабарлағандай, тасымал өсті.", ["Марат Қарабаев"]),
        ("Марат Қарабаевтың айтуынша, тасымал өсті.", ["Марат Қарабаев"]),
        (MINISTER + "Министрдің айтуынша, тасымал өсті.", ["Марат Қарабаев"]),
        ("Көлік министрлігінің мәліметінше, тасымал өсті.", ["Көлік министрлігі"]),
        ("Марат Қарабаев тасымал өскенін баяндады.", ["Марат Қарабаев"]),
        ("Министрдің айтуынша, тасымал өсті.", []),
        ("Марат Қарабаев келді, сарапшылардың айтуынша, тасымал өсті.", []),
        ("Марат Қарабаев кітап айтқандай жол салды.", []),
    ],
)
def test_reported_by_whom(text: str, reported: list[str]) -> None:
    assert [each.speaker.name for each in quotations(text)] == reported


def test_reported_words_go_on_in_sentences_that_point_back() -> None:
    text = "Марат Қарабаев хабарлағандай, тасымал өсті. Бұл рекорд. Отырыс өтті."
    (reported,) = quotations(text)
    assert text[reported.start : reported.end].endswith("Бұл рекорд.")
