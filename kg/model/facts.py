"""What a text names and what it says: frozen records without IRIs.

A fact's field names are the ontology's property names in snake case (`sister_city_of` is `coop:sisterCityOf`), so that
claims need no case of their own for a new relation. Offsets are code points of the document's text, end exclusive."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal, get_args

Kind = Literal[
    "Person", "Country", "Region", "City", "Organisation", "Corridor", "Agreement", "Event", "Project", "Feature"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
TERRITORIES: tuple[Kind, ...] = ("Country", "Region", "City")
PLACES: tuple[Kind, ...] = (*TERRITORIES, "Feature")


def kind_of(name: str) -> Kind:
    """The kind of that name. Raises ValueError, with the kinds there are, when there is none."""
    for kind in KINDS:
        if kind == name:
            return kind
    raise ValueError(f"no kind {name!r} of mention; there are: {', '.join(KINDS)}")


Modality = Literal["asserted", "planned", "proposed", "denied"]
Bound = Literal["exactly", "about", "nearly", "over", "under"]
Direction = Literal["level", "growth", "decline"]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span that stands for a thing.

    Two mentions of one document with the same kind and the same key (or, without keys, the same name) are one thing."""

    start: int
    end: int
    kind: Kind
    text: str
    """The words of the span, NO-BREAK SPACEs as plain ones."""
    name: str
    """The thing's nominative name in the document's language: «Костанайская область», «Владимир Путин»."""
    key: str = ""
    """The gazetteer's identifier, which is the end of the IRI («region/KZ-KUS»); empty when it has none."""
    named: bool = True
    """False for a description («очередное заседание подкомиссии»), which names nothing outside its document."""

    def holds(self, other: "Mention") -> bool:
        """Whether all of the other's words are words of this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stay words: a title, a topic, a measure."""

    start: int
    end: int
    text: str
    """In the nominative where the words allow it."""


class Fact:
    """Base of all facts: the field `subject` is what the others are said of; `qualifiers` are said of the claim."""

    __slots__ = ()
    subject: ClassVar[str]
    qualifiers: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class SisterCities(Fact):
    """Two cities are sister cities."""

    subject: ClassVar[str] = "city"
    city: Mention
    sister_city_of: Mention


@dataclass(frozen=True, slots=True)
class Role(Fact):
    """A person holds a post; `post_of` is the territory or body the post belongs to."""

    subject: ClassVar[str] = "person"
    person: Mention
    title: Phrase
    post_of: Mention | None = None


@dataclass(frozen=True, slots=True)
class Event(Fact):
    """An event is named, with what is said of it."""

    subject: ClassVar[str] = "event"
    qualifiers: ClassVar[tuple[str, ...]] = ("date_from",)
    event: Mention
    kind: str = ""
    ordinal: int | None = None
    theme: Phrase | None = None
    date: str = ""
    """ISO 8601 as far as the text knows it: «2022», «2022-06», «2022-06-15»."""
    located_in: Mention | None = None
    last_day: str = ""
    """Of an event of several days, whose `date` is the first."""
    date_from: Literal["", "documentDate", "reckoned"] = ""
    """What dates it, where no words say when it is: the day of its document, or its name («80-летие Победы»)."""


@dataclass(frozen=True, slots=True)
class Participation(Fact):
    """Somebody takes part in an event."""

    subject: ClassVar[str] = "event"
    event: Mention
    participant: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Agreement(Fact):
    """An agreement, or an unnamed set of agreements, is named, with what is said of it."""

    subject: ClassVar[str] = "agreement"
    agreement: Mention
    kind: str = ""
    status: str = ""
    date: str = ""
    count: int | None = None
    """For an unnamed set («30 межрегиональных договоров»)."""
    topic: Phrase | None = None
    party: tuple[Mention, ...] = ()
    signed_at: Mention | None = None


@dataclass(frozen=True, slots=True)
class RegionTie(Fact):
    """Two territories cooperate, or a territory and a country or body; `basis` says by what."""

    subject: ClassVar[str] = "region"
    qualifiers: ClassVar[tuple[str, ...]] = ("basis",)
    region: Mention
    cooperates_with: Mention
    basis: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Route(Fact):
    """A corridor passes or connects places."""

    subject: ClassVar[str] = "corridor"
    corridor: Mention
    traverses: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Membership(Fact):
    """Somebody is a member of a body."""

    subject: ClassVar[str] = "member"
    member: Mention
    member_of: Mention


@dataclass(frozen=True, slots=True)
class Founding(Fact):
    """A body has founders."""

    subject: ClassVar[str] = "organisation"
    organisation: Mention
    founder: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Project(Fact):
    """A project is named, with what is said of it."""

    subject: ClassVar[str] = "project"
    project: Mention
    status: Literal["", "running", "planned", "completed"] = ""
    located_in: Mention | None = None
    party: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Location(Fact):
    """A thing lies in a place."""

    subject: ClassVar[str] = "place"
    place: Mention
    located_in: Mention


@dataclass(frozen=True, slots=True)
class Figure(Fact):
    """A number as one source states it, of an indicator: what is measured, of whom, in what unit, for which period."""

    subject: ClassVar[str] = "measure"
    measure: Phrase
    value: str
    """A plain decimal («25600000000», «33.3»), scale words multiplied out."""
    unit: str
    """USD, KZT, RUB, EUR, percent, times, tonne, km, TEU, person, item, year, month, day, hour, rank, foot, …"""
    bound: Bound = "exactly"
    direction: Direction = "level"
    period: str = ""
    """«2021», «2022-06», «2022-01/2022-09», «1994/», or empty."""
    about: tuple[Mention, ...] = ()
    concept: str = ""
    """The measure's concept when it is a known one («tradeTurnover»), so that synonyms are comparable."""
    kind: str = ""
    """The concept that the measure is, or is some of: «экспорт пшеницы» is some of the exports."""


@dataclass(frozen=True, slots=True)
class Amount(Fact):
    """A number with its unit and the words of what it counts, of which a text does not say of whom or what it is."""

    subject: ClassVar[str] = "measure"
    measure: Phrase
    value: str
    unit: str
    direction: Direction = "level"


@dataclass(frozen=True, slots=True)
class Found:
    """A fact, the rule that found it, and the words that state it."""

    fact: Fact
    rule: str
    start: int
    end: int
    modality: Modality = "asserted"
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words with a speaker: a turn of a transcript, a direct quotation, or reported speech."""

    start: int
    end: int
    speaker: Mention
    form: Literal["turn", "quotation", "reported"]


@dataclass(frozen=True, slots=True)
class DatedItem:
    """An item of a digest, with the day it is of, which is not that of the page."""

    start: int
    end: int
    day: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one document. It depends on that document alone."""

    mentions: tuple[Mention, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    found: tuple[Found, ...] = field(default=())
    items: tuple[DatedItem, ...] = ()
    """In their order; none in what is no digest."""
