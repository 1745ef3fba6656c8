"""Names as a list of delegates prints them, with the surname in capitals and a dash before the post.

«ЛАВРОВ Сергей Викторович – Министр», «Илеана НУНЬЕС МОРДОЧЕ – директор». A page may have lost the line breaks of its
list, and then nothing but the name tells where an item begins: «… Республики Куба Илеана НУНЬЕС МОРДОЧЕ – …»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.language.russian.morphology import is_given_name, parses
from kg.language.tokens import Doc, Token, once

_CAPITALS = re.compile(r"[А-ЯЁ]{2,}(?:[-’][А-ЯЁ]{2,})*")
_CAPITALISED = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*")
_DASHES = frozenset({"–", "—", "-"})
_LONGER_THAN_ABBREVIATIONS = 5
_PATRONYMIC_ENDINGS = ("вич", "вна", "ична", "ьич", "улы", "кызы")
_SONS = frozenset({"бен", "бин", "ибн"})
_SURNAME = re.compile(r"[А-ЯЁ-]+(?:[ОЕЁ]В|[ИЫ]Н)А?|[А-ЯЁ-]+[СЦ]К(?:ИЙ|АЯ)|[А-ЯЁ-]+ЕНКО")
_MOST_GIVEN = 4
_LONGEST = 12
"""Words before a dash that are looked at."""


@dataclass(frozen=True, slots=True)
class Delegate:
    """Indices of tokens, the ends exclusive."""

    start: int
    end: int
    surname: tuple[int, int]


@once
def delegates(doc: Doc) -> Sequence[Delegate]:
    """All of them in their order; none overlaps another."""
    words = [token for token in doc if not token.is_space]
    found: list[Delegate] = []
    for place, token in enumerate(words):
        if token.text in _DASHES and place:
            run = list(_before(words[max(place - _LONGEST, 0) : place]))[::-1]
            delegate = _surname_last(run) or _surname_first(run)
            if delegate is not None:
                found.append(delegate)
    return found


def _before(words: Sequence[Token]) -> Iterator[Token]:
    """The capitalised words up to the dash, the last first, within a line."""
    following: Token | None = None
    for token in reversed(words):
        capitalised = _CAPITALS.fullmatch(token.text) or _CAPITALISED.fullmatch(token.text)
        if not capitalised or (following is not None and not _beside(token, following)):
            return
        yield token
        following = token


def _beside(left: Token, right: Token) -> bool:
    return not left.doc.text[left.idx + len(left) : right.idx].strip(" \N{NO-BREAK SPACE}")


def _surname_last(run: Sequence[Token]) -> Delegate | None:
    """«Бруно Эдуардо РОДРИГЕС ПАРРИЛЬЯ»; not «компания Газпром ПАО», «Участник СВО», «город Лангепас ХМАО»."""
    first = len(run)
    while first and _CAPITALS.fullmatch(run[first - 1].text):
        first -= 1
    surname, before = run[first:], run[:first]
    given = _given(before)
    if not surname or not given or any(_is_abbreviation(token) for token in surname):
        return None
    if not any(is_given_name(token.text) for token in given) and not _is_long(surname):
        return None
    return Delegate(given[0].i, surname[-1].i + 1, (surname[0].i, surname[-1].i + 1))


def _given(before: Sequence[Token]) -> Sequence[Token]:
    """The given names at the end of the words. What the dictionary knows as something else belongs to the item before
    («… Республики Куба Илеана»), unless it stands among names («Фредди Альфред Назарет»)."""
    first = len(before)
    while first and len(before) - first < _MOST_GIVEN:
        among_names = first > 1 and is_given_name(before[first - 2].text) and not _is_land(before[first - 1])
        among_names = among_names or first < len(before) and before[first].lower_ in _SONS  # «Хамад Бен Саид»
        if not _may_be_given(before[first - 1]) and not among_names:
            break
        first -= 1
    return before[first:]


def _may_be_given(token: Token) -> bool:
    known = [parse for parse in parses(token.text) if parse.is_known]
    return not known or is_given_name(token.text)


def _is_land(token: Token) -> bool:
    """«Султан | Омана Шихаб Бен Тарек АЛЬ САИД»: whose the post before the name is."""
    known = [parse for parse in parses(token.text) if parse.is_known]
    return bool(known) and all({"Geox", "gent"} <= set(parse.tag.grammemes) for parse in known)


def _surname_first(run: Sequence[Token]) -> Delegate | None:
    """«ЛАВРОВ Сергей Викторович»; not «глава МИД Сергей Лавров»."""
    last = len(run)
    while last and not _CAPITALS.fullmatch(run[last - 1].text):
        last -= 1
    first = last
    while first and _CAPITALS.fullmatch(run[first - 1].text):
        first -= 1
    surname, given = run[first:last], run[last:]
    if not surname or not 1 <= len(given) <= _MOST_GIVEN:
        return None
    patronymic = given[-1].text.endswith(_PATRONYMIC_ENDINGS) and len(given) > 1
    son = any(token.lower_ in _SONS for token in given[1:-1])  # «КАФУД Фахад Бен Мухаммед»
    plain = (son or is_given_name(given[0].text)) and _is_long(surname)
    if not (patronymic or plain) or (not patronymic and any(_is_abbreviation(token) for token in surname)):
        return None
    # «ПАО СБЕРБАНК ГРЕФ Герман Оскарович»: an abbreviation is no part of the surname
    while len(surname) > 1 and _is_abbreviation(surname[0]):
        surname = surname[1:]
    if patronymic and _SURNAME.fullmatch(surname[-1].text):  # «член РВИО СУЛТАНОВА Регина Ренатовна»
        surname = [token for token in surname[:-1] if _SURNAME.fullmatch(token.text)] + [surname[-1]]
    return Delegate(surname[0].i, given[-1].i + 1, (surname[0].i, surname[-1].i + 1))


def _is_long(surname: Sequence[Token]) -> bool:
    return any(len(token) >= _LONGER_THAN_ABBREVIATIONS for token in surname)


def _is_abbreviation(token: Token) -> bool:
    known = [parse for parse in parses(token.text) if parse.is_known]
    return bool(known) and all("Abbr" in parse.tag for parse in known)
