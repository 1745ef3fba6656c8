"""Characters as they are meant: composed letters of one alphabet, plain spaces, hyphens and line ends."""

import html
import re
import unicodedata

from kg.documents.reading import Reading

_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACE_RUN = re.compile(rf"[ {_SPACES}]+")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[\dA-Fa-f]{2,5});")
"""In plain text, what is left of a page."""
_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_AROUND_LINE_END = re.compile(r"(?<!\s)[ ]+(?=\n)|(?<=\n) +")
_INVISIBLE = re.compile(
    "\u00ad\n?|[\x00-\x08\x0e-\x1b\x7f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]"
)
_COMBINED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_STRESSED = str.maketrans("ѐЀѝЍ", "еЕиИ")
_HYPHEN = re.compile("[\u2010\u2011\ufe63\uff0d]")
_DASH = re.compile("(?<![-–—])(?:--+(?![-–—>])|[\u2012\u2015]|\u2212(?!\\d))")

_GROUPED = re.compile(
    r"(?<![\d.,])\d{1,3}(?:(?:\.\d{3})+(?=,\d)|(?:\.\d{3}){2,3}(?![\d.,]*\d)|(?:,\d{3}){2,}(?:\.\d+)?(?![\d.,]*\d)"
    r"|,\d{3}\.\d{1,2}(?![\d.,]*\d)|(?:['’]\d{3}){1,4}(?![\d'’]))"
)
"""Numbers whose thousands are apart by a sign that we have for decimals, or by none of ours: «1.234,5»,
«25,600,000,000», «1,234.5», «1'234'567»."""

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0259]")
_ALIKE = dict(zip("aceopxykmthiəABCEHKMOPTXYIƏ", "асеорхукмтһіәАВСЕНКМОРТХУІӘ", strict=True)) | {
    "ѳ": "ө",
    "Ѳ": "Ө",
}
"""What looks like a Cyrillic letter, or is typed for one."""
_LATIN_ALIKE = {cyrillic: latin for latin, cyrillic in _ALIKE.items() if latin.isascii()} | {"ё": "e"}
_NUMERAL = re.compile("[IVXLCDMХСМІ]+")
_LONE = re.compile(r"(?:(?<=[Ѐ-ԯ,»)] )[aceopxy]{1,3}|(?:(?<![^\n])|(?<=[.!?:«\"] ))[ABCKOY])(?= [«\"(]?[Ѐ-ԯ\d])")
"""«сотрудничает c областью», «Oн»: one Latin letter for a Russian word, in the midst of them."""


def cleaned(reading: Reading) -> Reading:
    """The reading without what is no character of its words. A line feed ends a line, nothing else does."""
    reading = (
        reading.sub(_ENTITY, lambda match: html.unescape(match[0]))
        .sub(_LINE_END, "\n")
        .sub(_INVISIBLE, "")
        .sub(_COMBINED, _composed)
    )
    reading = reading.with_text(reading.text.translate(_STRESSED))
    reading = reading.sub(_GROUPED, _together).sub(_SPACE_RUN, " ").sub(_AROUND_LINE_END, "")
    reading = reading.with_text(_HYPHEN.sub("-", reading.text)).sub(_DASH, "–")
    return reading.with_text(_LONE.sub(_in_cyrillic, _WORD.sub(_of_one_alphabet, reading.text)))


def _composed(match: re.Match[str]) -> str:
    """«й» of «и» and a breve; a letter without the stress that no letter is composed with."""
    whole = unicodedata.normalize("NFC", match[0]).translate(_STRESSED)
    return whole if len(whole) == 1 else "".join(c for c in whole if not unicodedata.combining(c))


def _together(match: re.Match[str]) -> str:
    whole = match[0]
    if "," in whole:
        return whole.replace(",", "").replace(".", ",")
    return re.sub("[.'’]", "", whole)


def _of_one_alphabet(match: re.Match[str]) -> str:
    word = match[0]
    if word.isascii() or not _LATIN.search(word):
        return word.translate({ord("ѳ"): "ө", ord("Ѳ"): "Ө"})
    if not _CYRILLIC.search(word) or _NUMERAL.fullmatch(word):
        return word
    whole = "".join(
        _ALIKE.get(_bare(letter), letter) if _LATIN.match(letter) else _ALIKE.get(letter, letter) for letter in word
    )
    if not _LATIN.search(whole):
        return whole
    latin = "".join(_LATIN_ALIKE.get(letter, letter) for letter in word)
    return latin if latin.isascii() and len(_CYRILLIC.findall(word)) == 1 else word  # «ЕRG» with a Russian «Е»


def _bare(letter: str) -> str:
    """«á» typed for a stressed «а»."""
    return unicodedata.normalize("NFD", letter)[0]


def _in_cyrillic(match: re.Match[str]) -> str:
    return "".join(_ALIKE[letter] for letter in match[0])
