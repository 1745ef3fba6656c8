"""Kazakh in a Latin alphabet: told from its neighbours by letters, read in Cyrillic ones.

Five are in use: of 2017 («y'», «n'»), of 2018 («ý», «ń»), of January 2021 as decreed («Resei elımen») and as most
write it («Reseı elimen»), and the common one of those who began before («Respwblïkası»). All are read by way of the
fourth. What no rule can tell of a loan word («tş» is «ч» or «тш») `loan_spellings` gives."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal, get_args

from kg.documents.reading import Reading

Script = Literal["2021", "decreed", "2018", "2017", "common"]

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

_SIGN = "['’ʼ‘´`]"
"""An apostrophe, as the alphabet of 2017 has it."""
_WORD = re.compile(r"(?:https?://|www\.)\S+|[^\W\d_]+(?:\.[a-z]{2,})+\b|[^\W\d_]+")
_WORD_WITH_SIGNS = re.compile(
    rf"(?:https?://|www\.)\S+|[^\W\d_]+(?:\.[a-z]{{2,}})+\b|[^\W\d_](?:[^\W\d_]|(?<=[agiosncuyAGIOSNCUY]){_SIGN})*"
)
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


def _respelling(pairs: str) -> dict[str, str]:
    """«á ä» a pair: how one alphabet's letters are written in that of 2021; capitals too."""
    letters = dict(pair.split(">") for pair in pairs.split())
    return letters | {old.capitalize(): new.capitalize() for old, new in letters.items()}


_WRITTEN: Mapping[Script, tuple[re.Pattern[str], Mapping[str, str]]] = {
    "decreed": (re.compile("[iıİI]"), {"i": "ı", "ı": "i", "İ": "I", "I": "İ"}),
    "2018": (re.compile("[áǵńóúýuÁǴŃÓÚÝU]|[SsCc][Hh]"), _respelling("á>ä ǵ>ğ ń>ñ ó>ö ú>ü ý>u u>ū sh>ş ch>tş")),
    "2017": (
        re.compile(f"[AaGgIiNnOoSsCcUuYy]{_SIGN}|[Uu]"),
        _respelling("a'>ä g'>ğ i'>ı n'>ñ o'>ö s'>ş c'>tş u'>ü y'>u u>ū"),
    ),
    "common": (re.compile("[wuïyıxçWUÏYIXÇ]"), _respelling("w>u u>ū ï>ı y>ı ı>y x>h ç>tş") | {"I": "Y", "Y": "I"}),
}
_SIGNS: Mapping[Script, tuple[re.Pattern[str], float]] = {
    "2018": (re.compile("[ǵńý]"), 0.015),
    "2017": (re.compile(f"[nysa]{_SIGN}"), 0.015),
    "common": (re.compile("[wï]"), 0.015),
}
"""Signs of one alphabet that a text in it has, and its neighbours (Karakalpak, Uzbek, Turkish) lack; by their share."""
_AFTER_VOWEL = {letter: re.compile(f"[aäeoöuūüy]{letter}") for letter in "ıi"}
"""Where a letter is «й»: «Reseı» as most write it, «Resei» as decreed."""


def script(text: str) -> Script | None:
    """The Latin alphabet in which `text` is Kazakh, or None when it is none of them.

    Kazakh writes «y» for its commonest narrow vowel, for which its neighbours write «ı»; «ı» comes with loan words."""
    low = text.lower()
    alphabets: tuple[Script, ...] = get_args(Script)
    for alphabet in alphabets:
        if alphabet in _SIGNS:
            sign, least = _SIGNS[alphabet]
            if len(sign.findall(low)) < least * len(low):
                continue
        written = _in_2021(low, alphabet)
        letters = [letter for letter in written if letter.isalpha()]
        foreign = sum(sign in ELSEWHERE for sign in written) / max(len(letters), 1)
        narrow = share(letters, "y") > max(0.03, share(letters, "ı") / 2)
        glides = len(_AFTER_VOWEL["ı"].findall(written)) >= len(_AFTER_VOWEL["i"].findall(written))
        if share(letters, OWN) > 0.03 and foreign < 0.02 and narrow and glides:
            return alphabet
    return None


def _in_2021(text: str, alphabet: Script) -> str:
    if alphabet == "2021":
        return text
    pattern, letters = _WRITTEN[alphabet]

    def written(match: re.Match[str]) -> str:
        old = re.sub(_SIGN, "'", match[0])
        return letters.get(old) or letters[old.lower()].upper()

    return pattern.sub(written, text)


def cyrillic(reading: Reading, alphabet: Script = "2021") -> Reading:
    """`reading` in Cyrillic letters; addresses, foreign words and Roman numerals stay."""
    text = reading.text

    def spelt(match: re.Match[str]) -> str:
        word, following = match[0], text[match.end() : match.end() + 1]
        numeral = _ROMAN.fullmatch(word) and not (len(word) == 1 and following == ".")  # «V. Putin» has an initial
        written = word if numeral else _in_2021(word, alphabet)
        return word if numeral or _FOREIGN.search(written) else respelt(_word(written))

    return reading.sub(_WORD_WITH_SIGNS if alphabet == "2017" else _WORD, spelt)


def _word(word: str) -> str:
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
    """Transliterated words as Cyrillic spells them: «Федератсийасы» is «Федерациясы».

    A stem's «т» before a suffix stays: қызметші, Иркутск."""
    return _SURE.sub(lambda pair: _LETTER_OF[pair[0]], words)


def loan_spellings(name: str) -> Iterator[str]:
    """Cyrillic spellings a transliterated name may stand for: «Тшелиябинск» Челябинск, «Рязан облысы» Рязань облысы."""
    plain = _PAIRS.sub(lambda pair: _LETTER_OF[pair[0]], name)
    for spelling in (plain, _LONG.sub("", plain)):
        written = (spelling, spelling + "ь", spelling.replace(" ", "ь ", 1))
        yield from (each for each in written if each != name)


def share(letters: Sequence[str], among: Collection[str]) -> float:
    """Tells how much of a text some letters make up, from 0 to 1."""
    return sum(letter in among for letter in letters) / max(len(letters), 1)
