"""Noun phrases around a head, and their case: «совместных предприятий» → «совместные предприятия»."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.language.russian.morphology import GENDERS, agreement, parses
from kg.language.russian.nominative import features_of, inflected_word
from kg.language.tokens import Token
from kg.reading.sentence_words import Words, fold, has, is_attribute, is_indicator, is_name, lemma

Case = Literal["nomn", "gent"]
Number = Literal["sing", "plur"]
DEIXIS = frozenset("наш этот весь сам свой их его ее тот такой мой ваш который данный чей какой каков".split())
_LENGTH = 8
_BEFORE_FIRST = frozenset(".:;–—•▪*✓-\n)")
_NOMINAL = frozenset({"NOUN"})
_ADJECTIVAL = frozenset({"ADJF", "PRTF"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """`before` are the attributes that agree with the head, `after` its genitives, which no case touches.

    A verb that says what is measured has the noun for it as its `name`: «перевезли» are «перевозки»."""

    before: tuple[Token, ...]
    head: Token
    after: tuple[Token, ...] = ()
    name: str = ""

    @property
    def start(self) -> int:
        return (self.before or (self.head,))[0].idx

    @property
    def end(self) -> int:
        last = (self.head, *self.after)[-1]
        return last.idx + len(last)

    @property
    def words(self) -> tuple[Token, ...]:
        return (*self.before, self.head, *self.after)

    def inflected(self, case: Case, number: Number | None = None) -> str:
        if self.name:
            parse = next(one for one in parses(self.name) if "nomn" in one.tag)
            return inflected_word(self.name, parse, {case})
        number = number or ("plur" if has(self.head, "Number", "Plur") else "sing")
        gender = _gender(self.head)
        shown = [_attribute(word, case, number, gender) for word in self.before if lemma(word) not in DEIXIS]
        return _joined([*shown, _noun(self.head, case, number), *(_plain(word) for word in self.after)])


def noun_phrase(words: Words, head: Token, *, after: bool = True) -> NounPhrase:
    """The phrase around a head: attributes right before it, genitives right behind it."""
    index = next(position for position, word in enumerate(words) if word.i == head.i)
    first = index
    while first and _agrees(words[first - 1], words, first - 1) and not _governs(words[first - 1], head):
        first -= 1
    end = _genitives(words, index + 1) if after else index + 1
    return NounPhrase(tuple(words[first:index]), head, tuple(words[index + 1 : end]))


def genitives(words: Words, index: int) -> Sequence[Token]:
    """The genitive noun phrase that begins at an index, or nothing."""
    return words[index : _genitives(words, index)]


def plain(words: Sequence[Token]) -> str:
    return _joined([_lowered(word, _plain(word)) for word in words])


def _agrees(word: Token, words: Words, index: int) -> bool:
    if fold(word) in {"и", ","}:
        return index > 0 and is_attribute(words[index - 1]) and is_attribute(words[index + 1])
    return is_attribute(word) and not _acts(word)


def _governs(word: Token, head: Token) -> bool:
    """«город, занимающий площадь»: a participle in another case has the noun for its object."""
    own, theirs = set(word.morph.get("Case", [])), set(head.morph.get("Case", []))
    return has(word, "VerbForm", "Part") and has(word, "Voice", "Act") and bool(own and theirs) and not own & theirs


def _acts(word: Token) -> bool:
    """«преобладал экспорт»: a verb that the tagger takes for an attribute."""
    parsed = [parse.tag for parse in parses(word.text) if parse.is_known]
    return bool(parsed) and all(tag.POS == "VERB" for tag in parsed)


def _genitives(words: Words, index: int) -> int:
    """The index behind a run of genitives; an adjective at its end belongs to something else."""
    end, last_noun = index, index
    while end < min(len(words), index + _LENGTH):
        word = words[end]
        genitive = has(word, "Case", "Gen") or is_indicator(word)
        if word.pos_ in {"NOUN", "PROPN"} and (genitive or _apposed(word) and end > index and last_noun == end):
            last_noun = end + 1
        elif end > index and last_noun == end and word.text.isascii() and word.text.isalpha():
            last_noun = end + 1  # «нефти марки Brent»
        elif not (is_attribute(word) and genitive) and not (fold(word) == "и" and end == last_noun and end > index):
            break
        end += 1
    return last_noun


def _gender(head: Token) -> str:
    return GENDERS.get("".join(head.morph.get("Gender", [])), "")


def _plain(word: Token) -> str:
    return word.text.replace("\u00a0", " ")


def _joined(words: Sequence[str]) -> str:
    text = ""
    for word in words:
        text += word if not text or word in {",", "»"} or text.endswith("«") else f" {word}"
    return text


def _noun(word: Token, case: Case, number: Number) -> str:
    return _lowered(word, _inflect(word, _NOMINAL, {case, number}))


def _attribute(word: Token, case: Case, number: Number, gender: str) -> str:
    grammemes = {case, number} | ({gender} if number == "sing" and gender else set())
    return _lowered(word, _inflect(word, _ADJECTIVAL, grammemes))


def _inflect(word: Token, parts: frozenset[str], grammemes: set[str]) -> str:
    text = _plain(word)
    features = features_of(word)
    parsed = [parse for parse in parses(text) if parse.tag.POS in parts]
    if not parsed:
        return text
    return inflected_word(text, max(parsed, key=lambda parse: agreement(parse, word.pos_, features)), grammemes)


def _lowered(word: Token, text: str) -> str:
    """The first word of a sentence loses its capital, unless it is a name."""
    return text if is_name(word) or not _opens(word) or text[1:] != text[1:].lower() else text.lower()


def _opens(word: Token) -> bool:
    """Does the word open a sentence or an item of a list?"""
    before = word.doc[word.i - 1].text if word.i else ""
    return word.is_sent_start or before[-1:] in _BEFORE_FIRST


def _apposed(word: Token) -> bool:
    """A name that follows its noun in whatever case («завода «Салют»»), and is no subject of its own."""
    return word.pos_ == "PROPN" and bool(word.ent_type_) and word.dep_ not in {"nsubj", "nsubj:pass"}
