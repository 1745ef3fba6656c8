"""The words before a number: its hedge and its preposition.

«почти на 35 процентов» → nearly, «на»; «более чем в 2,5 раза» → over, «в»; «превысил отметку в 2 тысячи» → over."""

from dataclasses import dataclass

from kg.model.facts import Bound
from kg.reading.cues import RUSSIAN
from kg.reading.sentence_words import Words, fold, lemma

HEDGES: dict[str, Bound] = RUSSIAN.by_word("bounds.hedges")
_OPPOSITE: dict[Bound, Bound] = {"over": "under", "under": "over"}
PREPOSITIONS = {"на", "в", "во", "до", "с", "со", "от", "из", "по", "за", "к", "о", "об", "при", "между"}
_FILLERS = frozenset("чем еще уже всего только лишь целых как сразу не на аж ровно общей".split())
_EXCEED = RUSSIAN.set("bounds.exceed")
_MARKS = RUSSIAN.set("bounds.marks")


@dataclass(frozen=True, slots=True)
class Lead:
    """What leads up to a number; `first` indexes its first word."""

    first: int
    bound: Bound = "exactly"
    preposition: str = ""


def lead(words: Words, index: int, end: int) -> Lead:
    """The hedge and the preposition of the number from `index` to `end`; «с лишним» may stand inside or behind it."""
    surplus = any(fold(word) in {"лишним", "небольшим", "хвостиком"} for word in words[index : end + 2])
    first, preposition = index, ""
    bound: Bound | None = "over" if surplus else None
    for position in range(index - 1, max(-1, index - 6), -1):
        word = fold(words[position])
        negated = position > 0 and fold(words[position - 1]) == "не"
        if word in HEDGES and bound is None:
            bound = HEDGES[word]
            bound = _OPPOSITE.get(bound, bound) if negated else bound
        elif word in PREPOSITIONS and not preposition:
            preposition = "в" if word == "во" else "с" if word == "со" else word
        elif word not in _FILLERS:
            break
        first = position
    while first < index and fold(words[first]) in _FILLERS - {"на"}:
        first += 1
    return Lead(first, bound or _exceeded(words, first, preposition), preposition)


def _exceeded(words: Words, first: int, preposition: str) -> Bound:
    """«превышает сто тысяч», «превысил отметку в 1,9 миллиарда», «не превышает»."""
    if preposition in {"на", "до"}:
        return "exactly"
    for position in range(first - 1, max(-1, first - 4), -1):
        if lemma(words[position]) in _EXCEED:
            return "under" if position and fold(words[position - 1]) == "не" else "over"
        if lemma(words[position]) not in _MARKS and words[position].pos_ not in {"ADV", "PART"}:
            break
    return "exactly"
