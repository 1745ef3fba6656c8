"""Russian and Kazakh in ASCII, for IRIs.

One table for both languages, so that the two spellings of a name fall together where they can: «Касым-Жомарт» and
«Қасым-Жомарт» are `kasym-zhomart`."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TABLE: Final = str.maketrans(
    dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch * y * e yu ya".replace("*", "").split(" "),
            strict=True,
        )
    )
    | dict(zip("әғқңөұүһі", "agknouuhi", strict=True))
)


def transliterated(text: str) -> str:
    """Writes the text in lower-case ASCII; letters of other scripts and signs stay as they are, accents go."""
    plain = unicodedata.normalize("NFC", text.casefold()).translate(_TABLE)
    if plain.isascii():
        return plain
    return "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))


@lru_cache(2**16)
def slug(text: str) -> str:
    """Makes the end of an IRI: «Ростов-на-Дону» → `rostov-na-donu`, «№ 5» → `5`; empty when nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", transliterated(text)).strip("-")
