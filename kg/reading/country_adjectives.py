"""Countries that an adjective stands for: «российские инвестиции», «казахстанско-китайская торговля»."""

from collections.abc import Mapping

from spacy.tokens import Token

from kg.reading.sentence_words import lemma

_ADJECTIVES = {
    "RU": ("Россия", "российский"),
    "KZ": ("Казахстан", "казахстанский казахский"),
    "CN": ("Китай", "китайский"),
    "BY": ("Белоруссия", "белорусский"),
    "UZ": ("Узбекистан", "узбекистанский узбекский"),
    "KG": ("Киргизия", "киргизский кыргызский кыргызстанский"),
    "TJ": ("Таджикистан", "таджикский таджикистанский"),
    "TM": ("Туркмения", "туркменский туркменистанский"),
    "AZ": ("Азербайджан", "азербайджанский"),
    "AM": ("Армения", "армянский"),
    "GE": ("Грузия", "грузинский"),
    "MD": ("Молдавия", "молдавский"),
    "UA": ("Украина", "украинский"),
    "MN": ("Монголия", "монгольский"),
    "IR": ("Иран", "иранский"),
    "TR": ("Турция", "турецкий"),
    "IN": ("Индия", "индийский"),
    "RS": ("Сербия", "сербский"),
    "HU": ("Венгрия", "венгерский"),
    "DE": ("Германия", "германский немецкий"),
    "FR": ("Франция", "французский"),
    "JP": ("Япония", "японский"),
    "KR": ("Республика Корея", "южнокорейский"),
    "VN": ("Вьетнам", "вьетнамский"),
    "US": ("США", "американский"),
}
NAMES: Mapping[str, str] = {code: name for code, (name, _) in _ADJECTIVES.items()}
_CODES = {word: code for code, (_, words) in _ADJECTIVES.items() for word in words.split()}


def countries_of(word: Token) -> tuple[str, ...]:
    """The ISO codes of the countries an adjective names, in its order; empty for any other word."""
    name = lemma(word)
    if code := _CODES.get(name):
        return (code,)
    *firsts, last = name.split("-")
    stems = [f"{first[:-1]}ий" for first in firsts]
    if firsts and all(stem in _CODES for stem in stems) and last in _CODES:
        return tuple(_CODES[stem] for stem in (*stems, last))
    return ()
