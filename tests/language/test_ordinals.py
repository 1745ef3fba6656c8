import pytest

from kg.language.russian.ordinals import ordinal, roman

ROMAN = [("I", 1), ("IV", 4), ("XIV", 14), ("XVIII", 18), ("ХVI", 16), ("XCIX", 99), ("CCCXCIX", 399)]
NO_ROMAN = ["", "IIII", "VX", "IC", "ООН", "XIVА", "xvi"]
ORDINALS = [
    ("XVI", "", 16),
    ("18-й", "", 18),
    ("18-м", "", 18),
    ("1–й", "", 1),
    ("восемнадцатого", "восемнадцатый", 18),
    ("Первый", "первый", 1),
    ("двадцать первом", "двадцать первый", 21),
    ("тридцатого", "тридцатый", 30),
    ("восьмидесятой", "восьмидесятый", 80),
    ("семьдесят пятая", "семьдесят пятый", 75),
]
NO_ORDINALS = [
    ("18", "18"),
    ("2022-й год", "год"),
    ("18-летие", "18-летие"),
    ("первичный", "первичный"),
    ("сто", "сто"),
    ("восемьдесят", "восемьдесят"),
    ("восемьдесят сороковой", "восемьдесят сороковой"),
]


@pytest.mark.parametrize(("text", "value"), ROMAN)
def test_roman_numeral(text: str, value: int) -> None:
    assert roman(text) == value


@pytest.mark.parametrize("text", NO_ROMAN)
def test_no_roman_numeral(text: str) -> None:
    assert roman(text) is None


@pytest.mark.parametrize(("text", "lemma", "value"), ORDINALS)
def test_ordinal(text: str, lemma: str, value: int) -> None:
    assert ordinal(text, lemma) == value


@pytest.mark.parametrize(("text", "lemma"), NO_ORDINALS)
def test_no_ordinal(text: str, lemma: str) -> None:
    assert ordinal(text, lemma) is None
