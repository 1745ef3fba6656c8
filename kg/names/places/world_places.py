"""Places of the whole world that the gazetteer lacks, in a Russian text: first-level regions, and cities above 15,000.

Seventeen thousand names are also surnames, ordinary words and bodies, so a form that stands in the text is no evidence
yet: the tagger's LOC over exactly these words, a head («штат», «город»), a bracket with a country, a list with places
that are sure, or the country's own name in the text must speak for it, the more the more else the form can be."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from kg.language.russian.morphology import parses
from kg.model.config import BASE
from kg.model.facts import Mention, kind_of
from kg.model.namespaces import COOP, XSD
from kg.model.offsets import extents
from kg.names.name_index import Hit
from kg.names.name_words import RUSSIAN
from kg.names.places.place_text import ADJECTIVES, LANDS, SHORES, STRUCTURES, WATERS, PlaceText, word

COMMON, GIVEN, QUALITY = 1, 2, 4
"""What a form can be besides: an ordinary word, a person's name, an adjective."""
FORMAT = "<BH"
"""Of a form's record: its flags, and the number of the place, in the order of the table."""
STATES = RUSSIAN.set("places.states") | {"республика"}
GOVERNORS = RUSSIAN.set("posts.governors")
TOWNS = RUSSIAN.set("world_places.towns")
PREPOSITIONS = frozenset("в во из под близ около через до".split())
LIST_LINKS = frozenset({",", "и", "или", "–", "—", "-", ""})
LARGE = 300_000
TOWN = 15_000
"""People of a place that its country's name in the text alone makes likelier than an ordinary word."""
_LONGEST_LINK = 5
_WORD = re.compile(r"[^\W_]+(?:[-‐‑–’][^\W_]+)*")


def folded(form: str) -> str:
    return re.sub("[‐‑–]", "-", form.replace("ё", "е").replace("Ё", "Е"))


class WorldPlace(NamedTuple):
    id: str
    kind: str
    country: str
    """ISO 3166-1, two letters."""
    population: int
    latitude: str
    longitude: str
    geonames: str
    ru: str
    kk: str
    en: str
    within: str
    """The country again, and empty where that is disputed."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    flags: int
    places: tuple[WorldPlace, ...]


class World:
    """The table of places, and its index of forms; each is read when it is first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _forms(self) -> Any:
        import marisa_trie

        return marisa_trie.RecordTrie(FORMAT).mmap(str(self._folder / "world-places.marisa"))

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """Identifier → language → name; a town is spelt as the region that is called after it."""
        spelt = {town.id: town.ru for town in self.towns.values()}
        names = ((p.id, (("ru", spelt.get(p.id, p.ru)), ("kk", p.kk), ("en", p.en))) for p in self.places)
        return {id: {tag: name for tag, name in own if name} for id, own in names}

    def quads(self, ids: Collection[str]) -> Iterator[Quad]:
        """What is known of these places: their country, of a region its ISO code, and where the table has them GeoNames
        identifier, coordinates and population."""
        for place in self.places:
            if place.id not in ids:
                continue
            subject = NamedNode(BASE + place.id)
            if place.within:
                yield Quad(subject, NamedNode(COOP + "locatedIn"), NamedNode(f"{BASE}country/{place.within}"))
            if place.kind == "Region":
                yield Quad(subject, NamedNode(COOP + "isoCode"), Literal(place.id.removeprefix("region/")))
            if place.geonames:
                same = NamedNode(f"https://sws.geonames.org/{place.geonames}/")
                yield Quad(subject, NamedNode("http://www.w3.org/2002/07/owl#sameAs"), same)
                for name in ("latitude", "longitude"):
                    value = Literal(getattr(place, name), datatype=NamedNode(f"{XSD}decimal"))
                    yield Quad(subject, NamedNode(COOP + name), value)
                yield Quad(subject, NamedNode(COOP + "population"), Literal(place.population))

    @cached_property
    def places(self) -> tuple[WorldPlace, ...]:
        lines = (self._folder / "world-places.tsv").read_text(encoding="utf-8").splitlines()[1:]
        rows = (line.split("\t") for line in lines)
        return tuple(WorldPlace(id, kind, cc, int(number), *rest) for id, kind, cc, number, *rest in rows)

    @cached_property
    def lands(self) -> dict[str, str]:
        """Identifier → ISO code of the country; none where that is disputed."""
        return {place.id: place.within for place in self.places}

    @cached_property
    def called(self) -> dict[str, WorldPlace]:
        """The most populous place of each Kazakh or Russian name."""
        found: dict[str, WorldPlace] = {}
        for place in sorted(self.places, key=lambda one: one.population):
            found.update({name.replace("ё", "е"): place for name in (place.ru, place.kk) if name})
        return found | {
            region.ru.replace("ё", "е"): self.towns[region.id]
            for region in self.regions_called.values()
            if region.id in self.towns and found[region.ru.replace("ё", "е")].id == region.id
        }

    @cached_property
    def regions_called(self) -> dict[str, WorldPlace]:
        """The region of each Kazakh or Russian name."""
        regions = (place for place in self.places if place.kind == "Region")
        return {name.replace("ё", "е"): region for region in regions for name in (region.ru, region.kk) if name}

    @cached_property
    def towns(self) -> dict[str, WorldPlace]:
        """Region → the town it is called after, under the region's name: the table spells «Дананг» as «Да Нанг» and
        «Мбея» as «Мбее» where they are towns. A region with a Kazakh name is known by itself."""
        regions = [one for one in self.places if one.kind == "Region" and not one.kk and " " not in one.ru]
        names = {region.en for region in regions}
        cities = [one for one in self.places if one.en in names and one.kind == "City"]
        towns = {(city.country, city.en): city for city in sorted(cities, key=lambda one: one.population)}
        return {
            region.id: town._replace(ru=region.ru)
            for region in regions
            if (town := towns.get((region.country, region.en))) is not None
            if town.ru[0] == region.ru[0] and not town.ru.endswith("ский") and len(town.ru) < len(region.ru) + 3
        }

    def find(self, text: str) -> Iterator[_Candidate]:
        """The longest form at each word with a capital, from left to right."""
        words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            step = 1
            for length in range(min(4, len(words) - at), 0, -1) if text[words[at][0]].isupper() else ():
                start, end = words[at][0], words[at + length - 1][1]
                form = folded(text[start:end])
                if "\n" in form or len(form) < 3 or (length > 1 and "  " in form):
                    continue
                if records := self._forms.get(form):
                    places = [self.places[i] for _, i in records]
                    places += [self.towns[place.id] for place in places if place.id in self.towns]
                    yield _Candidate(start, end, max(f for f, _ in records), tuple(places))
                    step = length
                    break
            at += step


class Neighbours:
    """Mentions by the offsets at which they begin and end."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._starts: dict[int, list[Mention]] = defaultdict(list)
        self._ends: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self.add(mention)

    def add(self, mention: Mention) -> None:
        self._starts[mention.start].append(mention)
        self._ends[mention.end].append(mention)

    def starting(self, first: int, end: int) -> list[Mention]:
        return [mention for at in range(first, end) for mention in self._starts.get(at, ())]

    def cities(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the cities right before and after lie."""
        beside = (*self.ending(start - 4, start), *self.starting(end + 1, end + 5))
        return [(mention.start, mention.end) for mention in beside if mention.kind == "City"]

    def ending(self, first: int, end: int) -> list[Mention]:
        return [mention for at in range(first, end) for mention in self._ends.get(at, ())]


def world_places(text: PlaceText, found: Sequence[Mention], world: World) -> list[Mention]:
    """The places among the words that no name in `found` holds."""
    known = Counter(
        m.key[8:10] if m.key.startswith("country/") else m.key[7:9]
        for m in found
        if m.key.startswith(("country/", "region/"))
    )
    taken, sure = extents(found), Neighbours(found)
    candidates = [one for one in world.find(text.text) if not taken.meet(one.start, one.end)]
    rows = _in_rows(text.text, candidates)
    accepted: dict[int, Mention] = {}
    chosen: dict[int, WorldPlace] = {}
    for _ in range(2):  # a place that is sure tells the country of its neighbours
        for one in candidates:
            if one.start in accepted:
                continue
            twin = text.is_twin(one.start, one.end, sure.cities(one.start, one.end))
            again = any(place.id in {other.id for other in chosen.values()} for place in one.places)
            mention = _place(text, one, sure, known, twin, one.start in rows, again)
            if mention:
                place = next(p for p in one.places if p.id == mention.key)
                known[place.country] += 1
                accepted[one.start], chosen[one.start] = mention, place
                sure.add(mention)
    return [_town_of(mention, text.text, chosen[start], sure) for start, mention in accepted.items()]


def wider_regions(text: PlaceText, hits: Sequence[Hit], world: World) -> list[Mention]:
    """The regions in whose names these places stand: «Северной Ирландией» is not the country."""
    found = []
    for hit in hits:
        before = text.before(hit.start)
        if before is None or not before.text.istitle() or before.idx + len(before) + 1 != hit.start:
            continue
        for one in world.find(text.text[before.idx : hit.end]):
            places = [place for place in one.places if place.kind == "Region"]
            if one.start == 0 and before.idx + one.end == hit.end and places:
                words = text.text[before.idx : hit.end]
                found.append(Mention(before.idx, hit.end, "Region", words, places[0].ru, places[0].id))
    return found


def _in_rows(source: str, candidates: Sequence[_Candidate]) -> set[int]:
    """Where names begin that can be nothing but places and stand in a row: «Русе, Галацем и Измаилом»."""
    plain = [one for one in candidates if not one.flags]
    pairs = [
        (left.start, right.start)
        for left, right in zip(plain, plain[1:], strict=False)
        if right.start - left.end < _LONGEST_LINK and source[left.end : right.start].strip() in LIST_LINKS - {"", "-"}
    ]
    return {start for pair in pairs for start in pair}


def _is_of_another(form: str, places: Sequence[WorldPlace]) -> bool:
    """«Марса», which is Marsa of Malta and a case of Марс: a form the dictionary has of nothing but another place."""
    own = {folded(place.ru).lower() for place in places}
    known = {folded(parse.normal_form) for parse in parses(form) if parse.is_known and "Geox" in parse.tag}
    return folded(form).lower() in own and bool(known) and own.isdisjoint(known)


def _place(
    text: PlaceText,
    one: _Candidate,
    sure: "Neighbours",
    known: Counter[str],
    twin: bool = False,
    row: bool = False,
    again: bool = False,
) -> Mention | None:
    """`twin` is whether a sentence on sister cities names it as one, `row` whether it stands in a row of places,
    `again` whether the text has named the place in so many words that it is sure."""
    source = text.text
    entity, before, after = text.entity(one.start), text.before(one.start), text.after(one.end)
    label = entity.label_ if entity is not None else ""
    named_after = after is not None and after.is_title and after.idx == one.end + 1
    code = ADJECTIVES.get(word(before), "") if before is not None and not named_after else ""
    there = tuple(place for place in one.places if place.country == code)
    alone = entity is not None and (entity.start_char, entity.end_char) == (one.start, one.end)
    # «в Посадасе», «Комрат и Испарта» are a body and persons to the tagger, and the words are nothing but towns
    left = [m for m in sure.ending(one.start - 4, one.start) if m.kind in ("Country", "Region", "City")]
    right = [m for m in sure.starting(one.end + 1, one.end + 5) if m.kind in ("Country", "Region", "City")]
    listed = bool(left or right)
    links = {source[m.end : one.start].strip() for m in left} | {source[one.end : m.start].strip() for m in right}
    misread = label in ("ORG", "PER") and alone and not one.flags
    misread = misread or label == "PER" and alone and listed and one.flags == COMMON  # «Катания, Арекипа и Кагосима»
    # «Русе, Воеводина, Мисьонес», «Кириллов» where the text has been «в Кириллове»
    amid = bool(again or left and right and links <= LIST_LINKS) and label == "PER" and alone and one.flags == GIVEN
    misread = misread or amid
    led = text.is_governed(one.start, one.end) or text.is_of_land(one.start)
    land = before is not None and before.is_lower and word(before) in STATES and text.same_line(before.idx, one.start)
    led = led or alone and land and any(place.kind == "Region" for place in one.places)
    partner = not one.flags & (COMMON | GIVEN) and text.is_partner(one.start, one.end)
    if label in ("ORG", "PER") and not (misread or (label == "PER" and (there or twin or led))):
        return None
    if (
        misread
        and not led
        and (text.is_someone(one.start, one.end) or text.is_of_somebody(source[one.start : one.end]))
    ):
        return None
    quoted = source[one.start - 1 : one.start] in ("«", '"', "“") or source[one.end : one.end + 1] in ("»", '"', "”")
    joined = "-" in (source[one.start - 1 : one.start], source[one.end : one.end + 1])
    if quoted or joined or (before is not None and before.lower_ in ("имени", "им")):
        return None
    located = alone and label == "LOC"
    apart = before is None or before.is_title and not before.is_sent_start or not text.same_line(before.idx, one.start)
    head = word(before) if before is not None and not apart else ""
    built = head in STRUCTURES and any(place.ru == source[one.start : one.end] for place in one.places)
    towns = all(place.kind == "City" for place in one.places)
    if head in WATERS | SHORES or built or (towns and (head in LANDS or text.is_crossed(one.start))):
        return None  # «реки Замбези», «берег Катуни», «острова Врангеля», «порта Кеми»; but «аэропорт Болоньи»
    governor = before is not None and led and text.post_at(before) in GOVERNORS
    kind = "Region" if head in STATES or governor else "City" if twin or head in TOWNS else ""
    capital_beside = (
        before is not None
        and before.is_title
        and not before.is_sent_start
        and before.idx + len(before) + 1 == one.start
        and not kind
    ) or named_after
    if there and not one.flags & COMMON:  # «турецкий Карабюк», «сербской Воеводиной»
        best = max(there, key=lambda place: (place.kind == "City", place.population, place.id))
        sort = kind_of(best.kind)
        return Mention(one.start, one.end, sort, source[one.start : one.end], best.ru, best.id)
    if (one.flags & QUALITY and not kind) or (capital_beside and not (located or led and kind == "Region")):
        return None
    if not kind and _is_of_another(source[one.start : one.end], one.places):
        return None
    preposition = before is not None and before.lower_ in PREPOSITIONS
    bracket = source[one.end : one.end + 2].strip() in ("(", "(,") and any(
        m.kind in ("Country", "Region") for m in sure.starting(one.end + 1, one.end + 15)
    )
    common = one.flags & COMMON  # «за Родину», not the village of Родино
    at_home = [p for p in one.places if known[p.country] and not (common and 0 < p.population < TOWN)]
    unsure = one.flags & (COMMON | GIVEN)
    long = any(letter in source[one.start : one.end] for letter in " -")
    large = any(place.kind == "Region" or place.population >= LARGE for place in one.places)
    evidence = (
        kind
        or amid
        or led
        or row
        or partner
        or (located and (not unsure or preposition or listed or bracket or bool(at_home)))
        or (bracket and not one.flags & COMMON)
        or (not unsure and preposition and (listed or bool(at_home) or long or large))
        or (not unsure and bool(at_home) and (listed or long or misread))
        or (misread and label == "PER" and (listed or any(place.population >= LARGE for place in one.places)))
    )
    if not evidence:
        return None
    pool = [place for place in one.places if not kind or place.kind == kind]
    owner = head in TOWNS and any(place.kk and place.ru != source[one.start : one.end] for place in one.places)
    if not pool and (head in TOWNS or governor) and not owner or head == "район":
        return None  # «школа города Киндия»: its region is listed alone; but «сёла Абхазии»
    pool = pool or list(one.places)
    best = max(
        pool,
        key=lambda place: (
            known[place.country] > 0,
            place.kind == "City" or kind == "Region",
            place.population,
            place.id,
        ),
    )
    return Mention(
        one.start, one.end, "Region" if best.kind == "Region" else "City", source[one.start : one.end], best.ru, best.id
    )


def _town_of(region: Mention, source: str, place: WorldPlace, sure: Neighbours) -> Mention:
    """«Насирию, Наджаф и Кербелу», «Букоба, Гейта, Сингида»: of a province that has the name of its town the town,
    where the table lists none; well-known regions have a Kazakh name, too."""
    if region.kind != "Region" or place.kk or region.text.count(" ") or " " in place.ru:
        return region
    before, after = sure.ending(region.start - 4, region.start), sure.starting(region.end + 1, region.end + 5)
    links = [(m, source[m.end : region.start]) for m in before] + [(m, source[region.end : m.start]) for m in after]
    joined = {m.kind for m, between in links if between.strip() in LIST_LINKS - {"", "-"}}
    return replace(region, kind="City", key="") if "City" in joined and "Country" not in joined else region
