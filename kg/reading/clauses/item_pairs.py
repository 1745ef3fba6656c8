"""Cities that a sentence or a line names two by two: «Омск – Павлодар, Томск – Ульсан», «Омск с Павлодаром, Томск с
Ульсаном», «Омск и Павлодар, Томск и Ульсан», «Омск: Павлодар, Гданьск»."""

from collections.abc import Iterator, Sequence

from kg.reading.clauses.items import Item
from kg.reading.pattern import Sentence

Pair = tuple[Item, Item]
DASHES = frozenset("–—-|/")
"""What parts the two sides of a row; a cell of tabs has white space alone."""
_GAP = 2
"""Tokens between a city and the one that a dash sets against it: the dash, a preposition."""
_PASSED = ("в", "из", "на", "до", "через")


def is_passed(item: Item) -> bool:
    """Where it happened, no member: «в Омске», «из Омска»."""
    return item.preposition in _PASSED and item.group[0] is item and len(item.group) == 1


def pairs(sentence: Sentence, cities: Sequence[Item], cue: int) -> list[Pair]:
    """Those of a sentence with the word `cue` in it: more than one, or one after a colon and a dash."""
    after = [item for item in cities if item.first > cue]
    dashed = rows(sentence, after)
    if dashed and (len(dashed) > 1 or ":" in sentence.texts[cue : dashed[0][0].first]):
        return dashed
    gapped = [(a, b) for a, b in _neighbours(after) if b.preposition == "с" and not a.preposition and _near(a, b)]
    if len(gapped) > 1 and len(after) == 2 * len(gapped):
        return gapped
    after = [item for item in after if not is_passed(item)]
    joined = [(a, b) for a, b in zip(after[::2], after[1::2], strict=False) if between(sentence, a, b) == ["и"]]
    ends = [_behind(sentence, b) for _, b in joined[:-1]]
    whole = len(joined) > 1 and len(after) == 2 * len(joined) and all(end in (",", ";") for end in ends)
    return joined if whole else []


def rows(sentence: Sentence, cities: Sequence[Item]) -> list[Pair]:
    """The cities that a dash, a bar or a slash joins, two by two; none where one stands in two of them: a road."""
    found = [
        (a, b)
        for a, b in _neighbours(cities)
        if a.preposition in ("", "между") and len(words := between(sentence, a, b)) == 1 and words[0] in DASHES
    ]
    return found if len({item for pair in found for item in pair}) == 2 * len(found) else []


def gapped(sentence: Sentence, cities: Sequence[Item], cue: int) -> tuple[list[Pair], int]:
    """«Казань – побратим Измира, Уфа – Анкары»: the pairs of a sentence whose later clauses leave its word out, and
    where the first of these clauses begins; of a clause that says another thing only where it begins."""
    bounds = [at for at, city in enumerate(cities) if at > 1 and city.first > cue and _is_left_out(sentence, city)]
    if not bounds:
        return [], 0
    own = [city for city in cities[: bounds[0]] if not is_passed(city)]
    if len(own) < 2 or any(city not in own[-1].group for city in own[1:]):
        return [], 0
    found = [(own[0], city) for city in own[1:]]
    for at, end in zip(bounds, (*bounds[1:], len(cities)), strict=True):
        one, *others = cities[at:end]
        if others and others[0].first - one.end <= _GAP and "не" not in between(sentence, one, others[0]):
            found += [(one, city) for city in others if city in others[0].group]
    return found, cities[bounds[0]].first


def _is_left_out(sentence: Sentence, city: Item) -> bool:
    """Whether a city begins a clause whose verb is a dash: «, Уфа – Анкары», «, а у Уфы – Анкара», «, Уфа – центр»."""
    after = sentence.tokens[city.end : city.end + 2]
    before = sentence.texts[max(city.first - 3, 0) : city.first]
    if len(after) < 2 or after[0].text not in DASHES or city.preposition not in ("", "у", "с") or after[1].like_num:
        return False
    words = [text for text in before if text not in (city.preposition, "а", "и") and not _says_so(text)]
    return words[-1:] in ([","], [";"]) and before[-1:] != ("и",)


def _says_so(text: str) -> bool:
    return text.startswith("побратим")


def line_of(sentence: Sentence, cities: Sequence[Item]) -> list[Pair]:
    """What a line of a list says: a row, cells of tabs, or a city, a colon and its own: «Омск: Павлодар, Гданьск»."""
    if found := rows(sentence, cities):
        return found
    if len(cities) < 2:
        return []
    first, *others = cities
    if ":" in between(sentence, first, others[0]) and first.first <= 2:
        return [(first, other) for other in others if not other.preposition]
    start, end = sentence.tokens[first.end - 1], sentence.tokens[others[0].first]
    tabbed = "\t" in start.doc.text[start.idx : end.idx] and others[0].first == first.end
    return [(first, others[0])] if tabbed and first.first <= 1 else []


def _neighbours(cities: Sequence[Item]) -> list[Pair]:
    return list(zip(cities, cities[1:], strict=False))


def _near(one: Item, other: Item) -> bool:
    return other.first - one.end <= 2


def between(sentence: Sentence, one: Item, other: Item) -> list[str]:
    """The words between two, without those in brackets."""
    return [sentence.texts[at] for at in outside_brackets(sentence, one.end, other.first)]


def outside_brackets(sentence: Sentence, first: int, end: int) -> Iterator[int]:
    """The places of the tokens [first, end) that stand in no bracket opened among them."""
    depth = 0
    for at in range(first, end):
        depth += sentence.texts[at] == "("
        if not depth:
            yield at
        depth -= sentence.texts[at] == ")" and depth > 0


def _behind(sentence: Sentence, item: Item) -> str:
    """The sign behind it and its bracket."""
    at = item.end
    if sentence.texts[at : at + 1] == ("(",) and ")" in sentence.texts[at:]:
        at = sentence.texts.index(")", at) + 1
    return sentence.texts[at] if at < len(sentence.texts) else ""
