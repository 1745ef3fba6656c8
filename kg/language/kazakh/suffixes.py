"""Kazakh nouns taken apart: stem, plural, possessive, case.

Kazakh is agglutinative: a noun is a stem, then -лар, then a possessive, then a case, then perhaps the -ғы that makes an
attribute of a locative («облысындағы»). Which variant of a suffix may stand is settled by the sound before it and by
vowel harmony, so most false parses fall to those two checks: «Алматы» is no accusative, which after a vowel is -ны.
What the checks leave open («Қарағанды», «Канада») is settled by lists of stems."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.language.words import KAZAKH

Case = Literal["Nom", "Gen", "Dat", "Acc", "Loc", "Abl", "Ins"]

UNINFLECTED, NOUNS = KAZAKH.set("stems.uninflected"), KAZAKH.set("stems.nouns")
FUNCTION_WORDS, SHORTENED = KAZAKH.set("stems.function_words"), KAZAKH.table("stems.shortened")
BACK, FRONT, NEUTRAL = "аоұыяё", "әөүіеэ", "иую"
VOWELS = BACK + FRONT + NEUTRAL
NASALS = "мнң"
VOICELESS = "кқпстфхцчшщһ" + "бвгд"
"""With the letters that are voiceless at the end of a loanword: «Петербургте»."""
SONORANTS = "лрйузжи"
AFTER_VOWEL = "аоұыяёәөүіеэую" + "и"


@dataclass(frozen=True, slots=True)
class Parse:
    """One way to take a word apart. `nominative` keeps possessive and plural, `stem` has neither."""

    stem: str
    nominative: str
    case: Case = "Nom"
    plural: bool = False
    possessive: Literal["", "1", "3"] = ""
    attribute: bool = False
    """Made an attribute by -ғы, -гі: «Қазақстандағы»."""


CASES: tuple[tuple[Case, tuple[str, ...], str], ...] = (
    ("Gen", ("ның", "нің"), AFTER_VOWEL + NASALS),
    ("Gen", ("дың", "дің"), SONORANTS),
    ("Gen", ("тың", "тің"), VOICELESS),
    ("Loc", ("нда", "нде"), "ыі"),
    ("Abl", ("нан", "нен"), NASALS + "ыі"),
    ("Abl", ("дан", "ден"), AFTER_VOWEL + SONORANTS),
    ("Abl", ("тан", "тен"), VOICELESS),
    ("Ins", ("мен",), AFTER_VOWEL + NASALS + "лрйу"),
    ("Ins", ("бен",), "зж"),
    ("Ins", ("пен",), VOICELESS),
    ("Dat", ("ға", "ге"), AFTER_VOWEL + NASALS + SONORANTS),
    ("Dat", ("қа", "ке"), VOICELESS),
    ("Dat", ("на", "не"), "ыі"),
    ("Loc", ("да", "де"), AFTER_VOWEL + NASALS + SONORANTS),
    ("Loc", ("та", "те"), VOICELESS),
    ("Acc", ("ны", "ні"), AFTER_VOWEL),
    ("Acc", ("ды", "ді"), NASALS + SONORANTS),
    ("Acc", ("ты", "ті"), VOICELESS),
    ("Acc", ("н",), "ыі"),
)
"""Case, variants of its suffix, and the letters that may stand before them."""
LINKED = ("скі", "цкі", "ргі", "нкі", "ркі")
"""Names in -ск may take their case by way of an і: «Минскіде», «Омскінің»."""
NAME_ENDINGS = ("стан", "ұлы", "қызы", "берді", "балды", "гелді", "келді", "тұрды", "баланды")
"""Of unknown words that end so none is inflected: Сатыбалды is a surname, no accusative."""
NEVER_HARMONISED = {"мен", "бен", "пен", "н"}
PLURALS = ((("лар", "лер"), AFTER_VOWEL + "рйу"), (("дар", "дер"), NASALS + "лзж"), (("тар", "тер"), VOICELESS))
VOICED = {"г": "к", "ғ": "қ", "б": "п"}
LOAN_ENDINGS = ("ев", "ёв", "ов", "ин", "ль", "нь", "ть", "нк", "рк", "рг", "ск", "рт", "арь", "ис", "ёт", "я")
"""Тоқаевтың, Нью-Йоркте, банкі, Сургутте: what is written front is said back, or the other way round."""


def _class(word: str) -> str:
    """Which vowels may follow: «b», «f», or «bf» after и, у, ю and at the end of loanwords, which take either."""
    if word.endswith(LOAN_ENDINGS):
        return "bf"
    for position in range(len(word) - 1, -1, -1):
        letter = word[position]
        if letter in BACK:
            return "b"
        if letter in FRONT:
            return "f"
        if letter in NEUTRAL and not (position and word[position - 1] in VOWELS):
            return "bf"
    return "bf"


def _harmonises(stem: str, suffix: str) -> bool:
    return suffix in NEVER_HARMONISED or bool(set(_class(stem)) & set(_class(suffix)))


def _strip(word: str, suffixes: tuple[str, ...], before: str) -> Iterator[str]:
    low = word.lower()
    for suffix in suffixes:
        rest = low[: -len(suffix)]
        sound = rest.rstrip("ьъ")[-1:] or " "  # «Сианьнан»: a soft sign has no sound of its own
        if low.endswith(suffix) and len(rest) > 1 and sound in before and _harmonises(rest, suffix):
            yield word[: len(rest)]


def _is_linked(word: str) -> bool:
    """Nouns in -кт take every suffix by way of an і: «пактіге», «пактісі»."""
    return word.endswith("кті") and word[:-1].lower() in NOUNS


def _cases(word: str) -> Iterator[tuple[str, Case, bool]]:
    yield word, "Nom", False
    low = word.lower()
    inner = word[:-2] if low.endswith(("дағы", "дегі", "тағы", "тегі")) else ""
    for case, suffixes, before in CASES:
        for rest in _strip(word, suffixes, before):
            if rest.endswith(LINKED) and rest[0].isupper() or _is_linked(rest):
                yield rest[:-1], case, False
            yield rest, case, False
        if inner and case == "Loc":
            for rest in _strip(inner, suffixes, before):
                yield rest.removesuffix("і") if rest.endswith(LINKED) and rest[0].isupper() else rest, "Loc", True


def _possessives(word: str) -> Iterator[tuple[str, Literal["", "1", "3"]]]:
    yield word, ""
    if word.endswith("і") and f"{word[:-1].lower()}ь" in NOUNS:
        yield f"{word[:-1]}ь", "3"  # «магистралі», «фестивалі»
    for suffixes in (("сы", "сі"),):
        for rest in _strip(word, suffixes, AFTER_VOWEL):
            yield rest[:-1] if _is_linked(rest) else rest, "3"
    for suffixes, owner in ((("ымыз", "іміз"), "1"), (("ы", "і"), "3")):
        for rest in _strip(word, suffixes, NASALS + VOICELESS + SONORANTS + "ғ"):
            last = rest[-1].lower()
            yield SHORTENED.get(rest.lower(), rest), "1" if owner == "1" else "3"
            if last in VOICED:
                yield rest[:-1] + VOICED[last], "1" if owner == "1" else "3"
    for rest in _strip(word, ("мыз", "міз"), AFTER_VOWEL):
        yield rest, "1"


def _plurals(word: str) -> Iterator[tuple[str, bool]]:
    yield word, False
    for suffixes, before in PLURALS:
        for rest in _strip(word, suffixes, before):
            yield rest, True


@lru_cache(maxsize=50_000)
def parses(word: str) -> tuple[Parse, ...]:
    """Every way to take a word apart that sounds and harmony allow, the word as it stands first.

    A suffix after a hyphen («АҚШ-тың», «ЕАЭО-ға») is a case of the letters before it, whatever the harmony."""
    if match := re.fullmatch(r"(.*\b[A-ZА-ЯӘІҢҒҮҰҚӨҺ\d]+)[-–](\w+)", word):
        for case, suffixes, _ in CASES:
            if match[2] in suffixes:
                return (Parse(match[1], match[1], case),)
        if match[2] in {"дағы", "дегі", "тағы", "тегі"}:
            return (Parse(match[1], match[1], "Loc", attribute=True),)
    found = []
    for nominative, case, attribute in _cases(word):
        for owned, possessive in _possessives(nominative):
            for stem, plural in _plurals(owned):
                if len(stem) > 1 and any(letter in VOWELS for letter in stem.lower()):
                    found.append(Parse(stem, nominative, case, plural, possessive, attribute))
    return tuple(found) or (Parse(word, word),)


@lru_cache(maxsize=50_000)
def best_parse(word: str) -> Parse:
    """The likeliest way to take a word apart: one whose stem is a known noun, else the one with the fewest guesses.

    Of an unknown word only the case is taken off: «Алматысы» may be a name, and so may «Бөрілер»."""
    low = word.lower()
    if low in NOUNS:
        return Parse(low, word)
    if low in FUNCTION_WORDS or {word, low, word.title() if word.isupper() else word} & UNINFLECTED:
        return Parse(word, word)
    candidates = parses(word)
    known = [each for each in candidates if each.stem.lower() in NOUNS]
    if known:
        best = max(known, key=lambda each: (len(each.stem), -len(each.nominative)))
        return Parse(best.stem.lower(), best.nominative, best.case, best.plural, best.possessive, best.attribute)
    whole = [each for each in candidates if each.nominative in UNINFLECTED or each.nominative.lower() in UNINFLECTED]
    if whole:
        return _as_name(whole[0])
    if low.endswith(NAME_ENDINGS) or len(low) < 5:
        return candidates[0]
    cased = [each for each in candidates if each.case != "Nom" and each.stem == each.nominative]
    owned = [each for each in candidates if each.case != "Nom" and each.possessive == "3" and not each.plural]
    if owned and owned[0].nominative.lower().endswith(("сы", "сі", "ғы", "гі", "бы", "бі")):
        return _as_name(owned[0]) if word[0].isupper() else owned[0]
    return cased[0] if cased else candidates[0]


def _as_name(found: Parse) -> Parse:
    """A name's stem is its nominative: «Омбыға» is of «Омбы»."""
    return Parse(found.nominative, found.nominative, found.case, attribute=found.attribute)


LAST_WORD = re.compile(r"(?<![\w-])[\w-]++(?=\W*$)")


def nominative(phrase: str) -> str:
    """The phrase with the case taken off its last word; a possessed head stays possessed.

    «Павлодар облысының» is «Павлодар облысы», which is how the name is written; «Ресейдің» is «Ресей»."""
    match = LAST_WORD.search(phrase)
    if match is None:
        return phrase
    return phrase[: match.start()] + best_parse(match[0]).nominative + phrase[match.end() :]


def dictionary_form(phrase: str) -> str:
    """The nominative singular without possessive: «келісімді» and «келісімі» are both «келісім»."""
    match = LAST_WORD.search(phrase)
    if match is None:
        return phrase
    stem = best_parse(match[0]).stem
    return phrase[: match.start()] + stem + phrase[match.end() :]
