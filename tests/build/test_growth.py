"""A store that grew document by document is the one built at once, to the byte: in any order, with changes, removals
and decisions on the way."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from kg.build.run import BuildReport, build
from kg.documents.document import Document
from kg.graph.claims import standing
from kg.graph.store import about, dump, manifest, open_current
from kg.identity.decisions import Decision
from kg.identity.entities import Background, Entity, References
from kg.identity.index import Index
from kg.identity.resolution import Resolution
from kg.model.config import Settings
from kg.model.facts import Event, Extraction, Figure, Found, Kind, Location, Mention, Phrase, Role, SisterCities
from kg.queries.check import companion_findings
from tests.identities import resolve
from tests.identity.test_decisions import decided
from tests.reading_by_hand import document

BASE = "https://example.org/"
LABELS = {"city/omsk": {"ru": "Омск", "kk": "Омбы", "en": "Omsk"}, "series/forum": {"ru": "Форум", "en": "Forum"}}
NAMES: list[tuple[str, Kind, str, bool]] = [
    ("Омск", "City", "city/omsk", True),
    ("Омск", "City", "", True),
    ("Омбы", "City", "city/omsk", True),
    ("Павлодар", "City", "", True),
    ("Павлодар", "Feature", "", True),
    ("Орёл", "City", "", True),
    ("Орел", "City", "", True),
    ("Казахстан", "Country", "country/KZ", True),
    ("Республика Казахстан", "Country", "country/KZ", True),
    ("Россия", "Country", "country/RU", True),
    ("Владимир Путин", "Person", "", True),
    ("В. Путин", "Person", "", True),
    ("Виктор Путин", "Person", "", True),
    ("Путин", "Person", "", True),
    ("Касым-Жомарт Токаев", "Person", "person/tokaev", True),
    ("Касым-Жомартом Токаевым", "Person", "", True),
    ("К.-Ж. Токаев", "Person", "", True),
    ("Александр Сергеевич", "Person", "", True),
    ("Завод-5", "Organisation", "", True),
    ("Завод 5", "Organisation", "", True),
    ("Омск Здесь", "Organisation", "", True),
    ("форум", "Event", "", False),
    ("форум", "Event", "", True),
    ("XVI Форум", "Event", "", True),
    ("16-й форум", "Event", "", True),
    ("XVIII Форум", "Event", "", True),
    ("выставка «ЭКСПО» 2030", "Event", "", True),
    ("Всемирная выставка «ЭКСПО-2030»", "Event", "", True),
    ("новый завод", "Project", "", False),
]
DECISIONS = [
    (),
    ("same: Завод-5; Завод 5",),
    ("different: Владимир Путин; В. Путин", "same: Павлодар; Орёл"),
    ("different: Омск @ d1; Омск @ d2", "City same: Павлодар; Орёл"),
    ("same: event/forum-16; форум", "same: XVIII Форум; Баку"),
]
Corpus = dict[str, tuple[Document, Extraction]]


def a_document(name: str, random: Random) -> tuple[Document, Extraction]:
    """Some of the names, a post and a figure of some, a pair of cities."""
    chosen = random.sample(NAMES, random.randint(1, 8))
    text = "; ".join(words for words, *_ in chosen) + "; глава товарооборот"
    mentions, at = [], 0
    for words, kind, key, named in chosen:
        at = text.index(words, at)
        # One in ten stands elsewhere than it says, and is no part of the graph.
        start = at + (random.random() < 0.1)
        mentions.append(Mention(start, start + len(words), kind, words, words, key, named))
        at += len(words)
    measure = Phrase(text.index("товарооборот"), len(text), random.choice(("товарооборот", "оборот")))
    title = Phrase(text.index("глава"), text.index("глава") + 5, "глава")
    facts: list[Found] = []
    for one in mentions:
        if one.kind == "Event":
            facts.append(Found(Event(one, "forum", date=random.choice(("", "2019"))), "event", 0, len(text)))
        if one.kind == "Person":
            facts.append(Found(Role(one, title, random.choice(mentions)), "role", 0, len(text)))
    facts.append(Found(Figure(measure, "5", "USD", period="2021", about=(random.choice(mentions),)), "figure", 0, 5))
    cities = [one for one in mentions if one.kind == "City"]
    if len(cities) > 1:
        facts.append(Found(SisterCities(*cities[:2]), "sisters", 0, len(text)))
    # That Omsk lies in Russia is known beforehand, too.
    countries = [one for one in mentions if one.kind == "Country"]
    if cities and countries:
        facts.append(Found(Location(cities[0], countries[-1]), "location", 0, len(text)))
    date, publisher = random.choice(("2019-11-07", "2022-11-28")), random.choice(("", "Омск здесь"))
    return document(text, name, date=date, publisher=publisher), Extraction(tuple(mentions), (), tuple(facts))


def history(random: Random, steps: int = 7) -> Iterator[tuple[Corpus, tuple[Decision, ...]]]:
    """A corpus as it grows, changes and shrinks."""
    corpus: Corpus = {}
    rulings: tuple[Decision, ...] = ()
    for _ in range(steps):
        for name in random.sample([f"d{at}" for at in range(7)], random.randint(1, 4)):
            if name in corpus and random.random() < 0.4:
                corpus = {other: known for other, known in corpus.items() if other != name}
            else:
                corpus = {**corpus, name: a_document(name, random)}
        if random.random() < 0.4:
            rulings = decided(*random.choice(DECISIONS))
        yield corpus, rulings


@pytest.mark.parametrize("seed", range(60))
def test_identity_follows_from_the_documents_alone(seed: int) -> None:
    index = Index()
    resolution = Resolution(index, Background(BASE, LABELS, [["Форум"]]))
    held: Corpus = {}
    entities: dict[str, Entity] = {}
    referred: dict[str, References] = {}
    for corpus, rulings in history(Random(seed)):
        for name in [name for name in held if held[name] != corpus.get(name)]:
            index.remove(index.numbers([name])[name])
            referred.pop(name)
        for name in [name for name in corpus if held.get(name) != corpus[name]]:
            resolution.add(*corpus[name], name, standing(*corpus[name]))
        settled = resolution.settle(rulings)
        entities = {iri: one for iri, one in entities.items() if iri not in settled.before} | settled.now
        numbers = index.numbers(corpus)
        for name, number in numbers.items():
            if number in settled.documents or name not in referred:
                referred[name] = resolution.references(number)
        held = corpus
        fresh = resolve(corpus, LABELS, BASE, series=[["Форум"]], decisions=rulings)
        assert dict(sorted(entities.items())) == fresh.entities
        assert referred == {name: fresh.references(name) for name in corpus}


class Texts:
    """A folder of files, and what is read in each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir()
        self.known: dict[str, Extraction] = {}

    def hold(self, corpus: Corpus) -> None:
        for file in self.folder.iterdir():
            if file.stem not in corpus:
                file.unlink()
        for name, (made, extraction) in corpus.items():
            (self.folder / f"{name}.txt").write_text(made.text)
            self.known[made.text] = extraction

    def build(self, store: Path, decided: Path) -> BuildReport:
        def extract(read: Document) -> Extraction:
            return self.known[read.text]

        return build([self.folder], replace(Settings(), store=store), extract=extract, decided=decided)


@pytest.mark.parametrize("seed", range(2))
def test_a_store_that_grew_is_the_one_built_at_once(tmp_path: Path, seed: int) -> None:
    texts, random = Texts(tmp_path / "texts"), Random(seed)
    for at, (corpus, rulings) in enumerate(history(random, 4)):
        if not corpus:
            continue
        texts.hold(corpus)
        decisions = "".join(
            f'[[decision]]\n{one.relation} = {list(one.names)}\ncomment = "c"\n'
            + (f'class = "{one.kind}"\n' if one.kind else "")
            for one in rulings
        )
        (tmp_path / "decided.toml").write_text(decisions)
        grown = texts.build(tmp_path / "grown", tmp_path / "decided.toml")
        fresh = texts.build(tmp_path / f"fresh{at}", tmp_path / "decided.toml")
        assert dump(open_current(tmp_path / "grown")) == dump(open_current(tmp_path / f"fresh{at}"))
        assert list(companion_findings(open_current(tmp_path / "grown"), Settings())) == []
        told = [replace(report, read=0, dropped=0, seconds=0) for report in (grown, fresh)]
        assert told[0] == told[1]
        assert manifest(tmp_path / "grown") == manifest(tmp_path / f"fresh{at}")
        assert about(tmp_path / "grown")["made_with"] == about(tmp_path / f"fresh{at}")["made_with"]
