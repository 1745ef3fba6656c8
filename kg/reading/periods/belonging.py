"""Which time expressions of a sentence a number there may be of: none that tells when something else was done.

«Товарооборот по соглашению, подписанному в 2019 году, составил 31 миллион» does not say of which year the trade is."""

from collections.abc import Iterator, Sequence

from kg.language.tokens import Token
from kg.reading.cues import RUSSIAN
from kg.reading.periods.expressions import DateExpression
from kg.reading.sentence_words import Words, fold, has, is_predicate, lemma

_SAYING = RUSSIAN.set("speech.saying")
_CLOSING = frozenset(",;:()")
_PLANS = frozenset({"программа", "стратегия", "концепция", "госпрограмма"})
_HOLDING_AGAINST = frozenset({"хотя", "хоть", "если", "тогда"})
"""«Хотя в 2019 году …», «если в 2019 году …, то теперь», «тогда как в 2019 году»."""
_NAME = 7


def told_of(expressions: Sequence[DateExpression], words: Words, first: int) -> Iterator[DateExpression]:
    """Those that the number at the index `first` may be of."""
    for expression in expressions:
        at = _index(words, expression.start)
        if _is_of_a_plan(words, at):
            continue
        if at >= first or not _elsewhere(words, at, _index(words, expression.end), first):
            yield expression


def carried_on(expressions: Sequence[DateExpression], words: Words) -> Iterator[DateExpression]:
    """Those that the next sentence may go on about: none inside a participle's words, a relative clause, or one that
    holds another time against what is told: «хотя до 2019 года ещё далеко»."""
    for expression in expressions:
        at = _index(words, expression.start)
        clause = words[_clause(words, at) : at]
        if not any(_subordinates(word) or fold(word) in _HOLDING_AGAINST for word in clause):
            yield expression


def _is_of_a_plan(words: Words, at: int) -> bool:
    """«Программа развития регионов до 2020 года»: the time belongs to its name."""
    until = next((i for i in (at, at - 1) if 0 < i < len(words) and fold(words[i]) == "до"), 0)
    for index in range(until - 1, max(-1, until - _NAME), -1):
        if lemma(words[index]) in _PLANS:
            return True
        if words[index].pos_ not in {"NOUN", "ADJ", "PROPN"} or not has(words[index], "Case", "Gen"):
            return False
    return False


def _elsewhere(words: Words, start: int, end: int, first: int) -> bool:
    before, between = words[_clause(words, start) : start], words[end:first]
    marks = {word.text for word in between}
    if "," in marks and any(_subordinates(word) for word in before):
        return True
    clause = [*before, *between[: next((i for i, word in enumerate(between) if word.text in _CLOSING), 0)]]
    if "," in marks and any(lemma(word) in _SAYING and _says(word) for word in clause):
        return True
    done = any(is_predicate(word) for word in before)
    return done and (";" in marks or any(is_predicate(word) and has(word, "Tense", "Pres") for word in between))


def _says(word: Token) -> bool:
    """«отметил в мае, что …»; not «отметить рост на 31 %, до 96 миллионов»."""
    return is_predicate(word) and not fold(word).endswith(("ть", "ться"))


def _subordinates(word: Token) -> bool:
    """A full participle or «который»."""
    return (has(word, "VerbForm", "Part") and not has(word, "Variant", "Short")) or lemma(word) == "который"


def _clause(words: Words, at: int) -> int:
    """Where the clause of the word at an index begins."""
    start = at
    while start and words[start - 1].text not in _CLOSING and fold(words[start - 1]) != "и":
        start -= 1
    return start


def _index(words: Words, offset: int) -> int:
    return next((index for index, word in enumerate(words) if word.idx >= offset), len(words))
