"""Places on a corridor that stand without a verb of their own: «маршрут «Волна»: Баку – Актау», «пересекает Казахстан
(Достык, Актогай)», «проходит через Самару, а в Казахстане – через Уральск и Актобе»."""

from collections.abc import Iterator, Sequence

from kg.model.facts import Found, Route
from kg.reading.clauses.items import Item
from kg.reading.clauses.predications import Predication
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

STOPS = FunctionRule(
    "ru",
    "stops-listed",
    Route,
    "Places in a list after a corridor or after what it crosses: «Коридор «Волна»: Баку – Актау – Достык».",
)
DASHES = frozenset("–—-−")
ON_IT = frozenset("страна участник участница государство станция город регион пункт порт остановка".split())
"""What a list after the corridor's name tells."""
LEGS = frozenset({"через", "до", "от", "из", "к"})
KINDS = frozenset({"Country", "Region", "City", "Feature"})


def listed_stops(sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
    """The chain of places after a corridor's name, in brackets or after a colon."""
    for corridor in items:
        if corridor.kind != "Corridor" or corridor.mention is None:
            continue
        opening = sentence.texts[corridor.end : corridor.end + 1]
        if opening not in ((":",), ("(",)):
            continue
        chain = [item for item in items if item.first > corridor.end and item.kind in KINDS]
        kept = chain[:1] if chain and chain[0].first == corridor.end + 1 else []
        called = not ON_IT.isdisjoint(sentence.lemmas[: corridor.first])  # «страны коридора «Волга»: Россия, Иран»
        links = DASHES | {",", "и"} if called and opening == (":",) else DASHES
        for left, right in zip(chain, chain[1:], strict=False):
            between = sentence.texts[left.end : right.first]
            if not kept or left is not kept[-1] or len(between) != 1 or between[0] not in links:
                break
            kept.append(right)
        if len(kept) > 1:
            yield _found(sentence, corridor, kept)


def further_stops(sentence: Sentence, items: Sequence[Item], said: Predication) -> Iterator[Found]:
    """What is said of the route after the places that the verb governs, up to the next verb or corridor."""
    corridor = next(
        (a.item for a in said.of("subject", "object") if a.item.kind == "Corridor" and a.item.mention), None
    )
    if corridor is None or said.modality in ("denied", "proposed"):
        return
    head = next(i for i, token in enumerate(sentence.tokens) if token.i == said.head.i)
    ends = [
        i
        for i, token in enumerate(sentence.tokens)
        if i > head and ("Fin" in token.morph.get("VerbForm", []) or sentence.texts[i] == ";")
    ]
    ends += [item.first for item in items if item.kind == "Corridor" and item.first > head]
    end = min(ends, default=len(sentence.tokens))
    mine = {argument.item for argument in said.arguments}
    there = [item for item in items if head < item.first < end and item.kind in KINDS]
    reached = [item for item in there if item in mine and item.preposition in (*LEGS, "")]
    more = [item for item in there if item not in mine and item.preposition in LEGS]
    more += [item for item in there if item.preposition == "в" and sentence.texts[item.first - 2] == "а" and more]
    for place in reached:
        if sentence.texts[place.end : place.end + 1] == ("(",):
            close = next((i for i in range(place.end, len(sentence.texts)) if sentence.texts[i] == ")"), place.end)
            more += [item for item in there if place.end < item.first < close and item not in more]
    if more:
        yield _found(sentence, corridor, more)


def _found(sentence: Sentence, corridor: Item, places: Sequence[Item]) -> Found:
    assert corridor.mention is not None
    mentions = tuple(item.mention for item in places if item.mention)
    first, end = min(corridor.first, *(i.first for i in places)), max(corridor.end, *(i.end for i in places))
    start, stop = sentence.span(first, end)
    return STOPS.found(Route(corridor.mention, mentions), start, stop, confidence=0.85)
