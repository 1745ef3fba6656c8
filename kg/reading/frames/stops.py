"""Places on a corridor that stand without a verb of their own: «маршрут «Волна»: Баку – Актау», «пересекает Казахстан
(Достык, Актогай)», «проходит через Самару, а в Казахстане – через Уральск и Актобе»; and those that the sentences after
it put on its way: «Из Баку груз идёт через Актау», «Западная ветвь: Омск – Тара – Ишим»."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.language.tokens import Token
from kg.model.facts import Found, Mention, Route
from kg.reading.clauses.items import CLASSIFIERS, Item
from kg.reading.clauses.predications import Predication
from kg.reading.cues import RUSSIAN
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

STOPS = FunctionRule(
    "ru",
    "stops-listed",
    Route,
    "Places in a list after a corridor or after what it crosses: «Коридор «Волна»: Баку – Актау – Достык».",
)
DASHES = frozenset("–—-−")
ON_IT = RUSSIAN.set("stops.on_it")
"""What a list after the corridor's name tells."""
LEGS = frozenset({"через", "до", "от", "из", "к"})
KINDS = frozenset({"Country", "Region", "City", "Feature"})
GOING = RUSSIAN.set("routes.going")
"""Verbs of what goes along a way; in the present tense they tell of every time."""
POINTING = frozenset("он она они тот который".split())
GOODS = RUSSIAN.set("routes.goods") | POINTING
"""What goes there, or the way itself."""
WAYS = frozenset("через до от из к на по в у с мимо вдоль возле под близ около за сквозь".split())
THROUGH = frozenset({"через", "мимо", "вдоль", "сквозь"})
CROSSING = RUSSIAN.set("routes.crossing")
"""Of the verbs those whose object is on the way."""
NO_WAY = RUSSIAN.set("routes.no_way")
"""What a way does to places that are not on it, or does to none."""
ACTORS = frozenset({"Person", "Holder", "Organisation", "Side", "Event"})
_NEAR = 4
"""Tokens from «половина» to the corridor."""
BEFORE_PLACE = RUSSIAN.set("routes.before_place")
"""Nouns whose genitive is on the way as well: «акваторию Каспийского моря»."""
PARTS = RUSSIAN.words("stops.parts")
"""Of a corridor that was named before them they are parts: the text goes on about that one."""
ENDS = frozenset("точка пункт станция остановка".split())
OUTER = RUSSIAN.set("stops.outer")
"""Adjectives of the first and last of these."""
ON = frozenset({"на", "вдоль"})
ONWARDS = frozenset("далее дальше потом затем оттуда".split())
BRIDGE = frozenset(
    "быть стать служить являться идти следовать лежать стоять находиться расположить располагаться он".split()
) | {*WAYS, *DASHES, ",", ":"}
"""What may stand between such a word and the place that it tells of."""
_LINES = 6
"""Sentences after the one with the corridor that may tell of its way."""


class Ways:
    """Reads the sentences of a document in order: the corridor named last is remembered for those that tell its way."""

    def __init__(self, corridors: Sequence[Mention]) -> None:
        """The corridor that a document names most is the one that it is about."""
        named = Counter(m.name.replace("—", "–") for m in corridors if not m.text.lower().startswith(PARTS))
        (most, times), (_, others) = (*named.most_common(2), ("", 0), ("", 0))[:2]
        self._topic = next((m for m in corridors if m.name.replace("—", "–") == most and times > others), None)
        self._corridor: Mention | None = None
        self._age = 0

    def read(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """The chains and legs of the corridor that the sentence or one before names."""
        own = [item for item in items if item.kind == "Corridor" and item.mention]
        self._age += 1
        for item in own:
            if item.mention and not (self._topic and item.mention.text.lower().startswith(PARTS)):
                self._corridor, self._age = item.mention, 0
        before = self._topic if self._topic and self._topic.end <= sentence.tokens[0].idx else None
        meant = self._corridor if self._age <= _LINES else before
        places = [item for item in items if item.kind in KINDS and item.mention]
        if not places or not (own or meant):
            return
        chain = _chain(sentence, places)
        opening = sentence.texts[chain[0].first - 1] if chain and chain[0].first else ""
        if chain and opening != "«" and not any(item.first > chain[0].first for item in own):
            if own or opening != "(":
                yield _found(sentence, own[-1] if own else meant, chain)
        elif told := _legs(sentence, items, own):
            legs, corridor = told
            yield _found(sentence, corridor or meant, legs)
        elif marked := _marked(sentence, places, own):
            yield _found(sentence, own[-1] if own else meant, marked)


def _chain(sentence: Sentence, places: Sequence[Item]) -> list[Item]:
    """Three places or more that dashes join."""
    best, run = list[Item](), list[Item]()
    for item in places:
        linked = bool(run) and len(between := sentence.texts[run[-1].end : item.first]) == 1 and between[0] in DASHES
        run = [*run, item] if linked else [item]
        best = run if len(run) > max(len(best), 2) else best
    return best


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a verb follows there, in the same clause."""
    end = next((i for i in range(at, len(sentence.texts)) if sentence.texts[i] in ",.;:"), len(sentence.texts))
    return any(map(_is_told, sentence.tokens[at:end]))


def _marked(sentence: Sentence, places: Sequence[Item], corridors: Sequence[Item]) -> list[Item]:
    """The places called its ends, those told of after «далее», and those that lie on it: «Конечный пункт – Омск»,
    «Дальше – Тара и Омск», «трасса, на которой стоят Тара и Омск»."""
    named = {i for one in corridors for i in range(one.first, one.end)}
    for at, lemma in enumerate(sentence.lemmas):
        outer = lemma in ENDS and at > 0 and sentence.lemmas[at - 1] in OUTER
        first = next((place for place in places if place.first > at), None)
        its = lemma == "который" and sentence.texts[at - 1] in ON and any(one.end == at - 2 for one in corridors)
        if first is None or not (outer or its or lemma in ONWARDS and not _goes_on(sentence, first.group[-1].end)):
            continue  # «Затем в Омске открыли выставку»
        between = {sentence.lemmas[i] for i in range(at + 1, first.first) if i not in named}
        if between <= BRIDGE | CLASSIFIERS and (first.preposition or first.may_be("Nom")):
            return [one for one in first.group if one.kind in KINDS and one.mention]
    return []


def _legs(
    sentence: Sentence, items: Sequence[Item], corridors: Sequence[Item]
) -> tuple[list[Item], Item | None] | None:
    """The places of the clauses in which a way or what goes along it is the subject, and the way if it is named there:
    «… начинается в Баку, у порта Алят, пересекает Каспий»; those of a sentence without a verb: «От Баку через Каспий до
    Актау»."""
    tokens = sentence.tokens
    told = [i for i, token in enumerate(tokens) if _is_told(token)]
    own = {i: next((one for one in reversed(corridors) if one.end <= i), None) for i in told}
    crossing = not {item.preposition for item in items if item.kind in KINDS}.isdisjoint(THROUGH)
    going = [i for i in told if (own[i] or not corridors) and _is_of_way(sentence, i, own[i], crossing=crossing)]
    going += [i for i in told if tokens[i].dep_ == "conj" and any(tokens[i].head.i == tokens[v].i for v in going)]
    if told and not going:
        return None
    corridor, start = (own[going[0]], going[0]) if going else (None, 0)
    ends = [i for i in told if i > start and i not in going and sentence.lemmas[i] not in GOING]
    ends += [one.first for one in corridors if one.first > start and going]
    first, end = corridor.end if corridor else 0, min(ends, default=len(tokens))
    there = [item for item in items if first <= item.first < end]
    if any(item.kind in ACTORS and not item.preposition and item.may_be("Nom") for item in there):
        return None
    kept = [item for item in there if item.kind in KINDS and item.mention and _is_on_way(sentence, item)]
    legs = {item.preposition for item in kept}
    enough = corridor is not None or legs & THROUGH or len(legs & LEGS) > 1
    if not told:
        enough = len(legs & (LEGS | THROUGH)) > 1
    elif any(sentence.lemmas[i] in CROSSING for i in going):
        enough = enough or any(not item.preposition and item.may_be("Acc") for item in kept)
    return (kept, corridor) if len(kept) > 1 - bool(corridor and told) and enough else None


def _is_told(verb: Token) -> bool:
    return "Fin" in verb.morph.get("VerbForm", [])


def _is_of_way(sentence: Sentence, at: int, corridor: Item | None, *, crossing: bool) -> bool:
    """Whether its subject is the corridor, or where none is named what goes there; «не проходит» tells of no way. What
    the corridor itself does tells of its way whatever the verb («прорезает Омск»)."""
    verb, lemma = sentence.tokens[at], sentence.lemmas[at]
    if any(child.lower_ in ("не", "бы") for child in verb.children) or lemma in NO_WAY:
        return False
    subjects = [child for child in verb.children if child.dep_.startswith("nsubj")]
    several = verb.morph.get("Number", []) == ["Plur"]
    whole = [c for c in subjects if corridor is not None and c.i == corridor.head.i and _is_alone(c)]
    if several and any("Plur" not in c.morph.get("Number", []) for c in whole):
        return False  # «Коридор «Юг» обсудили в Омске»
    if corridor is not None and any(_is_part(child, corridor) for child in subjects):
        return lemma in GOING or "Pass" not in verb.morph.get("Voice", [])
    present = lemma in GOING and "Pres" in verb.morph.get("Tense", [])
    if not present:
        plain = all(child.lemma_.lower() in GOODS - POINTING for child in subjects)
        return crossing and corridor is None and bool(subjects) and plain
    goods = GOODS if corridor is None else POINTING
    return all(child.lemma_.lower() in goods or child.pos_ == "ADJ" for child in subjects)


def _is_alone(noun: Token) -> bool:
    return not any(child.dep_ == "conj" for child in noun.children)


def _is_part(subject: Token, corridor: Item) -> bool:
    """The corridor, or «половина магистрали», «первая нитка газопровода»."""
    within = corridor.head.doc[subject.i : corridor.head.i]
    near = subject.i <= corridor.head.i and len(within) < _NEAR
    return (
        subject.i == corridor.head.i
        or near
        and all(
            t.i == subject.i or t.pos_ in ("ADJ", "NOUN", "PROPN") and "Gen" in t.morph.get("Case", []) for t in within
        )
    )


def _is_on_way(sentence: Sentence, item: Item) -> bool:
    """Not «для Китая», «рост экспорта Китая», «в обход России»."""
    before = sentence.lemmas[item.first - 1] if item.first else ""
    if item.preposition:
        return item.preposition in WAYS
    noun = sentence.tokens[item.first - 1] if item.first else None
    of_noun = noun is not None and noun.pos_ == "NOUN" and item.case == "Gen"
    return not of_noun or before in BEFORE_PLACE


def listed_stops(sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
    """The chain of places after a corridor's name, in brackets or after a colon."""
    for corridor in items:
        if corridor.kind != "Corridor" or corridor.mention is None:
            continue
        called = not ON_IT.isdisjoint(sentence.lemmas[: corridor.first])  # «страны коридора «Волга»: Россия, Иран»
        its = corridor.first > 0 and sentence.lemmas[corridor.first - 1] in ON_IT
        at = corridor.end
        if its and ":" in sentence.texts[at:]:
            at += sentence.texts[at:].index(":")  # «Из станций дороги «Волга» открыты две: Баку, Актау»
        opening = sentence.texts[at : at + 1]
        if opening not in ((":",), ("(",)):
            continue
        chain = [item for item in items if item.first > at and item.kind in KINDS]
        kept = chain[:1] if chain and chain[0].first == at + 1 else []
        links = DASHES | {",", "и"} if called and opening == (":",) else DASHES
        for left, right in zip(chain, chain[1:], strict=False):
            between = [
                one.text for one in sentence.tokens[left.end : right.first] if not one.is_title
            ]  # «Омск, Нига и»
            if not kept or left is not kept[-1] or not between or not links.issuperset(between):
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


def _found(sentence: Sentence, corridor: Item | Mention | None, places: Sequence[Item]) -> Found:
    there = [*places, corridor] if isinstance(corridor, Item) else places
    named = corridor.mention if isinstance(corridor, Item) else corridor
    assert named is not None
    mentions = tuple(item.mention for item in places if item.mention)
    start, stop = sentence.span(min(item.first for item in there), max(item.end for item in there))
    return STOPS.found(Route(named, mentions), start, stop, confidence=0.85)
