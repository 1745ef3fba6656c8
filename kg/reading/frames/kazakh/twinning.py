"""Sister cities in Kazakh: «Орынбордың бауырлас қалалары: …», «А мен Б – бауырлас қалалар», «А Б-мен бауырласты», and
lines under a heading that says so."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.language.kazakh.noun_phrases import case, is_owned, is_plural
from kg.language.kazakh.verbs import verb
from kg.language.words import KAZAKH as LANGUAGE
from kg.model.facts import Found, Mention, Modality, SisterCities
from kg.reading.clauses.items import Item
from kg.reading.clauses.kazakh_items import LINKS
from kg.reading.cues import KAZAKH
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

TWINNED = FunctionRule("kk", "twinned", SisterCities, "Who is said to be twinned: «Омбы мен Пермь – бауырлас қалалар».")
BULLETS = frozenset("•*–—-▪·")
LONGEST_LINE = 16
_ADJECTIVES = 3
"""Words that may stand between the town and «туысы»."""
DASHES = frozenset({"–", "—", "-", ":"})
CUES = KAZAKH.words("twinning.cues")
JOINED = KAZAKH.words("twinning.joined")
KIN = KAZAKH.set("twinning.kin")
WHOSE = KAZAKH.set("twinning.whose")
NOUNS_OF_TWO, LINKING = KAZAKH.words("twinning.nouns_of_two"), KAZAKH.words("twinning.linking")
COUNT = KAZAKH.set("twinning.count")
"""What may follow «туысы» where a list is yet to come: «Омбының туысы көп: …»."""
KNOWN = KAZAKH.set("twinning.known")
INTENDED = KAZAKH.set("twinning.intended")
THEN = KAZAKH.set("twinning.then")
ADDED = KAZAKH.words("twinning.added")
MONTHS = LANGUAGE.words("calendar.months")
OURS = KAZAKH.words("twinning.ours")
"""Endings of verbs by which who speaks tells of their own town."""
AMONG = KAZAKH.set("twinning.among")
FIRSTS = KAZAKH.set("twinning.firsts")
"""How a sentence begins that goes on with one of a list: «Ең ескісі – Ташкент»."""
GOING_ON = KAZAKH.set("twinning.going_on")
"""How a sentence begins that goes on with a list: «Олар: …»."""
BESIDE = KAZAKH.set("twinning.beside") | LINKS
"""Words beside a town in a line of a list."""
BEING = KAZAKH.words("twinning.being")
TOWNS = KAZAKH.words("twinning.towns")
PAPERS = KAZAKH.words("twinning.papers")
DENIED = KAZAKH.words("twinning.denied")
PROPOSED = KAZAKH.words("twinning.proposed")


class KazakhTwinning:
    """Reads the sentences of a document in order: whose list goes on is remembered for its lines."""

    def __init__(self, topic: Mention | None) -> None:
        self._topic = topic
        self._owner: Mention | None = None
        self._paired = False
        """Whether a heading stands before that says it, with nobody's name."""

    def read(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """Reads pairs («A мен B – бауырлас қалалар»), and the cities of one owner in a sentence or in lines."""
        self._topic = _dateline(sentence) or self._topic
        first = _cue(sentence)
        cities = [item for item in items if item.kind == "City" and item.mention]
        cities = [item for item in cities if not _is_other_name(sentence, item)]
        if first is not None and not cities and (both := _both(items)):
            yield from _twins(sentence, both[0].mention, both[1], _modality(sentence, first), first)
            return  # «Екі қала 1999 жылдан бауыр»
        if first is None:
            yield from list(self._in_pairs(sentence, cities)) or self._line(sentence, cities)
            return
        self._paired = False
        modality = _modality(sentence, first)
        topic = None if any(item.mention == self._topic and item.first > first for item in cities) else self._topic
        owned = any(item.preposition == "genitive" and item.end == first and len(item.group) == 1 for item in cities)
        somebody = _lists_after(sentence, cities, first)
        owned = owned or somebody
        pairs = [] if owned else _pairs(sentence, cities or _for_cities(items))  # «Тараздың бауырлас қалалары …»
        close = [item for item in cities if item.end == first]
        if not pairs and close and len(close[0].group) == 2:
            pairs = _pairs(sentence, [item for item in cities if item in close[0].group])
        if pairs:
            for one, other in pairs:
                yield from _twins(sentence, one.mention, other, modality, first)
            return
        owner = self._stated_owner(sentence, cities, first)
        members = [item for item in cities if item is not owner and item.preposition not in _PASSED]
        dated = len(members) == 2 and any(t.pos_ == "NUM" for t in sentence.tokens[members[0].end : members[1].first])
        listed = members and ":" in sentence.texts[first : members[0].first]
        ours = bool(members) and all(item.preposition == "instrumental" for item in members)
        we = sentence.texts[first] == "бауырластық" or any(
            text.startswith("қаламыз") or text.endswith(OURS) and (verb(text) is not None or text.startswith(JOINED))
            for text in sentence.texts
        )
        if ours and owner is None and topic is not None and we:
            for item in members:
                yield from _twins(sentence, topic, item, modality, first)
            return  # «Граспен, Измирмен бауырластық»
        dated = dated and members[1].preposition != "genitive"  # «Омбы 2003 жылдан бері Пермьнің бауырлас қаласы»
        two = owner is None and len(members) == 2 and not dated and not listed and not somebody
        # «Граспен, Измирмен бауырласқан»: they are somebody else's
        theirs = two and all(item.preposition == "instrumental" for item in members)
        if two and not theirs and members[1].preposition in ("instrumental", "subject", "genitive"):
            yield from _twins(sentence, members[0].mention, members[1], modality, first)
            return
        holders = [
            m for item in items if item.kind in ("Holder", "Person") for m in item.stands_for if m.kind == "City"
        ]
        heads = [item for item in items if item.kind in ("Holder", "Person")]
        two_heads = list(_towns(heads)) if not cities and len(holders) == 2 else []
        if len(two_heads) == 2 and two_heads[1].end <= first:
            yield from _twins(sentence, two_heads[0].mention, two_heads[1], modality, first)
            return  # «Омбы әкімі Пермь мэрімен бауырластық туралы келісімге қол қойды»
        mine = owner.mention if owner else next(iter(holders), topic)
        heading = not any((found := verb(t.text)) and found.form == "past" for t in sentence.tokens[:-1])
        heading = heading and modality == "asserted" and not members and len(sentence.tokens) < LONGEST_LINE
        self._paired = heading
        if mine is None:
            return
        beside = next((item for item in _towns(items) if 0 < item.first - first <= 2), None)
        several = first + 1 < len(sentence.tokens) and is_plural(sentence.tokens[first + 1])
        listing = beside is not None and ":" in sentence.texts[first : beside.first]
        if beside is not None and sentence.texts[first] == "бауырлас" and not several and not listing:
            whose = next(iter(holders), topic) if owner is beside else mine
            if sentence.texts[first + 1 : beside.first] in ((), ("қала",), ("қаласы",)):
                yield from _twins(sentence, whose, beside, modality, first)
            return
        if dated and members[1].preposition == "instrumental":
            for item in members:
                yield from _twins(sentence, mine, item, modality, first)
            return
        said_of = len(members) == 1 and members[0].first == 0 and members[0].preposition == "subject"
        if said_of and first + 2 >= len(sentence.tokens) and sentence.texts[first] == "бауырлас":
            yield from _twins(sentence, mine, members[0], modality, first)
            return  # «Гомель 2009 жылдан бауырлас»
        if owner is not None or sentence.texts[-1] == ":" or any(text in DASHES for text in sentence.texts[first:]):
            for item in members:
                yield from _twins(sentence, mine, item, modality, first)
        if heading:
            self._owner = mine

    def _in_pairs(self, sentence: Sentence, cities: Sequence[Item]) -> Iterator[Found]:
        """«Омбы – Пермь (1996), Тула – Гродно»: a line of pairs under a heading."""
        pairs = [
            (a, b)
            for a, b in zip(cities[::2], cities[1::2], strict=False)
            if sentence.texts[a.end : b.first] in (("–",), ("—",), ("-",))
        ]
        taken = {i for item in cities for i in range(item.first, item.end)}
        rest = (t for i, t in enumerate(sentence.tokens) if i not in taken and t.text[0].isalpha())
        plain = all(t.lemma_ in BESIDE or t.lower_.startswith(MONTHS) for t in rest)
        self._paired = self._paired and bool(pairs) and plain and 2 * len(pairs) == len(cities)
        for one, other in pairs if self._paired else ():
            yield from _twins(sentence, one.mention, other, "asserted", one.first)

    def _line(self, sentence: Sentence, cities: Sequence[Item]) -> Iterator[Found]:
        """A numbered line, one with a bullet, «Олар: …», a bare name: cities, and no verb that says something else."""
        joined = (sentence.texts[a.end : b.first] for a, b in zip(cities, cities[1:], strict=False))
        if self._owner is None or any(between in (("–",), ("—",)) for between in joined):
            return  # «Омбы – Пермь» under a heading is a pair, whoever the others are
        if sentence.texts[0] in THEN and cities and sentence.texts[cities[-1].end].startswith(ADDED):
            for item in cities:
                yield from _twins(sentence, self._owner, item, "asserted", item.first)
            return  # «Одан кейін Пермь, Гродно қосылды»
        words = " ".join(sentence.texts)
        numbered = sentence.texts[0][0].isdigit() and sentence.texts[1:2] in ((")",), (".",))
        dashed = any(text in DASHES for text in sentence.texts[1:4])
        told_of = sentence.texts[0] in GOING_ON and (dashed or bool(AMONG & set(sentence.texts[1:4])))
        told_of = told_of or dashed and sentence.texts[:4][-1] != "?" and sentence.texts[0] in FIRSTS
        told_of = told_of or len(cities) > 1 and sentence.texts[cities[-1].end : cities[-1].end + 1] == ("бар",)
        if not (numbered or told_of or sentence.texts[0] in BULLETS or _is_bare(sentence, cities)):
            return
        asked = sentence.texts[-1] == "?" or sentence.texts[0] in BULLETS and bool(cities) and cities[0].first > 3
        told = asked or any((found := verb(t.text)) and found.finite for t in sentence.tokens)
        if told or len(sentence.tokens) > LONGEST_LINE * (1 + told_of) or any(word in words for word in DENIED):
            self._owner = self._owner if sentence.texts[-1] == "?" else None
            return
        for item in cities:
            if item.preposition in ("subject", "attribute", "genitive"):
                yield from _twins(sentence, self._owner, item, "asserted", item.first)

    def _stated_owner(self, sentence: Sentence, cities: Sequence[Item], cue: int) -> Item | None:
        """«Рязаньның бауырлас қалалары», «Рязань қаласында үш бауырлас қала бар», «Рязань … -мен бауырлас»."""
        before = [item for item in cities if item.end <= cue and len(item.group) == 1]
        given = next((item for item in before if item.preposition == "dative" and item.end == cue), None)
        if given is not None:
            return given  # «Павлодарға бауырлас Омбы»
        after = [item for item in cities if item.first > cue]
        for item in reversed(before):
            if item.preposition == "genitive" and (after or len(cities) > 2 or len(cities) == 1):
                return item
        others = [item for item in cities if item not in before]
        instrumental = [item for item in cities if item.preposition == "instrumental"]
        alone = before and sentence.texts[before[0].end] != ","
        if alone and before[0].preposition == "subject" and len(cities) > 1 and (others or instrumental):
            return before[0]
        return None


def _is_other_name(sentence: Sentence, item: Item) -> bool:
    """«Инин (Құлжа)»: a town in brackets after a town."""
    bracket = sentence.texts[item.first - 1 : item.first] == ("(",) and sentence.texts[item.end : item.end + 1] == (
        ")",
    )
    return bracket and any(m.kind == "City" for m in _ending(sentence, item.first - 1))


def _ending(sentence: Sentence, at: int) -> list[Mention]:
    return [m for begun in sentence.mentions[:at] for end, m in begun if end == at]


def _is_bare(sentence: Sentence, cities: Sequence[Item]) -> bool:
    """«Лейпциг (Германия)»: a line of a town, its country and a year, and nothing else."""
    if not cities or cities[0].first:
        return False
    rest = sentence.tokens[cities[0].end :]
    beside = (t for t in rest if t.text[0].isalpha() and not t.text[0].isupper())
    return all(t.lemma_ in BESIDE or t.lower_ in BESIDE or t.lower_.startswith(MONTHS) for t in beside)


def _dateline(sentence: Sentence) -> Mention | None:
    """The town in capitals that a report of a digest begins with."""
    cities = (m for end, m in sentence.mentions[0] if m.kind == "City" and end == 1)
    return next((m for m in cities if m.text.isupper() and len(m.text) > 3), None)


def _lists_after(sentence: Sentence, cities: Sequence[Item], cue: int) -> bool:
    """«Қаланың бауырлас қалалары – Омбы мен Пермь»: the list after the dash is of somebody's."""
    owned = next((i for i in range(cue, min(cue + 2, len(sentence.tokens))) if is_owned(sentence.tokens[i])), None)
    after = [item for item in cities if item.first > cue]
    return (
        owned is not None
        and after == list(cities)
        and sentence.texts[owned + 1 : owned + 2] in (("–",), ("—",), (":",))
    )


def _both(items: Sequence[Item]) -> list[Item]:
    """The two cities that «екі қала» stands for."""
    counted = next((item for item in items if item.kind == "Side" and len(item.stands_for) == 2), None)
    if counted is None or any(m.kind != "City" for m in counted.stands_for):
        return []
    return [replace(counted, mention=m, kind="City") for m in counted.stands_for]


_NOUNS = KAZAKH.words("twinning.nouns")
"""What begins like a cue and is a noun of its own."""
_PASSED = frozenset("locative ablative attribute арқылы".split())


def _cue(sentence: Sentence) -> int | None:
    """Where it is said: «бауырлас қалалар», «бауырластық туралы келісім», «бауырласты»; not «бауырлас халық»."""
    for at, text in enumerate(sentence.texts):
        beside = (*sentence.texts[max(at - 1, 0) : at], *sentence.texts[at + 1 : at + 2])
        if text.startswith(("бауырласпақ", "бауырласад", "бауырласып", "бауырласуда")):
            return at
        if text.startswith(JOINED) and not text.startswith(_NOUNS):
            return at
        if text.startswith("бауырласты") and any(
            word.startswith(PAPERS) for word in (*beside, *sentence.texts[at + 2 : at + 4])
        ):
            return at
        following = sentence.texts[at + 1] if at + 1 < len(sentence.texts) else ""
        closes = not following[:1].isalpha()
        after_town = any(m.kind == "City" for m in _ending(sentence, at))
        if after_town and text.startswith(NOUNS_OF_TWO):
            return at  # «Омбы мен Пермь бауырласуының жылдығы»
        if text.startswith("бауырластық") and any(word.startswith(LINKING) for word in sentence.texts[at + 1 :]):
            return at  # «Бауырластық Омбы мен Пермьді байланыстырады»
        if text == "бауырластық" and closes and after_town and case(sentence.tokens[at - 1]) == "Ins":
            return at  # «Граспен бауырластық»
        if text in KIN and (closes or following.startswith(BEING)):
            return at  # «Ақтау мен Астрахан бауырлас»
        counted = any(word in COUNT for word in sentence.texts[at + 1 : at + 4])
        if text in WHOSE and (closes or counted) and _is_of_town(sentence, at):
            return at  # «Омбының туысы көп: Пермь, Гродно»
        named = at + 1 < len(sentence.tokens) and any(m.kind == "City" for _, m in sentence.mentions[at + 1])
        if text == "бауырлас" and named or text.startswith("бауырласы"):
            return at
        if (
            text.startswith(CUES)
            and not text.startswith(_NOUNS)
            and ("-қала" in text or any(word.startswith(TOWNS) for word in beside))
        ):
            return at
    return None


def _is_of_town(sentence: Sentence, at: int) -> bool:
    """Whether a town stands in the genitive before the word, with adjectives between perhaps, and no name of anything
    else closes the sentence: not «Омбының жаңа әріптесі – Пермь университеті»."""
    owner = any(
        m.kind == "City" and case(sentence.tokens[i - 1]) == "Gen"
        for i in range(max(at - _ADJECTIVES, 1), at + 1)
        for m in _ending(sentence, i)
    )
    last = max(i for i, t in enumerate(sentence.tokens) if t.text[0].isalnum()) + 1
    closed = any(m.kind == "City" for m in _ending(sentence, last)) or last == at + 1
    return owner and (closed or sentence.texts[at] != "әріптесі")


def _pairs(sentence: Sentence, cities: Sequence[Item]) -> list[tuple[Item, Item]]:
    """The cities two by two: «A мен B, C мен D»."""
    pairs = [
        (a, b)
        for a, b in zip(cities, cities[1:], strict=False)
        if sentence.texts[a.end : b.first] in (("мен",), ("пен",), ("бен",), ("және",), ("–",), ("—",))
    ]
    with_partner = [
        (a, b)
        for a, b in zip(cities, cities[1:], strict=False)
        if (a.preposition, b.preposition) == ("subject", "instrumental") and b.first - a.end <= 1
    ]
    if len(with_partner) > 1:
        return with_partner  # «Омбы – Пермьмен, Тула Гродномен бауырлас»
    return pairs if 2 * len(pairs) == len(cities) else []


def _for_cities(items: Sequence[Item]) -> list[Item]:
    """Bodies as the cities that they stand for: «Алматы қаласының әкімдігі»."""
    bodies = [item for item in items if item.kind == "Organisation"]
    return [
        replace(item, mention=item.stands_for[0], kind="City")
        for item in bodies
        if item.stands_for and item.stands_for[0].kind == "City"
    ]


def _towns(items: Sequence[Item]) -> Iterator[Item]:
    """Cities, and who stands for one as the city: «Омбы қаласының әкімі»."""
    for item in items:
        if item.kind == "City" and item.mention:
            yield item
        elif item.kind in ("Holder", "Person", "Side") and item.stands_for and item.stands_for[0].kind == "City":
            yield replace(item, mention=item.stands_for[0], kind="City")


def _modality(sentence: Sentence, cue: int) -> Modality:
    """What is said of the pair: of all the sentence, but up to «екені» where that makes it known («Омбы мен Пермьнің
    бауырлас екенін, енді Орскіге де ұсынғысы келетінін айтты»)."""
    known = next((i + 1 for i in range(cue, min(cue + 3, len(sentence.texts))) if sentence.texts[i] in KNOWN), None)
    words = f" {' '.join(sentence.texts[:known])}"
    if any(f" {word}" in words for word in DENIED):
        return "denied"
    last = next((text for text in reversed(sentence.texts) if text[0].isalpha()), "")
    return "proposed" if last in INTENDED or any(f" {word}" in words for word in PROPOSED) else "asserted"


def _twins(sentence: Sentence, one: Mention | None, other: Item, modality: Modality, cue: int) -> Iterator[Found]:
    if one is None or other.mention is None or one.name == other.mention.name:
        return
    start, end = sentence.span(min(cue, other.first), max(cue + 1, other.end))
    if sentence.tokens[0].idx <= one.start < end:
        start = min(start, one.start)
    yield TWINNED.found(SisterCities(one, other.mention), start, end, modality, 0.85)
