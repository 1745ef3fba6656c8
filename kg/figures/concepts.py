"""Known measures and their synonyms: «объём торговли», «товарооборот» and «взаимная торговля» are one.

Only the head noun says so, and only while nothing narrows it: the export of wheat is not the exports."""

from dataclasses import dataclass

from spacy.tokens import Token

from kg.figures.countries import countries_of
from kg.figures.phrases import NounPhrase
from kg.figures.words import has, lemma


@dataclass(frozen=True, slots=True)
class Concept:
    name: str
    nouns: frozenset[str]
    attribute: str = ""
    """An attribute that must stand with the noun: «рабочее» место."""
    between: bool = False
    """Is it something two countries share, so that it is about both where the text names neither?"""
    directed: bool = False
    """Does it go from one place to another?"""


def _concept(name: str, nouns: str, attribute: str = "", *, between: bool = False, directed: bool = False) -> Concept:
    return Concept(name, frozenset(nouns.split()), attribute, between, directed)


CONCEPTS = (
    _concept("tradeTurnover", "товарооборот товарообмен торговля", between=True),
    _concept("exports", "экспорт", between=True, directed=True),
    _concept("imports", "импорт", between=True, directed=True),
    _concept("investment", "инвестиция капиталовложение капвложение вложение", between=True, directed=True),
    _concept("cargo", "груз грузопоток грузооборот грузоперевозка"),
    _concept("population", "население житель"),
    _concept("jobs", "место", "рабочий"),
    _concept("jointEnterprises", "предприятие компания", "совместный", between=True),
    _concept("jointProjects", "проект", "совместный", between=True),
    _concept("enterprises", "предприятие компания фирма"),
    _concept("students", "студент обучающийся"),
    _concept("grossDomesticProduct", "ввп"),
)
# Nouns that only hold a measure, and say nothing of their own.
WRAPPERS = frozenset(
    ("объем размер оборот сумма общий показатель уровень величина цифра число количество численность").split()
)
INFLOW = {"приток", "поступление"}
_NEUTRAL = frozenset(
    (
        "общий взаимный двусторонний встречный накопленный прямой совокупный суммарный весь наш этот годовой "
        "рекордный ежегодный"
    ).split()
)
_NARROWING_TRADE = {"который", "товар", "услуга"}


def concept_of(phrase: NounPhrase) -> Concept | None:
    """The concept the phrase names, looking through «объём», «общая сумма», «приток»."""
    words = phrase.words
    flow = lemma(phrase.head) in INFLOW
    nouns = [word for word in (phrase.head, *phrase.after) if word.pos_ in {"NOUN", "PROPN"}]
    while nouns and lemma(nouns[0]) in WRAPPERS | INFLOW:
        nouns.pop(0)
    if not nouns:
        return None
    head, *others = nouns
    for concept in CONCEPTS:
        if lemma(head) in concept.nouns and (not concept.attribute or concept.attribute in map(lemma, words)):
            if not _plain(phrase, head, others, concept):
                return None
            if concept.name == "investment" and flow:
                return _concept("investmentInflow", "", between=True, directed=True)
            return concept
    return None


def _plain(phrase: NounPhrase, head: Token, others: list[Token], concept: Concept) -> bool:
    """Does nothing narrow the concept? «экспорт пшеницы» and «приграничная торговля» are measures of their own."""
    kept = [
        word for word in phrase.words if word not in others and word != head and word.pos_ in {"ADJ", "DET", "VERB"}
    ]
    if any(lemma(word) not in _NEUTRAL | {concept.attribute} and not countries_of(word) for word in kept):
        return False
    if any(
        word.pos_ != "PROPN" and lemma(word) not in {"страна", "государство", "федерация", "республика"}
        for word in others
    ):
        return False
    return not any(
        has(child, "Case", "Ins")
        and child.dep_ in {"nmod", "obl"}
        and not any(grand.dep_ == "case" for grand in child.children)
        for child in head.children
    )
