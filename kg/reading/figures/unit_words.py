"""The words that say a unit of measure, and the unit's code in the vocabulary."""

from collections.abc import Mapping, Sequence

from kg.reading.cues import RUSSIAN
from kg.reading.sentence_words import Words, fold, lemma

OTHERS = RUSSIAN.set("units.others")
MEASURES: Mapping[str, str] = RUSSIAN.by_word("units.measures")
PHRASES = {tuple(phrase.split()): code for phrase, code in RUSSIAN.by_word("units.phrases").items()}
CURRENCIES = frozenset(RUSSIAN.groups("measures.families")["money"])
DURATIONS = frozenset(("year", "month", "week", "day", "hour", "minute", "second"))
COUNTED = frozenset(("item", "person"))


def measure_at(words: Words, index: int) -> tuple[str, int] | None:
    """The code of the unit whose words begin at the index, and the index behind them («кв. м», «км/ч»)."""
    for phrase, code in PHRASES.items():
        if end := _behind(words, index, phrase):
            return code, end
    code = MEASURES.get(fold(words[index])) or MEASURES.get(lemma(words[index])) or ""
    return (code, index + 1) if code else None


def _behind(words: Words, index: int, phrase: Sequence[str]) -> int:
    """The index behind the phrase, full stops of abbreviations passed over; 0 when it does not stand there."""
    end = index
    for wanted in phrase:
        if end > index and end < len(words) and words[end].text == ".":
            end += 1
        if end >= len(words) or wanted not in {fold(words[end]), lemma(words[end])}:
            return 0
        end += 1
    return end
