"""Kazakh in the Latin alphabet of January 2021: told from its neighbours by letters, read letter for letter.

A transliteration keeps every character where it is, so «tş», «ts», «ıa» and «ıu» stay two letters («тш», «тс»);
`loan_spellings` gives the Cyrillic spellings that such a word may stand for."""

import re
from collections.abc import Iterator

from kg.documents.shares import share

_LETTERS = dict(
    zip(
        "aäbdefgğhijklmnñoöpqrstuūüvyzşș",
        "аәбдефгғхіжклмнңоөпқрстуұүвызшш",
        strict=True,
    )
)
_TABLE = str.maketrans(
    _LETTERS | {latin.upper(): read.upper() for latin, read in _LETTERS.items() if latin != "i"} | {"İ": "І"}
)
_VOWELS = frozenset("aäeiıoöūüy")  # «u» is a consonant in zamanauı
_DOTLESS = frozenset("ıI")
_SOFTENED = {"a": "я", "A": "Я", "u": "ю", "U": "Ю"}

OWN = frozenset("qğñū")
"""Hardly a Kazakh sentence lacks them. Turkish and Azerbaijani have ğ, Tatar q, ğ and ñ, Lithuanian ū."""
ELSEWHERE = frozenset("cçxwəßáàâãåéèêëíìîïóòôõøúùûýžźżšśčćţțřňńďłąęėįųāēīķļņģ\u02bb\u02bc\u2018'’`")
"""Letters of other Latin alphabets, with the apostrophes of Uzbek; foreign names may bring a few."""

_WORD = re.compile(r"(?:https?://|www\.)\S+|[^\W\d_]+(?:\.[a-z]{2,})+\b|[^\W\d_]+")
_FOREIGN = re.compile(r"[./cwx]", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXL]+")
_LOANED_E = re.compile(
    r"e(?=konom|ksp|kolog|ksklıuz|kran|lektr|lement|lıta|mıra|mıss|nerg|poha|steti|ston|tno|tıka|fıop)", re.IGNORECASE
)
_HIATUS = re.compile(
    r"(?:mıll|mater|spes|spets|potens|potents|ofıs|ofıts|sots|sos|med|var|av|fıl)ı(?=a)|ı(?=um)", re.IGNORECASE
)
"""«ıa» of these is «иа», of others «ия»: mıllıard, but Italıa; «ıum» is «иум»: konsortsıum."""

_LETTER_OF = {"штш": "щ", "тш": "ч", "тс": "ц", "йа": "я", "йу": "ю"}
_LETTER_OF |= {pair.capitalize(): letter.upper() for pair, letter in _LETTER_OF.items()}
_PAIRS = re.compile("|".join(_LETTER_OF))
_SURE = re.compile("[Йй][ау]|[Тт]с(?=и)|[Тт]ш(?![ыі])")
_LONG = re.compile(r"(?<=[бвгдзклмнпрст])и(?=[яю][бвгдзклмнпрст])")
"""Between consonants «ия» is one letter: Тшелиябинск; it is two in Италия."""


def is_kazakh(letters: list[str], signs: str) -> bool:
    """Are the lower-case `letters` of a text in Latin script Kazakh? `signs` is the text with its apostrophes.

    Kazakh writes «y» for its commonest narrow vowel, for which its neighbours write «ı»; «ı» comes with loan words."""
    foreign = sum(sign in ELSEWHERE for sign in signs.lower()) / max(len(letters), 1)
    narrow = share(letters, "y")
    return share(letters, OWN) > 0.03 and foreign < 0.02 and narrow > max(0.03, share(letters, "ı") / 2)


def cyrillic(text: str) -> str:
    """`text` in Cyrillic letters, character for character; addresses, foreign words and Roman numerals stay."""
    return _WORD.sub(lambda match: _word(match[0], text[match.end() : match.end() + 1]), text)


def _word(word: str, following: str) -> str:
    numeral = _ROMAN.fullmatch(word) and not (len(word) == 1 and following == ".")  # «V. Putin» has an initial
    if numeral or _FOREIGN.search(word):
        return word
    apart = {match.end() for match in _HIATUS.finditer(word)}
    letters = [_letter(word, place, apart=place in apart) for place in range(len(word))]
    if _LOANED_E.match(word):
        letters[0] = "э" if word[0] == "e" else "Э"
    return "".join(letters)


def _letter(word: str, place: int, *, apart: bool) -> str:
    """«ı» is «й» after a vowel and at the head of a word's «ıa»; after a consonant it is «и», and «a» after it «я»."""
    letter = word[place]
    read = letter.translate(_TABLE)
    if letter in _DOTLESS:
        glides = word[place - 1].lower() in _VOWELS if place else word[1:2].lower() in ("a", "u")
        read = "й" if glides else "и"
    elif letter in _SOFTENED and place > 1 and word[place - 1] in _DOTLESS and not apart:
        read = _SOFTENED[letter] if word[place - 2].lower() not in _VOWELS else read
    return read.upper() if letter.isupper() else read


def respelt(words: str) -> str:
    """Transliterated words as Cyrillic spells them: «Федератсийасы» is «Федерациясы»; not for text with offsets.

    A stem's «т» before a suffix stays: қызметші, Иркутск."""
    return _SURE.sub(lambda pair: _LETTER_OF[pair[0]], words)


def loan_spellings(name: str) -> Iterator[str]:
    """Cyrillic spellings a transliterated name may stand for: «Тшелиябинск» Челябинск, «Рязан облысы» Рязань облысы."""
    plain = _PAIRS.sub(lambda pair: _LETTER_OF[pair[0]], name)
    for spelling in (plain, _LONG.sub("", plain)):
        written = (spelling, spelling + "ь", spelling.replace(" ", "ь ", 1))
        yield from (each for each in written if each != name)
