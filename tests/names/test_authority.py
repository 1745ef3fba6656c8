"""Authority files: what they add to the gazetteer, and what is said of those that are none."""

import tomllib
from pathlib import Path

import pytest

from kg.model.config import Settings
from kg.model.errors import KgError
from kg.names.authority import Authority
from kg.names.gazetteer import Gazetteer

ONTOLOGY = Settings().ontology
OWN = """
[[persons]]
ru = ["Иван Панов", "Панов Иван Ильич"]
wikidata = "Q123"
terms = [{ of = "region/RU-OMS", title = "губернатор", from = 2020-01-02 }]

[[organisations]]
ru = ["Шанхайская организация сотрудничества", "Шанхайский клуб"]
en = ["Shanghai Club"]
"""


def read(tmp_path: Path, text: str) -> Authority:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    return Authority.read(file)


def test_new_entries_and_further_names_of_known_ones(tmp_path: Path) -> None:
    known = Gazetteer.load(ONTOLOGY / "gazetteer.ttl")
    gazetteer = Gazetteer.load(ONTOLOGY / "gazetteer.ttl", read(tmp_path, OWN))
    person = gazetteer.entries["person/ivan-panov"]
    assert (person.kind, person.names("ru")) == ("Person", ("Иван Панов", "Панов Иван Ильич"))
    assert person.same_as == ("http://www.wikidata.org/entity/Q123",)
    assert [(term.of, term.title, term.start, term.until) for term in person.terms] == [
        ("region/RU-OMS", "губернатор", "2020-01-02", "")
    ]
    club, before = (
        one.entries["organisation/shanhayskaya-organizatsiya-sotrudnichestva"] for one in (gazetteer, known)
    )
    assert club.labels == before.labels
    assert set(club.names("ru")) == {*before.names("ru"), "Шанхайский клуб", "Шанхайская организация сотрудничества"}
    assert set(club.names("en")) == {*before.names("en"), "Shanghai Club"}
    assert set(gazetteer.entries) - set(known.entries) == {"person/ivan-panov"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("persons = [", "no TOML"),
        ('[[people]]\nru = ["Панов"]', "there is 'people'; allowed are persons, organisations"),
        ('[[persons]]\nen = ["Panov"]', "entry 1 of persons: no Russian name"),
        ('[[persons]]\nru = "Панов"', "entry 1 of persons: ru is 'Панов'; wanted is a list of names"),
        ('[[persons]]\nru = ["Панов"]\nborn = 1970', "entry 1 of persons: there is 'born'; allowed are ru, kk, en"),
        ('[[persons]]\nru = ["Панов"]\nwikidata = "P7"', "wikidata is 'P7'; wanted is an identifier such as Q7747"),
        ('[[persons]]\nru = ["Панов"]\nterms = [{ of = "country/RU" }]', "a term is {'of': 'country/RU'}; wanted is"),
    ],
)
def test_what_is_no_authority_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(KgError) as failure:
        read(tmp_path, text)
    assert told in str(failure.value)
    assert str(failure.value).startswith(str(tmp_path / "own.toml"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="not readable"):
        Authority.read(tmp_path / "none.toml")


def test_the_authority_of_the_package_is_in_its_gazetteer() -> None:
    gazetteer = Gazetteer.load(ONTOLOGY / "gazetteer.ttl")
    tables = tomllib.loads((ONTOLOGY / "authority.toml").read_text(encoding="utf-8"))
    identifiers = [entry["wikidata"] for table in tables.values() for entry in table if "wikidata" in entry]
    assert len(identifiers) == len(set(identifiers))
    for table, kind in (("persons", "Person"), ("organisations", "Organisation")):
        for entry in tables[table]:
            (known,) = {one.id: one for one in gazetteer.by_name[entry["ru"][0]] if one.kind == kind}.values()
            same = f"http://www.wikidata.org/entity/{entry['wikidata']}" if "wikidata" in entry else ""
            assert not same or same in known.same_as
    assert all(
        any("wikidata" in same for same in one.same_as) for one in gazetteer.of_kind("Country") if one.iso != "SU"
    )
