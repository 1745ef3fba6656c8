"""Sentences as the pipeline reads them, with their countries marked."""

import re

from kg.documents.document import Document
from kg.language.analysis import analyse
from kg.language.tokens import Doc
from kg.model.facts import Found, Mention
from kg.reading.figures import figures
from kg.reading.sentence_words import Words, words_of

PLACES = {
    "Росси": ("Country", "Россия", "country/RU"),
    "Казахстан": ("Country", "Казахстан", "country/KZ"),
    "Кита": ("Country", "Китай", "country/CN"),
    "Узбекистан": ("Country", "Узбекистан", "country/UZ"),
    "Павлодарск": ("Region", "Павлодарская область", "region/KZ-PAV"),
    "Татарстан": ("Region", "Республика Татарстан", "region/RU-TA"),
    "Омск": ("City", "Омск", "city/omsk"),
    "Астан": ("City", "Астана", "city/astana"),
}
RUSSIA = Mention(0, 0, "Country", "", "Россия", "country/RU")
KAZAKHSTAN = Mention(0, 0, "Country", "", "Казахстан", "country/KZ")
UZBEKISTAN = Mention(0, 0, "Country", "", "Узбекистан", "country/UZ")


def document(text: str, date: str = "2022-11-28") -> Document:
    return Document("t", "t.txt", text, text.replace("\u00a0", " "), "ru", "plain", "", date=date)


def analysed(text: str) -> Doc:
    return analyse(document(text))


def words(text: str) -> Words:
    """The words of a text of one sentence."""
    return words_of(list(analysed(text)))


def mentions(text: str) -> list[Mention]:
    return sorted(
        Mention(match.start(), match.end(), kind, match.group(), name, key)  # type: ignore[arg-type]
        for stem, (kind, name, key) in PLACES.items()
        for match in re.finditer(rf"\b{stem}\w*(?: област\w+)?", text)
    )


def found(text: str, *, date: str = "2022-11-28", home: tuple[Mention, ...] = ()) -> list[Found]:
    read = document(text, date)
    return list(figures(analyse(read), read, mentions(text), home))
