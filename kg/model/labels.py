"""Names for people to read that follow from the known ones."""

import unicodedata
from collections.abc import Mapping

LANGUAGES = ("ru", "kk", "en")
"""Of labels: where several are there and nobody says which, the first is shown."""
Name = tuple[str, str]
"""Language tag and words."""


_RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e ë zh z i y k l m n o p r s t u f kh ts ch sh shch ” y ’ e yu ya".split(),
        strict=True,
    )
)
_KAZAKH = {**_RUSSIAN, "ё": "yo", "и": "ī", "у": "ū", "э": "ė"} | dict(
    zip("әғқңөұүһі", "ä gh q ng ö u ü h i".split(), strict=True)
)
_YE_AFTER = frozenset("аеёиоуыэюяйъь")
_TAGS = {"ru": "ru-latn-t-ru-m0-bgn", "kk": "kk-latn-t-kk-m0-bgn"}


def transliteration(name: str, language: str) -> Name | None:
    """Writes a name in Latin letters by the BGN/PCGN tables for Russian (1947) and Kazakh (1979), under a tag that says
    so.

    The tag is the one CLDR gives its own transform: Russian (or Kazakh) words, Latin script, transformed by that method
    (RFC 6497). A filter for English names does not match it. None for other languages."""
    if language not in _TAGS:
        return None
    table, letters, before = (_RUSSIAN if language == "ru" else _KAZAKH), [], ""
    for letter in unicodedata.normalize("NFC", name):
        small = letter.lower()
        latin = table.get(small, small)
        if language == "ru" and small in "её" and (not before.isalpha() or before in _YE_AFTER):
            latin = "y" + latin
        letters.append(latin.capitalize() if letter != small else latin)
        before = small
    return _TAGS[language], "".join(letters)


def edition_labels(series: Mapping[str, str], edition: str) -> dict[str, str]:
    """Makes the names of an edition from those of its series: «XVI Форум …»; of one that only its year tells, the
    series' own."""
    roman = f"{_roman(int(edition))} " if edition.isdigit() and len(edition) < 4 else ""
    return {language: f"{roman}{name}" for language, name in series.items()}


def _roman(number: int) -> str:
    values = (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")
    told = ""
    for value, letters in (*values, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        times, number = divmod(number, value)
        told += letters * times
    return told
