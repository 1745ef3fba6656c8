"""Level, growth or decline: does a number say how much there is, or by how much it changed?

«рост … почти на 35 процентов, до 25,6 миллиарда» has one of each."""

from kg.language.tokens import Token
from kg.model.facts import Bound, Direction
from kg.reading.cues import RUSSIAN
from kg.reading.figures.quantities import Quantity
from kg.reading.sentence_words import Words, fold, is_predicate, lemma

CHANGES: dict[str, Direction] = RUSSIAN.by_word("directions.changes")
_COMPARATIVES: dict[str, Direction] = RUSSIAN.by_word("directions.comparatives")


def is_change(word: Token) -> bool:
    return lemma(word) in CHANGES


def direction(words: Words, quantity: Quantity) -> Direction:
    """How the quantity stands to the thing it measures; `growth` with unit times means «grew N times over»."""
    if quantity.number.form == "multiple":
        return _change_around(words, quantity) or "growth"
    if quantity.unit == "times":
        return _comparative(words, quantity) or _change_around(words, quantity) or "growth"
    if quantity.first and fold(words[quantity.first - 1]) in {"плюс", "минус"}:
        return CHANGES[fold(words[quantity.first - 1])]
    if signed := _signed(words, quantity):
        return signed
    if quantity.preposition == "на" or fold(words[quantity.number.first]) == "наполовину":
        return _comparative(words, quantity) or _change_around(words, quantity) or "level"
    between = quantity.unit == "percent" and "от" in map(fold, words[max(0, quantity.first - 4) : quantity.end])
    if (quantity.preposition in {"до", "с", "от"} and not between) or _reached(words, quantity):
        return "level"
    return _stated_change(words, quantity)


def bound(words: Words, quantity: Quantity, after: Quantity | None = None, before: Quantity | None = None) -> Bound:
    """«до пяти тысяч человек» is under, «вырос до пяти тысяч» and «с двух до пяти тысяч» are reached exactly.

    The ends of a range bound it: «от 5 до 7 миллионов» is over 5 and under 7."""
    if after is not None and quantity.bound == "exactly" and _ranged(words, quantity, after):
        return "over"
    if before is not None and quantity.bound == "exactly" and _ranged(words, before, quantity):
        return "under"
    ranged = any(fold(word) in {"с", "со", "от"} for word in words[max(0, quantity.first - 5) : quantity.first])
    if quantity.preposition != "до" or quantity.bound != "exactly" or ranged or change_before(words, quantity.first):
        return quantity.bound
    return "under"


def _ranged(words: Words, low: Quantity, high: Quantity) -> bool:
    """«5–7 %», «от 5 до 7 миллионов»; not «с 2 до 5 миллиардов», where something has gone from one to the other."""
    if low.unit != high.unit or not low.number.value < high.number.value:
        return False
    between = [fold(word) for word in words[low.number.end : high.number.first]]
    one_token = low.number.first == high.number.first
    return one_token or between in (["-"], ["–"], ["—"]) or (low.preposition == "от" and high.preposition == "до")


def _signed(words: Words, quantity: Quantity) -> Direction | None:
    """«(+5,3 %)», «(–2 %)»."""
    first = quantity.number.first
    if first < 2 or quantity.unit != "percent" or words[first - 2].text != "(":
        return None
    return {"+": "growth", "–": "decline", "-": "decline", "−": "decline"}.get(words[first - 1].text)  # type: ignore[return-value]


def change_before(words: Words, index: int) -> Token | None:
    """The word of change that governs what stands at the index: the nearest predicate or noun of change on its left."""
    for position in range(index - 1, max(-1, index - 25), -1):
        word = words[position]
        if is_change(word):
            return word
        if is_predicate(word):
            return None
    return None


def _reached(words: Words, quantity: Quantity) -> bool:
    """«мы на десять процентов увеличились – 72 процента»: where the change led to."""
    dash = quantity.first - 1
    changed = dash > 0 and words[dash].text in {"–", "—"} and is_change(words[dash - 1])
    return not quantity.preposition and changed and words[dash - 1].pos_ == "VERB"


def _comparative(words: Words, quantity: Quantity) -> Direction | None:
    """«на треть больше, чем …», «на 9 процентов выше», «больше на 0,2 процента»."""
    around = list(words[quantity.end : quantity.end + 2]) + list(words[max(0, quantity.first - 1) : quantity.first])
    for word in around:
        if (name := fold(word)) in _COMPARATIVES:
            return _COMPARATIVES[name]
    return None


def _change_around(words: Words, quantity: Quantity) -> Direction | None:
    if word := change_before(words, quantity.first):
        return CHANGES[lemma(word)]
    for word in words[quantity.end : quantity.end + 4]:
        if is_change(word):
            return CHANGES[lemma(word)]
        if word.is_punct:
            break
    return CHANGES.get(lemma(words[quantity.number.first]))


def _stated_change(words: Words, quantity: Quantity) -> Direction:
    """«рост составил 4,1 процента», «прибавила 4,6 процента», «0,3 процента роста», «рост в 9 процентов»."""
    if quantity.end < len(words) and words[quantity.end].pos_ == "NOUN" and is_change(words[quantity.end]):
        return CHANGES[lemma(words[quantity.end])]
    if quantity.unit not in {"percent", "percentage_point", "times"}:
        return "level"
    for position in range(quantity.first - 1, max(-1, quantity.first - 12), -1):
        word = words[position]
        if is_change(word) and word.pos_ in {"NOUN", "VERB"}:
            reached = lemma(word) in {"превысить", "превышать", "поднять", "подняться"}
            return "level" if reached else CHANGES[lemma(word)]
        if word.text == "," or (
            is_predicate(word) and lemma(word) not in {"составить", "составлять", "быть", "достичь", "показать"}
        ):
            break
    return "level"
