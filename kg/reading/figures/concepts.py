"""Known measures and their synonyms: «объём торговли», «товарооборот» and «взаимная торговля» are one.

Only the head noun says so, and only while nothing narrows it: the export of wheat is not the exports."""

from dataclasses import dataclass, replace

from kg.language.tokens import Doc, Token
from kg.reading.country_adjectives import countries_of
from kg.reading.cues import RUSSIAN
from kg.reading.figures.measure_phrases import NounPhrase
from kg.reading.sentence_words import has, is_attribute, lemma


@dataclass(frozen=True, slots=True)
class MeasureConcept:
    name: str
    nouns: frozenset[str]
    attribute: str = ""
    """An attribute that must stand with the noun: «рабочее» место."""
    between: bool = False
    """Is it something two countries share, so that it is about both where the text names neither?"""
    directed: bool = False
    """Does it go from one place to another?"""
    counted: bool = False
    """Is it a count of things, which no sum of money is?"""


CONCEPTS = tuple(RUSSIAN.rows("concepts.rows", MeasureConcept))
WRAPPERS = RUSSIAN.set("concepts.wrappers")
INFLOW = {"приток", "поступление"}
_NEUTRAL = RUSSIAN.set("concepts.neutral")
_STATES = {"страна", "государство", "федерация", "республика"}


def concept_of(phrase: NounPhrase) -> MeasureConcept | None:
    """The concept the phrase names, looking through «объём», «общая сумма»; an inflow («приток») has none."""
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
            if flow:
                return replace(concept, name="")
            return concept
    return None


def concept_named(noun: str) -> MeasureConcept | None:
    """The concept that a noun alone names."""
    return next((concept for concept in CONCEPTS if noun in concept.nouns and not concept.attribute), None)


def _plain(phrase: NounPhrase, head: Token, others: list[Token], concept: MeasureConcept) -> bool:
    """Does nothing narrow the concept? «экспорт пшеницы» and «приграничная торговля» are measures of their own."""
    attributes = [word for word in phrase.words if word not in others and is_attribute(word)]
    if any(lemma(word) not in _NEUTRAL | {concept.attribute} and not countries_of(word) for word in attributes):
        return False
    if any(word.pos_ != "PROPN" and lemma(word) not in _STATES for word in others):
        return False
    last = (phrase.head, *phrase.after)[-1]
    return concept.name != "tradeTurnover" or not _traded(last.doc, last.i + 1)


def _traded(doc: Doc, index: int) -> bool:
    """Is a phrase followed by what is traded? «торговля лесом», «объём торговли которыми»."""
    while index < len(doc) and is_attribute(doc[index]) and has(doc[index], "Case", "Ins"):
        if lemma(doc[index]) == "который":
            return True
        index += 1
    return index < len(doc) and doc[index].pos_ in {"NOUN", "PRON", "DET"} and has(doc[index], "Case", "Ins")
