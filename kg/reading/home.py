"""The two countries a Russian text is about: «наши страны», «двусторонний товарооборот»; the two regions of one."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.documents.document import Document
from kg.language.tokens import Doc
from kg.model.facts import Fact, Mention, RegionTie
from kg.reading.country_adjectives import countries_of

OPENING = 700
"""Code points in which a text says what it is about."""


def home(doc: Doc, document: Document, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Finds a mention of each of the two countries, or nothing when the text is not about two.

    They are the two it names most, more often than any third, each of them in its opening, be it by an adjective
    («по итогам российско-казахстанских переговоров»)."""
    first: dict[str, Mention] = {}
    count: Counter[str] = Counter()
    for mention in mentions:
        if mention.kind == "Country" and mention.named:
            first.setdefault(mention.key or mention.name, mention)
            count[mention.key or mention.name] += 1
    ranked = sorted(count, key=lambda name: (-count[name], first[name].start))
    third = count[ranked[2]] if len(ranked) > 2 else 0
    end = max(document.turns[0].start if document.turns else 0, OPENING)
    opened = {f"country/{code}" for token in doc if token.idx < end for code in countries_of(token)}
    pair = [name for name in ranked[:2] if count[name] > third and (first[name].start < end or name in opened)]
    return tuple(first[name] for name in pair) if len(pair) == 2 and not is_of_region(mentions) else ()


def is_of_region(mentions: Iterable[Mention]) -> bool:
    """Whether a text names one region more often than any country: what it tells of countries is the region's trade."""
    named = Counter((m.kind, m.key or m.name) for m in mentions if m.named)
    most = max((count for (kind, _), count in named.items() if kind == "Country"), default=0)
    return sum(kind == "Region" and count > most for (kind, _), count in named.items()) == 1


def country_of(territory: Mention) -> str:
    """Tells the key of the country a territory lies in: «country/KZ» for «region/KZ-KUS»; "" where none is known."""
    if territory.kind == "Country":
        return territory.key
    return f"country/{territory.key.removeprefix('region/')[:2]}" if territory.key.startswith("region/") else ""


def is_of_its_own(fact: Fact) -> bool:
    """Whether a fact ties a region to the country that it lies in: «Керала (Индия): договор о дипломах»."""
    if not isinstance(fact, RegionTie):
        return False
    sides = (fact.region, fact.cooperates_with)
    return any(side.kind == "Country" for side in sides) and country_of(sides[0]) == country_of(sides[1]) != ""


def neighbours(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Finds a mention of each of the two regions a text is about: both named in its opening, and more than
    twice as often as any third."""
    named = [m for m in mentions if m.kind == "Region"]
    first = {m.name: m for m in reversed(named)}
    ranked = Counter(m.name for m in named).most_common(3)
    pair = sorted(first[name] for name, _ in ranked[:2])
    about = len(pair) == 2 and (len(ranked) == 2 or 2 * ranked[2][1] < ranked[1][1]) and not is_digest(mentions)
    return tuple(pair) if about and all(m.start < OPENING for m in pair) else ()


def is_digest(mentions: Sequence[Mention]) -> bool:
    """Whether a text has news of many towns, each in capitals over its own."""
    return sum(m.kind == "City" and m.text.isupper() and len(m.text) > 3 for m in mentions) > 1
