"""Sums whose currency goes without saying: «мы уже свыше 36 миллиардов направили», «выручка – 56 миллиардов».

They are in the only currency the text names, or in that of the country it is about; in a text about two countries
that names none, nobody can tell."""

from collections import Counter
from collections.abc import Sequence

from kg.language.tokens import Doc
from kg.model.facts import Mention
from kg.reading.cues import RUSSIAN
from kg.reading.figures.unit_words import CURRENCIES, MEASURES
from kg.reading.sentence_words import Words, fold, has, is_attribute, lemma

_OWN = {"RU": "RUB", "KZ": "KZT", "BY": "BYN", "UZ": "UZS", "KG": "KGS", "TJ": "TJS", "AM": "AMD", "UA": "UAH"}
_LOCAL = frozenset(_OWN.values()) - {"RUB"}
_WAGES = RUSSIAN.set("money.wages")
_SUMS = RUSSIAN.set("money.sums")
_MASS = RUSSIAN.set("money.mass")
_PAYS = RUSSIAN.set("money.pays")
_ABROAD = RUSSIAN.set("money.abroad")
_PHYSICAL = RUSSIAN.set("money.physical")


def is_paid_in(unit: str, key: str) -> bool:
    """Do they pay in such money in a country or region? Gryvnias are nobody's but Ukraine's, where roubles cross
    borders."""
    kind, _, code = key.partition("/")
    return unit not in _LOCAL or kind not in {"country", "region"} or _OWN.get(code[:2]) == unit


def currency(doc: Doc, mentions: Sequence[Mention], home: Sequence[Mention]) -> tuple[str, bool]:
    """The only currency a text names, else that of the country most of its countries and regions are or belong to;
    and whether the text itself names it.

    Empty when neither tells; a text about two countries (`home`) has none of its own."""
    named = {code for token in doc if (code := MEASURES.get(lemma(token), "")) in CURRENCIES}
    codes = Counter(code for mention in mentions if mention.named and (code := _country(mention)))
    if len(named) == 1:
        return named.pop(), True
    code, count = codes.most_common(1)[0] if codes and not home else ("", 0)
    return (_OWN.get(code, "") if 2 * count > codes.total() else ""), False


def crosses_borders(words: Words) -> bool:
    """Is trade or investment told of, which nobody counts in a currency of his own unless he says so?"""
    return not _ABROAD.isdisjoint(lemma(word) for word in words)


def foreign(mentions: Sequence[Mention], own: str) -> bool:
    """Is a country named whose currency is another?"""
    return any(
        _OWN.get(code) != own for mention in mentions if mention.kind == "Country" and (code := _country(mention))
    )


def is_sum(words: Words, first: int, index: int, scale: int) -> bool:
    """Is the number without unit between `first` and `index` a sum? From a billion on it is unless something else is
    spoken of; a million or a thousand has to be spent, or be the sum of something."""
    left = _clause(words, first)
    right = [word for word in words[index : index + 3] if not has(word, "Case", "Dat")]
    names = [lemma(word) for word in (*left, *right)]
    if scale < 3 or not (scale >= 12 or _ends(words, index) or of_money(words, index)):
        return False
    if not _PHYSICAL.isdisjoint(names) or any(_people(words, position) for position in range(first)):
        return False
    if scale >= 9 or of_money(words, index):
        return True
    wanted = _SUMS | _PAYS if scale >= 6 else _WAGES | {"стоить"}
    return not wanted.isdisjoint(names)


def of_money(words: Words, index: int) -> bool:
    """«пять триллионов валового продукта», «три миллиарда инвестиций»."""
    while index < len(words) and is_attribute(words[index]):
        if lemma(words[index]) in {"валовой", "валовый"}:
            return True
        index += 1
    return index < len(words) and lemma(words[index]) in _MASS


def _ends(words: Words, index: int) -> bool:
    """Does no noun follow that the number could count?"""
    return (
        index >= len(words) or words[index].pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "DET"} or _subject(words, index)
    )


def _subject(words: Words, index: int) -> bool:
    """«мы на 38 миллиардов комплекс построили»: what follows is no genitive."""
    return not has(words[index], "Case", "Gen") and words[index].pos_ in {"NOUN", "PROPN"}


def _people(words: Words, index: int) -> bool:
    """«нас полтора миллиарда»; not «у нас полтора миллиарда»."""
    return fold(words[index]) in {"нас", "вас"} and (not index or words[index - 1].pos_ != "ADP")


def _clause(words: Words, first: int) -> Words:
    start = first
    while start and words[start - 1].text not in {";", ":", ".", "?", "!"} and first - start < 10:
        start -= 1
    return words[start:first]


def _country(mention: Mention) -> str:
    """The ISO code in the key of a country («country/RU») or a region («region/RU-TA»)."""
    kind, _, code = mention.key.partition("/")
    return code[:2] if kind in {"country", "region"} else ""
