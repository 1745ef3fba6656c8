"""What a number is a number of: a unit of measure, people, or items.

«17 миллиардов долларов США», «на 31,2 процента», «74 тыс. казахстанских граждан», «40 единиц контейнеров»."""

from dataclasses import dataclass

from kg.language.russian.morphology import parses
from kg.language.tokens import Token
from kg.reading.cues import RUSSIAN
from kg.reading.figures.money import of_money
from kg.reading.figures.numbers import CARDINALS, KILOMETRES, Number
from kg.reading.figures.unit_words import COUNTED, MEASURES, OTHERS, measure_at
from kg.reading.sentence_words import Words, fold, has, is_name, lemma

_NO_PERSONS = RUSSIAN.set("units.no_persons")
_PERSONS = RUSSIAN.set("units.persons")
_ABBREVIATIONS = {"руб", "долл", "чел", "проц"}
_QUANTIFIERS = {"единица", "штука"}
_GLUE = {"«", "»", '"', "более", "наиболее", "так", "называемый", "-"}


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    end: int
    """Index of the word behind the unit."""
    noun: Token | None = None
    """The word that is counted or measured in; none for a sign such as «$» before the number."""


def _is_currency(sign: str) -> bool:
    """«$25», «USD 25»."""
    return sign in "$€₽₸¥" or (sign.isascii() and sign.isupper() and sign.lower() in MEASURES)


def unit_of(words: Words, number: Number) -> Unit | None:
    """The unit behind a number (a currency sign may stand before it); none when nothing is counted there."""
    if number.form == "multiple":
        return Unit("times", number.end, words[number.first])
    if KILOMETRES.fullmatch(fold(words[number.first])):
        return Unit("km", number.end, words[number.first])
    if number.form == "share":
        return Unit("percent", number.end, words[number.end - 1])
    if number.first and _is_currency(sign := words[number.first - 1].text):
        return Unit(MEASURES[sign.lower()], number.end)
    if fold(words[number.first]) == "полпроцента":
        return Unit("percent", number.end, words[number.first])
    start = number.end
    if [fold(word) for word in words[start : start + 2]] in (["с", "лишним"], ["с", "небольшим"]):
        start += 2
    if start + 1 < len(words) and fold(words[start]) == "из" and (total := _after_number(words, start + 1)):
        start = total
    if number.scale >= 6 and of_money(words, start):
        return None
    unit = _unit_at(words, start, number)
    # «на один триллион 380 миллиардов проектов»: nobody counts things in trillions.
    return None if unit and unit.code == "item" and number.scale >= 12 else unit


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
        if found := measure_at(words, index):
            code, end = found
            # «5 последних минут» is no span of time, and «1,9 миллиарда людям вернули» no number of people.
            given = code == "person" and number.scale >= 3 and has(word, "Case", "Dat")
            which = given or (code == "minute" and index > start) or _ranks(word, number)
            return None if which else _measured(words, index, code, end)
        if name in OTHERS:
            return None
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
        if (word.pos_ in {"NOUN", "PROPN"} and not _only_verb(word) and not _goes_on(words, index)) or (
            word.pos_ == "ADJ" and name in _PERSONS
        ):
            counted = quantified or (_governed(word, number) and not _ranks(word, number))
            return Unit(kind_of(word), index + 1, word) if counted else None
        if not _attribute(word, number):
            return None
    return None


def _measured(words: Words, index: int, code: str, end: int) -> Unit:
    """With the full stop of an abbreviation inside a sentence, and the «США» of the dollars."""
    if end + 1 < len(words) and words[end].text == "." and fold(words[end - 1]) in _ABBREVIATIONS:
        end += 1
    if code == "USD" and end < len(words) and words[end].text == "США":
        end += 1
    return Unit(code, end, words[index] if end == index + 1 else words[end - 1])


def kind_of(noun: Token) -> str:
    name = lemma(noun)
    if name in _PERSONS:
        return "person"
    return "person" if _animate(noun) and name not in _NO_PERSONS else "item"


def _animate(noun: Token) -> bool:
    """«15 Героев России» are people too, whatever their capital; «12 Уралов» are not."""
    if is_name(noun) and noun.pos_ != "NOUN":
        return False
    parsed = [parse for parse in parses(noun.text) if parse.tag.POS == "NOUN" and parse.is_known]
    known = bool(parsed) and all("anim" in parse.tag.grammemes for parse in parsed)
    return known or (noun.pos_ == "NOUN" and has(noun, "Animacy", "Anim"))


def _attribute(word: Token, number: Number) -> bool:
    """May this word stand between a number and its noun? «40 единиц 40-футовых контейнеров», «30 крупных проектов»."""
    if word.text.isdigit():
        return False
    if word.pos_ in {"ADJ", "DET", "NUM"} or has(word, "VerbForm", "Part") or _only_adjective(word):
        return not has(word, "Variant", "Short") and _governed(word, number)
    return False


def _governed(word: Token, number: Number) -> bool:
    """After «пять» comes no nominative; after «два» and «двадцать один» one can be read.

    «на 38 миллиардов комплекс построили» and «три миллиона жилья» count neither a complex nor houses."""
    if number.scale >= 3 and word.pos_ in {"NOUN", "PROPN"} and not _genitive_plural(word):
        return False
    if not has(word, "Case", "Nom"):
        return True
    if number.scale or number.value != int(number.value):
        return False
    last, teens = int(number.value) % 10, int(number.value) // 10 % 10 == 1
    return not teens and 1 <= last <= 4


def _ranks(word: Token, number: Number) -> bool:
    """«ведущий 12 канала», «на 6 километре»: of five and more there is no singular, so the number says which one."""
    last, teens = int(number.value) % 10, int(number.value) // 10 % 10 == 1
    if number.scale or number.value != int(number.value) or (1 <= last <= 4 and not teens):
        return False
    parsed = [parse.tag for parse in parses(word.text) if parse.tag.POS == "NOUN" and parse.is_known]
    return word.pos_ == "NOUN" and bool(parsed) and all("sing" in tag.grammemes for tag in parsed)


def _only_adjective(word: Token) -> bool:
    """«14 новых апелляционных и кассационных судов», whatever the tagger makes of it."""
    parsed = parses(word.text)
    return bool(parsed) and parsed[0].is_known and all(parse.tag.POS in {"ADJF", "PRTF"} for parse in parsed)


def _only_verb(word: Token) -> bool:
    """«443 залегают в азербайджанских землях», whatever the tagger makes of it."""
    return all(parse.tag.POS in {"VERB", "INFN"} and parse.is_known for parse in parses(word.text))


def _goes_on(words: Words, index: int) -> bool:
    """Is the word an adjective with its noun still to come? «павших» in «7200 павших воинов», not in «7200 павших»."""
    following = words[index + 1 : index + 3]
    if following and fold(following[0]) in {"и", ","}:
        following = following[1:]
    cases = words[index].morph.get("Case", [])
    noun = bool(following) and following[0].pos_ in {"NOUN", "ADJ"} and following[0].morph.get("Case", []) == cases
    return _only_adjective(words[index]) and noun


def _genitive_plural(word: Token) -> bool:
    parsed = [parse.tag for parse in parses(word.text) if parse.tag.POS == "NOUN"]
    return not parsed or any({"plur", "gent"} <= tag.grammemes for tag in parsed)
