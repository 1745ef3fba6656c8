"""`kg identity show`: the names of a thing, their documents, the reasons, what stays apart; and labels."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.build.run import build
from kg.commands import main as cli
from kg.documents.document import Document
from kg.graph.store import dump, open_current
from kg.identity.entities import Thing
from kg.identity.handles import Placed, Things
from kg.identity.index import Index
from kg.model.config import Settings
from kg.model.facts import Extraction, Kind, Mention
from kg.model.labels import edition_labels, transliteration
from kg.model.namespaces import PREFIXES
from kg.queries.saved import SavedQuery

TEXTS = {
    "a.txt": "К.-Ж. Токаев и Сергей Токаев в городе Омск.",
    "b.txt": "Касым-Жомарт Токаев: порт Актау, Омская область.",
    "c.txt": "Қасым-Жомарт Тоқаев – Омбы.",
    "d.txt": "Токаев, Актау; XVI Форум, XVIII Форум.",
}
NAMES: dict[str, tuple[Kind, str]] = {
    "К.-Ж. Токаев": ("Person", ""),
    "Сергей Токаев": ("Person", ""),
    "Касым-Жомарт Токаев": ("Person", "person/kasym-zhomart-tokaev"),
    "Қасым-Жомарт Тоқаев": ("Person", "person/kasym-zhomart-tokaev"),
    "порт Актау": ("Feature", ""),
    "Омская область": ("Region", "region/RU-OMS"),
    "Омбы": ("City", "city/omsk"),
    "Омск": ("City", "city/omsk"),
    "XVIII Форум": ("Event", ""),
    "XVI Форум": ("Event", ""),
}


def read_names(document: Document) -> Extraction:
    names = NAMES | ({"Токаев": ("Person", ""), "Актау": ("City", "")} if document.id == "d" else {})
    return Extraction(
        tuple(
            Mention(at, at + len(name), kind, name, name, key)
            for name, (kind, key) in names.items()
            if (at := document.reading.find(name)) >= 0 and document.reading[at + len(name)] in " ,;.:"
        )
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("identity")
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    (folder / "identity.toml").write_text(
        '[[decision]]\ndifferent = ["XVI Форум", "XVIII Форум"]\ncomment = "two editions"\n'
    )
    build([folder], replace(Settings(), store=folder / "store"), extract=read_names)
    return folder / "store"


def show(store: Path, name: str) -> Result:
    return CliRunner().invoke(cli.main, ["identity", "show", name, "--store", str(store)])


PERSON = "https://w3id.org/interregional/person"
TOKAEV = f"""\
Касым-Жомарт Токаев  Person  {PERSON}/kasym-zhomart-tokaev
  label    en  Kassym-Jomart Tokayev
  label    kk  Қасым-Жомарт Тоқаев
  label    ru  Касым-Жомарт Токаев
  also     ru  К.-Ж. Токаев
  link     sameAs http://www.wikidata.org/entity/Q200881
  from     a.txt: К.-Ж. Токаев
  from     b.txt: Касым-Жомарт Токаев
  from     c.txt: Қасым-Жомарт Тоқаев
  because  identifier person/kasym-zhomart-tokaev: «Касым-Жомарт Токаев» in b; «Қасым-Жомарт Тоқаев» in c
  because  initials that fit one person alone: «К.-Ж. Токаев» in a
  apart    Сергей Токаев  Person  {PERSON}/sergey-tokaev: the same surname, another given name
  apart    Токаев  Person  {PERSON}/tokaev: a surname alone may be anybody's
"""


@pytest.mark.parametrize(
    "name", ["Касым-Жомарт Токаев", "қасым-жомарт тоқаев", "person/kasym-zhomart-tokaev", "К.-Ж.\u00a0Токаев"]
)
def test_all_that_is_told_of_a_person(store: Path, name: str) -> None:
    result = show(store, name)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == TOKAEV


TOLD = [
    ("ОМБЫ", "  link     sameAs https://sws.geonames.org/1496153/"),
    ("Омск", "region/RU-OMS: a name made from the other, another class (Region beside City)"),
    ("актау", "apart    порт Актау  Feature"),
    ("XVI форум", "another edition (18 beside 16)"),
    ("XVI Форум", "  because  decided in identity.toml (two editions): not «XVIII Форум»"),
    ("Сергей Токаев", "  also     ru-latn-t-ru-m0-bgn  Sergey Tokayev"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "line"), TOLD)
def test_it_tells(store: Path, name: str, line: str) -> None:
    assert line in show(store, name).stdout


def test_a_surname_finds_all_who_bear_it(store: Path) -> None:
    heads = [line for line in show(store, "токаев").stdout.splitlines() if line and line[0] != " "]
    assert [line.split("  ")[0] for line in heads] == ["Касым-Жомарт Токаев", "Сергей Токаев", "Токаев"]


@pytest.mark.parametrize(("name", "nearest"), [("Тохаев", "«Токаев»"), ("Омзк", "«Омск»")])
def test_an_unknown_name(store: Path, name: str, nearest: str) -> None:
    result = show(store, name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"kg: nothing is called '{name}' here; nearest: {nearest}")
    assert len(result.stderr.splitlines()) == 1


def test_reasons_stand_in_the_graph(store: Path) -> None:
    told = open_current(store).query(
        "SELECT ?why { <https://w3id.org/interregional/city/omsk> skos:editorialNote ?why }", prefixes=PREFIXES
    )
    assert [row["why"].value for row in told] == ["identifier city/omsk: «Омбы» in c; «Омск» in a"]  # type: ignore[union-attr]
    assert dump(open_current(store)).count(b"editorialNote") == 5


@pytest.mark.parametrize(
    ("name", "language", "latin"),
    [
        ("Алексей Оверчук", "ru", "Aleksey Overchuk"),
        ("Ельцин", "ru", "Yel’tsin"),
        ("Григорьев", "ru", "Grigor’yev"),
        ("Щёлоков Юрий", "ru", "Shchëlokov Yuriy"),
        ("Подъёмный", "ru", "Pod”yëmnyy"),
        ("Қасым-Жомарт Тоқаев", "kk", "Qasym-Zhomart Toqaev"),
        ("Бақытжан Сағынтаев", "kk", "Baqytzhan Saghyntaev"),
    ],
)
def test_transliteration_is_marked_as_such(name: str, language: str, latin: str) -> None:
    assert transliteration(name, language) == (f"{language}-latn-t-{language}-m0-bgn", latin)


def test_english_is_not_transliterated() -> None:
    assert transliteration("Emmanuel Macron", "en") is None


@pytest.mark.parametrize(
    ("edition", "expected"),
    [("16", ["XVI Форум", "XVI Forum"]), ("2022", ["Форум", "Forum"]), ("14 16", ["Форум", "Forum"])],
)
def test_editions_have_the_names_of_their_series(edition: str, expected: list[str]) -> None:
    assert list(edition_labels({"ru": "Форум", "en": "Forum"}, edition).values()) == expected


def test_no_name_stands_for_two_things_of_a_class() -> None:
    def event(label: str, *others: str, told: tuple[str, ...] = (), kind: Kind = "Event") -> Thing:
        names = tuple(("ru", other) for other in others)
        return Thing(kind, "", label + str(told), "", (("ru", label),), names, told, (), ())

    alone = {
        "a": event("Заседание", "заседания", told=("2019-11-07", "2019-11-07, a")),
        "b": event("Заседание", told=("2017-11-09", "2017-11-09, b")),
        "c": event("XIV Форум", "форум", "форума в Челябинске"),
        "d": event("XVI Форум", "Форум"),
        "e": event("Совещание", told=("2019-11-07",)),
        "f": event("Форум", kind="Organisation"),
        "g": event("Визит", told=("2019-11-07", "2019-11-07, g")),
        "h": event("Визит", told=("2019-11-07", "2019-11-07, h")),
    }
    expected = {
        "a": ["Заседание (2019-11-07)", "заседания"],
        "b": ["Заседание (2017-11-09)"],
        "c": ["XIV Форум", "форума в Челябинске"],
        "d": ["XVI Форум"],
        "e": ["Совещание"],
        "f": ["Форум"],
        "g": ["Визит (2019-11-07, g)"],
        "h": ["Визит (2019-11-07, h)"],
    }
    for order in (sorted(alone), sorted(alone, reverse=True)):
        things = Things(Index(), "urn:")
        found: dict[int, Placed] = {}
        for name in order:
            found |= things.exchange((), {ord(name): Placed(alone[name], shown=True)})[1]
        told = {chr(at): [name for _, name in (*one.labels, *one.aliases)] for at, one in found.items()}
        assert told == expected
    # and where the others go, each has its own again
    kept = {ord(name) for name in "adg"}
    _, now = things.exchange(set(found) - kept, {})
    assert {
        chr(at): [name for _, name in (*one.labels, *one.aliases)] for at, one in (found | now).items() if at in kept
    } == {
        "a": ["Заседание", "заседания"],
        "d": ["XVI Форум", "Форум"],
        "g": ["Визит"],
    }


def test_the_federated_query_is_sparql_for_the_public_service(saved: dict[str, SavedQuery]) -> None:
    """Parsed by rdflib, which calls nobody before it is asked for rows."""
    from rdflib.plugins.sparql import prepareQuery

    federated = [query for query in saved.values() if query.federated]
    assert [query.name for query in federated] == ["wikidata-population"]
    prepareQuery(federated[0].text)
    inner = federated[0].text.partition("SERVICE <https://query.wikidata.org/sparql> {")[2].partition("\n  }")[0]
    prefixes = "\n".join(line for line in federated[0].text.splitlines() if line.startswith("PREFIX"))
    prepareQuery(f"{prefixes} SELECT * WHERE {{ {inner} }}")


def test_a_federated_query_is_not_run(store: Path) -> None:
    result = CliRunner().invoke(cli.main, ["query", "wikidata-population", "--store", str(store)])
    assert result.exit_code == 2
    assert "asks another service, and kg calls none" in result.stderr
