"""Where a place lies, told by how names stand beside each other: «Решт (Иран)», «Ловеч в Болгарии», «узбекский Навои»,
«Далянь, Харбин – Китай», «в Казахстане – Костанай и Рудный», «Омская область Российской Федерации»."""

from collections.abc import Iterator, Sequence

from kg.language.tokens import Token
from kg.model.facts import Found, Location, Mention
from kg.names.noun_phrases import case_of
from kg.reading.clauses.items import CLASSIFIERS, Item
from kg.reading.country_adjectives import NAMES, countries_of
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

BY_ADJECTIVE = FunctionRule(
    "ru", "place-by-adjective", Location, "A country's adjective before a place: «казахстанский Актау»."
)
IN_BRACKETS = FunctionRule("ru", "place-in-brackets", Location, "A territory in brackets after a place: «Решт (Иран)».")
OF_TERRITORY = FunctionRule(
    "ru",
    "place-of-territory",
    Location,
    "A territory in the genitive after a place: «в Омской области Российской Федерации».",
)
IN_COUNTRY = FunctionRule("ru", "place-in-country", Location, "«в» between a town and its country: «Ловеч в Болгарии».")
LISTED = FunctionRule(
    "ru", "places-of-country", Location, "Towns listed under their country: «Далянь, Харбин – Китай»."
)
DASHES = frozenset({"–", "—", "-", "―", "−"})
WITHIN = {"City": {"Region", "Country"}, "Region": {"Country"}, "Feature": {"Country", "Region", "City"}}
"""What a place of each kind may be said to lie in by standing beside it."""


def containments(sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
    """The locations that a sentence states without a verb."""
    places = [item for item in items if item.mention and item.kind in ("City", "Region", "Country", "Feature")]
    yield from _inside_names(sentence)
    for item in places:
        yield from _by_adjective(sentence, item)
        yield from _in_brackets(sentence, item, places)
    for left, right in zip(places, places[1:], strict=False):
        between = [t.lower_ for t in sentence.tokens[left.end : right.first]]
        words = [w for w in between if w not in CLASSIFIERS]
        if not words or words == [","] and any(w in ("штат", "провинция") for w in between):
            if left.kind != "Feature" and (right.case in ("Gen", "") if not words else left.case == right.case):
                yield from _lies(OF_TERRITORY, sentence, left, right)
        elif words in (["в"], ["во"]) and left.kind == "City" and right.case == "Loc" and right.kind == "Country":
            yield from _lies(IN_COUNTRY, sentence, left, right)
        elif len(words) == 1 and words[0] in DASHES or words == ["это"]:
            if right.kind == "Country" and left.kind == "City" and right.case in ("Nom", ""):
                for member in left.group:
                    yield from _lies(LISTED, sentence, member, right)
            elif left.kind == "Country" and right.kind == "City" and left.preposition == "в":
                for member in right.group:
                    yield from _lies(LISTED, sentence, member, left)


def _inside_names(sentence: Sentence) -> Iterator[Found]:
    """«Администрация Алтайского края Российской Федерации»: side by side within the name of a body."""
    for at, beginning in enumerate(sentence.mentions):
        for end, place in beginning:
            following = sentence.mentions[end] if end < len(sentence.mentions) else ()
            country = next((m for _, m in following if m.kind == "Country"), None)
            if place.kind == "Region" and country and case_of(sentence.tokens[end]) == "Gen":
                start = sentence.tokens[at].idx
                yield OF_TERRITORY.found(Location(place, country), start, country.end)


def _in_brackets(sentence: Sentence, item: Item, places: Sequence[Item]) -> Iterator[Found]:
    tokens = sentence.tokens
    if item.end >= len(tokens) or tokens[item.end].text != "(":
        return
    close = next((i for i in range(item.end, len(tokens)) if tokens[i].text == ")"), len(tokens))
    inside = [one for one in places if item.end < one.first and one.end <= close]
    rest = [
        t
        for i, t in enumerate(tokens[item.end + 1 : close], item.end + 1)
        if not any(one.first <= i < one.end for one in inside)
    ]
    if all(t.is_punct or t.lemma_.lower() in CLASSIFIERS or t.like_num or t.lower_ in ("и", "с") for t in rest):
        if item.kind == "Feature" and len(inside) > 1:
            return  # «Южная Азия (Индия, Пакистан)»: what it consists of
        for one in inside:
            yield from _lies(IN_BRACKETS, sentence, item, one)
        for small, large in zip(inside, inside[1:], strict=False):
            yield from _lies(IN_BRACKETS, sentence, small, large)


def _by_adjective(sentence: Sentence, item: Item) -> Iterator[Found]:
    """«казахстанский Актау», «белорусскими городами Гродно и Брест»."""
    tokens = sentence.tokens
    if item.kind not in ("City", "Region") or item.group[0] is not item:
        return
    at, classifier = item.first - 1, False
    while at >= 0 and (tokens[at].lemma_.lower() in CLASSIFIERS or tokens[at].text == "«"):
        classifier = classifier or "Plur" in tokens[at].morph.get("Number", [])
        at -= 1
    if at < 0 or len(codes := countries_of(tokens[at])) != 1:
        return
    country = _country(tokens[at], codes[0])
    for member in item.group if classifier else [item]:
        if member.mention:
            fact = Location(member.mention, country)
            yield BY_ADJECTIVE.found(fact, country.start, member.mention.end)


def _country(word: Token, code: str) -> Mention:
    return Mention(word.idx, word.idx + len(word), "Country", word.text, NAMES[code], f"country/{code}", named=False)


def _lies(rule: FunctionRule, sentence: Sentence, place: Item, within: Item) -> Iterator[Found]:
    if not (place.mention and within.mention) or within.kind not in WITHIN.get(place.kind, ()):
        return
    if place.mention.name == within.mention.name:
        return
    first, last = sorted((place, within), key=lambda one: one.first)
    start, end = sentence.span(first.first, last.end)
    yield rule.found(Location(place.mention, within.mention), start, end)
