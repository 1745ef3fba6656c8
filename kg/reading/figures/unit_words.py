"""The words that say a unit of measure, and the unit's code in the vocabulary."""

from collections.abc import Mapping, Sequence

from kg.reading.sentence_words import Words, fold, lemma
from kg.reading.words import RUSSIAN

# Code, then the lemmas, signs and abbreviations that say it.
_MEASURES = {
    "percent": "% процент проц",
    "times": "раз",
    "USD": "$ доллар долл usd",
    "EUR": "€ евро eur",
    "RUB": "₽ рубль руб rub",
    "KZT": "₸ тенге kzt",
    "CNY": "¥ юань cny",
    "UZS": "сум",
    "KGS": "сом",
    "TJS": "сомони",
    "AMD": "драм",
    "JPY": "иена йена",
    "MNT": "тугрик",
    "UAH": "гривна",
    "TRY": "лира",
    "AED": "дирхам",
    "tonne": "тонна т",
    "kg": "килограмм кг",
    "gram": "грамм",
    "centner": "центнер",
    "km": "километр км",
    "metre": "метр м",
    "centimetre": "сантиметр см",
    "millimetre": "миллиметр мм",
    "hectare": "гектар га",
    "m2": "м²",
    "km2": "км²",
    "barrel": "баррель",
    "litre": "литр",
    "m3": "кубометр куб м³",
    "kW": "киловатт квт",
    "MW": "мегаватт мвт",
    "GW": "гигаватт гвт",
    "kWh": "киловатт-час квт·ч",
    "MWh": "мегаватт-час мвт·ч",
    "GWh": "гигаватт-час гвт·ч",
    "degree": "градус ° °c",
    "TEU": "teu дфэ",
    "year": "год лето лет годик",
    "month": "месяц",
    "week": "неделя",
    "day": "день сутки",
    "hour": "час",
    "minute": "минута",
    "second": "секунда",
    "foot": "фут",
    "person": "человек чел",
}
# Wordings of several words win over the single words in them; an adjective stands before its noun.
_PHRASES = {
    "m2": ("квадратный метр", "кв метр", "кв м"),
    "km2": ("квадратный километр", "кв километр", "кв км"),
    "m3": ("кубический метр", "куб метр", "куб м"),
    "km_per_hour": ("километр в час", "км в час", "км / ч"),
    "kWh": ("киловатт час", "квт час", "квт ч"),
    "BYN": ("белорусский рубль",),
    "INR": ("индийский рупия",),
    "AZN": ("азербайджанский манат",),
    "TMT": ("туркменский манат",),
    "GBP": ("фунт стерлинг",),
}
OTHERS = RUSSIAN.set("units.others")
MEASURES: Mapping[str, str] = {word: code for code, words in _MEASURES.items() for word in words.split()}
PHRASES: Mapping[tuple[str, ...], str] = {
    tuple(phrase.split()): code for code, phrases in _PHRASES.items() for phrase in phrases
}
CURRENCIES = frozenset("USD EUR RUB KZT CNY UZS KGS TJS AMD JPY MNT UAH TRY AED BYN INR AZN TMT GBP".split())
DURATIONS = frozenset(("year", "month", "week", "day", "hour", "minute", "second"))
COUNTED = frozenset(("item", "person"))


def measure_at(words: Words, index: int) -> tuple[str, int] | None:
    """The code of the unit whose words begin at the index, and the index behind them («кв. м», «км/ч»)."""
    for phrase, code in PHRASES.items():
        if end := _behind(words, index, phrase):
            return code, end
    code = MEASURES.get(fold(words[index])) or MEASURES.get(lemma(words[index])) or ""
    return (code, index + 1) if code else None


def _behind(words: Words, index: int, phrase: Sequence[str]) -> int:
    """The index behind the phrase, full stops of abbreviations passed over; 0 when it does not stand there."""
    end = index
    for wanted in phrase:
        if end > index and end < len(words) and words[end].text == ".":
            end += 1
        if end >= len(words) or wanted not in {fold(words[end]), lemma(words[end])}:
            return 0
        end += 1
    return end
