"""What one document holds of each thing it speaks of: the names, the words, and for an event its edition."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, fields

from kg.documents.model import Document
from kg.facts import KINDS, Event, Extraction, Fact, Kind, Mention
from kg.spelling import edition, fold, is_half_a_name, language_of


def mentions_of(extraction: Extraction) -> list[Mention]:
    """All mentions of a document in their order, those that only a fact or an utterance holds among them."""
    held = (mention for found in extraction.found for mention in mentions_in(found.fact))
    speakers = (utterance.speaker for utterance in extraction.utterances)
    return sorted({*extraction.mentions, *speakers, *held})


def mentions_in(fact: Fact) -> Iterator[Mention]:
    for field in fields(fact):  # type: ignore[arg-type]  # every Fact is a dataclass, the bare base is never met
        value = getattr(fact, field.name)
        yield from (part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Mention))


def local_identity(mention: Mention) -> Hashable:
    """Equal for two mentions that are one thing within a document."""
    return ("key", mention.key) if mention.key else (mention.kind, fold(mention.name))


@dataclass(slots=True)
class Part:
    """What one document holds of a thing."""

    document: str
    language: str
    kinds: Counter[Kind]
    key: str
    names: Counter[str]
    surfaces: Counter[str]
    named: bool
    series: str = ""
    """Of an event: its name without what tells editions apart, folded."""
    ordinal: int | None = None
    year: str = ""

    @property
    def place(self) -> tuple[str, str, str, str]:
        return (self.kind, self.key, min(self.names), self.document)

    @property
    def kind(self) -> Kind:
        by_key = [kind for kind in KINDS if self.key.startswith(kind.lower() + "/")]
        return by_key[0] if by_key else min(self.kinds, key=lambda kind: (-self.kinds[kind], kind))


def parts_of(document: Document, extraction: Extraction, series: Mapping[str, str]) -> dict[Hashable, Part]:
    """The parts by `local_identity`; `series` gives the one name of an event series for each of its folded names."""
    mentions = mentions_of(extraction)
    parts: dict[Hashable, Part] = {}
    for mention in mentions:
        part = parts.setdefault(
            local_identity(mention),
            Part(document.id, document.language, Counter(), mention.key, Counter(), Counter(), named=False),
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
        # Half a name says who is meant in its document only, as a description does.
        part.named = part.named and not (part.kind == "Person" and all(map(is_half_a_name, part.names)))
    _date_events(document, extraction, parts, series)
    _join_named(parts)
    _join_editions(parts)
    return parts


def _join_named(parts: dict[Hashable, Part]) -> None:
    # One document may write «Омск» once where the gazetteer was sure and once where it was not.
    keyed: defaultdict[tuple[Kind, str], set[str]] = defaultdict(set)
    for part in parts.values():
        if part.key and part.named:
            for name in part.names:
                keyed[part.kind, fold(name)].add(part.key)
    for local, part in list(parts.items()):
        keys = set().union(*(keyed[part.kind, fold(name)] for name in part.names)) if part.named else set()
        if not part.key and len(keys) == 1:
            parts[local] = _absorb(parts["key", keys.pop()], part)


def _join_editions(parts: dict[Hashable, Part]) -> None:
    # A text that numbers one edition means that one where it leaves the number out.
    numbered: defaultdict[str, dict[int | None, Part]] = defaultdict(dict)
    for part in parts.values():
        if part.kind == "Event" and part.named and part.ordinal is not None:
            numbered[part.series][part.ordinal] = part
    for local, part in list(parts.items()):
        editions = numbered[part.series] if part.kind == "Event" and part.named and part.ordinal is None else {}
        if len(editions) == 1 and not part.key:
            parts[local] = _absorb(next(iter(editions.values())), part)


def _absorb(whole: Part, part: Part) -> Part:
    whole.names.update(part.names)
    whole.surfaces.update(part.surfaces)
    return whole


# Occasions that come again under one name, so that the year is part of what they are. A war or a festival of a country
# (kind «other») is named by many documents of different years and stays one.
_RECURRENT = frozenset(
    {"forum", "negotiations", "visit", "meeting", "exhibition", "commission_session", "press_conference", "summit"}
    | {"anniversary", "opening", "launch", "ceremony", "cultural_days", "celebration", "parade", "election", "match"}
)


def _date_events(
    document: Document, extraction: Extraction, parts: Mapping[Hashable, Part], series: Mapping[str, str]
) -> None:
    """Gives each event its ordinal and year: from its name, from what is said of it, from the document's date."""
    for part in parts.values():
        if part.kind == "Event":
            told = edition(min(part.names))
            part.series, part.ordinal, part.year = series.get(told.series, told.series), told.ordinal, told.year
    facts = [found.fact for found in extraction.found if isinstance(found.fact, Event)]
    for fact in facts:
        part = parts[local_identity(fact.event)]
        part.ordinal = part.ordinal if part.ordinal is not None else fact.ordinal
        part.year = part.year or fact.date[:4]
    for fact in facts:
        part = parts[local_identity(fact.event)]
        if not part.year and fact.kind in _RECURRENT:
            part.year = document.date[:4]


def publisher_of(document: Document, places: Mapping[tuple[str, Hashable], Part]) -> Part:
    """The document's own part of that organisation when it names it, else a part made for it."""
    named = places.get((document.id, ("Organisation", fold(document.publisher))))
    if named is not None and named.named:
        return named
    name = Counter([document.publisher])
    language = language_of(document.publisher, "und")
    return Part(document.id, language, Counter({"Organisation": 1}), "", name, name.copy(), named=True)
