"""Where a place lies, as Kazakh sentences tell it: «Өзбекстанның Навои қаласы», «Решт (Иран)», «Қазақстандағы Ақтау»,
«Ресейден – Қорған мен Екатеринбург», «Ақтау Маңғыстау облысында орналасқан»."""

from collections.abc import Iterator, Sequence

from kg.language.kazakh.noun_phrases import case, is_adjective, is_attribute
from kg.model.facts import Found, Location, Mention, kind_of
from kg.names.gazetteer import Gazetteer
from kg.names.places.town_adjectives import made_of
from kg.reading.clauses.items import Item
from kg.reading.clauses.kazakh_items import CLASSIFIERS, LINKS
from kg.reading.cues import KAZAKH
from kg.reading.frames.containment import is_district, known_there
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

IN_BRACKETS = FunctionRule("kk", "place-in-brackets", Location, "A territory in brackets after a place: «Решт (Иран)».")
OF_TERRITORY = FunctionRule(
    "kk", "place-of-territory", Location, "A territory before what lies in it: «Өзбекстанның Навои қаласы»."
)
OF_COUNTRY = FunctionRule(
    "kk", "places-of-country", Location, "Towns listed under their country: «Ресейден – Қорған мен Екатеринбург»."
)
KNOWN = FunctionRule(
    "kk",
    "place-known-there",
    Location,
    "A list of places that are known to lie in the territory beside it: «Бийск пен Тара (Ресей)».",
)
AT_HOME = FunctionRule(
    "kk",
    "body-at-home",
    Location,
    "A town before a body that is there: «Рудныйдағы «Барс» зауыты», «самаралық «Барс» компаниясы».",
)

PLACES = frozenset({"City", "Region", "Country", "Feature"})
SEATS = {("астанасы",), ("астанасы", "–"), ("орталығы",), ("орталығы", "–"), ("әкімшілік", "орталығы", "–")}
"""What stands between a territory and its chief town."""
WITHIN = {
    "City": ("Region", "Country"),
    "Region": ("Country",),
    "Feature": ("Country", "Region", "City"),
    "Organisation": ("City", "Region", "Country"),
}


def kazakh_containments(sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
    """The locations that a sentence states without a verb."""
    places = [item for item in items if item.mention and item.kind in (*PLACES, "Organisation")]
    for item in places:
        yield from _in_brackets(sentence, item, places)
    for left, right in zip(places, places[1:], strict=False):
        between = sentence.texts[left.end : right.first]
        beside = is_district(left, right) or is_district(right, left)
        if left.group is right.group and len(left.group) > 1 and not beside:
            continue
        words = [text for text in between if text not in ("«", '"', "“")]
        owns = left.preposition in ("genitive", "attribute", "owner") and right.preposition != "attribute"
        if owns and right.kind in PLACES and len(words) <= 3 and _only_adjectives(sentence, left.end, right.first):
            for member in right.group if is_attribute(left.head) or _same_kind(right.group) else [right]:
                if member.first < left.first or _has_owner(places, left, member):
                    continue
                yield from _lies(OF_TERRITORY, sentence, member, left)
        elif words == [","] and beside:
            yield from _lies(OF_TERRITORY, sentence, *((left, right) if is_district(left, right) else (right, left)))
        elif _is_seat(words, left, right):
            yield from _lies(OF_TERRITORY, sentence, right, left)
        elif _is_called_seat(sentence, left, right):
            yield from _lies(OF_TERRITORY, sentence, left, right)
        elif (
            left.kind == "Country"
            and words in (["–"], ["—"], ["-"], [":"])
            and left.preposition in _HEADING
            and right.kind in ("Region", "City")
        ):
            for member in _run(sentence, right, places):
                yield from _lies(OF_COUNTRY, sentence, member, left)
        elif right.kind == "Country" and words in (["–"], ["—"]) and left.preposition == "subject":
            ends = right.end >= len(sentence.tokens) or sentence.texts[right.end] in (";", ".", ",")
            if ends:
                yield from _lies(OF_COUNTRY, sentence, left, right)


def at_home(sentences: Sequence[Sentence], gazetteer: Gazetteer) -> Iterator[Found]:
    """The bodies before which, or in whose names, an attribute tells the town: «Омбыдағы «Барс» зауыты», «Иранның
    Ақтаудағы консулдығы», «омбылық «Барс»»; what is called by its land's adjective lies there: «ресейлік Вольск»."""
    yield from known_there(sentences, gazetteer, KNOWN, CLASSIFIERS | LINKS)
    for sentence in sentences:
        for at, begun in enumerate(sentence.mentions):
            for end, body in begun:
                if body.kind in ("Organisation", "City", "Region"):
                    for home in _homes(sentence, at, end, body, gazetteer):
                        start, stop = min(home.start, body.start), max(home.end, body.end)
                        yield AT_HOME.found(Location(body, home), start, stop, confidence=0.8)


def _homes(sentence: Sentence, at: int, end: int, body: Mention, gazetteer: Gazetteer) -> Iterator[Mention]:
    tokens, first = sentence.tokens, at
    seated = body.kind == "Organisation" and not body.key and not body.name.endswith(UNSEATED)
    inside = ((last, m) for i in range(at, end) for last, m in sentence.mentions[i] if last < end)
    yield from (m for last, m in inside if seated and m.kind == "City" and is_attribute(tokens[last - 1]))
    if body.kind == "City" and end < len(tokens) and tokens[end].text.istitle() and not sentence.mentions[end]:
        return  # «уругвайлық Сантьяго Луна»
    while first and at - first < _BETWEEN:
        before = tokens[first - 1]
        found = made_of(before.lower_, {}, gazetteer) if first == 1 or before.text[0].islower() else None
        if found and (seated or found[0] == "Country" and body.kind != "Country"):
            kind, name, key = found
            yield Mention(before.idx, before.idx + len(before), kind_of(kind), before.text, name, key, named=False)
        if found or before.text not in _QUOTES and not is_adjective(before):
            break
        first -= 1
    for i in range(max(first - _BETWEEN, 0), first):
        for last, home in sentence.mentions[i]:
            if last == first and home.kind in WITHIN["Organisation"] and seated:
                owned = case(tokens[last - 1]) == "Gen" and sentence.texts[last] in _QUOTES
                if is_attribute(tokens[last - 1]) or owned:
                    yield home


def _has_owner(places: Sequence[Item], left: Item, member: Item) -> bool:
    """«Венгрияның Печ, Түркияның Измир қалалары»: another territory stands before the member."""
    between = (one for one in places if left.end <= one.first < member.first)
    return any(one.kind == left.kind and one.preposition in ("genitive", "attribute", "owner") for one in between)


def _is_seat(words: Sequence[str], left: Item, right: Item) -> bool:
    """«Татарстан астанасы Қазан», «облысында орналасқан Ақсай»."""
    if tuple(words) in SEATS:
        return left.preposition in ("genitive", "subject") and right.kind == "City"
    return list(words) == ["орналасқан"] and left.preposition == "locative" and right.kind in PLACES


def _is_called_seat(sentence: Sentence, left: Item, right: Item) -> bool:
    """«Тараз – Жамбыл облысының орталығы», «Тараз Жамбыл облысының әкімшілік орталығы болып табылады»."""
    after = sentence.lemmas[right.end : right.end + 2]
    parted = sentence.texts[left.end : right.first]
    named = left.kind == "City" and left.preposition == "subject" and parted in ((), ("–",), ("—",), ("-",))
    return named and right.preposition in ("genitive", "owner") and bool({"орталық", "астана"} & set(after))


_QUOTES = frozenset('«"“')
_BETWEEN = 4
"""Tokens from a town to the body there."""
UNSEATED = KAZAKH.words("containment.unseated")
"""Endings of bodies of which but an office is there: «Омбыдағы «Барс» партиясының ғимараты»."""
_HEADING = frozenset("subject ablative locative genitive".split())


def _run(sentence: Sentence, first: Item, places: Sequence[Item]) -> Iterator[Item]:
    """The places from the first on that only links and brackets with years part."""
    last = first
    for item in places[places.index(first) :]:
        between = sentence.tokens[last.end : item.first] if item is not last else ()
        if item.kind in ("Country", "Feature") or any(t.text[0].isalpha() and t.lower_ not in LINKS for t in between):
            return
        if any(t.text == ";" for t in between):
            return
        yield item
        last = item


def _same_kind(group: Sequence[Item]) -> bool:
    return len(group) > 1 and len({item.kind for item in group}) == 1


def _only_adjectives(sentence: Sentence, first: int, end: int) -> bool:
    between = sentence.tokens[first:end]
    return all(t.text in '«"“' or is_adjective(t) or t.lemma_ in CLASSIFIERS for t in between)


def _in_brackets(sentence: Sentence, item: Item, places: Sequence[Item]) -> Iterator[Found]:
    at = item.end + (sentence.texts[item.end : item.end + 1] in (("»",), ('"',)))
    if at >= len(sentence.texts) or sentence.texts[at] != "(":
        return
    close = next((i for i in range(at, len(sentence.texts)) if sentence.texts[i] == ")"), len(sentence.texts))
    inside = [one for one in places if at < one.first and one.end <= close]
    rest = [
        t
        for i, t in enumerate(sentence.tokens[at + 1 : close], at + 1)
        if not any(one.first <= i < one.end for one in inside)
    ]
    if inside and all(not t.text[0].isalpha() for t in rest):
        for one in inside:
            yield from _lies(IN_BRACKETS, sentence, item, one)


def _lies(rule: FunctionRule, sentence: Sentence, place: Item, within: Item) -> Iterator[Found]:
    fits = within.kind in WITHIN.get(place.kind, ()) or is_district(place, within)
    if place.mention and within.mention and fits and place.mention.name != within.mention.name:
        first, last = sorted((place, within), key=lambda one: one.first)
        start, end = sentence.span(first.first, last.end)
        yield rule.found(Location(place.mention, within.mention), start, end)
