"""Noun phrases around a head, and their case: «совместных предприятий» → «совместные предприятия»."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pymorphy3
from spacy.tokens import Token

from kg.figures.numbers import Words, fold, lemma

Case = Literal["nomn", "gent"]
Number = Literal["sing", "plur"]
_DEIXIS = {"наш", "этот", "весь", "сам", "свой", "их", "его", "тот", "такой", "мой", "ваш", "который", "данный"}
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """`before` are the attributes that agree with the head, `after` its genitives, which no case touches."""

    before: tuple[Token, ...]
    head: Token
    after: tuple[Token, ...] = ()

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
        number = number or ("plur" if "Plur" in self.head.morph.get("Number") else "sing")
        gender = _gender(self.head)
        shown = [_attribute(word, case, number, gender) for word in self.before if lemma(word) not in _DEIXIS]
        return _joined([*shown, _noun(self.head, case, number), *(_plain(word) for word in self.after)])


def noun_phrase(words: Words, head: Token, *, after: bool = True) -> NounPhrase:
    """The phrase around a head: attributes right before it, genitives right behind it."""
    index = next(position for position, word in enumerate(words) if word.i == head.i)
    first = index
    while first and _agrees(words[first - 1], words, first - 1):
        first -= 1
    end = _genitives(words, index + 1) if after else index + 1
    return NounPhrase(tuple(words[first:index]), head, tuple(words[index + 1 : end]))


def genitives(words: Words, index: int) -> Sequence[Token]:
    """The genitive noun phrase that begins at an index, or nothing."""
    return words[index : _genitives(words, index)]


def plain(words: Sequence[Token]) -> str:
    return _joined([_plain(word) for word in words])


def _agrees(word: Token, words: Words, index: int) -> bool:
    if fold(word) in {"и", ","}:
        return index > 0 and _adjectival(words[index - 1]) and _adjectival(words[index + 1])
    return _adjectival(word)


def _adjectival(word: Token) -> bool:
    full_participle = "Part" in word.morph.get("VerbForm") and "Short" not in word.morph.get("Variant")
    return (
        word.pos_ in {"ADJ", "DET"} and "Short" not in word.morph.get("Variant") and not word.text[0].isdigit()
    ) or full_participle


def _genitives(words: Words, index: int) -> int:
    """The index behind a run of genitives; an adjective at its end belongs to something else."""
    end, last_noun = index, index
    while end < min(len(words), index + _LENGTH):
        word = words[end]
        genitive = "Gen" in word.morph.get("Case")
        if word.pos_ in {"NOUN", "PROPN"} and (
            genitive or (word.pos_ == "PROPN" and word.ent_type_ and end > index and last_noun == end)
        ):
            last_noun = end + 1
        elif not (_adjectival(word) and genitive) and not (fold(word) == "и" and end == last_noun and end > index):
            break
        end += 1
    return last_noun


def _gender(head: Token) -> str:
    return {"Masc": "masc", "Fem": "femn", "Neut": "neut"}.get("".join(head.morph.get("Gender")), "")


def _plain(word: Token) -> str:
    return word.text.replace("\u00a0", " ")


def _joined(words: Sequence[str]) -> str:
    text = ""
    for word in words:
        text += word if not text or word in {",", "»"} or text.endswith("«") else f" {word}"
    return text


@lru_cache(1)
def _analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@lru_cache(20_000)
def _inflect(word: str, pos: str, name: str, grammemes: frozenset[str]) -> str:
    parses = [parse for parse in _analyzer().parse(word) if parse.tag.POS in pos.split()]
    parses.sort(key=lambda parse: parse.normal_form.replace("ё", "е") != name)
    form = parses[0].inflect(grammemes) if parses else None
    return str(form.word) if form else word


def _noun(word: Token, case: Case, number: Number) -> str:
    text = _inflect(_plain(word), "NOUN", lemma(word), frozenset({case, number}))
    return _cased(word, text)


def _attribute(word: Token, case: Case, number: Number, gender: str) -> str:
    grammemes = {case, number} | ({gender} if number == "sing" and gender else set())
    return _cased(word, _inflect(_plain(word), "ADJF PRTF", lemma(word), frozenset(grammemes)))


def _cased(word: Token, text: str) -> str:
    """Capitals only where the word is a name: the first word of a sentence loses its own."""
    named = (
        bool(word.ent_type_)
        or word.text[1:] != word.text[1:].lower()
        or (word.pos_ == "PROPN" and not word.is_sent_start)
    )
    return text[:1].upper() + text[1:] if named and word.text[0].isupper() else text
