"""What one document holds of each name it uses: the words, and what the document itself tells of who is meant."""

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.documents.document import Document
from kg.model.facts import KINDS, Event, Extraction, Fact, Kind, Mention
from kg.model.spelling import edition, fold, is_half_a_name, language_of, person_name, skeleton
from kg.names.persons.name_forms import COMMON

_KINDS: dict[str, Kind] = {f"{kind.lower()}/": kind for kind in KINDS}
"""By what keys of the gazetteer begin with."""


def mentions_of(extraction: Extraction) -> list[Mention]:
    """Lists all mentions of a document in their order, those that only a fact or an utterance holds among them."""
    held = (mention for found in extraction.found for mention in mentions_in(found.fact))
    speakers = (utterance.speaker for utterance in extraction.utterances)
    return sorted({*extraction.mentions, *speakers, *held})


def mentions_in(fact: Fact) -> Iterator[Mention]:
    """Gives the mentions among the fields of a fact."""
    for name in type(fact).__match_args__:  # type: ignore[attr-defined]  # of every dataclass, asked for each fact
        value = getattr(fact, name)
        yield from (part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Mention))


def local_identity(mention: Mention) -> str:
    """Names a thing within its document: equal for two mentions that are one name of one thing there."""
    return _local(mention.key or mention.kind, mention.name)


def _local(key: str, name: str) -> str:
    return f"{key}\x1f{fold(name)}"


@dataclass(slots=True)
class Part:
    """What one document holds of a thing under one name; or what several hold that are alike in all that is asked here
    but where and how often."""

    documents: list[str]
    """In order; one, or all that hold it."""
    language: str
    kinds: Counter[Kind]
    key: str
    names: Counter[str]
    """Spellings of the name: «Орёл», «Орел»."""
    surfaces: Counter[str]
    named: bool
    series: str = ""
    """Of an event: its name without what tells editions apart, folded."""
    ordinal: int | None = None
    year: str = ""
    body: str = ""
    """Of an organisation: which body of which territory it is, in whatever language: «правительство country/RU»."""
    why: list[str] = dataclasses.field(default_factory=list)
    """What the document tells beyond the name, in words: «numbered only as 16 in 001.txt»."""
    leads: bool = False
    """Whether a decision names it first of those that are one thing, so that its name is the thing's."""
    marks: set[tuple[int, int]] = dataclasses.field(default_factory=set)
    """Decisions that keep it apart from other parts: (decision, which of its names this part has)."""
    times: int = 1
    """How many parts of documents this stands for."""
    dedicated: bool = False
    """Of a person: whether it stands inside the name of another thing: «Назарбаев» in «Назарбаев мектебі»."""
    bent: bool = False
    """Whether the name is a form of one that other documents have: «Асий Биби», found for «Асии Биби»."""

    @property
    def document(self) -> str:
        return self.documents[0]

    @property
    def described(self) -> bool:
        """Whether it names nothing outside its document."""
        return not (self.named or self.key)

    @property
    def order(self) -> tuple[str, str, str, str]:
        """What parts are ordered by."""
        return (self.kind, self.key, min(self.names), self.document)

    @property
    def kind(self) -> Kind:
        if by_key := _KINDS.get(self.key[: self.key.find("/") + 1]):
            return by_key
        return min(self.kinds, key=lambda kind: (-self.kinds[kind], kind))


def parts_of(
    document: Document,
    extraction: Extraction,
    series: Mapping[str, str],
    known: Mapping[tuple[Kind, str], str],
    body: Callable[[str], str],
) -> dict[str, Part]:
    """Gathers the parts of a document by `local_identity`.

    `series` gives the one name of an event series for each of its folded names, `known` the key of what a folded name
    stands for where a text's reader takes it for that class, `body` the public body that a name says, in whatever
    language."""
    mentions = mentions_of(extraction)
    parts: dict[str, Part] = {}
    for mention in mentions:
        part = parts.setdefault(
            local_identity(mention),
            Part(
                [document.id],
                document.language_at(mention.start),
                Counter(),
                mention.key,
                Counter(),
                Counter(),
                named=False,
            ),
        )
        part.kinds[mention.kind] += 1
        if mention.named and not part.named:
            part.names.clear()
            part.surfaces.clear()
        if mention.named or not part.named:
            part.names[mention.name] += 1
            part.surfaces[mention.text] += 1
        part.named = part.named or mention.named
    for part in parts.values():
        # Half a name, or «Ольга», says who is meant in its document only, as a description does.
        local = part.kind == "Person" and all(is_half_a_name(name) or name in COMMON for name in part.names)
        part.named = part.named and not local
    _date_events(document, extraction, parts, series)
    _know_by_class(parts, known)
    for part in parts.values():
        part.body = body(min(part.names)) if part.kind == "Organisation" and part.named else ""
    _know_by_name(parts)
    _know_by_surname(parts, mentions)
    _number_editions(parts)
    return parts


def _know_by_class(parts: Mapping[str, Part], known: Mapping[tuple[Kind, str], str]) -> None:
    for part in parts.values():
        name = fold(min(part.names))
        bare = {name, name.replace("-", " ")} if part.named and not part.key else set()  # «Шығыс-Қазақстан облысы»
        if bare and part.kind == "Corridor":
            bare |= {fold(form) for form in part.surfaces}
        key = next((known[part.kind, one] for one in sorted(bare) if (part.kind, one) in known), "")
        if key:
            part.key = key
            part.why.append(f"«{min(part.names)}» is a name of {key}")


def _know_by_name(parts: Mapping[str, Part]) -> None:
    # One document may write «Омск» once where the gazetteer was sure and once where it was not.
    keyed: defaultdict[tuple[Kind, str], set[str]] = defaultdict(set)
    for part in parts.values():
        if part.key and part.named:
            for name in part.names:
                keyed[part.kind, fold(name)].add(part.key)
    for part in parts.values():
        keys = set().union(*(keyed[part.kind, fold(name)] for name in part.names)) if part.named else set()
        if not part.key and len(keys) == 1:
            part.key = keys.pop()
            part.why.append(f"«{min(part.names)}» is {part.key} elsewhere in {part.document}")


_NAMED_AFTER_PEOPLE = frozenset({"Organisation", "Feature", "Project"})


def _know_by_surname(parts: Mapping[str, Part], mentions: list[Mention]) -> None:
    # «Президент Франции … с Макроном»: the text has one bearer of that surname whose key is known. Not where the
    # surname stands inside another thing's name, which may be called after anybody: «Назарбаев Зияткерлік мектебі».
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for part in parts.values():
        for parsed in filter(None, map(person_name, part.names if part.kind == "Person" else ())):
            bearers[parsed.surname].add(part.key)
    reached = 0
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if mention.kind in _NAMED_AFTER_PEOPLE:
            reached = max(reached, mention.end)
        elif mention.kind == "Person" and mention.end <= reached:
            parts[local_identity(mention)].dedicated = True
    for part in parts.values():
        name = min(part.names)
        keys = bearers[skeleton(name)] if part.kind == "Person" and len(name.split()) == 1 else set()
        if not part.key and not part.dedicated and len(keys) == 1 and (key := min(keys)):
            part.key = key
            part.why.append(f"«{name}» is the surname of {key} alone in {part.document}")


def _number_editions(parts: Mapping[str, Part]) -> None:
    # A text that numbers one edition means that one where it leaves the number out.
    numbered: defaultdict[str, set[int]] = defaultdict(set)
    for part in parts.values():
        if part.kind == "Event" and part.named and part.ordinal is not None:
            numbered[part.series].add(part.ordinal)
    for part in parts.values():
        editions = numbered[part.series] if part.kind == "Event" and part.named and part.ordinal is None else set()
        if len(editions) == 1 and not part.key:
            part.ordinal = min(editions)
            part.why.append(f"«{min(part.names)}» is numbered {part.ordinal} and nothing else in {part.document}")


_ANNIVERSARY = re.compile(
    r"(?P<years>\d+)(?:-летие|-летний юбилей|-летняя годовщина|-я годовщина)"
    r" (?:Великой )?"
    r"(?P<of>победы|(?:[А-ЯЁ][а-яё]+(?:го|й|ых) )?[А-ЯЁ«][^ ]*(?: [а-яё]+)?)"
    r"(?: в Великой Отечественной войне)?"
)
"""The anniversary of what has a name of its own; of «60-летие установления отношений» only its text knows which."""

# Occasions that come again under one name, so that the year is part of what they are. A war or a festival of a country
# (kind «other») is named by many documents of different years and stays one.
_RECURRENT = frozenset(
    {
        "forum",
        "negotiations",
        "visit",
        "meeting",
        "call",
        "exhibition",
        "commission_session",
        "press_conference",
        "summit",
    }
    | {"anniversary", "opening", "launch", "ceremony", "cultural_days", "celebration", "parade", "election", "match"}
)


def _date_events(
    document: Document, extraction: Extraction, parts: Mapping[str, Part], series: Mapping[str, str]
) -> None:
    """Gives each event its ordinal and year: from its name, from what is said of it, from the document's date."""
    for part in parts.values():
        if part.kind == "Event":
            told = edition(min(part.names))
            part.series, part.ordinal, part.year = series.get(told.series, told.series), told.ordinal, told.year
            if anniversary := _ANNIVERSARY.fullmatch(min(part.names)):
                # Its number dates it, whoever speaks of it: «80-летие Победы», «80-й годовщиной Великой Победы».
                part.series, part.ordinal = f"летие {fold(anniversary['of'])}", int(anniversary["years"])
                part.named = True
    facts = [found.fact for found in extraction.found if isinstance(found.fact, Event)]
    for fact in facts:
        part = parts[local_identity(fact.event)]
        part.ordinal = part.ordinal if part.ordinal is not None else fact.ordinal
        part.year = part.year or fact.date[:4]
    for fact in facts:
        part = parts[local_identity(fact.event)]
        if not part.year and fact.kind in _RECURRENT:
            part.year = document.date[:4]


def publisher_of(document: Document, parts: Mapping[str, Part]) -> Part:
    """Gives the part of the publisher: the document's own when it names that organisation, else one made for it."""
    named = parts.get(_local("Organisation", document.publisher))
    if named is not None and named.named:
        return named
    name = Counter([document.publisher])
    language = language_of(document.publisher, "und")
    return Part([document.id], language, Counter({"Organisation": 1}), "", name, name.copy(), named=True)
