"""Numbers: value, unit, bound, direction, period, and what is no figure."""

import pytest

from kg.facts import Figure
from kg.rules.kazakh.dates import period
from tests.kazakh.reading import facts, of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сауда көлемі 3,5 есе ұлғайды.", ("сауда көлемі", "3.5", "times", "exactly", "growth")),
        ("Тауар айналымы 6,5 триллион теңгеден асты.", ("тауар айналымы", "6500000000000", "KZT", "over", "level")),
        (
            "Тауар айналымы 19 миллиард АҚШ долларына жетті.",
            ("тауар айналымы", "19000000000", "USD", "exactly", "level"),
        ),
        ("Құбырмен 500 миллион тоннадан астам мұнай жеткізілді.", ("мұнай", "500000000", "tonne", "over", "level")),
        ("Экспорт көлемі 15 пайызға төмендеді.", ("экспорт көлемі", "15", "percent", "exactly", "decline")),
        ("Экспорт 20%-ға өсті.", ("экспорт", "20", "percent", "exactly", "growth")),
        ("Елде 19 мыңнан астам компания бар.", ("компания", "19000", "item", "over", "level")),
        ("Онда 500-ге жуық студент оқиды.", ("студент", "500", "person", "nearly", "level")),
        ("Шамамен 30 жоба іске асырылды.", ("жоба", "30", "item", "about", "level")),
        ("Ресейдің 76 өңірі қатысты.", ("өңірі", "76", "item", "exactly", "level")),
        ("Құны 30 миллиард доллардан асатын болды.", ("құны", "30000000000", "USD", "over", "level")),
        (
            "Тауар айналымы рекордтық көрсеткішке – 27 миллиард долларға жетті.",
            ("тауар айналымы", "27000000000", "USD", "exactly", "level"),
        ),
        ("Құны 1 200 000 теңге.", ("құны", "1200000", "KZT", "exactly", "level")),
        ("Құны 45 млрд. теңге болады.", ("құны", "45000000000", "KZT", "exactly", "level")),
    ],
)
def test_figures(text: str, expected: tuple[str, ...]) -> None:
    (figure,) = (each.fact for each in facts(text) if isinstance(each.fact, Figure))
    assert isinstance(figure, Figure)
    assert (figure.measure.text.lower(), figure.value, figure.unit, figure.bound, figure.direction) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2018 жылы форум өтті.",
        "XVI форум 2022 жылғы 28 қарашада өтті.",
        "Комиссияның 17-отырысы өтті.",
        "№ 5 мектеп ашылды.",
        "500 орындық мектеп ашылды.",
        "2020-2022 жылдарға арналған ынтымақтастық бағдарламасы.",
        "Ол 16-шы форумда сөйледі.",
        "Екі ел келісті.",
        "3-бап бойынша шешілді.",
    ],
)
def test_no_figure(text: str) -> None:
    assert list(of(Figure, text)) == []


def test_the_second_number_has_the_measure_of_the_first() -> None:
    text = "2018 жылы тауар айналымы 6,5 триллион теңгеден асты немесе 19 миллиард АҚШ долларына жетті."
    assert [(each["measure"], each["value"], each["period"]) for each in of(Figure, text)] == [
        ("тауар айналымы", "6500000000000", "2018"),
        ("тауар айналымы", "19000000000", "2018"),
    ]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Қытаймен сауда айналымы 2 есе артты.", ("Қытай",)),
        ("Қазақстан мен Ресей көрші. Сауда көлемі 2 есе артты.", ("Қазақстан", "Ресей")),
        ("Қазақстан, Ресей және Қытай көрші. Сауда көлемі 2 есе артты.", None),
    ],
)
def test_about(text: str, about: tuple[str, ...] | None) -> None:
    assert [each.get("about") for each in of(Figure, text)] == [about]


def test_a_target_is_planned() -> None:
    text = "2030 жылға дейін сауда көлемін 10 млрд долларға дейін арттыруды көздеп отырмыз."
    assert [each.modality for each in facts(text) if isinstance(each.fact, Figure)] == ["planned"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2018 жылы", "2018"),
        ("2003-2018 жылдар аралығында", "2003/2018"),
        ("2022 жылғы 28 қарашада", "2022-11-28"),
        ("2022 жылдың қаңтар-қыркүйек айларында", "2022-01/2022-09"),
        ("2022 жылдың маусымында", "2022-06"),
        ("2022 жылдың алғашқы он айында", "2022-01/2022-10"),
        ("1994 жылдан бері", "1994/"),
        ("2025 жылға дейін", "2025"),
        ("былтыр", "2021"),
        ("өткен жылы", "2021"),
        ("биыл", "2022"),
        ("25-26 мамырда", "2022-05-25"),
        ("28 қарашада", "2022-11-28"),
        ("5 жыл бойы", ""),
        ("2018 келісім", ""),
        ("қазіргі кезде", ""),
        ("биылғы емес, жылына", ""),
    ],
)
def test_periods(words: str, expected: str) -> None:
    assert period(words, "2022-12-22") == expected


@pytest.mark.parametrize("words", ["былтыр", "28 қарашада", "биыл"])
def test_relative_dates_need_the_day_of_writing(words: str) -> None:
    assert period(words) == ""
