"""Who is at an event by the words for it: «визит делегации Омской области», «под председательством Ивана Орлова»."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.model.facts import Found, Mention, Participation
from kg.names.noun_phrases import case_of
from kg.reading.clauses.antecedents import Antecedents
from kg.reading.clauses.items import Item, items_of
from kg.reading.cues import RUSSIAN
from kg.reading.frames.frame import BODY, PERSON, TERRITORY
from kg.reading.frames.gatherings import TAKES_PART
from kg.reading.function_rule import FunctionRule
from kg.reading.modality import modality_of
from kg.reading.pattern import Sentence

DESCRIBED_BY = FunctionRule(
    "ru",
    "event-described-by",
    Participation,
    "Who stands in an event's description: «визит делегации Омской области», «переговоры с мэром Иваном Орловым».",
)
LEADERS = RUSSIAN.set("attendance.leaders")
"""Nouns of those who were there, before a dash or in «среди», «в числе»."""
_BEING = tuple((verb,) for verb in "стать становиться быть являться выступить выступать".split())
_DAYS = ("дни", "неделя", "декада")
"""Beginnings of what a region holds elsewhere to show its culture."""
_SHARED = RUSSIAN.words("attendance.shared")
"""Beginnings of descriptions in which several lands stand for those who are there."""
_TELLING = RUSSIAN.words("attendance.telling")
"""Beginnings of descriptions that name who is there."""
ACTORS = PERSON | BODY
PEOPLE = frozenset({"Person", "Side", "Holder"})
_PREPOSITION = 3
"""Words of «под председательством» and an adjective."""


def described(sentence: Sentence, territory_of: Mapping[str, Mention], antecedents: Antecedents) -> Iterator[Found]:
    """«визит делегации Омской области», «Дни Тары», «заседание рабочей группы Ирана и Ирака»."""
    for at, beginning in enumerate(sentence.mentions):
        for end, event in beginning:
            days = event.kind == "Event" and event.name.lower().startswith(_adjectival(event, _DAYS))
            told = event.kind == "Event" and event.name.lower().startswith(_adjectival(event, _TELLING))
            if event.kind == "Event" and event.name.lower().startswith(_adjectival(event, _SHARED)):
                yield from _shared(sentence, at, end, event)
            if days or told:
                for item in items_within(sentence, at + 1, end, territory_of, antecedents):
                    shown = days and item.kind in ("Region", "City") and item.case == "Gen" and not item.preposition
                    if not shown and item.kind not in PEOPLE or item.preposition not in ("", "с", "между"):
                        continue
                    for mention in there(item):
                        start, stop = sentence.span(at, item.end)
                        modality = modality_of(item.head if item.head.head.i == item.head.i else sentence.tokens[at])
                        if modality in ("denied", "proposed"):
                            continue
                        yield DESCRIBED_BY.found(Participation(event, (mention,)), start, stop, modality, 0.8)


def with_whom(sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
    """«заседание комиссии под председательством Ивана Орлова», whatever the verb says of it."""
    for event, beside in zip(items, items[1:], strict=False):
        near = (
            event.kind == "Event"
            and beside.preposition == "с участием"
            and beside.first - event.through <= _PREPOSITION
        )
        modality = modality_of(event.head)
        if not near or event.mention is None or modality in ("denied", "proposed"):
            continue
        for item in beside.group:
            for mention in item.gives(ACTORS | TERRITORY):
                start, end = sentence.span(event.first, item.end)
                yield DESCRIBED_BY.found(Participation(event.mention, (mention,)), start, end, modality, 0.8)


def in_part(sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
    """«Ведущей форума была Анна Ким»: a part in an event that opens its clause, which the tree of the tagger often
    takes for the predicate of another."""
    for event in items:
        at = event.first - 1
        part = event.kind == "Event" and at >= 0 and sentence.lemmas[at] in LEADERS and event.mention is not None
        if not part or "Ins" not in sentence.tokens[at].morph.get("Case", []):
            continue
        verb = next((i for i in (event.through, event.through + 1) if sentence.lemmas[i : i + 1] in _BEING), None)
        person = next((i for i in items if verb is not None and i.first > verb and i.kind == "Person"), None)
        if verb is None or person is None or person.preposition or not may_be_named(person) or not event.mention:
            continue
        between = sentence.tokens[verb + 1 : person.first]
        denied = "не" in sentence.texts[max(at - 1, 0) : person.first]
        if denied or any(t.is_punct and t.text not in "«»" or "Fin" in t.morph.get("VerbForm", []) for t in between):
            continue
        ahead = "Fut" in sentence.tokens[verb].morph.get("Tense", [])
        for item in person.group:
            if item.kind == "Person" and item.mention:
                start, end = sentence.span(at, item.end)
                fact = Participation(event.mention, (item.mention,))
                yield TAKES_PART.found(fact, start, end, "planned" if ahead else "asserted", 0.8)


def _shared(sentence: Sentence, at: int, end: int, event: Mention) -> Iterator[Found]:
    """«заседание рабочей группы Узбекистана и Ирана», «матч сборных Корсики и Сардинии»: the lands of a list, also
    within the name of a body."""
    if modality_of(sentence.tokens[at]) in ("denied", "proposed"):
        return
    lands = [
        (first, stop, m)
        for first in range(at + 1, end)
        for stop, m in sentence.mentions[first]
        if m.kind in TERRITORY and stop <= end and case_of(sentence.tokens[stop - 1]) == "Gen"
    ]
    pairs = [(a, b) for a, b in pairwise(lands) if sentence.texts[a[1] : b[0]] in ((",",), ("и",))]
    for _, stop, land in sorted({land for pair in pairs for land in pair}):
        start, last = sentence.span(at, stop)
        yield DESCRIBED_BY.found(Participation(event, (land,)), start, last, confidence=0.75)


def items_within(
    sentence: Sentence,
    first: int,
    end: int,
    territory_of: Mapping[str, Mention],
    antecedents: Antecedents | None = None,
) -> list[Item]:
    """The items of a part of a sentence, as if no longer name began before it."""
    mentions = tuple(
        tuple(pair for pair in beginning if first <= at and pair[0] <= end)
        for at, beginning in enumerate(sentence.mentions)
    )
    inner = Sentence(sentence.tokens, mentions, sentence.texts, sentence.lemmas, sentence.places)
    return [item for item in items_of(inner, territory_of, antecedents) if first <= item.first and item.end <= end]


def there(item: Item) -> list[Mention]:
    """A person, who sent a delegation, the body, region or town of a post; a country sends a president for itself, but
    ministers of several are theirs."""
    several = item.kind == "Side" or len(item.stands_for) > 1
    if item.kind == "Holder":
        return item.gives(BODY | TERRITORY if several else BODY | {"Region", "City"})
    return item.gives(ACTORS | TERRITORY)[: None if several else 1]


def may_be_named(item: Item) -> bool:
    return item.case in ("Nom", "") or item.may_be("Nom")


def _adjectival(event: Mention, nouns: Sequence[str]) -> tuple[str, ...]:
    """The nouns, with the adjectives that may stand before them in this name: «Официальный визит»."""
    words = event.name.lower().split()
    at = next((i for i, word in enumerate(words[:4]) if word.startswith(tuple(nouns))), None)
    return (" ".join(words[: at + 1]),) if at is not None else ("\0",)
