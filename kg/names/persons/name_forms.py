"""The words of a person's name: which part each can be, and the nominative they have together.

A single word says little («Алиева» is he in the genitive or she in the nominative), so the case and the gender are
chosen for all words of the name at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from pymorphy3.analyzer import Parse

from kg.language.russian.morphology import CASES, case_of, parses
from kg.language.russian.morphology import GENDERS as GENDER_OF
from kg.language.russian.nominative import inflected_word
from kg.language.tokens import Token
from kg.names.name_words import RUSSIAN

_KNOWN = 0.6
"""Weight above which a form is from the dictionary."""
_PLAUSIBLE = 2.0
"""How far below the best another nominative may lie, for each two words. The tagger alone can err by as much."""

_UNDECLINED = 0.35
"""Weight of a given name as it stands, before another one: «Аун» of «Мин Аун Хлайном»."""

Part = Literal["given", "patronymic", "surname"]
Gender = Literal["masc", "femn"]
GENDERS: tuple[Gender, ...] = ("masc", "femn")
_GRAMMEME: dict[Part, str] = {"given": "Name", "patronymic": "Patr", "surname": "Surn"}
_NAME_GRAMMEMES = frozenset(_GRAMMEME.values())
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")

_PATRONYMIC = re.compile(
    r".{2,}(?:(?:ов|ев|ёв)(?:ич(?:а|у|ем|е)?|н(?:а|ы|е|у|ой|ою))|(?:ьи|(?:лук|кузьм|фом|савв|никит)и)ч(?:а|у|ем|ом|е)?|инич(?:на|ны|не|ну|ной)"
    r"|(?:улы|ұлы|кызы|қызы|оглы|угли|оглу))",
    re.IGNORECASE,
)
_SURNAME_ENDING = re.compile(
    r".+(?:(?:[оеё]в|[иы]н)(?:а|у|ым|е|ой)?|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую)|енко|ян(?:а|у|ом|е)?)", re.IGNORECASE
)
_OBLIQUE_ENDING = re.compile(r"(?:[оеё]м|[оеё]й|ым)$", re.IGNORECASE)
_VOWELS = "аеёиоуыэюяі"
_SIBILANTS = "жчшщц"
_NEVER_Y = "гкхжчшщ"
"""After them no «ы» is written."""


@dataclass(frozen=True, slots=True)
class _Declension:
    """An ending of the oblique cases and the nominative's, for words no dictionary knows."""

    gender: Gender
    ending: str
    nominative: str
    cases: frozenset[str]


_POSTS = RUSSIAN.set("posts.heads")
_INITIAL = re.compile(r"(?:[А-ЯЁ]\.?)+|\.")
_OF_POSTS = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "CCONJ"})
_LONGEST_POST = 14
"""Tokens from a post to who holds it, and what may stand between."""
_GOVERNED = 0.5
"""What a preposition or an apposition adds to its cases and takes from others; the words may say more."""
_PREPOSITIONS = {
    preposition: frozenset(cases.split())
    for cases, prepositions in (
        ("ablt", "с со между перед над"),
        ("datv", "к ко по благодаря"),
        ("gent", "от у для без до из из-за вокруг после кроме"),
        ("loct", "о об обо при"),
        ("accs", "про через"),
    )
    for preposition in prepositions.split()
}
_WOMEN = RUSSIAN.words("persons.women")
"""Given names in «-ия» that the dictionary has as cases of a man's alone."""
COMMON = RUSSIAN.set("persons.common")
"""Given names by which alone a text means somebody of its own."""
DIMINUTIVES = frozenset(
    (short, full) for full, _, short in (pair.partition(" ") for pair in RUSSIAN.set("persons.diminutives"))
)
"""«Саша» with «Александр», and with «Александра»."""
FAMILIAR = frozenset(short for short, _ in DIMINUTIVES)
_IYA = re.compile(r"(.+и)(я|и|ю|ей)")
_IYA_CASES = {"я": ("nomn",), "и": ("gent", "datv", "loct"), "ю": ("accs",), "ей": ("ablt",)}
_DECLENSIONS = tuple(RUSSIAN.rows("persons.declensions", _Declension))


@dataclass(frozen=True, slots=True)
class Form:
    """A word as a form of a name: `nominative` is what it comes from."""

    case: str
    gender: Gender
    nominative: str
    weight: float


@dataclass(frozen=True, slots=True)
class Nominative:
    words: tuple[str, ...]
    gender: Gender
    weight: float
    certain: bool
    """Every word is in the dictionary as this part of a name."""
    others: frozenset[tuple[str, ...]] = frozenset()
    """What the words could come from as well, in another case or gender."""


def as_printed(word: str) -> str:
    """«ЛАВРОВ» of a delegation list as «Лавров»."""
    return word.title() if word.isupper() and len(word) > 2 else word


def looks_like_patronymic(word: str) -> bool:
    return bool(_PATRONYMIC.fullmatch(word))


def looks_like_surname(word: str) -> bool:
    """Байханов is no genitive plural of Байхан."""
    known = [parse for parse in parses(word) if parse.is_known and not {"Name", "plur"} <= parse.tag.grammemes]
    return any("Surn" in parse.tag for parse in known) or (not known and bool(_SURNAME_ENDING.fullmatch(word)))


def ends_like_surname(word: str) -> bool:
    """«Иванов», «Петросян»: by its ending, whatever the dictionary has."""
    return bool(_SURNAME_ENDING.fullmatch(word))


def is_given_name(word: str) -> bool:
    """«Иванов» is no genitive plural of Иван."""
    return any("Name" in parse.tag and parse.tag.number == "sing" and parse.is_known for parse in parses(word))


def is_known_name(word: str) -> bool:
    """The dictionary has it as a first name, patronymic or surname, among other things maybe."""
    return any(_NAME_GRAMMEMES & set(parse.tag.grammemes) and parse.is_known for parse in parses(word))


def is_part_of_names(word: str) -> bool:
    """A name of the dictionary, or a word of which nothing is known and which could be a noun."""
    parsed = parses(word)
    unknown = all(not parse.is_known for parse in parsed)
    return is_known_name(word) or (unknown and (bool(_SURNAME_ENDING.fullmatch(word)) or _could_be_noun(parsed)))


def _could_be_noun(parsed: Sequence[Parse]) -> bool:
    """«Пролицензировали» is unknown too; of «Нгуен» a short adjective is guessed, of «Ризви» an imperative, of «Аун»
    nothing."""
    return (
        not parsed
        or any(_NAME_GRAMMEMES & set(p.tag.grammemes) for p in parsed)
        or parsed[0].tag.POS in {"NOUN", "ADJF", "ADJS", "ADVB", None}
        or "impr" in parsed[0].tag
    )


def generation(word: str) -> str:
    """«старший», «младшая» in their nominative, where a surname ends so: «Арушаняном-младшим»."""
    last = word.rpartition("-")[2]
    parsed = parses(last)[:1] if "-" in word and last.startswith(("млад", "старш")) else ()
    return next((p.normal_form if p.tag.gender != "femn" else f"{p.normal_form[:-2]}ая" for p in parsed), "")


@lru_cache(maxsize=20_000)
def forms(word: str, part: Part) -> tuple[Form, ...]:
    """All that the word can be as this part of a name, from the dictionary or, failing that, from its ending."""
    found: list[Form] = []
    known = False
    if junior := generation(word):
        return tuple(
            replace(form, nominative=f"{form.nominative}-{junior}") for form in forms(word.rpartition("-")[0], part)
        )
    if part == "given" and (iya := _IYA.fullmatch(word)) and f"{iya[1]}я" in _WOMEN:
        return tuple(Form(case, "femn", f"{iya[1]}я", 1.0) for case in _IYA_CASES[iya[2]])
    for parse in parses(word):
        names = _NAME_GRAMMEMES & set(parse.tag.grammemes)
        adjectival = part == "surname" and _is_adjectival(parse)
        guessed_indeclinable = not parse.is_known and "Fixd" in parse.tag
        if (not names and not adjectival) or parse.tag.number != "sing" or guessed_indeclinable:
            continue
        fitting = _GRAMMEME[part] in names
        known = known or (fitting and parse.is_known)
        weight = (1.0 if parse.is_known else 0.45) * (1.0 if fitting else 0.6) + 0.2 * parse.score
        if part == "surname" and "Surn" in names and _is_feminine_adjective(parse, word):
            weight -= 0.5
        if "Fixd" in parse.tag:
            weight -= 0.15  # «Анне» is rather Анна's dative than the Estonian Анне
        grammemes = {"nomn", "sing"}
        for gender in _genders(parse):
            of_both = parse.tag.gender is None or {"ms-f", "Ms-f"} & set(parse.tag.grammemes)  # «Обама» has no gender
            own = grammemes | {gender} if adjectival or (fitting and not of_both) else grammemes
            found.append(Form(case_of(parse), gender, inflected_word(word, parse, own), weight))
    if not known:
        found.extend(_by_ending(word, oblique=bool(found) and all(form.case != "nomn" for form in found)))
    return tuple(found)


def _genders(parse: Parse) -> tuple[Gender, ...]:
    if {"ms-f", "Ms-f"} & set(parse.tag.grammemes) or parse.tag.gender is None:
        return GENDERS
    return tuple(gender for gender in GENDERS if gender == parse.tag.gender)


def _is_feminine_adjective(parse: Parse, word: str) -> bool:
    """«Ириной Яровой» is Яровая, since яровой is an adjective, and not Ярова."""
    return parse.tag.gender == "femn" and any(
        other.tag.POS == "ADJF" and other.is_known and other.normal_form == word.lower() for other in parses(word)
    )


def _is_adjectival(parse: Parse) -> bool:
    """«Зеленским», «Яровой»; but «Солодовым» is Солодов, not the adjective of malt."""
    if parse.tag.POS != "ADJF" or "Poss" in parse.tag:
        return False
    return not re.fullmatch(r".+(?:[оеё]в|[иы]н)ый", parse.normal_form)


def _by_ending(word: str, *, oblique: bool) -> list[Form]:
    """`oblique` says that the dictionary's guesses are all of other cases than the nominative."""
    instrumental = word.lower().endswith(("ом", "ем", "ём"))  # «Цюанем», to the tagger a nominative
    as_it_stands = -0.8 if oblique else -0.4 if instrumental else 0.05 if _OBLIQUE_ENDING.search(word) else 0.4
    found = [Form("nomn", gender, word, as_it_stands) for gender in GENDERS]
    possessive = re.fullmatch(r"(.+(?:[оеё]в|[иы]н))(ым|ой)", word)
    if possessive and possessive[2] == "ым":
        found.append(Form("ablt", "masc", possessive[1], 0.8))
    elif possessive:
        found.extend(Form(case, "femn", possessive[1] + "а", 0.4) for case in ("gent", "datv", "ablt", "loct"))
    ends_in_vowel = word[-1].lower() in _VOWELS
    for case in _CASES:
        if ends_in_vowel and (word[-1].lower() not in "ая" or word[-2:-1].lower() in _VOWELS):
            found.extend(Form(case, gender, word, 0.35) for gender in GENDERS)
        elif not ends_in_vowel and case != "nomn":
            oblique_like = -0.4 if instrumental else 0.05 if _OBLIQUE_ENDING.search(word) else 0.25
            found.append(Form(case, "femn", word, oblique_like))
            found.append(Form(case, "masc", word, min(oblique_like, 0.05)))  # the first words of «Ким Чен Ын»
    for declension in _DECLENSIONS:
        stem, nominative = word.removesuffix(declension.ending), declension.nominative
        if stem == word or len(stem) < 2:
            continue
        if declension.gender == "masc" and (stem[-1] in _VOWELS) != (nominative == "й"):
            continue
        if not _spelled_so(stem[-1].lower(), declension.ending, nominative):
            continue
        if declension.ending == "ем" and not nominative and stem[-1].lower() not in _SIBILANTS:
            continue  # «Мигелем» is Мигель: after a hard consonant it would be «Мигелом»
        cases = sorted(declension.cases)
        # «Фавада Чаудхри» is Чаудхри: foreign names end in «и» more often than in «я» after a consonant
        rare = 0.25 if nominative == "я" and stem[-1].lower() not in _VOWELS else 0.0
        found.extend(Form(case, declension.gender, stem + nominative, 0.4 - rare) for case in cases)
        if declension.gender == "femn":
            found.extend(Form(case, "masc", stem + nominative, 0.38 - rare) for case in cases)  # «Сирилом Рамафозой»
    return found


def _spelled_so(last: str, ending: str, nominative: str) -> bool:
    """Whether Russian writes the ending after that letter, where the nominative ends so: «Кафки» is Кафка, but «Биби»
    is no Биба, which would be «Бибы»; «Барнье» is nothing but itself."""
    if nominative == "а" and ending in ("и", "ы"):
        return (ending == "и") == (last in _NEVER_Y)
    if nominative == "я" and last == "е":
        return False  # «Хаменеи» is nothing but itself
    return last != "ь"


def nominative_name(words: Sequence[tuple[Token, Part]], *, nominative: bool = False) -> Nominative:
    """The name's words in the nominative, with the gender; `nominative` says that they stand in it, as labels do.

    Words that no case and gender suits keep their form."""
    # «Ким Чен Ыном»: only the last word of such a name is declined
    several = sum(part == "given" for _, part in words) > 1
    governed = _governed(words[0][0], alone=len(words) == 1)
    nominatives: list[Nominative] = []
    for case in _CASES:
        for gender in GENDERS:
            chosen: list[str] = []
            total, lowest = (0.1 if case == "nomn" else 0.0), 1.0
            if governed:
                total += _GOVERNED if case in governed else -_GOVERNED
            for token, part in words:
                text = as_printed(token.text)
                fitting = [form for form in forms(text, part) if form.case == case and form.gender == gender]
                form = max(fitting, key=lambda form: form.weight, default=None)
                undeclined = several and part == "given" and _is_unknown(text)
                if form is None or (undeclined and form.weight < _UNDECLINED):
                    chosen.append(text)
                    weight = _UNDECLINED if undeclined else -0.3 if several and part == "given" else -2.0
                else:
                    chosen.append(form.nominative)
                    weight = form.weight
                lowest = min(lowest, weight)
                total += weight + _vote(token, case, gender, nominative=nominative)
            nominatives.append(Nominative(tuple(chosen), gender, total, nominative or lowest > _KNOWN))
    best = max(nominatives, key=lambda one: one.weight)
    margin = _PLAUSIBLE * max(len(words), 2) / 2
    plausible = frozenset(one.words for one in nominatives if one.weight > best.weight - margin)
    return replace(best, others=plausible)


def _governed(first: Token, *, alone: bool) -> frozenset[str]:
    """The cases that a preposition before the name has, if one stands there («с Мин Аун Хлайном»), or the noun it is
    apposed to («энергетик Йохана Фуэнмайор»)."""
    before = first.doc[first.i - 1].lower_ if first.i else ""
    head = first.head
    between = {token.pos_ for token in first.doc[head.i + 1 : first.i]}
    apposed = (
        first.dep_ == "appos"
        and head.i < first.i
        and (head.is_lower or not is_known_name(head.text))
        and between <= {"ADJ", "NOUN", "PROPN"}
    )
    if before in _PREPOSITIONS:
        return _PREPOSITIONS[before]
    if not apposed:
        return _posted(first, alone=alone)
    nouns = [parse for parse in parses(head.text) if parse.is_known and {"NOUN", "anim", "sing"} in parse.tag]
    return frozenset(map(case_of, nouns))


def _posted(first: Token, *, alone: bool) -> frozenset[str]:
    """The cases of the posts whose words lead up to a name: «(с) руководителем Управления по делам религий КНР | Ван
    Цзоанем», «акима района | С. Жангазинова»; of «помощник президента | Юрий Ушаков» those of both.

    A word that stands `alone` may be whose the post is: «мэр Уругваяны»."""
    cases: set[str] = set()
    begin = first.i  # at the initials
    while begin - 1 > first.sent.start and _INITIAL.fullmatch(first.doc[begin - 1].text):
        begin -= 1
    if alone and begin == first.i:
        return frozenset()
    for at in range(begin - 1, max(first.i - _LONGEST_POST, first.sent.start) - 1, -1):
        token = first.doc[at]
        if token.lemma_.lower() in _POSTS:
            own = [p for p in parses(token.text) if {"NOUN", "sing"} in p.tag]
            cases |= {case_of(p) for p in own if p.normal_form == token.lemma_.lower()} or set(map(case_of, own))
        elif token.lower_ in ("имени", "им"):
            return frozenset()
        elif token.pos_ not in _OF_POSTS or at == begin - 1 and token.pos_ in ("CCONJ", "ADP"):
            break
    return frozenset(cases)


def _is_unknown(word: str) -> bool:
    return not any(parse.is_known for parse in parses(word)) or not is_known_name(word)


def _vote(token: Token, case: str, gender: Gender, *, nominative: bool) -> float:
    """What the tagger and the parser say; they are often wrong about foreign names."""
    if nominative:
        return 3.0 if case == "nomn" else 0.0
    morph = token.morph.to_dict()
    vote = 0.5 if CASES.get(morph.get("Case", "")) == case else 0.0
    vote += 0.3 if GENDER_OF.get(morph.get("Gender", "")) == gender else 0.0
    if token.dep_.startswith("nsubj") and case == "nomn":
        vote += 0.7
    return vote
