"""Things a Russian text describes without naming them: visits, meetings, sets of agreements, undertakings.

A description counts only with what tells it apart («визит в столицу Казахстана», «десять межрегиональных соглашений»):
a bare «встреча» is no thing. It means nothing outside its document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.language.russian.morphology import parses
from kg.language.russian.nominative import nominative
from kg.language.russian.ordinals import ordinal
from kg.language.tokens import Doc, Token
from kg.model.facts import TERRITORIES, Kind, Mention
from kg.model.offsets import Starts, extents
from kg.names.events.held import held
from kg.names.events.occasions import by_occasion
from kg.names.name_words import RUSSIAN
from kg.names.namesakes import by_quotation
from kg.names.noun_phrases import OPENING, SentenceLine, case_of, is_adjective
from kg.names.same_names import one_name_each
from kg.names.thing import NamedThing, mention_of, titled
from kg.names.things import listed_title_end


@dataclass(frozen=True, slots=True)
class DescribingNoun:
    """A noun that describes a thing when one of `told_by` stands with it.

    `told_by` holds adjectives (by their beginning), prepositions of a complement, `genitive`, `quote`, `name` (a name
    or a quotation inside), `number` (an ordinal, and whose it is), `thing` (one that is no territory), `pair` (two
    countries: «белорусско-кубинские») and `days` (a capital and whose they are: «Дни Самарской области»)."""

    kind: Kind
    lemmas: frozenset[str]
    told_by: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    type: str = ""


DESCRIPTIONS = tuple(RUSSIAN.rows("descriptions.rows", DescribingNoun))
SELF_TOLD = frozenset({"anniversary", "ceremony"})
"""Types told by any genitive: «церемония вручения премий», «годовщина Победы»."""
NUMBERED = frozenset({"commission_session"})
"""Types of which one comes after another: without a complement the adjective that tells it is in the name."""
NO_CUES = frozenset({"genitive", "name", "thing", "quote", "pair", "days", "number"})
BY_LEMMA = {lemma: tuple(d for d in DESCRIPTIONS if lemma in d.lemmas) for d in DESCRIPTIONS for lemma in d.lemmas}
PLURAL_OK = RUSSIAN.set("descriptions.plural")
SETS = RUSSIAN.table("descriptions.sets")
PAPERS = RUSSIAN.set("descriptions.papers")
DOUBTFUL_SETS = RUSSIAN.set("descriptions.doubtful_sets")
BETWEEN_PARTIES = RUSSIAN.words("descriptions.between_parties")
CONCLUDING = RUSSIAN.words("descriptions.concluding")
JUDGING = RUSSIAN.set("descriptions.judging")
OF_WHAT, SPANS = RUSSIAN.set("descriptions.of_what"), RUSSIAN.set("descriptions.spans")
LONGEST = 22


def described(
    doc: Doc, listed: Sequence[Mention], people: Sequence[Mention] = (), things: Sequence[NamedThing] = ()
) -> list[NamedThing]:
    """Finds descriptions outside of the names already found: those listed, of people and of things."""
    known = [*listed, *people, *(thing.mention for thing in things)]
    found: list[NamedThing] = []
    names = {m.start: m.kind for m in known}
    taken = extents(m for m in known if m.kind in ("Event", "Agreement", "Project"))
    bodies = extents(m for m in known if m.kind == "Organisation")
    begun = Starts(known)
    for sent in doc.sents:
        line = SentenceLine.of_sentence(sent, begun)
        for at, token in enumerate(line.tokens):
            if token.idx in taken:
                continue
            found += _set(line, at)
            for description in BY_LEMMA.get(_lemma(token), ()):
                if description.kind == "Project" and token.idx in bodies:
                    continue  # «в Министерстве строительства России»
                thing = _thing(line, at, description, names)
                if thing is not None and description.kind == "Project" and _holds_work(thing, begun):
                    break  # «строительство узла «Айритом»» is «узел «Айритом»»
                if thing is not None and not (found and _is_part(thing, found[-1])):
                    found.append(thing)
                    break
    roads = {m.end: m.start for m in known if m.kind == "Corridor"}
    found = [thing for thing in found if not _is_of_road(thing, roads)]
    others = [*known, *(thing.mention for thing in found)]
    found += held(doc, others, {m.name for m in others if m.kind == "Event"})
    return one_name_each(found, known, (by_quotation, by_occasion))


def _is_of_road(thing: NamedThing, roads: Mapping[int, int]) -> bool:
    """«проект автодороги Орск – Актобе» is the road."""
    mention = thing.mention
    start = roads.get(mention.end, mention.start)
    return mention.kind == "Project" and mention.text[: start - mention.start].lower().startswith("проект")


def _is_part(thing: NamedThing, outer: NamedThing) -> bool:
    """«проект по строительству порта» is one undertaking."""
    inside = outer.mention.start <= thing.mention.start < outer.mention.end
    return inside and thing.mention.kind == outer.mention.kind == "Project"


def _holds_work(thing: NamedThing, known: Starts[Mention]) -> bool:
    held = known.within(thing.mention.start, thing.mention.end)
    return any(m.kind == "Project" and m.end == thing.mention.end for m in held)


def _lemma(token: Token) -> str:
    """«30-летие» is a «летие» with its number, «бизнес-встреча» and «онлайн-совещание» are what they end in."""
    lemma: str = token.lemma_.lower()
    if lemma.endswith(("-летие", "тилетие", "илетие")):
        return "летие"
    return lemma if lemma in BY_LEMMA else lemma.rpartition("-")[2]


def _thing(line: SentenceLine, at: int, description: DescribingNoun, names: Mapping[int, Kind]) -> NamedThing | None:
    tokens = line.tokens
    head = tokens[at]
    if head.lemma_.lower() == "проект" and at + 1 < len(tokens) and tokens[at + 1].lemma_.lower() in PAPERS:
        return None
    if "Plur" in head.morph.get("Number", []) and head.lemma_.lower() not in PLURAL_OK:
        return None
    if head.lemma_.lower() == "заявление" and ("Plur" in head.morph.get("Number", [])) != (description.kind == "Event"):
        return None  # «Заявления для прессы» are made, a «Совместное заявление» is signed
    first = line.phrase_start(at)
    if head.lower_ == "плане" and 0 < first == at and tokens[at - 1].lower_ == "в":
        return None  # «в плане отношений с соседями» is «as to»
    if first and tokens[first - 1].lower_ in ("имени", "им"):
        return None  # «комплекс имени 200-летия Тулы»
    title = listed_title_end(line, at) if description.kind == "Agreement" else 0
    called = line.quoted_end(at + 1)
    end = title or (called if called > at + 1 else line.phrase_end(at, description.prepositions))
    quoted = any(t.text in OPENING for t in tokens[at + 1 : end])
    numbered = description.type in NUMBERED and end == at + 1 and _is_number(tokens[end : end + 2])
    if numbered:
        end += 2  # «протокол заседания № 11»
    too_long = end - first > LONGEST and not title
    if end > at + 1 and line.breaks_off(end):
        return None  # «модернизация комбинатов в Ленинградской, Архангельской областях»
    if too_long or not numbered and not _told(line, first, at, end, description, names, quoted):
        return None
    if description.type in NUMBERED and first == at and end == at + 1:
        if not is_adjective(tokens[at - 1]) or case_of(tokens[at - 1]) != case_of(head):
            return None  # «последнее по счёту заседание» has nothing but a bare «заседание» for its name
        first = at - 1
    if description.kind == "Project" and called == end > at + 1:
        first = next((i for i in range(at, first, -1) if tokens[i - 1].lemma_.lower() in JUDGING), first)
    mention = _mention(tokens[first:at], tokens[at:end], description.kind)
    if description.kind == "Project" and called == end > at + 1:
        mention = replace(mention, named=True)  # «национальный проект «Семья»»
    counted = (ordinal(t.text, t.lemma_) for t in tokens[first:at] if "number" in description.told_by)
    return NamedThing(mention, description.type, next(filter(None, counted), None))


def _is_number(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 2 and tokens[0].text in ("№", "N") and tokens[1].text.isdigit()


def _told(
    line: SentenceLine,
    first: int,
    at: int,
    end: int,
    description: DescribingNoun,
    names: Mapping[int, Kind],
    quoted: bool,
) -> bool:
    tokens = line.tokens
    before, after = tokens[max(first - 2, 0) : at], tokens[at + 1 : end]
    told = description.told_by - NO_CUES
    beside = (*before, tokens[at], *after[:2])
    if any(t.lemma_.lower().startswith(cue) for t in beside for cue in told if len(cue) > 3):
        return True
    told = description.told_by
    several = tokens[at].lemma_.lower() == "неделя" or "Plur" in tokens[at].morph.get("Number", [])
    if "days" in told and several and tokens[at].text.istitle() and after:
        return case_of(after[0]) == "Gen" and (after[0].text.istitle() or any(t.idx in names for t in after))
    if (
        "number" in told
        and after
        and case_of(after[0]) == "Gen"
        and any(ordinal(t.text, t.lemma_) for t in tokens[first:at])
    ):
        return True  # «III Совещание островных территорий»
    if "pair" in told and any("ско-" in t.lower_ for t in before):
        return True
    if quoted and told & {"name", "thing", "quote"}:
        return True
    if description.kind == "Project" and told & {"name", "thing"} and tokens[at].lemma_.lower() in OF_WHAT:
        end_of_what = next((i for i, t in enumerate(after) if t.pos_ == "ADP"), len(after))
        if not end_of_what and "name" in told:
            return False  # «производство в Белоруссии»: of what?
        if end_of_what and "thing" in told:
            after = after[:end_of_what]  # «создание стоимости | в Азии»
    if "name" in told and any(t.idx in names for t in after):
        return True
    if "thing" in told and any(names.get(t.idx, "City") not in TERRITORIES for t in after):
        return True
    if (
        "genitive" in told
        and after
        and case_of(after[0]) == "Gen"
        and (
            description.type in SELF_TOLD
            and (tokens[at].lemma_.lower() not in SPANS or any(t.text[0].isupper() for t in after))
            or any(t.idx in names for t in after)
        )
    ):
        return True
    return bool(after) and after[0].lower_ in told and any(t.idx in names for t in after)


def _set(line: SentenceLine, at: int) -> Iterator[NamedThing]:
    """«десять межведомственных и межрегиональных соглашений и меморандумов», «30 договоров»: a set with its count."""
    tokens = line.tokens
    kind = SETS.get(tokens[at].lemma_.lower())
    if kind is None:
        return
    first = count = line.phrase_start(at)
    while count > 0 and tokens[count - 1].pos_ == "NUM":  # «тридцать восемь документов»
        count -= 1
    if count == first or [t.lower_ for t in tokens[count:first]] in (["два"], ["две"], ["двух"], ["обе"], ["оба"]):
        return
    if not (_is_paucal(tokens[first - 1]) and _may_be_one(tokens[at])) and not (
        case_of(tokens[at]) == "Gen" and "Plur" in tokens[at].morph.get("Number", [])
    ):
        return
    end = at + 1
    if end + 1 < len(tokens) and tokens[end].lower_ == "и" and tokens[end + 1].lemma_.lower() in SETS:
        end += 2
    end = line.phrase_end(end - 1, ("о", "об", "между"))
    if _lemma(tokens[at]) in DOUBTFUL_SETS and not (
        any(t.lemma_.lower().startswith(BETWEEN_PARTIES) for t in tokens[first:end])
        or any(t.lemma_.lower().startswith(CONCLUDING) for t in tokens)
    ):
        return
    yield NamedThing(_mention(tokens[count:at], tokens[at:end], "Agreement"), kind, None)


def _is_paucal(numeral: Token) -> bool:
    """«82», «три»: what it counts stands in the singular, «82 соглашения»."""
    digits = numeral.text[-2:]
    told = numeral.lower_ in ("два", "две", "три", "четыре")
    return told or (digits.isdigit() and digits[-1] in "234" and digits[:-1] != "1")


def _may_be_one(noun: Token) -> bool:
    return any(parse.tag.number == "sing" and "gent" in parse.tag for parse in parses(noun.text))


def _mention(before: Sequence[Token], rest: Sequence[Token], kind: Kind) -> Mention:
    """The mention of these adjectives and of the head noun with what follows it."""
    tokens = (*before, *rest)
    name = nominative(tokens) if _lemma(rest[0]) != "летие" else _anniversary(before, rest)
    return mention_of(tokens, kind, titled(name), named=False)


def _anniversary(before: Sequence[Token], rest: Sequence[Token]) -> str:
    """«к 80-летию Победы»: «летие» is in no dictionary with its number, but always ends alike in the nominative."""
    head, following = rest[0], rest[1:]
    noun = re.sub(r"лети(?:е|я|ю|ем|и)$", "летие", head.text)
    after = head.doc.text[following[0].idx : following[-1].idx + len(following[-1])] if following else ""
    adjectives = "".join(t.text_with_ws for t in before)
    return " ".join(" ".join((adjectives, noun, after)).split())
