"""What a number is a number of: a unit of measure, people, or items.

«17 миллиардов долларов США», «на 31,2 процента», «74 тыс. казахстанских граждан», «40 единиц контейнеров»."""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from kg.figures.numbers import CARDINALS, Number
from kg.figures.words import Words, fold, has, lemma

# Code, then the lemmas that say it.
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
    "tonne": "тонна т",
    "kg": "килограмм кг",
    "km": "километр км",
    "metre": "метр м",
    "hectare": "гектар га",
    "barrel": "баррель",
    "litre": "литр",
    "cubic_metre": "кубометр",
    "MW": "мегаватт мвт",
    "kWh": "киловатт-час квт·ч",
    "TEU": "teu дфэ",
    "year": "год лето лет",
    "month": "месяц",
    "week": "неделя",
    "day": "день сутки",
    "hour": "час",
    "minute": "минута",
    "foot": "фут",
    "person": "человек чел",
}
MEASURES: Mapping[str, str] = {word: code for code, words in _MEASURES.items() for word in words.split()}
CURRENCIES = {"USD", "EUR", "RUB", "KZT", "CNY", "UZS", "KGS", "BYN"}
DURATIONS = {"year", "month", "week", "day", "hour", "minute"}
COUNTED = {"item", "person"}
_POWERS = {
    ("квадратный", "метр"): "square_metre",
    ("кв", "метр"): "square_metre",
    ("кв", "м"): "square_metre",
    ("квадратный", "километр"): "square_kilometre",
    ("кв", "км"): "square_kilometre",
    ("кубический", "метр"): "cubic_metre",
    ("куб", "м"): "cubic_metre",
    ("белорусский", "рубль"): "BYN",
}
# Grammatically animate, yet no single people; «субъектов Федерации», «12 экспортёров».
_NO_PERSONS = frozenset(
    (
        "субъект резидент экспортер импортер производитель поставщик перевозчик оператор гигант партнер голова "
        "овца корова лошадь свинья животное птица тигр сайгак кулан побратим город-побратим спутник робот "
        "персонаж истребитель носитель беспилотник аппарат"
    ).split()
)
# Inanimate by grammar or unknown to the tagger.
_PERSONS = frozenset(
    ("лицо студент гражданин житель ребенок участник школьник специалист военнослужащий обучающийся").split()
)
# The vocabulary has no concept for these, and «100 манатов» are no items.
_OTHER_UNITS = {"сомони", "манат", "драм", "лари", "иена", "рупия", "лира", "злотый", "гигаватт", "градус", "секунда"}
_QUANTIFIERS = {"единица", "штука"}
_GLUE = {"«", "»", '"', "более", "наиболее", "так", "называемый", "-"}


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    end: int
    """Index of the word behind the unit."""
    noun: Token | None = None
    """The word that is counted or measured in; none for a sign such as «$» before the number."""


def unit_of(words: Words, number: Number) -> Unit | None:
    """The unit behind a number (a currency sign may stand before it); none when nothing is counted there."""
    if number.form == "multiple":
        return Unit("times", number.end, words[number.first])
    if number.form == "share":
        return Unit("percent", number.end, words[number.end - 1])
    if number.first and (sign := words[number.first - 1].text) in "$€₽₸¥":
        return Unit(MEASURES[sign], number.end)
    if fold(words[number.first]) == "полпроцента":
        return Unit("percent", number.end, words[number.first])
    start = number.end
    if [fold(word) for word in words[start : start + 2]] in (["с", "лишним"], ["с", "небольшим"]):
        start += 2
    if start + 1 < len(words) and fold(words[start]) == "из" and (total := _after_number(words, start + 1)):
        start = total
    return _unit_at(words, start, number)


def _after_number(words: Words, index: int) -> int:
    """The index behind the total of «76 из 89», or 0."""
    end = index
    while end < len(words) and (words[end].text.isdigit() or fold(words[end]) in CARDINALS):
        end += 1
    return end if end > index else 0


def _unit_at(words: Words, start: int, number: Number) -> Unit | None:
    quantified = False
    for index in range(start, min(start + 8, len(words))):
        word = words[index]
        name = lemma(word)
        if name in _OTHER_UNITS:
            return None
        code = MEASURES.get(fold(word)) or MEASURES.get(name)
        if code == "minute" and index > start:
            return None
        if code:
            return _measured(words, start, index, code)
        if name == "процентный" or fold(word) in {"п.п.", "п.п"}:
            after = index + 1 < len(words) and lemma(words[index + 1]) == "пункт"
            return Unit("percentage_point", index + 1 + after, words[index + after])
        if name in _QUANTIFIERS and not quantified:
            quantified = True
            noun = _unit_at(words, index + 1, number)
            return noun if noun and noun.code in COUNTED else Unit("item", index + 1, word)
        if fold(word) in {"и", ","}:
            if index == start or index + 1 == len(words) or not _attribute(words[index + 1], number):
                return None
            continue
        if fold(word) in _GLUE:
            continue
        if word.pos_ in {"NOUN", "PROPN"} or (word.pos_ == "ADJ" and name in _PERSONS):
            return Unit(_kind(word), index + 1, word) if quantified or _governed(word, number) else None
        if not _attribute(word, number):
            return None
    return None


def _measured(words: Words, start: int, index: int, code: str) -> Unit:
    end = index + 1
    power = _POWERS.get((lemma(words[index - 1]), lemma(words[index]))) or _POWERS.get(
        (fold(words[index - 1]), fold(words[index]))
    )
    if index > start and power:
        code = power
    if (
        end < len(words)
        and words[end].text == "."
        and fold(words[index]) in {"руб", "долл", "чел", "проц", "кв"}
        and end + 1 < len(words)
    ):
        end += 1
    if code == "USD" and end < len(words) and words[end].text == "США":
        end += 1
    return Unit(code, end, words[index])


def _kind(noun: Token) -> str:
    name = lemma(noun)
    if name in _PERSONS:
        return "person"
    animate = noun.pos_ == "NOUN" and has(noun, "Animacy", "Anim")
    return "person" if animate and name not in _NO_PERSONS else "item"


def _attribute(word: Token, number: Number) -> bool:
    """May this word stand between a number and its noun? «40 единиц 40-футовых контейнеров», «30 крупных проектов»."""
    if word.text.isdigit():
        return False
    if word.pos_ in {"ADJ", "DET", "NUM"} or has(word, "VerbForm", "Part"):
        return not has(word, "Variant", "Short") and _governed(word, number)
    return False


def _governed(word: Token, number: Number) -> bool:
    """After «пять» comes no nominative; after «два» and «двадцать один» one can be read."""
    if not has(word, "Case", "Nom"):
        return True
    if number.scale or number.value != int(number.value):
        return False
    last, teens = int(number.value) % 10, int(number.value) // 10 % 10 == 1
    return not teens and 1 <= last <= 4
